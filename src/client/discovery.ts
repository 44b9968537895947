// Looks for servers in this network (PROTOCOL 9): a question to the group by every interface, and each server that answers
// once. Used by the title screen and by `tank-client discover`. What is found is a hint: it is not trusted in anything.
import { randomBytes } from 'node:crypto';
import type { Socket } from 'node:dgram';
import { type Interface, listInterfaces, openAsker, sendToGroup } from '../net/multicast.js';
import {
  DISCOVERY_NONCE_BYTES,
  decodeAnswer,
  encodeQuestion,
  type ServerHint,
} from '../protocol/discovery.js';
import { PORT_DEFAULT } from '../protocol/limits.js';

/** When the question is sent, in ms from the start: a datagram may be lost. IPv6 comes second, so that a server that has both
 *  is shown with the address that people can read. */
const ASK_AT_MS = { 4: [0, 150, 400], 6: [60, 210, 460] } as const;
/** Servers that are told at most: a network full of forged ones is no use to anybody. */
const SERVERS_MAX = 64;

/** A server that has answered. */
export interface FoundServer extends ServerHint {
  /** Its address, with the interface behind "%" where a link-local one needs it. */
  readonly host: string;
}

/** Settings of a search. */
export interface DiscoveryOptions {
  /** How long answers are waited for. */
  readonly durationMs: number;
  /** Told of each server once, as it answers. */
  onFound(server: FoundServer): void;
  /** Of the group; another one in tests. */
  readonly port?: number;
}

/** One search; it ends by itself, and never fails. */
export class Discovery {
  readonly #options: DiscoveryOptions;
  readonly #nonce = randomBytes(DISCOVERY_NONCE_BYTES);
  readonly #sockets: Socket[] = [];
  readonly #timers: NodeJS.Timeout[] = [];
  readonly #found = new Set<string>();
  readonly #over: Promise<void>;
  #end: () => void = () => {};
  #isOver = false;

  constructor(options: DiscoveryOptions) {
    this.#options = options;
    this.#over = new Promise((resolve) => {
      this.#end = resolve;
    });
    for (const each of listInterfaces()) void this.#ask(each);
    this.#timers.push(setTimeout(() => this.stop(), options.durationMs));
  }

  /** Resolves when the search is over. */
  get over(): Promise<void> {
    return this.#over;
  }

  /** Ends the search; a second call does nothing. */
  stop(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    for (const timer of this.#timers) clearTimeout(timer);
    for (const socket of this.#sockets) socket.close();
    this.#end();
  }

  async #ask(by: Interface): Promise<void> {
    try {
      const socket = await openAsker(by, (datagram, from) => {
        const hint = decodeAnswer(datagram, this.#nonce);
        if (hint !== null) this.#tell(hint, from.address);
      });
      if (this.#isOver) {
        socket.close();
        return;
      }
      this.#sockets.push(socket);
      const question = encodeQuestion(this.#nonce);
      const send = (): void => sendToGroup(socket, by.family, question, this.#options.port ?? PORT_DEFAULT);
      for (const delayMs of ASK_AT_MS[by.family]) this.#timers.push(setTimeout(send, delayMs));
    } catch {
      // No multicast by this interface: nothing is found there.
    }
  }

  /** A server that answers by several interfaces is told once, with the address that was quickest. */
  #tell(hint: ServerHint, host: string): void {
    if (this.#isOver || this.#found.has(hint.id) || this.#found.size >= SERVERS_MAX) return;
    this.#found.add(hint.id);
    this.#options.onFound({ ...hint, host });
  }
}
