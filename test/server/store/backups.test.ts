// Backups: when they are made, which are kept over weeks, which one is taken, and what is said when there is nothing else or nothing at all.
import { cpSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { BACKUPS_KEPT, listBackups, writeBackup } from '../../../src/server/store/backups.js';
import { chain, JOURNAL_START, type JournalEnd } from '../../../src/server/store/journal.js';
import { writeJournal } from '../../../src/server/store/journal-file.js';
import { Store } from '../../../src/server/store/store.js';
import { NOW, register, result } from './played.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const YEAR_2031 = Date.UTC(2031, 0, 1);
const test = suite<{ folder: string; backups: string; lines: string[] }>('server/store/backups');

test.before.each((context) => {
  context.folder = mkdtempSync(join(tmpdir(), 'tank-backups-'));
  context.backups = join(context.folder, 'backups');
  context.lines = [];
});
test.after.each(({ folder }) => rmSync(folder, { recursive: true, force: true }));

function open({ folder, lines }: { folder: string; lines: string[] }, more = {}): Promise<Store> {
  lines.length = 0;
  return Store.open(folder, {
    now: () => NOW,
    backupEntries: 0,
    log: (_kind, text) => lines.push(text),
    ...more,
  });
}

/** A journal of so many matches, as a database tells of it. */
function journal(entries: number) {
  const lines = Array.from({ length: entries }, (_, index) =>
    JSON.stringify({ kind: 'match', id: `m${index + 1}`, endedAt: NOW, result: result(['Ada', 'Bob']) }),
  );
  const end = lines.reduce<JournalEnd>(chain, JOURNAL_START);
  return {
    end,
    async *lines() {
      yield* lines;
    },
  };
}

async function entriesOf(store: Store): Promise<number> {
  let entries = 0;
  for await (const _ of store.lines()) entries++;
  return entries;
}

test('over weeks the newest, one a day and one a week are kept, and no more, however fast entries come', async ({
  backups,
}) => {
  const bound = BACKUPS_KEPT.newest + BACKUPS_KEPT.days + BACKUPS_KEPT.weeks;
  let entries = 0;
  for (let hour = 0; hour < 45 * 24; hour += 8) {
    // Each tenth day somebody makes as many as they can.
    const rounds = Math.floor(hour / 24) % 10 === 9 ? 12 : 1;
    for (let round = 0; round < rounds; round++)
      await writeBackup(backups, journal(++entries), NOW + hour * HOUR_MS + round);
    assert.ok((await listBackups(backups)).length <= bound);
  }
  const last = NOW + 45 * DAY_MS;
  const kept = await listBackups(backups);
  assert.equal(
    kept.slice(0, 3).map((backup) => backup.entries),
    [entries, entries - 1, entries - 2],
  );
  const days = kept.map(({ atMs }) => Math.floor((last - atMs) / DAY_MS));
  for (let day = 0; day < BACKUPS_KEPT.days - 1; day++)
    assert.ok(days.includes(day), `day ${day} of ${days}`);
  assert.ok(Math.max(...days) >= 7 * (BACKUPS_KEPT.weeks - 2), `${days}`);
});

test('a journal that grows fast is copied when it has grown by a share, not each so many entries', async (context) => {
  const { folder, backups } = context;
  const made = new Set<string>();
  const store = await open(context, { backupEntries: 5 });
  for (let number = 1; number <= 200; number++) {
    await register(store, `P${number}`);
    for (const name of readdirSync(folder).includes('backups') ? readdirSync(backups) : [])
      if (name.endsWith('.jsonl')) made.add(name);
  }
  await store.close();
  // Each 5 up to 50, then each tenth part: about log(200 / 50) / log(1.1) more, where 40 would be one each 5.
  assert.ok(made.size >= 15 && made.size <= 28, `${made.size}`);
});

test('of backups that a wrong clock has stamped with 2031 the one with the most entries is taken', async (context) => {
  const { backups } = context;
  await writeBackup(backups, journal(7), YEAR_2031);
  await writeBackup(backups, journal(37), NOW);
  assert.is((await listBackups(backups)).length, 2);
  const store = await open(context);
  assert.is(await entriesOf(store), 37);
  assert.match(store.health.restored!, /not in .*store any more.*37 entries .* are back.*None is lost/);
  await store.close();
});

test('a clock that ran ahead does not make later backups the first to go', async ({ backups }) => {
  for (let entries = 1; entries <= 5; entries++)
    await writeBackup(backups, journal(entries), YEAR_2031 + entries);
  for (let entries = 6; entries <= 30; entries++) await writeBackup(backups, journal(entries), NOW + entries);
  assert.equal(
    (await listBackups(backups)).map(({ entries }) => entries),
    [30, 29, 28, 5],
  );
});

test('a backup with more entries that are those of another server is taken only where there is no other', async (context) => {
  const store = await open(context);
  await register(store, 'Ada', 'Bob');
  await store.close();
  await (await open(context, { backupEntries: 1 })).close();
  await writeJournal(join(context.backups, '20260101T000000000Z-40.jsonl'), journal(40).lines());
  rmSync(join(context.folder, 'store'), { recursive: true });
  const back = await open(context);
  assert.is(await entriesOf(back), 2);
  assert.match(context.lines.join('\n'), /-40\.jsonl does not lead to the entries that were here last/);
  await back.close();
  // It is out of the count: what is written from now on is the newest.
  assert.equal(
    (await listBackups(context.backups)).map(({ entries }) => entries),
    [2],
  );
  assert.ok(readdirSync(context.backups).some((name) => name.endsWith('-40.jsonl.set-aside')));
});

test('a store that is gone from beside its backups comes back, loudly, even without its mark', async (context) => {
  const { folder } = context;
  const store = await open(context, { backupEntries: 1 });
  await register(store, 'Ada', 'Bob', 'Cid');
  await store.close();
  await (await open(context, { backupEntries: 1 })).close();
  for (const name of ['store', 'store.mark']) rmSync(join(folder, name), { recursive: true });
  const back = await open(context);
  assert.is(back.account('ada')?.nick, 'Ada');
  assert.match(context.lines.join('\n'), /The store is damaged: it is not in .*store any more\./);
  assert.match(context.lines.join('\n'), /3 entries .* are back: 3 from .*None is lost/);
  assert.not.match(context.lines.join('\n'), /is set aside/);
  await back.close();
  const again = await open(context);
  assert.equal([context.lines, again.health.restored], [[], null]);
  await again.close();
  // An emptied folder is no new store either.
  rmSync(join(folder, 'store'), { recursive: true });
  mkdirSync(join(folder, 'store'));
  rmSync(join(folder, 'store.mark'));
  const third = await open(context);
  assert.match(third.health.restored!, /3 entries/);
  await third.close();
});

test('without a backup the operator is told that all is lost, and what there is to do', async (context) => {
  const store = await open(context);
  await register(store, 'Ada', 'Bob');
  await store.close();
  renameSync(join(context.folder, 'store'), join(context.folder, 'moved'));
  const empty = await open(context);
  assert.match(context.lines.join('\n'), /there is no good backup.*Lost at the end: 2/);
  assert.match(context.lines.join('\n'), /begins with nobody known to it.*import it/);
  assert.match(empty.health.restored!, /Lost at the end: 2/);
  await empty.close();
  // Put back, it is there again.
  rmSync(join(context.folder, 'store'), { recursive: true });
  cpSync(join(context.folder, 'moved'), join(context.folder, 'store'), { recursive: true });
  const whole = await open(context);
  assert.is(await entriesOf(whole), 2);
  await whole.close();
});

test('a new store is empty, and there is nothing to tell', async (context) => {
  const store = await open(context);
  assert.equal([context.lines, store.health.restored], [[], null]);
  await store.close();
});

test.run();
