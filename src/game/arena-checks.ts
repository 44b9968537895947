// Whether an arena can be played: what each mode needs of it, and whether all can reach all. Asked when an arena is read.
import type { Arena, Place } from './arena.js';
import { UNREACHED, waysFrom, wayTo } from './arena-ways.js';
import { TEAMS_MAX } from './units.js';

/** What a mode needs. Pads of a team are numbered ones; all teams that have some have the same number of them. */
interface Needs {
  /** Spawn pads without a team, at least. */
  readonly solo?: number;
  /** Spawn pads of each of two teams or more, at least. */
  readonly team?: number;
  readonly flags?: boolean;
  readonly hill?: boolean;
  /** A base of the first team, and pads of the first two. */
  readonly base?: boolean;
}

/** What each mode needs of an arena, by its id. */
export const MODE_NEEDS: Readonly<Record<string, Needs>> = {
  'free-for-all': { solo: 4 },
  teams: { team: 2 },
  'capture-the-flag': { team: 2, flags: true },
  'king-of-the-hill': { solo: 4, hill: true },
  'last-tank-standing': { solo: 4 },
  duel: { solo: 2 },
  defend: { team: 2, base: true },
};

/** Why an arena can't be played, and the place at fault; without one it is the mode that asks for too much. */
export interface Fault {
  readonly reason: string;
  readonly place: Place | null;
  readonly mode: string;
}

/** The first thing that is wrong with an arena, or null. */
export function findFault(arena: Arena): Fault | null {
  for (const mode of arena.modes) {
    const needs = Object.hasOwn(MODE_NEEDS, mode) ? MODE_NEEDS[mode] : null;
    const reason =
      needs === null
        ? `there is no such mode; there are ${Object.keys(MODE_NEEDS).join(', ')}`
        : lackOf(arena, mode, needs);
    if (reason !== '') return { reason, place: null, mode };
  }
  return findUnreached(arena);
}

/** What an arena lacks for a mode, or ''. */
function lackOf({ spawns, flags, bases, hill }: Arena, mode: string, needs: Needs): string {
  const solo = spawns.filter(({ team }) => team === undefined).length;
  if (solo < (needs.solo ?? 0))
    return `${mode} needs ${needs.solo} spawn pads or more (S); there are ${solo}`;
  if (needs.hill && hill === null) return `${mode} needs a hill (H)`;
  if (needs.base && !bases.some(({ team }) => team === 0))
    return `${mode} needs a base of the first team (A)`;
  if (needs.team === undefined) return '';
  const counts = Array.from(
    { length: TEAMS_MAX },
    (_, team) => spawns.filter((pad) => pad.team === team).length,
  );
  for (const [team, count] of counts.entries()) {
    if (count === 0 && team >= 2) continue;
    if (count < needs.team)
      return `${mode} needs ${needs.team} spawn pads or more of team ${team + 1} (${team + 1}); there are ${count}`;
    if (!needs.base && count !== counts[0])
      return `${mode} needs as many spawn pads of team ${team + 1} as of team 1`;
    if (needs.flags && !flags.some((flag) => flag.team === team))
      return `${mode} needs a flag of team ${team + 1} (${'abcd'[team]})`;
  }
  return '';
}

/** Everything but bases, which walls may surround, can be reached from everywhere without a shot. */
function findUnreached(arena: Arena): Fault | null {
  const places: Place[] = [...arena.spawns, ...arena.pickupPads, ...arena.flags];
  if (arena.hill !== null) places.push(arena.hill);
  if (places.length === 0) return null;
  const ways = waysFrom(arena, places.slice(0, 1));
  const place = places.find((other) => wayTo(ways, arena, other) === UNREACHED);
  return place === undefined
    ? null
    : { reason: 'no way leads here from the first spawn pad, but through walls', place, mode: '' };
}
