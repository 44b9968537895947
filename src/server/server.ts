// The server put together: hall, listener, sessions, beacon. Called by the entry, and by tests in their own process.
import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import type { Certificate } from '../net/certificate.js';
import { SERVER_ID_BYTES } from '../protocol/discovery.js';
import { CONNECTIONS_PER_ADDRESS_MAX, NEWCOMERS_MAX } from '../protocol/limits.js';
import { Beacon } from './beacon.js';
import { createHall, type Hall, type HallOptions } from './hall.js';
import { type Handover, putBack } from './handover.js';
import { listen } from './listener.js';
import { Sessions, type SessionTimes } from './sessions.js';
import { Ticker } from './ticker.js';

/** Settings of a server; the times are those of limits.ts when left out. */
export interface ServerOptions extends HallOptions, SessionTimes {
  readonly port: number;
  /** Address to listen on; all of IPv6 and IPv4 when left out. */
  readonly bind?: string | undefined;
  /** Players and rooms of the server before this one. */
  readonly handover?: Handover | null;
  /** Whether players of this network find the server by asking for one. */
  readonly discovery?: boolean;
  readonly handshakeTimeoutMs?: number;
  readonly newcomersMax?: number;
  /** Real time of a tick; that of the rules when left out. */
  readonly tickMs?: number | undefined;
}

/** Counts of a server, since its start where they only grow. */
export interface ServerStats {
  readonly connections: number;
  /** People who are logged in, those whose line is down for the moment too. */
  readonly players: number;
  /** People that it serves at most. */
  readonly playersMax: number;
  readonly rooms: number;
  readonly battles: number;
  readonly connectionsTotal: number;
  /** Lines that were refused at the door, told or not, in all and by reason. */
  readonly refusedTotal: number;
  readonly refused: Readonly<Record<string, number>>;
  /** Errors that players were told, by code. */
  readonly errors: Readonly<Record<string, number>>;
  /** Ticks that were not made up for since the machine stood still for too long. */
  readonly ticksDroppedTotal: number;
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
  const { log, connectionsPerAddressMax = CONNECTIONS_PER_ADDRESS_MAX } = options;
  const ticker = new Ticker(
    (ticks) => log('warning', `The machine stood still: ${ticks} ticks were dropped.`),
    undefined,
    options.tickMs,
  );
  const hall = createHall(options, ticker);
  if (options.handover) putBack(hall, options.handover);
  const sessions = new Sessions(hall, options);
  const listener = await listen({
    port: options.port,
    bind: options.bind,
    certificate: options.certificate,
    connectionsPerAddressMax,
    handshakeTimeoutMs: options.handshakeTimeoutMs,
    log,
    isBanned: (address) => hall.gate.isBanned(address),
    turns: hall.turns,
    refusalOf: (address) => hall.gate.refusalOf(address),
    newcomersMax: options.newcomersMax ?? NEWCOMERS_MAX,
    onRefused: (reason) => hall.refused.add(reason),
    onSocket: (socket, address, steps) => sessions.open(socket, address, steps),
  });
  const { port } = listener.address;
  const beacon = options.discovery === true ? await startBeacon(hall, port, options.bind) : null;
  return {
    address: listener.address,
    hall,
    ticker,
    stats: () => ({ ...statsOf(hall, sessions), ticksDroppedTotal: ticker.droppedTotal }),
    useCertificate(certificate) {
      listener.useCertificate(certificate);
      hall.certificateHash = certificate.hash;
    },
    async close(code = 'SHUTTING_DOWN') {
      ticker.stop();
      beacon?.close();
      listener.close();
      await sessions.close(code);
      for (const player of [...hall.players]) hall.players.remove(player);
      await hall.store.close();
    },
  };
}

function statsOf(
  { players, playersMax, lobby, refused, errors }: Hall,
  sessions: Sessions,
): Omit<ServerStats, 'ticksDroppedTotal'> {
  const totals = sessions.totals();
  return {
    connections: sessions.count,
    players: players.count,
    playersMax,
    rooms: lobby.count,
    battles: [...lobby].filter(({ phase }) => phase === 'battle').length,
    connectionsTotal: totals.sessions,
    refusedTotal: refused.total,
    refused: refused.toJSON(),
    errors: errors.toJSON(),
    bytesReceivedTotal: totals.bytesReceived,
    bytesSentTotal: totals.bytesSent,
  };
}

/** Lets players of this network find the server. @param port where it listens */
function startBeacon(hall: Hall, port: number, bind?: string): Promise<Beacon> {
  const id = randomBytes(SERVER_ID_BYTES).toString('hex');
  return Beacon.start({
    hint: () => ({
      id,
      port,
      players: hall.players.count,
      playersMax: hall.playersMax,
      rooms: [...hall.lobby].filter(({ options }) => options.public).length,
      name: hall.name,
    }),
    now: hall.now,
    bind,
  });
}
