// Entries -> the database, in the order in which they came, many in one batch when many wait. When one can't be written
// (a full disk), all that comes waits in memory, up to a bound, until the database can be opened anew. Owned by store.ts.
import type { Entry } from './journal.js';

/** Entries that wait in memory at most. */
export const WAITING_MAX = 10_000;
/** Entries that are written at once. */
const WRITE_COUNT = 64;

/** What a queue works on. */
export interface Writing {
  /** Writes entries, all of them or none. */
  append(entries: readonly Entry[]): Promise<void>;
  /** Makes a database usable again in which a write has failed; rejects as long as there is no room. */
  reopen(): Promise<void>;
  /** How often that is tried. */
  readonly retryMs: number;
  /** Told once, when entries begin to wait in memory. */
  onTrouble(error: Error): void;
  /** Told when they are written. @param count how many waited */
  onRelief(count: number): void;
}

interface Waiting {
  readonly entry: Entry;
  readonly resolve: (isKept: boolean) => void;
}

/** The entries that are not written yet. */
export class WriteQueue {
  readonly #target: Writing;
  #queue: Waiting[] = [];
  #writing: Promise<void> | null = null;
  /** Nothing can be written now. */
  #isStuck = false;
  #retryTimer: NodeJS.Timeout | null = null;

  constructor(target: Writing) {
    this.#target = target;
  }

  /** Entries that are not written yet. */
  get count(): number {
    return this.#queue.length;
  }

  /** Adds an entry. @returns false when it waits in memory for room on the disk, else it is written; null, at once, when
   *  too much waits */
  add(entry: Entry): Promise<boolean> | null {
    if (this.#queue.length >= WAITING_MAX) return null;
    return new Promise((resolve) => {
      this.#queue.push({ entry, resolve });
      if (this.#isStuck) resolve(false);
      else this.#writing ??= this.#write();
    });
  }

  /** Writes what waits if that can be. @returns how many entries are lost */
  async close(): Promise<number> {
    await this.#writing;
    if (this.#isStuck) await this.#retry();
    if (this.#retryTimer !== null) clearTimeout(this.#retryTimer);
    return this.#queue.length;
  }

  /** Writes until nothing waits, or nothing can be written. Never throws. */
  async #write(): Promise<void> {
    while (this.#queue.length > 0 && !this.#isStuck) {
      const chunk = this.#queue.slice(0, WRITE_COUNT);
      try {
        await this.#target.append(chunk.map(({ entry }) => entry));
        this.#queue.splice(0, chunk.length);
        for (const { resolve } of chunk) resolve(true);
      } catch (error) {
        this.#target.onTrouble(error as Error);
        this.#wait();
      }
    }
    this.#writing = null;
  }

  #wait(): void {
    this.#isStuck = true;
    for (const { resolve } of this.#queue) resolve(false);
    this.#retryTimer = setTimeout(() => void this.#retry(), this.#target.retryMs);
    this.#retryTimer.unref();
  }

  /** Never throws. */
  async #retry(): Promise<void> {
    if (this.#retryTimer !== null) clearTimeout(this.#retryTimer);
    try {
      await this.#target.reopen();
    } catch {
      // Said when it began; there is still no room.
      this.#wait();
      return;
    }
    const count = this.#queue.length;
    this.#isStuck = false;
    this.#writing = this.#write();
    await this.#writing;
    if (!this.#isStuck) this.#target.onRelief(count);
  }
}
