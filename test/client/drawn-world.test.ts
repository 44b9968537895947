// What is drawn between two ticks: keys at once, even movement, corrections without a jump, one time near and one far.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ServerClock } from '../../src/client/clock.js';
import { DrawnWorld } from '../../src/client/drawn-world.js';
import { Predictor } from '../../src/client/predictor.js';
import { arenaFromGrid } from '../../src/game/arena-text.js';
import { DRIVE, driveTowards, FIRE, RIGHT } from '../../src/game/buttons.js';
import { TANK_SPEED, TICK_MS, TILE } from '../../src/game/units.js';
import { ALIVE, createTank, type Tank } from '../../src/game/world.js';
import { TANK_MASK_FULL } from '../../src/protocol/fields.js';
import { encodeHeader, encodeTank } from '../../src/protocol/snapshot.js';

const ARENA = arenaFromGrid('plain', `${'.'.repeat(38)}\n`.repeat(20));
const OWN = 0;
const OTHER = 3;

const tank = (fields: Partial<Tank>): Tank => ({ ...createTank(), life: ALIVE, armour: 3, ...fields });

function snapshot(tick: number, tanks: readonly (readonly [seat: number, tank: Tank])[]): Buffer {
  const out = Buffer.alloc(400);
  let end = encodeHeader(out, 0, tick, 0, 1);
  for (const [seat, fields] of tanks) end = encodeTank(out, end, seat, fields, TANK_MASK_FULL);
  return out.subarray(0, end);
}

/** A client at tick 100 of the server, with a round trip of six ticks, and the prediction where it should be. */
function start(own: Tank, other: Tank) {
  const predictor = new Predictor(ARENA, {
    mode: 'free-for-all',
    armour: 3,
    pickups: 0,
    seat: OWN,
    tick: 100,
  });
  const clock = new ServerClock();
  clock.hearRoundTrip(6 * TICK_MS);
  predictor.receive(
    snapshot(100, [
      [OWN, own],
      [OTHER, other],
    ]),
  );
  clock.hear(100, 0);
  const drawn = new DrawnWorld(predictor, clock);
  const catchUp = (nowMs: number, buttons = 0): void => {
    while (predictor.world.tick < Math.floor(clock.predictedTick(nowMs))) predictor.step(buttons);
  };
  catchUp(0);
  return { predictor, clock, drawn, catchUp };
}

test('a key shows in the picture before its tick has come', () => {
  const { predictor, drawn } = start(tank({ x: 3000, y: 3072 }), tank({ x: 8000, y: 3000 }));
  const { tick } = predictor.world;
  assert.is(drawn.at(1, 0).tanks[OWN].heading, 0);
  const pressed = drawn.at(2, driveTowards(RIGHT) | FIRE);
  assert.is(pressed.tanks[OWN].heading, RIGHT);
  assert.ok(pressed.tanks[OWN].reload > 0, 'the gun has fired');
  assert.is(pressed.shells[0].flying, 1);
  assert.is(predictor.world.tick, tick, 'the prediction itself has not moved');
  assert.is(predictor.world.tanks[OWN].heading, 0);
});

test('between two ticks a tank moves evenly', () => {
  const { drawn, catchUp } = start(tank({ x: 3000, y: 3072, heading: RIGHT }), tank({ x: 8000, y: 3000 }));
  const buttons = driveTowards(RIGHT);
  let last = Number.NaN;
  for (let nowMs = 40; nowMs < 1000; nowMs += 10) {
    catchUp(nowMs, buttons);
    const { x } = drawn.at(nowMs, buttons).tanks[OWN];
    const step = ((x - last) * TICK_MS) / 10;
    if (!Number.isNaN(last)) assert.ok(Math.abs(step - TANK_SPEED) < 10, `${step} at ${nowMs}`);
    last = x;
  }
});

test('a far tank is drawn where the server has it now, a near one in the own time', () => {
  const driving = { heading: RIGHT, buttons: (RIGHT + 1) | DRIVE, velocityX: TANK_SPEED };
  const far = start(tank({ x: 512, y: 512 }), tank({ x: 5000, y: 4000, ...driving }));
  // The snapshot was three ticks on its way.
  assert.is(far.drawn.at(0, 0).tanks[OTHER].x, 5000 + 3 * TANK_SPEED);
  const near = start(tank({ x: 5000, y: 3400 }), tank({ x: 5000, y: 4000, ...driving }));
  assert.is(near.drawn.at(0, 0).tanks[OTHER].x, 5000 + 7 * TANK_SPEED);
});

test('a correction is spread over some frames, and a new place is not', () => {
  const { predictor, drawn } = start(tank({ x: 512, y: 512 }), tank({ x: 5000, y: 4000 }));
  assert.is(drawn.at(0, 0).tanks[OTHER].x, 5000);
  predictor.receive(snapshot(101, [[OTHER, tank({ x: 5200, y: 4000 })]]));
  const path = [1, 17, 33, 50, 100, 200, 400].map((nowMs) => drawn.at(nowMs, 0).tanks[OTHER].x);
  assert.ok(path[0] < 5010, `no jump: ${path}`);
  assert.is(path.at(-1), 5200);
  assert.equal(
    [...path].sort((a, b) => a - b),
    path,
  );
  predictor.receive(snapshot(102, [[OTHER, tank({ x: 5200 + 4 * TILE, y: 4000 })]]));
  assert.is(drawn.at(401, 0).tanks[OTHER].x, 5200 + 4 * TILE);
});

test.run();
