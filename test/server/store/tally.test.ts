// What a match changes: ratings, wins, streaks, totals, who is CHAMPION, and the table. Matches that must not count don't.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { PAGE_ROWS } from '../../../src/server/store/champions.js';
import type { MatchResult } from '../../../src/server/store/match-result.js';
import { CHAMPION_MATCHES_MIN, HISTORY_LENGTH } from '../../../src/server/store/records.js';
import { Store } from '../../../src/server/store/store.js';
import { NOW, register, result, standing } from './played.js';

const DAY_MS = 24 * 3600 * 1000;
const test = suite<{ folder: string; store: Store; now: number }>('server/store/tally');

test.before.each(async (context) => {
  context.folder = mkdtempSync(join(tmpdir(), 'tank-tally-'));
  context.now = NOW;
  context.store = await Store.open(context.folder, { now: () => context.now, backupEntries: 0 });
  await register(context.store, 'Ada', 'Bob', 'Cid', 'Dan');
});
test.after.each(async ({ folder, store }) => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

let matches = 0;
async function play(store: Store, match: MatchResult, times = 1, endedAt = NOW): Promise<void> {
  for (let time = 0; time < times; time++) await store.addResult(`match-${++matches}`, endedAt, match);
}

const nicksOf = async (store: Store, mode = 'free-for-all'): Promise<string[]> =>
  (await store.readPage(mode, null, 1)).rows.map(({ nick }) => nick);

test('who wins rises above 1000, who loses falls below; streaks and records against each other', async ({
  store,
}) => {
  await play(store, result(['Ada', 'Bob']), 3);
  await play(store, result(['Bob', 'Ada']));
  await play(store, result([standing('Ada', 1), standing('Bob', 1)]));
  const { rows, ...page } = await store.readPage('free-for-all', null, 1);
  assert.equal(page, { mode: 'free-for-all', season: 4, page: 1, pages: 1 });
  const [ada, bob] = rows;
  assert.ok(ada.rating > 1000 && bob.rating < ada.rating);
  assert.equal(
    { ...ada, rating: 0 },
    { rank: 1, nick: 'Ada', rating: 0, matches: 5, wins: 3, streak: 0, champion: false },
  );
  assert.is(bob.wins, 1);
  const profile = await store.readProfile('ada', 'bob');
  assert.equal(profile?.against, { wins: 1, losses: 3, draws: 1 });
  assert.equal((await store.readProfile('bob', 'ada'))?.against, { wins: 3, losses: 1, draws: 1 });
  assert.is(profile?.modes[0].history.length, 5);
  assert.is(profile?.modes[0].history.at(-1), ada.rating);
  assert.is((await store.readProfile('ada', 'ada'))?.against, null);
  assert.is((await store.readProfile('ada', null))?.against, null);
});

test('a team is rated as one; its members have no record against each other', async ({ store }) => {
  const teams = [
    standing('Ada', 1, { team: 0 }),
    standing('Bob', 1, { team: 0 }),
    standing('Cid', 2, { team: 1 }),
    standing('Dan', 2, { team: 1 }),
  ];
  await play(store, result(teams, { mode: 'teams' }));
  const { rows } = await store.readPage('teams', null, 1);
  assert.equal(
    rows.map(({ nick, rank, wins }) => [nick, rank, wins]),
    [
      ['Ada', 1, 1],
      ['Bob', 1, 1],
      ['Cid', 3, 0],
      ['Dan', 3, 0],
    ],
  );
  assert.equal((await store.readProfile('ada', 'bob'))?.against, { wins: 0, losses: 0, draws: 0 });
  assert.equal((await store.readProfile('ada', 'cid'))?.against, { wins: 0, losses: 1, draws: 0 });
  assert.equal(await nicksOf(store), []);
});

test('bots, guests, a person alone, one team alone and a match behind a password are not rated', async ({
  store,
}) => {
  await play(store, result(['Ada', standing('Bob', 2, { bot: true })]));
  await play(store, result(['Ada', 'Guest']));
  await play(store, result(['Ada']));
  await play(store, result([standing('Ada', 1, { team: 0 }), standing('Bob', 1, { team: 0 })], { wave: 7 }));
  assert.equal(await nicksOf(store), []);
  const before = await store.readProfile('ada', null);
  assert.equal(before?.totals, { matches: 4, wins: 4, kills: 12, deaths: 4, wave: 7 });
  await play(store, result(['Ada', 'Bob'], { rated: false, arena: 'Secret' }), 9);
  assert.equal(await store.readProfile('ada', null), before);
});

test('a bot that comes in first takes the win, but no rating', async ({ store }) => {
  await play(store, result([standing('Bolt', 1, { bot: true }), standing('Ada', 2), standing('Bob', 3)]));
  const { rows } = await store.readPage('free-for-all', null, 1);
  assert.equal(
    rows.map(({ nick, wins }) => [nick, wins]),
    [
      ['Ada', 0],
      ['Bob', 0],
    ],
  );
});

test('the best with enough matches is CHAMPION, in this season only', async (context) => {
  const { store } = context;
  await play(store, result(['Ada', 'Bob']), CHAMPION_MATCHES_MIN - 1);
  assert.not.ok(store.isChampion('Ada'));
  await play(store, result(['Ada', 'Bob']));
  assert.ok(store.isChampion('Ada') && store.isChampion('ADA'));
  assert.not.ok(store.isChampion('Bob'));
  // Better by far, but with too few matches.
  await play(store, result(['Cid', 'Ada']), CHAMPION_MATCHES_MIN - 1);
  assert.equal((await nicksOf(store))[0], 'Cid');
  assert.equal(
    (await store.readPage('free-for-all', null, 1)).rows.map(({ champion }) => champion),
    [false, true, false],
  );
  await play(store, result(['Cid', 'Ada']));
  assert.ok(store.isChampion('Cid') && !store.isChampion('Ada'));
  context.now += 60 * DAY_MS;
  assert.not.ok(store.isChampion('Cid'));
  assert.is(store.season, 5);
  assert.equal(await nicksOf(store), []);
  await play(store, result(['Dan', 'Bob']), 1, context.now);
  assert.equal(await nicksOf(store), ['Dan', 'Bob']);
  assert.is((await store.readPage('free-for-all', 4, 1)).rows.length, 3);
});

test('a profile keeps the last ratings and the arenas that are played most', async ({ store }) => {
  for (let number = 0; number < 40; number++)
    await play(store, result(['Ada', 'Bob'], { arena: number % 3 === 0 ? 'Brickyard' : `Seed ${number}` }));
  const profile = await store.readProfile('ada', null);
  assert.is(profile?.arena, 'Brickyard');
  assert.is(profile?.modes[0].history.length, HISTORY_LENGTH);
  assert.is(await store.readProfile('nobody', null), null);
});

test('whatever is played, in whatever order it is told again: the table holds each player once, best first', async () => {
  const nicks = Array.from({ length: 45 }, (_, number) => `P${number}`);
  const match = fc.record({
    id: fc.integer({ min: 0, max: 60 }),
    players: fc.uniqueArray(fc.integer({ min: 0, max: nicks.length - 1 }), { minLength: 1, maxLength: 8 }),
    isTeams: fc.boolean(),
    rated: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(match, { minLength: 5, maxLength: 60 }), async (told) => {
      const folder = mkdtempSync(join(tmpdir(), 'tank-tally-'));
      const store = await Store.open(folder, { now: () => NOW, backupEntries: 0 });
      try {
        await Promise.all(nicks.map((nick) => register(store, nick)));
        const expected = new Map<string, number>();
        const seen = new Set<number>();
        const added = told.map(({ id, players, isTeams, rated }) => {
          const standings = players.map((player, index) =>
            standing(nicks[player], isTeams ? 1 + (index % 2) : 1 + index, {
              team: isTeams ? index % 2 : null,
            }),
          );
          if (!seen.has(id) && rated && players.length > 1)
            for (const { nick } of standings) expected.set(nick, (expected.get(nick) ?? 0) + 1);
          seen.add(id);
          return store.addResult(String(id), NOW, result(standings, { rated }));
        });
        await Promise.all(added);
        const first = await store.readPage('free-for-all', null, 1);
        const rows = [...first.rows];
        for (let page = 2; page <= first.pages; page++)
          rows.push(...(await store.readPage('free-for-all', null, page)).rows);
        assert.equal(
          new Map(rows.map(({ nick, matches }) => [nick, matches]).sort() as []),
          new Map([...expected].sort() as []),
        );
        assert.is(first.pages, Math.max(1, Math.ceil(expected.size / PAGE_ROWS)));
        for (const [index, row] of rows.entries()) {
          const above = rows.findIndex(({ rating }) => rating === row.rating);
          assert.is(row.rank, above + 1);
          assert.ok(index === 0 || rows[index - 1].rating >= row.rating);
        }
        const best = rows.find(({ matches }) => matches >= CHAMPION_MATCHES_MIN);
        assert.equal(
          rows.filter(({ champion }) => champion).map(({ rating }) => rating),
          best === undefined ? [] : [best.rating],
        );
      } finally {
        await store.close();
        rmSync(folder, { recursive: true, force: true });
      }
    }),
    { numRuns: 15 },
  );
});

test.run();
