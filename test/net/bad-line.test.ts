// A bad line: order, delay, rate, stalls, and a stream through it.
import { once } from 'node:events';
import { Duplex, duplexPair } from 'node:stream';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { BadLine, LaggedStream } from '../../src/net/bad-line.js';

test('what goes in comes out in order, within delay and jitter, and the same for a seed', () => {
  const run = (seed: number): number[] => {
    const line = new BadLine<number>({ delayMs: 50, jitterMs: 40 }, { random: seed });
    const times: number[] = [];
    for (let item = 0; item < 200; item++) line.push(item, item * 10);
    let expected = 0;
    for (let nowMs = 0; expected < 200; nowMs++) {
      for (const item of line.arrived(nowMs)) {
        assert.is(item, expected++);
        assert.ok(nowMs >= item * 10 + 10, `item ${item} at ${nowMs}`);
        times.push(nowMs - item * 10);
      }
    }
    return times;
  };
  const times = run(3);
  assert.ok(Math.max(...times) <= 90 + 80, String(Math.max(...times)));
  assert.equal(run(3), times);
  assert.not.equal(run(4), times);
});

test('a rate lets no more through than it says', () => {
  const line = new BadLine<number>({ delayMs: 0, jitterMs: 0, bytesPerSecond: 1000 }, { random: 1 });
  for (let item = 0; item < 10; item++) line.push(item, 0, 100);
  assert.is([...line.arrived(500)].length, 5);
  assert.is([...line.arrived(1000)].length, 5);
  assert.is(line.nextMs, Number.POSITIVE_INFINITY);
});

test('in a stall nothing comes, and after it everything at once', () => {
  const line = new BadLine<number>({ delayMs: 10, jitterMs: 0 }, { random: 1 });
  line.stallUntil(400);
  for (let item = 0; item < 10; item++) line.push(item, item * 30);
  assert.equal([...line.arrived(399)], []);
  assert.is([...line.arrived(400)].length, 10);
  const other = new BadLine<number>(
    { delayMs: 0, jitterMs: 0, stallEveryMs: 100, stallMs: 300 },
    { random: 2 },
  );
  let latestMs = 0;
  for (let nowMs = 0; nowMs < 1000; nowMs += 10) {
    other.push(nowMs, nowMs);
    latestMs = Math.max(latestMs, other.nextMs - nowMs);
    [...other.arrived(nowMs)];
  }
  assert.ok(latestMs >= 250 && latestMs <= 300, String(latestMs));
});

test('a stream through it brings the same octets, and its end, in both directions', async () => {
  const [far, near] = duplexPair();
  const lagged = new LaggedStream(near, { delayMs: 5, jitterMs: 4 }, 1);
  const heard = { far: '', near: '' };
  far.on('data', (chunk) => {
    heard.far += chunk;
  });
  lagged.on('data', (chunk) => {
    heard.near += chunk;
  });
  for (let item = 0; item < 50; item++) {
    far.write(`down ${item},`);
    lagged.write(`up ${item},`);
  }
  lagged.end();
  await once(far, 'end');
  far.end();
  await once(lagged, 'end');
  const all = (word: string): string => Array.from({ length: 50 }, (_, item) => `${word} ${item},`).join('');
  assert.is(heard.far, all('up'));
  assert.is(heard.near, all('down'));
});

test('a stream that breaks breaks it, and the other way round', async () => {
  const inner = new Duplex({ read() {} });
  const lagged = new LaggedStream(inner, { delayMs: 5, jitterMs: 0 }, 1);
  const failed = once(lagged, 'error');
  inner.destroy(new Error('cut'));
  assert.is((await failed)[0].message, 'cut');
  const other = new Duplex({ read() {} });
  new LaggedStream(other, { delayMs: 5, jitterMs: 0 }, 1).destroy();
  await once(other, 'close');
});

test.run();
