// The store: what went in is there when it is opened again, counts once, moves to another store and back by a file, and a
// folder that can't be used says why.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { nickKey } from '../../../src/protocol/nick.js';
import { JournalFileError, writeJournal } from '../../../src/server/store/journal-file.js';
import { Store } from '../../../src/server/store/store.js';
import { StoreError } from '../../../src/server/store/store-options.js';
import { NOW, register, result } from './played.js';

const OPTIONS = { now: () => NOW };
const test = suite<{ folder: string }>('server/store/store');

test.before.each((context) => {
  context.folder = mkdtempSync(join(tmpdir(), 'tank-store-'));
});
test.after.each(({ folder }) => rmSync(folder, { recursive: true, force: true }));

/** What an attempt ends with. */
function errorOf(attempt: Promise<unknown>): Promise<Error> {
  return attempt.then(
    () => new Error('no error'),
    (error: Error) => error,
  );
}

async function tableOf(store: Store): Promise<unknown[]> {
  const { rows } = await store.readPage('free-for-all', null, 1);
  return rows;
}

test('accounts, results and ratings are there when it is opened again', async ({ folder }) => {
  const store = await Store.open(folder, OPTIONS);
  await register(store, 'Ada', 'Bob');
  assert.is(await store.addResult('1', NOW, result(['Ada', 'Bob'])), true);
  const table = await tableOf(store);
  assert.is(table.length, 2);
  await store.close();
  const again = await Store.open(folder, OPTIONS);
  assert.is(again.account('ada')?.nick, 'Ada');
  assert.is(again.account('nobody'), null);
  assert.equal(await tableOf(again), table);
  await again.close();
});

test('a match that is told again counts once, at the same time or later', async ({ folder }) => {
  const store = await Store.open(folder, OPTIONS);
  await register(store, 'Ada', 'Bob');
  const tell = (): Promise<boolean> => store.addResult('1', NOW, result(['Ada', 'Bob']));
  assert.equal(await Promise.all([tell(), tell()]), [true, true]);
  await store.close();
  const again = await Store.open(folder, OPTIONS);
  await again.addResult('1', NOW, result(['Bob', 'Ada']));
  const ada = await again.readProfile('ada', 'bob');
  assert.is(ada?.totals.matches, 1);
  assert.equal(ada?.against, { wins: 0, losses: 1, draws: 0 });
  await again.close();
});

test('an export brings the same store into an empty folder, and into one that has it nothing new', async ({
  folder,
}) => {
  const store = await Store.open(folder, OPTIONS);
  await register(store, 'Ada', 'Bob', 'Cid');
  for (let number = 0; number < 30; number++)
    await store.addResult(
      `m${number}`,
      NOW,
      result(number % 3 === 0 ? ['Ada', 'Bob'] : ['Bob', 'Cid', 'Ada']),
    );
  const table = await tableOf(store);
  const file = join(folder, 'all.jsonl');
  await writeJournal(file, store.lines());
  await store.close();
  const other = join(folder, 'other');
  assert.equal(await (await Store.open(other, OPTIONS)).importFile(file), {
    account: 3,
    rename: 0,
    forget: 0,
    match: 30,
    role: 0,
    sanction: 0,
  });
  const moved = await Store.open(other, OPTIONS);
  assert.equal(await tableOf(moved), table);
  await writeJournal(join(folder, 'again.jsonl'), moved.lines());
  assert.is(readFileSync(join(folder, 'again.jsonl'), 'utf8'), readFileSync(file, 'utf8'));
  assert.equal(await moved.importFile(file), {
    account: 0,
    rename: 0,
    forget: 0,
    match: 0,
    role: 0,
    sanction: 0,
  });
  assert.ok(readdirSync(other).some((name) => name.startsWith('store.before-import-')));
});

test('a file that is damaged, cut off, of another version or about others is refused, and changes nothing', async ({
  folder,
}) => {
  const store = await Store.open(folder, OPTIONS);
  await register(store, 'Ada', 'Bob');
  await store.addResult('1', NOW, result(['Ada', 'Bob']));
  const good = join(folder, 'good.jsonl');
  await writeJournal(good, store.lines());
  const text = readFileSync(good, 'utf8');
  const bad = join(folder, 'bad.jsonl');
  const reasons: [string, RegExp][] = [
    [text.replace('"kills":3', '"kills":4'), /damaged or was cut off/],
    [text.split('\n').slice(0, -2).join('\n'), /damaged or was cut off/],
    [text.replace('"kills":3', '"kills":"3"'), /damaged in line 4/],
    [text.replace('"version":1', '"version":2'), /version 2; this tank-server reads version 1/],
    ['hello\n', /no export/],
    ['', /is empty/],
  ];
  for (const [content, reason] of reasons) {
    writeFileSync(bad, content);
    const error = await errorOf(store.importFile(bad));
    assert.instance(error, JournalFileError);
    assert.match(error.message, reason);
  }
  assert.is((await tableOf(store)).length, 2);
  await store.close();
  // Journals whose hashes are right, told of somebody who could not have registered.
  for (const nick of ['Ada\x1b]0;x\x07', '=cmd', 'Ad\u202ea', 'Adа']) {
    const doctored = await Store.open(join(folder, `doctored-${nick.length}`), OPTIONS);
    await doctored.addAccount({ nick, publicKey: 'D'.repeat(43), createdAt: 1 });
    await writeJournal(bad, doctored.lines());
    await doctored.close();
    const other = await Store.open(join(folder, `other-${nick.length}`), OPTIONS);
    assert.match((await errorOf(other.importFile(bad))).message, /can't be a nick; nothing was imported/);
    assert.is(other.account(nickKey(nick)), null);
    await other.close();
  }
  const stranger = await Store.open(join(folder, 'stranger'), OPTIONS);
  await stranger.addAccount({ nick: 'ADA', publicKey: 'S'.repeat(43), createdAt: 1 });
  assert.match((await errorOf(stranger.importFile(good))).message, /nick Ada belongs to somebody else/);
  assert.is(stranger.account('bob'), null);
  assert.is(stranger.account('ada')?.nick, 'ADA');
  await stranger.close();
});

test('backups are made at the start and after a number of entries, and of one day the newest few are kept', async ({
  folder,
}) => {
  let now = NOW;
  const options = { now: () => now++, backupEntries: 2 };
  const backups = (): number[] =>
    existsSync(join(folder, 'backups'))
      ? readdirSync(join(folder, 'backups'))
          .sort()
          .map((name) => Number(/-(\d+)\.jsonl$/.exec(name)?.[1]))
      : [];
  const store = await Store.open(folder, options);
  assert.equal(backups(), []);
  for (const nick of 'Ada Bob Cid Dan Eve'.split(' ')) await register(store, nick);
  await store.close();
  assert.equal(backups(), [2, 4]);
  await (await Store.open(folder, options)).close();
  await (await Store.open(folder, options)).close();
  assert.equal(backups(), [2, 4, 5]);
  const last = await Store.open(folder, options);
  for (const nick of 'Fay Gus Hal Ida Jon Kim'.split(' ')) await register(last, nick);
  await last.close();
  assert.equal(backups(), [7, 9, 11]);
});

test('a folder that another server uses, or that is none, is told with what to do', async ({ folder }) => {
  const store = await Store.open(folder, OPTIONS);
  const locked = await errorOf(Store.open(folder));
  assert.instance(locked, StoreError);
  assert.match(locked.message, /another tank-server uses .*--data/);
  await store.close();
  writeFileSync(join(folder, 'file'), '');
  const impossible = await errorOf(Store.open(join(folder, 'file', 'data')));
  assert.instance(impossible, StoreError);
  assert.match(impossible.message, /can't use the data folder .*--data/);
});

test.run();
