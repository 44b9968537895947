// How often somebody may try what can be guessed: so many wrong ones at once, then one in so many seconds, by network and by account, so that
// a new login brings no new tries. Bounded: who tried longest ago is forgotten first. The time is passed in.
import { TokenBucket } from '../net/token-bucket.js';
import { ProtocolError } from '../protocol/errors.js';

/** Guessers that are remembered. */
const GUESSERS_MAX = 10_000;

/** The tries at one thing. */
export class Tries {
  readonly #buckets = new Map<string, TokenBucket>();
  readonly #atOnce: number;
  readonly #seconds: number;

  /** @param atOnce wrong tries before one has to wait @param seconds after which one comes back */
  constructor(atOnce: number, seconds: number) {
    this.#atOnce = atOnce;
    this.#seconds = seconds;
  }

  /** @param whom names of all that count as who tries @throws ProtocolError SLOW_DOWN when one of them has tried too often */
  require(whom: readonly string[], message: string, field: string, nowMs: number): void {
    // The bucket gives one back in each of its seconds; here one of those lasts longer.
    const mayTry = whom.every((name) => this.#buckets.get(name)?.has(1, nowMs / this.#seconds) ?? true);
    if (!mayTry) throw new ProtocolError('SLOW_DOWN', message, field, this.#seconds);
  }

  /** It was wrong. */
  count(whom: readonly string[], nowMs: number): void {
    for (const name of whom) {
      const bucket = this.#buckets.get(name) ?? new TokenBucket(1, this.#atOnce);
      this.#buckets.delete(name);
      this.#buckets.set(name, bucket);
      bucket.take(1, nowMs / this.#seconds);
    }
    for (const name of this.#buckets.keys()) {
      if (this.#buckets.size <= GUESSERS_MAX) break;
      this.#buckets.delete(name);
    }
  }

  /** It was right: earlier mistakes are forgotten. */
  forget(whom: readonly string[]): void {
    for (const name of whom) this.#buckets.delete(name);
  }
}
