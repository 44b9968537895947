import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ShellWatch } from '../../src/client/shell-watch.js';
import { ARENAS } from '../../src/game/arenas.js';
import { ALIVE, createWorld, OPTIONS_DEFAULT } from '../../src/game/world.js';

function setUp() {
  const world = createWorld(ARENAS.get('Crossroads')!, OPTIONS_DEFAULT, 1, false);
  const shells = new ShellWatch();
  const fly = (slot: number, heading: number): void =>
    void Object.assign(world.shells[slot], { flying: 1, heading });
  const end = (slot: number): void => void Object.assign(world.shells[slot], { flying: 0, heading: 0 });
  return { world, shells, fly, end };
}

test('the heading of the shell that is gone', () => {
  const { world, shells, fly, end } = setUp();
  fly(6, 2);
  fly(7, 3);
  shells.watch(world);
  end(7);
  assert.is(shells.headingOf(3, world), 3);
  end(6);
  assert.is(shells.headingOf(3, world), 2);
});

test('a shell that was never seen is told by its tank, and by nothing when that is not seen either', () => {
  const { world, shells } = setUp();
  assert.is(shells.headingOf(3, world), -1);
  Object.assign(world.tanks[3], { life: ALIVE, heading: 1 });
  assert.is(shells.headingOf(3, world), 1);
  assert.is(shells.headingOf(255, world), -1);
});

test('a shell that still flies has not hit', () => {
  const { world, shells, fly } = setUp();
  fly(6, 2);
  shells.watch(world);
  assert.is(shells.headingOf(3, world), -1);
});

test.run();
