// One connection to the server, from its first byte to its last: commands out and answers in, notices and frames handed
// on, a PING every two seconds, and an end when nothing is heard. Made by link.ts, which makes another when it breaks.
// It must never come back by itself, nor hand anything on after it has said that it is over.
import type { Duplex } from 'node:stream';
import { Connection } from '../net/connection.js';
import type { CommandAnswer, CommandBody, CommandName } from '../protocol/commands.js';
import { ERROR_COMMAND, ProtocolError } from '../protocol/errors.js';
import type { BinaryMessage, TextMessage } from '../protocol/framing.js';
import { FRAME_BYTES_MAX, SERVER_MESSAGE_BYTES_MAX } from '../protocol/limits.js';
import { NOTICES, type NoticeBody, type NoticeName } from '../protocol/notices.js';
import { LinkError, type ServerError } from './link-error.js';
import { type Answer, Requests, toServerError } from './requests.js';
import type { Timers } from './timers.js';

/** How often the round trip is measured. */
export const PING_MS = 2000;
/** Silence after which the line counts as down: a lost PING and its answer sent again by TCP, and no more. */
export const SILENCE_MS_MAX = 5000;
const BEAT_MS = 1000;
/** A beat that comes later than this after the one before: this process was stopped, not the line. */
const STALL_MS = 3 * BEAT_MS;

/** What a server told unasked. */
export type Notice = {
  [Name in NoticeName]: { readonly name: Name; readonly body: NoticeBody<Name> };
}[NoticeName];

/** What a line hands on, in the order in which it came. */
export interface LineHandlers {
  /** A command of this client succeeded; called before whoever waits for it goes on. */
  onAnswer(answer: Answer): void;
  onNotice(notice: Notice): void;
  /** The body is valid during the call only. @throws ProtocolError which ends the line */
  onFrame(kind: number, body: Buffer): void;
  onPing(roundTripMs: number): void;
  /** This program has made a mistake with something that came; the line ends. */
  onMistake(error: unknown): void;
  /** Once, at the end. @param farewell what the server said for it, where it said something */
  onOver(farewell: ServerError | null): void;
}

/** One connection to the server. */
export class Line {
  /** Resolves when the line is over, after `onOver`. */
  readonly over: Promise<void>;
  readonly #connection: Connection;
  readonly #handlers: LineHandlers;
  readonly #timers: Timers;
  readonly #requests: Requests;
  #beat: unknown;
  #heardAtMs: number;
  #beatAtMs: number;
  #pingDueMs: number;
  /** When the PING that is on its way was sent; null when none is. */
  #pingSentMs: number | null = null;
  #farewell: ServerError | null = null;
  #isOver = false;
  #tellOver: () => void = () => {};

  /** Takes over the stream. */
  constructor(stream: Duplex, handlers: LineHandlers, timers: Timers) {
    this.#handlers = handlers;
    this.#timers = timers;
    this.#requests = new Requests(timers);
    this.#heardAtMs = this.#beatAtMs = timers.now();
    this.#pingDueMs = this.#beatAtMs + PING_MS;
    this.over = new Promise((resolve) => {
      this.#tellOver = resolve;
    });
    this.#connection = new Connection(
      stream,
      {
        onText: (message) => this.#onText(message),
        onFrame: ({ kind, body }: BinaryMessage) => this.#handlers.onFrame(kind, body),
        onFault: ({ error }) => {
          throw error;
        },
        onBytes: () => {
          this.#heardAtMs = this.#timers.now();
        },
        onClose: (reason) => this.#finish(reason),
        onError: (error) => handlers.onMistake(error),
      },
      { limits: { messageBytesMax: SERVER_MESSAGE_BYTES_MAX, frameBytesMax: FRAME_BYTES_MAX } },
    );
    this.#beat = timers.set(this.#onBeat, BEAT_MS);
  }

  /** Whether it still takes commands. */
  get isOpen(): boolean {
    return this.#connection.isOpen;
  }

  /** Octets received and sent on this line. */
  get bytesReceived(): number {
    return this.#connection.bytesReceived;
  }
  get bytesSent(): number {
    return this.#connection.bytesSent;
  }

  /** Sends a command and waits for its answer, with a bound.
   *  @param auth the Auth header (PROTOCOL 3.2): null for `None`; left out after a login
   *  @throws ServerError when the server refuses it; LinkError when no good answer comes */
  request<Name extends CommandName>(
    command: Name,
    body: CommandBody<Name>,
    auth?: string | null,
  ): Promise<CommandAnswer<Name>> {
    if (!this.#connection.isOpen) return Promise.reject(new LinkError('LINE_LOST'));
    const { id, answer } = this.#requests.expect(command);
    this.#connection.sendText({ command, id, body, ...(auth === undefined ? {} : { auth }) });
    return answer;
  }

  /** Sends a whole binary frame at once.
   *  @param frame not copied: not to be changed any more */
  sendFrame(frame: Buffer): void {
    this.#connection.flush(frame);
  }

  /** Tells the server that this player leaves, and ends the line. */
  quit(): void {
    this.request('QUIT', {}).catch(() => {
      // The line ends now, with the answer or without it.
    });
    this.end();
  }

  /** Ends the line once all is sent. */
  end(): void {
    this.#connection.end();
  }

  /** Cuts the line. */
  destroy(reason?: Error): void {
    this.#connection.destroy(reason);
  }

  #onText(message: TextMessage): void {
    if (message.status === undefined) {
      this.#onNotice(message);
      return;
    }
    // A fault of the connection itself, told before the server ends it (PROTOCOL 5).
    if (message.status === 'ERR' && message.command === ERROR_COMMAND) {
      this.#farewell ??= toServerError(message.body);
      return;
    }
    const answer = this.#requests.settle(message);
    if (answer !== null) this.#handlers.onAnswer(answer);
  }

  #onNotice({ command, body }: TextMessage): void {
    if (!isNotice(command)) return; // A newer server may tell more than this client knows.
    const parsed = NOTICES[command].safeParse(body);
    if (!parsed.success) throw new ProtocolError('BAD_BODY');
    const notice = { name: command, body: parsed.data } as Notice;
    if (notice.name === 'QUIT') {
      this.#farewell ??= toServerError(notice.body);
      this.end();
    } else this.#handlers.onNotice(notice);
  }

  readonly #onBeat = (): void => {
    const nowMs = this.#timers.now();
    // After a stop of this process, what has come in the meantime is still to be read: that is no silence.
    if (nowMs - this.#beatAtMs > STALL_MS) this.#heardAtMs = nowMs;
    this.#beatAtMs = nowMs;
    if (nowMs - this.#heardAtMs >= SILENCE_MS_MAX) {
      this.destroy(new LinkError('SILENT'));
      return;
    }
    this.#beat = this.#timers.set(this.#onBeat, BEAT_MS);
    // An answer that is long overdue is news as well: the number grows while the line hangs.
    if (this.#pingSentMs !== null) this.#tellPing(nowMs);
    else if (nowMs >= this.#pingDueMs) this.#ping(nowMs);
  };

  #ping(nowMs: number): void {
    this.#pingDueMs = nowMs + PING_MS;
    this.#pingSentMs = nowMs;
    this.request('PING', {}).then(
      () => {
        this.#tellPing(this.#timers.now());
        this.#pingSentMs = null;
      },
      () => {
        // The next one will tell; a line that is down is noticed by its silence.
        this.#pingSentMs = null;
      },
    );
  }

  #tellPing(nowMs: number): void {
    if (!this.#isOver && this.#pingSentMs !== null)
      this.#handlers.onPing(Math.round(nowMs - this.#pingSentMs));
  }

  #finish(reason: Error | null): void {
    this.#isOver = true;
    this.#timers.clear(this.#beat);
    // Whoever waits for an answer hears the server's reason rather than that the line is gone.
    this.#requests.failAll(
      this.#farewell ?? (reason instanceof LinkError ? reason : new LinkError('LINE_LOST')),
    );
    this.#handlers.onOver(this.#farewell);
    this.#tellOver();
  }
}

function isNotice(command: string): command is NoticeName {
  return Object.hasOwn(NOTICES, command);
}
