// What a store keeps of those who come once and never play: not for good, and nothing of matches in which nobody is known.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { nickKey } from '../../../src/protocol/nick.js';
import { accountId } from '../../../src/server/store/accounts.js';
import { FORGOTTEN_MAX } from '../../../src/server/store/forgetting.js';
import { writeJournal } from '../../../src/server/store/journal-file.js';
import { Store } from '../../../src/server/store/store.js';
import { NOW, result, standing } from './played.js';

const DAY_MS = 24 * 3600 * 1000;
interface Context {
  folder: string;
  now: number;
  open(name?: string, unplayedMax?: number): Promise<Store>;
}
const test = suite<Context>('server/store/forgetting');

test.before.each((context) => {
  context.folder = mkdtempSync(join(tmpdir(), 'tank-forgetting-'));
  context.now = NOW;
  context.open = (name = 'data', unplayedMax = 1000) =>
    Store.open(join(context.folder, name), { now: () => context.now, backupEntries: 0, unplayedMax });
});
test.after.each(({ folder }) => rmSync(folder, { recursive: true, force: true }));

const keyOf = (nick: string, sign = 'A'): string => nick.padEnd(43, sign);

async function add(store: Store, ...nicks: string[]): Promise<void> {
  for (const nick of nicks) {
    await store.addAccount({ nick, publicKey: keyOf(nick), createdAt: store.now() });
  }
}

const known = (store: Store, ...nicks: string[]): string[] =>
  nicks.filter((nick) => store.account(nickKey(nick)) !== null);

async function linesOf(store: Store): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of store.lines()) lines.push(line);
  return lines;
}

test('a match of guests and bots leaves nothing behind, one with an account in it does', async ({ open }) => {
  const store = await open();
  await add(store, 'Ada');
  const bot = standing('Rusty', 2, { bot: true });
  for (let number = 0; number < 20; number++)
    assert.is(await store.addResult(`g${number}`, NOW, result([standing('Guest', 1), bot])), true);
  assert.is((await linesOf(store)).length, 1);
  await store.addResult('a', NOW, result(['Ada', bot]));
  const renamed = standing('Gone', 1, { account: `${keyOf('Ada')}:${NOW}` });
  await store.addResult('b', NOW, result([renamed, bot]));
  assert.is((await linesOf(store)).length, 3);
  await store.close();
});

test('an account that never finished a match is forgotten after its term; whoever has, or keeps order, or is here, stays', async (context) => {
  const store = await context.open();
  await add(store, 'Ada', 'Bob', 'Cid', 'Dan', 'Eve', 'Fay');
  await store.addResult('1', NOW, result(['Ada', standing('Rusty', 2, { bot: true })]));
  await store.addResult('2', NOW, result(['Bob', 'Guest'], { rated: false }));
  await store.addOrder({ kind: 'role', by: '', identity: keyOf('Cid'), nick: 'Cid', role: 'moderator' });
  await store.renameAccount('eve', 'Eva');
  store.isHere = ({ nick }) => nick === 'Fay';
  context.now += 29 * DAY_MS;
  assert.is(await store.forget(), 0);
  context.now += 2 * DAY_MS;
  assert.is(await store.forget(), 2);
  const all = ['Ada', 'Bob', 'Cid', 'Dan', 'Eve', 'Eva', 'Fay'];
  assert.equal(known(store, ...all), ['Ada', 'Bob', 'Cid', 'Fay']);
  await store.close();
  // The journal tells the same when it is read again.
  const again = await context.open();
  assert.equal(known(again, ...all), ['Ada', 'Bob', 'Cid', 'Fay']);
  assert.is(await again.forget(), 1);
  await again.close();
});

test('when there are too many without a match, the oldest make room for the new ones', async (context) => {
  const store = await context.open('data', 20);
  const nicks = Array.from({ length: 60 }, (_, index) => `P${index}`);
  for (const nick of nicks) {
    context.now++;
    await add(store, nick);
  }
  // Each forgets those before it, behind the entry itself.
  while ((await store.forget()) > 0);
  await store.close();
  const again = await context.open('data', 20);
  assert.equal(known(again, ...nicks), nicks.slice(-20));
  await again.close();
});

test('a clock that runs ahead by years does not make all of them forgotten at once', async (context) => {
  const store = await context.open();
  const nicks = Array.from({ length: FORGOTTEN_MAX + 30 }, (_, index) => `P${index}`);
  await add(store, ...nicks);
  context.now += 5 * 365 * DAY_MS;
  assert.is(await store.forget(), FORGOTTEN_MAX);
  context.now = NOW;
  assert.is(await store.forget(), 0);
  assert.is(known(store, ...nicks).length, 30);
  await store.close();
});

test('a nick that is free again is taken by somebody else, of whom nothing is known; an older export changes nothing of that', async (context) => {
  const store = await context.open();
  await add(store, 'Ada', 'Bob');
  await store.renameAccount('bob', 'Rob');
  const file = join(context.folder, 'old.jsonl');
  await writeJournal(file, store.lines());
  context.now += 31 * DAY_MS;
  assert.is(await store.forget(), 2);
  const forgotten = `${keyOf('Ada')}:${NOW}`;
  for (const nick of ['Ada', 'Rob'])
    await store.addAccount({ nick, publicKey: keyOf(nick, 'Z'), createdAt: context.now });
  // A match that ends late, of the one who had the nick before.
  await store.addResult('late', context.now, result([standing('Ada', 1, { account: forgotten }), 'Rob']));
  assert.is((await store.readProfile('ada', null))?.totals.matches, 0);
  assert.is((await store.readProfile('rob', null))?.totals.matches, 1);
  await store.close();
  const reopened = await context.open();
  assert.is((await reopened.importFile(file)).account, 0);
  const after = await context.open();
  assert.is(after.account('ada')?.publicKey, keyOf('Ada', 'Z'));
  const all = join(context.folder, 'all.jsonl');
  await writeJournal(all, after.lines());
  await after.close();
  // All of it in an empty folder gives the same.
  const other = await context.open('other');
  await other.importFile(all);
  const moved = await context.open('other');
  assert.is(accountId(moved.account('ada')!), `${keyOf('Ada', 'Z')}:${context.now}`);
  assert.equal(known(moved, 'Ada', 'Bob', 'Rob'), ['Ada', 'Rob']);
  await moved.close();
});

test.run();
