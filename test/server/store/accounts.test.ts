// Another nick: all that is kept goes along, whoever takes the nick before begins with nothing, and a journal tells the same story again.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { nickKey } from '../../../src/protocol/nick.js';
import { accountId } from '../../../src/server/store/accounts.js';
import { JournalFileError, writeJournal } from '../../../src/server/store/journal-file.js';
import { CHAMPION_MATCHES_MIN } from '../../../src/server/store/records.js';
import { Store } from '../../../src/server/store/store.js';
import { createFullLevel, NOW, register, result, standing } from './played.js';

const OPTIONS = { now: () => NOW, backupEntries: 0 };
const test = suite<{ folder: string; store: Store }>('server/store/accounts');

test.before.each(async (context) => {
  context.folder = mkdtempSync(join(tmpdir(), 'tank-accounts-'));
  context.store = await Store.open(join(context.folder, 'first'), OPTIONS);
  await register(context.store, 'Ada', 'Bob');
});
test.after.each(async ({ folder, store }) => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

let matches = 0;
async function beat(store: Store, winner: string, loser: string, times = 1): Promise<void> {
  for (let time = 0; time < times; time++)
    await store.addResult(`m${++matches}`, NOW, result([winner, loser]));
}

/** What everybody may ask about somebody. */
async function known(store: Store, nick: string): Promise<unknown> {
  const profile = await store.readProfile(nickKey(nick), null);
  if (profile === null) return null;
  const { rows } = await store.readPage('free-for-all', null, 1);
  const row = rows.find((each) => each.nick === nick);
  return { ...profile, nick: '', row: { ...row, nick: '' }, champion: store.isChampion(nick) };
}

test('results, rating, place in the table and the CHAMPION go along', async ({ store, folder }) => {
  await beat(store, 'Ada', 'Bob', CHAMPION_MATCHES_MIN);
  const before = await known(store, 'Ada');
  assert.is(store.isChampion('Ada'), true);
  assert.is(await store.renameAccount('ada', 'Bea'), true);
  assert.equal(await known(store, 'Bea'), before);
  assert.equal([store.account('ada'), store.isChampion('Ada')], [null, false]);
  assert.equal((await store.readProfile('bea', 'bob'))?.against, { wins: 0, losses: 10, draws: 0 });
  await store.close();
  const again = await Store.open(join(folder, 'first'), OPTIONS);
  assert.equal(await known(again, 'Bea'), before);
  await beat(again, 'Bea', 'Bob');
  assert.is((await again.readProfile('bea', null))?.totals.matches, CHAMPION_MATCHES_MIN + 1);
  await again.close();
});

test('whoever takes the nick before begins with nothing, and so does the next one', async ({ store }) => {
  await beat(store, 'Ada', 'Bob', 2);
  await store.renameAccount('ada', 'Bea');
  for (const [count, next] of ['Cleo', 'Dora'].entries()) {
    await store.addAccount({ nick: 'Ada', publicKey: String(count).padEnd(43, 'x'), createdAt: NOW });
    assert.is((await store.readProfile('ada', null))?.totals.matches, 0);
    await beat(store, 'Ada', 'Bob');
    assert.is((await store.readProfile('ada', null))?.totals.matches, 1);
    await store.renameAccount('ada', next);
  }
  const played = async (nick: string) => (await store.readProfile(nickKey(nick), null))?.totals.matches;
  assert.equal(await Promise.all(['Bea', 'Cleo', 'Dora', 'Bob'].map(played)), [2, 1, 1, 4]);
  const { rows } = await store.readPage('free-for-all', null, 1);
  assert.equal(rows.map(({ nick }) => nick).sort(), ['Bea', 'Bob', 'Cleo', 'Dora']);
});

test('a match that was left under the nick before counts for who left it, and for nobody else', async ({
  store,
}) => {
  const account = accountId(store.account('ada')!);
  await store.renameAccount('ada', 'Bea');
  await store.addAccount({ nick: 'Ada', publicKey: 'x'.repeat(43), createdAt: NOW });
  const left = [standing('Bob', 1), standing('Ada', 2, { account })];
  await store.addResult('left', NOW, result(left));
  assert.is((await store.readProfile('bea', null))?.totals.matches, 1);
  assert.is((await store.readProfile('ada', null))?.totals.matches, 0);
});

test('there and back, and another spelling, is the same account', async ({ store }) => {
  await beat(store, 'Ada', 'Bob');
  for (const [from, to] of [
    ['ada', 'ADA'],
    ['ada', 'Bea'],
    ['bea', 'Ada'],
  ])
    await store.renameAccount(from, to);
  assert.is(store.account('ada')?.nick, 'Ada');
  assert.is((await store.readProfile('ada', null))?.totals.matches, 1);
});

test('roles and bans are of the key, and stay', async ({ store }) => {
  const { publicKey } = store.account('ada')!;
  await store.addOrder({ kind: 'role', by: '', identity: publicKey, nick: 'Ada', role: 'admin' });
  await store.renameAccount('ada', 'Bea');
  assert.is(store.order.role(store.account('bea')!.publicKey), 'admin');
});

test('while the disk is full the nicks are as they will be, and nobody gets one twice', async ({
  folder,
}) => {
  let isFull = false;
  const store = await Store.open(join(folder, 'full'), {
    ...OPTIONS,
    createLevel: createFullLevel(() => isFull),
    retryMs: 1_000_000,
  });
  await register(store, 'Ada', 'Bob');
  await beat(store, 'Ada', 'Bob');
  isFull = true;
  assert.is(await store.renameAccount('ada', 'Bea'), false);
  assert.equal([store.account('ada'), store.account('bea')?.nick], [null, 'Bea']);
  await store.addAccount({ nick: 'Ada', publicKey: 'x'.repeat(43), createdAt: NOW });
  assert.is((await store.readProfile('ada', null))?.totals.matches, 0);
  isFull = false;
  await store.close();
  const again = await Store.open(join(folder, 'full'), OPTIONS);
  const played = async (nick: string) => (await again.readProfile(nick, null))?.totals.matches;
  assert.equal([await played('bea'), await played('ada')], [1, 0]);
  await again.close();
});

test('an export tells it all again, into an empty folder, and nothing new where it is known', async ({
  store,
  folder,
}) => {
  const early = join(folder, 'early.jsonl');
  await beat(store, 'Ada', 'Bob', 2);
  await writeJournal(early, store.lines());
  await store.renameAccount('ada', 'Bea');
  await store.addAccount({ nick: 'Ada', publicKey: 'x'.repeat(43), createdAt: NOW });
  await beat(store, 'Ada', 'Bea');
  const late = join(folder, 'late.jsonl');
  await writeJournal(late, store.lines());
  const table = (await store.readPage('free-for-all', null, 1)).rows;
  for (const [name, files] of [
    ['empty', [late, late, early]],
    ['behind', [early, late, early]],
  ] as const) {
    const path = join(folder, name);
    for (const file of files) await (await Store.open(path, OPTIONS)).importFile(file);
    const copy = await Store.open(path, OPTIONS);
    assert.equal((await copy.readPage('free-for-all', null, 1)).rows, table, name);
    await copy.close();
  }
  const other = join(folder, 'other');
  const strange = await Store.open(other, OPTIONS);
  await strange.addAccount({ nick: 'Bea', publicKey: 'y'.repeat(43), createdAt: NOW });
  const refused = await strange.importFile(late).then(
    () => null,
    (error: Error) => error,
  );
  assert.instance(refused, JournalFileError);
  await strange.close();
});

test('whatever is renamed, registered and played: each keeps his own, and a second reading agrees', async ({
  folder,
}) => {
  const NICKS = ['Ada', 'Bob', 'Cid', 'Dan'];
  const act = fc.tuple(fc.nat(2), fc.nat(3), fc.nat(3));
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 25 }), async (acts) => {
      const path = mkdtempSync(join(folder, 'p-'));
      const store = await Store.open(path, OPTIONS);
      // Who has which nick, and how often he has played.
      const holders = new Map<string, { key: string; played: number }>();
      let births = 0;
      for (const [kind, first, second] of acts) {
        const [one, other] = [holders.get(NICKS[first]), holders.get(NICKS[second])];
        if (kind === 0 && one === undefined) {
          const key = String(++births).padEnd(43, 'z');
          holders.set(NICKS[first], { key, played: 0 });
          await store.addAccount({ nick: NICKS[first], publicKey: key, createdAt: NOW + births });
        } else if (kind === 1 && one !== undefined && other === undefined) {
          holders.delete(NICKS[first]);
          holders.set(NICKS[second], one);
          await store.renameAccount(nickKey(NICKS[first]), NICKS[second]);
        } else if (kind === 2 && one !== undefined && other !== undefined && one !== other) {
          one.played++;
          other.played++;
          await beat(store, NICKS[first], NICKS[second]);
        }
      }
      await store.close();
      const again = await Store.open(path, OPTIONS);
      for (const nick of NICKS) {
        const holder = holders.get(nick);
        assert.is(again.account(nickKey(nick))?.publicKey, holder?.key);
        const profile = await again.readProfile(nickKey(nick), null);
        assert.is(profile?.totals.matches, holder?.played);
      }
      await again.close();
    }),
    { numRuns: 15 },
  );
});

test.run();
