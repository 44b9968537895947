// Pages of the champions table among players who are level: what is read for them, and that they stay true while others are rated.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { PAGE_ROWS, readPage } from '../../../src/server/store/champions.js';
import { Database } from '../../../src/server/store/database.js';
import type { Entry } from '../../../src/server/store/journal.js';
import { createClassicLevel, type Level } from '../../../src/server/store/level.js';
import { RANK_PREFIX, rangeOf } from '../../../src/server/store/records.js';
import { NOW, result } from './played.js';

const MODE = 'free-for-all';
const SEASON = 4;
/** Letters whose order by octets is not that by code units. */
const FIRST = ['A', 'z', 'ż', '\uac00', '\ufa0e', '\u{20000}'];
const test = suite<{ folder: string; database: Database; keysRead: number }>('server/store/ties');

const account = (nick: string): Entry => ({
  kind: 'account',
  nick,
  publicKey: Buffer.from(nick).toString('base64url').padEnd(43, 'A').slice(0, 43),
  createdAt: NOW,
});
const match = (id: string, nicks: readonly string[]): Entry => ({
  kind: 'match',
  id,
  endedAt: NOW,
  result: result(nicks),
});

test.before.each(async (context) => {
  context.folder = mkdtempSync(join(tmpdir(), 'tank-ties-'));
  context.keysRead = 0;
  const createLevel = (folder: string): Level => {
    const level = createClassicLevel(folder);
    const keys = level.keys.bind(level) as (options: { limit?: number }) => ReturnType<Level['keys']>;
    // As many as are asked for at most, passed over or not.
    level.keys = ((options: { limit?: number }) => {
      context.keysRead += options.limit ?? 0;
      const iterator = keys(options);
      const next = iterator.nextv.bind(iterator);
      iterator.nextv = (async (count: number) => {
        const found = await next(count);
        context.keysRead += found.length;
        return found;
      }) as typeof iterator.nextv;
      return iterator;
    }) as unknown as Level['keys'];
    return level;
  };
  context.database = await Database.open({ folder: context.folder, mark: null, createLevel });
  const nicks = Array.from({ length: 400 }, (_, index) => `${FIRST[index % FIRST.length]}_${index}`);
  await context.database.append(nicks.map(account));
  for (let first = 0; first < nicks.length; first += 2)
    await context.database.append([match(`m${first}`, [nicks[first], nicks[first + 1]])]);
});
test.after.each(async ({ folder, database }) => {
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The table as its index has it. */
async function tableOf({ level }: Database): Promise<string[]> {
  const keys = await level.keys(rangeOf(RANK_PREFIX)).all();
  return keys.map((key) => key.split(':').at(-1)!);
}

async function pagesOf(database: Database): Promise<string[]> {
  const { pages } = await readPage(database, MODE, SEASON, 1);
  const nicks: string[] = [];
  for (let page = 1; page <= pages; page++)
    for (const { nick } of (await readPage(database, MODE, SEASON, page)).rows) nicks.push(nick);
  return nicks;
}

test('CHAMPIONS inside a tie: those who are level are read once, not for each page', async (context) => {
  const { database } = context;
  await readPage(database, MODE, SEASON, 5);
  for (let page = 2; page <= 9; page++) {
    context.keysRead = 0;
    await readPage(database, MODE, SEASON, page);
    assert.ok(context.keysRead <= 2 * PAGE_ROWS + 1, `page ${page}: ${context.keysRead} keys`);
  }
});

test('a page is made once until something is written', async (context) => {
  const { database } = context;
  const page = await readPage(database, MODE, SEASON, 5);
  context.keysRead = 0;
  assert.is(await readPage(database, MODE, SEASON, 5), page);
  assert.is(context.keysRead, 0);
  await database.append([match('next', ['A_0', 'z_1'])]);
  assert.is.not(await readPage(database, MODE, SEASON, 5), page);
});

test('pages show the table as it is, whoever comes into a tie or leaves it', async ({ database }) => {
  for (let round = 0; round < 12; round++) {
    const shown = await pagesOf(database);
    assert.is(shown.length, 400);
    assert.is(new Set(shown).size, 400);
    const table = await tableOf(database);
    const nicks = table.map((records) => database.holder(records)?.nick);
    assert.equal(shown, nicks, `round ${round}`);
    const [one, other] = [shown[(round * 37) % 400], shown[(round * 91 + 13) % 400]];
    // While pages are read, so that what is being read may have changed.
    const reading = readPage(database, MODE, SEASON, 4);
    if (one !== other) await database.append([match(`r${round}`, [one, other])]);
    await reading;
  }
});

test.run();
