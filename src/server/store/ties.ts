// Players who are level, by rating: a page in the middle of many needs to know who stands there, and an index can only be read from its
// start. Read once for a rating, in chunks, then kept up by each batch. Owned by database.ts.
import type { Operation } from './draft.js';
import { chunksOf, type Level } from './level.js';
import { indexKey, parseRankKey, RANK_PREFIX, rangeOf } from './records.js';

/** Ratings whose players are kept; the one that was kept first makes room. */
const TIES_MAX = 32;

/** Those who are level. */
export class Ties {
  /** `rank:` keys of a rating in their order, by what all of them begin with. */
  readonly #kept = new Map<string, string[]>();
  /** Those that are being read, as long as no batch has changed them. */
  readonly #reading = new Map<string, Promise<string[]>>();

  /** The `rank:` keys of a rating in their order. Not to be changed. @throws Error of the database */
  async read(level: Level, season: number, mode: string, rating: number): Promise<readonly string[]> {
    const prefix = indexKey('rank', season, mode, rating, '');
    const kept = this.#kept.get(prefix) ?? this.#reading.get(prefix);
    if (kept !== undefined) return kept;
    const reading = readKeys(level, prefix);
    this.#reading.set(prefix, reading);
    try {
      const keys = await reading;
      if (this.#reading.get(prefix) === reading) this.#keep(prefix, keys);
      return keys;
    } finally {
      if (this.#reading.get(prefix) === reading) this.#reading.delete(prefix);
    }
  }

  /** Follows a batch that was written. */
  follow(operations: readonly Operation[]): void {
    for (const { type, key } of operations) {
      if (!key.startsWith(RANK_PREFIX)) continue;
      const { season, mode, rating } = parseRankKey(key);
      const prefix = indexKey('rank', season, mode, rating, '');
      this.#reading.delete(prefix);
      const keys = this.#kept.get(prefix);
      if (keys === undefined) continue;
      const place = placeOf(keys, key);
      const isThere = keys[place] === key;
      if (type === 'put' && !isThere) keys.splice(place, 0, key);
      if (type === 'del' && isThere) keys.splice(place, 1);
    }
  }

  #keep(prefix: string, keys: string[]): void {
    if (this.#kept.size >= TIES_MAX)
      for (const first of this.#kept.keys()) if (this.#kept.delete(first)) break;
    this.#kept.set(prefix, keys);
  }
}

async function readKeys(level: Level, prefix: string): Promise<string[]> {
  const keys: string[] = [];
  for await (const chunk of chunksOf(level.keys(rangeOf(prefix)))) for (const key of chunk) keys.push(key);
  return keys;
}

/** Where a key stands or would stand: the database orders keys by their octets. */
function placeOf(keys: readonly string[], key: string): number {
  const octets = Buffer.from(key);
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (Buffer.compare(Buffer.from(keys[middle]), octets) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
