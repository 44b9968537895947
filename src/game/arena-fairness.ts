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
  const { spawns, pickupPads, flags, hill, modes } = arena;
  const solo = spawns.filter(({ team }) => team === undefined);
  const teams = Array.from({ length: TEAMS_MAX }, (_, team) => spawns.filter((pad) => pad.team === team));
  const comparisons: Comparison[] = [];
  const compareSolo = (what: string, targets: readonly Place[]): void => {
    if (targets.length > 0 && solo.length > 0)
      comparisons.push(comparisonOf(what, waysOf(arena, solo, targets)));
  };
  const compareTeams = (what: string, targetsOf: (team: number) => readonly Place[]): void => {
    const ways = teams.flatMap((pads, team) => {
      const targets = targetsOf(team);
      return pads.length > 0 && targets.length > 0 ? [waysOf(arena, pads, targets)] : [];
    });
    for (const [rank] of (ways[0] ?? []).entries()) {
      comparisons.push(
        comparisonOf(
          `${what}, pad ${rank + 1}`,
          ways.map((sorted) => sorted[rank]),
        ),
      );
    }
  };
  compareSolo('everybody to a pickup', pickupPads);
  if (hill !== null) compareSolo('everybody to the hill', [hill]);
  // In `defend` alone the two sides are not meant to be the same.
  if (!modes.includes('teams') && !modes.includes('capture-the-flag')) return comparisons;
  compareTeams('teams to a pickup', () => pickupPads);
  compareTeams('teams to their flag', (team) => flags.filter((flag) => flag.team === team));
  compareTeams('teams to a foreign flag', (team) => flags.filter((flag) => flag.team !== team));
  if (hill !== null) compareTeams('teams to the hill', () => [hill]);
  return comparisons;
}

/** The way from each pad to the nearest of some places, shortest first. */
function waysOf(arena: Arena, pads: readonly Place[], targets: readonly Place[]): number[] {
  const ways = waysFrom(arena, targets);
  return pads.map((pad) => wayTo(ways, arena, pad)).sort((a, b) => a - b);
}

function comparisonOf(what: string, ways: readonly number[]): Comparison {
  return { what, shortest: Math.min(...ways), longest: Math.max(...ways) };
}
