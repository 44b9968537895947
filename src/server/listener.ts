// The door: listens, counts connections by address and how fast they come, and lets in or refuses with a reason. Called by server.ts; who is let in
// is handed on as a TLS line.
import { once } from 'node:events';
import type { AddressInfo, Server } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { Certificate } from '../net/certificate.js';
import { Connection } from '../net/connection.js';
import { networkOf } from '../net/prefix.js';
import { createTlsServer, type HandshakeFault } from '../net/tls.js';
import { TokenBucket } from '../net/token-bucket.js';
import { type ErrorCode, ProtocolError } from '../protocol/errors.js';
import { MESSAGE_BYTES_BEFORE_LOGIN_MAX } from '../protocol/limits.js';
import { describeError, type Log } from './log.js';

/** An address that is banned is told so, and then not again for this long. */
const BAN_TOLD_MS = 10_000;
const BANNED_ADDRESSES_MAX = 10_000;
/** Addresses without a connection that are remembered at most. */
const ADDRESSES_MAX = 10_000;

/** Why somebody was refused; what is no code of the protocol, and SLOW_DOWN, is told to nobody. */
export type Refusal = ErrorCode | HandshakeFault;

/** Settings of the door. */
export interface ListenerOptions {
  readonly port: number;
  /** Address to listen on; all of IPv6 and IPv4 when left out. */
  readonly bind?: string | undefined;
  readonly certificate: Certificate;
  readonly connectionsPerAddressMax: number;
  readonly handshakeTimeoutMs?: number | undefined;
  readonly log: Log;
  /** Whether there is no place for one more. */
  isFull(): boolean;
  /** Why an address may not come in at all; null when it may. */
  refusalOf(address: string): ProtocolError | null;
  /** Somebody was refused, told or not. */
  onRefused(reason: Refusal): void;
  /** Somebody is let in. The socket is the caller's. */
  onSocket(socket: TLSSocket, address: string): void;
}

/** An open door. */
export interface Listener {
  readonly address: AddressInfo;
  /** Shows another certificate to those who come from now on. */
  useCertificate(certificate: Certificate): void;
  /** Lets nobody in any more; lines that are up stay. */
  close(): void;
}

/** Opens the door. @throws Error of the system, such as EADDRINUSE */
export async function listen(options: ListenerOptions): Promise<Listener> {
  const { certificate, connectionsPerAddressMax, handshakeTimeoutMs, log } = options;
  const crowd = new Crowd(connectionsPerAddressMax);
  const ears = new BannedEars((address) => options.refusalOf(address) !== null);
  const { server, useCertificate } = createTlsServer({
    key: certificate.key,
    cert: certificate.cert,
    ...(handshakeTimeoutMs === undefined ? {} : { handshakeTimeoutMs }),
    admit(address) {
      const refusal = ears.mayHear(address) ? crowd.enter(networkOf(address)) : 'BANNED';
      if (refusal !== null) options.onRefused(refusal);
      return refusal === null;
    },
    onFault: options.onRefused,
    onConnection(socket, address) {
      const ban = options.refusalOf(address);
      const isCrowd = crowd.isTooLarge(networkOf(address));
      if (ban !== null || isCrowd || options.isFull()) {
        const error = ban ?? new ProtocolError(isCrowd ? 'TOO_MANY_CONNECTIONS' : 'SERVER_FULL');
        options.onRefused(error.code);
        refuse(socket, address, error, log);
      } else options.onSocket(socket, address.replace(/^::ffff:/, ''));
    },
    onGone(address) {
      crowd.leave(networkOf(address));
    },
  });
  await openPort(server, options);
  server.on('error', (error) => log('error', describeError(error)));
  return {
    address: server.address() as AddressInfo,
    useCertificate: ({ key, cert }) => useCertificate(key, cert),
    close: () => server.close(),
  };
}

/** Who is here of each network, and how fast its people come: a handshake costs a server more than whoever begins it. */
class Crowd {
  readonly #networks = new Map<string, { count: number; readonly pace: TokenBucket }>();
  readonly #max: number;

  /** @param max connections of one network at the same time */
  constructor(max: number) {
    this.#max = max;
  }

  /** @returns null, or why not: one too many, or too soon after the others */
  enter(network: string): ErrorCode | null {
    let entry = this.#networks.get(network);
    if (entry === undefined) {
      if (this.#networks.size >= ADDRESSES_MAX) this.#forget();
      entry = { count: 0, pace: new TokenBucket(this.#max, 8 * this.#max) };
      this.#networks.set(network, entry);
    }
    // One more than is served, so that the one who is refused can be told why.
    if (entry.count > this.#max) return 'TOO_MANY_CONNECTIONS';
    if (!entry.pace.take(1, performance.now())) return 'SLOW_DOWN';
    entry.count++;
    return null;
  }

  isTooLarge(network: string): boolean {
    return (this.#networks.get(network)?.count ?? 0) > this.#max;
  }

  leave(network: string): void {
    const entry = this.#networks.get(network);
    if (entry !== undefined) entry.count--;
  }

  #forget(): void {
    for (const [network, { count }] of this.#networks) if (count === 0) this.#networks.delete(network);
  }
}

/** Whom to tell that his address is banned: now and then, since a handshake costs more than closing the door. */
class BannedEars {
  readonly #toldAtMs = new Map<string, number>();
  readonly #isBanned: (address: string) => boolean;

  constructor(isBanned: (address: string) => boolean) {
    this.#isBanned = isBanned;
  }

  /** @returns false for an address that is banned, and was told not long ago */
  mayHear(address: string): boolean {
    if (!this.#isBanned(address)) return true;
    const nowMs = performance.now();
    const network = networkOf(address);
    if (nowMs - (this.#toldAtMs.get(network) ?? Number.NEGATIVE_INFINITY) < BAN_TOLD_MS) return false;
    if (this.#toldAtMs.size >= BANNED_ADDRESSES_MAX) this.#toldAtMs.clear();
    this.#toldAtMs.set(network, nowMs);
    return true;
  }
}

async function openPort(server: Server, { port, bind }: ListenerOptions): Promise<void> {
  try {
    server.listen({ port, host: bind ?? '::', ipv6Only: false });
    await once(server, 'listening');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const hasNoIpv6 = bind === undefined && (code === 'EAFNOSUPPORT' || code === 'EADDRNOTAVAIL');
    if (!hasNoIpv6) throw error;
    server.listen({ port, host: '0.0.0.0' });
    await once(server, 'listening');
  }
}

function refuse(socket: TLSSocket, address: string, error: ProtocolError, log: Log): void {
  log('warning', `${address} was refused: ${error.code}`);
  const limits = { messageBytesMax: MESSAGE_BYTES_BEFORE_LOGIN_MAX, frameBytesMax: 0 };
  const ignore = (): void => {};
  const handlers = { onText: ignore, onFrame: ignore, onClose: ignore, onError: ignore };
  new Connection(socket, handlers, { limits }).end(error);
}
