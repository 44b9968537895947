// The server put together: certificate, store, rooms, listener. Called by the entry, and by tests in their own process.
import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import type { Certificate } from '../net/certificate.js';
import type { Connection } from '../net/connection.js';
import { SERVER_ID_BYTES } from '../protocol/discovery.js';
import { ERROR_CODES, ProtocolError } from '../protocol/errors.js';
import {
  CONNECTIONS_PER_ADDRESS_MAX,
  LOGIN_TIMEOUT_MS,
  PING_TIMEOUT_MS,
  RESUME_SEAT_MS,
} from '../protocol/limits.js';
import { ArenaShelf } from './arena-shelf.js';
import { Beacon } from './beacon.js';
import { optionsOf, votersOf } from './commands/vote.js';
import { type Handover, putBack } from './handover.js';
import { listen } from './listener.js';
import { Lobby } from './lobby.js';
import { describeError, type Log } from './log.js';
import { Order } from './order/order.js';
import { Password } from './password.js';
import type { Player } from './player.js';
import { Players } from './players.js';
import type { Room } from './room.js';
import { type Hall, Session } from './session.js';
import type { MatchResult } from './store/match-result.js';
import { loadRatings } from './store/ratings.js';
import type { Store } from './store/store.js';
import { createLobbyBucket, Talk } from './talk.js';
import { Ticker, type TickerClock } from './ticker.js';
import { Votes } from './vote.js';

/** How often silence and missing logins are looked for. */
const SWEEP_MS = 500;
/** How long it takes to start anew, as players are told. */
const RESTART_SECONDS = 5;
/** How long players are waited for when the server ends. */
const FAREWELL_MS = 500;

/** The time by which votes end. A vote that is open keeps no process. */
const VOTE_CLOCK: TickerClock = {
  now: () => performance.now(),
  setTimer: (run, delayMs) => setTimeout(run, delayMs).unref(),
  clearTimer: (timer) => clearTimeout(timer as NodeJS.Timeout),
};

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
  /** Program and version. */
  readonly serverName: string;
  /** What the host calls the server, and says to those who come. */
  readonly name?: string;
  readonly motd?: string;
  readonly roomsMax?: number;
  readonly logsChat?: boolean;
  /** What REGISTER and LOGIN ask for; none when left out or ''. */
  readonly password?: string;
  /** Players and rooms of the server before this one. */
  readonly handover?: Handover | null;
  /** Whether players of this network find the server by asking for one. */
  readonly discovery?: boolean;
  /** The game's own when left out. */
  readonly arenas?: ArenaShelf;
  readonly loginTimeoutMs?: number;
  readonly pingTimeoutMs?: number;
  readonly resumeSeatMs?: number;
  readonly handshakeTimeoutMs?: number;
}

/** Counts of a server, since its start where they only grow. */
export interface ServerStats {
  readonly connections: number;
  /** People who are logged in, those whose line is down for the moment too. */
  readonly players: number;
  readonly rooms: number;
  readonly battles: number;
  readonly connectionsTotal: number;
  readonly refusedTotal: number;
  /** Octets of the protocol, without TLS. */
  readonly bytesReceivedTotal: number;
  readonly bytesSentTotal: number;
}

/** A server that listens. */
export interface RunningServer {
  readonly address: AddressInfo;
  readonly hall: Hall;
  readonly ticker: Ticker;
  stats(): ServerStats;
  /** Shows another certificate to those who come from now on; lines that are up stay. */
  useCertificate(certificate: Certificate): void;
  /** Tells all players, keeps what is to be kept, and ends.
   *  @param code whether it comes back at once: then players wait for it */
  close(code?: 'SHUTTING_DOWN' | 'RESTARTING'): Promise<void>;
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
      .addResult(randomUUID(), Date.now(), result)
      .then(
        () => {},
        (error) => log('error', `A result could not be kept: ${describeError(error)}`),
      )
      .finally(() => results.delete(kept));
    results.add(kept);
  };
  const arenas = options.arenas ?? new ArenaShelf();
  const lobby = new Lobby(
    {
      ticker,
      arenas,
      seed: () => randomInt(2 ** 31),
      isChampion: (nick) => store.isChampion(nick),
      onEmpty: (room) => log('room', `Room ${room.code} is empty and gone`),
      onPhase: (room, phase) => {
        // Its end will be rated.
        if (room.memberCount > 1) void loadRatings();
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
    },
    options.roomsMax,
  );
  const { resumeSeatMs = RESUME_SEAT_MS, connectionsPerAddressMax = CONNECTIONS_PER_ADDRESS_MAX } = options;
  const players = new Players(resumeSeatMs, connectionsPerAddressMax, (player) => {
    log('player', `${player.nick} is gone`);
    talk.news('left', player);
  });
  const talk = new Talk('lobby', () => lobbyConnections());
  const now = (): number => performance.now();
  const order = new Order({ players, store, talk, log, now });
  const votes = new Votes<Room, Player>({
    clock: VOTE_CLOCK,
    people: votersOf,
    tell: (room, body) => room.tell('VOTE', body),
    carryOut(room, kind, value) {
      log('room', `Room ${room.code} has voted: ${kind} ${value}`);
      const player = players.find(value);
      if (kind !== 'kick') room.changeNext(optionsOf(kind, value));
      else if (player?.room === room) order.expel(room, player, 'by a vote');
    },
  });
  const hall: Hall = {
    players,
    order,
    votes,
    password: Password.of(options.password ?? ''),
    lobby,
    arenas,
    store,
    log,
    talk,
    lobbyChats: createLobbyBucket(),
    serverName: options.serverName,
    name: options.name ?? '',
    motd: options.motd ?? '',
    playersMax: options.clientsMax,
    logsChat: options.logsChat ?? false,
    certificateHash: options.certificate.hash,
    now,
  };

  function* lobbyConnections(): Iterable<Connection> {
    for (const { connection, room } of players)
      if (connection !== null && room?.phase !== 'battle') yield connection;
  }

  /** Nobody stays in a room that has failed. */
  function expelAll(room: Room): void {
    for (const player of [...players]) {
      if (player.room !== room) continue;
      player.connection?.end(new ProtocolError('INTERNAL'));
      players.remove(player);
    }
  }

  if (options.handover) putBack(hall, options.handover);
  const totals = { connections: 0, refused: 0, bytesReceived: 0, bytesSent: 0 };
  const listener = await listen({
    port: options.port,
    bind: options.bind,
    certificate: options.certificate,
    connectionsPerAddressMax,
    handshakeTimeoutMs: options.handshakeTimeoutMs,
    log,
    banOf(address) {
      const ban = order.banOf(address);
      return ban === null ? null : order.bannedError(ban);
    },
    isFull: () => sessions.size >= options.clientsMax,
    onRefused() {
      totals.refused++;
    },
    onSocket(socket, address) {
      totals.connections++;
      const session: Session = new Session(socket, address, hall, () => {
        sessions.delete(session);
        totals.bytesReceived += session.connection.bytesReceived;
        totals.bytesSent += session.connection.bytesSent;
        if (sessions.size === 0) onLastClosed();
      });
      sessions.add(session);
    },
  });

  function stats(): ServerStats {
    let battles = 0;
    for (const room of lobby) if (room.phase === 'battle') battles++;
    let { bytesReceived, bytesSent } = totals;
    for (const { connection } of sessions) {
      bytesReceived += connection.bytesReceived;
      bytesSent += connection.bytesSent;
    }
    return {
      connections: sessions.size,
      players: players.count,
      rooms: lobby.count,
      battles,
      connectionsTotal: totals.connections,
      refusedTotal: totals.refused,
      bytesReceivedTotal: bytesReceived,
      bytesSentTotal: bytesSent,
    };
  }

  const id = randomBytes(SERVER_ID_BYTES).toString('hex');
  const beacon =
    options.discovery === true
      ? await Beacon.start({
          hint: () => ({
            id,
            port: listener.address.port,
            players: players.count,
            playersMax: options.clientsMax,
            rooms: [...lobby].filter((room) => room.options.public).length,
            name: hall.name,
          }),
          now: hall.now,
          isLoopbackOnly: isLoopback(options.bind ?? ''),
        })
      : null;

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

  async function close(code: 'SHUTTING_DOWN' | 'RESTARTING' = 'SHUTTING_DOWN'): Promise<void> {
    clearInterval(sweep);
    ticker.stop();
    beacon?.close();
    listener.close();
    const allClosed = new Promise<void>((resolve) => {
      onLastClosed = resolve;
      if (sessions.size === 0) resolve();
    });
    const seconds = code === 'RESTARTING' ? RESTART_SECONDS : null;
    for (const session of sessions) session.dismiss(code, ERROR_CODES[code].meaning, seconds);
    await Promise.race([allClosed, new Promise((resolve) => setTimeout(resolve, FAREWELL_MS))]);
    for (const session of sessions) session.connection.destroy();
    for (const player of [...players]) players.remove(player);
    await Promise.all(results);
    await store.close();
  }

  function useCertificate(certificate: Certificate): void {
    listener.useCertificate(certificate);
    hall.certificateHash = certificate.hash;
  }

  return { address: listener.address, hall, ticker, stats, useCertificate, close };
}

function isLoopback(address: string): boolean {
  return address === 'localhost' || address === '::1' || address.startsWith('127.');
}
