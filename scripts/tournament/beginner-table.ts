// Somebody who plays for the first time against each level of bots: what they score, what the best bot does, and in how many matches they
// have twice as much. Printed by the tournament; a test holds level 1 to it.
import type { Arena } from '../../src/game/arena.js';
import { createBot } from '../../src/game/bot/bot.js';
import { chooseButtons } from '../../src/game/bot/choose-buttons.js';
import { LEVELS } from '../../src/game/bot/levels.js';
import { beginMatch, seatTank } from '../../src/game/match.js';
import { step } from '../../src/game/step.js';
import { SEATS_MAX } from '../../src/game/units.js';
import type { MatchOptions } from '../../src/game/world.js';
import { createBeginner, pressAsBeginner } from './beginner.js';

/** What is played: each match in the next of the arenas, with the next seed. */
export interface BeginnerTrial {
  readonly arenas: readonly Arena[];
  readonly options: MatchOptions;
  /** Tanks of a match; one of them is the beginner's. */
  readonly tanks: number;
  readonly matches: number;
  readonly seed: number;
}

/** Sums of a trial. */
export interface BeginnerResult {
  points: number;
  /** Of the best bot of each match. */
  bestBotPoints: number;
  deaths: number;
  /** Matches in which the beginner has at least twice the points of the best bot. */
  doubled: number;
}

/** Plays a beginner against bots of a level. @param level 1 to 4 */
export function playBeginner(trial: BeginnerTrial, level: number): BeginnerResult {
  const { arenas, options, tanks, matches, seed } = trial;
  const result = { points: 0, bestBotPoints: 0, deaths: 0, doubled: 0 };
  for (let index = 0; index < matches; index++) {
    const world = beginMatch(arenas[index % arenas.length], options, seed + index);
    // Every seat is the beginner's in turn.
    const own = index % tanks;
    const beginner = createBeginner(seed + index);
    const bots = Array.from({ length: tanks }, (_, seat) =>
      createBot(Math.imul(seed + index, 0x9e3779b1) ^ seat, level),
    );
    for (let seat = 0; seat < tanks; seat++) seatTank(world, seat);
    const buttons = new Uint8Array(SEATS_MAX);
    // Sudden death is no part of it: what counts is what was scored in the time.
    for (let tick = 0; tick < options.timeLimitTicks; tick++) {
      for (let seat = 0; seat < tanks; seat++)
        buttons[seat] =
          seat === own ? pressAsBeginner(beginner, world, seat) : chooseButtons(bots[seat], world, seat);
      step(world, buttons);
    }
    const points = world.scores.slice(0, tanks).map((score) => score.points);
    const best = Math.max(...points.filter((_, seat) => seat !== own));
    result.points += points[own];
    result.bestBotPoints += best;
    result.deaths += world.scores[own].deaths;
    if (points[own] >= 2 * best) result.doubled++;
  }
  return result;
}

/** Prints the table of all levels. @returns true when a beginner has at least twice the best bot of level 1 */
export function tellBeginner(trial: BeginnerTrial): boolean {
  console.log('  level  beginner  best bot  ratio  destroyed  twice as many in');
  let isBeaten = true;
  for (let level = 1; level <= LEVELS.length; level++) {
    const { points, bestBotPoints, deaths, doubled } = playBeginner(trial, level);
    const mean = (sum: number): string => (sum / trial.matches).toFixed(1);
    const share = `${((100 * doubled) / trial.matches).toFixed(0)} %`;
    const ratio = (points / bestBotPoints).toFixed(2);
    console.log(
      `  ${String(level).padStart(5)}  ${mean(points).padStart(8)}  ${mean(bestBotPoints).padStart(8)}  ${ratio.padStart(5)}  ${mean(deaths).padStart(9)}  ${share.padStart(16)}`,
    );
    if (level === 1 && points < 2 * bestBotPoints) isBeaten = false;
  }
  return isBeaten;
}
