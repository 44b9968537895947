// One thing that a bot may want, and the places about which a search may end. Used by the entries of goals.ts and
// flag-goals.ts; called by planning.ts.
import { drawInteger } from '../random.js';
import type { Tank, World } from '../world.js';
import type { Bot } from './bot.js';
import { IMPASSABLE } from './ground.js';
import { addGoal, placeOf, tileOf } from './way.js';

/** One thing to want. */
export interface Goal {
  readonly id: string;
  /** Worth now, up to 100; 0 when there is nothing to be had. */
  worth(bot: Bot, world: World, seat: number): number;
  /** Adds the places where it is to be had to the bot's search. Called only when it is worth something. */
  aim(bot: Bot, world: World, seat: number): void;
}

/** Tries to find a place that a tank can be at. */
export const TRIES = 8;
/** Ticks after which who patrols goes elsewhere, wherever he has come to. */
const POST_TICKS = 90;
/** How near a guard stays to what it guards, in tiles. */
export const GUARD_TILES = 5;

/** Makes x, y a goal of the search. @param cost what it costs to be there instead of at another goal */
export function goTo(bot: Bot, x: number, y: number, cost = 0): void {
  addGoal(bot.way, bot.ground, placeOf(bot.ground, x, y), cost);
}

/** Makes every place of a square a goal.
 *  @param tiles from its middle to its side
 *  @param hole places nearer to its middle than this are none */
export function addSquare(bot: Bot, x: number, y: number, tiles: number, hole: number): void {
  const { columns, rows } = bot.ground.arena;
  const column = tileOf(x);
  const row = tileOf(y);
  for (let nearRow = Math.max(0, row - tiles); nearRow <= Math.min(rows - 1, row + tiles); nearRow++) {
    for (let near = Math.max(0, column - tiles); near <= Math.min(columns - 1, column + tiles); near++) {
      const isHole = Math.abs(nearRow - row) < hole && Math.abs(near - column) < hole;
      if (!isHole) addGoal(bot.way, bot.ground, nearRow * columns + near, 0);
    }
  }
}

/** Makes one place about x, y a goal, another one every now and then, so that who stays there does not stand.
 *  @param tiles most from x, y to the place */
export function patrol(bot: Bot, tank: Tank, x: number, y: number, tiles: number): void {
  const { columns, rows } = bot.ground.arena;
  const post = bot.postPlace;
  const column = tileOf(x);
  const row = tileOf(y);
  const isOff = Math.abs((post % columns) - column) > tiles || Math.abs(((post / columns) | 0) - row) > tiles;
  if (isOff || bot.postTicks === 0 || placeOf(bot.ground, tank.x, tank.y) === post) {
    bot.postTicks = POST_TICKS;
    for (let attempt = 0; attempt < TRIES; attempt++) {
      const nearColumn = column - tiles + drawInteger(bot, 2 * tiles + 1);
      const nearRow = row - tiles + drawInteger(bot, 2 * tiles + 1);
      if (nearColumn < 0 || nearRow < 0 || nearColumn >= columns || nearRow >= rows) continue;
      bot.postPlace = nearRow * columns + nearColumn;
      if (bot.ground.costs[bot.postPlace] !== IMPASSABLE) break;
    }
  }
  addGoal(bot.way, bot.ground, Math.max(0, bot.postPlace), 0);
}

/** Makes the places around something a goal, but not those that touch it. @param tiles from its middle */
export function addRing(bot: Bot, x: number, y: number, tiles: number): void {
  addSquare(bot, x, y, tiles, 3);
}
