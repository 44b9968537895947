// A damaged store: every byte that is not what was written is found when it is opened, the store is set aside, and comes
// back from the newest good backup and from what is left behind it.
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Store } from '../../../src/server/store/store.js';
import { NOW, register, result } from './played.js';

const MATCHES = 12;
const ROUNDS = 12;
const seed = Number(process.env.SEED ?? Date.now() % 1e9);
const test = suite<{ folder: string; lines: string[] }>('server/store/damage');

/** Numbers from a seed, 0 to 1 (not 1). */
function createDraw(state: number): () => number {
  let value = state >>> 0;
  return () => {
    value = (Math.imul(value, 1664525) + 1013904223) >>> 0;
    return value / 2 ** 32;
  };
}

async function open(context: { folder: string; lines: string[] }): Promise<Store> {
  context.lines = [];
  return Store.open(context.folder, {
    now: () => NOW,
    log: (_kind, text) => context.lines.push(text),
    backupEntries: 0,
  });
}

/** Numbers of the matches in a store. */
async function matchesOf(store: Store): Promise<number[]> {
  const numbers: number[] = [];
  for await (const line of store.lines()) {
    const number = /"id":"m(\d+)"/.exec(line)?.[1];
    if (number !== undefined) numbers.push(Number(number));
  }
  return numbers;
}

/** A store of two people; in its backups stands what the first few matches made. */
async function fill(folder: string, matchesInBackup: number): Promise<void> {
  const open = (backupEntries: number): Promise<Store> =>
    Store.open(folder, { now: () => NOW, backupEntries });
  let store = await open(0);
  await register(store, 'Ada', 'Bob');
  for (let number = 1; number <= MATCHES; number++) {
    await store.addResult(`m${number}`, NOW, result(['Ada', 'Bob']));
    if (number !== matchesInBackup) continue;
    await store.close();
    await (await open(1)).close();
    store = await open(0);
  }
  await store.close();
}

const filesOf = (folder: string, ending: RegExp): string[] =>
  readdirSync(join(folder, 'store'))
    .filter((name) => ending.test(name))
    .map((name) => join(folder, 'store', name));

function flip(path: string, offset: number, bits: number): void {
  const octets = readFileSync(path);
  octets[offset] ^= bits;
  writeFileSync(path, octets);
}

test.before.each((context) => {
  context.folder = mkdtempSync(join(tmpdir(), 'tank-damage-'));
});
test.after.each(({ folder }) => rmSync(folder, { recursive: true, force: true }));

for (const [files, foundMin] of [
  [/\.log$/, 5],
  [/\.ldb$/, 5],
  [/^(MANIFEST-\d+|CURRENT)$/, 1],
] as const) {
  test(`a flipped byte in a file like ${files.source} is found`, async (context) => {
    const whole = join(context.folder, 'whole');
    await fill(whole, 5);
    const draw = createDraw(seed);
    let found = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const folder = join(context.folder, `round-${round}`);
      cpSync(whole, folder, { recursive: true });
      const paths = filesOf(folder, files);
      const file = paths[Math.floor(draw() * paths.length)];
      const offset = Math.floor(draw() * readFileSync(file).length);
      flip(file, offset, 1 << Math.floor(draw() * 8));
      const lines: string[] = [];
      const store = await Store.open(folder, {
        now: () => NOW,
        log: (_kind, text) => lines.push(text),
        backupEntries: 0,
      });
      const matches = await matchesOf(store);
      const said = `seed ${seed}, round ${round}, ${file} at ${offset}: ${lines.join(' | ')}`;
      assert.equal(
        matches,
        matches.map((_, index) => index + 1),
        said,
      );
      assert.is((await store.readProfile('bob', null))?.totals.matches, matches.length, said);
      assert.ok(matches.length >= 5, said);
      if (lines.length > 0) {
        found++;
        assert.ok(
          readdirSync(folder).some((name) => name.startsWith('store.damaged-')),
          said,
        );
        const lost = MATCHES - matches.length;
        assert.match(
          lines.join('\n'),
          lost === 0 ? /None is lost/ : new RegExp(`Lost at the end: ${lost}\\.`),
          said,
        );
      } else {
        // Some bytes mean nothing, such as those that fill up a block; then nothing may be lost.
        assert.is(matches.length, MATCHES, said);
      }
      await store.close();
    }
    assert.ok(found >= foundMin, `seed ${seed}: only ${found} of ${ROUNDS} were found`);
  });
}

test('entries behind the backup that still follow the chain are saved', async (context) => {
  await fill(context.folder, 5);
  // A record that was never written: the journal itself is whole.
  const { ClassicLevel } = await import('classic-level');
  const level = new ClassicLevel(join(context.folder, 'store'));
  await level.del('total:bob');
  await level.close();
  const store = await open(context);
  assert.is((await matchesOf(store)).length, MATCHES);
  assert.match(context.lines.join('\n'), /7 from .*backups.*, 7 from the damaged store\. None is lost/);
  assert.is((await store.readProfile('bob', null))?.totals.matches, MATCHES);
  await store.close();
  await (await open(context)).close();
  assert.equal(context.lines, []);
});

test('a file of the database that is gone, or is none, is found', async (context) => {
  await fill(context.folder, 5);
  await (await open(context)).close();
  const spoil: ((file: string) => void)[] = [
    (file) => rmSync(file),
    // Its last octet belongs to the number by which LevelDB knows its own files.
    (file) => flip(file, readFileSync(file).length - 1, 255),
  ];
  for (const act of spoil) {
    for (const file of filesOf(context.folder, /\.ldb$/)) act(file);
    const store = await open(context);
    assert.match(context.lines.join('\n'), /The store is damaged: /);
    assert.is((await matchesOf(store)).length, 5);
    await store.close();
    await (await open(context)).close();
    assert.equal(context.lines, []);
  }
});

test('a store that has lost its end is found, since the mark knows how far it came', async (context) => {
  await fill(context.folder, 5);
  cpSync(join(context.folder, 'store'), join(context.folder, 'older'), { recursive: true });
  const store = await open(context);
  await store.addResult('late', NOW, result(['Bob', 'Ada']));
  await store.close();
  rmSync(join(context.folder, 'store'), { recursive: true });
  cpSync(join(context.folder, 'older'), join(context.folder, 'store'), { recursive: true });
  const back = await open(context);
  assert.match(context.lines.join('\n'), /1 entries are gone.*Lost at the end: 1/s);
  assert.is((await matchesOf(back)).length, MATCHES);
  await back.close();
});

test('without the newest backup the one before it helps, and without a store the backup alone', async (context) => {
  await fill(context.folder, 5);
  await (await Store.open(context.folder, { now: () => NOW + 1 })).close();
  const backups = readdirSync(join(context.folder, 'backups')).sort();
  assert.is(backups.length, 2);
  flip(join(context.folder, 'backups', backups[1]), 200, 1);
  rmSync(join(context.folder, 'store'), { recursive: true });
  const store = await open(context);
  assert.match(context.lines.join('\n'), /A backup is no help: .*Lost at the end: 7/s);
  assert.is((await matchesOf(store)).length, 5);
  await store.close();
});

test('a restore that was interrupted is done again', async (context) => {
  await fill(context.folder, 5);
  cpSync(join(context.folder, 'store'), join(context.folder, 'store.next'), { recursive: true });
  const store = await open(context);
  assert.not.ok(existsSync(join(context.folder, 'store.next')));
  await store.close();
  // The old one had been moved away already, so the next one is whole.
  cpSync(join(context.folder, 'store'), join(context.folder, 'store.next'), { recursive: true });
  rmSync(join(context.folder, 'store'), { recursive: true });
  const next = await open(context);
  assert.is((await matchesOf(next)).length, MATCHES);
  assert.equal(context.lines, []);
  await next.close();
});

test.run();
