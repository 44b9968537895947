// What flies at a bot and whose gun points at it: how a way to drive would end. Pure questions about what the bot believes;
// asked by the bot for each of the five ways (standing is the fifth) before it chooses one.
import { HEADING_X, HEADING_Y } from '../buttons.js';
import { SHELL_KINDS } from '../shell-kinds.js';
import { clearGround, isHorizontal, signOf } from '../space.js';
import { STOPS_SHELLS } from '../terrain.js';
import type { Base } from '../things.js';
import { SEATS_MAX, SHELL_REACH, SHELL_SPEED, TANK_REACH, TANK_SPEED, TILE } from '../units.js';
import type { BelievedGround } from './ground.js';
import type { Memory, Threat } from './memory.js';
import type { SeenShell } from './senses.js';

/** Ticks ahead that a bot reckons with; a shell flies 8 tiles in them. */
const HORIZON_TICKS = 16;
/** A shell that comes so near counts as a hit, in units: what is reckoned is never quite right. */
const HIT_REACH = TANK_REACH + SHELL_REACH + 24;
/** Guns farther away than this are no danger, in units. */
const GUN_RANGE = 14 * TILE;

/** Ticks until the first shell hits a tank that drives one way from now on, HORIZON_TICKS when none does.
 *  @param heading 0 to 3, or -1 for standing
 *  @param clear how far it can drive, in units
 *  @param ignored shells that the bot does not mind, one bit a slot */
export function ticksToHit(
  memory: Memory,
  ignored: number,
  x: number,
  y: number,
  heading: number,
  clear: number,
): number {
  let first = HORIZON_TICKS;
  for (let index = 0; index < memory.threatCount; index++) {
    const threat = memory.threats[index];
    if (((ignored >> threat.slot) & 1) === 1) continue;
    first = Math.min(first, hitOf(threat, x, y, heading, clear, first));
  }
  return first;
}

function hitOf(threat: Threat, x: number, y: number, heading: number, clear: number, most: number): number {
  const horizontal = isHorizontal(threat.heading);
  const sign = signOf(threat.heading);
  const ahead = sign * (horizontal ? x - threat.x : y - threat.y);
  if (ahead < -HIT_REACH || ahead > HIT_REACH + most * (threat.speed + TANK_SPEED)) return most;
  if (Math.abs(horizontal ? y - threat.y : x - threat.x) > HIT_REACH + clear) return most;
  for (let tick = 1; tick < most; tick++) {
    const driven = heading < 0 ? 0 : Math.min(clear, TANK_SPEED * tick);
    const laterX = x + (heading < 0 ? 0 : HEADING_X[heading] * driven);
    const laterY = y + (heading < 0 ? 0 : HEADING_Y[heading] * driven);
    const left = sign * (horizontal ? laterX - threat.x : laterY - threat.y) - threat.speed * tick;
    const aside = horizontal ? laterY - threat.y : laterX - threat.x;
    if (Math.abs(left) < TANK_REACH + threat.speed && Math.abs(aside) < HIT_REACH) return tick;
  }
  return most;
}

/** True when a shell would hit a base if no tank were in its way. */
export function fliesAt(base: Base, shell: SeenShell, ground: BelievedGround): boolean {
  const { x, y, heading, kind } = shell;
  const horizontal = isHorizontal(heading);
  const ahead = signOf(heading) * (horizontal ? base.x - x : base.y - y) - TILE;
  const aside = Math.abs(horizontal ? base.y - y : base.x - x);
  if (ahead <= 0 || aside >= TILE + SHELL_REACH) return false;
  return clearGround(ground, heading, x, y, 0, SHELL_REACH, ahead, SHELL_KINDS[kind].stops) === ahead;
}

/** True when a shell in `memory` flies at a tank head-on, so that one of its own shells would meet it.
 *  @returns the heading to shoot at, or -1 */
export function headingOfParry(memory: Memory, ignored: number, x: number, y: number): number {
  for (let index = 0; index < memory.threatCount; index++) {
    const { slot, heading, x: shellX, y: shellY } = memory.threats[index];
    if (((ignored >> slot) & 1) === 1) continue;
    const horizontal = isHorizontal(heading);
    const ahead = signOf(heading) * (horizontal ? x - shellX : y - shellY);
    const aside = Math.abs(horizontal ? y - shellY : x - shellX);
    if (ahead > TANK_REACH && ahead < HORIZON_TICKS * SHELL_SPEED && aside < 2 * SHELL_REACH)
      return heading ^ 2;
  }
  return -1;
}

/** How many guns could hit a tank at x, y at once; one that points there already counts as three.
 *  @param enemies seats that would, one bit each */
export function gunsAt(
  memory: Memory,
  ground: BelievedGround,
  enemies: number,
  x: number,
  y: number,
): number {
  let guns = 0;
  for (let seat = 0; seat < SEATS_MAX; seat++) {
    const rival = memory.rivals[seat];
    if (((enemies >> seat) & 1) === 0 || rival.age > 0) continue;
    const aheadX = x - rival.x;
    const aheadY = y - rival.y;
    const horizontal = Math.abs(aheadX) > Math.abs(aheadY);
    const aside = Math.abs(horizontal ? aheadY : aheadX);
    const distance = Math.abs(horizontal ? aheadX : aheadY);
    if (aside > HIT_REACH || distance > GUN_RANGE) continue;
    const heading = horizontal ? (aheadX > 0 ? 1 : 3) : aheadY > 0 ? 2 : 0;
    const way = distance - TANK_REACH;
    if (way > 0 && clearGround(ground, heading, rival.x, rival.y, 0, SHELL_REACH, way, STOPS_SHELLS) < way)
      continue;
    guns += rival.heading === heading ? 3 : 1;
  }
  return guns;
}
