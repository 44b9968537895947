// Where characters draw the arena: a part of a frame, what of the world it shows, and with which set of characters. Used by the
// text-*.ts files, which draw into it and nowhere else.
import type { World } from '../../game/world.js';
import { DEFAULT_COLOUR, type Frame } from '../frame.js';
import { type Camera, pixelX, pixelY } from './camera.js';
import type { Look } from './look.js';
import type { TextArt } from './text-art.js';

/** The cells of a frame that show the arena, and what of the arena they show. */
export interface TextPlace {
  readonly frame: Frame;
  /** Upper left cell, and the cells across and down. */
  readonly x: number;
  readonly y: number;
  readonly columns: number;
  readonly rows: number;
  readonly world: World;
  /** Half a tile is `scale` columns, and half as many rows. */
  readonly camera: Camera;
  readonly look: Look;
  readonly art: TextArt;
}

/** Column of a place in units, from the left edge of the arena's cells. */
export function columnOf(units: number, { camera }: TextPlace): number {
  return pixelX(units, camera);
}

/** Row of a place in units, from the upper edge of the arena's cells. */
export function rowOf(units: number, { camera }: TextPlace): number {
  return pixelY(units, camera) >> 1;
}

/** Writes one cell of the arena; whatever falls outside of it is left out.
 *  @param glyph a character of one column */
export function put(place: TextPlace, x: number, y: number, glyph: number, fg: number, style = 0): void {
  if (x < 0 || y < 0 || x >= place.columns || y >= place.rows) return;
  place.frame.set(place.x + x, place.y + y, glyph, fg, DEFAULT_COLOUR, style);
}

/** Tile that a cell shows, as a byte of terrain; -1 outside of the arena. */
export function tileAt({ world, camera }: TextPlace, x: number, y: number): number {
  const column = camera.left + Math.floor(x / (2 * camera.scale));
  const row = camera.top + Math.floor(y / camera.scale);
  const { arena, terrain } = world;
  const isInside = column >= 0 && row >= 0 && column < arena.columns && row < arena.rows;
  return isInside ? terrain[row * arena.columns + column] : -1;
}
