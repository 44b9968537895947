// The lines on which nothing gets on: a dead one is found by its silence, since a network that goes away says no farewell, and one whose
// reader has stopped by what waits for it. Owned by sessions.ts; what it ends, the session tells to those whom it concerns.
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
  readonly slowReaderTimeoutMs: number;
}

/** What it needs of a session. */
type Watched = Pick<Session, 'state' | 'openedMs' | 'heardMs'> & {
  readonly connection: Pick<Session['connection'], 'bytesTaken' | 'end' | 'destroy'>;
};

/** Watches the lines of a server. */
export class Heartbeat {
  readonly #patience: Patience;
  #lastMs = Number.POSITIVE_INFINITY;
  /** Lines for which something waits: how much they had taken, and since when it has been no more. */
  #stuck = new WeakMap<Watched, { readonly bytesTaken: number; readonly sinceMs: number }>();

  constructor(patience: Patience) {
    this.#patience = patience;
  }

  /** Ends the lines on which nobody has logged in in time, nothing was heard of the player for too long, or nothing of what waits was
   *  read for too long, however much is heard.
   *  @param nowMs by the clock of the sessions */
  beat(sessions: Iterable<Watched>, nowMs: number): void {
    const wasStopped = nowMs - this.#lastMs > STALL_MS;
    this.#lastMs = nowMs;
    // What has come in the meantime is still to be read: that is no silence.
    if (wasStopped) {
      this.#stuck = new WeakMap();
      return;
    }
    const { loginTimeoutMs, pingTimeoutMs } = this.#patience;
    for (const session of sessions) {
      const { state, openedMs, heardMs, connection } = session;
      if (state !== 'closed' && this.#isStuck(session, nowMs)) {
        // Who does not read is told nothing.
        connection.destroy(new ProtocolError('SLOW_READER'));
        continue;
      }
      // Who has not logged in yet may be a person who types.
      if (state === 'greeting') {
        if (nowMs - openedMs > loginTimeoutMs) connection.end(new ProtocolError('LOGIN_TIMEOUT'));
      } else if (nowMs - heardMs > pingTimeoutMs) connection.end(new ProtocolError('TIMED_OUT'));
    }
  }

  #isStuck(session: Watched, nowMs: number): boolean {
    const { bytesTaken } = session.connection;
    if (bytesTaken === null) {
      this.#stuck.delete(session);
      return false;
    }
    const before = this.#stuck.get(session);
    if (before?.bytesTaken === bytesTaken) return nowMs - before.sinceMs > this.#patience.slowReaderTimeoutMs;
    this.#stuck.set(session, { bytesTaken, sinceMs: nowMs });
    return false;
  }
}
