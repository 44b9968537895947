// The fuzzer for as many tries as fit into a test, the same ones in each run. `npm run fuzz` goes on for longer, and at a whole server.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { feedMany } from '../scripts/fuzz/feed-many.js';
import { TARGETS } from '../scripts/fuzz/targets.js';

const TRIES = 2000;
const SEED = 20_261_121;

const { canary, ...targets } = TARGETS;

test('the fuzzer finds the fault of its canary, and finds it again by its seed', () => {
  const { find } = feedMany(canary, SEED, (tries) => tries < TRIES);
  assert.ok(find !== null && find.error instanceof RangeError);
  const again = feedMany(canary, find.seed, (tries) => tries < 1);
  assert.equal(again.find?.bytes, find.bytes);
});

for (const [name, target] of Object.entries(targets)) {
  test(`no octets of a stranger make ${name} stumble`, () => {
    const { tries, find } = feedMany(target, SEED, (count) => count < TRIES);
    assert.ok(find === null, `seed ${find?.seed}: ${find?.bytes.toString('base64')}: ${find?.error}`);
    assert.is(tries, TRIES);
  });
}

test.run();
