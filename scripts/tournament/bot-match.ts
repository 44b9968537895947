// One match of bots without a server: arena, options, a level for each seat, a seed -> the world when it is over. The same
// in every run. Called by the tournament and by tests.
import type { Arena } from '../../src/game/arena.js';
import { type Bot, createBot } from '../../src/game/bot/bot.js';
import { chooseButtons } from '../../src/game/bot/choose-buttons.js';
import { beginMatch, seatTank } from '../../src/game/match.js';
import { MODES } from '../../src/game/modes.js';
import { step } from '../../src/game/step.js';
import { SEATS_MAX } from '../../src/game/units.js';
import type { MatchOptions, World } from '../../src/game/world.js';

/** A match to play. */
export interface BotMatch {
  readonly arena: Arena;
  readonly options: MatchOptions;
  /** Level of each bot in the order in which they come, 1 to 4. */
  readonly levels: readonly number[];
  /** Seat of each; 0, 1, 2 and on when left out. */
  readonly seats?: readonly number[];
  /** Level of the enemies that a mode brings along, 1 to 4. */
  readonly enemyLevel?: number;
  readonly seed: number;
  /** The match ends here at the latest. */
  readonly ticksMax: number;
}

/** Plays a match. @param look is shown the world, the inputs and the bots after each tick */
export function playBotMatch(
  match: BotMatch,
  look?: (world: World, inputs: Uint8Array, bots: ReadonlyMap<number, Bot>) => void,
): World {
  const { arena, options, levels, seats, enemyLevel = 2, seed, ticksMax } = match;
  const world = beginMatch(arena, options, seed);
  const bots = new Map<number, Bot>();
  const add = (seat: number, level: number): unknown =>
    bots.set(seat, createBot(Math.imul(seed, 0x9e3779b1) ^ seat, level));
  const { seatsMax, enemySeats } = MODES[options.mode];
  for (let place = 0; place < Math.min(levels.length, seatsMax); place++) {
    const seat = seats?.[place] ?? place;
    add(seat, levels[place]);
    seatTank(world, seat);
  }
  for (let seat = seatsMax; seat < seatsMax + enemySeats; seat++) add(seat, enemyLevel);
  const inputs = new Uint8Array(SEATS_MAX);
  while (world.over === 0 && world.tick < ticksMax) {
    for (const [seat, bot] of bots) inputs[seat] = chooseButtons(bot, world, seat);
    step(world, inputs);
    look?.(world, inputs, bots);
  }
  return world;
}
