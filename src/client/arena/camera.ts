// Which part of the arena is shown, how large, and where a place of the world lies in it. Used by all that draws the arena.
import { HALF_TILE } from '../../game/units.js';

/** Which part of the arena is shown, in tiles, and how large. */
export interface Camera {
  readonly left: number;
  readonly top: number;
  /** Pixels to half a tile: 1 to SCALE_MAX. */
  readonly scale: number;
}

/** The cells that the arena takes. */
export interface ArenaBox {
  readonly x: number;
  readonly y: number;
  /** A multiple of `2 * camera.scale`, and of `camera.scale`. */
  readonly columns: number;
  readonly rows: number;
}

/** Sizes of drawing there are. */
export const SCALE_MAX = 3;

/** Column of pixels of a place in units. */
export function pixelX(units: number, { left, scale }: Camera): number {
  return Math.round((units * scale) / HALF_TILE) - left * 2 * scale;
}

/** Row of pixels of a place in units. */
export function pixelY(units: number, { top, scale }: Camera): number {
  return Math.round((units * scale) / HALF_TILE) - top * 2 * scale;
}

/** Counts steps of `stepMs` for something that moves by itself. With `calm` it stands still. */
export function stepOf(nowMs: number, stepMs: number, calm: boolean): number {
  return calm ? 0 : Math.floor(nowMs / stepMs);
}
