// The clock between client and server: it settles, it does not jump, it takes stalls for stalls.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ServerClock } from '../../src/client/clock.js';
import { TICK_MS } from '../../src/game/units.js';

test('before the first snapshot it is 0', () => {
  const clock = new ServerClock();
  assert.is(clock.predictedTick(1000), 0);
  assert.is(clock.presentTick(1000), 0);
});

test('it is ahead of the last word by the round trip and the margin, and the present by half the way', () => {
  const clock = new ServerClock();
  clock.hearRoundTrip(4 * TICK_MS);
  clock.hear(500, 0);
  assert.ok(Math.abs(clock.presentTick(0) - 502) < 1e-9);
  assert.ok(Math.abs(clock.predictedTick(0) - 505) < 1e-9);
});

test('through jitter, a stall and a longer way it never goes back and never runs more than 6 % off', () => {
  const clock = new ServerClock();
  let last = Number.NaN;
  let heard = 0;
  for (let nowMs = 0; nowMs < 20_000; nowMs++) {
    const isStall = nowMs >= 8000 && nowMs < 8500;
    // Snapshots come late by up to 40 ms, and from the tenth second on over a way that is 60 ms longer.
    const wayMs = 50 + ((nowMs * 7) % 40) + (nowMs > 10_000 ? 60 : 0);
    const tick = Math.floor((nowMs - wayMs) / TICK_MS);
    if (!isStall && tick > heard) {
      clock.hear(tick, nowMs);
      heard = tick;
    }
    if (nowMs % 2000 === 0) clock.hearRoundTrip(nowMs > 10_000 ? 220 : 100 + (nowMs % 3));
    const now = clock.predictedTick(nowMs);
    if (heard > 0 && !Number.isNaN(last)) {
      const speed = (now - last) * TICK_MS;
      assert.ok(speed > 0.939 && speed < 1.061, `${speed} at ${nowMs}`);
    }
    last = heard > 0 ? now : Number.NaN;
  }
});

test('the margin grows at once when an input comes too late, and shrinks slowly', () => {
  const clock = new ServerClock();
  clock.hear(1, 0);
  clock.predictedTick(0);
  clock.hearInput(-4);
  assert.is(clock.marginTicks, 5.5);
  clock.predictedTick(10);
  clock.hearInput(-4);
  assert.is(clock.marginTicks, 5.5, 'an input from before it has grown');
  clock.hearInput(5);
  assert.ok(clock.marginTicks > 5 && clock.marginTicks < 5.5);
  for (let input = 0; input < 200; input++) clock.hearInput(5);
  assert.is(clock.marginTicks, 1);
});

test('the first round trip that is known is believed at once', () => {
  const clock = new ServerClock();
  clock.hear(100, 0);
  assert.is(clock.predictedTick(0), 101);
  clock.hearRoundTrip(6 * TICK_MS);
  assert.ok(Math.abs(clock.predictedTick(0) - 107) < 1e-9);
});

test('jitter is told in ms', () => {
  const even = new ServerClock();
  const uneven = new ServerClock();
  for (let tick = 1; tick < 300; tick++) {
    even.hear(tick, tick * TICK_MS);
    uneven.hear(tick, tick * TICK_MS + (tick & 1) * 20);
  }
  assert.ok(even.jitterMs < 0.01);
  assert.ok(Math.abs(uneven.jitterMs - 20) < 1, String(uneven.jitterMs));
});

test('the clock of a game that is slowed down goes with its ticks', () => {
  const clock = new ServerClock(2 * TICK_MS);
  clock.hearRoundTrip(0);
  clock.hear(500, 0);
  assert.is(Math.round(clock.presentTick(100 * 2 * TICK_MS)), 600);
});

test.run();
