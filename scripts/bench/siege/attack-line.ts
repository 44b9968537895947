// One line of an attacker: comes from an address of its own choice, says what it is told to, and reads nothing of the answers but what it
// asked for. Its messages are put together by hand, so that an attack costs the attacker little.
import type { TLSSocket } from 'node:tls';
import { formatMessage, Receiver, type TextMessage } from '../../../src/protocol/framing.js';
import { SERVER_MESSAGE_BYTES_MAX } from '../../../src/protocol/limits.js';
import { connectFrom } from './connect-from.js';

/** One line. */
export class AttackLine {
  /** Everything about it that differs from line to line. */
  readonly number: number;
  readonly address: string;
  readonly #port: number;
  #socket: TLSSocket | null = null;
  #answer: ((message: TextMessage) => void) | null = null;
  /** Messages said so far. */
  said = 0;

  /** @param address of 127.0.0.0/8 */
  constructor(number: number, address: string, port: number) {
    this.number = number;
    this.address = address;
    this.#port = port;
  }

  get isUp(): boolean {
    return this.#socket?.writable === true;
  }

  /** Comes, in place of the line before. @throws Error when it is not let in */
  async connect(): Promise<void> {
    this.close();
    const socket = await connectFrom(this.address, this.#port);
    this.#socket = socket;
    const receiver = new Receiver({ messageBytesMax: SERVER_MESSAGE_BYTES_MAX, frameBytesMax: 4096 });
    socket.on('data', (chunk) => {
      if (this.#answer === null) return;
      receiver.push(chunk, (message) => {
        if (message.type === 'text' && message.status !== undefined) this.#answer?.(message);
      });
    });
  }

  /** Reads nothing any more. */
  goDeaf(): void {
    this.#socket?.pause();
  }

  /** Says octets. */
  say(bytes: Buffer): void {
    this.said++;
    if (this.isUp) this.#socket!.write(bytes);
  }

  /** Says a message, and waits for its answer; null when none comes. */
  async ask(command: string, body: object = {}): Promise<TextMessage | null> {
    const answer = new Promise<TextMessage | null>((resolve) => {
      this.#answer = resolve;
      this.#socket!.once('close', () => resolve(null));
      setTimeout(resolve, 5000, null).unref();
    });
    this.say(message(command, body));
    const found = await answer;
    this.#answer = null;
    return found;
  }

  close(): void {
    this.#socket?.destroy();
    this.#socket = null;
  }
}

/** A message's octets. */
export const message = (command: string, body: object = {}): Buffer =>
  formatMessage({ command, id: 1, body });
