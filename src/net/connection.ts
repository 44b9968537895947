// A duplex stream -> messages, and messages -> the stream: a TLS socket in a game, a pair in memory in a test.
// Used by the server's sessions and by the client. Everything queued goes out in exactly one write a flush, since the
// write is what costs. It must never let an exception out of a callback, nor keep more than a bound for a slow reader.
import { Buffer } from 'node:buffer';
import type { Duplex } from 'node:stream';
import { ERROR_COMMAND, ProtocolError } from '../protocol/errors.js';
import {
  type BinaryMessage,
  type FaultMessage,
  formatMessage,
  type Message,
  type OutgoingText,
  Receiver,
  type ReceiverLimits,
  type TextMessage,
} from '../protocol/framing.js';
import { CLOSE_TIMEOUT_MS, OUTBOX_BYTES_MAX } from '../protocol/limits.js';

/** Octets in the stream past which a peer reads too slowly: more than any answer and line of talk between two ticks. */
const BEHIND_BYTES = 1024;
/** Octets that the stream holds at most: how much of a lot was taken is seen in steps of this size. */
const STREAM_BYTES_MAX = 16_384;

/** What a Connection calls. A ProtocolError that one of them throws ends the connection with that error; anything
 *  else is given to `onError` and ends it with INTERNAL. Promises are not watched. */
export interface ConnectionHandlers {
  onText(message: TextMessage): void;
  /** The body is valid during the call only. */
  onFrame(message: BinaryMessage): void;
  /** A text message whose body could not be read; left out, it is answered with `sendError`. */
  onFault?(message: FaultMessage): void;
  /** An error is told to the peer, or is why the line is cut. */
  onRefusal?(error: ProtocolError): void;
  /** Octets have arrived; called before they are parsed, so that a flood can be stopped early. */
  onBytes?(count: number): void;
  /** A message was queued for the peer. @param count its octets */
  onQueued?(count: number): void;
  /** Once, when the stream is closed. @param reason why: what `end` was given, a fault of the peer, an error of the
   *  stream; null for a plain end */
  onClose(reason: Error | null): void;
  /** A mistake of this program inside a callback, to be logged. */
  onError(error: unknown): void;
}

/** Settings of a Connection. */
export interface ConnectionOptions {
  readonly limits: ReceiverLimits;
  /** Octets that may wait for the peer; OUTBOX_BYTES_MAX when left out. */
  readonly outboxBytesMax?: number;
  /** Milliseconds that `end` waits for the peer to close too; CLOSE_TIMEOUT_MS when left out. */
  readonly closeTimeoutMs?: number;
  /** Runs a function soon; setImmediate when left out. A simulation gives its own. */
  readonly defer?: (run: () => void) => void;
}

/** One peer. `open` takes and sends; `ending` only waits for the stream to close; `closed` has told `onClose`. */
export class Connection {
  readonly #stream: Duplex;
  readonly #handlers: ConnectionHandlers;
  readonly #receiver: Receiver;
  readonly #outboxBytesMax: number;
  readonly #closeTimeoutMs: number;
  readonly #defer: (run: () => void) => void;
  #state: 'open' | 'ending' | 'closed' = 'open';
  #reason: Error | null = null;
  #queue: Buffer[] = [];
  #queuedBytes = 0;
  #isFlushDeferred = false;
  /** What is queued goes on when the stream has taken what it holds. */
  #isHeld = false;
  #closeTimer: NodeJS.Timeout | undefined;
  #bytesReceived = 0;
  #bytesSent = 0;
  /** What `#bytesSent` was behind the last frame that `flush` was given. */
  #frameEnd = 0;

  /** Takes over the stream: nobody else may read, write or end it after this. */
  constructor(stream: Duplex, handlers: ConnectionHandlers, options: ConnectionOptions) {
    this.#stream = stream;
    this.#handlers = handlers;
    this.#receiver = new Receiver(options.limits);
    this.#outboxBytesMax = options.outboxBytesMax ?? OUTBOX_BYTES_MAX;
    this.#closeTimeoutMs = options.closeTimeoutMs ?? CLOSE_TIMEOUT_MS;
    this.#defer = options.defer ?? setImmediate;
    if ('setNoDelay' in stream && typeof stream.setNoDelay === 'function') stream.setNoDelay(true);
    stream.on('data', (chunk: Buffer) => this.#receive(chunk));
    stream.on('end', () => {
      // A socket that is not half-open takes nothing more once the peer has ended: what waits is lost.
      if (!stream.allowHalfOpen) this.#dropQueue();
      this.end();
    });
    stream.on('error', (error) => {
      this.#reason ??= error;
    });
    stream.on('close', () => this.#finish());
  }

  /** Whether messages are still taken and sent. */
  get isOpen(): boolean {
    return this.#state === 'open';
  }

  /** Whether the peer reads too slowly for one more snapshot: the last one is still in the stream, or a lot else is. An answer or
   *  a line of talk on its way is no reason to leave one out, nor is text that waits for the next flush. */
  get isBehind(): boolean {
    const waiting = this.#stream.writableLength;
    return waiting > BEHIND_BYTES || this.#frameEnd > this.#bytesSent - waiting;
  }

  /** Octets that the peer's line has taken so far; null while none waits for it. Whoever does not read sees it stand still. */
  get bytesTaken(): number | null {
    const waiting = this.#stream.writableLength;
    return waiting === 0 ? null : this.#bytesSent - waiting;
  }

  /** Octets received and octets given to the stream since the start. */
  get bytesReceived(): number {
    return this.#bytesReceived;
  }
  get bytesSent(): number {
    return this.#bytesSent;
  }

  /** What is accepted from the peer; holds from the next octet on. */
  set limits(limits: ReceiverLimits) {
    this.#receiver.limits = limits;
  }

  /** Reads nothing more for a while, so that what the peer says waits with the peer. */
  pause(): void {
    if (this.#state === 'open') this.#stream.pause();
  }

  /** Reads on. */
  resume(): void {
    if (this.#stream.isPaused()) this.#stream.resume();
  }

  /** Queues a text message; without effect on a connection that is not open.
   *  @throws RangeError for a message that no receiver would take */
  sendText(message: OutgoingText): void {
    this.#enqueue(message.bytes ?? formatMessage(message));
  }

  /** Queues the answer that tells a fault; it does not end the connection. */
  sendError(error: ProtocolError, command: string, id: number): void {
    if (this.#state === 'open') this.#handlers.onRefusal?.(error);
    this.sendText({ command, id, status: 'ERR', body: error.toBody() });
  }

  /** Queues a whole binary frame, header and body, behind the text that waits.
   *  @param frame not copied: never to be changed */
  sendFrame(frame: Buffer): void {
    this.#enqueue(frame);
  }

  /** Writes all that waits, and a frame behind it, in one write. Called once a tick by whoever has a frame; text
   *  without one is flushed by itself soon after it was queued.
   *  @param frame a whole binary frame; not copied: never to be changed */
  flush(frame?: Buffer): void {
    if (frame !== undefined) this.#queueUp(frame);
    if (this.#state !== 'open') return;
    this.#write();
    if (frame !== undefined) this.#frameEnd = this.#bytesSent + this.#queuedBytes;
  }

  /** Ends the connection: what waits is sent, then the stream is ended, and cut when the peer does not follow soon.
   *  @param error told to the peer in a last message, and given to `onClose`
   *  @param answerTo the command that the last message answers, where there is one */
  end(error?: ProtocolError, answerTo?: { readonly command: string; readonly id: number }): void {
    if (this.#state !== 'open') return;
    if (error !== undefined) {
      this.#reason ??= error;
      this.sendError(error, answerTo?.command ?? ERROR_COMMAND, answerTo?.id ?? 0);
      // The last message may have been the one too many; then the connection is cut already.
      if (!this.isOpen) return;
    }
    this.#state = 'ending';
    this.#receiver.stop();
    this.#write(Number.POSITIVE_INFINITY);
    this.resume();
    this.#stream.end();
    this.#closeTimer = setTimeout(() => this.#stream.destroy(), this.#closeTimeoutMs);
  }

  /** Cuts the connection at once; what waits is lost.
   *  @param reason given to `onClose` */
  destroy(reason?: Error): void {
    if (this.#state === 'closed') return;
    if (reason instanceof ProtocolError && this.#state === 'open') this.#handlers.onRefusal?.(reason);
    this.#reason ??= reason ?? null;
    this.#state = 'ending';
    this.#receiver.stop();
    this.#dropQueue();
    this.#stream.destroy();
  }

  /** Queues octets that nobody flushes: they go out soon. */
  #enqueue(bytes: Buffer): void {
    this.#queueUp(bytes);
    if (this.#isFlushDeferred || this.#state !== 'open') return;
    this.#isFlushDeferred = true;
    this.#defer(() => {
      this.#isFlushDeferred = false;
      this.flush();
    });
  }

  #queueUp(bytes: Buffer): void {
    if (this.#state !== 'open') return;
    this.#queue.push(bytes);
    this.#queuedBytes += bytes.length;
    this.#handlers.onQueued?.(bytes.length);
    if (this.#queuedBytes + this.#stream.writableLength > this.#outboxBytesMax) {
      this.destroy(new ProtocolError('SLOW_READER'));
    }
  }

  #write(room = STREAM_BYTES_MAX - this.#stream.writableLength): void {
    this.#isHeld = this.#queuedBytes > room;
    if (this.#queue.length === 0 || room <= 0) return;
    const all = this.#queue.length === 1 ? this.#queue[0] : Buffer.concat(this.#queue, this.#queuedBytes);
    const bytes = this.#isHeld ? all.subarray(0, room) : all;
    this.#dropQueue();
    if (this.#isHeld) {
      this.#queue.push(all.subarray(room));
      this.#queuedBytes = all.length - room;
    }
    this.#bytesSent += bytes.length;
    this.#stream.write(bytes, this.#goOn);
  }

  readonly #goOn = (): void => {
    if (this.#isHeld && this.#state === 'open') this.#write();
  };

  #dropQueue(): void {
    this.#queue = [];
    this.#queuedBytes = 0;
  }

  #receive(chunk: Buffer): void {
    if (this.#state !== 'open') return;
    this.#bytesReceived += chunk.length;
    this.#guard(() => {
      this.#handlers.onBytes?.(chunk.length);
      this.#receiver.push(chunk, this.#deliver);
    });
  }

  readonly #deliver = (message: Message): void => {
    if (message.type === 'text') this.#handlers.onText(message);
    else if (message.type === 'binary') this.#handlers.onFrame(message);
    else if (this.#handlers.onFault) this.#handlers.onFault(message);
    else this.sendError(message.error, message.command, message.id);
  };

  // The one place where an exception of a callback, or a fatal fault of the peer, ends up.
  #guard(run: () => void): void {
    try {
      run();
    } catch (error) {
      if (error instanceof ProtocolError) {
        this.end(error);
        return;
      }
      this.end(new ProtocolError('INTERNAL'));
      this.#report(error);
    }
  }

  #report(error: unknown): void {
    try {
      this.#handlers.onError(error);
    } catch {
      // Whoever logs has failed as well: there is nobody left to tell, and the other connections must go on.
      this.destroy();
    }
  }

  #finish(): void {
    clearTimeout(this.#closeTimer);
    this.#state = 'closed';
    this.#receiver.stop();
    try {
      this.#handlers.onClose(this.#reason);
    } catch (error) {
      this.#report(error);
    }
  }
}
