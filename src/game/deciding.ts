// When a match is decided: by points, by the clock, or by sudden death when the clock finds a draw. Called by the entries
// of modes.ts, after all has moved.
import { drawInteger } from './random.js';
import { countOf, onlyOne, sidesAlive, sidesPresent } from './sides.js';
import { NOBODY } from './things.js';
import { RING_STEP_TICKS, SEATS_MAX, SUDDEN_TICKS } from './units.js';
import type { World } from './world.js';

/** Where the points of a side stand: with its team, or with the seat that is alone. */
export interface Points {
  of(world: World, side: number): number;
  /** Gives a side one point. */
  add(world: World, side: number): void;
}

/** Points of teams. */
export const TEAM_POINTS: Points = {
  of: (world, side) => world.teams[side]?.points ?? 0,
  add: (world, side) => {
    world.teams[side].points++;
  },
};

/** Points of seats that are alone. */
export const SEAT_POINTS: Points = {
  of: (world, side) => world.scores[side].points,
  add: (world, side) => {
    world.scores[side].points++;
  },
};

/** True when a side has the points that end a match, or the clock has run out. A draw at that moment begins sudden death:
 *  nobody spawns any more, the ring closes in, and the next point decides. The last side alive has the point that is missing. */
export function isDecidedByPoints(world: World, points: Points): boolean {
  const { options, stage } = world;
  const isTimeUp = options.timeLimitTicks > 0 && world.ticksLeft === 0;
  if (options.scoreLimit === 0 && !isTimeUp && stage.sudden === 0) return false;
  const present = sidesPresent(world);
  let best = Number.NEGATIVE_INFINITY;
  let alike = 0;
  for (let side = 0; side < SEATS_MAX; side++) {
    if (((present >> side) & 1) === 0) continue;
    const own = points.of(world, side);
    if (own === best) alike++;
    else if (own > best) {
      best = own;
      alike = 1;
    }
  }
  if (stage.sudden === 1) return alike <= 1 || world.ticksLeft === 0 || isOneLeft(world, points, best);
  if (options.scoreLimit > 0 && best >= options.scoreLimit) return true;
  if (!isTimeUp) return false;
  if (alike <= 1) return true;
  stage.sudden = 1;
  stage.ringTicks = RING_STEP_TICKS;
  world.ticksLeft = SUDDEN_TICKS;
  world.events.push({ type: 'sudden-death' });
  return false;
}

/** True when one side at most is alive; one that is level at the top gets the point that is missing. In rounds tanks come back, and each
 *  of them gives a point. */
function isOneLeft(world: World, points: Points, best: number): boolean {
  const alive = sidesAlive(world);
  if (world.stage.number > 0 || countOf(alive) > 1) return false;
  const side = onlyOne(alive);
  if (side !== NOBODY && points.of(world, side) === best) points.add(world, side);
  return true;
}

/** Orders two seats or teams that are equal in all that counts: each by a number that is another in every match, so that of
 *  any two, and of any more, each is first as often. */
export function drawLots({ random }: World, first: number, second: number): number {
  return lotOf(random, first) - lotOf(random, second);
}

/** A number from 0 to 65,535 that a side draws from a state of the generator, which stays as it is. */
function lotOf(random: number, side: number): number {
  return drawInteger({ random: random ^ Math.imul(side + 1, 0x9e3779b1) }, 0x10000);
}
