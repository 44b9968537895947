// One match of bots without a server: arena, options, a level for each seat, a seed -> the world when it is over. The same
// in every run. Called by the tournament and by tests.
import type { Arena } from '../../src/game/arena.js';
import { createBot } from '../../src/game/bot/bot.js';
import { chooseButtons } from '../../src/game/bot/choose-buttons.js';
import { seatTank } from '../../src/game/match.js';
import { step } from '../../src/game/step.js';
import { SEATS_MAX } from '../../src/game/units.js';
import { createWorld, type MatchOptions, type World } from '../../src/game/world.js';

/** A match to play. */
export interface BotMatch {
  readonly arena: Arena;
  readonly options: MatchOptions;
  /** Level of the bot in each seat, 1 to 4. */
  readonly levels: readonly number[];
  readonly seed: number;
  /** The match ends here at the latest. */
  readonly ticksMax: number;
}

/** Plays a match. @param look is shown the world and the inputs after each tick */
export function playBotMatch(match: BotMatch, look?: (world: World, inputs: Uint8Array) => void): World {
  const world = createWorld(match.arena, match.options, match.seed, true);
  const bots = match.levels.map((level, seat) => createBot(match.seed * SEATS_MAX + seat, level));
  for (let seat = 0; seat < bots.length; seat++) seatTank(world, seat);
  const inputs = new Uint8Array(SEATS_MAX);
  while (world.over === 0 && world.tick < match.ticksMax) {
    for (let seat = 0; seat < bots.length; seat++) inputs[seat] = chooseButtons(bots[seat], world, seat);
    step(world, inputs);
    look?.(world, inputs);
  }
  return world;
}
