// What commands may cost: CPU time and octets written, for a line, for a network and for the server. What a command costs is known only
// when it is done, so a purse may fall into debt by the last one, and nothing more is done on it until that is paid back.
import { TokenBucket } from '../net/token-bucket.js';

/** What something has cost. */
export interface Cost {
  /** Microseconds of CPU time. */
  readonly us: number;
  /** Octets that were written because of it, to whomever. */
  readonly bytes: number;
}

/** What comes back each second; the purse holds so many seconds of it at most. */
export interface Allowance extends Cost {
  readonly seconds: number;
}

/** One purse. */
export class Purse {
  readonly #allowance: Allowance;
  readonly #us: TokenBucket;
  readonly #bytes: TokenBucket;

  constructor(allowance: Allowance) {
    const { us, bytes, seconds } = allowance;
    this.#allowance = allowance;
    this.#us = new TokenBucket(us, us * seconds);
    this.#bytes = new TokenBucket(bytes, bytes * seconds);
  }

  /** Pays, if need be with debt. */
  spend({ us, bytes }: Cost, nowMs: number): void {
    this.#us.spend(Math.round(us), nowMs);
    this.#bytes.spend(bytes, nowMs);
  }

  /** Milliseconds until it is out of debt, 0 when it is. */
  waitMs(nowMs: number): number {
    return Math.max(this.#us.waitMs(nowMs), this.#bytes.waitMs(nowMs));
  }

  /** Whether a share of all that it can hold is there. @param share 0 to 1 */
  holds(share: number, nowMs: number): boolean {
    const { us, bytes, seconds } = this.#allowance;
    const part = share * seconds;
    return this.#us.has(Math.floor(us * part), nowMs) && this.#bytes.has(Math.floor(bytes * part), nowMs);
  }
}
