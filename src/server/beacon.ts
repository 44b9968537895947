// Answers those who look for servers in this network (PROTOCOL 9): a question comes in by multicast, what the server says of
// itself goes back. Started by server.ts. It sends nothing unasked, never more than was asked with, and a flood costs only
// the one who sends it.
import type { Socket } from 'node:dgram';
import { interfaceOf, joinGroup, listInterfaces, openListener } from '../net/multicast.js';
import { networkOf } from '../net/prefix.js';
import { TokenBucket } from '../net/token-bucket.js';
import { decodeQuestion, encodeAnswer, type ServerHint } from '../protocol/discovery.js';
import {
  DISCOVERY_QUESTIONS_BURST,
  DISCOVERY_QUESTIONS_PER_SECOND,
  PORT_DEFAULT,
} from '../protocol/limits.js';

/** How often interfaces are looked for that have come up since. */
const INTERFACES_MS = 5000;
/** Networks that are remembered; past it the oldest is forgotten. */
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
  /** Address on which the server listens; without it all. Only the network of its interface is answered. */
  readonly bind?: string | undefined;
}

/** A beacon that answers. */
export class Beacon {
  readonly #options: BeaconOptions;
  /** null where the server listens everywhere, undefined where this machine has no such address: nobody is answered then. */
  readonly #bound: ReturnType<typeof interfaceOf> | undefined;
  readonly #sockets: Socket[] = [];
  readonly #sources = new Map<string, TokenBucket>();
  readonly #all = new TokenBucket(ANSWERS_PER_SECOND, ANSWERS_PER_SECOND);
  readonly #timers: NodeJS.Timeout[] = [];

  private constructor(options: BeaconOptions) {
    this.#options = options;
    const { bind } = options;
    const address = bind === 'localhost' || bind?.startsWith('127.') ? '127.0.0.1' : bind;
    const isAnywhere = address === undefined || address === '::' || address === '0.0.0.0';
    this.#bound = isAnywhere ? null : (interfaceOf(address) ?? undefined);
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
    const { hint, port } = this.#options;
    const bound = this.#bound;
    if (bound !== null && bound?.on.family !== family) return;
    try {
      const socket = await openListener(family, port ?? PORT_DEFAULT, (datagram, from, reply) => {
        const nonce = decodeQuestion(datagram);
        const isNear =
          !bound || bound.network.check(from.address.split('%')[0], family === 4 ? 'ipv4' : 'ipv6');
        if (nonce !== null && isNear && this.#mayAsk(networkOf(from.address)))
          reply(encodeAnswer(nonce, hint()));
      });
      this.#sockets.push(socket);
      const join = (): void => {
        for (const each of listInterfaces()) {
          if (each.family === family && (!bound || bound.on.name === each.name)) joinGroup(socket, each);
        }
      };
      join();
      this.#timers.push(setInterval(join, INTERFACES_MS).unref());
    } catch {
      // This machine has no such family: players there type the address.
    }
  }

  #mayAsk(network: string): boolean {
    const now = this.#options.now();
    const bucket =
      this.#sources.get(network) ??
      new TokenBucket(DISCOVERY_QUESTIONS_PER_SECOND, DISCOVERY_QUESTIONS_BURST);
    // Put at the end again: the first one is always the one that was silent for longest.
    this.#sources.delete(network);
    this.#sources.set(network, bucket);
    if (this.#sources.size > SOURCES_MAX) this.#sources.delete(this.#sources.keys().next().value!);
    return bucket.take(1, now) && this.#all.take(1, now);
  }
}
