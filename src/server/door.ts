// The door of a room: its password, and whom it keeps out for a while because he was sent away. Owned by room.ts.
import { networkOf } from '../net/prefix.js';
import { ProtocolError } from '../protocol/errors.js';
import { KICK_SECONDS } from '../protocol/limits.js';
import { type Hold, isHeld, type Returning } from './order/hold.js';
import type { Password } from './password.js';

/** People that a door remembers. */
const KEPT_OUT_MAX = 100;

/** One door. */
export class Door {
  /** null where anybody may come in who has the code. */
  password: Password | null = null;
  /** Who, and until when; the oldest first. */
  readonly #keptOut: { readonly hold: Hold; readonly untilMs: number }[] = [];

  /** What is told of the password: that there is one. */
  get lock(): { locked?: true } {
    return this.password === null ? {} : { locked: true };
  }

  /** Keeps somebody out for KICK_SECONDS, and who comes from the same network afterwards. @param nowMs by any clock */
  keepOut(hold: Hold, nowMs: number): void {
    if (this.#keptOut.length >= KEPT_OUT_MAX) this.#keptOut.shift();
    this.#keptOut.push({ hold, untilMs: nowMs + KICK_SECONDS * 1000 });
  }

  /** Asks somebody who wants to come in.
   *  @throws ProtocolError KICKED, BAD_PASSWORD, SLOW_DOWN */
  require(person: Returning, password: string | undefined, nowMs: number): void {
    const held = this.#keptOut.filter(({ hold }) => isHeld(hold, person));
    const leftMs = Math.max(0, ...held.map(({ untilMs }) => untilMs - nowMs));
    if (leftMs > 0)
      throw new ProtocolError(
        'KICKED',
        'You were sent out of this room.',
        undefined,
        Math.ceil(leftMs / 1000),
      );
    this.password?.require(password, networkOf(person.address), nowMs);
  }
}
