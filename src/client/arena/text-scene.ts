// The arena as characters: the same world that scene.ts draws with pixels, straight into the frame, for terminals without colours or
// without any character but ASCII. Half a tile is `scale` columns, and half as many rows. Called by painter.ts; pure but
// for the frame, and nothing here allocates.
import { HEADING_X, HEADING_Y } from '../../game/buttons.js';
import { BASE, BRICK, BUSH, ICE, kindOf, STEEL, WATER } from '../../game/terrain.js';
import {
  HALF_TILE,
  RELOAD_TICKS,
  SEATS_MAX,
  SHELLS_MAX,
  SHELLS_PER_SEAT,
  TANK_REACH,
} from '../../game/units.js';
import { ALIVE, type Tank, type World, WRECK } from '../../game/world.js';
import { BOLD, DEFAULT_COLOUR, DIM, type Frame, INVERSE } from '../frame.js';
import { SPACE } from '../glyph.js';
import type { Effect } from '../state.js';
import { type Camera, pixelX, pixelY, stepOf } from './camera.js';
import type { Look } from './look.js';
import { wearOf } from './tanks.js';
import { ASCII_ART, BLOCK_ART, seatSign, type TextArt, teamSign } from './text-art.js';

/** The cells of the frame that show the arena, and what of the arena they show. */
export interface TextPlace {
  readonly frame: Frame;
  readonly x: number;
  readonly y: number;
  readonly columns: number;
  readonly rows: number;
  readonly world: World;
  readonly camera: Camera;
  readonly look: Look;
}

const WATER_MS = 900;
const SHIELD_MS = 400;
const MUZZLE_TICKS = 2;
const TRACK_STEP = HALF_TILE / 2;
const IMPACT_MS = 220;
const EXPLOSION_MS = 800;
const NO_TEAM = -1;

/** Draws all of it, as drawScene() does.
 *  @param own seat of the player who looks */
export function drawTextScene(
  place: TextPlace,
  effects: readonly Effect[],
  own: number,
  nowMs: number,
): void {
  const { world, look } = place;
  const art = look.drawing === 'ascii' ? ASCII_ART : BLOCK_ART;
  drawGround(place, art, nowMs);
  for (let seat = 0; seat < SEATS_MAX; seat++)
    if (world.tanks[seat].life === WRECK) drawTank(place, art, seat, false, nowMs);
  for (let seat = 0; seat < SEATS_MAX; seat++)
    if (world.tanks[seat].life === ALIVE) drawTank(place, art, seat, seat === own, nowMs);
  for (let slot = 0; slot < SHELLS_MAX; slot++) {
    const { flying, x, y, heading } = world.shells[slot];
    const seat = (slot / SHELLS_PER_SEAT) | 0;
    const glyph = art.shells.charCodeAt(heading & 1 ? 0 : 1);
    if (flying === 1)
      put(place, column(x, place), row(y, place), glyph, look.colours.seats[seat], BOLD);
  }
  for (let seat = 0; seat < SEATS_MAX; seat++) {
    const tank = world.tanks[seat];
    if (!look.calm && tank.life === ALIVE && tank.reload > RELOAD_TICKS - MUZZLE_TICKS)
      drawMuzzle(place, art, tank);
  }
  for (let index = 0; index < effects.length; index++) drawEffect(place, art, effects[index], nowMs);
}

function column(units: number, { camera }: TextPlace): number {
  return pixelX(units, camera);
}

function row(units: number, { camera }: TextPlace): number {
  return pixelY(units, camera) >> 1;
}

/** Writes one cell of the arena; whatever falls outside of it is left out. */
function put(place: TextPlace, x: number, y: number, glyph: number, fg: number, style = 0): void {
  if (x < 0 || y < 0 || x >= place.columns || y >= place.rows) return;
  place.frame.set(place.x + x, place.y + y, glyph, fg, DEFAULT_COLOUR, style);
}

function drawGround(place: TextPlace, art: TextArt, nowMs: number): void {
  const { world, camera, columns, rows } = place;
  const { scale, left, top } = camera;
  const { arena, terrain } = world;
  const drift = stepOf(nowMs, WATER_MS, place.look.calm);
  for (let y = 0; y < rows; y++) {
    const tileRow = top + Math.floor(y / scale);
    for (let x = 0; x < columns; x++) {
      const tileColumn = left + Math.floor(x / (2 * scale));
      if (tileColumn >= arena.columns || tileRow >= arena.rows) continue;
      const tile = terrain[tileRow * arena.columns + tileColumn];
      if (tile !== 0) drawGroundCell(place, art, tile, x, y, drift);
    }
  }
}

function drawGroundCell(
  place: TextPlace,
  art: TextArt,
  tile: number,
  x: number,
  y: number,
  drift: number,
): void {
  const { colours } = place.look;
  switch (kindOf(tile)) {
    case BRICK: {
      const glyph = brickGlyph(art, tile, x, y, place.camera.scale);
      if (glyph !== SPACE) put(place, x, y, glyph, colours.brickLight);
      break;
    }
    case STEEL:
      put(place, x, y, patternAt(art.steel, x), colours.steelLight, BOLD);
      break;
    case WATER:
      put(place, x, y, patternAt(art.water, x + 2 * y + drift), colours.crest);
      break;
    case BUSH:
      put(place, x, y, patternAt(art.bush, x + y), colours.bushLight);
      break;
    case ICE:
      put(place, x, y, patternAt(art.ice, x + y), colours.ice, DIM);
      break;
    case BASE:
      put(place, x, y, patternAt(art.base, x), colours.baseLight, BOLD);
      break;
  }
}

function patternAt(pattern: string, index: number): number {
  return pattern.charCodeAt(index % pattern.length);
}

/** What of a cell's two halves still stands. */
function brickGlyph(art: TextArt, tile: number, x: number, y: number, scale: number): number {
  const right = Math.floor(x / scale) & 1;
  const upper = (tile >> (4 + right + ((Math.floor((2 * y) / scale) & 1) << 1))) & 1;
  const lower = (tile >> (4 + right + ((Math.floor((2 * y + 1) / scale) & 1) << 1))) & 1;
  if (upper + lower === 2) return patternAt(art.brick, x);
  if (upper + lower === 0) return SPACE;
  return (upper === 1 ? art.brickUpper : art.brickLower).charCodeAt(0);
}

function drawTank(place: TextPlace, art: TextArt, seat: number, isOwn: boolean, nowMs: number): void {
  const { world, camera, look } = place;
  const tank = world.tanks[seat];
  const rows = art.tanks[camera.scale - 1][tank.heading];
  const left = column(tank.x - TANK_REACH, place);
  const top = row(tank.y - TANK_REACH, place);
  const moved = ((tank.x + tank.y) / TRACK_STEP) & 1;
  const isWreck = tank.life === WRECK;
  const sides = art.sides[wearOf(tank.armour, world.options.armour)];
  const fg = isWreck ? look.colours.smoke : look.colours.seats[seat];
  for (let y = 0; y < rows.length; y++) {
    for (let x = 0; x < rows[y].length; x++) {
      const letter = rows[y].charCodeAt(x);
      if (isWreck) {
        if (letter !== SPACE) put(place, left + x, top + y, art.wreck.charCodeAt(0), fg, DIM);
        continue;
      }
      const isSign = letter === SEAT_LETTER || letter === TEAM_LETTER;
      // Leaves over it, but never over the sign that says whose it is.
      if (!isSign && ((x + y) & 1) === 0 && isBush(place, left + x, top + y)) continue;
      const glyph = tankGlyph(art, letter, seat, sides, moved);
      // What is drawn with blocks is white already; letters are shown on white.
      const inverse = isOwn && glyph < 0x80 ? INVERSE : 0;
      put(place, left + x, top + y, glyph, fg, isSign || isOwn ? BOLD | inverse : inverse);
    }
  }
  if (tank.shield > 0 && !isWreck) drawShield(place, art, left, top, nowMs);
}

const SEAT_LETTER = '1'.charCodeAt(0);
const TEAM_LETTER = 'm'.charCodeAt(0);
const TRACK = 't'.charCodeAt(0);
const TRACK_OTHER = 'u'.charCodeAt(0);
const LEFT_SIDE = '['.charCodeAt(0);
const RIGHT_SIDE = ']'.charCodeAt(0);

function tankGlyph(art: TextArt, letter: number, seat: number, sides: string, moved: number): number {
  switch (letter) {
    case SEAT_LETTER:
      return seatSign(seat).charCodeAt(0);
    case TEAM_LETTER:
      return teamSign(NO_TEAM).charCodeAt(0);
    case TRACK:
      return art.tracks.charCodeAt(moved);
    case TRACK_OTHER:
      return art.tracks.charCodeAt(1 - moved);
    case LEFT_SIDE:
      return sides.charCodeAt(0);
    case RIGHT_SIDE:
      return sides.charCodeAt(1);
    default:
      return letter;
  }
}

function isBush({ world, camera }: TextPlace, x: number, y: number): boolean {
  const tileColumn = camera.left + Math.floor(x / (2 * camera.scale));
  const tileRow = camera.top + Math.floor(y / camera.scale);
  return kindOf(world.terrain[tileRow * world.arena.columns + tileColumn]) === BUSH;
}

/** Stars at the corners and at the sides in turn; with `calm` at the corners. */
function drawShield(place: TextPlace, art: TextArt, left: number, top: number, nowMs: number): void {
  const { scale } = place.camera;
  const glyph = art.shield.charCodeAt(0);
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

function drawMuzzle(place: TextPlace, art: TextArt, { x, y, heading }: Tank): void {
  const reach = TANK_REACH + HALF_TILE / 2;
  const atX = column(x + HEADING_X[heading] * reach, place);
  const atY = row(y + HEADING_Y[heading] * reach, place);
  put(place, atX, atY, art.muzzle.charCodeAt(0), place.look.colours.fire[1], BOLD);
}

function drawEffect(place: TextPlace, art: TextArt, effect: Effect, nowMs: number): void {
  const ageMs = nowMs - effect.atMs;
  const centreX = column(effect.x, place);
  const centreY = row(effect.y, place);
  const { fire } = place.look.colours;
  if (effect.kind === 'impact') {
    if (ageMs < IMPACT_MS) put(place, centreX, centreY, art.impact.charCodeAt(0), fire[1], BOLD);
    return;
  }
  if (ageMs >= EXPLOSION_MS) return;
  const age = ageMs / EXPLOSION_MS;
  const { scale } = place.camera;
  const outer = 4 * scale * Math.min(1, 0.35 + age * 1.3);
  const inner = 4 * scale * Math.max(0, (age - 0.3) * 1.5);
  const span = Math.ceil(outer);
  for (let y = -(span >> 1); y <= span >> 1; y++) {
    for (let x = -span; x <= span; x++) {
      // A cell is twice as high as it is wide.
      const distance = Math.hypot(x + 0.5, 2 * y);
      if (distance > outer || distance < inner) continue;
      const heat = Math.min(art.fire.length - 1, Math.floor((distance / outer) * 1.6 + age * 3.4));
      put(place, centreX + x, centreY + y, art.fire.charCodeAt(heat), fire[heat]);
    }
  }
}
