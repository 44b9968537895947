// kill -9, with a disk that forgets what was not synced: nothing that was acknowledged is lost, nothing counts twice. The same
// under a store that never syncs has to lose, or this test could not fail. `npm run bench -- store` does 200 of these.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { runKillCycles } from './kill-cycles.js';

const test = suite<{ folder: string }>('server/store/kill');

test.before.each((context) => {
  // In memory where there is such a place: what a kill leaves is the same, and a write takes less time.
  context.folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'tank-kill-'));
});
test.after.each(({ folder }) => rmSync(folder, { recursive: true, force: true }));

test('what was acknowledged outlives 4 kills, and counts once', async ({ folder }) => {
  const { acknowledged, ...found } = await runKillCycles(folder, 4, 'synced', Math.random);
  assert.ok(acknowledged >= 4, `${acknowledged}`);
  assert.equal(found, { lost: 0, countedTwice: 0, damaged: 0 });
});

test('without sync it is lost, and the store says so', async ({ folder }) => {
  const { acknowledged, lost, damaged } = await runKillCycles(folder, 1, 'unsynced', Math.random);
  assert.ok(acknowledged > 0 && lost > 0, `${lost} of ${acknowledged}`);
  assert.is(damaged, 1);
});

test.run();
