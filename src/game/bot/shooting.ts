// What a bot shoots at next: its target, who else comes before its gun, an enemy's base, or a shell that flies at it. Called
// by choose-buttons.ts when the bot decides.
import { PICKUPS } from '../pickups.js';
import { SHELL_KINDS, type ShellKind } from '../shell-kinds.js';
import { isHorizontal, signOf } from '../space.js';
import { SEATS_MAX, SHELL_REACH, TANK_REACH } from '../units.js';
import type { Tank, World } from '../world.js';
import { type Aim, headingOfShot } from './aiming.js';
import { type Bot, NONE } from './bot.js';
import { headingOfParry } from './dodging.js';
import { enemyBase } from './goals.js';

/** A base, as something to aim at; written anew each time. */
const baseAim = { x: 0, y: 0, velocityX: 0, velocityY: 0 };

/** Heading of the next shot, or NONE.
 *  @param enemies seats of enemies, one bit each */
export function chooseShot(bot: Bot, world: World, seat: number, enemies: number): number {
  const { memory, level, target } = bot;
  const tank = world.tanks[seat];
  if (tank.reload > 1) return NONE;
  const kind = SHELL_KINDS[PICKUPS[tank.gun].shell];
  let shot = NONE;
  if (bot.restTicks === 0) {
    if (target !== NONE && memory.rivals[target].age === 0) {
      shot = shotAt(bot, tank, memory.rivals[target], kind, enemies, seat);
    }
    for (let other = 0; other < SEATS_MAX && shot === NONE && level.leads; other++) {
      const rival = memory.rivals[other];
      if (((enemies >> other) & 1) === 0 || rival.age > 0 || rival.shield > 0) continue;
      shot = shotAt(bot, tank, rival, kind, enemies, seat);
    }
    if (shot === NONE) shot = shotAtBase(bot, world, seat, kind, enemies);
  }
  if (shot === NONE && level.parries) shot = headingOfParry(memory, bot.ignored, tank.x, tank.y);
  return shot;
}

function shotAtBase(bot: Bot, world: World, seat: number, kind: ShellKind, enemies: number): number {
  const team = enemyBase(world, seat);
  if (team === NONE) return NONE;
  baseAim.x = world.bases[team].x;
  baseAim.y = world.bases[team].y;
  return shotAt(bot, world.tanks[seat], baseAim, kind, enemies, seat);
}

function shotAt(bot: Bot, tank: Tank, aim: Aim, kind: ShellKind, enemies: number, seat: number): number {
  const heading = headingOfShot(bot.ground, tank.x, tank.y, aim, bot.level, kind);
  return heading !== NONE && isMateBefore(bot, tank, aim, heading, enemies, seat) ? NONE : heading;
}

/** True when a mate would catch the shell. */
function isMateBefore(
  bot: Bot,
  { x, y }: Tank,
  aim: Aim,
  heading: number,
  enemies: number,
  seat: number,
): boolean {
  const horizontal = isHorizontal(heading);
  const sign = signOf(heading);
  const distance = sign * (horizontal ? aim.x - x : aim.y - y);
  for (let other = 0; other < SEATS_MAX; other++) {
    const mate = bot.memory.rivals[other];
    if (other === seat || ((enemies >> other) & 1) === 1 || mate.age > 0) continue;
    const ahead = sign * (horizontal ? mate.x - x : mate.y - y);
    const aside = Math.abs(horizontal ? mate.y - y : mate.x - x);
    if (ahead > 0 && ahead < distance && aside < TANK_REACH + SHELL_REACH) return true;
  }
  return false;
}
