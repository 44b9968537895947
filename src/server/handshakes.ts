// How fast handshakes begin: one costs a server more than whoever asks for it, so that each network has so many a second, and the server
// so many between two turns of its loop, since ticks come first. Who is too soon waits, and the last one to come goes first: the others
// may have given up. Used by listener.ts; the bound on those who wait is that of newcomers.ts.
import { type Network, networksOf } from '../net/prefix.js';
import { TokenBucket } from '../net/token-bucket.js';
import type { Newcomer } from './newcomers.js';
import type { TickerClock } from './ticker.js';

/** Handshakes of a server that begin within so many milliseconds. */
const TURN_HANDSHAKES = 5;
const TURN_MS = 10;
/** Handshakes of one address for each connection that it may have: a second, and at once after a pause. A wider network may begin
 *  twice as many. */
const PER_SECOND = 4;
const BURST = 8;
/** Networks of which the pace is kept; past it, that of those who have not come for the longest time is forgotten. */
const NETWORKS_MAX = 10_000;

/** A timer that keeps no process. */
const CLOCK: TickerClock = {
  now: () => performance.now(),
  setTimer: (run, delayMs) => setTimeout(run, delayMs).unref(),
  clearTimer: (timer) => clearTimeout(timer as NodeJS.Timeout),
};

interface Wish {
  readonly networks: readonly Network[];
  begin(): void;
}

/** The handshakes of one server. */
export class Handshakes {
  readonly #connectionsPerAddressMax: number;
  readonly #clock: TickerClock;
  readonly #waiting = new Map<Newcomer, Wish>();
  readonly #paces = new Map<string, TokenBucket>();
  #turnEndMs = 0;
  #turnLeft = 0;
  #isTimed = false;

  constructor(connectionsPerAddressMax: number, clock = CLOCK) {
    this.#connectionsPerAddressMax = connectionsPerAddressMax;
    this.#clock = clock;
  }

  /** Somebody wants to begin. @param begin called once, now or later */
  add(newcomer: Newcomer, begin: () => void): void {
    const wish = { networks: networksOf(newcomer.address), begin };
    if (this.#mayBegin(wish)) begin();
    else {
      this.#waiting.set(newcomer, wish);
      this.#wait();
    }
  }

  /** Somebody has gone. */
  remove(newcomer: Newcomer): void {
    this.#waiting.delete(newcomer);
  }

  #wait(): void {
    if (this.#isTimed || this.#waiting.size === 0) return;
    this.#isTimed = true;
    this.#clock.setTimer(() => {
      this.#isTimed = false;
      this.#serve();
      this.#wait();
    }, TURN_MS);
  }

  #serve(): void {
    for (const [newcomer, wish] of [...this.#waiting].reverse()) {
      if (!this.#mayBegin(wish)) {
        if (this.#turnLeft === 0) return;
        continue;
      }
      this.#waiting.delete(newcomer);
      wish.begin();
    }
  }

  #mayBegin({ networks }: Wish): boolean {
    const nowMs = this.#clock.now();
    if (nowMs >= this.#turnEndMs) {
      this.#turnEndMs = nowMs + TURN_MS;
      this.#turnLeft = TURN_HANDSHAKES;
    }
    if (this.#turnLeft === 0) return false;
    const paces = networks.map((network) => this.#paceOf(network));
    if (!paces.every((pace) => pace.has(1, nowMs))) return false;
    for (const pace of paces) pace.take(1, nowMs);
    this.#turnLeft--;
    return true;
  }

  #paceOf({ name, share }: Network): TokenBucket {
    const max = this.#connectionsPerAddressMax * Math.min(share, 2);
    const pace = this.#paces.get(name) ?? new TokenBucket(PER_SECOND * max, BURST * max);
    // A map keeps the order in which keys came.
    this.#paces.delete(name);
    this.#paces.set(name, pace);
    if (this.#paces.size > NETWORKS_MAX)
      for (const oldest of this.#paces.keys()) if (this.#paces.delete(oldest)) break;
    return pace;
  }
}
