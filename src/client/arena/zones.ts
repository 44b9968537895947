// What is larger than a thing, as pixels: the hill, bases and what they still stand, the ground that the ring has closed, and
// what a blinded player does not see. Called by scene.ts; nothing here allocates.
import { HEADING_X, HEADING_Y } from '../../game/buttons.js';
import { MODES } from '../../game/modes.js';
import { NOBODY } from '../../game/things.js';
import { HALF_TILE, TILE } from '../../game/units.js';
import type { Tank, World } from '../../game/world.js';
import type { Canvas } from '../canvas.js';
import { type Camera, pixelX, pixelY } from './camera.js';
import type { ArenaColours } from './colours.js';
import type { Look } from './look.js';

/** Pixels from one stripe of the ring to the next, and how wide it is, by half a tile. */
const STRIPE_STEP = 4;
const STRIPE = 2;

/** The colour of who holds the hill; that of the scenery while nobody does. */
export function hillColour({ hill, options }: World, { seats, teams, pad }: ArenaColours): number {
  if (hill.holder === NOBODY) return pad;
  return MODES[options.mode].hasTeams ? teams[hill.holder] : seats[hill.holder];
}

/** Draws the hill: its outline, dashed while nobody holds it, else closed in the colour of who does, who has its ground dotted too. */
export function drawHill(canvas: Canvas, world: World, camera: Camera, { colours }: Look): void {
  const { x, y, radius, holder } = world.hill;
  if (radius === 0) return;
  const { scale } = camera;
  const colour = hillColour(world, colours);
  const side = Math.round((2 * radius * scale) / HALF_TILE);
  const left = pixelX(x - radius, camera);
  const top = pixelY(y - radius, camera);
  const isHeld = holder !== NOBODY;
  canvas.frame(left, top, side, side, isHeld ? colour : colours.hill, isHeld ? 0 : 3);
  const step = STRIPE_STEP * scale;
  const ink = isHeld ? colour : colours.edge;
  for (let row = step; row < side; row += step)
    for (let column = ((row / step) & 1) === 0 ? step : step >> 1; column < side - 1; column += step)
      canvas.put(left + column, top + row, ink);
}

/** Draws round the bases of a world what shows whose they are, and below each how much of it is left. */
export function drawBases(canvas: Canvas, { bases }: World, camera: Camera, { colours }: Look): void {
  const { scale } = camera;
  for (let team = 0; team < bases.length; team++) {
    const { x, y, health, healthMax } = bases[team];
    if (healthMax === 0) continue;
    const colour = colours.teams[team];
    const left = pixelX(x - TILE, camera);
    const top = pixelY(y - TILE, camera);
    const side = 4 * scale;
    if (health === 0) canvas.rect(left, top, side, side, colours.soot);
    canvas.frame(left, top, side, side, colour);
    const length = side + 2 * Math.floor(scale);
    const filled = Math.ceil((health * length) / healthMax);
    const below = top + side + Math.max(0, scale - 2);
    const high = Math.floor(scale);
    canvas.rect(left - high, below, length, high, colours.steelDark);
    canvas.rect(left - high, below, filled, high, colour);
  }
}

/** Draws stripes over the ground that the ring has closed, and a line along its edge. */
export function drawRing(canvas: Canvas, { stage, arena }: World, camera: Camera, { colours }: Look): void {
  if (stage.ring === 0) return;
  const { scale } = camera;
  const edge = stage.ring * TILE;
  const left = pixelX(edge, camera);
  const top = pixelY(edge, camera);
  const right = pixelX(arena.columns * TILE - edge, camera);
  const bottom = pixelY(arena.rows * TILE - edge, camera);
  const endX = pixelX(arena.columns * TILE, camera);
  const endY = pixelY(arena.rows * TILE, camera);
  const step = STRIPE_STEP * scale;
  // Stripes stay where they are on the ground while the camera moves.
  const shift = 2 * scale * (camera.left + camera.top);
  for (let y = 0; y < canvas.height && y < endY; y++) {
    for (let x = 0; x < canvas.width && x < endX; x++) {
      const isInside = x >= left && x < right && y >= top && y < bottom;
      if (!isInside && (x + y + shift) % step < STRIPE * scale) canvas.put(x, y, colours.ring);
    }
  }
  if (left < right && top < bottom)
    canvas.frame(left - 1, top - 1, right - left + 2, bottom - top + 2, colours.ringEdge);
}

/** Covers what is behind a tank whose player sees nothing there. */
export function drawBlindness(
  canvas: Canvas,
  { x, y, heading }: Tank,
  camera: Camera,
  { colours }: Look,
): void {
  const ownX = pixelX(x, camera);
  const ownY = pixelY(y, camera);
  for (let row = 0; row < canvas.height; row++) {
    for (let column = row & 1; column < canvas.width; column += 2) {
      const ahead = HEADING_X[heading] * (column - ownX) + HEADING_Y[heading] * (row - ownY);
      if (ahead < -2 * camera.scale) canvas.put(column, row, colours.outside);
    }
  }
}
