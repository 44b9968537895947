// What the own tank has taken, known from how pads and tanks stand before and after.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { PickupWatch } from '../../src/client/pickup-watch.js';
import { ARENAS } from '../../src/game/arenas.js';
import { PICKUPS } from '../../src/game/pickups.js';
import { step } from '../../src/game/step.js';
import { SEATS_MAX, TILE } from '../../src/game/units.js';
import { ALIVE, createWorld, OPTIONS_DEFAULT, type World } from '../../src/game/world.js';

const NONE = new Uint8Array(SEATS_MAX);

/** Two tanks at so many tiles of a pad on which something lies. */
function worldWith(id: string, ownTiles: number, otherTiles: number): { world: World; kind: number } {
  const world = createWorld(ARENAS.get('Crossroads')!, OPTIONS_DEFAULT, 1, true);
  const kind = PICKUPS.findIndex((pickup) => pickup.id === id);
  const { x, y } = world.arena.pickupPads[0];
  Object.assign(world.pads[0], { kind, ticks: 0, x, y });
  Object.assign(world.tanks[0], { life: ALIVE, x: x + ownTiles * TILE, y, armour: 3 });
  Object.assign(world.tanks[1], { life: ALIVE, x: x - otherTiles * TILE, y, armour: 3 });
  return { world, kind };
}

for (const id of ['rapid-fire', 'speed', 'cloak', 'repair', 'mine', 'freeze']) {
  test(`${id} is known to who takes it, once, and not to who stands by`, () => {
    for (const [own, other, isOwn] of [
      [0.5, 6, true],
      [6, 0.5, false],
    ] as const) {
      const { world, kind } = worldWith(id, own, other);
      const watch = new PickupWatch();
      assert.is(watch.watch(world, 0), 0);
      step(world, NONE);
      assert.ok(world.pads[0].ticks > 0, 'taken');
      assert.is(watch.watch(world, 0), isOwn ? kind : 0);
      step(world, NONE);
      assert.is(watch.watch(world, 0), 0);
    }
  });
}

test.run();
