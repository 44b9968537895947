// A battle of bots for the benchmarks: the same one in every run.
import type { Arena } from '../../src/game/arena.js';
import { ARENAS } from '../../src/game/arenas.js';
import { type Bot, createBot } from '../../src/game/bot/bot.js';
import { chooseButtons } from '../../src/game/bot/choose-buttons.js';
import { seatTank } from '../../src/game/match.js';
import { SEATS_MAX } from '../../src/game/units.js';
import { createWorld, OPTIONS_DEFAULT, type World } from '../../src/game/world.js';

/** A world with bots in it. */
export interface BotBattle {
  readonly world: World;
  readonly inputs: Uint8Array;
  /** Sets `inputs` to what the bots choose for the next tick. */
  choose(): void;
}

/** A match without an end. @param seats 1 to SEATS_MAX */
export function createBotBattle(seats: number, arena: Arena = ARENAS.get('Crossroads')!): BotBattle {
  const world = createWorld(arena, { ...OPTIONS_DEFAULT, timeLimitTicks: 0 }, 1, true);
  const bots: Bot[] = [];
  for (let seat = 0; seat < seats; seat++) {
    seatTank(world, seat);
    bots.push(createBot(seat, 3));
  }
  const inputs = new Uint8Array(SEATS_MAX);
  return {
    world,
    inputs,
    choose() {
      for (const [seat, bot] of bots.entries()) inputs[seat] = chooseButtons(bot, world, seat);
    },
  };
}

/** The middle one of some numbers. */
export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1];
}

/** The number below which a share of the others are. @param share 0 to 1 */
export function percentile(values: readonly number[], share: number): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}
