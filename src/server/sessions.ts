// The lines of a server that are up: each a session, counted, ended when it says nothing for too long, and sent off when the server
// ends. Owned by server.ts; what a session does is session.ts.
import type { TLSSocket } from 'node:tls';
import { ERROR_CODES } from '../protocol/errors.js';
import { LOGIN_TIMEOUT_MS, PING_TIMEOUT_MS, SLOW_READER_TIMEOUT_MS } from '../protocol/limits.js';
import type { Hall } from './hall.js';
import { BEAT_MS, Heartbeat } from './heartbeat.js';
import type { NewcomerSteps } from './newcomers.js';
import { Session } from './session.js';

/** How long it takes to start anew, as players are told. */
const RESTART_SECONDS = 5;
/** How long players are waited for when the server ends. */
const FAREWELL_MS = 500;

/** How long a line may be silent, or read nothing of what waits for it; the times are those of limits.ts when left out. */
export interface SessionTimes {
  readonly loginTimeoutMs?: number;
  readonly pingTimeoutMs?: number;
  readonly slowReaderTimeoutMs?: number;
}

/** All sessions. */
export class Sessions {
  readonly #hall: Hall;
  readonly #heartbeat: Heartbeat;
  readonly #open = new Set<Session>();
  readonly #beats: NodeJS.Timeout;
  #onLastClosed = (): void => {};
  #openedTotal = 0;
  /** Of sessions that are closed. */
  #bytesReceived = 0;
  #bytesSent = 0;

  constructor(hall: Hall, times: SessionTimes) {
    const { loginTimeoutMs = LOGIN_TIMEOUT_MS, pingTimeoutMs = PING_TIMEOUT_MS } = times;
    const { slowReaderTimeoutMs = SLOW_READER_TIMEOUT_MS } = times;
    this.#hall = hall;
    this.#heartbeat = new Heartbeat({ loginTimeoutMs, pingTimeoutMs, slowReaderTimeoutMs });
    this.#beats = setInterval(() => {
      this.#heartbeat.beat(this.#open, hall.now());
      hall.friends.look();
    }, BEAT_MS).unref();
  }

  /** Sessions that are open. */
  get count(): number {
    return this.#open.size;
  }

  /** Sessions since the start, and octets of the protocol that went over them. */
  totals(): { sessions: number; bytesReceived: number; bytesSent: number } {
    let bytesReceived = this.#bytesReceived;
    let bytesSent = this.#bytesSent;
    for (const { connection } of this.#open) {
      bytesReceived += connection.bytesReceived;
      bytesSent += connection.bytesSent;
    }
    return { sessions: this.#openedTotal, bytesReceived, bytesSent };
  }

  /** Begins a session. @param socket is the session's from now on @param steps told how it gets on until somebody has logged in */
  open(socket: TLSSocket, address: string, steps?: NewcomerSteps): void {
    this.#openedTotal++;
    const onClosed = (): void => {
      this.#open.delete(session);
      this.#bytesReceived += session.connection.bytesReceived;
      this.#bytesSent += session.connection.bytesSent;
      if (this.#open.size === 0) this.#onLastClosed();
    };
    const session: Session = new Session(socket, address, this.#hall, onClosed, steps);
    this.#open.add(session);
  }

  /** Tells all why they have to go, and ends all sessions; those too that are slow to hear it. */
  async close(code: 'SHUTTING_DOWN' | 'RESTARTING'): Promise<void> {
    clearInterval(this.#beats);
    const allClosed = new Promise<void>((resolve) => {
      this.#onLastClosed = resolve;
      if (this.#open.size === 0) resolve();
    });
    const seconds = code === 'RESTARTING' ? RESTART_SECONDS : null;
    for (const session of this.#open) session.dismiss(code, ERROR_CODES[code].meaning, seconds);
    // It keeps no process: the sockets that it is about do.
    const patience = new Promise((resolve) => setTimeout(resolve, FAREWELL_MS).unref());
    await Promise.race([allClosed, patience]);
    for (const session of this.#open) session.connection.destroy();
  }
}
