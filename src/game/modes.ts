// The modes, one entry each: what a mode says about harm, points and the end. step() asks the entry and knows no mode.
import type { World } from './world.js';

/** What a mode decides. Its index in MODES stands in a world's options. */
export interface Mode {
  /** Short name as it stands in commands, `[a-z-]`. */
  readonly id: string;
  /** Most seats that take part. */
  readonly seatsMax: number;
  /** May the tank of one seat harm the tank of another? */
  mayHarm(world: World, by: number, seat: number): boolean;
  /** Gives points when a tank was destroyed; `by` is NOBODY when no tank did it. Kills and deaths are counted already. */
  onDestroyed(world: World, seat: number, by: number): void;
  /** Is the match decided? Asked once a tick, after all has moved. */
  isOver(world: World): boolean;
  /** Compares two seats for the table: negative when the first stands higher. */
  compare(world: World, first: number, second: number): number;
}

/** True when the clock has run out or somebody has the points that end a match. */
function limitReached(world: World): boolean {
  const { timeLimitTicks, scoreLimit } = world.options;
  if (timeLimitTicks > 0 && world.ticksLeft === 0) return true;
  return scoreLimit > 0 && world.scores.some((score) => score.points >= scoreLimit);
}

const freeForAll: Mode = {
  id: 'free-for-all',
  seatsMax: 16,
  mayHarm: (_world, by, seat) => by !== seat,
  onDestroyed(world, seat, by) {
    if (by !== seat && by < world.scores.length) world.scores[by].points++;
  },
  isOver: limitReached,
  compare(world, first, second) {
    const a = world.scores[first];
    const b = world.scores[second];
    return b.points - a.points || a.deaths - b.deaths || first - second;
  },
};

/** All modes. On the wire they go by their ids (PROTOCOL 6.23). */
export const MODES: readonly Mode[] = [freeForAll];

/** Taken seats in the order of the mode's table, best first. */
export function rankSeats(world: World, mode: Mode, seats: readonly number[]): number[] {
  return [...seats].sort((first, second) => mode.compare(world, first, second));
}
