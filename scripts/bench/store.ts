// The store with 100,000 players: how long it takes to open (all of it is checked), to show pages and profiles, and to add a
// match; and 200 times kill -9 while it writes, beside a store that never syncs. --cycles N kills more or fewer times.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nickKey } from '../../src/protocol/nick.js';
import { Database } from '../../src/server/store/database.js';
import type { Entry } from '../../src/server/store/journal.js';
import { createClassicLevel } from '../../src/server/store/level.js';
import { Store } from '../../src/server/store/store.js';
import { runKillCycles } from '../../test/server/store/kill-cycles.js';
import { NOW, result } from '../../test/server/store/played.js';
import { median, percentile } from './battle.js';
import type { Findings } from './findings.js';

const PLAYERS = 100_000;
const PLAYERS_A_MATCH = 8;
/** Matches that each player has played. */
const ROUNDS = 2;
const MATCHES_ADDED = 50;
const READS = 200;
const BUILD_COUNT = 500;
const CYCLES = 200;
const CONTROL_CYCLES = 10;

/** Builds the store of a folder as a restore does. @returns ms a match */
async function build(folder: string): Promise<number> {
  const place = { folder: join(folder, 'store'), mark: null, createLevel: createClassicLevel };
  const database = await Database.open(place);
  const add = async (entries: readonly Entry[]): Promise<void> => {
    for (let start = 0; start < entries.length; start += BUILD_COUNT)
      await database.append(entries.slice(start, start + BUILD_COUNT));
  };
  const nickOf = (player: number): string => `Player${player}`;
  const players = Array.from({ length: PLAYERS }, (_, player) => player);
  await add(
    players.map((player) => ({
      kind: 'account',
      nick: nickOf(player),
      publicKey: String(player).padEnd(43, 'A'),
      createdAt: NOW,
    })),
  );
  const startedAt = performance.now();
  for (let round = 0; round < ROUNDS; round++) {
    players.sort(() => Math.random() - 0.5);
    const matches: Entry[] = [];
    for (let first = 0; first < PLAYERS; first += PLAYERS_A_MATCH) {
      const nicks = players.slice(first, first + PLAYERS_A_MATCH).map(nickOf);
      matches.push({ kind: 'match', id: `${round}-${first}`, endedAt: NOW, result: result(nicks) });
    }
    await add(matches);
  }
  const perMatchMs = (performance.now() - startedAt) / ((ROUNDS * PLAYERS) / PLAYERS_A_MATCH);
  await database.finish();
  return perMatchMs;
}

/** Times of an action, one after the other, in ms. */
async function timesOf(count: number, act: (number: number) => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  for (let number = 0; number < count; number++) {
    const startedAt = performance.now();
    await act(number);
    times.push(performance.now() - startedAt);
  }
  return times;
}

/** Every number in milliseconds. */
async function measure(folder: string) {
  const buildMs = await build(folder);
  const openedAt = performance.now();
  const store = await Store.open(folder, { now: () => NOW, backupEntries: 0 });
  const openMs = performance.now() - openedAt;
  const { pages } = await store.readPage('free-for-all', null, 1);
  const draw = (): number => 1 + Math.floor(Math.random() * pages);
  const found = {
    buildMs,
    openMs,
    pages,
    first: await timesOf(READS, () => store.readPage('free-for-all', null, 1)),
    any: await timesOf(READS, () => store.readPage('free-for-all', null, draw())),
    last: await timesOf(READS, () => store.readPage('free-for-all', null, pages)),
    profile: await timesOf(READS, (number) =>
      store.readProfile(nickKey(`Player${number}`), nickKey('Player7')),
    ),
    add: await timesOf(MATCHES_ADDED, (number) =>
      store.addResult(`more-${number}`, NOW, result([`Player${number}`, `Player${number + 1}`])),
    ),
  };
  await store.close();
  return found;
}

/** 100,000 players, then the kills. @param args --cycles N */
export async function benchStore(args: readonly string[]): Promise<Findings> {
  const option = args.indexOf('--cycles');
  const cycles = option < 0 ? CYCLES : Number(args[option + 1]);
  const folder = mkdtempSync(join(tmpdir(), 'tank-bench-store-'));
  const inMemory = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'tank-bench-kill-'));
  try {
    const { buildMs, openMs, pages, ...times } = await measure(folder);
    const synced = await runKillCycles(join(inMemory, 'synced'), cycles, 'synced', Math.random);
    let unsyncedLost = 0;
    for (let cycle = 0; cycle < CONTROL_CYCLES; cycle++)
      unsyncedLost += (await runKillCycles(join(inMemory, `${cycle}`), 1, 'unsynced', Math.random)).lost;
    const show = (list: readonly number[]): string =>
      `${median(list).toFixed(2)} ms, ${percentile(list, 0.99).toFixed(2)} at p99`;
    return {
      rows: [
        ['open and check the store of 100,000 players', `${(openMs / 1000).toFixed(1)} s`],
        ['first page of the table', show(times.first)],
        [`any of ${pages} pages`, show(times.any)],
        ['last page', show(times.last)],
        ['a profile', show(times.profile)],
        ['add a match of two, on the disk', show(times.add)],
        ['restore, a match of 8', `${buildMs.toFixed(2)} ms`],
        [`${cycles} kills, with sync: acknowledged`, String(synced.acknowledged)],
        ['  lost, counted twice', `${synced.lost}, ${synced.countedTwice}`],
        [`${CONTROL_CYCLES} kills, without sync: lost`, String(unsyncedLost)],
      ],
      json: { openMs, pages, buildMs, ...times, synced, unsyncedLost },
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
    rmSync(inMemory, { recursive: true, force: true });
  }
}
