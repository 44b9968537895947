// Inputs that wait for their tick: one a tick, none early, never more than a bound.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { InputQueue } from '../../src/server/input-queue.js';

test('an input acts in its tick and holds until the next', () => {
  const queue = new InputQueue();
  queue.push({ tick: 12, sequence: 1, buttons: 9 }, 9);
  assert.is(queue.margin, 2);
  assert.equal(
    [10, 11, 12, 13].map((tick) => queue.take(tick)),
    [0, 0, 9, 9],
  );
  assert.is(queue.acknowledged, 1);
});

test('a press and its release that come too late act both, one a tick', () => {
  const queue = new InputQueue();
  queue.push({ tick: 5, sequence: 1, buttons: 16 }, 20);
  queue.push({ tick: 6, sequence: 2, buttons: 0 }, 20);
  assert.is(queue.margin, -15);
  assert.equal(
    [21, 22, 23].map((tick) => queue.take(tick)),
    [16, 0, 0],
  );
});

test('a long row of late inputs is passed over up to the last few', () => {
  const queue = new InputQueue();
  for (let sequence = 1; sequence <= 20; sequence++)
    queue.push({ tick: sequence, sequence, buttons: sequence }, 100);
  assert.is(queue.take(101), 17);
  assert.equal(
    [102, 103, 104].map((tick) => queue.take(tick)),
    [18, 19, 20],
  );
});

test('an input from a far future is drawn nearer', () => {
  const queue = new InputQueue();
  queue.push({ tick: 0xffffffff, sequence: 1, buttons: 9 }, 100);
  assert.is(queue.take(159), 0);
  assert.is(queue.take(160), 9);
});

test('it never holds more than a bound', () => {
  const queue = new InputQueue();
  for (let sequence = 1; sequence <= 200; sequence++)
    queue.push({ tick: 1000, sequence, buttons: sequence & 63 }, 100);
  assert.is(queue.acknowledged, 136);
});

test('a battle begins without the margin of the one before', () => {
  const queue = new InputQueue();
  queue.push({ tick: 90, sequence: 1, buttons: 9 }, 100);
  assert.is(queue.margin, -11);
  queue.clear();
  assert.equal([queue.margin, queue.acknowledged, queue.take(101)], [0, 0, 0]);
});

test.run();
