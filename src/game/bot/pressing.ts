// Where to drive and where to shoot -> the buttons for it. Called when the bot decides.
import { driveTowards, FIRE, LAY, LOCK } from '../buttons.js';
import { drawInteger } from '../random.js';
import { TILE } from '../units.js';
import type { Tank } from '../world.js';
import { isWallAhead } from './aiming.js';
import { type Bot, NONE } from './bot.js';

/** Targets nearer than this keep a strafing tank's gun on them, in units. */
const STRAFE_DISTANCE = 10 * TILE;

/** Enemies nearer than this are worth a mine, in units, and one in how many decisions lays it. */
const MINE_DISTANCE = 7 * TILE;
const MINE_ODDS = 16;

/** Sets the bot's buttons. @param heading to drive, or NONE; @param shot to shoot, or NONE */
export function press(bot: Bot, tank: Tank, heading: number, shot: number): void {
  pressDriving(bot, tank, heading, shot);
  if (tank.mines > 0 && isTargetWithin(bot, tank, MINE_DISTANCE) && drawInteger(bot, MINE_ODDS) === 0)
    bot.buttons |= LAY;
}

function pressDriving(bot: Bot, tank: Tank, heading: number, shot: number): void {
  if (shot !== NONE) {
    pressShot(bot, tank, heading, shot);
    return;
  }
  if (heading === NONE) {
    bot.buttons = 0;
    return;
  }
  bot.buttons = driveTowards(heading);
  if (isWallAhead(bot.ground, heading, tank)) bot.buttons |= FIRE;
  else if (bot.level.strafes && isGunOnTarget(bot, tank)) bot.buttons |= LOCK;
}

function pressShot(bot: Bot, tank: Tank, heading: number, shot: number): void {
  if (heading === shot) bot.buttons = driveTowards(shot) | FIRE;
  else if (heading === NONE || !bot.level.strafes) bot.buttons = (shot + 1) | FIRE;
  else if (tank.heading === shot) bot.buttons = driveTowards(heading) | LOCK | FIRE;
  else {
    // One tick to turn, and then it drives on sideways.
    bot.buttons = (shot + 1) | FIRE;
    bot.holdTicks = 0;
  }
}

function isTargetWithin(bot: Bot, tank: Tank, distance: number): boolean {
  if (bot.target === NONE) return false;
  const { age, x, y } = bot.memory.rivals[bot.target];
  return age === 0 && Math.abs(x - tank.x) + Math.abs(y - tank.y) <= distance;
}

function isGunOnTarget(bot: Bot, tank: Tank): boolean {
  if (!isTargetWithin(bot, tank, STRAFE_DISTANCE)) return false;
  const rival = bot.memory.rivals[bot.target];
  const aheadX = rival.x - tank.x;
  const aheadY = rival.y - tank.y;
  const towards = Math.abs(aheadX) > Math.abs(aheadY) ? (aheadX > 0 ? 1 : 3) : aheadY > 0 ? 2 : 0;
  return tank.heading === towards;
}
