// A bot's turn: what a player in its seat is sent -> one buttons byte, through the same door as people. It looks each tick,
// decides by what it saw one reaction time ago, and keeps to that for a few ticks. Called by the room once a tick and bot.
// Of the world as it is now it may ask about nothing but its own tank and what everybody is told (scores, the clock).
import { MODES } from '../modes.js';
import { drawInteger } from '../random.js';
import { SEATS_MAX, SHELLS_PER_SEAT, TILE } from '../units.js';
import { ALIVE, type Tank, type World } from '../world.js';
import { headingOfShot } from './aiming.js';
import { type Bot, forgetPlans, NONE, resetBot } from './bot.js';
import { headingOfParry } from './dodging.js';
import { chooseHeading } from './driving.js';
import { goalsOf } from './goals.js';
import { study } from './ground.js';
import { remember, UNKNOWN } from './memory.js';
import { press } from './pressing.js';
import { look, recall } from './senses.js';
import { addCrowd, beginSearch, placeOf, search } from './way.js';

/** Ticks between two thoughts about the goal. */
const GOAL_TICKS = 12;
/** Another goal has to be worth so much more than the one that is followed. */
const LOYALTY = 8;
/** Ticks of a drive for its own sake. */
const STRAY_TICKS = 75;
/** Ticks of being bold, or careful. */
const MOOD_TICKS = 45;
/** Tanks nearer than this are driven round, in units. */
const CROWD_DISTANCE = 8 * TILE;

/** The bot's input for the next step. Changes the bot, never the world. */
export function chooseButtons(bot: Bot, world: World, seat: number): number {
  // Not asked in the tick before: it is another match, or the bot has just come.
  if (world.tick !== bot.tick + 1 || bot.ground.arena !== world.arena) resetBot(bot, world);
  bot.tick = world.tick;
  takeIn(bot, world, seat);
  const tank = world.tanks[seat];
  if (tank.life !== ALIVE) {
    forgetPlans(bot);
    return 0;
  }
  if (bot.moodTicks === 0) {
    bot.isBold = drawInteger(bot, 2) === 0;
    bot.moodTicks = MOOD_TICKS + drawInteger(bot, MOOD_TICKS);
  }
  bot.moodTicks--;
  if (bot.restTicks > 0) bot.restTicks--;
  if (bot.strayTicks > 0) bot.strayTicks--;
  if (bot.jinkTicks > 0) bot.jinkTicks--;
  if (bot.avoidTicks > 0) bot.avoidTicks--;
  if (bot.goalTicks > 0) bot.goalTicks--;
  else chooseGoal(bot, world, seat);
  search(bot.way, bot.ground);
  if (bot.holdTicks > 0) bot.holdTicks--;
  else decide(bot, world, seat, tank);
  return bot.buttons;
}

/** Looks, and makes what it can of what was to be seen a reaction time ago. */
function takeIn(bot: Bot, world: World, seat: number): void {
  const { senses, ground, memory, level } = bot;
  look(senses, world, seat);
  study(ground, world, senses.view, level.reactionTicks);
  const sight = recall(senses);
  if (sight === null) return;
  remember(memory, sight, ground, level.reactionTicks, level.leads);
  for (let rest = memory.appeared; rest !== 0; rest &= rest - 1) {
    const slot = 31 - Math.clz32(rest & -rest);
    const isHarmless = !MODES[world.options.mode].mayHarm(world, (slot / SHELLS_PER_SEAT) | 0, seat);
    if (isHarmless || drawInteger(bot, 16) >= level.dodges) bot.ignored |= 1 << slot;
    else bot.ignored &= ~(1 << slot);
  }
}

/** Seats that the bot may harm, one bit each. */
function enemiesOf(world: World, seat: number): number {
  const { mayHarm } = MODES[world.options.mode];
  let enemies = 0;
  for (let other = 0; other < SEATS_MAX; other++) {
    if (other !== seat && mayHarm(world, seat, other)) enemies |= 1 << other;
  }
  return enemies;
}

function chooseGoal(bot: Bot, world: World, seat: number): void {
  const tank = world.tanks[seat];
  bot.goalTicks = GOAL_TICKS;
  bot.target = chooseTarget(bot, world, seat, tank);
  if (bot.strayTicks === 0 && drawInteger(bot, 16 * 4) < bot.level.strays) bot.strayTicks = STRAY_TICKS;
  const goals = goalsOf(world);
  let best = NONE;
  let bestWorth = 0;
  for (let index = 0; index < goals.length; index++) {
    const worth = goals[index].worth(bot, world, seat);
    if (worth === 0 || worth + (index === bot.goal ? LOYALTY : 0) <= bestWorth) continue;
    best = index;
    bestWorth = worth;
  }
  bot.goal = best;
  if (best === NONE || bot.way.isSearching) return;
  beginSearch(bot.way, placeOf(bot.ground, tank.x, tank.y));
  goals[best].aim(bot, world, seat);
  if (bot.avoidTicks > 0) addCrowd(bot.way, bot.ground, bot.avoidX, bot.avoidY);
  for (let other = 0; other < SEATS_MAX; other++) {
    const { age, x, y } = bot.memory.rivals[other];
    if (age > 0 || other === bot.target) continue;
    if (Math.abs(x - tank.x) + Math.abs(y - tank.y) < CROWD_DISTANCE) addCrowd(bot.way, bot.ground, x, y);
  }
}

/** The enemy that is the easiest prey: near, weak, in sight, and the same as before when there is little in it. */
function chooseTarget(bot: Bot, world: World, seat: number, tank: Tank): number {
  const enemies = enemiesOf(world, seat);
  let best = NONE;
  let bestPrice = 0x7fffffff;
  for (let other = 0; other < SEATS_MAX; other++) {
    const rival = bot.memory.rivals[other];
    if (((enemies >> other) & 1) === 0 || rival.age === UNKNOWN) continue;
    const distance = Math.abs(rival.x - tank.x) + Math.abs(rival.y - tank.y);
    let price = distance + rival.armour * TILE + rival.age * 64 + rival.shield * 32;
    if (other === bot.target) price -= 3 * TILE;
    if (price >= bestPrice) continue;
    best = other;
    bestPrice = price;
  }
  return best;
}

function decide(bot: Bot, world: World, seat: number, tank: Tank): void {
  const { level, memory, ground, target } = bot;
  bot.holdTicks = level.decideTicks - 1;
  const enemies = enemiesOf(world, seat);
  const isLoaded = bot.restTicks === 0 && tank.reload <= 1;
  let shot = NONE;
  if (isLoaded && target !== NONE && memory.rivals[target].age === 0) {
    shot = headingOfShot(ground, tank.x, tank.y, memory.rivals[target], level);
  }
  if (isLoaded && shot === NONE && level.leads) shot = headingOfChance(bot, enemies, tank);
  if (shot === NONE && tank.reload <= 1 && level.dodges === 16) {
    shot = headingOfParry(memory, bot.ignored, tank.x, tank.y);
  }
  const heading = chooseHeading(bot, tank, enemies, isLoaded);
  press(bot, tank, heading, shot);
  if (shot !== NONE)
    bot.restTicks =
      level.patienceTicks === 0 ? 0 : level.decideTicks + drawInteger(bot, level.patienceTicks + 1);
  bot.heading = heading;
}

/** Heading of a shot at any enemy but the target, or NONE. */
function headingOfChance(bot: Bot, enemies: number, tank: Tank): number {
  for (let other = 0; other < SEATS_MAX; other++) {
    const rival = bot.memory.rivals[other];
    if (((enemies >> other) & 1) === 0 || rival.age > 0 || rival.shield > 0) continue;
    const shot = headingOfShot(bot.ground, tank.x, tank.y, rival, bot.level);
    if (shot !== NONE) return shot;
  }
  return NONE;
}
