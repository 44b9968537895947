// How fair an arena is: what its spawn pads have before them, compared. Those who fight alone are compared pad by pad; teams
// by their nearest pads, then by their second nearest, and so on. Asked when an arena is made or looked at.
import type { Arena, Place } from './arena.js';
import { waysFrom, wayTo } from './arena-ways.js';
import { TEAMS_MAX } from './units.js';

/** How much longer than the shortest way the longest may be, in percent of it. */
export const UNFAIR_PERCENT = 15;

/** The shortest and the longest of ways that should be the same, in tiles. */
export interface Comparison {
  /** From whom to what. */
  readonly what: string;
  readonly shortest: number;
  readonly longest: number;
}

/** True when ways are as good as the same. */
export function isFair({ shortest, longest }: Comparison): boolean {
  return longest * 100 <= shortest * (100 + UNFAIR_PERCENT);
}

/** All that is to be the same in an arena. */
export function compareWays(arena: Arena): Comparison[] {
  return [...comparisonsOf(arena)];
}

/** As compareWays(), one after the other. */
export function* comparisonsOf(arena: Arena): Generator<Comparison, void, undefined> {
  const { spawns, pickupPads, flags, hill, modes } = arena;
  const hills = hill === null ? [] : [hill];
  const solo = spawns.filter(({ team }) => team === undefined);
  yield* compareSolo(arena, 'everybody to a pickup', solo, pickupPads);
  yield* compareSolo(arena, 'everybody to the hill', solo, hills);
  // In `defend` alone the two sides are not meant to be the same.
  if (!modes.includes('teams') && !modes.includes('capture-the-flag')) return;
  yield* compareTeams(arena, 'teams to a pickup', () => pickupPads);
  yield* compareTeams(arena, 'teams to their flag', (team) => flags.filter((flag) => flag.team === team));
  yield* compareTeams(arena, 'teams to a foreign flag', (team) => flags.filter((flag) => flag.team !== team));
  yield* compareTeams(arena, 'teams to the hill', () => hills);
}

function* compareSolo(
  arena: Arena,
  what: string,
  solo: readonly Place[],
  targets: readonly Place[],
): Generator<Comparison, void, undefined> {
  if (targets.length > 0 && solo.length > 0) yield comparisonOf(what, waysOf(arena, solo, targets));
}

function* compareTeams(
  arena: Arena,
  what: string,
  targetsOf: (team: number) => readonly Place[],
): Generator<Comparison, void, undefined> {
  const ways = Array.from({ length: TEAMS_MAX }, (_, team) => {
    const pads = arena.spawns.filter((pad) => pad.team === team);
    const targets = targetsOf(team);
    return pads.length > 0 && targets.length > 0 ? waysOf(arena, pads, targets) : [];
  }).filter((sorted) => sorted.length > 0);
  for (const [rank] of (ways[0] ?? []).entries()) {
    yield comparisonOf(
      `${what}, pad ${rank + 1}`,
      ways.map((sorted) => sorted[rank]),
    );
  }
}

/** The way from each pad to the nearest of some places, shortest first. */
function waysOf(arena: Arena, pads: readonly Place[], targets: readonly Place[]): number[] {
  const ways = waysFrom(arena, targets);
  return pads.map((pad) => wayTo(ways, arena, pad)).sort((a, b) => a - b);
}

function comparisonOf(what: string, ways: readonly number[]): Comparison {
  return { what, shortest: Math.min(...ways), longest: Math.max(...ways) };
}
