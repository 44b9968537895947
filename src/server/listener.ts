// The door: listens, lets in one after the other as TLS lines, and holds those on which nobody has logged in yet to a bound. Who may log in
// is asked later, of whom it may concern. Called by server.ts.
import { once } from 'node:events';
import type { AddressInfo, Server } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { Certificate } from '../net/certificate.js';
import { Connection } from '../net/connection.js';
import { type Network, networkOf, networksOf } from '../net/prefix.js';
import { createTlsServer, type HandshakeFault } from '../net/tls.js';
import type { ErrorCode, ProtocolError } from '../protocol/errors.js';
import { MESSAGE_BYTES_BEFORE_LOGIN_MAX } from '../protocol/limits.js';
import { Handshakes } from './handshakes.js';
import { describeError, type Log } from './log.js';
import { type NewcomerSteps, Newcomers } from './newcomers.js';
import type { Customer, Turns } from './turns.js';

/** An address that is banned is told so, and then not again for this long. */
const BAN_TOLD_MS = 10_000;
const BANNED_ADDRESSES_MAX = 10_000;

/** Why somebody was refused; what is no code of the protocol is told to nobody, nor that a line was too many before a login. */
export type Refusal = ErrorCode | HandshakeFault;

/** Settings of the door. */
export interface ListenerOptions {
  readonly port: number;
  /** Address to listen on; all of IPv6 and IPv4 when left out. */
  readonly bind?: string | undefined;
  readonly certificate: Certificate;
  readonly connectionsPerAddressMax: number;
  /** Lines on which nobody has logged in. */
  readonly newcomersMax: number;
  readonly handshakeTimeoutMs?: number | undefined;
  readonly log: Log;
  /** Whether an address is banned, so that few are to come from it. */
  isBanned(address: string): boolean;
  /** Handshakes take turns with commands. */
  readonly turns: Pick<Turns, 'enter'>;
  /** Why an address may not come in at all; null when it may, if only to log in as somebody whom its ban does not hold. */
  refusalOf(address: string): ProtocolError | null;
  /** Somebody was refused, told or not. */
  onRefused(reason: Refusal): void;
  /** Somebody is let in. The socket is the caller's, who tells how it gets on. */
  onSocket(socket: TLSSocket, address: string, steps: NewcomerSteps): void;
}

/** An open door. */
export interface Listener {
  readonly address: AddressInfo;
  /** Shows another certificate to those who come from now on. */
  useCertificate(certificate: Certificate): void;
  /** Lets nobody in any more; lines that are up stay. */
  close(): void;
}

/** What a handshake costs: its key exchange and signature, which come after its turn. */
const HANDSHAKE_US = 1000;

/** Somebody whose handshake may begin, and who takes turns for that. */
class Arrival implements Customer {
  readonly laterUs = HANDSHAKE_US;
  readonly hasWaiting = false;
  readonly networks: readonly Network[];
  readonly #begin: () => void;

  constructor(address: string, begin: () => void) {
    this.networks = networksOf(address);
    this.#begin = begin;
  }

  serve(): null {
    this.#begin();
    return null;
  }
}

/** Opens the door. @throws Error of the system, such as EADDRINUSE */
export async function listen(options: ListenerOptions): Promise<Listener> {
  const { certificate, connectionsPerAddressMax, handshakeTimeoutMs, log } = options;
  const newcomers = new Newcomers(options.newcomersMax);
  const handshakes = new Handshakes(connectionsPerAddressMax);
  const ears = new BannedEars((address) => options.isBanned(address));
  const { server, useCertificate } = createTlsServer({
    key: certificate.key,
    cert: certificate.cert,
    ...(handshakeTimeoutMs === undefined ? {} : { handshakeTimeoutMs }),
    admit(address, caller) {
      const isHeard = ears.mayHear(address);
      if (!isHeard) options.onRefused('BANNED');
      else if (newcomers.add(caller)) options.onRefused('TOO_MANY_CONNECTIONS');
      return isHeard;
    },
    onKnock(caller, begin) {
      newcomers.advance(caller);
      handshakes.add(caller, () => options.turns.enter(new Arrival(caller.address, begin)));
    },
    onFault: options.onRefused,
    onConnection(socket, address, caller) {
      newcomers.advance(caller);
      const ban = options.refusalOf(address);
      if (ban === null) {
        const advance = (): void => newcomers.advance(caller);
        const leave = (): void => newcomers.remove(caller);
        options.onSocket(socket, address.replace(/^::ffff:/, ''), { advance, leave });
        return;
      }
      options.onRefused(ban.code);
      refuse(socket, address, ban, log);
    },
    onGone(_address, caller) {
      newcomers.remove(caller);
      handshakes.remove(caller);
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
