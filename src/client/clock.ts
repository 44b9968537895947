// Which tick the prediction should have reached: the server's tick now, as the snapshots tell it, plus the way that an
// input needs to get there, plus a margin for the jitter. Pure: time is passed in. Used by the send loop.
import { TICK_MS } from '../game/units.js';

/** How fast an old estimate gives way to a later one, in ticks a second: clocks drift, routes change. */
const FORGET_TICKS_PER_SECOND = 0.5;
/** Least margin in ticks; it grows at once when an input comes too late and shrinks slowly. */
const MARGIN_TICKS_MIN = 1;
const MARGIN_TICKS_MAX = 15;

/** Estimates the server's tick from what is received. */
export class ServerClock {
  /** Server's tick at local time 0, of the snapshot that had the quickest way. */
  #tickAtZero = Number.NEGATIVE_INFINITY;
  #heardMs = 0;
  #marginTicks = MARGIN_TICKS_MIN;

  /** Ticks that inputs are sent early, beyond the way that they need. */
  get marginTicks(): number {
    return this.#marginTicks;
  }

  /** A snapshot came in.
   *  @param margin ticks that the last input had waited at the server; negative when it was late */
  hear(tick: number, margin: number, nowMs: number): void {
    const elapsedSeconds = (nowMs - this.#heardMs) / 1000;
    const tickAtZero = tick - nowMs / TICK_MS;
    this.#tickAtZero = Math.max(tickAtZero, this.#tickAtZero - FORGET_TICKS_PER_SECOND * elapsedSeconds);
    if (margin < 0) this.#marginTicks = Math.min(MARGIN_TICKS_MAX, this.#marginTicks + 0.25 - margin * 0.25);
    else if (margin > 2)
      this.#marginTicks = Math.max(MARGIN_TICKS_MIN, this.#marginTicks - 0.02 * elapsedSeconds);
    this.#heardMs = nowMs;
  }

  /** The tick that the prediction should have reached.
   *  @param roundTripMs 0 or more */
  targetTick(nowMs: number, roundTripMs: number): number {
    if (this.#tickAtZero === Number.NEGATIVE_INFINITY) return 0;
    return Math.floor(this.#tickAtZero + (nowMs + roundTripMs) / TICK_MS + this.#marginTicks);
  }
}
