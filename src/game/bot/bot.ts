// A computer player: all that it keeps between ticks. Made by the room for a seat; changed only by choose-buttons.ts and the
// parts that it calls. It is not part of the world: the same bot may play one match after the other.
import type { RandomState } from '../random.js';
import type { World } from '../world.js';
import { type BelievedGround, createGround, resetGround } from './ground.js';
import { LEVELS, type Level } from './levels.js';
import { createMemory, type Memory, resetMemory } from './memory.js';
import { createSenses, resetSenses, type Senses, type Sight } from './senses.js';
import { createWay, resetWay, type Way } from './way.js';

/** Nothing, where a seat, a heading or a goal could stand. */
export const NONE = -1;

/** One computer player. */
export interface Bot extends RandomState {
  readonly level: Level;
  readonly senses: Senses;
  readonly ground: BelievedGround;
  readonly memory: Memory;
  readonly way: Way;
  /** What it saw one reaction time ago; null until that has gone by. */
  sight: Sight | null;
  /** Tick of the world that it was asked in last. */
  tick: number;
  /** What it pressed last, and for how many ticks more. */
  buttons: number;
  holdTicks: number;
  /** Seat of the tank that it fights, or NONE. */
  target: number;
  /** Index of its goal among those of the mode, or NONE, and ticks until it thinks about that again. */
  goal: number;
  goalTicks: number;
  /** Where it drives when nothing else is to be done, as a place of way.ts; ticks for which that comes first. */
  strayPlace: number;
  strayTicks: number;
  /** Where it drives to while it stays about something, and ticks until it goes elsewhere. */
  postPlace: number;
  postTicks: number;
  /** The way that it drives, and a way aside with the ticks that are left of it. */
  heading: number;
  jinkHeading: number;
  jinkTicks: number;
  /** Ticks that it has driven without getting anywhere. */
  stuckTicks: number;
  /** Ticks for which another tank has touched its own. */
  touchTicks: number;
  /** How it fights for now, and ticks until that may change, since two that fight alike would never come to an end:
   *  whether it minds guns, how many tiles from its target it wants to be, and by how many it aims past its middle. */
  isBold: boolean;
  lineTiles: number;
  lineShift: number;
  moodTicks: number;
  /** Where it did not get through, in units, and for how long it does not try again. */
  avoidX: number;
  avoidY: number;
  avoidTicks: number;
  /** Ticks until it may shoot again by its own choice. */
  restTicks: number;
  /** Shells that it does not mind, one bit a slot. */
  ignored: number;
  /** Shells that it keeps off its base, one bit a slot. */
  shielded: number;
}

/** A bot that has seen nothing yet.
 *  @param seed any 32-bit integer; bots with other seeds decide otherwise
 *  @param level 1 to 4 */
export function createBot(seed: number, level: number): Bot {
  const chosen = LEVELS[level - 1];
  return {
    random: seed | 0,
    level: chosen,
    senses: createSenses(chosen.reactionTicks),
    ground: createGround(),
    memory: createMemory(),
    way: createWay(),
    sight: null,
    tick: NONE,
    buttons: 0,
    holdTicks: 0,
    target: NONE,
    goal: NONE,
    goalTicks: 0,
    strayPlace: NONE,
    strayTicks: 0,
    postPlace: NONE,
    postTicks: 0,
    heading: NONE,
    jinkHeading: NONE,
    jinkTicks: 0,
    stuckTicks: 0,
    touchTicks: 0,
    isBold: false,
    lineTiles: 5,
    lineShift: 0,
    moodTicks: 0,
    avoidX: 0,
    avoidY: 0,
    avoidTicks: 0,
    restTicks: 0,
    ignored: 0,
    shielded: 0,
  };
}

/** Begins a match: nothing has been seen of it, and the ground is as the arena says. Allocates. */
export function resetBot(bot: Bot, world: World): void {
  resetSenses(bot.senses);
  resetGround(bot.ground, world.arena);
  resetMemory(bot.memory);
  resetWay(bot.way, world.arena.tiles.length);
  bot.sight = null;
  bot.strayPlace = NONE;
  bot.postPlace = NONE;
  bot.ignored = 0;
  bot.shielded = 0;
  forgetPlans(bot);
}

/** Drops what it was about to do: its tank is gone. */
export function forgetPlans(bot: Bot): void {
  bot.buttons = 0;
  bot.holdTicks = 0;
  bot.target = NONE;
  bot.goal = NONE;
  bot.goalTicks = 0;
  bot.strayTicks = 0;
  bot.postTicks = 0;
  bot.heading = NONE;
  bot.jinkTicks = 0;
  bot.stuckTicks = 0;
  bot.touchTicks = 0;
  bot.avoidTicks = 0;
  bot.restTicks = 0;
  bot.way.isSearching = false;
}
