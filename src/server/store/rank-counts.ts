// How many players have each rating, by season and mode: what a page needs to know where it begins without reading what
// stands above it. Counted once when the store opens, then kept up by each batch. 40 KB a season and mode.
import type { Operation } from './draft.js';
import { RATING_MAX } from './ratings.js';
import { parseRankKey, RANK_PREFIX } from './records.js';

/** Players by rating. */
export class RankCounts {
  readonly #tables = new Map<string, Uint32Array>();

  /** Counts a `rank:` key in, or out again. @param sign 1 or -1 */
  add(key: string, sign: 1 | -1): void {
    const { season, mode, rating } = parseRankKey(key);
    const name = `${season}:${mode}`;
    let table = this.#tables.get(name);
    if (table === undefined) {
      table = new Uint32Array(RATING_MAX + 1);
      this.#tables.set(name, table);
    }
    table[rating] += sign;
  }

  /** Follows a batch that was written. */
  follow(operations: readonly Operation[]): void {
    for (const { type, key } of operations)
      if (key.startsWith(RANK_PREFIX)) this.add(key, type === 'put' ? 1 : -1);
  }

  /** Modes in which somebody is rated in a season. */
  modesOf(season: number): string[] {
    const prefix = `${season}:`;
    return [...this.#tables.keys()]
      .filter((name) => name.startsWith(prefix))
      .map((name) => name.slice(prefix.length));
  }

  /** Players in a table. */
  count(season: number, mode: string): number {
    return this.#tables.get(`${season}:${mode}`)?.reduce((sum, count) => sum + count, 0) ?? 0;
  }

  /** Players with more than a rating: one less than the rank of somebody who has it. */
  above(season: number, mode: string, rating: number): number {
    return (
      this.#tables
        .get(`${season}:${mode}`)
        ?.subarray(rating + 1)
        .reduce((sum, count) => sum + count, 0) ?? 0
    );
  }

  /** Where a place of the table stands: its rating, and how many places there are above it with the same.
   *  @param offset 0 or more; past the end it is at rating 0, or in an empty table */
  find(season: number, mode: string, offset: number): { rating: number; skip: number } {
    const table = this.#tables.get(`${season}:${mode}`);
    let skip = offset;
    for (let rating = RATING_MAX; table !== undefined && rating > 0; rating--) {
      if (skip < table[rating]) return { rating, skip };
      skip -= table[rating];
    }
    return { rating: 0, skip };
  }
}
