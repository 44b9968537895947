// A line to a server that is told what to send, and asked what came. Used by transcripts and by tests of single commands.
import type { TLSSocket } from 'node:tls';
import { formatMessage, type Message, Receiver } from '../../src/protocol/framing.js';

const WAIT_MS = 5000;

/** One line. */
export class ScriptedPeer {
  readonly #messages: Message[] = [];
  #isClosed = false;
  #wake = (): void => {};
  #id = 0;

  constructor(readonly socket: TLSSocket) {
    const receiver = new Receiver({ messageBytesMax: 16384, frameBytesMax: 4096 });
    socket.on('data', (chunk) => {
      receiver.push(chunk, (message) => {
        if (message.type !== 'binary') this.#messages.push(message);
      });
      this.#wake();
    });
    socket.on('close', () => {
      this.#isClosed = true;
      this.#wake();
    });
  }

  send(command: string, auth: string | undefined, json: string): void {
    const head = formatMessage({
      command,
      id: ++this.#id,
      ...(auth === undefined ? {} : { auth }),
    }).toString();
    // The body is written as it stands in the script, so that it may be wrong.
    this.socket.write(head.replace('Length: 0', `Length: ${Buffer.byteLength(json)}`) + json);
  }

  async next(): Promise<Message> {
    await this.#until(() => this.#messages.length > 0, 'a message');
    return this.#messages.shift()!;
  }

  async closed(): Promise<void> {
    await this.#until(() => this.#isClosed, 'the end of the line');
  }

  /** Passes over all that was told before the answer to a PING, or before the end of the line. */
  async skip(): Promise<void> {
    this.send('PING', undefined, '');
    for (;;) {
      await this.#until(() => this.#isClosed || this.#messages.length > 0, 'an answer');
      const message = this.#messages.shift();
      if (message === undefined || (message.type === 'text' && message.command === 'PING')) return;
    }
  }

  #until(isSo: () => boolean, what: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`${what} did not come; left: ${JSON.stringify(this.#messages)}`)),
        WAIT_MS,
      );
      this.#wake = () => {
        if (!isSo()) return;
        clearTimeout(timer);
        resolve();
      };
      this.#wake();
    });
  }
}
