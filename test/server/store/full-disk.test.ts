// A disk that is full: the game goes on, results wait in memory, it is said once, and they are written when there is room.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Store } from '../../../src/server/store/store.js';
import { StoreError } from '../../../src/server/store/store-options.js';
import { WAITING_MAX } from '../../../src/server/store/write-queue.js';
import { createFullLevel, NOW, register, result } from './played.js';

const TINY_DISK = fileURLToPath(new URL('./tiny-disk.js', import.meta.url));

interface Context {
  folder: string;
  lines: string[];
  isFull: boolean;
  /** Resolves when the store says something. */
  said: (what: RegExp) => Promise<void>;
}
const test = suite<Context>('server/store/full-disk');

test.before.each((context) => {
  context.folder = mkdtempSync(join(tmpdir(), 'tank-full-'));
  context.lines = [];
  context.isFull = false;
});
test.after.each(({ folder }) => rmSync(folder, { recursive: true, force: true }));

function open(context: Context, retryMs = 5): Promise<Store> {
  let wake = (): void => {};
  context.said = (what) =>
    new Promise<void>((resolve, reject) => {
      const bound = setTimeout(() => reject(new Error(`${what} was not said`)), 5000);
      wake = () => {
        if (!context.lines.some((line) => what.test(line))) return;
        clearTimeout(bound);
        resolve();
      };
      wake();
    });
  return Store.open(context.folder, {
    now: () => NOW,
    retryMs,
    createLevel: createFullLevel(() => context.isFull),
    probe: async () => {
      if (context.isFull) throw new Error('No space left on device');
    },
    log: (_kind, text) => {
      context.lines.push(text);
      wake();
    },
  });
}

test('results and accounts wait in memory, in their order, and are written when there is room', async (context) => {
  const store = await open(context);
  await register(store, 'Ada', 'Bob');
  await store.addResult('1', NOW, result(['Ada', 'Bob']));
  context.isFull = true;
  assert.is(await store.addResult('2', NOW, result(['Ada', 'Bob'])), false);
  assert.is(await store.addAccount({ nick: 'Cid', publicKey: 'C'.repeat(43), createdAt: NOW }), false);
  assert.is(await store.addResult('3', NOW, result(['Cid', 'Bob'])), false);
  // It plays on: who has just come is known, and what was written is still read.
  assert.is(store.account('cid')?.nick, 'Cid');
  assert.is((await store.readPage('free-for-all', null, 1)).rows.length, 2);
  assert.is((await store.readProfile('bob', null))?.totals.matches, 1);
  assert.is(context.lines.length, 1);
  assert.match(context.lines[0], /can't be written .*No space left.*The game goes on/);
  context.isFull = false;
  await context.said(/There is room again: 3 /);
  assert.is((await store.readProfile('bob', null))?.totals.matches, 3);
  assert.is(await store.addResult('4', NOW, result(['Ada', 'Cid'])), true);
  await store.close();
  const again = await open(context);
  assert.is((await again.readProfile('cid', 'ada'))?.against?.wins, 1);
  assert.is(context.lines.length, 2);
  await again.close();
});

test('what waits when the server ends is written if there is room, and is said to be lost if not', async (context) => {
  const store = await open(context, 1e6);
  await register(store, 'Ada', 'Bob');
  context.isFull = true;
  await store.addResult('1', NOW, result(['Ada', 'Bob']));
  context.isFull = false;
  await store.close();
  assert.match(context.lines.at(-1)!, /room again: 1 /);
  const again = await open(context, 1e6);
  assert.is((await again.readProfile('bob', null))?.totals.matches, 1);
  context.isFull = true;
  await again.addResult('2', NOW, result(['Ada', 'Bob']));
  await again.close();
  assert.match(context.lines.at(-1)!, /still no room: 1 results and accounts are lost/);
});

test('what waits in memory has a bound', async (context) => {
  const store = await open(context, 1e6);
  await register(store, 'Ada', 'Bob');
  context.isFull = true;
  const match = result(['Ada', 'Bob']);
  const waiting = await Promise.all(
    Array.from({ length: WAITING_MAX }, (_, number) => store.addResult(`${number}`, NOW, match)),
  );
  assert.ok(waiting.every((isKept) => !isKept));
  const error = await store.addResult('more', NOW, match).catch((reason: Error) => reason);
  assert.instance(error, StoreError);
  await store.close();
  assert.match(context.lines.at(-1)!, new RegExp(`no room: ${WAITING_MAX} results`));
});

test('a real disk that runs full loses nothing that was acknowledged, and takes the rest later', ({
  folder,
}) => {
  // A small file system of its own, in a namespace that ends with the command; where that is not allowed there is none.
  const { status, stdout, stderr } = spawnSync('unshare', ['-rm', process.execPath, TINY_DISK, folder], {
    encoding: 'utf8',
    timeout: 60_000,
  });
  if (status !== 0 && /unshare|mount/.test(stderr || 'unshare')) {
    console.log('skipped: nothing can be mounted here');
    return;
  }
  assert.is(status, 0, stderr);
  const { acknowledged, waited, found, lines } = JSON.parse(stdout);
  assert.ok(acknowledged > 0 && waited > 0, stdout);
  assert.is(found, acknowledged + waited, stdout);
  assert.match(lines.join('\n'), /can't be written.*There is room again/s);
});

test.run();
