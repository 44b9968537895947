// What each seat did in a match beside its score, counted from the events of step(), and the awards that it earns. Kept by
// the room beside the world, so that it never costs the wire or a prediction anything.
import { NOBODY } from './things.js';
import { SEATS_MAX } from './units.js';
import type { World, WorldEvent } from './world.js';

/** What one seat did; counts, and ticks of the longest life. */
export interface Statistics {
  shots: number;
  hits: number;
  kills: number;
  deaths: number;
  bricks: number;
  pickups: number;
  captures: number;
  returns: number;
  baseHits: number;
  longestLife: number;
  /** Tick of the last spawn, -1 while it is not alive. */
  aliveSince: number;
}

/** Names of the awards; the words are the client's. */
export type AwardId = keyof typeof AWARDS;

/** Shots below which a share of hits says nothing. */
const SHOTS_LEAST = 10;

/** What an award is given for: the seat with the most has it, unless that is below `least`. */
interface Award {
  readonly least: number;
  of(statistics: Statistics): number;
}

/** All awards. */
export const AWARDS = {
  'most-kills': { least: 1, of: ({ kills }) => kills },
  survivor: { least: 1, of: ({ longestLife }) => longestLife },
  sharpshooter: {
    least: 1,
    of: ({ hits, shots }) => (shots < SHOTS_LEAST ? 0 : ((1000 * hits) / shots) | 0),
  },
  'bricklayers-enemy': { least: 10, of: ({ bricks }) => bricks },
  collector: { least: 3, of: ({ pickups }) => pickups },
  'flag-bearer': { least: 1, of: ({ captures }) => captures },
  guard: { least: 1, of: ({ returns }) => returns },
  besieger: { least: 1, of: ({ baseHits }) => baseHits },
} as const satisfies Record<string, Award>;

/** Statistics of all seats at the beginning of a match. */
export function createStatistics(): Statistics[] {
  return Array.from({ length: SEATS_MAX }, () => ({
    shots: 0,
    hits: 0,
    kills: 0,
    deaths: 0,
    bricks: 0,
    pickups: 0,
    captures: 0,
    returns: 0,
    baseHits: 0,
    longestLife: 0,
    aliveSince: -1,
  }));
}

/** Starts the count of a seat anew: somebody else has it. */
export function clearStatistics(statistics: readonly Statistics[], seat: number): void {
  Object.assign(statistics[seat], createStatistics()[0]);
}

/** Counts what one step has told. Changes the statistics alone.
 *  @param events those of the world's last step */
export function countEvents(
  statistics: readonly Statistics[],
  world: World,
  events: readonly WorldEvent[],
): void {
  for (const event of events) {
    switch (event.type) {
      case 'shot':
        statistics[event.seat].shots++;
        break;
      case 'chipped':
        if (event.by !== NOBODY) statistics[event.by].bricks++;
        break;
      case 'hit':
        if (event.by !== NOBODY && event.by !== event.seat) statistics[event.by].hits++;
        break;
      case 'spawned':
        statistics[event.seat].aliveSince = world.tick;
        break;
      case 'destroyed':
        statistics[event.seat].deaths++;
        endLife(statistics[event.seat], world.tick);
        if (event.by !== NOBODY && event.by !== event.seat) statistics[event.by].kills++;
        break;
      case 'picked':
        statistics[event.seat].pickups++;
        break;
      case 'flag-captured':
        statistics[event.seat].captures++;
        break;
      case 'flag-returned':
        if (event.seat !== NOBODY) statistics[event.seat].returns++;
        break;
      case 'base-hit':
        if (event.by !== NOBODY) statistics[event.by].baseHits++;
        break;
      case 'over':
        for (const seat of statistics) endLife(seat, world.tick);
        break;
    }
  }
}

function endLife(seat: Statistics, tick: number): void {
  if (seat.aliveSince >= 0) seat.longestLife = Math.max(seat.longestLife, tick - seat.aliveSince);
  seat.aliveSince = -1;
}

/** Who has earned which award, in the order of `ids`; one that two have earned alike is nobody's.
 *  @param seats those that took part */
export function awardsOf(
  statistics: readonly Statistics[],
  ids: readonly AwardId[],
  seats: readonly number[],
): { id: AwardId; seat: number }[] {
  return ids.flatMap((id) => {
    const { least, of }: Award = AWARDS[id];
    const most = Math.max(least, ...seats.map((seat) => of(statistics[seat])));
    const best = seats.filter((seat) => of(statistics[seat]) === most);
    return best.length === 1 ? [{ id, seat: best[0] }] : [];
  });
}
