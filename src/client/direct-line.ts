// One direct line to another client (PROTOCOL 11.2), from its first octet to its last: boxes out, each of them acknowledged before the
// next, and boxes in. Made by direct-reach.ts on a TLS stream whose far end is not known yet: who can't name a line that is
// awaited is cut off without a word. It opens no box, and knows no nick.
import type { Duplex } from 'node:stream';
import { z } from 'zod';
import { Connection } from '../net/connection.js';
import { TokenBucket } from '../net/token-bucket.js';
import type { TextMessage } from '../protocol/framing.js';
import {
  BOX_LENGTH_MAX,
  BYTES_BURST,
  BYTES_PER_SECOND,
  COMMANDS_BURST,
  COMMANDS_PER_SECOND,
  DIRECT_ANSWER_TIMEOUT_MS,
  HANDSHAKE_TIMEOUT_MS,
  MESSAGE_BYTES_BEFORE_LOGIN_MAX,
  MESSAGE_BYTES_MAX,
} from '../protocol/limits.js';
import type { Timers } from './timers.js';

const helloSchema = z.strictObject({ line: z.string().regex(/^[A-Za-z0-9_-]{43}$/) });
const boxSchema = z.strictObject({
  box: z
    .string()
    .max(BOX_LENGTH_MAX)
    .regex(/^[A-Za-z0-9_-]+$/),
});

interface Waiting {
  readonly command: string;
  readonly id: number;
  readonly timer: unknown;
  resolve(isDone: boolean): void;
}

/** Takes a box. @returns false when it is none: the line ends */
export type TakeBox = (box: string) => boolean;

/** One direct line. */
export class DirectLine {
  /** Resolves when the line is over. */
  readonly over: Promise<void>;
  readonly #connection: Connection;
  readonly #timers: Timers;
  readonly #recognise: ((name: Buffer) => boolean) | null;
  readonly #messages = new TokenBucket(COMMANDS_PER_SECOND, COMMANDS_BURST);
  readonly #bytes = new TokenBucket(BYTES_PER_SECOND, BYTES_BURST);
  #isGreeted = false;
  #greeting: unknown;
  #waiting: Waiting | null = null;
  #sent = 0;
  #heard = 0;
  #take: TakeBox | null = null;
  /** A box that came before it may be taken. */
  #early: string | null = null;

  /** Takes over the stream.
   *  @param recognise at the end that was called: whether a line of this name is awaited; null at the end that calls */
  constructor(stream: Duplex, timers: Timers, recognise: ((name: Buffer) => boolean) | null) {
    this.#timers = timers;
    this.#recognise = recognise;
    this.#greeting = timers.set(() => this.end(), HANDSHAKE_TIMEOUT_MS);
    let tellOver = (): void => {};
    this.over = new Promise((resolve) => {
      tellOver = resolve;
    });
    this.#connection = new Connection(
      stream,
      {
        onText: (message) => this.#hear(message),
        onFrame: () => this.end(),
        onFault: () => this.end(),
        onBytes: (count) => {
          if (!this.#bytes.take(count, timers.now())) this.end();
        },
        onClose: () => {
          timers.clear(this.#greeting);
          this.#settle(false);
          tellOver();
        },
        // A mistake of this program with what a peer has sent: the line is over with it, and no more than that.
        onError: () => this.end(),
      },
      { limits: { messageBytesMax: MESSAGE_BYTES_BEFORE_LOGIN_MAX, frameBytesMax: 0 } },
    );
  }

  /** Number of the box that was sent last, from 1 on. */
  get sent(): number {
    return this.#sent;
  }

  /** Number of the box that was taken last, 0 for none. */
  get heard(): number {
    return this.#heard;
  }

  /** Names the line to the end that was called. @returns whether it is awaited there */
  async greet(name: Buffer): Promise<boolean> {
    const isAwaited = await this.#request('HELLO', 0, { line: name.toString('base64url') });
    if (isAwaited) this.#open();
    return isAwaited;
  }

  /** Sends a box; one at a time. @returns whether the other end has taken it; if not, the line is over */
  send(box: string): Promise<boolean> {
    this.#sent++;
    return this.#request('MSG', this.#sent, { box });
  }

  /** Gives boxes away from now on, the one first that came too early. */
  begin(take: TakeBox): void {
    this.#take = take;
    const box = this.#early;
    this.#early = null;
    if (box !== null) this.#give(take, box);
  }

  /** Cuts the line. */
  end(): void {
    this.#connection.destroy();
  }

  #request(command: string, id: number, body: object): Promise<boolean> {
    if (!this.#connection.isOpen) return Promise.resolve(false);
    return new Promise((resolve) => {
      const timer = this.#timers.set(() => this.end(), DIRECT_ANSWER_TIMEOUT_MS);
      this.#waiting = { command, id, timer, resolve };
      this.#connection.sendText({ command, id, body });
    });
  }

  #settle(isDone: boolean): void {
    const waiting = this.#waiting;
    this.#waiting = null;
    this.#timers.clear(waiting?.timer);
    waiting?.resolve(isDone);
  }

  #open(): void {
    this.#isGreeted = true;
    this.#timers.clear(this.#greeting);
    this.#connection.limits = { messageBytesMax: MESSAGE_BYTES_MAX, frameBytesMax: 0 };
  }

  #hear(message: TextMessage): void {
    const { command, id, status } = message;
    if (!this.#messages.take(1, this.#timers.now())) this.end();
    else if (status !== undefined) this.#hearAnswer(command, id, status === 'SUCC');
    else if (command === 'HELLO') this.#hearHello(message);
    else if (command === 'MSG' && this.#isGreeted) this.#hearBox(message);
    else this.end();
  }

  #hearAnswer(command: string, id: number, isDone: boolean): void {
    const waiting = this.#waiting;
    if (isDone && waiting?.command === command && waiting.id === id) this.#settle(true);
    else this.end();
  }

  #hearHello({ id, body }: TextMessage): void {
    const hello = helloSchema.safeParse(body);
    const recognise = this.#isGreeted ? null : this.#recognise;
    const isAwaited = hello.success && recognise?.(Buffer.from(hello.data.line, 'base64url')) === true;
    if (!isAwaited) {
      this.end();
      return;
    }
    this.#open();
    this.#connection.sendText({ command: 'HELLO', id, status: 'SUCC' });
  }

  #hearBox({ id, body }: TextMessage): void {
    const message = boxSchema.safeParse(body);
    // The next one is sent after this one was answered, so there is no second one to keep.
    if (!message.success || id !== this.#heard + 1 || this.#early !== null) this.end();
    else if (this.#take === null) this.#early = message.data.box;
    else this.#give(this.#take, message.data.box);
  }

  #give(take: TakeBox, box: string): void {
    if (!take(box)) {
      this.end();
      return;
    }
    this.#heard++;
    this.#connection.sendText({ command: 'MSG', id: this.#heard, status: 'SUCC' });
  }
}
