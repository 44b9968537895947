// A bot's turn: what a player in its seat is sent -> one buttons byte, through the same door as people. It looks each tick,
// decides by what it saw one reaction time ago, and keeps to that for a few ticks. Called by the room once a tick and bot.
// Of the world as it is now it may ask about nothing but its own tank and what does not move: all else it has from its senses.
import { drawInteger } from '../random.js';
import { isSameSide } from '../sides.js';
import { SHELLS_PER_SEAT } from '../units.js';
import { ABSENT, ALIVE, type World } from '../world.js';
import { type Bot, forgetPlans, NONE, resetBot } from './bot.js';
import { fliesAt } from './dodging.js';
import { chooseHeading } from './driving.js';
import { ownBase } from './goals.js';
import { reckonWithGun, study } from './ground.js';
import { remember } from './memory.js';
import { enemiesOf, plan } from './planning.js';
import { press } from './pressing.js';
import { look, recall } from './senses.js';
import { chooseShot } from './shooting.js';
import { search } from './way.js';

/** Ticks of fighting in one way. */
const MOOD_TICKS = 45;

/** Ticks in which a bot may be left unasked, while a server has too many of them. */
const GAP_TICKS_MAX = 8;

/** The bot's input for the next step. Changes the bot, never the world. */
export function chooseButtons(bot: Bot, world: World, seat: number): number {
  if (world.tanks[seat].life === ABSENT) return 0;
  // Not asked for some ticks: it is another match, or the bot has just come.
  const ticks = world.tick - bot.tick;
  if (bot.tick === NONE || ticks < 1 || ticks > GAP_TICKS_MAX || bot.ground.arena !== world.arena)
    resetBot(bot, world);
  bot.tick = world.tick;
  takeIn(bot, world, seat);
  if (world.tanks[seat].life !== ALIVE) {
    forgetPlans(bot);
    return 0;
  }
  countDown(bot);
  const enemies = enemiesOf(world, seat);
  if (bot.goalTicks === 0) plan(bot, world, seat, enemies);
  search(bot.way, bot.ground);
  if (bot.holdTicks > 0) bot.holdTicks--;
  else decide(bot, world, seat, enemies);
  return bot.buttons;
}

/** Looks, and makes what it can of what was to be seen a reaction time ago. */
function takeIn(bot: Bot, world: World, seat: number): void {
  const { senses, ground, memory, level } = bot;
  look(senses, world, seat);
  reckonWithGun(ground, world.tanks[seat]);
  study(ground, world, senses.view, level.reactionTicks);
  bot.sight = recall(senses);
  if (bot.sight === null) return;
  remember(memory, bot.sight, ground, level.reactionTicks, level.leads);
  const base = ownBase(world, seat);
  for (let rest = memory.appeared; rest !== 0; rest &= rest - 1) {
    const slot = 31 - Math.clz32(rest & -rest);
    const shooter = (slot / SHELLS_PER_SEAT) | 0;
    const isHarmless = world.options.teamDamage === 0 && isSameSide(world, seat, shooter);
    const isMinded = shooter !== seat && !isHarmless && drawInteger(bot, 16) < level.dodges;
    const isShielded =
      isMinded && level.shields && base !== null && fliesAt(base, bot.sight.shells[slot], ground);
    bot.ignored = withBit(bot.ignored, slot, !isMinded);
    bot.shielded = withBit(bot.shielded, slot, isShielded);
  }
}

function withBit(bits: number, slot: number, isSet: boolean): number {
  return isSet ? bits | (1 << slot) : bits & ~(1 << slot);
}

function countDown(bot: Bot): void {
  if (bot.moodTicks === 0) {
    bot.isBold = drawInteger(bot, 2) === 0;
    bot.lineTiles = 3 + drawInteger(bot, 5);
    bot.lineShift = drawInteger(bot, 3) - 1;
    bot.moodTicks = MOOD_TICKS + drawInteger(bot, MOOD_TICKS);
  }
  bot.moodTicks--;
  if (bot.restTicks > 0) bot.restTicks--;
  if (bot.strayTicks > 0) bot.strayTicks--;
  if (bot.postTicks > 0) bot.postTicks--;
  if (bot.jinkTicks > 0) bot.jinkTicks--;
  if (bot.avoidTicks > 0) bot.avoidTicks--;
  if (bot.goalTicks > 0) bot.goalTicks--;
}

function decide(bot: Bot, world: World, seat: number, enemies: number): void {
  const { level } = bot;
  const tank = world.tanks[seat];
  bot.holdTicks = level.decideTicks - 1;
  const shot = chooseShot(bot, world, seat, enemies);
  bot.heading = chooseHeading(bot, tank, enemies, bot.restTicks === 0 && tank.reload <= 1);
  press(bot, tank, bot.heading, shot);
  if (shot !== NONE && level.patienceTicks > 0) {
    bot.restTicks = level.decideTicks + drawInteger(bot, level.patienceTicks + 1);
  }
}
