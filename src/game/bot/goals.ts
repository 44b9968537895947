// What a bot may want, one entry each: what it is worth at this moment, and where it is to be had. Each mode names the
// entries that it plays by; the bot takes the one of most worth and asks nothing else about a mode.
import { drawInteger } from '../random.js';
import type { World } from '../world.js';
import { addLinesOfFire } from './aiming.js';
import { type Bot, NONE } from './bot.js';
import { IMPASSABLE } from './ground.js';
import { UNKNOWN } from './memory.js';
import { addGoal, placeOf } from './way.js';

/** One thing to want. */
export interface Goal {
  readonly id: string;
  /** Worth now, 0 when there is nothing to be had. */
  worth(bot: Bot, world: World, seat: number): number;
  /** Adds the places where it is to be had to the bot's search. Called only when it is worth something. */
  aim(bot: Bot, world: World, seat: number): void;
}

/** Tries to find a place for a drive. */
const TRIES = 8;

/** Shoot the tank that it fights. */
const hunt: Goal = {
  id: 'hunt',
  worth: (bot) => (bot.target === NONE || bot.memory.rivals[bot.target].age === UNKNOWN ? 0 : 40),
  aim(bot) {
    const { x, y, age } = bot.memory.rivals[bot.target];
    if (bot.level.seeksLines && age === 0) addLinesOfFire(bot.way, bot.ground, x, y, 0);
    else addGoal(bot.way, bot.ground, placeOf(bot.ground, x, y), 0);
  },
};

/** Have a look around: nothing else is to be done, or the bot is not at its best. */
const stray: Goal = {
  id: 'stray',
  worth: (bot) => (bot.strayTicks > 0 ? 100 : 1),
  aim(bot, world, seat) {
    const { x, y } = world.tanks[seat];
    if (bot.strayPlace === NONE || placeOf(bot.ground, x, y) === bot.strayPlace) {
      for (let attempt = 0; attempt < TRIES; attempt++) {
        bot.strayPlace = drawInteger(bot, bot.ground.costs.length);
        if (bot.ground.costs[bot.strayPlace] !== IMPASSABLE) break;
      }
    }
    addGoal(bot.way, bot.ground, bot.strayPlace, 0);
  },
};

const GOALS: readonly Goal[] = [hunt, stray];

/** The goals that bots play a mode by. */
export function goalsOf(_world: World): readonly Goal[] {
  return GOALS;
}
