// The hill, bases and what they still stand, the ground that the ring has closed, and what a blinded player does not see, as
// characters; the twin of zones.ts. Called by text-scene.ts; nothing here allocates.
import { HEADING_X, HEADING_Y } from '../../game/buttons.js';
import { NOBODY } from '../../game/things.js';
import { TILE } from '../../game/units.js';
import type { Tank } from '../../game/world.js';
import { BOLD, DIM } from '../frame.js';
import { SPACE } from '../glyph.js';
import { teamSign } from './text-art.js';
import { columnOf, put, rowOf, type TextPlace } from './text-place.js';
import { hillColour } from './zones.js';

const ZERO = '0'.charCodeAt(0);
/** Cells from one sign of the ring to the next. */
const RING_STEP = 2;

/** Draws the outline of the hill, bold while somebody holds it. */
export function drawTextHill(place: TextPlace): void {
  const { world, art, look } = place;
  const { x, y, radius, holder } = world.hill;
  if (radius === 0) return;
  const isHeld = holder !== NOBODY;
  const colour = isHeld ? hillColour(world, look.colours) : look.colours.hill;
  const style = isHeld ? BOLD : DIM;
  const left = columnOf(x - radius, place);
  const right = columnOf(x + radius, place) - 1;
  const top = rowOf(y - radius, place);
  const bottom = rowOf(y + radius, place) - 1;
  const across = art.hill.charCodeAt(0);
  const upright = art.hill.charCodeAt(1);
  const corner = art.hill.charCodeAt(2);
  for (let column = left; column <= right; column++) {
    const glyph = column === left || column === right ? corner : across;
    put(place, column, top, glyph, colour, style);
    put(place, column, bottom, glyph, colour, style);
  }
  for (let row = top + 1; row < bottom; row++) {
    put(place, left, row, upright, colour, style);
    put(place, right, row, upright, colour, style);
  }
}

/** Writes on each base whose it is, and how many hits it still takes. */
export function drawTextBases(place: TextPlace): void {
  const { bases } = place.world;
  for (let team = 0; team < bases.length; team++) {
    const { x, y, health, healthMax } = bases[team];
    if (healthMax === 0) continue;
    const colour = place.look.colours.teams[team];
    const column = columnOf(x, place) - 1;
    const row = rowOf(y, place);
    put(place, column, row - 1, SPACE, colour);
    put(place, column, row - 1, teamSign(team).charCodeAt(0), colour, BOLD);
    put(place, column, row, health < 10 ? SPACE : ZERO + ((health / 10) | 0), colour, BOLD);
    put(place, column + 1, row, ZERO + (health % 10), colour, BOLD);
  }
}

/** Strews signs over the ground that the ring has closed. */
export function drawTextRing(place: TextPlace): void {
  const { stage, arena } = place.world;
  if (stage.ring === 0) return;
  const edge = stage.ring * TILE;
  const left = columnOf(edge, place);
  const right = columnOf(arena.columns * TILE - edge, place);
  const top = rowOf(edge, place);
  const bottom = rowOf(arena.rows * TILE - edge, place);
  const glyph = place.art.ring.charCodeAt(0);
  for (let y = 0; y < place.rows; y++) {
    const isRowInside = y >= top && y < bottom;
    for (let x = y & 1; x < place.columns; x += RING_STEP)
      if (!isRowInside || x < left || x >= right) put(place, x, y, glyph, place.look.colours.ringEdge);
  }
}

/** Covers what is behind a tank whose player sees nothing there. */
export function drawTextBlindness(place: TextPlace, { x, y, heading }: Tank): void {
  const column = columnOf(x, place);
  const row = rowOf(y, place);
  for (let cellY = 0; cellY < place.rows; cellY++) {
    for (let cellX = 0; cellX < place.columns; cellX++) {
      const ahead = HEADING_X[heading] * (cellX - column) + HEADING_Y[heading] * 2 * (cellY - row);
      if (ahead < -2 * place.camera.scale) put(place, cellX, cellY, SPACE, place.look.colours.outside);
    }
  }
}
