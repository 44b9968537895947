// How much of something a peer may do: so many a second, and a burst at once. Used by the server, one bucket for each
// peer and kind of thing. Counts in thousandths, so that no fraction is ever lost or gained; the time is passed in.

/** A token bucket: full at the start, refilled as time passes. */
export class TokenBucket {
  readonly #ratePerSecond: number;
  readonly #burst: number;
  #thousandths: number;
  #lastMs: number | undefined;

  /** @param ratePerSecond tokens that come back each second, an integer above 0
   *  @param burst tokens that it holds at most, an integer above 0 */
  constructor(ratePerSecond: number, burst: number) {
    if (!isCount(ratePerSecond) || !isCount(burst))
      throw new RangeError('a rate and a burst are integers above 0');
    this.#ratePerSecond = ratePerSecond;
    this.#burst = burst;
    this.#thousandths = burst * 1000;
  }

  /** Takes tokens, all or none.
   *  @param count how many, an integer from 0
   *  @param nowMs the time by any clock; its fraction is left for later, a step back gives nothing
   *  @returns whether there were enough */
  take(count: number, nowMs: number): boolean {
    this.#refill(Math.floor(nowMs));
    if (count * 1000 > this.#thousandths) return false;
    this.#thousandths -= count * 1000;
    return true;
  }

  /** Whether there are enough to take. @param nowMs as of take() */
  has(count: number, nowMs: number): boolean {
    this.#refill(Math.floor(nowMs));
    return count * 1000 <= this.#thousandths;
  }

  /** Takes tokens whether there are enough or not: what is missing is owed, and comes back first.
   *  @param count how many, an integer from 0 */
  spend(count: number, nowMs: number): void {
    this.#refill(Math.floor(nowMs));
    this.#thousandths -= count * 1000;
  }

  /** Milliseconds until nothing is owed any more and there is something of a token, 0 when there is. */
  waitMs(nowMs: number): number {
    this.#refill(Math.floor(nowMs));
    return this.#thousandths > 0 ? 0 : Math.floor(-this.#thousandths / this.#ratePerSecond) + 1;
  }

  #refill(nowMs: number): void {
    const elapsedMs = nowMs - (this.#lastMs ?? nowMs);
    // After a step back the new time counts: otherwise a corrected clock would keep the bucket empty for as long.
    this.#lastMs = nowMs;
    if (elapsedMs <= 0) return;
    // A token a second is a thousandth a millisecond.
    this.#thousandths = Math.min(this.#burst * 1000, this.#thousandths + elapsedMs * this.#ratePerSecond);
  }
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value > 0;
}
