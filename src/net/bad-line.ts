// One direction of a bad line: what goes in comes out in the same order, later, and by a seed always the same. Pure: time is
// passed in. The simulation uses it in virtual time; LaggedStream (below) in real time for `--lag` and the lag proxy.
import { Duplex } from 'node:stream';
import { drawInteger, type RandomState } from '../game/random.js';

/** What a line does to what goes over it. */
export interface LineFaults {
  /** Milliseconds from one end to the other, on average, and how far off the average they may be. */
  readonly delayMs: number;
  readonly jitterMs: number;
  /** On average once in so many milliseconds nothing comes through for `stallMs`, as when TCP has lost a packet; 0 for never. */
  readonly stallEveryMs?: number;
  readonly stallMs?: number;
  /** Octets a second; 0 for no limit. Needs items with a length. */
  readonly bytesPerSecond?: number;
}

/** A queue of items on their way. */
export class BadLine<Item> {
  readonly #waiting: { readonly item: Item; readonly dueMs: number }[] = [];
  readonly #faults: LineFaults;
  readonly #random: RandomState;
  #lastMs = 0;
  #busyUntilMs = 0;
  #nextStallMs: number;

  /** @param random drawn from for each item */
  constructor(faults: LineFaults, random: RandomState) {
    this.#faults = faults;
    this.#random = random;
    this.#nextStallMs = this.#drawStall(0);
  }

  /** When the next item comes out; Infinity when none is on its way. */
  get nextMs(): number {
    return this.#waiting[0]?.dueMs ?? Number.POSITIVE_INFINITY;
  }

  /** Puts an item in. @param bytes its length, for the rate limit */
  push(item: Item, nowMs: number, bytes = 0): void {
    const { delayMs, jitterMs, stallMs = 0, bytesPerSecond = 0 } = this.#faults;
    if (nowMs >= this.#nextStallMs) {
      this.#lastMs = Math.max(this.#lastMs, nowMs + stallMs);
      this.#nextStallMs = this.#drawStall(nowMs + stallMs);
    }
    const jitter = jitterMs === 0 ? 0 : drawInteger(this.#random, 2 * jitterMs + 1) - jitterMs;
    if (bytesPerSecond > 0) {
      this.#busyUntilMs = Math.max(this.#busyUntilMs, nowMs) + (bytes * 1000) / bytesPerSecond;
    }
    // TCP keeps the order: nothing overtakes.
    this.#lastMs = Math.max(this.#lastMs, this.#busyUntilMs, nowMs + Math.max(0, delayMs + jitter));
    this.#waiting.push({ item, dueMs: this.#lastMs });
  }

  /** Holds all back that goes in from now on, until a time. */
  stallUntil(untilMs: number): void {
    this.#lastMs = Math.max(this.#lastMs, untilMs);
  }

  /** Takes out what has arrived, oldest first. */
  *arrived(nowMs: number): Generator<Item> {
    while (this.#waiting.length > 0 && this.nextMs <= nowMs) yield this.#waiting.shift()!.item;
  }

  #drawStall(afterMs: number): number {
    const { stallEveryMs = 0 } = this.#faults;
    if (stallEveryMs === 0) return Number.POSITIVE_INFINITY;
    return afterMs + 1 + drawInteger(this.#random, 2 * stallEveryMs);
  }
}

/** Octets on their way, or that nothing follows, or that the stream is gone. */
type Piece = Buffer | 'end' | 'close';

/** A stream whose octets take as long in both directions as a bad line makes them. */
export class LaggedStream extends Duplex {
  readonly #inner: Duplex;
  readonly #up: BadLine<Piece>;
  readonly #down: BadLine<Piece>;
  #timer: NodeJS.Timeout | undefined;

  /** Takes over a stream. @param faults of each direction @param seed any integer */
  constructor(inner: Duplex, faults: LineFaults, seed: number) {
    super({ allowHalfOpen: inner.allowHalfOpen });
    this.#inner = inner;
    this.#up = new BadLine(faults, { random: seed | 0 });
    this.#down = new BadLine(faults, { random: (seed + 1) | 0 });
    inner.on('data', (chunk: Buffer) => this.#put(this.#down, chunk));
    inner.on('end', () => this.#put(this.#down, 'end'));
    inner.on('error', (error) => this.destroy(error));
    inner.on('close', () => this.#put(this.#down, 'close'));
  }

  /** Hands a socket's own setting on. */
  setNoDelay(isOn: boolean): this {
    if ('setNoDelay' in this.#inner && typeof this.#inner.setNoDelay === 'function')
      this.#inner.setNoDelay(isOn);
    return this;
  }

  override _read(): void {
    // What arrives is pushed as it comes: a client never lets the game wait.
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.#put(this.#up, chunk);
    done();
  }

  override _final(done: () => void): void {
    this.#put(this.#up, 'end');
    done();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    clearTimeout(this.#timer);
    this.#inner.destroy();
    done(error);
  }

  #put(line: BadLine<Piece>, piece: Piece): void {
    line.push(piece, performance.now(), typeof piece === 'string' ? 0 : piece.length);
    this.#schedule();
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    const nextMs = Math.min(this.#up.nextMs, this.#down.nextMs);
    if (nextMs === Number.POSITIVE_INFINITY || this.destroyed) return;
    this.#timer = setTimeout(() => this.#deliver(), Math.max(0, nextMs - performance.now()));
  }

  #deliver(): void {
    // A timer may be early by a part of a millisecond.
    const nowMs = performance.now() + 0.5;
    for (const piece of this.#up.arrived(nowMs)) {
      if (typeof piece === 'string') this.#inner.end();
      else this.#inner.write(piece);
    }
    for (const piece of this.#down.arrived(nowMs)) {
      if (piece === 'close') this.destroy();
      else this.push(piece === 'end' ? null : piece);
    }
    this.#schedule();
  }
}
