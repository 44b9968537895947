// How much may be on its way to the terminal. A line far away has room for a minute of frames before it pushes back, and a key
// would be answered behind all of them; so each frame ends with a question that every terminal answers, and the answers tell
// what has arrived. No frame goes while one is out, but as many bytes as have come through without waiting for each other.
// Used by terminal.ts; writes and reads nothing itself.
import { SYSTEM_TIMERS, type Timers } from './timers.js';

/** Primary device attributes (DA1): all terminals answer it, in turn. */
export const ARRIVED_QUERY = '\x1b[c';
/** The answer. */
export const ARRIVED_ANSWER = /^.\[\?[\d;]*c$/;

/** A terminal that has not answered in this time never will; one that has answered before is only slow. */
const NEVER_MS = 1000;
const LOST_MS = 10_000;
/** An answer that takes so much longer than the quickest one has waited behind other bytes. */
const LATE_MS = 50;
const WINDOW_BYTES_MAX = 65_536;

/** Counts what is on its way. */
export class Pace {
  readonly #timers: Timers;
  readonly #onOpen: () => void;
  /** Questions that are out: when each was sent, and the bytes that were on their way with it. */
  #out: { readonly atMs: number; readonly bytes: number; readonly inFlight: number }[] = [];
  #inFlight = 0;
  #windowBytes = 0;
  #quickestMs = Number.POSITIVE_INFINITY;
  #timer: unknown = null;
  #isMute = false;

  /** @param onOpen called when something may be sent again */
  constructor(onOpen: () => void, timers: Timers = SYSTEM_TIMERS) {
    this.#onOpen = onOpen;
    this.#timers = timers;
  }

  /** Whether a frame may be sent. */
  get isOpen(): boolean {
    return this.#isMute || this.#inFlight === 0 || this.#inFlight < this.#windowBytes;
  }

  /** Answers that are still to come; 0 from a terminal that gives none. */
  get expected(): number {
    return this.#isMute ? 0 : this.#out.length;
  }

  /** Whether the terminal is one that answers. */
  get hasAnswered(): boolean {
    return this.#quickestMs !== Number.POSITIVE_INFINITY;
  }

  /** Bytes were sent, and a question behind them. */
  sent(bytes: number): void {
    this.#inFlight += bytes;
    this.#out.push({ atMs: this.#timers.now(), bytes, inFlight: this.#inFlight });
    this.#timer ??= this.#timers.set(this.#giveUp, this.#limitMs());
  }

  /** An answer has come. */
  answered(): void {
    const asked = this.#out.shift();
    this.#isMute = false;
    if (asked === undefined) return;
    this.#wait();
    this.#inFlight -= asked.bytes;
    const tookMs = this.#timers.now() - asked.atMs;
    this.#quickestMs = Math.min(this.#quickestMs, tookMs);
    const isLate = tookMs > this.#quickestMs + LATE_MS;
    if (isLate) this.#windowBytes >>= 1;
    else this.#windowBytes = Math.min(WINDOW_BYTES_MAX, Math.max(this.#windowBytes, 2 * asked.inFlight));
    if (this.isOpen) this.#onOpen();
  }

  /** Waits for nothing any more. */
  close(): void {
    this.#timers.clear(this.#timer);
    this.#timer = null;
  }

  #limitMs(): number {
    return this.hasAnswered ? LOST_MS : NEVER_MS;
  }

  /** For the oldest answer that is out. */
  #wait(): void {
    this.close();
    const oldest = this.#out[0];
    if (oldest === undefined) return;
    const leftMs = Math.max(0, oldest.atMs + this.#limitMs() - this.#timers.now());
    this.#timer = this.#timers.set(this.#giveUp, leftMs);
  }

  readonly #giveUp = (): void => {
    this.#timer = null;
    this.#isMute = !this.hasAnswered;
    this.#out = [];
    this.#inFlight = 0;
    this.#onOpen();
  };
}
