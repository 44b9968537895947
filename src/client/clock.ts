// Time between client and server, in ticks with a fraction: the server's present, as the snapshots tell it, and the tick that
// the prediction should have reached, so much later that an input gets there in time. Pure: time is passed in. Fed by the
// receive loop, asked by the send and draw loops. It never jumps and never goes back but at a start or after a long stop.
import { TICK_MS } from '../game/units.js';

/** How fast an old estimate gives way to a later one, in ticks a second: clocks drift, routes change. */
const FORGET_TICKS_PER_SECOND = 0.5;
/** Margin in ticks beyond the way that an input needs; it grows when one comes too late, and shrinks by a share of what is
 *  more than enough with each that does not. */
const MARGIN_TICKS_MIN = 1;
const MARGIN_TICKS_MAX = 15;
const MARGIN_TICKS_ENOUGH = 2;
const MARGIN_SHRINK_SHARE = 0.05;
/** A clock that is off by less than this has done what the margin asked for. */
const SETTLED_TICKS = 0.5;
/** Share by which a clock runs faster or slower until it is right: nobody sees it. */
const SLEW = 0.06;
/** An error of more ticks than this is not worth to be crept up to. */
const JUMP_TICKS = 12;
/** Shares of the newest value in the means of round trip and jitter (RFC 6298, RFC 3550). */
const ROUND_TRIP_SHARE = 1 / 4;
const JITTER_SHARE = 1 / 16;

/** A clock that is brought to its target little by little. */
class SlewedClock {
  #tick = Number.NaN;
  #atMs = 0;
  /** Ticks by which it was off when it was asked last. */
  error = 0;

  /** @returns the tick now, with a fraction */
  advance(target: number, nowMs: number, tickMs: number): number {
    const elapsed = Math.max(0, nowMs - this.#atMs) / tickMs;
    const expected = this.#tick + elapsed;
    const error = target - expected;
    this.error = error;
    this.#atMs = Math.max(this.#atMs, nowMs);
    if (Number.isNaN(expected) || Math.abs(error) > JUMP_TICKS) this.#tick = target;
    else this.#tick = expected + Math.max(-SLEW * elapsed, Math.min(SLEW * elapsed, error));
    return this.#tick;
  }

  /** Goes to its target at once the next time. */
  reset(): void {
    this.#tick = Number.NaN;
  }
}

/** Estimates the server's tick from what is received. */
export class ServerClock {
  /** Real time of a tick. */
  readonly tickMs: number;
  /** Server's tick at local time 0, of the snapshot that had the quickest way. */
  #tickAtZero = Number.NEGATIVE_INFINITY;
  #heardMs = 0;
  #marginTicks = MARGIN_TICKS_MIN;
  #roundTripMs = -1;
  #lastRoundTripMs = -1;
  #jitterMs = 0;
  #lastAtZero = Number.NaN;
  readonly #present = new SlewedClock();
  readonly #predicted = new SlewedClock();

  constructor(tickMs: number = TICK_MS) {
    this.tickMs = tickMs;
  }

  /** Ticks that inputs are sent early, beyond the way that they need. */
  get marginTicks(): number {
    return this.#marginTicks;
  }

  /** Mean difference between the ways of one snapshot and the next, in ms (RFC 3550, section 6.4.1). */
  get jitterMs(): number {
    return this.#jitterMs;
  }

  /** Ticks that a snapshot is on its way. */
  get halfWayTicks(): number {
    return Math.max(0, this.#roundTripMs) / 2 / this.tickMs;
  }

  /** A snapshot came in. */
  hear(tick: number, nowMs: number): void {
    const elapsedSeconds = (nowMs - this.#heardMs) / 1000;
    const tickAtZero = tick - nowMs / this.tickMs;
    this.#tickAtZero = Math.max(tickAtZero, this.#tickAtZero - FORGET_TICKS_PER_SECOND * elapsedSeconds);
    if (!Number.isNaN(this.#lastAtZero)) {
      const differenceMs = Math.abs(tickAtZero - this.#lastAtZero) * this.tickMs;
      this.#jitterMs += (differenceMs - this.#jitterMs) * JITTER_SHARE;
    }
    this.#lastAtZero = tickAtZero;
    this.#heardMs = nowMs;
  }

  /** The server has acted on an input.
   *  @param margin ticks that it had waited there; negative when it was late */
  hearInput(margin: number): void {
    if (margin < 0) {
      // One that was sent before the clock had caught up tells nothing new.
      if (Math.abs(this.#predicted.error) > SETTLED_TICKS) return;
      this.#marginTicks = Math.min(MARGIN_TICKS_MAX, this.#marginTicks + 0.5 - margin);
    } else if (margin > MARGIN_TICKS_ENOUGH) {
      const shrink = (margin - MARGIN_TICKS_ENOUGH) * MARGIN_SHRINK_SHARE;
      this.#marginTicks = Math.max(MARGIN_TICKS_MIN, this.#marginTicks - shrink);
    }
  }

  /** Tells the round trip that was measured last; the same value again changes nothing.
   *  @param measuredMs below 0 while it is unknown */
  hearRoundTrip(measuredMs: number): void {
    if (measuredMs < 0 || measuredMs === this.#lastRoundTripMs) return;
    this.#lastRoundTripMs = measuredMs;
    if (this.#roundTripMs < 0) {
      this.#roundTripMs = measuredMs;
      this.#present.reset();
      this.#predicted.reset();
    } else this.#roundTripMs += (measuredMs - this.#roundTripMs) * ROUND_TRIP_SHARE;
  }

  /** The tick that the server has now, with a fraction; 0 before the first snapshot. */
  presentTick(nowMs: number): number {
    if (this.#tickAtZero === Number.NEGATIVE_INFINITY) return 0;
    return this.#present.advance(
      this.#tickAtZero + nowMs / this.tickMs + this.halfWayTicks,
      nowMs,
      this.tickMs,
    );
  }

  /** The tick that the prediction should have reached, with a fraction; 0 before the first snapshot. */
  predictedTick(nowMs: number): number {
    if (this.#tickAtZero === Number.NEGATIVE_INFINITY) return 0;
    const wayMs = Math.max(0, this.#roundTripMs);
    const target = this.#tickAtZero + (nowMs + wayMs) / this.tickMs + this.#marginTicks;
    return this.#predicted.advance(target, nowMs, this.tickMs);
  }
}
