// Time that only goes on when a test says so, and a wait for something to become true that is bounded in turns of the event
// loop rather than in milliseconds.
import type { Timers } from '../../src/client/timers.js';

const TURNS_MAX = 2000;
/** Turns that whatever a timer has set off gets before the next one: streams and promises need a few each. */
const TURNS_BETWEEN = 8;

interface Entry {
  readonly atMs: number;
  readonly callback: () => void;
}

/** Timers in virtual time. */
export class FakeTimers implements Timers {
  #nowMs = 0;
  readonly #entries = new Set<Entry>();

  now(): number {
    return this.#nowMs;
  }

  set(callback: () => void, delayMs: number): unknown {
    const entry = { atMs: this.#nowMs + delayMs, callback };
    this.#entries.add(entry);
    return entry;
  }

  clear(timer: unknown): void {
    this.#entries.delete(timer as Entry);
  }

  /** Timers that still wait. */
  get count(): number {
    return this.#entries.size;
  }

  /** Goes on by so many milliseconds, timer by timer. */
  async advance(ms: number): Promise<void> {
    const endMs = this.#nowMs + ms;
    for (;;) {
      await turns(TURNS_BETWEEN);
      const [next] = [...this.#entries].filter(({ atMs }) => atMs <= endMs).sort((a, b) => a.atMs - b.atMs);
      if (next === undefined) break;
      this.#entries.delete(next);
      this.#nowMs = Math.max(this.#nowMs, next.atMs);
      next.callback();
    }
    this.#nowMs = endMs;
  }

  /** Lets time pass in which nothing runs, as when a process is stopped. */
  stall(ms: number): void {
    this.#nowMs += ms;
  }
}

/** Waits until something is true. @throws Error when it is not soon */
export async function until(isTrue: () => boolean, what = 'what was waited for'): Promise<void> {
  for (let turn = 0; turn < TURNS_MAX; turn++) {
    if (isTrue()) return;
    await turns(1);
  }
  throw new Error(`${what} did not happen`);
}

/** Lets the event loop turn so many times. */
export async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) await new Promise((resolve) => setImmediate(resolve));
}
