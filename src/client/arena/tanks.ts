// Tanks as pixels: whose it is, where it points, how far it has driven, what it has suffered, and what protects or hides it.
// Called by scene.ts. Nothing here allocates but the paints, once.
import { HEADING_X, HEADING_Y } from '../../game/buttons.js';
import { isShielded } from '../../game/effects.js';
import { MODES } from '../../game/modes.js';
import { FROZEN, PICKUPS } from '../../game/pickups.js';
import { SEATS_MAX, TANK_REACH, TEAMS_MAX } from '../../game/units.js';
import type { Tank, World } from '../../game/world.js';
import type { Canvas } from '../canvas.js';
import { artIndexOf, type Camera, pixelX, pixelY, stepOf } from './camera.js';
import type { ArenaColours } from './colours.js';
import type { Look } from './look.js';
import { PARTS, Part, ringMargin, SHIELD_RINGS, TANK_PARTS, TANK_SCARS } from './tank-art.js';

/** How worn a tank is: whole, hit, and one hit from its end. */
export const WHOLE = 0;
const HIT = 1;
const BATTERED = 2;

/** What a tank shows beside its own state; a team of -1 is none. */
export interface TankMarks {
  readonly seat: number;
  readonly isOwn: boolean;
  readonly team: number;
  /** WHOLE, HIT or BATTERED. */
  readonly wear: number;
  /** Hidden from the others: only its own player sees this ghost. */
  readonly isCloaked: boolean;
  readonly isFrozen: boolean;
  /** Two shells in the air. */
  readonly hasStar: boolean;
}

/** Two dashes in turn make one change a step, so 2.5 a second. */
const SHIELD_MS = 400;
const SMOKE_MS = 350;
const SMOKE_STEPS = 3;

/** What changes from tank to tank; one for all of them, so that a frame allocates none. */
const marks = {
  seat: 0,
  isOwn: false,
  team: -1,
  wear: WHOLE,
  isCloaked: false,
  isFrozen: false,
  hasStar: false,
};

/** The marks of a seat's tank in a world; good until the next call. @param own seat of the player who looks */
export function marksOf(world: World, seat: number, own: number): TankMarks {
  const tank = world.tanks[seat];
  marks.seat = seat;
  marks.isOwn = seat === own;
  marks.team = MODES[world.options.mode].hasTeams ? world.scores[seat].team & (TEAMS_MAX - 1) : -1;
  marks.wear = wearOf(tank.armour, world.options.armour);
  marks.isCloaked = PICKUPS[tank.cover].hides;
  marks.isFrozen = tank.engine === FROZEN;
  marks.hasStar = tank.star === 1;
  return marks;
}

/** The colour in which a seat's shells and mines are drawn: that of its team in a mode with teams, else its own. */
export function sideColour({ options, scores }: World, seat: number, { seats, teams }: ArenaColours): number {
  return MODES[options.mode].hasTeams ? teams[scores[seat].team & (TEAMS_MAX - 1)] : seats[seat];
}

/** How worn a tank is by what armour it has left of how much. */
export function wearOf(armour: number, armourMax: number): number {
  if (armour >= armourMax) return WHOLE;
  return armour <= 1 ? BATTERED : HIT;
}

/** Colours by Part, first for one place of the tracks and then for the other. */
type TankPaint = Uint32Array;

function makePaint(colours: ArenaColours, seat: number, team: number, isOwn: boolean): TankPaint {
  const seatColour = colours.seats[seat];
  const tones = colours.tonesOf(team < 0 ? seatColour : colours.teams[team]);
  const paint = new Uint32Array(2 * PARTS);
  for (const [moved, base] of [0, PARTS].entries()) {
    const tracks = isOwn ? [colours.own, colours.ownOther] : [tones.track, tones.trackOther];
    paint[base + Part.Track] = tracks[moved];
    paint[base + Part.TrackOther] = tracks[1 - moved];
    paint[base + Part.Body] = tones.body;
    paint[base + Part.Shade] = tones.shade;
    // In a team the hull is the team's, and the hatch says which of them it is.
    paint[base + Part.Hatch] = team < 0 ? tones.hatch : seatColour;
    paint[base + Part.Gun] = tones.gun;
  }
  return paint;
}

const made = new Map<ArenaColours, TankPaint[]>();

function paintOf(colours: ArenaColours, seat: number, team: number, isOwn: boolean): TankPaint {
  let paints = made.get(colours);
  if (paints === undefined) {
    paints = [];
    made.set(colours, paints);
  }
  const place = ((team + 1) * SEATS_MAX + seat) * 2 + Number(isOwn);
  paints[place] ??= makePaint(colours, seat, Math.min(team, TEAMS_MAX - 1), isOwn);
  return paints[place];
}

/** 1 where the tracks show the other of their two pictures: they move on when the tank does, by a pixel, and not with the camera, so that
 *  links that touch the ground stay where they are on it. */
function trackStep(left: number, top: number, camera: Camera): number {
  return (left + top + 2 * camera.scale * (camera.left + camera.top)) & 1;
}

/** Draws the tracks of the own tank again, above what covers the rest of it; of a cloaked one as much as shows of it. */
export function drawOwnTracks(
  canvas: Canvas,
  tank: Tank,
  { seat, team, isCloaked, isFrozen }: TankMarks,
  camera: Camera,
  { colours }: Look,
): void {
  const paint = paintOf(colours, seat, team, true);
  const side = 4 * camera.scale;
  const left = pixelX(tank.x - TANK_REACH, camera);
  const top = pixelY(tank.y - TANK_REACH, camera);
  const parts = TANK_PARTS[artIndexOf(camera.scale)][tank.heading];
  const base = !isFrozen && trackStep(left, top, camera) === 1 ? PARTS : 0;
  for (let index = 0; index < side * side; index++) {
    const x = index % side;
    const y = (index / side) | 0;
    const isTrack = parts[index] === Part.Track || parts[index] === Part.TrackOther;
    if (isTrack && !(isCloaked && ((x ^ y) & 1) === 1))
      canvas.put(left + x, top + y, paint[base + parts[index]]);
  }
}

/** Draws one living tank. Frozen it is covered with ice and its tracks stand; cloaked, every other pixel of it shows. */
export function drawTank(
  canvas: Canvas,
  tank: Tank,
  marks: TankMarks,
  camera: Camera,
  look: Look,
  nowMs: number,
): void {
  const { colours } = look;
  const { wear, isCloaked, isFrozen } = marks;
  const paint = paintOf(colours, marks.seat, marks.team, marks.isOwn);
  const side = 4 * camera.scale;
  const left = pixelX(tank.x - TANK_REACH, camera);
  const top = pixelY(tank.y - TANK_REACH, camera);
  const parts = TANK_PARTS[artIndexOf(camera.scale)][tank.heading];
  const scars = TANK_SCARS[artIndexOf(camera.scale)][tank.heading];
  const base = !isFrozen && trackStep(left, top, camera) === 1 ? PARTS : 0;
  for (let index = 0; index < side * side; index++) {
    const part = parts[index];
    if (part === Part.Nothing) continue;
    const x = index % side;
    const y = (index / side) | 0;
    if (isCloaked && ((x ^ y) & 1) === 1) continue;
    const scar = scars[index];
    let colour = paint[base + part];
    if (wear > WHOLE && scar === 1) colour = colours.soot;
    else if (wear === BATTERED && scar > 1) colour = scar === 2 ? colours.soot : colours.ember;
    if (isFrozen && ((x + 2 * y) % 3 === 0 || part < Part.Body)) colour = colours.ice;
    canvas.put(left + x, top + y, colour);
  }
  if (marks.hasStar) drawStar(canvas, left, top, tank.heading, camera.scale, look);
  if (wear === BATTERED) drawSmoke(canvas, left, top, camera.scale, look, nowMs);
  if (isShielded(tank)) drawShield(canvas, left, top, camera.scale, look, nowMs);
}

/** A star behind the gun. */
function drawStar(
  canvas: Canvas,
  left: number,
  top: number,
  heading: number,
  scale: number,
  { colours }: Look,
): void {
  const back = Math.round(scale);
  const x = left + 2 * scale - HEADING_X[heading] * back;
  const y = top + 2 * scale - HEADING_Y[heading] * back;
  const arm = Math.floor(scale) - 1;
  const size = scale === 1 ? 1 : 2;
  const off = size >> 1;
  canvas.rect(x - off - arm, y - off, size + 2 * arm, size, colours.pickups.yellow);
  canvas.rect(x - off, y - off - arm, size, size + 2 * arm, colours.pickups.yellow);
}

/** Puffs that rise from the middle. */
function drawSmoke(
  canvas: Canvas,
  left: number,
  top: number,
  scale: number,
  look: Look,
  nowMs: number,
): void {
  if (look.calm) return;
  const step = stepOf(nowMs, SMOKE_MS, look.calm) % SMOKE_STEPS;
  const size = Math.max(1, Math.floor(scale) - 1);
  const x = left + 2 * scale + (step & 1) * size - size;
  canvas.rect(x, top + Math.round((2 - step) * scale), size, size, look.colours.smoke);
}

/** The ring of a spawn shield; also the one of a shield that was picked up. Dashes go round, with `calm` it is closed. */
function drawShield(
  canvas: Canvas,
  left: number,
  top: number,
  scale: number,
  look: Look,
  nowMs: number,
): void {
  const ring = SHIELD_RINGS[artIndexOf(scale)];
  const margin = ringMargin(scale);
  const side = 4 * scale + 2 * margin;
  const hidden = look.calm ? 0 : 1 + (Math.floor(nowMs / SHIELD_MS) & 1);
  for (let index = 0; index < ring.length; index++) {
    const dash = ring[index];
    if (dash === 0 || dash === hidden) continue;
    canvas.put(left - margin + (index % side), top - margin + ((index / side) | 0), look.colours.shield);
  }
}

/** Draws what is left of a tank: burnt, with the heading that it had. */
export function drawWreck(canvas: Canvas, tank: Tank, camera: Camera, { colours }: Look): void {
  const side = 4 * camera.scale;
  const left = pixelX(tank.x - TANK_REACH, camera);
  const top = pixelY(tank.y - TANK_REACH, camera);
  const parts = TANK_PARTS[artIndexOf(camera.scale)][tank.heading];
  const scars = TANK_SCARS[artIndexOf(camera.scale)][tank.heading];
  for (let index = 0; index < side * side; index++) {
    if (parts[index] === Part.Nothing || scars[index] === 1) continue;
    const isDark = parts[index] === Part.Track || parts[index] === Part.Hatch || scars[index] === 2;
    const colour = scars[index] === 3 ? colours.fire[3] : isDark ? colours.soot : colours.smoke;
    canvas.put(left + (index % side), top + ((index / side) | 0), colour);
  }
}
