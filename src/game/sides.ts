// Who is with whom and how the sides stand. A side is a team, or a seat where everybody is alone: Score.team has its number
// in both. Questions only, nothing here changes a world.
import { HEADING_X, HEADING_Y } from './buttons.js';
import { NOBODY } from './things.js';
import { MINES_PER_SEAT, SEATS_MAX, TEAMS_MAX } from './units.js';
import { ABSENT, ALIVE, type Tank, type World } from './world.js';

/** True when two seats are on one side; a seat is on its own, and NOBODY on none. @param seat 0 to 15, or NOBODY */
export function isSameSide(world: World, seat: number, other: number): boolean {
  return seat !== NOBODY && world.scores[seat].team === world.scores[other].team;
}

/** Bit set of the sides that have a seat. */
export function sidesPresent(world: World): number {
  let sides = 0;
  for (let seat = 0; seat < SEATS_MAX; seat++) {
    if (world.tanks[seat].life !== ABSENT) sides |= 1 << world.scores[seat].team;
  }
  return sides;
}

/** Bit set of the sides that have a living tank. */
export function sidesAlive(world: World): number {
  let sides = 0;
  for (let seat = 0; seat < SEATS_MAX; seat++) {
    if (world.tanks[seat].life === ALIVE) sides |= 1 << world.scores[seat].team;
  }
  return sides;
}

/** How many bits of a set of sides or seats are set. */
export function countOf(set: number): number {
  let count = 0;
  for (let rest = set; rest !== 0; rest &= rest - 1) count++;
  return count;
}

/** The only side of a set, or NOBODY when it has none or more. */
export function onlyOne(set: number): number {
  return countOf(set) === 1 ? 31 - Math.clz32(set) : NOBODY;
}

/** Seats of a side. */
export function seatsOf(world: World, side: number): number {
  let seats = 0;
  for (let seat = 0; seat < SEATS_MAX; seat++) {
    if (world.tanks[seat].life !== ABSENT && world.scores[seat].team === side) seats++;
  }
  return seats;
}

/** True while a seat carries a flag. */
export function carriesFlag(world: World, seat: number): boolean {
  for (let team = 0; team < TEAMS_MAX; team++) if (world.flags[team].carrier === seat) return true;
  return false;
}

/** Seat of the tank that laid a mine. */
export function layerOf(slot: number): number {
  return (slot / MINES_PER_SEAT) | 0;
}

/** True when a place is behind a tank: at the back of its hull's middle. */
export function isBehind({ x, y, heading }: Tank, atX: number, atY: number): boolean {
  return HEADING_X[heading] * (atX - x) + HEADING_Y[heading] * (atY - y) < 0;
}
