// A server in memory that says what a test tells it to: each connection is one end of a pair of streams. It parses what the
// client sends with the protocol's own parser, answers by a table of commands, and can be cut, kept silent or shut.
import { createHash } from 'node:crypto';
import { Duplex } from 'node:stream';
import type { Connect } from '../../src/client/link.js';
import { ConnectError } from '../../src/net/tls.js';
import type { CommandName } from '../../src/protocol/commands.js';
import { ERROR_COMMAND, ProtocolError } from '../../src/protocol/errors.js';
import {
  FRAME_HEADER_BYTES,
  formatMessage,
  Receiver,
  type TextMessage,
  writeFrameHeader,
} from '../../src/protocol/framing.js';
import type { NoticeBody, NoticeName } from '../../src/protocol/notices.js';
import type { RoomState } from '../../src/protocol/room-state.js';
import { ROOM_OPTIONS_DEFAULT } from '../../src/protocol/room-state.js';

/** A certificate's fingerprint that nothing is behind. */
export const FINGERPRINT = Array.from({ length: 32 }, () => 'AB').join(':');
/** SHA-256 of its certificate. */
export const CERTIFICATE_HASH = Buffer.alloc(32, 0xcd);
export const NONCE = Buffer.alloc(32, 7).toString('base64url');

/** A session key, another one for each number. */
export function sessionKey(number: number): string {
  return createHash('sha256').update(String(number)).digest('base64url');
}

/** A room with one player in seat 0. */
export function room(changes: Partial<RoomState> = {}): RoomState {
  return {
    code: 'ABC234',
    phase: 'waiting',
    endsInMs: 0,
    host: 0,
    options: ROOM_OPTIONS_DEFAULT,
    players: [{ seat: 0, nick: 'Ada', bot: false, connected: true }],
    podium: [],
    awards: [],
    ...changes,
  };
}

class End extends Duplex {
  peer: End | null = null;

  override _read(): void {}

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.peer?.push(chunk);
    done();
  }

  override _final(done: () => void): void {
    this.peer?.push(null);
    done();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    setImmediate(() => this.peer?.destroy());
    done(error);
  }
}

/** Both ends of a stream. */
export function streamPair(): [Duplex, Duplex] {
  const [one, other] = [new End({ allowHalfOpen: false }), new End({ allowHalfOpen: false })];
  one.peer = other;
  other.peer = one;
  return [one, other];
}

type Reply = object | ProtocolError | null;

/** The server. */
export class ScriptedServer {
  /** What it answers to a command: a body, a refusal, or null for nothing at all. */
  readonly replies: Partial<Record<CommandName, (message: TextMessage) => Reply>> = {};
  /** Commands in the order in which they came, over all lines. */
  readonly heard: TextMessage[] = [];
  /** Bodies of binary frames that came. */
  readonly frames: Buffer[] = [];
  /** Lines that were made. */
  lineCount = 0;
  fingerprint = FINGERPRINT;
  /** Does an authority vouch for it? */
  isVouched = false;
  /** Takes no new line while true. */
  isDown = false;
  /** Called when somebody tries to connect. */
  onTry = (): void => {};
  #end: Duplex | null = null;
  #keys = 0;

  constructor() {
    this.replies.HELLO = () => ({
      message: 'Hello from server',
      protocol: 1,
      server: 'test',
      name: '',
      motd: '',
      players: 0,
      playersMax: 100,
      nonce: NONCE,
    });
    const key = (): string => sessionKey(++this.#keys);
    this.replies.REGISTER = ({ body }) => ({ nick: body.nick, key: key() });
    this.replies.LOGIN = ({ body }) => ({ nick: body.nick, key: key(), room: null, seat: null });
    this.replies.RESUME = () => ({ nick: 'Ada', key: key(), room: null, seat: null });
    for (const command of ['PING', 'QUIT', 'CHAT'] as const) this.replies[command] = () => ({});
  }

  /** Opens a line as connectTls does. */
  readonly connect: Connect = async (verify) => {
    this.onTry();
    if (this.isDown) throw new ConnectError('REFUSED', 'down');
    const shown = { hash: CERTIFICATE_HASH, isVouched: this.isVouched };
    if (!verify(this.fingerprint, shown)) throw new ConnectError('NOT_TRUSTED', 'no');
    const [client, server] = streamPair();
    this.serve(server);
    return client;
  };

  /** Speaks on a stream. */
  serve(server: Duplex): void {
    const receiver = new Receiver({ messageBytesMax: 4096, frameBytesMax: 16 });
    this.lineCount++;
    this.#end = server;
    server.on('data', (chunk: Buffer) => {
      receiver.push(chunk, (message) => {
        if (message.type === 'text') this.#hear(message, server);
        else if (message.type === 'binary') this.frames.push(Buffer.from(message.body));
      });
    });
    server.on('error', () => {});
  }

  /** Commands of one name that came. */
  heardOf(command: CommandName): TextMessage[] {
    return this.heard.filter((message) => message.command === command);
  }

  /** Tells something unasked. */
  notice<Name extends NoticeName>(command: Name, body: NoticeBody<Name>): void {
    this.#end?.write(formatMessage({ command, id: 0, body }));
  }

  /** Tells a fault of the connection and ends it. */
  fault(error: ProtocolError): void {
    this.#end?.end(formatMessage({ command: ERROR_COMMAND, status: 'ERR', body: error.toBody() }));
  }

  /** Sends a binary frame. */
  frame(kind: number, body: Buffer): void {
    const frame = Buffer.alloc(FRAME_HEADER_BYTES + body.length);
    body.copy(frame, writeFrameHeader(frame, 0, kind, body.length));
    this.#end?.write(frame);
  }

  /** Sends octets as they are. */
  raw(text: string | Buffer): void {
    this.#end?.write(text);
  }

  /** Cuts the line that was made last. */
  cut(): void {
    this.#end?.destroy();
  }

  #hear(message: TextMessage, end: Duplex): void {
    this.heard.push(message);
    const { command, id } = message;
    const reply = this.replies[command as CommandName]?.(message) ?? null;
    if (reply === null) return;
    if (reply instanceof ProtocolError) {
      end.write(formatMessage({ command, id, status: 'ERR', body: reply.toBody() }));
      if (reply.fatal) end.end();
    } else end.write(formatMessage({ command, id, status: 'SUCC', body: reply }));
  }
}
