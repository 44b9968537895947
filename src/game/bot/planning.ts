// What a bot is up to: whom it fights, which goal it follows, and the search for the way there. Called by choose-buttons.ts
// a few times a second.
import { drawInteger } from '../random.js';
import { isSameSide, layerOf } from '../sides.js';
import { FLAG_CARRIED } from '../things.js';
import { MINES_MAX, SEATS_MAX, TEAMS_MAX, TILE } from '../units.js';
import type { Tank, World } from '../world.js';
import { type Bot, NONE } from './bot.js';
import { awayFromBase, goalsOf } from './goals.js';
import { UNKNOWN } from './memory.js';
import { addCrowd, beginSearch, placeOf } from './way.js';

/** Ticks between two thoughts about the goal. */
const GOAL_TICKS = 12;
/** Another goal has to be worth so much more than the one that is followed. */
const LOYALTY = 8;
/** Ticks of a drive for its own sake. */
const STRAY_TICKS = 75;
/** Tanks nearer than this are driven round, in units. */
const CROWD_DISTANCE = 8 * TILE;
/** What it costs to drive through a tank, a mine, or ground that let nobody through, in half tiles. */
const TANK_COST = 6;
const MINE_COST = 40;
const AVOID_COST = 8;
/** How much nearer an enemy seems who carries a flag, or who was the target before, in units. */
const CARRIER_BONUS = 12 * TILE;
const TARGET_BONUS = 3 * TILE;

/** Seats whose tanks are enemies, one bit each. */
export function enemiesOf(world: World, seat: number): number {
  let enemies = 0;
  for (let other = 0; other < SEATS_MAX; other++) {
    if (!isSameSide(world, seat, other)) enemies |= 1 << other;
  }
  return enemies;
}

/** Chooses target and goal anew, and begins the search for the way. */
export function plan(bot: Bot, world: World, seat: number, enemies: number): void {
  const tank = world.tanks[seat];
  bot.goalTicks = GOAL_TICKS;
  bot.target = chooseTarget(bot, world, seat, enemies);
  if (bot.strayTicks === 0 && drawInteger(bot, 64) < bot.level.strays) bot.strayTicks = STRAY_TICKS;
  const goals = goalsOf(world);
  let best = NONE;
  let bestWorth = 0;
  for (let index = 0; index < goals.length; index++) {
    const worth = goals[index].worth(bot, world, seat);
    const loyalty = worth > 0 && index === bot.goal ? LOYALTY : 0;
    if (worth + loyalty <= bestWorth) continue;
    best = index;
    bestWorth = worth + loyalty;
  }
  bot.goal = best;
  if (best === NONE || bot.way.isSearching) return;
  beginSearch(bot.way, placeOf(bot.ground, tank.x, tank.y));
  goals[best].aim(bot, world, seat);
  addObstacles(bot, world, seat, tank);
}

/** Tells the search what to go round: tanks that are near, mines, and where it did not get through. */
function addObstacles(bot: Bot, world: World, seat: number, tank: Tank): void {
  if (bot.avoidTicks > 0) addCrowd(bot.way, bot.ground, bot.avoidX, bot.avoidY, AVOID_COST);
  for (let other = 0; other < SEATS_MAX; other++) {
    const { age, x, y } = bot.memory.rivals[other];
    if (age > 0 || other === bot.target) continue;
    if (Math.abs(x - tank.x) + Math.abs(y - tank.y) < CROWD_DISTANCE)
      addCrowd(bot.way, bot.ground, x, y, TANK_COST);
  }
  for (let slot = 0; slot < MINES_MAX && bot.sight !== null; slot++) {
    const { laid, x, y } = bot.sight.mines[slot];
    if (laid === 1 && !isSameSide(world, seat, layerOf(slot))) addCrowd(bot.way, bot.ground, x, y, MINE_COST);
  }
}

/** The enemy that is the easiest prey: near to the bot and to its base, weak, in sight, and the same as before when there is little in it. */
function chooseTarget(bot: Bot, world: World, seat: number, enemies: number): number {
  const tank = world.tanks[seat];
  let best = NONE;
  let bestPrice = Number.MAX_SAFE_INTEGER;
  for (let other = 0; other < SEATS_MAX; other++) {
    const rival = bot.memory.rivals[other];
    if (((enemies >> other) & 1) === 0 || rival.age === UNKNOWN) continue;
    const distance = Math.abs(rival.x - tank.x) + Math.abs(rival.y - tank.y);
    let price = distance + rival.armour * TILE + rival.age * 64 + rival.shield * 32;
    price += awayFromBase(bot, world, seat, rival.x, rival.y);
    if (other === bot.target) price -= TARGET_BONUS;
    if (isCarrier(bot, other)) price -= CARRIER_BONUS;
    if (price >= bestPrice) continue;
    best = other;
    bestPrice = price;
  }
  return best;
}

function isCarrier(bot: Bot, seat: number): boolean {
  for (let team = 0; team < TEAMS_MAX && bot.sight !== null; team++) {
    if (bot.sight.flags[team].carrier === seat && bot.sight.flags[team].state === FLAG_CARRIED) return true;
  }
  return false;
}
