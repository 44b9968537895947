import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Flash } from '../../../../src/client/views/battle/flash.js';

test('a flash is short', () => {
  const flash = new Flash();
  assert.not.ok(flash.isOn(Number.NEGATIVE_INFINITY, 0));
  assert.ok(flash.isOn(1000, 1000));
  assert.ok(flash.isOn(1000, 1100));
  assert.not.ok(flash.isOn(1000, 1200));
});

test('however often it is hit, it lights up at most 3 times in any second', () => {
  for (const gapMs of [7, 33, 100, 170, 333, 339, 341]) {
    const flash = new Flash();
    const litAtMs: number[] = [];
    let wasOn = false;
    for (let nowMs = 0; nowMs < 10_000; nowMs++) {
      const isOn = flash.isOn(nowMs - (nowMs % gapMs), nowMs);
      if (isOn && !wasOn) litAtMs.push(nowMs);
      wasOn = isOn;
    }
    for (let index = 3; index < litAtMs.length; index++)
      assert.ok(litAtMs[index] - litAtMs[index - 3] >= 1000, `every ${gapMs} ms`);
    assert.ok(litAtMs.length > 10);
  }
});

test.run();
