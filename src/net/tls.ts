// The two ends of a TLS line (PROTOCOL 1): a listener that lets nobody in who does not speak `tank/1`, or what else was agreed,
// and a connect that hands a socket on only after its certificate was accepted. Knows nothing of what is said on the line.
import { createHash, X509Certificate } from 'node:crypto';
import {
  createServer as createTcpServer,
  isIP,
  type LookupFunction,
  type Server,
  type Socket,
} from 'node:net';
import { connect, createSecureContext, type SecureContextOptions, TLSSocket } from 'node:tls';
import { ALPN, HANDSHAKE_TIMEOUT_MS } from '../protocol/limits.js';
import { fingerprintOf } from './certificate.js';
import { dial } from './dial.js';

const SECURITY = {
  minVersion: 'TLSv1.3',
  maxVersion: 'TLSv1.3',
  // Without this a client could force a group that costs 200 times as much.
  ecdhCurve: 'X25519:P-256',
} as const satisfies SecureContextOptions;

/** Why a socket that was admitted became no line. */
export type HandshakeFault = 'HANDSHAKE_TIMEOUT' | 'HANDSHAKE_FAILED' | 'OTHER_PROTOCOL';

/** Somebody who has come as far as a listener. */
export interface Caller {
  readonly address: string;
  /** Cuts the line. */
  drop(): void;
}

/** Settings of a listener. */
export interface TlsServerOptions {
  readonly key: string;
  readonly cert: string;
  /** Asked before the handshake: false closes the socket at once, at no cost. */
  admit(address: string, caller: Caller): boolean;
  /** The first octets have come of somebody who was admitted. @param begin begins the handshake, which costs; at once when this is
   *  left out */
  onKnock?(caller: Caller, begin: () => void): void;
  /** A line is up. The socket is the caller's. */
  onConnection(socket: TLSSocket, address: string, caller: Caller): void;
  /** A handshake has failed, and it was not the peer who closed the socket. */
  onFault?(fault: HandshakeFault): void;
  /** An admitted socket is closed, whether its handshake succeeded or not. */
  onGone(address: string, caller: Caller): void;
  readonly handshakeTimeoutMs?: number;
  /** Application protocol that is spoken; that of the game when left out. */
  readonly alpn?: string;
}

/** A TCP server that makes a TLS line of each connection; the caller lets it listen. */
export interface TlsServer {
  readonly server: Server;
  /** Shows another certificate to those who come from now on. @throws Error when key and certificate don't fit */
  useCertificate(key: string, cert: string): void;
}

/** Makes one. */
export function createTlsServer(options: TlsServerOptions): TlsServer {
  let secureContext = createSecureContext({ key: options.key, cert: options.cert, ...SECURITY });
  const server = createTcpServer((raw) => {
    const address = raw.remoteAddress ?? '';
    // A socket without a listener for its error would end the process.
    raw.on('error', () => raw.destroy());
    const caller: Caller = { address, drop: () => raw.destroy() };
    if (!options.admit(address, caller)) {
      raw.destroy();
      return;
    }
    const deadline = setTimeout(() => {
      options.onFault?.('HANDSHAKE_TIMEOUT');
      raw.destroy();
    }, options.handshakeTimeoutMs ?? HANDSHAKE_TIMEOUT_MS);
    raw.once('close', () => {
      clearTimeout(deadline);
      options.onGone(address, caller);
    });
    const begin = (): void => {
      if (!raw.destroyed) shakeHands(raw, options, secureContext, caller, deadline);
    };
    if (options.onKnock === undefined) begin();
    else
      raw.once('readable', () => {
        if (raw.readableLength > 0) options.onKnock?.(caller, begin);
        else raw.destroy();
      });
  });
  return {
    server,
    useCertificate(key, cert) {
      secureContext = createSecureContext({ key, cert, ...SECURITY });
    },
  };
}

function shakeHands(
  raw: Socket,
  options: TlsServerOptions,
  secureContext: ReturnType<typeof createSecureContext>,
  caller: Caller,
  deadline: NodeJS.Timeout,
): void {
  const { alpn = ALPN } = options;
  const socket = new TLSSocket(raw, { isServer: true, secureContext, ALPNProtocols: [alpn] });
  let isUp = false;
  const fail = (fault: HandshakeFault | null): void => {
    if (fault !== null && !isUp && !raw.destroyed) options.onFault?.(fault);
    raw.destroy();
  };
  socket.on('error', (error: NodeJS.ErrnoException) => fail(faultOfHandshake(error)));
  socket.once('secure', () => {
    clearTimeout(deadline);
    // A client that offers no protocol at all passes the negotiation: it is refused by hand.
    if (socket.alpnProtocol !== alpn) {
      fail('OTHER_PROTOCOL');
      return;
    }
    isUp = true;
    options.onConnection(socket, caller.address, caller);
  });
}

function faultOfHandshake({ code }: NodeJS.ErrnoException): HandshakeFault | null {
  // The peer has gone; that is its right.
  if (code === 'ECONNRESET' || code === 'EPIPE') return null;
  return code === 'ERR_SSL_NO_APPLICATION_PROTOCOL' ? 'OTHER_PROTOCOL' : 'HANDSHAKE_FAILED';
}

/** Why there is no line. */
export type ConnectFault =
  | 'REFUSED'
  | 'UNREACHABLE'
  | 'UNKNOWN_HOST'
  | 'TIMED_OUT'
  | 'NOT_A_TANK_SERVER'
  | 'CLOSED'
  | 'NOT_TRUSTED';

/** No line; the code says why. */
export class ConnectError extends Error {
  constructor(
    readonly code: ConnectFault,
    message: string,
  ) {
    super(message);
  }
}

/** What a server has shown, beside its key. */
export interface ShownCertificate {
  /** SHA-256 of the certificate in DER, 32 octets. */
  readonly hash: Buffer;
  /** An authority that this machine trusts says that it is that of the name which was connected to. */
  readonly isVouched: boolean;
}

/** Says whether a server is the right one. @param fingerprint of its key, as `AA:BB:..` (certificate.ts) */
export type Verify<Answer> = (fingerprint: string, shown: ShownCertificate) => Answer;

/** Where to connect to, and whom to trust. */
export interface ConnectOptions {
  readonly host: string;
  readonly port: number;
  /** Milliseconds until the handshake must be done. */
  readonly timeoutMs: number;
  /** Asked before an octet is sent; may take its time. */
  readonly verify: Verify<boolean | Promise<boolean>>;
  /** Application protocol that is spoken; that of the game when left out. */
  readonly alpn?: string;
  /** Finds the host's addresses, for a caller that knows them already. */
  readonly lookup?: LookupFunction | undefined;
}

/** A line to a server. */
export interface TlsLine {
  readonly socket: TLSSocket;
}

/** Connects. @throws ConnectError */
export async function connectTls(options: ConnectOptions): Promise<TlsLine> {
  const { host, port, lookup, timeoutMs } = options;
  const startedMs = performance.now();
  const giveUp = new AbortController();
  const deadline = setTimeout(
    () => giveUp.abort(new ConnectError('TIMED_OUT', 'no answer in time')),
    timeoutMs,
  );
  let raw: Socket;
  try {
    raw = await dial({ host, port, lookup, signal: giveUp.signal });
  } catch (error) {
    throw error instanceof ConnectError ? error : faultOf(error as Error, false);
  } finally {
    clearTimeout(deadline);
  }
  return shakeHandsWith(raw, options, timeoutMs - (performance.now() - startedMs));
}

/** Makes a line of a TCP connection. @param timeoutMs for it to be done @throws ConnectError */
function shakeHandsWith(raw: Socket, options: ConnectOptions, timeoutMs: number): Promise<TlsLine> {
  const { host, port, alpn = ALPN } = options;
  return new Promise((resolve, reject) => {
    const socket = connect({
      socket: raw,
      // The certificate is mostly the server's own: it is checked by the fingerprint of its key, as SSH does.
      rejectUnauthorized: false,
      ALPNProtocols: [alpn],
      ...(isIP(host) === 0 ? { servername: host } : {}),
      ...SECURITY,
    });
    const fail = (error: ConnectError): void => {
      clearTimeout(deadline);
      socket.destroy();
      reject(error);
    };
    const onError = (error: Error): void => fail(faultOf(error, true));
    const onClose = (): void => fail(faultOf(new Error('closed'), true));
    const deadline = setTimeout(
      () => fail(new ConnectError('NOT_A_TANK_SERVER', 'no answer in time')),
      timeoutMs,
    );
    socket.on('error', onError);
    socket.once('close', onClose);
    socket.once('secureConnect', () => {
      clearTimeout(deadline);
      if (socket.alpnProtocol !== alpn) {
        fail(new ConnectError('NOT_A_TANK_SERVER', `${host}:${port} does not speak ${alpn}`));
        return;
      }
      verifyPeer(socket, options).then(
        (isTrusted) => {
          if (!isTrusted) return fail(new ConnectError('NOT_TRUSTED', 'the certificate was not accepted'));
          if (socket.destroyed) return fail(new ConnectError('CLOSED', 'the server has closed the line'));
          socket.off('error', onError);
          socket.off('close', onClose);
          return resolve({ socket });
        },
        (error: Error) => fail(new ConnectError('NOT_TRUSTED', error.message)),
      );
    });
  });
}

async function verifyPeer(socket: TLSSocket, { host, verify }: ConnectOptions): Promise<boolean> {
  // getPeerX509Certificate() takes the certificate out of the chain: whoever asks again gets nothing.
  const certificate = new X509Certificate(socket.getPeerCertificate().raw);
  // `authorized` holds when the chain ends at a known authority and the name is the right one; nobody vouches for a bare address.
  const isVouched = socket.authorized && isIP(host) === 0;
  const hash = createHash('sha256').update(certificate.raw).digest();
  return verify(fingerprintOf(certificate), { hash, isVouched });
}

function faultOf(error: NodeJS.ErrnoException, isTcpUp: boolean): ConnectError {
  switch (error.code) {
    case 'ECONNREFUSED':
      return new ConnectError('REFUSED', error.message);
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new ConnectError('UNKNOWN_HOST', error.message);
    case 'ETIMEDOUT':
      return new ConnectError('TIMED_OUT', error.message);
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'EADDRNOTAVAIL':
      return new ConnectError('UNREACHABLE', error.message);
  }
  // Once TCP is up, whatever fails is a peer that speaks something else, or has shut the door.
  const isClosed = error.code === 'ECONNRESET' || error.code === 'EPIPE' || error.message === 'closed';
  if (isTcpUp && !isClosed) return new ConnectError('NOT_A_TANK_SERVER', error.message);
  return new ConnectError(isTcpUp ? 'CLOSED' : 'UNREACHABLE', error.message);
}
