// The pads on which pickups appear. Each goes through the pickups that the room allows in the order of the table, so that
// both sides can learn what comes next and when: it stands on the pad, and its time counts down. Called by step().
import { PICKUPS } from './pickups.js';
import { drawInteger } from './random.js';
import { PAD_FIRST_TICKS, PAD_TICKS, PADS_MAX, SEATS_MAX, TOUCH_REACH } from './units.js';
import { ALIVE, type World } from './world.js';

/** The kind that a pad shows after another one; 0 when the room allows none.
 *  @param kind 0 to PICKUPS.length - 1 */
export function nextKind(pickups: number, kind: number): number {
  for (let after = 1; after <= PICKUPS.length; after++) {
    const next = (kind + after) % PICKUPS.length;
    if (((pickups >> next) & 1) === 1) return next;
  }
  return 0;
}

/** Puts the arena's pads into a world. All begin with the same pickup, so that none is better than another. */
export function setUpPads(world: World): void {
  const kind = nextKind(world.options.pickups, drawInteger(world, PICKUPS.length));
  if (kind === 0) return;
  for (const [index, { x, y }] of world.arena.pickupPads.slice(0, PADS_MAX).entries()) {
    Object.assign(world.pads[index], { kind, ticks: PAD_FIRST_TICKS, x, y });
  }
}

/** Gives tanks what lies on the pads that they touch. */
export function stepPads(world: World): void {
  for (let index = 0; index < PADS_MAX; index++) {
    const pad = world.pads[index];
    if (pad.kind === 0 || pad.ticks > 0) continue;
    for (let turn = 0; turn < SEATS_MAX; turn++) {
      const seat = (turn + world.tick) % SEATS_MAX;
      const tank = world.tanks[seat];
      const touches = Math.abs(tank.x - pad.x) < TOUCH_REACH && Math.abs(tank.y - pad.y) < TOUCH_REACH;
      if (tank.life !== ALIVE || !touches) continue;
      take(world, seat, pad.kind);
      pad.kind = nextKind(world.options.pickups, pad.kind);
      pad.ticks = PAD_TICKS;
      break;
    }
  }
}

function take(world: World, seat: number, kind: number): void {
  const tank = world.tanks[seat];
  const pickup = PICKUPS[kind];
  switch (pickup.part) {
    case 'gun':
      tank.gun = kind;
      tank.gunTicks = pickup.ticks;
      break;
    case 'engine':
      tank.engine = kind;
      tank.engineTicks = pickup.ticks;
      break;
    case 'cover':
      tank.cover = kind;
      tank.coverTicks = pickup.ticks;
      break;
    case 'none':
      pickup.take(world, seat);
      break;
  }
  world.events.push({ type: 'picked', seat, kind });
}
