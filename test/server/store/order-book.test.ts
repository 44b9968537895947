// Roles, bans and mutes: what holds, and that it holds after a restart, an export and an import.
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { writeJournal } from '../../../src/server/store/journal-file.js';
import { OrderBook, type Sanction, secondsLeft } from '../../../src/server/store/order-book.js';
import { Store } from '../../../src/server/store/store.js';
import { passingFolder } from '../../client/within.js';

const KEY = 'k'.repeat(43);
const HOUR = 3_600_000;
const START = Date.UTC(2026, 10, 21);
const YEAR_2031 = Date.UTC(2031, 0, 1);

function ban(subject: string, until: number | null, at = 0): Sanction {
  return {
    kind: 'sanction',
    id: `${subject.length}-${at}`,
    at,
    by: '',
    sanction: 'ban',
    subject,
    nick: '',
    until,
    reason: '',
  };
}

const test = suite('server/store/order-book');

test('an account, an address and the guests of an address are told apart', () => {
  const book = new OrderBook();
  book.apply(ban(`account:${KEY}`, null));
  book.apply(ban('address:192.0.2.0/24', 1000));
  book.apply(ban('guest:198.51.100.7/32', 1000));
  const isBanned = (identity: string | null, address: string, now = 0): boolean =>
    book.find('ban', { identity, address, since: 0 }, now) !== null;
  assert.ok(isBanned(KEY, '203.0.113.1'));
  assert.not.ok(isBanned('other', '203.0.113.1'));
  assert.ok(isBanned('other', '192.0.2.200'));
  assert.ok(isBanned(null, '::ffff:192.0.2.1'));
  assert.not.ok(isBanned(null, '192.0.2.1', 1000));
  assert.ok(isBanned(null, '198.51.100.7'));
  assert.not.ok(isBanned('other', '198.51.100.7'));
  assert.is(book.findAddress('ban', '198.51.100.7', 0), null);
  assert.is(book.find('mute', { identity: KEY, address: '', since: 0 }, 0), null);
});

test('a ban is not washed off by a fresh key or as a guest from the same network, and others who were known there come in', () => {
  const book = new OrderBook();
  book.apply({ ...ban(`account:${KEY}`, 1000, 100), from: '198.51.100.7/32' });
  const isBanned = (identity: string | null, address: string, since: number, now = 500): boolean =>
    book.find('ban', { identity, address, since }, now) !== null;
  assert.ok(isBanned('fresh', '198.51.100.7', 101));
  assert.ok(isBanned(null, '198.51.100.7', 101));
  assert.not.ok(isBanned('known', '198.51.100.7', 99));
  assert.not.ok(isBanned(null, '198.51.100.7', 99));
  assert.not.ok(isBanned('fresh', '198.51.100.8', 101));
  assert.not.ok(isBanned('fresh', '198.51.100.7', 1001, 1001));
  // Seen elsewhere since, as one who was refused.
  book.see(book.find('ban', { identity: KEY, address: '203.0.113.9', since: 0 }, 500)!, {
    identity: KEY,
    address: '203.0.113.9',
    since: 0,
  });
  assert.ok(isBanned('fresh', '203.0.113.9', 101));
  assert.not.ok(isBanned('known', '203.0.113.9', 99));
  book.apply({ ...ban(`account:${KEY}`, 600, 600), from: '198.51.100.7/32' });
  assert.not.ok(isBanned('fresh', '198.51.100.7', 601, 601));
});

test('a ban of an address by a moderator does not hit an admin or another moderator, one by an admin a moderator', () => {
  const book = new OrderBook();
  for (const [identity, nick, role] of [
    ['a', 'Root', 'admin'],
    ['m', 'Mod', 'moderator'],
  ] as const)
    book.apply({ kind: 'role', id: nick, at: 0, by: '', identity, nick, role });
  const isBanned = (identity: string): boolean =>
    book.find('ban', { identity, address: '192.0.2.7', since: 0 }, 0) !== null;
  for (const [by, admin, moderator] of [
    ['Mod', false, false],
    ['Root', false, true],
    ['', false, true],
  ] as const) {
    book.apply({ ...ban('address:192.0.2.0/24', null), by });
    assert.equal([isBanned('a'), isBanned('m'), isBanned('p')], [admin, moderator, true], by);
  }
  book.apply(ban('account:a', null));
  assert.ok(isBanned('a'));
});

test('the entry that came last counts, although a clock that ran ahead or behind says otherwise', () => {
  for (const [first, second] of [
    [YEAR_2031, START],
    [START, 0],
  ]) {
    const book = new OrderBook();
    book.apply(ban('address:192.0.2.0/24', null, first));
    book.apply(ban('address:192.0.2.0/24', second, second));
    assert.is(book.findAddress('ban', '192.0.2.1', START), null);
    for (const [role, at] of [
      ['admin', first],
      ['player', second],
    ] as const)
      book.apply({ kind: 'role', id: role, at, by: '', identity: KEY, nick: 'Ada', role });
    assert.is(book.role(KEY), 'player');
  }
});

test('a ban for an hour by a clock that ran ahead lasts an hour and not for years', () => {
  const book = new OrderBook();
  book.apply(ban('address:192.0.2.0/24', YEAR_2031 + HOUR, YEAR_2031));
  const found = book.findAddress('ban', '192.0.2.1', START);
  assert.is(secondsLeft(found!, START), 3600);
  assert.is(book.all(START + HOUR - 1).length, 1);
  assert.is(book.findAddress('ban', '192.0.2.1', START + HOUR), null);
  assert.equal(book.all(START + HOUR), []);
});

test('who is dated in the future by a wrong clock is not taken for a newcomer', () => {
  const book = new OrderBook();
  book.apply({ ...ban(`account:${KEY}`, null, START), from: '198.51.100.7/32' });
  const find = (since: number) =>
    book.find('ban', { identity: 'old', address: '198.51.100.7', since }, START + 1);
  assert.is(find(YEAR_2031), null);
  assert.is.not(find(START + 1), null);
});

test('what a file tells of order takes the place of nothing that is newer here', async () => {
  const { path, remove } = passingFolder();
  const open = (name: string, now: number): Promise<Store> =>
    Store.open(join(path, name), { now: () => now, backupEntries: 0 });
  const role = { kind: 'role', by: '', identity: KEY, nick: 'Ada' } as const;
  try {
    const old = await open('old', START - HOUR);
    await old.addOrder({ ...role, role: 'admin' });
    const file = join(path, 'old.jsonl');
    await writeJournal(file, old.lines());
    await old.close();
    const here = await open('here', START);
    await here.addOrder({ ...role, role: 'player' });
    assert.is((await here.importFile(file)).role, 0);
    const again = await open('here', START);
    assert.is(again.order.role(KEY), 'player');
    await again.close();
    const older = await open('older', START - 2 * HOUR);
    await older.addOrder({ ...role, role: 'player' });
    assert.is((await older.importFile(file)).role, 1);
    const changed = await open('older', START);
    assert.is(changed.order.role(KEY), 'admin');
    await changed.close();
  } finally {
    remove();
  }
});

test('they are there again after a restart, and in an import', async () => {
  const { path, remove } = passingFolder();
  const options = { now: () => START, backupEntries: 0 };
  try {
    const store = await Store.open(path, options);
    await store.addAccount({ nick: 'Ada', publicKey: KEY, createdAt: START });
    await store.addOrder({ kind: 'role', by: '', identity: KEY, nick: 'Ada', role: 'moderator' });
    const terms = { kind: 'sanction', by: 'Ada', nick: 'Bob', reason: 'why' } as const;
    await store.addOrder({ ...terms, sanction: 'ban', subject: 'guest:192.0.2.7/32', until: START + HOUR });
    await store.addOrder({ ...terms, sanction: 'mute', subject: `account:${KEY}`, until: null });
    const file = join(path, 'export');
    await writeJournal(file, store.lines());
    await store.close();

    const again = await Store.open(path, options);
    assert.is(again.order.role(KEY), 'moderator');
    assert.is(again.order.role(null), 'player');
    assert.equal(
      again.order
        .all(START)
        .map(({ sanction }) => sanction)
        .sort(),
      ['ban', 'mute'],
    );
    assert.is(again.order.all(START + HOUR).length, 1);
    assert.is(again.order.ofNick('ban', 'bob', START).length, 1);
    await again.close();

    const other = await Store.open(join(path, 'other'), options);
    assert.equal(await other.importFile(file), {
      account: 1,
      rename: 0,
      forget: 0,
      match: 0,
      role: 1,
      sanction: 2,
    });
    const moved = await Store.open(join(path, 'other'), options);
    assert.equal(await moved.importFile(file), {
      account: 0,
      rename: 0,
      forget: 0,
      match: 0,
      role: 0,
      sanction: 0,
    });
    const last = await Store.open(join(path, 'other'), options);
    assert.is(last.order.role(KEY), 'moderator');
    assert.is(
      last.order.find('ban', { identity: null, address: '192.0.2.7', since: 0 }, START)?.reason,
      'why',
    );
    await last.close();
  } finally {
    remove();
  }
});

test.run();
