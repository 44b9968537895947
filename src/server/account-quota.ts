// How many accounts may be made from one network in a day, since each of them is kept. Owned by the hall, asked by REGISTER. In memory alone:
// with the server a new day begins. The time is passed in, by a clock that only grows.
import { NetworkCounts } from '../net/network-counts.js';
import { ProtocolError } from '../protocol/errors.js';

/** Accounts that one address may make in a day when the operator says nothing else: a class that begins at once is let in. */
export const ACCOUNTS_PER_ADDRESS_DEFAULT = 50;
const DAY_MS = 24 * 3600 * 1000;

/** The new accounts of a day. */
export class AccountQuota {
  #networks = new NetworkCounts();
  #dayBeganMs = 0;

  /** @param perAddressMax for one address (prefix.ts); wider networks may make their share times as many */
  constructor(public perAddressMax: number) {}

  /** Counts one more. @throws ProtocolError TOO_MANY_ACCOUNTS with the seconds until a new day begins; nothing is counted then */
  take(address: string, nowMs: number): void {
    if (nowMs - this.#dayBeganMs >= DAY_MS) {
      this.#networks = new NetworkCounts();
      this.#dayBeganMs = nowMs;
    }
    if (this.#networks.overfull(address, this.perAddressMax) !== null) {
      const seconds = Math.ceil((this.#dayBeganMs + DAY_MS - nowMs) / 1000);
      throw new ProtocolError('TOO_MANY_ACCOUNTS', undefined, undefined, seconds);
    }
    this.#networks.add(address);
  }
}
