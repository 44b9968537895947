// The ground of the arena as pixels: copies textures tile by tile, and lays leaves over what stands in a bush. Called by
// scene.ts for each frame; nothing here allocates.
import { BRICK, BUSH, ICE, kindOf, WATER } from '../../game/terrain.js';
import { TANK_REACH, TILE } from '../../game/units.js';
import type { World } from '../../game/world.js';
import { type Canvas, TRANSPARENT } from '../canvas.js';
import { type Camera, stepOf } from './camera.js';
import type { Look } from './look.js';
import { PERIOD_TILES, type Textures, texturesOf } from './textures.js';

const WATER_MS = 700;
const GLINT_MS = 800;
/** Of so many tiles of ice one glints at a time; a power of two. */
const GLINT_TILES = 8;
/** The four high bits of a tile of brick are its quarters. */
const QUARTERS_SHIFT = 4;

/** Draws the ground of all that the camera sees. The canvas is as many pixels as its tiles take. */
export function drawGround(canvas: Canvas, world: World, camera: Camera, look: Look, nowMs: number): void {
  const { columns, rows } = world.arena;
  const { left, top, scale } = camera;
  const side = 2 * scale;
  const textures = texturesOf(look.colours, scale);
  const drift = stepOf(nowMs, WATER_MS, look.calm) % textures.period;
  const glint = look.calm ? -1 : Math.floor(nowMs / GLINT_MS) % GLINT_TILES;
  for (let y = 0; y < canvas.height; y += side) {
    const row = top + y / side;
    for (let x = 0; x < canvas.width; x += side) {
      const column = left + x / side;
      if (column >= columns || row >= rows) {
        canvas.rect(x, y, side, side, look.colours.outside);
        continue;
      }
      const tile = world.terrain[row * columns + column];
      const kind = kindOf(tile);
      copyTile(canvas, textures, textures.ground[kind], x, y, column, row, side, kind === WATER ? drift : 0);
      if (kind === BRICK) clearShotQuarters(canvas, textures, tile, x, y, column, row, scale);
      else if (kind === ICE && ((column * 5 + row * 3) & (GLINT_TILES - 1)) === glint)
        canvas.put(x + (side >> 1) - 1, y + (side >> 1) - 1, look.colours.glint);
    }
  }
}

function copyTile(
  canvas: Canvas,
  { rowPixels }: Textures,
  texture: Uint32Array,
  x: number,
  y: number,
  column: number,
  row: number,
  side: number,
  drift: number,
): void {
  const across = Math.min(side, canvas.width - x);
  const down = Math.min(side, canvas.height - y);
  let from = (row & (PERIOD_TILES - 1)) * side * rowPixels + (column & (PERIOD_TILES - 1)) * side + drift;
  let to = y * canvas.width + x;
  for (let line = 0; line < down; line++) {
    for (let pixel = 0; pixel < across; pixel++) canvas.pixels[to + pixel] = texture[from + pixel];
    from += rowPixels;
    to += canvas.width;
  }
}

function clearShotQuarters(
  canvas: Canvas,
  { rubble, rowPixels }: Textures,
  tile: number,
  x: number,
  y: number,
  column: number,
  row: number,
  scale: number,
): void {
  const side = 2 * scale;
  const half = Math.round(scale);
  const first = ((row & (PERIOD_TILES - 1)) * rowPixels + (column & (PERIOD_TILES - 1))) * side;
  for (let quarter = 0; quarter < 4; quarter++) {
    if (((tile >> (QUARTERS_SHIFT + quarter)) & 1) === 1) continue;
    const left = (quarter & 1) * half;
    const top = (quarter >> 1) * half;
    const right = left === 0 ? half : side;
    const bottom = top === 0 ? half : side;
    for (let line = top; line < bottom; line++)
      for (let pixel = left; pixel < right; pixel++)
        canvas.put(x + pixel, y + line, rubble[first + line * rowPixels + pixel]);
  }
}

/** Lays leaves over what is around a place in units, where bush is: who stands in it shines through. */
export function drawLeaves(
  canvas: Canvas,
  { arena, terrain }: World,
  x: number,
  y: number,
  camera: Camera,
  look: Look,
): void {
  const { left, top, scale } = camera;
  const side = 2 * scale;
  const { leaves, rowPixels } = texturesOf(look.colours, scale);
  // One pixel more than a tank: its place on the canvas is rounded.
  const reach = TANK_REACH + TILE / 4;
  const lastRow = Math.min(arena.rows - 1, (y + reach) >> 8);
  const lastColumn = Math.min(arena.columns - 1, (x + reach) >> 8);
  for (let row = Math.max(top, (y - reach) >> 8); row <= lastRow; row++) {
    for (let column = Math.max(left, (x - reach) >> 8); column <= lastColumn; column++) {
      if (kindOf(terrain[row * arena.columns + column]) !== BUSH) continue;
      const first = ((row & (PERIOD_TILES - 1)) * rowPixels + (column & (PERIOD_TILES - 1))) * side;
      for (let line = 0; line < side; line++) {
        for (let pixel = 0; pixel < side; pixel++) {
          const colour = leaves[first + line * rowPixels + pixel];
          if (colour !== TRANSPARENT)
            canvas.put((column - left) * side + pixel, (row - top) * side + line, colour);
        }
      }
    }
  }
}
