// Where the enemies of a wave come in: on pads of their own, and not beside the base when those are taken for a moment.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ARENAS } from '../../src/game/arenas.js';
import { beginMatch, seatTank } from '../../src/game/match.js';
import { modeIndex } from '../../src/game/modes.js';
import { step } from '../../src/game/step.js';
import { SEATS_MAX, WAVE_SEATS } from '../../src/game/units.js';
import { ENEMY_TEAM, isEnemy } from '../../src/game/waves.js';
import { ALIVE, OPTIONS_DEFAULT, type World } from '../../src/game/world.js';

const inputs = new Uint8Array(SEATS_MAX);
const ford = ARENAS.get('Ford')!;
const pads = ford.spawns.filter(({ team }) => team === ENEMY_TEAM);

/** A world in which the next step lets a wave begin that wants more enemies at once than they have pads. */
function beforeWave(): World {
  const options = { ...OPTIONS_DEFAULT, mode: modeIndex('defend'), timeLimitTicks: 0 };
  const world = beginMatch(ford, options, 1);
  seatTank(world, 0);
  step(world, inputs);
  Object.assign(world.stage, { number: WAVE_SEATS, pause: 2 });
  return world;
}

function isOnPad(world: World, seat: number): boolean {
  const { x, y } = world.tanks[seat];
  return pads.some((pad) => pad.x === x && pad.y === y);
}

function enemiesIn(world: World): number[] {
  const seats = Array.from({ length: SEATS_MAX }, (_, seat) => seat);
  return seats.filter((seat) => isEnemy(seat) && world.tanks[seat].life === ALIVE);
}

test('enemies wait while all of their pads are taken, and come in when one is free', () => {
  const world = beforeWave();
  for (let tick = 0; tick < 100; tick++) step(world, inputs);
  const first = enemiesIn(world);
  assert.is(first.length, pads.length);
  assert.ok(first.every((seat) => isOnPad(world, seat)));
  const { left } = world.stage;
  Object.assign(world.tanks[first[0]], { x: ford.columns * 128, y: ford.rows * 128 });
  for (let tick = 0; tick < 3; tick++) step(world, inputs);
  const later = enemiesIn(world).filter((seat) => !first.includes(seat));
  assert.is(later.length, 1);
  assert.ok(isOnPad(world, later[0]));
  assert.is(world.stage.left, left - 1);
});

test('defenders that stand on all of those pads keep nobody out', () => {
  const world = beforeWave();
  for (let seat = 1; seat < pads.length; seat++) seatTank(world, seat);
  for (const [seat, { x, y }] of pads.entries()) Object.assign(world.tanks[seat], { life: ALIVE, x, y });
  for (let tick = 0; tick < 3; tick++) step(world, inputs);
  assert.ok(enemiesIn(world).length > 0);
});

test.run();
