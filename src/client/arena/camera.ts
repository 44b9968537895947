// Which part of the arena is shown, how large, and where a place of the world lies in it. Used by all that draws the arena.
import { HALF_TILE } from '../../game/units.js';

/** Which part of the arena is shown, in tiles, and how large. */
export interface Camera {
  readonly left: number;
  readonly top: number;
  /** Pixels to half a tile: one of SCALES. */
  readonly scale: number;
}

/** The cells that the arena takes. */
export interface ArenaBox {
  readonly x: number;
  readonly y: number;
  /** Whole tiles: `2 * camera.scale` columns and `camera.scale` rows each. */
  readonly columns: number;
  readonly rows: number;
}

/** Sizes of drawing there are, from the smallest. At 1.5 a tile is three pixels wide and high, and two tiles are three rows. */
export const SCALES = [1, 1.5, 2, 3] as const;
export const SCALE_MAX = 3;

/** Where the drawing for a size stands in a list of one for each of SCALES. */
export function artIndexOf(scale: number): number {
  return scale < 2 ? 2 * scale - 2 : scale;
}

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
