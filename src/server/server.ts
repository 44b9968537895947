// The server put together: certificate, store, rooms, listener. Called by the entry, and by tests in their own process.
import { randomInt } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import type { Certificate } from '../net/certificate.js';
import { ProtocolError } from '../protocol/errors.js';
import {
  CONNECTIONS_PER_ADDRESS_MAX,
  LOGIN_TIMEOUT_MS,
  PING_TIMEOUT_MS,
  RESUME_SEAT_MS,
} from '../protocol/limits.js';
import { ArenaShelf } from './arena-shelf.js';
import { listen } from './listener.js';
import { Lobby } from './lobby.js';
import { describeError, type Log } from './log.js';
import { Players } from './players.js';
import type { MatchResult, Room } from './room.js';
import { type Hall, Session } from './session.js';
import type { Store } from './store.js';
import { Ticker } from './ticker.js';

/** How often silence and missing logins are looked for. */
const SWEEP_MS = 500;
/** How long players are waited for when the server ends. */
const FAREWELL_MS = 500;

/** Settings of a server; the times are those of limits.ts when left out. */
export interface ServerOptions {
  readonly port: number;
  /** Address to listen on; all of IPv6 and IPv4 when left out. */
  readonly bind?: string | undefined;
  readonly clientsMax: number;
  readonly connectionsPerAddressMax?: number;
  readonly certificate: Certificate;
  readonly store: Store;
  readonly log: Log;
  readonly serverName: string;
  /** The game's own when left out. */
  readonly arenas?: ArenaShelf;
  readonly loginTimeoutMs?: number;
  readonly pingTimeoutMs?: number;
  readonly resumeSeatMs?: number;
  readonly handshakeTimeoutMs?: number;
}

/** A server that listens. */
export interface RunningServer {
  readonly address: AddressInfo;
  readonly hall: Hall;
  readonly ticker: Ticker;
  /** Tells all players, keeps what is to be kept, and ends. */
  close(): Promise<void>;
}

/** Starts to listen. @throws Error of the listener, such as EADDRINUSE */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { store, log } = options;
  const sessions = new Set<Session>();
  let onLastClosed = (): void => {};
  const results = new Set<Promise<void>>();
  const ticker = new Ticker((ticks) =>
    log('warning', `The machine stood still: ${ticks} ticks were dropped.`),
  );
  const keep = (result: MatchResult): void => {
    const kept = store
      .addResult(String(randomInt(2 ** 47)), Date.now(), result)
      .catch((error) => log('error', `A result could not be kept: ${describeError(error)}`))
      .finally(() => results.delete(kept));
    results.add(kept);
  };
  const lobby = new Lobby({
    ticker,
    arenas: options.arenas ?? new ArenaShelf(),
    seed: () => randomInt(2 ** 31),
    onEmpty: (room) => log('room', `Room ${room.code} is empty and gone`),
    onPhase: (room, phase) => {
      if (phase === 'battle') log('match', `Room ${room.code}: the battle begins in ${room.options.arena}`);
    },
    onResult: (room, result) => {
      log('match', `Room ${room.code}: ${result.standings[0]?.nick ?? 'nobody'} is CHAMPION`);
      keep(result);
    },
    onError: (room, error) => {
      log('error', `Room ${room.code} is closed: ${describeError(error)}`);
      expelAll(room);
    },
  });
  const players = new Players(options.resumeSeatMs ?? RESUME_SEAT_MS, (player) =>
    log('player', `${player.nick} is gone`),
  );
  const hall: Hall = {
    players,
    lobby,
    store,
    log,
    serverName: options.serverName,
    certificateHash: options.certificate.hash,
    now: () => performance.now(),
  };

  /** Nobody stays in a room that has failed. */
  function expelAll(room: Room): void {
    for (const player of [...players]) {
      if (player.room !== room) continue;
      player.connection?.end(new ProtocolError('INTERNAL'));
      players.remove(player);
    }
  }

  const listener = await listen({
    port: options.port,
    bind: options.bind,
    certificate: options.certificate,
    connectionsPerAddressMax: options.connectionsPerAddressMax ?? CONNECTIONS_PER_ADDRESS_MAX,
    handshakeTimeoutMs: options.handshakeTimeoutMs,
    log,
    isFull: () => sessions.size >= options.clientsMax,
    onSocket(socket, address) {
      const session: Session = new Session(socket, address, hall, () => {
        sessions.delete(session);
        if (sessions.size === 0) onLastClosed();
      });
      sessions.add(session);
    },
  });

  const sweep = setInterval(() => {
    const now = performance.now();
    for (const session of sessions) {
      const isLate =
        session.state === 'greeting' && now - session.openedMs > (options.loginTimeoutMs ?? LOGIN_TIMEOUT_MS);
      if (isLate) session.connection.end(new ProtocolError('LOGIN_TIMEOUT'));
      else if (now - session.heardMs > (options.pingTimeoutMs ?? PING_TIMEOUT_MS)) {
        session.connection.end(new ProtocolError('TIMED_OUT'));
      }
    }
  }, SWEEP_MS);

  async function close(): Promise<void> {
    clearInterval(sweep);
    ticker.stop();
    listener.close();
    const allClosed = new Promise<void>((resolve) => {
      onLastClosed = resolve;
      if (sessions.size === 0) resolve();
    });
    for (const session of sessions) {
      session.connection.sendText({
        command: 'QUIT',
        body: { code: 'SHUTTING_DOWN', message: 'The server is shutting down.' },
      });
      session.quit();
      session.connection.end();
    }
    await Promise.race([allClosed, new Promise((resolve) => setTimeout(resolve, FAREWELL_MS))]);
    for (const session of sessions) session.connection.destroy();
    for (const player of [...players]) players.remove(player);
    await Promise.all(results);
    await store.close();
  }

  return { address: listener.address, hall, ticker, close };
}
