// The proof that no spawn pad, colour, team or place in the order of coming is better than another: matches of bots in each
// arena -> tables on stdout, progress on stderr, and whether all is fair. Called by `npm run tournament -- --spawns`.
import { type Arena, columnOf, rowOf } from '../../src/game/arena.js';
import { MODES } from '../../src/game/modes.js';
import {
  type Chances,
  createSpawnTally,
  excessOf,
  luckOf,
  type SpawnTrial,
  tallyMatch,
} from './spawn-tally.js';

/** Points of a hundred that nothing may win above its fair part. */
export const EXCESS_MAX = 5;

const HEADER = '                    starts    wins     won    fair  excess  luck   lives  kills a life';

/** Plays and prints.
 *  @param trial without what changes @param levels take turns @param matches an arena
 *  @returns true when nothing won more than EXCESS_MAX points above its fair part */
export function proveSpawns(
  arenas: readonly Arena[],
  trial: Omit<SpawnTrial, 'arena' | 'level'>,
  levels: readonly number[],
  matches: number,
  seed: number,
): boolean {
  // The same in all arenas, so that they are told more exactly.
  const { seats, orders } = createSpawnTally(arenas[0]);
  const summary: [name: string, excess: number][] = [];
  for (const arena of arenas) {
    const tally = { ...createSpawnTally(arena), seats, orders };
    for (let index = 0; index < matches; index++) {
      tallyMatch(tally, { ...trial, arena, level: levels[index % levels.length] }, seed + index);
      showProgress(arena.name, index + 1, matches);
    }
    console.log(`\n${arena.name}\n${HEADER}`);
    const pads = printRows(tally.pads, (pad) => `pad ${placeOf(arena, pad)}`);
    summary.push([
      arena.name,
      Math.max(
        pads,
        printRows(tally.teams, (team) => `team ${team + 1}`),
      ),
    ]);
  }
  console.log(`\nAll of them\n${HEADER}`);
  summary.push(['order of coming', printRows(orders, (order) => `number ${order + 1} to come`)]);
  // In a team the colour is the team's.
  if (!MODES[trial.options.mode].hasTeams)
    summary.push(['colours', printRows(seats, (seat) => `colour ${seat + 1}`)]);
  console.log(`\nLargest excess, in points; ${EXCESS_MAX} at most is fair`);
  for (const [name, excess] of summary) {
    console.log(
      `  ${name.padEnd(16)} ${excess.toFixed(1).padStart(5)}${excess > EXCESS_MAX ? '  too much' : ''}`,
    );
  }
  return summary.every(([, excess]) => excess <= EXCESS_MAX);
}

/** Column and row of a pad's upper left tile, counted from 0. */
function placeOf({ spawns }: Arena, pad: number): string {
  return `${columnOf(spawns[pad])},${rowOf(spawns[pad])}`;
}

/** Prints those that began at least once. @returns the largest excess */
function printRows(rows: readonly Chances[], nameOf: (index: number) => string): number {
  let largest = Number.NEGATIVE_INFINITY;
  for (const [index, row] of rows.entries()) {
    const { starts, wins, fairWins, lives, kills } = row;
    if (starts === 0) continue;
    const excess = excessOf(row);
    largest = Math.max(largest, excess);
    const cells = [
      String(starts).padStart(7),
      String(wins).padStart(8),
      percent(wins / starts),
      percent(fairWins / starts),
      excess.toFixed(1).padStart(8),
      luckOf(row).toFixed(1).padStart(6),
      String(lives).padStart(8),
      (kills / lives).toFixed(2).padStart(14),
    ];
    console.log(`  ${nameOf(index).padEnd(17)}${cells.join('')}`);
  }
  return largest;
}

function percent(part: number): string {
  return `${(100 * part).toFixed(1)} %`.padStart(8);
}

/** A line that is written over on a terminal; elsewhere one a quarter. */
function showProgress(name: string, played: number, matches: number): void {
  if (process.stderr.isTTY) {
    process.stderr.write(`\r${name}: ${played} of ${matches}${played === matches ? '\n' : ''}`);
  } else if (played === matches || played % Math.ceil(matches / 4) === 0) {
    process.stderr.write(`${name}: ${played} of ${matches}\n`);
  }
}
