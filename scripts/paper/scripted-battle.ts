// A battle without people and bots for the paper's examples: each tank is driven by a seeded generator of its own, so that the same
// seed gives the same battle for as long as the rules stay as they are. Nothing of it depends on how bots think.
import type { Arena } from '../../src/game/arena.js';
import { DRIVE, FIRE, LAY, LOCK } from '../../src/game/buttons.js';
import { beginMatch, seatTank } from '../../src/game/match.js';
import { drawInteger, type RandomState } from '../../src/game/random.js';
import { step } from '../../src/game/step.js';
import { SEATS_MAX } from '../../src/game/units.js';
import { ALIVE, type MatchOptions, type World } from '../../src/game/world.js';
import { Snapshots } from '../../src/server/snapshots.js';

/** A battle that is stepped by whoever records it. */
export interface ScriptedBattle {
  readonly world: World;
  readonly snapshots: Snapshots;
  /** What each seat presses in the next step; a recorder may put its own there before it. */
  readonly buttons: Uint8Array;
  /** Makes one tick, and chooses what is pressed in the next one. */
  step(): void;
}

/** @param seats taken from 0 on @param seed any 32-bit integer */
export function scriptBattle(
  arena: Arena,
  options: MatchOptions,
  seats: number,
  seed: number,
): ScriptedBattle {
  const world = beginMatch(arena, options, seed);
  for (let seat = 0; seat < seats; seat++) seatTank(world, seat);
  const snapshots = new Snapshots(world);
  const drivers = Array.from({ length: seats }, (_, seat) => ({
    random: seed + 7919 * (seat + 1),
    until: 0,
  }));
  const buttons = new Uint8Array(SEATS_MAX);
  return {
    world,
    snapshots,
    buttons,
    step() {
      snapshots.update(step(world, buttons));
      for (const [seat, driver] of drivers.entries()) {
        if (world.tick < driver.until) continue;
        driver.until = world.tick + 3 + drawInteger(driver, 15);
        buttons[seat] = choose(driver, world, seat);
      }
    },
  };
}

/** Mostly drives at the nearest enemy and shoots; now and then anything else. */
function choose(driver: RandomState, world: World, seat: number): number {
  const own = world.tanks[seat];
  let [nearest, x, y] = [Number.MAX_SAFE_INTEGER, own.x, own.y];
  for (const [other, tank] of world.tanks.entries()) {
    const distance = Math.abs(tank.x - own.x) + Math.abs(tank.y - own.y);
    const isEnemy = tank.life === ALIVE && world.scores[other].team !== world.scores[seat].team;
    if (isEnemy && distance < nearest) [nearest, x, y] = [distance, tank.x, tank.y];
  }
  const isWide = Math.abs(x - own.x) > Math.abs(y - own.y);
  const aim = isWide ? (x > own.x ? 2 : 4) : y > own.y ? 3 : 1;
  const direction = drawInteger(driver, 3) > 0 ? aim : 1 + drawInteger(driver, 4);
  const wish = (odds: number, bit: number): number => (drawInteger(driver, odds) === 0 ? bit : 0);
  if (wish(12, 1) === 1) return wish(2, FIRE);
  const drive = wish(8, 1) === 1 ? 0 : DRIVE;
  return direction | drive | (wish(3, 1) === 1 ? 0 : FIRE) | wish(10, LOCK) | wish(6, LAY);
}
