import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { TokenBucket } from '../../src/net/token-bucket.js';

test('a burst at once, then as many a second as the rate', () => {
  const bucket = new TokenBucket(10, 30);
  for (let index = 0; index < 30; index += 1) assert.ok(bucket.take(1, 1000));
  assert.not(bucket.take(1, 1000));
  assert.not(bucket.take(1, 1099));
  assert.ok(bucket.take(1, 1100));
  assert.not(bucket.take(1, 1100));
  assert.ok(bucket.take(10, 2100));
  assert.not(bucket.take(31, 1_000_000), 'never more than the burst');
  assert.ok(bucket.take(30, 1_000_000));
});

test('all or none: what was refused costs nothing', () => {
  const bucket = new TokenBucket(1, 5);
  assert.not(bucket.take(6, 0));
  assert.ok(bucket.take(5, 0));
  assert.ok(bucket.take(0, 0));
});

test('what was spent beyond what was there is owed, and paid back first', () => {
  const bucket = new TokenBucket(10, 30);
  assert.is(bucket.waitMs(0), 0);
  bucket.spend(50, 0);
  assert.is(bucket.waitMs(0), 2001);
  assert.not(bucket.take(1, 2000));
  assert.is(bucket.waitMs(2000), 1);
  assert.is(bucket.waitMs(2001), 0);
  assert.ok(bucket.take(1, 2100));
  assert.not(bucket.take(1, 2100));
});

test('a clock that steps back gives nothing, and does not stop the refill', () => {
  const bucket = new TokenBucket(1, 1);
  assert.ok(bucket.take(1, 10_000_000));
  assert.not(bucket.take(1, 0));
  assert.not(bucket.take(1, 999));
  assert.ok(bucket.take(1, 1000));
});

test('fractions of a millisecond are not counted twice', () => {
  const bucket = new TokenBucket(1, 1);
  assert.ok(bucket.take(1, 0.9));
  for (let ms = 1; ms < 1000; ms += 1) assert.not(bucket.take(1, ms + 0.9));
  assert.ok(bucket.take(1, 1000.1));
});

test('over any time no more is taken than burst + rate * time, and a patient taker gets all of it', () => {
  const times = fc.array(fc.nat(500), { maxLength: 200 });
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 50 }),
      fc.integer({ min: 1, max: 100 }),
      times,
      (rate, burst, steps) => {
        const bucket = new TokenBucket(rate, burst);
        let nowMs = 5_000;
        let taken = 0;
        for (const step of steps) {
          nowMs += step;
          while (bucket.take(1, nowMs)) taken += 1;
        }
        assert.ok(taken <= burst + (rate * (nowMs - 5_000)) / 1000);
        if (steps.length > 0) assert.ok(taken >= burst);
      },
    ),
  );
});

test('a rate or a burst that is no count is a mistake of the caller', () => {
  for (const bad of [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY]) {
    assert.throws(() => new TokenBucket(bad, 1), /integers/);
    assert.throws(() => new TokenBucket(1, bad), /integers/);
  }
});

test.run();
