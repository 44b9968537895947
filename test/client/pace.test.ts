import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ARRIVED_ANSWER, Pace } from '../../src/client/pace.js';
import { FakeTimers } from './fake-timers.js';

function setUp() {
  const timers = new FakeTimers();
  let opened = 0;
  const pace = new Pace(() => opened++, timers);
  return { timers, pace, opened: () => opened };
}

/** A line that carries so many bytes a second: frames of a size are sent whenever they may be, 60 a second at most.
 *  @returns the longest time that one took to arrive, with its answer, in ms; and how many did */
async function play(bytesPerSecond: number, roundTripMs: number, frameBytes: number, seconds: number) {
  const { timers, pace } = setUp();
  let freeAtMs = 0;
  let longestMs = 0;
  let arrived = 0;
  const send = (bytes: number): void => {
    const sentMs = timers.now();
    freeAtMs = Math.max(freeAtMs, sentMs) + (bytes * 1000) / bytesPerSecond;
    pace.sent(bytes);
    timers.set(
      () => {
        longestMs = Math.max(longestMs, timers.now() - sentMs);
        arrived++;
        pace.answered();
      },
      freeAtMs - sentMs + roundTripMs,
    );
  };
  send(0);
  for (let frame = 0; frame < seconds * 60; frame++) {
    if (pace.isOpen) send(frameBytes);
    await timers.advance(1000 / 60);
  }
  pace.close();
  return { longestMs, arrived };
}

test('on a slow line far away no frame waits behind more than a few others', async () => {
  const { longestMs, arrived } = await play(10_000, 200, 500, 10);
  assert.ok(longestMs < 500, `${longestMs} ms`);
  assert.ok(arrived > 40, `${arrived} frames`);
});

test('on a quick line far away frames do not wait for each answer', async () => {
  const { arrived } = await play(10_000_000, 200, 500, 10);
  assert.ok(arrived > 500, `${arrived} frames of 600`);
});

test('no frame is sent while an answer is out that was late', async () => {
  const { pace, timers, opened } = setUp();
  pace.sent(0);
  await timers.advance(200);
  pace.answered();
  pace.sent(5000);
  assert.not.ok(pace.isOpen);
  await timers.advance(700);
  pace.answered();
  assert.ok(pace.isOpen);
  pace.sent(100);
  assert.not.ok(pace.isOpen);
  assert.is(opened(), 2);
  pace.close();
});

test('a terminal that never answers is sent frames after a second as before', async () => {
  const { pace, timers, opened } = setUp();
  pace.sent(0);
  pace.sent(5000);
  assert.not.ok(pace.isOpen);
  await timers.advance(1000);
  assert.ok(pace.isOpen);
  assert.is(opened(), 1);
  pace.sent(5000);
  assert.ok(pace.isOpen);
  assert.is(pace.expected, 0);
  pace.close();
});

test('an answer that is lost holds the picture for ten seconds and no longer', async () => {
  const { pace, timers } = setUp();
  pace.sent(0);
  pace.answered();
  pace.sent(70_000);
  await timers.advance(9_999);
  assert.not.ok(pace.isOpen);
  await timers.advance(1);
  assert.ok(pace.isOpen);
});

test('answers as terminals give them', () => {
  for (const answer of [
    '\x1b[?62;c',
    '\x1b[?62;4;22c',
    '\x1b[?1;2c',
    '\x1b[?6c',
    '\x1b[?64;1;2;6;9;15;16;17;18;21;22;28c',
  ])
    assert.ok(ARRIVED_ANSWER.test(answer), JSON.stringify(answer));
  assert.not.ok(ARRIVED_ANSWER.test('\x1b[?2026;2$y'));
});

test.run();
