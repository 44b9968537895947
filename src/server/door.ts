// The door of a room: its password, and whom it keeps out for a while because he was sent away. Owned by room.ts.
import { ProtocolError } from '../protocol/errors.js';
import { KICK_SECONDS } from '../protocol/limits.js';
import type { Password } from './password.js';

/** People that a door remembers. */
const KEPT_OUT_MAX = 100;

/** One door. */
export class Door {
  /** null where anybody may come in who has the code. */
  password: Password | null = null;
  /** Their keys, and when they may come back. */
  readonly #keptOut = new Map<string, number>();

  /** What is told of the password: that there is one. */
  get lock(): { locked?: true } {
    return this.password === null ? {} : { locked: true };
  }

  /** Keeps somebody out for KICK_SECONDS. @param key doorKey of player.ts @param nowMs by any clock */
  keepOut(key: string, nowMs: number): void {
    // A map keeps the order in which keys came: the oldest makes room.
    const [oldest] = this.#keptOut.keys();
    if (this.#keptOut.size >= KEPT_OUT_MAX) this.#keptOut.delete(oldest);
    this.#keptOut.set(key, nowMs + KICK_SECONDS * 1000);
  }

  /** Asks somebody who wants to come in. @param network that counts as one guesser
   *  @throws ProtocolError KICKED, BAD_PASSWORD, SLOW_DOWN */
  require(key: string, password: string | undefined, network: string, nowMs: number): void {
    const leftMs = (this.#keptOut.get(key) ?? 0) - nowMs;
    if (leftMs > 0)
      throw new ProtocolError(
        'KICKED',
        'You were sent out of this room.',
        undefined,
        Math.ceil(leftMs / 1000),
      );
    this.password?.require(password, network, nowMs);
  }
}
