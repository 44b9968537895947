// The grid of the server loop, on a clock that the test turns.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { TICK_MS } from '../../src/game/units.js';
import { Ticker, type TickerClock } from '../../src/server/ticker.js';

/** A clock on which timers fire late by as much as a test says. */
class FakeClock implements TickerClock {
  nowMs = 0;
  latenessMs = 0;
  timer: { run: () => void; atMs: number } | null = null;

  now(): number {
    return this.nowMs;
  }
  setTimer(run: () => void, delayMs: number): unknown {
    this.timer = { run, atMs: this.nowMs + delayMs };
    return this.timer;
  }
  clearTimer(): void {
    this.timer = null;
  }
  /** Lets time pass up to a moment. */
  runTo(endMs: number): void {
    while (this.timer !== null && this.timer.atMs <= endMs) {
      const { run, atMs } = this.timer;
      this.timer = null;
      this.nowMs = Math.max(this.nowMs, atMs + this.latenessMs);
      run();
    }
    this.nowMs = Math.max(this.nowMs, endMs);
  }
}

function member(): { ticks: number; tick(): void; send(): void } {
  return {
    ticks: 0,
    tick() {
      this.ticks++;
    },
    send() {},
  };
}

test('an hour of ticks that are all late by 3 ms has as many as an hour should have', () => {
  const clock = new FakeClock();
  clock.latenessMs = 3;
  const ticker = new Ticker(undefined, clock);
  const one = member();
  ticker.add(one);
  clock.runTo(3_600_000);
  assert.ok(Math.abs(one.ticks - 108_000) <= 1, String(one.ticks));
});

test('a stop of 100 ms is made up for, a longer one up to five ticks, and the rest is told', () => {
  const clock = new FakeClock();
  const dropped: number[] = [];
  const ticker = new Ticker((ticks) => dropped.push(ticks), clock);
  const one = member();
  ticker.add(one);
  clock.runTo(10 * TICK_MS);
  const before = one.ticks;
  clock.nowMs += 3 * TICK_MS;
  clock.runTo(clock.nowMs);
  assert.is(one.ticks - before, 3);
  assert.equal(dropped, []);
  clock.nowMs += 20.5 * TICK_MS;
  clock.runTo(clock.nowMs);
  assert.is(one.ticks - before, 8);
  assert.is(dropped.length, 1);
  assert.ok(dropped[0] >= 15 && dropped[0] <= 16, String(dropped[0]));
  assert.is(ticker.droppedTotal, dropped[0]);
});

test('members are spread over the slots of a tick', () => {
  const clock = new FakeClock();
  const ticker = new Ticker(undefined, clock);
  const times: number[] = [];
  const members = Array.from({ length: 8 }, () => ({ tick: () => times.push(clock.nowMs), send() {} }));
  for (const each of members) ticker.add(each);
  clock.runTo(TICK_MS * 1.99);
  const firstTick = times.slice(0, 8).sort((a, b) => a - b);
  for (let index = 1; index < 8; index++) {
    assert.ok(Math.abs(firstTick[index] - firstTick[index - 1] - TICK_MS / 8) < 1e-6);
  }
});

test('without members there is no timer, and one who is there twice ticks once', () => {
  const clock = new FakeClock();
  const ticker = new Ticker(undefined, clock);
  const one = member();
  assert.is(clock.timer, null);
  ticker.add(one);
  ticker.add(one);
  clock.runTo(TICK_MS * 10);
  assert.ok(one.ticks <= 11);
  ticker.remove(one);
  clock.runTo(TICK_MS * 20);
  assert.is(clock.timer, null);
});

test('a member may leave within a tick', () => {
  const clock = new FakeClock();
  const ticker = new Ticker(undefined, clock);
  const one = {
    ticks: 0,
    tick: () => {
      one.ticks++;
      ticker.remove(one);
    },
    send() {},
  };
  ticker.add(one);
  clock.runTo(TICK_MS * 5);
  assert.is(one.ticks, 1);
});

test('a server that is slowed down makes half as many ticks', () => {
  const clock = new FakeClock();
  const ticker = new Ticker(() => {}, clock, 2 * TICK_MS);
  const slow = member();
  ticker.add(slow);
  clock.runTo(100 * TICK_MS);
  assert.ok(Math.abs(slow.ticks - 50) <= 1, String(slow.ticks));
});

test.run();
