// What lies in the arena or is carried through it, as characters: pickups, mines, flags; the twin of things.ts. Called by
// text-scene.ts; nothing here allocates.
import { PICKUPS } from '../../game/pickups.js';
import { TANK_REACH } from '../../game/units.js';
import { BOLD, DIM, INVERSE } from '../frame.js';
import { waitingGlyph } from './pad-letters.js';
import { teamSign } from './text-art.js';
import { columnOf, put, rowOf, type TextPlace } from './text-place.js';

const OPENING = '('.charCodeAt(0);
const CLOSING = ')'.charCodeAt(0);
const POLE = '|'.charCodeAt(0);
const STAND = '_'.charCodeAt(0);

/** Draws a pickup: its letter in brackets. @param kind index in PICKUPS @param x its centre in units */
export function drawTextPickup(place: TextPlace, kind: number, x: number, y: number): void {
  const column = columnOf(x, place);
  const row = rowOf(y, place);
  const colour = place.look.colours.pickups[PICKUPS[kind].colour];
  put(place, column - 1, row, OPENING, colour);
  put(place, column, row, PICKUPS[kind].letter.charCodeAt(0), colour, BOLD);
  put(place, column + 1, row, CLOSING, colour);
}

/** Draws a pad on which something will appear: in how many seconds, and in the last of them what. @param ticks until then */
export function drawTextPad(place: TextPlace, kind: number, x: number, y: number, ticks: number): void {
  const column = columnOf(x, place);
  const row = rowOf(y, place);
  const { steelDark } = place.look.colours;
  const { letter } = PICKUPS[kind];
  for (let part = -1; part <= 1; part++)
    put(place, column + part, row, waitingGlyph(letter, ticks, part), steelDark, DIM);
}

/** Draws a mine in the ground. @param colour of the seat or the team that laid it */
export function drawTextMine(place: TextPlace, colour: number, x: number, y: number): void {
  put(place, columnOf(x, place), rowOf(y, place), place.art.mine.charCodeAt(0), colour, BOLD);
}

/** Draws the stand on which a flag belongs. @param x its centre in units */
export function drawTextFlagStand(place: TextPlace, team: number, x: number, y: number): void {
  const column = columnOf(x, place);
  const row = rowOf(y, place);
  const colour = place.look.colours.teams[team];
  put(place, column - 1, row, STAND, colour);
  put(place, column, row, STAND, colour);
  put(place, column + 1, row, STAND, colour);
}

/** Draws a flag that stands on its own: a pole of two rows with the sign of the team. @param x foot of the pole */
export function drawTextFlag(place: TextPlace, team: number, x: number, y: number): void {
  const column = columnOf(x, place);
  const row = rowOf(y, place);
  const colour = place.look.colours.teams[team];
  put(place, column, row - 1, POLE, colour);
  put(place, column, row, POLE, colour);
  drawCloth(place, team, column + 1, row - 1);
}

/** Draws a flag that a tank carries, above its middle. @param x centre of the tank in units */
export function drawTextCarriedFlag(place: TextPlace, team: number, x: number, y: number): void {
  drawCloth(place, team, columnOf(x, place) - 1, rowOf(y - TANK_REACH, place) - 1);
}

function drawCloth(place: TextPlace, team: number, column: number, row: number): void {
  const colour = place.look.colours.teams[team];
  put(place, column, row, teamSign(team).charCodeAt(0), colour, BOLD | INVERSE);
  put(place, column + 1, row, '>'.charCodeAt(0), colour, BOLD);
}
