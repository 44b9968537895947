// Changes that reach the database together or not at all. Keys are loaded, then read and set as often as need be; what
// comes out is one batch, and by how much it changes the number and the sum of all records.
import assert from 'node:assert';
import type { Level } from './level.js';

export type Operation =
  | { readonly type: 'put'; readonly key: string; readonly value: string }
  | { readonly type: 'del'; readonly key: string };

/** The number of records, and the sum of their hashes, by which a lost or a changed one is found. */
export class RecordSum {
  records = 0;
  #low = 0;
  #high = 0;

  /** @param text what toString() gave; '' is the sum of nothing */
  constructor(text = '') {
    const parts = /^(\d+) ([0-9a-f]{8})([0-9a-f]{8})$/.exec(text);
    if (parts === null) return;
    this.records = Number(parts[1]);
    this.#low = Number.parseInt(parts[2], 16);
    this.#high = Number.parseInt(parts[3], 16);
  }

  /** Counts a record in, or out again. @param sign 1 or -1 */
  add(key: string, value: string, sign: 1 | -1): void {
    // FNV-1a in two lanes of 32 bits, the second with another prime: against accidents, not against forgers.
    let low = 0x811c9dc5;
    let high = 0x1b873593;
    for (const text of [key, value]) {
      for (let index = 0; index < text.length; index++) {
        const unit = text.charCodeAt(index);
        low = Math.imul(low ^ unit, 0x01000193);
        high = Math.imul(high ^ unit, 0x85ebca6b);
        high ^= high >>> 15;
      }
      low = Math.imul(low ^ 0xffff, 0x01000193);
      high = Math.imul(high ^ 0xffff, 0x85ebca6b);
    }
    this.records += sign;
    this.#low = (this.#low + sign * (low >>> 0)) >>> 0;
    this.#high = (this.#high + sign * (high >>> 0)) >>> 0;
  }

  toString(): string {
    const hex = (lane: number): string => lane.toString(16).padStart(8, '0');
    return `${this.records} ${hex(this.#low)}${hex(this.#high)}`;
  }
}

/** One set of changes. */
export class Draft {
  readonly #level: Level;
  readonly #before = new Map<string, string | undefined>();
  readonly #after = new Map<string, string | undefined>();

  constructor(level: Level) {
    this.#level = level;
  }

  /** Reads keys, so that they may be asked for and set. @throws Error of the database */
  async load(keys: readonly string[]): Promise<void> {
    const missing = keys.filter((key) => !this.#before.has(key));
    if (missing.length === 0) return;
    const values = await this.#level.getMany(missing);
    for (const [index, key] of missing.entries()) this.#before.set(key, values[index]);
  }

  /** The value of a loaded key as it is by now. */
  get(key: string): string | undefined {
    assert(this.#before.has(key), key);
    return this.#after.has(key) ? this.#after.get(key) : this.#before.get(key);
  }

  /** Changes a loaded key; undefined deletes it. */
  set(key: string, value: string | undefined): void {
    assert(this.#before.has(key), key);
    this.#after.set(key, value);
  }

  /** All changes. @param sum brought to what it is after them */
  finish(sum: RecordSum): Operation[] {
    const operations: Operation[] = [];
    for (const [key, value] of this.#after) {
      const before = this.#before.get(key);
      if (before === value) continue;
      if (before !== undefined) sum.add(key, before, -1);
      if (value !== undefined) sum.add(key, value, 1);
      operations.push(value === undefined ? { type: 'del', key } : { type: 'put', key, value });
    }
    return operations;
  }
}
