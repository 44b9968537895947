// Bytes -> messages, and messages -> bytes (PROTOCOL 2 and 3). The Receiver takes what a stream delivers, split
// anywhere, and gives whole messages to a callback; the formatters make what a stream is given. Used by net/connection.
// It must never hold more than its limits allow, and never throw anything but a ProtocolError on what a peer sent.
import { Buffer } from 'node:buffer';
import { ProtocolError } from './errors.js';
import { type Head, parseHeader } from './header.js';
import { parseBody } from './json-body.js';
import { HEADER_LINE_BYTES_MAX, HEADER_LINES_MAX, SERVER_MESSAGE_BYTES_MAX } from './limits.js';

const LF = 0x0a;
const CR = 0x0d;
const DOLLAR = 0x24;
const EMPTY = Buffer.alloc(0);

/** Octets before a binary frame's body: `$`, kind, length (u16, big-endian). */
export const FRAME_HEADER_BYTES = 4;

/** Whether an answer tells of success; only answers have it. */
export type Status = 'SUCC' | 'ERR';

/** A text message as it was received (PROTOCOL 3). */
export interface TextMessage {
  readonly type: 'text';
  readonly command: string;
  /** 0 to 2^31 - 1; 0 where the header is absent. */
  readonly id: number;
  /** A session key; null for `None`; undefined where the header is absent. */
  readonly auth: string | null | undefined;
  readonly status: Status | undefined;
  /** A plain object of own keys, none of them `__proto__`; each field still has to be checked. */
  readonly body: Record<string, unknown>;
}

/** A binary frame as it was received (PROTOCOL 2). Whether its kind exists is for the decoder to say. */
export interface BinaryMessage {
  readonly type: 'binary';
  /** 0 to 255. */
  readonly kind: number;
  /** Valid during the callback only: copy what is to be kept. */
  readonly body: Buffer;
}

/** A text message whose body could not be read; its bounds are known, so the stream goes on after it. */
export interface FaultMessage {
  readonly type: 'fault';
  readonly error: ProtocolError;
  readonly command: string;
  readonly id: number;
}

/** What a Receiver gives to its callback. */
export type Message = TextMessage | BinaryMessage | FaultMessage;

/** What a Receiver accepts; changed at a login. */
export interface ReceiverLimits {
  /** Octets of a text message, head and body. */
  readonly messageBytesMax: number;
  /** Octets of a binary frame's body. */
  readonly frameBytesMax: number;
}

type State = 'start' | 'head' | 'body' | 'frame-header' | 'frame-body' | 'stopped';

/** An incremental parser of one stream. Its state is a name; what it holds is never more than one message. */
export class Receiver {
  /** May be changed at any time, also from within the callback; holds from the next octet on. */
  limits: ReceiverLimits;

  #state: State = 'start';
  // The chunk in hand and how far it is read; only meaningful during a push.
  #chunk: Buffer = EMPTY;
  #at = 0;
  // The beginning of a unit (a line, a body) whose end has not come yet.
  #held: Buffer = EMPTY;
  #heldBytes = 0;
  // What is known of the message in hand.
  #head: Head = {};
  #headBytes = 0;
  #lineCount = 0;
  #kind = 0;
  #bodyBytes = 0;

  constructor(limits: ReceiverLimits) {
    this.limits = limits;
  }

  /** Octets that are held because the rest of their unit has not come yet. */
  get heldBytes(): number {
    return this.#heldBytes;
  }

  /** Ignores everything from now on, also the rest of a chunk when called from within the callback. */
  stop(): void {
    this.#state = 'stopped';
    this.#held = EMPTY;
    this.#heldBytes = 0;
  }

  /** Reads one chunk and calls back for each message that it completes. Not to be called from the callback.
   *  @param chunk not kept after return; frame bodies given to the callback may point into it
   *  @param onMessage what it throws passes through, and stops the receiver
   *  @throws ProtocolError a fatal one; everything pushed after it is ignored */
  push(chunk: Buffer, onMessage: (message: Message) => void): void {
    this.#chunk = chunk;
    this.#at = 0;
    try {
      while (this.#step(onMessage)) {
        // Each step reads one unit, and says whether there may be another.
      }
    } catch (error) {
      this.stop();
      throw error;
    } finally {
      this.#chunk = EMPTY;
    }
  }

  #step(onMessage: (message: Message) => void): boolean {
    switch (this.#state) {
      case 'start':
        return this.#readStart();
      case 'head':
        return this.#readHeadLine();
      case 'body':
        return this.#readBody(onMessage);
      case 'frame-header':
        return this.#readFrameHeader();
      case 'frame-body':
        return this.#readFrameBody(onMessage);
      case 'stopped':
        return false;
    }
  }

  // PROTOCOL 2: the first octet tells the two kinds of message apart.
  #readStart(): boolean {
    if (this.#at === this.#chunk.length) return false;
    const octet = this.#chunk[this.#at];
    if (octet === DOLLAR) {
      this.#at += 1;
      this.#state = 'frame-header';
      return true;
    }
    if (octet !== CR && octet !== LF && !isLetter(octet)) throw new ProtocolError('BAD_START');
    this.#state = 'head';
    return true;
  }

  #readHeadLine(): boolean {
    const line = this.#takeLine();
    if (line === null) return false;
    this.#headBytes += line.length;
    const end = line.length >= 2 && line[line.length - 2] === CR ? line.length - 2 : line.length - 1;
    const isFirst = Object.keys(this.#head).length === 0;
    if (end === 0 && !isFirst) {
      this.#endHead();
      return true;
    }
    this.#lineCount += 1;
    if (this.#lineCount > HEADER_LINES_MAX) throw new ProtocolError('TOO_MANY_HEADERS');
    if (end === 0) {
      // PROTOCOL 3.1: blank lines before a message are skipped; after one, a frame may come as well.
      this.#state = 'start';
      return true;
    }
    parseHeader(line.toString('latin1', 0, end), this.#head);
    return true;
  }

  #endHead(): void {
    if (this.#head.command === undefined)
      throw new ProtocolError('BAD_HEADER', 'The Command header is missing.');
    this.#bodyBytes = this.#head.length ?? 0;
    if (this.#headBytes + this.#bodyBytes > this.limits.messageBytesMax) {
      throw new ProtocolError('MESSAGE_TOO_LONG');
    }
    this.#state = 'body';
  }

  #readBody(onMessage: (message: Message) => void): boolean {
    const octets = this.#take(this.#bodyBytes, this.#bodyBytes);
    if (octets === null) return false;
    const { command = '', id = 0, auth, status } = this.#head;
    this.#startNext();
    const body = parseBody(octets);
    if (body instanceof ProtocolError) onMessage({ type: 'fault', error: body, command, id });
    else onMessage({ type: 'text', command, id, auth, status, body });
    return true;
  }

  #readFrameHeader(): boolean {
    const octets = this.#take(FRAME_HEADER_BYTES - 1, FRAME_HEADER_BYTES);
    if (octets === null) return false;
    this.#kind = octets[0];
    this.#bodyBytes = octets.readUInt16BE(1);
    if (this.#bodyBytes > this.limits.frameBytesMax) throw new ProtocolError('FRAME_TOO_LONG');
    this.#state = 'frame-body';
    return true;
  }

  #readFrameBody(onMessage: (message: Message) => void): boolean {
    const body = this.#take(this.#bodyBytes, this.#bodyBytes);
    if (body === null) return false;
    this.#startNext();
    onMessage({ type: 'binary', kind: this.#kind, body });
    return true;
  }

  #startNext(): void {
    this.#state = 'start';
    this.#head = {};
    this.#headBytes = 0;
    this.#lineCount = 0;
  }

  // A whole line with its line end, or null. Too long is told at the same octet however the input is split.
  #takeLine(): Buffer | null {
    const room = Math.min(HEADER_LINE_BYTES_MAX, this.limits.messageBytesMax - this.#headBytes);
    const end = this.#chunk.indexOf(LF, this.#at);
    const bytes = this.#heldBytes + (end === -1 ? this.#chunk.length : end + 1) - this.#at;
    const wanted = end === -1 ? bytes + 1 : bytes;
    if (wanted > room) {
      throw new ProtocolError(room === HEADER_LINE_BYTES_MAX ? 'LINE_TOO_LONG' : 'MESSAGE_TOO_LONG');
    }
    return this.#take(wanted, HEADER_LINE_BYTES_MAX);
  }

  // The next `count` octets, or null after holding those that are there. Points into the chunk where it can.
  #take(count: number, capacity: number): Buffer | null {
    const start = this.#at;
    const missing = count - this.#heldBytes;
    const end = Math.min(start + missing, this.#chunk.length);
    this.#at = end;
    if (this.#heldBytes === 0 && end - start === count) return this.#chunk.subarray(start, end);
    if (end > start) {
      // A unit's capacity does not change while it is held, so that a larger buffer has nothing to take over.
      if (this.#heldBytes === 0 && this.#held.length < capacity) this.#held = Buffer.allocUnsafe(capacity);
      this.#heldBytes += this.#chunk.copy(this.#held, this.#heldBytes, start, end);
    }
    if (this.#heldBytes < count) return null;
    this.#heldBytes = 0;
    return this.#held.subarray(0, count);
  }
}

/** A text message to be sent. */
export interface OutgoingText {
  /** 1 to 24 of A-Z and `_`. */
  readonly command: string;
  /** 0 to 2^31 - 1; 0 when left out. */
  readonly id?: number;
  /** A session key, or null for `None`; no header when left out. */
  readonly auth?: string | null;
  /** Of an answer only. */
  readonly status?: Status;
  /** A JSON object; an empty body when left out. */
  readonly body?: object;
  /** All of it as octets, where forMany() has made them. */
  readonly bytes?: Buffer;
}

/** A message that goes to many, with its octets, which are made once. @throws RangeError as formatMessage() */
export function forMany<Text extends OutgoingText>(message: Text): Text {
  return { ...message, bytes: formatMessage(message) };
}

/** Formats a text message (PROTOCOL 3).
 *  @throws RangeError for a message that no receiver would take: a mistake of the caller, not of a peer */
export function formatMessage({ command, id = 0, auth, status, body }: OutgoingText): Buffer {
  const json = body === undefined ? '' : JSON.stringify(body);
  const lines: string[] = [];
  if (auth !== undefined) lines.push(`Auth: ${auth ?? 'None'}`);
  lines.push(`Command: ${command}`, `Id: ${id}`);
  if (status !== undefined) lines.push(`Status: ${status}`);
  lines.push(`Length: ${Buffer.byteLength(json)}`);
  assertHeaders(lines);
  const message = Buffer.from(`${lines.join('\r\n')}\r\n\r\n${json}`);
  if (message.length > SERVER_MESSAGE_BYTES_MAX) {
    throw new RangeError(`${command} takes ${message.length} octets, more than any receiver accepts`);
  }
  return message;
}

// What is sent is held to the same syntax as what is received: no value can smuggle a line end into the head.
function assertHeaders(lines: readonly string[]): void {
  const head: Head = {};
  try {
    for (const line of lines) parseHeader(line, head);
  } catch (error) {
    throw new RangeError(`not a text message: ${JSON.stringify(lines)}`, { cause: error });
  }
}

/** Writes the four octets before a frame's body (PROTOCOL 2) into `buffer`.
 *  @param kind 0 to 255
 *  @param bodyBytes octets of the body, 0 to 65535
 *  @returns the offset at which the body starts */
export function writeFrameHeader(buffer: Buffer, offset: number, kind: number, bodyBytes: number): number {
  buffer.writeUInt8(DOLLAR, offset);
  buffer.writeUInt8(kind, offset + 1);
  return buffer.writeUInt16BE(bodyBytes, offset + 2);
}

function isLetter(octet: number): boolean {
  const lower = octet | 0x20;
  return lower >= 0x61 && lower <= 0x7a;
}
