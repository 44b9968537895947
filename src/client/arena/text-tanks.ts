// Tanks as characters: the sign of the seat on the hull, a gun that points, sides that show wear, and the own tank reversed.
// Called by text-scene.ts; nothing here allocates.
import { isShielded } from '../../game/effects.js';
import { BUSH, kindOf } from '../../game/terrain.js';
import { TANK_REACH } from '../../game/units.js';
import type { Tank } from '../../game/world.js';
import { BOLD, DIM, INVERSE } from '../frame.js';
import { SPACE } from '../glyph.js';
import { stepOf } from './camera.js';
import type { TankMarks } from './tanks.js';
import { ASCII_ART, seatSign, type TextArt, teamSign } from './text-art.js';
import { columnOf, put, rowOf, type TextPlace, tileAt } from './text-place.js';

const SHIELD_MS = 400;
const LEAF = '%'.charCodeAt(0);
const STAR = '*'.charCodeAt(0);
/** From a small letter to its capital. */
const TO_CAPITAL = 'A'.charCodeAt(0) - 'a'.charCodeAt(0);
const SEAT_LETTER = '1'.charCodeAt(0);
const TEAM_LETTER = 'm'.charCodeAt(0);
const TRACK = 't'.charCodeAt(0);
const TRACK_OTHER = 'u'.charCodeAt(0);
const LEFT_SIDE = '['.charCodeAt(0);
const RIGHT_SIDE = ']'.charCodeAt(0);

/** Draws one living tank. Frozen, its sides are ice; cloaked, every other cell of it shows. */
export function drawTextTank(place: TextPlace, tank: Tank, marks: TankMarks, nowMs: number): void {
  const { camera, look } = place;
  // Letters can be shown reversed, as a white plate that nothing else is; blocks are white already.
  const art = marks.isOwn ? ASCII_ART : place.art;
  const rows = art.tanks[camera.scale - 1][tank.heading];
  const left = columnOf(tank.x - TANK_REACH, place);
  const top = rowOf(tank.y - TANK_REACH, place);
  const moved = (left + top) & 1;
  const { team } = marks;
  const { colours } = look;
  const fg = marks.isFrozen ? colours.ice : team < 0 ? colours.seats[marks.seat] : colours.teams[team];
  for (let y = 0; y < rows.length; y++) {
    for (let x = 0; x < rows[y].length; x++) {
      const letter = rows[y].charCodeAt(x);
      const isSign = letter === SEAT_LETTER || letter === TEAM_LETTER;
      const isOdd = ((x + y) & 1) === 1;
      // Leaves over it, but never over the sign that says whose it is.
      const isHidden = isOdd ? marks.isCloaked : kindOf(tileAt(place, left + x, top + y)) === BUSH;
      if (!isSign && isHidden && (marks.isCloaked || !marks.isOwn)) continue;
      // Of the own tank leaves hide the drawing, but not the plate.
      const glyph = isHidden && !isSign ? LEAF : glyphOf(art, letter, marks, moved);
      const own = marks.isOwn ? BOLD | INVERSE : 0;
      put(place, left + x, top + y, glyph, fg, isSign ? BOLD | own : own);
    }
  }
  if (isShielded(tank)) drawShield(place, left, top, nowMs);
}

function glyphOf(art: TextArt, letter: number, marks: TankMarks, moved: number): number {
  switch (letter) {
    case SEAT_LETTER:
      return seatSign(marks.seat).charCodeAt(0);
    case TEAM_LETTER:
      return marks.team < 0 ? (marks.hasStar ? STAR : art.noTeam.charCodeAt(0)) : teamLetter(marks);
    case TRACK:
      return art.tracks.charCodeAt(marks.isFrozen ? 0 : moved);
    case TRACK_OTHER:
      return art.tracks.charCodeAt(marks.isFrozen ? 0 : 1 - moved);
    case LEFT_SIDE:
      return marks.isFrozen ? art.frozen.charCodeAt(0) : art.sides[marks.wear].charCodeAt(0);
    case RIGHT_SIDE:
      return marks.isFrozen ? art.frozen.charCodeAt(0) : art.sides[marks.wear].charCodeAt(1);
    default:
      return letter;
  }
}

/** The sign of the team, a capital with a star. */
function teamLetter({ team, hasStar }: TankMarks): number {
  return teamSign(team).charCodeAt(0) + (hasStar ? TO_CAPITAL : 0);
}

/** Draws what is left of a tank. */
export function drawTextWreck(place: TextPlace, tank: Tank): void {
  const { art, camera, look } = place;
  const rows = art.tanks[camera.scale - 1][tank.heading];
  const left = columnOf(tank.x - TANK_REACH, place);
  const top = rowOf(tank.y - TANK_REACH, place);
  const glyph = art.wreck.charCodeAt(0);
  for (let y = 0; y < rows.length; y++) {
    for (let x = 0; x < rows[y].length; x++)
      if (rows[y].charCodeAt(x) !== SPACE) put(place, left + x, top + y, glyph, look.colours.smoke, DIM);
  }
}

/** Stars at the corners and at the sides in turn; with `calm` at the corners. */
function drawShield(place: TextPlace, left: number, top: number, nowMs: number): void {
  const { scale } = place.camera;
  const glyph = place.art.shield.charCodeAt(0);
  const fg = place.look.colours.shield;
  const right = left + 4 * scale;
  const bottom = top + 2 * scale;
  if (stepOf(nowMs, SHIELD_MS, place.look.calm) % 2 === 0) {
    put(place, left - 1, top - 1, glyph, fg);
    put(place, right, top - 1, glyph, fg);
    put(place, left - 1, bottom, glyph, fg);
    put(place, right, bottom, glyph, fg);
  } else {
    put(place, left + 2 * scale, top - 1, glyph, fg);
    put(place, left + 2 * scale - 1, bottom, glyph, fg);
    put(place, left - 1, top + scale, glyph, fg);
    put(place, right, top + scale - 1, glyph, fg);
  }
}
