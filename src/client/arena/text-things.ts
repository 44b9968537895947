// What lies in the arena or is carried through it, as characters: pickups, mines, flags; the twin of things.ts. Called by
// whoever draws a world that has them; nothing here allocates.
import { TANK_REACH } from '../../game/units.js';
import { BOLD, INVERSE } from '../frame.js';
import { teamSign } from './text-art.js';
import { columnOf, put, rowOf, type TextPlace } from './text-place.js';
import { PICKUPS } from './things.js';

const OPENING = '('.charCodeAt(0);
const CLOSING = ')'.charCodeAt(0);
const POLE = '|'.charCodeAt(0);

/** Draws a pickup: its letter in brackets. @param kind index in PICKUPS @param x its centre in units */
export function drawTextPickup(place: TextPlace, kind: number, x: number, y: number): void {
  const column = columnOf(x, place);
  const row = rowOf(y, place);
  const colour = place.look.colours.pickups[kind];
  put(place, column - 1, row, OPENING, colour);
  put(place, column, row, PICKUPS[kind].letter.charCodeAt(0), colour, BOLD);
  put(place, column + 1, row, CLOSING, colour);
}

/** Draws a mine in the ground. @param seat who laid it */
export function drawTextMine(place: TextPlace, seat: number, x: number, y: number): void {
  const glyph = place.art.mine.charCodeAt(0);
  put(place, columnOf(x, place), rowOf(y, place), glyph, place.look.colours.seats[seat], BOLD);
}

/** Draws a flag on its stand: a pole of two rows with the sign of the team. @param team 0 to 3 @param x foot of the pole */
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
