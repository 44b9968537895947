// Answers those who look for servers in this network (PROTOCOL 9): a question comes in by multicast, what the server says of
// itself goes back. Started by server.ts. It sends nothing unasked, never more than was asked with, and a flood costs only
// the one who sends it.
import type { Socket } from 'node:dgram';
import { joinGroup, listInterfaces, openListener } from '../net/multicast.js';
import { TokenBucket } from '../net/token-bucket.js';
import { decodeQuestion, encodeAnswer, type ServerHint } from '../protocol/discovery.js';
import {
  DISCOVERY_QUESTIONS_BURST,
  DISCOVERY_QUESTIONS_PER_SECOND,
  PORT_DEFAULT,
} from '../protocol/limits.js';

/** How often interfaces are looked for that have come up since. */
const INTERFACES_MS = 5000;
/** Addresses that are remembered; past it the oldest is forgotten. */
const SOURCES_MAX = 1024;
/** Answers a second to all together, so that forged senders don't count. */
const ANSWERS_PER_SECOND = 100;

/** What a beacon needs. */
export interface BeaconOptions {
  /** What is said, asked for at each answer. */
  hint(): ServerHint;
  /** Milliseconds that only grow. */
  now(): number;
  /** Of the group; another one in tests. */
  readonly port?: number;
  /** Only this machine can hear it: for a server that listens on loopback. */
  readonly isLoopbackOnly: boolean;
}

/** A beacon that answers. */
export class Beacon {
  readonly #options: BeaconOptions;
  readonly #sockets: Socket[] = [];
  readonly #sources = new Map<string, TokenBucket>();
  readonly #all = new TokenBucket(ANSWERS_PER_SECOND, ANSWERS_PER_SECOND);
  readonly #timers: NodeJS.Timeout[] = [];

  private constructor(options: BeaconOptions) {
    this.#options = options;
  }

  /** Listens on every interface that can do it; where none can, nobody is answered. */
  static async start(options: BeaconOptions): Promise<Beacon> {
    const beacon = new Beacon(options);
    await Promise.all([beacon.#listen(4), beacon.#listen(6)]);
    return beacon;
  }

  /** Answers no more. */
  close(): void {
    for (const timer of this.#timers) clearInterval(timer);
    for (const socket of this.#sockets) socket.close();
  }

  async #listen(family: 4 | 6): Promise<void> {
    const { hint, isLoopbackOnly, port } = this.#options;
    try {
      const socket = await openListener(family, port ?? PORT_DEFAULT, (datagram, from, reply) => {
        const nonce = decodeQuestion(datagram);
        if (nonce !== null && this.#mayAsk(from.address)) reply(encodeAnswer(nonce, hint()));
      });
      this.#sockets.push(socket);
      const join = (): void => {
        for (const each of listInterfaces()) {
          if (each.family === family && (each.isLoopback || !isLoopbackOnly)) joinGroup(socket, each);
        }
      };
      join();
      this.#timers.push(setInterval(join, INTERFACES_MS).unref());
    } catch {
      // This machine has no such family: players there type the address.
    }
  }

  #mayAsk(address: string): boolean {
    const now = this.#options.now();
    const bucket =
      this.#sources.get(address) ??
      new TokenBucket(DISCOVERY_QUESTIONS_PER_SECOND, DISCOVERY_QUESTIONS_BURST);
    // Put at the end again: the first one is always the one that was silent for longest.
    this.#sources.delete(address);
    this.#sources.set(address, bucket);
    if (this.#sources.size > SOURCES_MAX) this.#sources.delete(this.#sources.keys().next().value!);
    return bucket.take(1, now) && this.#all.take(1, now);
  }
}
