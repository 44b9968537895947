// The lines that nobody speaks on: a dead one is found by its silence, since a network that goes away says no farewell. Owned by
// sessions.ts; what it ends, the session tells to those whom it concerns.
import { ProtocolError } from '../protocol/errors.js';
import type { Session } from './session.js';

/** How often silence and missing logins are looked for. */
export const BEAT_MS = 500;
/** A beat that comes later than this after the one before: this process was stopped, not the lines. */
const STALL_MS = 3 * BEAT_MS;

/** How long each is waited for, in ms. */
export interface Patience {
  readonly loginTimeoutMs: number;
  readonly pingTimeoutMs: number;
}

/** Watches the lines of a server. */
export class Heartbeat {
  readonly #patience: Patience;
  #lastMs = Number.POSITIVE_INFINITY;

  constructor(patience: Patience) {
    this.#patience = patience;
  }

  /** Ends the lines on which nobody has logged in in time, or nothing was heard of the player for too long.
   *  @param nowMs by the clock of the sessions */
  beat(
    sessions: Iterable<Pick<Session, 'state' | 'openedMs' | 'heardMs' | 'connection'>>,
    nowMs: number,
  ): void {
    const wasStopped = nowMs - this.#lastMs > STALL_MS;
    this.#lastMs = nowMs;
    // What has come in the meantime is still to be read: that is no silence.
    if (wasStopped) return;
    const { loginTimeoutMs, pingTimeoutMs } = this.#patience;
    for (const { state, openedMs, heardMs, connection } of sessions) {
      // Who has not logged in yet may be a person who types.
      if (state === 'greeting') {
        if (nowMs - openedMs > loginTimeoutMs) connection.end(new ProtocolError('LOGIN_TIMEOUT'));
      } else if (nowMs - heardMs > pingTimeoutMs) connection.end(new ProtocolError('TIMED_OUT'));
    }
  }
}
