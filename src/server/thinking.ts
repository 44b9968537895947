// How much the bots of a server may think: past that each of them thinks in every second tick only, or less often, and goes on pressing
// what it pressed meanwhile. They play worse then, but people play as ever. Asked by brains.ts for each bot and tick.
const SECOND_MS = 1000;

/** Decisions of all bots of a server in a second: as many as 512 bots make. */
export const THOUGHTS_PER_SECOND = 512 * 30;
/** Ticks between two thoughts of a bot at most. */
export const THOUGHT_TICKS_MAX = 8;

/** The thinking of all bots. */
export class Thinking {
  readonly #now: () => number;
  #sinceMs = 0;
  #asked = 0;
  #ticksEach = 1;

  /** @param now milliseconds that only grow */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Whether a bot may think. @param turn grows by one with each tick, and differs from bot to bot */
  may(turn: number): boolean {
    const nowMs = this.#now();
    if (nowMs - this.#sinceMs >= SECOND_MS) {
      // What was wanted in the last second will be wanted in this one.
      const each = Math.ceil((this.#asked * SECOND_MS) / ((nowMs - this.#sinceMs) * THOUGHTS_PER_SECOND));
      this.#ticksEach = Math.min(THOUGHT_TICKS_MAX, Math.max(1, each));
      this.#sinceMs = nowMs;
      this.#asked = 0;
    }
    this.#asked++;
    return turn % this.#ticksEach === 0;
  }
}
