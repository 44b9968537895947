// Where a bot drives next: each of the four headings, and standing, gets points for the way that it leads, for what would
// hit the tank there, and for not changing its mind; the best is taken. Called when the bot decides.
import { DOWN, HEADING_X, HEADING_Y, LEFT, RIGHT, UP } from '../buttons.js';
import { drawInteger } from '../random.js';
import { clearGround, isHorizontal, signOf } from '../space.js';
import { STOPS_TANKS } from '../terrain.js';
import { SEATS_MAX, TANK_REACH, TANK_SPEED, TILE } from '../units.js';
import type { Tank } from '../world.js';
import { isWallAhead } from './aiming.js';
import { type Bot, NONE } from './bot.js';
import { gunsAt, ticksToHit } from './dodging.js';
import type { Memory } from './memory.js';
import { headingOnWay, tileOf } from './way.js';

/** How far ahead it looks where it may drive, in units. */
const LOOK_AHEAD = 8 * TANK_SPEED;
/** For how long a way that was none is not tried again. */
const AVOID_TICKS = 90;
/** Ticks of driving against something after which a bot tries another way, and for how long it does. */
const STUCK_TICKS = 6;
const WALL_TICKS = 50;
const JINK_TICKS = 8;
/** Ticks at close quarters after which a bot may give way; ticks in which it then probably begins to, and for which it does so at
 *  least; and what close is: from middle to middle along each axis, in units. */
const TOUCH_TICKS = 24;
const GIVE_WAY_TICKS = 12;
const TOUCH_REACH = 2 * TANK_REACH + TILE / 4;
/** Enemies nearer than this are not driven at, in units. */
const CLOSE_DISTANCE = 3 * TILE + TILE / 2;

/** A tank that is so near to the middle of a place can turn there, in units: turning rounds to half tiles. */
const CENTRED = TILE / 4;

const FOR_THE_WAY = 40;
const FOR_THE_JINK = 70;
const FOR_STEADINESS = 12;
const AGAINST_TURNING_BACK = 16;
const AGAINST_STANDING = 4;
const AGAINST_CONTACT = 60;
const AGAINST_A_WALL = 30;
const AGAINST_A_GUN = 12;
const AGAINST_A_HIT = 400;
const AGAINST_A_HIT_SOON = 12;

/** Heading to drive in, or NONE to stand.
 *  @param enemies seats that may harm the bot, one bit each
 *  @param isLoaded whether it is about to shoot, so that guns at it are worth it */
export function chooseHeading(bot: Bot, tank: Tank, enemies: number, isLoaded: boolean): number {
  const way = headingByWay(bot, tank);
  noticeStandstill(bot, tank, way);
  giveWay(bot, tank);
  let best = NONE;
  let bestPoints = -0x7fffffff;
  for (let heading = NONE; heading < 4; heading++) {
    const points = pointsFor(bot, tank, heading, way, enemies, isLoaded);
    if (points <= bestPoints) continue;
    best = heading;
    bestPoints = points;
  }
  return best;
}

/** The heading that the way asks for: towards the next place. A tank that drives to the middle of its own place already
 *  goes on to it before it turns, so that corners are not cut; so does one that got stuck in a hole that is too narrow.
 *  NONE at the way's end, and where another tank stands in the way. */
function headingByWay(bot: Bot, tank: Tank): number {
  const { x, y } = tank;
  const onward = headingOnWay(bot.way, bot.ground, x, y, bot.heading);
  if (onward === NONE) return NONE;
  const across = isHorizontal(onward) ? y : x;
  const off = (tileOf(across) + 1) * TILE - across;
  const sideways = isHorizontal(onward) ? (off > 0 ? DOWN : UP) : off > 0 ? RIGHT : LEFT;
  const isHeldUp = bot.stuckTicks > 0 && !isWallAhead(bot.ground, bot.heading, tank);
  const isAsked = Math.abs(off) > CENTRED && (bot.heading === sideways || isHeldUp);
  const heading =
    isAsked && clearFor(bot, x, y, sideways, Math.abs(off)) >= Math.abs(off) ? sideways : onward;
  return clearOfRivals(bot.memory, x, y, heading, TILE) < TILE ? NONE : heading;
}

function clearFor(bot: Bot, x: number, y: number, heading: number, most: number): number {
  return clearGround(bot.ground, heading, x, y, TANK_REACH, TANK_REACH, most, STOPS_TANKS);
}

function pointsFor(
  bot: Bot,
  tank: Tank,
  heading: number,
  way: number,
  enemies: number,
  isLoaded: boolean,
): number {
  const { memory, ground, level } = bot;
  const { x, y } = tank;
  // While it tries a way aside, the way that was none does not count.
  const isGoingRound = bot.jinkTicks > 0 && bot.avoidTicks > 0;
  let clear = 0;
  let points = heading === NONE ? -AGAINST_STANDING : 0;
  if (heading !== NONE) {
    const ahead = clearFor(bot, x, y, heading, LOOK_AHEAD);
    clear = clearOfRivals(memory, x, y, heading, ahead);
    if (heading === bot.jinkHeading && bot.jinkTicks > 0) points += FOR_THE_JINK;
    if (heading === bot.heading) points += FOR_STEADINESS;
    else if (heading === (bot.heading ^ 2) && bot.heading !== NONE) points -= AGAINST_TURNING_BACK;
    if (clear < ahead && clear < TILE) points -= AGAINST_CONTACT;
    else if (heading === way && !isGoingRound) points += FOR_THE_WAY;
    else if (clear < 2 * TANK_SPEED) points -= AGAINST_A_WALL;
  }
  if (level.dodges > 0 && memory.threatCount > 0) {
    const hit = ticksToHit(memory, bot.ignored | bot.shielded, x, y, heading, clear);
    if (hit < 16) points -= AGAINST_A_HIT - AGAINST_A_HIT_SOON * hit;
  }
  if (level.seeksCover && !isLoaded && !bot.isBold) {
    const thereX = heading === NONE ? x : x + HEADING_X[heading] * clear;
    const thereY = heading === NONE ? y : y + HEADING_Y[heading] * clear;
    points -= AGAINST_A_GUN * gunsAt(memory, ground, enemies, thereX, thereY);
  }
  return points;
}

/** Chooses a way aside when the tank gets nowhere, or is where it wants to be. */
function noticeStandstill(bot: Bot, tank: Tank, way: number): void {
  const isStuck = bot.heading !== NONE && tank.velocityX === 0 && tank.velocityY === 0;
  bot.stuckTicks = isStuck ? bot.stuckTicks + bot.level.decideTicks : 0;
  // A wall takes a few shots, and a shot may have to wait for the last one to land.
  const isShootingAway = isStuck && isWallAhead(bot.ground, bot.heading, tank);
  const isPatient = bot.stuckTicks < (isShootingAway ? WALL_TICKS : STUCK_TICKS);
  if (isPatient && (bot.jinkTicks > 0 || way !== NONE)) return;
  if (bot.stuckTicks > 0 && way !== NONE) {
    // What the ground has there is not what it looks like: rather go round it.
    bot.avoidX = tank.x + HEADING_X[way] * TILE;
    bot.avoidY = tank.y + HEADING_Y[way] * TILE;
    bot.avoidTicks = AVOID_TICKS;
    bot.goalTicks = 0;
  }
  bot.stuckTicks = 0;
  goAside(bot, tank, JINK_TICKS);
}

/** Goes aside when it has been at close quarters with another tank for long. When is up to chance, so that rather one of two
 *  does, and so that no seat always yields. */
function giveWay(bot: Bot, tank: Tank): void {
  // Who drives side by side with another is believed to be now here, now there.
  const change = isTouched(bot.memory, tank) ? bot.level.decideTicks : -bot.level.decideTicks;
  bot.touchTicks = Math.max(0, bot.touchTicks + change);
  if (bot.touchTicks < TOUCH_TICKS || drawInteger(bot, GIVE_WAY_TICKS) >= bot.level.decideTicks) return;
  bot.touchTicks = 0;
  goAside(bot, tank, GIVE_WAY_TICKS);
}

/** True when another tank touches the bot's, as far as it knows. */
function isTouched(memory: Memory, { x, y }: Tank): boolean {
  for (let seat = 0; seat < SEATS_MAX; seat++) {
    const rival = memory.rivals[seat];
    if (rival.age === 0 && Math.abs(rival.x - x) <= TOUCH_REACH && Math.abs(rival.y - y) <= TOUCH_REACH)
      return true;
  }
  return false;
}

/** Tries a way aside, for so many ticks and by chance up to as many more. */
function goAside(bot: Bot, tank: Tank, ticks: number): void {
  bot.jinkTicks = ticks + drawInteger(bot, ticks);
  bot.jinkHeading = headingWithRoom(bot, tank);
}

/** Another heading than that of the tank, by chance, but rather one with room. */
function headingWithRoom(bot: Bot, tank: Tank): number {
  let best = NONE;
  let bestRoom = 0;
  for (let turn = 1; turn < 4; turn++) {
    const heading = (tank.heading + turn) & 3;
    const ahead = clearFor(bot, tank.x, tank.y, heading, LOOK_AHEAD);
    const clear = clearOfRivals(bot.memory, tank.x, tank.y, heading, ahead);
    const room = clear + drawInteger(bot, clear + 1);
    // Rather aside than back: a tank that fights leaves the line of fire.
    if ((turn === 2 ? room >> 1 : room) <= bestRoom) continue;
    best = heading;
    bestRoom = room;
  }
  return best;
}

/** How far the tank may drive before another one is in its way, 0 to `most`, as far as the bot knows. */
function clearOfRivals(memory: Memory, x: number, y: number, heading: number, most: number): number {
  const horizontal = isHorizontal(heading);
  const sign = signOf(heading);
  let clear = most;
  for (let seat = 0; seat < SEATS_MAX; seat++) {
    const rival = memory.rivals[seat];
    if (rival.age > 0) continue;
    if (Math.abs(horizontal ? rival.y - y : rival.x - x) >= 2 * TANK_REACH) continue;
    const ahead = sign * (horizontal ? rival.x - x : rival.y - y);
    if (ahead > 0 && ahead - CLOSE_DISTANCE + TILE < clear)
      clear = Math.max(0, ahead - CLOSE_DISTANCE + TILE);
  }
  return clear;
}
