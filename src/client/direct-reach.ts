// How two clients that want a direct line come to each other: the door of the one, open only while somebody is awaited, and the call
// of the other. In goes where a peer is and the secret name of the line; out comes a line on which both have shown that they
// know it. Used by direct-desk.ts. It must never write an octet to somebody who shows another certificate.
import { timingSafeEqual } from 'node:crypto';
import type { Duplex } from 'node:stream';
import { Door } from '../net/door.js';
import { type ConnectOptions, connectTls } from '../net/tls.js';
import { DIRECT_ALPN } from '../protocol/limits.js';
import { ownAddresses } from './direct-addresses.js';
import { DirectLine } from './direct-line.js';
import type { DirectPlace } from './direct-notes.js';
import type { Timers } from './timers.js';

/** How long one address is tried for. */
const CALL_MS = 3000;
const KEEP_ALIVE_MS = 15_000;
/** What stands in the certificate: nothing that tells whose it is. */
const CERTIFICATE_NAME = 'tank-direct';

/** The network, which a test may replace. */
export interface DirectNetwork {
  /** What a peer may be told. */
  addresses(): readonly string[];
  /** @throws ConnectError */
  connect(options: ConnectOptions): Promise<Duplex>;
}

const NETWORK: DirectNetwork = {
  addresses: ownAddresses,
  connect: async (options) => {
    const { socket } = await connectTls(options);
    return socket.setKeepAlive(true, KEEP_ALIVE_MS);
  },
};

interface Awaited {
  readonly name: Buffer;
  onLine(line: DirectLine): void;
}

/** One client's way to others, and theirs to it. */
export class DirectReach {
  readonly #timers: Timers;
  readonly #network: DirectNetwork;
  readonly #door: Door;
  readonly #awaited = new Set<Awaited>();
  /** Who came in, and has not said yet whom he wants. */
  readonly #guests = new Set<DirectLine>();

  constructor(timers: Timers, network: DirectNetwork = NETWORK) {
    this.#timers = timers;
    this.#network = network;
    this.#door = new Door({
      alpn: DIRECT_ALPN,
      name: CERTIFICATE_NAME,
      onGuest: (socket) => this.#letIn(socket.setKeepAlive(true, KEEP_ALIVE_MS)),
    });
  }

  /** Gets ready what takes time, so that no frame of a battle waits for it later. */
  prepare(): void {
    // Told where the door is opened.
    this.#door.prepare().catch(() => {});
  }

  /** Opens the door for one line. @param port 0 for any @param onLine called once, unless it is forgotten before
   *  @returns what the peer must know @throws Error when nothing can listen there */
  async await(name: Buffer, port: number, onLine: (line: DirectLine) => void): Promise<DirectPlace> {
    this.#awaited.add({ name, onLine });
    try {
      const place = await this.#door.open(port);
      return { ...place, addresses: this.#network.addresses() };
    } catch (error) {
      this.forget(name);
      throw error;
    }
  }

  /** Awaits a line no more; behind the last one the door is shut. */
  forget(name: Buffer): void {
    for (const awaited of this.#awaited) if (awaited.name.equals(name)) this.#awaited.delete(awaited);
    if (this.#awaited.size > 0) return;
    this.#door.close();
    for (const guest of this.#guests) guest.end();
  }

  /** Calls a peer at all of its addresses at once. @returns null when it is not there, or is somebody else */
  async call({ addresses, port, hash }: DirectPlace, name: Buffer): Promise<DirectLine | null> {
    const verify: ConnectOptions['verify'] = (_, shown) => shown.hash.equals(hash);
    const calls = addresses.map((host) =>
      this.#network.connect({ host, port, timeoutMs: CALL_MS, verify, alpn: DIRECT_ALPN }),
    );
    const first = await Promise.any(calls).catch(() => null);
    for (const call of calls) {
      call.then(
        (stream) => {
          if (stream !== first) stream.on('error', () => {}).destroy();
        },
        () => {},
      );
    }
    if (first === null) return null;
    const line = new DirectLine(first, this.#timers, null);
    return (await line.greet(name)) ? line : null;
  }

  #letIn(stream: Duplex): void {
    const line = new DirectLine(stream, this.#timers, (name) => this.#recognise(name, line));
    this.#guests.add(line);
    void line.over.then(() => this.#guests.delete(line));
  }

  #recognise(name: Buffer, line: DirectLine): boolean {
    const found = [...this.#awaited].find((awaited) => timingSafeEqual(awaited.name, name));
    if (found === undefined) return false;
    this.#guests.delete(line);
    this.#awaited.delete(found);
    found.onLine(line);
    return true;
  }
}
