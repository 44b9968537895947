// Accounts, results and faulty disks for tests of the store.

import { nickKey } from '../../../src/protocol/nick.js';
import type { Operation } from '../../../src/server/store/draft.js';
import { type CreateLevel, createClassicLevel, type Level } from '../../../src/server/store/level.js';
import type { MatchResult, Standing } from '../../../src/server/store/match-result.js';
import type { Store } from '../../../src/server/store/store.js';

/** Noon of a day in season 4. */
export const NOW = Date.UTC(2026, 10, 21, 12);

/** Registers people. */
export async function register(store: Store, ...nicks: string[]): Promise<void> {
  for (const nick of nicks) await store.addAccount({ nick, publicKey: nick.padEnd(43, 'A'), createdAt: NOW });
}

/** The nick of somebody who has taken another one so often. */
export const danOf = (number: number): string => (number === 0 ? 'Dan' : `Dan${number}`);

/** Does he have it now? */
export function hasDan(store: Store, number: number): boolean {
  return store.account(nickKey(danOf(number)))?.publicKey === 'Dan'.padEnd(43, 'A');
}

/** One who took part. */
export function standing(nick: string, place: number, change: Partial<Standing> = {}): Standing {
  return { nick, bot: false, team: null, place, points: 10 - place, kills: 3, deaths: 1, ...change };
}

/** A match, best first. @param nicks each on his own, or all standings */
export function result(
  players: readonly (string | Standing)[],
  change: Partial<MatchResult> = {},
): MatchResult {
  return {
    code: 'ABC234',
    mode: 'free-for-all',
    arena: 'Crossroads',
    ticks: 5400,
    rated: true,
    wave: null,
    standings: players.map((player, index) =>
      typeof player === 'string' ? standing(player, index + 1) : player,
    ),
    ...change,
  };
}

type Batch = (operations: Operation[], options: { sync: boolean }) => Promise<void>;

/** Puts something before each batch of a database. */
function wrapBatch(level: Level, wrap: (batch: Batch) => Batch): Level {
  const own = level.batch.bind(level) as unknown as Batch;
  level.batch = wrap(own) as unknown as Level['batch'];
  return level;
}

/** A disk whose cache is lost when the process is killed, as a real one's is when the power is cut: what was not written
 *  with `sync` is seen by this process alone. */
export const createForgetfulLevel: CreateLevel = (folder) => {
  const level = createClassicLevel(folder);
  const cache: Operation[] = [];
  const seen = new Map<string, string | undefined>();
  const getMany = level.getMany.bind(level) as (keys: string[]) => Promise<(string | undefined)[]>;
  level.getMany = (async (keys: string[]) => {
    const values = await getMany(keys);
    return values.map((value, index) => (seen.has(keys[index]) ? seen.get(keys[index]) : value));
  }) as unknown as Level['getMany'];
  return wrapBatch(level, (batch) => async (operations, { sync }) => {
    for (const operation of operations)
      seen.set(operation.key, operation.type === 'put' ? operation.value : undefined);
    cache.push(...operations);
    if (!sync) return;
    await batch(cache.splice(0), { sync });
    seen.clear();
  });
};

/** The same disk under a store that never syncs: it has to lose what it acknowledged. */
export const createUnsyncedLevel: CreateLevel = (folder) =>
  wrapBatch(createForgetfulLevel(folder), (batch) => (operations) => batch(operations, { sync: false }));

/** A disk that is full while the function says so. */
export function createFullLevel(isFull: () => boolean): CreateLevel {
  return (folder) =>
    wrapBatch(createClassicLevel(folder), (batch) => async (operations, options) => {
      if (isFull()) throw new Error('IO error: 000005.log: No space left on device');
      await batch(operations, options);
    });
}
