// The link to the server, for as long as the client runs: connects, logs in, and when the line breaks comes back by
// itself to the seat that the server keeps. Made by the client's start; commands and inputs go out through it, what comes
// in goes to the receive loop. Writes only the line's own fields of the state; must never write a byte to an unknown server.
import { Buffer } from 'node:buffer';
import type { Duplex } from 'node:stream';
import type { Verify } from '../net/tls.js';
import type { CommandAnswer, CommandBody, CommandName } from '../protocol/commands.js';
import { RESUME_SEAT_MS } from '../protocol/limits.js';
import { cleanText } from '../protocol/text.js';
import type { ServerAddress } from './address.js';
import { explain, explainMistake } from './explain.js';
import type { Identity } from './identity.js';
import { Line, type LineHandlers } from './line.js';
import { LinkError, ServerError } from './link-error.js';
import { enter, type LoggedIn, resume } from './login.js';
import { say } from './messages.js';
import type { ClientState } from './state.js';
import { SYSTEM_TIMERS, type Timers } from './timers.js';

/** Pauses before the tries to come back: the first, and the longest of those that double from it. Short enough that a player
 *  is back within a second of the line. */
const BACKOFF_MS = 250;
const BACKOFF_MS_MAX = 800;
/** A line that lasts this long is sound: when it breaks, coming back starts anew. */
const SOUND_MS = 10_000;
const SERVER_NAME_LENGTH_MAX = 64;
const MOTD_LENGTH_MAX = 200;
/** Code of a server that starts anew and keeps the seats, and how long it is waited for. */
const RESTARTING = 'RESTARTING';
const RESTART_MS_MAX = 180_000;

/** Codes with which a server closes a line that may be opened again; after any other one the client stays away. */
const RETRY_CODES: ReadonlySet<string> = new Set([
  'TIMED_OUT',
  'SLOW_READER',
  'FLOOD',
  'INTERNAL',
  'LOGIN_TIMEOUT',
  'SERVER_FULL',
  'TOO_MANY_CONNECTIONS',
  RESTARTING,
]);

/** Opens a TLS stream to the server, nothing written yet.
 *  @param verify says whether what the server shows is right; if not, the stream is cut unused
 *  @throws whatever explain.ts can put into words */
export type Connect = (verify: Verify<boolean>) => Promise<Duplex>;

/** Takes what comes from the server, in the order in which it comes: the receive loop. */
export type LinkHandlers = Pick<LineHandlers, 'onAnswer' | 'onNotice' | 'onFrame'>;

/** What a Link needs. */
export interface LinkOptions {
  readonly address: ServerAddress;
  /** SHA-256 of the server's key, as `AA:BB:..`: no other one is spoken to, unless an authority vouches for it. */
  readonly fingerprint: string;
  /** null for a guest. */
  readonly identity: Identity | null;
  readonly state: ClientState;
  readonly handlers: LinkHandlers;
  readonly connect: Connect;
  /** Called each time that the player is logged in: at first, and when he is back. */
  onOpen?(): void;
  /** Told of another key of the server, for which an authority vouches: from now on it is the one. */
  onRenewed?(fingerprint: string): void;
  readonly timers?: Timers;
  /** A number from 0 to below 1. */
  readonly random?: () => number;
}

/** The link to one server. Its line is `state.line`: it begins as `connecting`, and ends as `closed` for good. */
export class Link {
  /** Resolves when the line is closed for good; `state.lineReason` then says why. */
  readonly closed: Promise<void>;
  readonly #options: LinkOptions;
  readonly #state: ClientState;
  readonly #timers: Timers;
  readonly #random: () => number;
  #tellClosed: () => void = () => {};
  #line: Line | null = null;
  /** Of the server's key, and SHA-256 of the certificate that it showed last: what a login signs. */
  #fingerprint: string;
  #certificateHash: Buffer = Buffer.alloc(0);
  #key = '';
  /** Of the server; for as long as the client runs, since it may have to log in again. */
  #password: string | null = null;
  /** Tries to come back since the line was sound, and when it was lost. */
  #tries = 0;
  #lostAtMs = 0;
  /** How long the server is tried for. */
  #patienceMs = RESUME_SEAT_MS;
  #openedAtMs = 0;
  #wakeUp: (() => void) | null = null;

  constructor(options: LinkOptions) {
    this.#options = options;
    this.#fingerprint = options.fingerprint;
    this.#state = options.state;
    this.#timers = options.timers ?? SYSTEM_TIMERS;
    this.#random = options.random ?? Math.random;
    this.closed = new Promise((resolve) => {
      this.#tellClosed = resolve;
    });
  }

  /** Octets received and sent on the line that is up, for `--show-net`. */
  get counts(): { readonly received: number; readonly sent: number } {
    return { received: this.#line?.bytesReceived ?? 0, sent: this.#line?.bytesSent ?? 0 };
  }

  /** Connects and logs in; after an error it may be called again, for instance with another nick.
   *  @param password for a server that asks for one
   *  @throws ServerError (NICK_TAKEN, BAD_NICK, SERVER_FULL ...), LinkError, or what `connect` throws */
  async open(nick: string, password: string | null = null): Promise<void> {
    this.#password = password;
    const line = await this.#dial();
    try {
      const { hello, ...loggedIn } = await this.#enter(line, nick);
      this.#state.serverName =
        cleanText(hello.name, SERVER_NAME_LENGTH_MAX) || cleanText(hello.server, SERVER_NAME_LENGTH_MAX);
      this.#state.motd = cleanText(hello.motd, MOTD_LENGTH_MAX);
      this.#adopt(line, loggedIn);
    } catch (error) {
      line.end();
      throw error;
    }
  }

  /** Sends a command and waits for its answer.
   *  @throws ServerError when the server refuses it; LinkError when no answer comes or the line is not open */
  request<Name extends CommandName>(command: Name, body: CommandBody<Name>): Promise<CommandAnswer<Name>> {
    if (this.#line === null) return Promise.reject(new LinkError('LINE_LOST'));
    return this.#line.request(command, body);
  }

  /** Sends a whole binary frame at once; nothing while the line is not open, since the tank is parked then.
   *  @param frame not copied: not to be changed any more */
  sendFrame(frame: Buffer): void {
    this.#line?.sendFrame(frame);
  }

  /** Closes the line for good: it is known that there is nothing to come back to.
   *  @param reason in words for the player */
  abandon(reason: string): void {
    this.#line?.destroy();
    this.#close(reason);
  }

  /** Leaves the server, so that it keeps no seat. Resolves when the line is down, about a second later at most. */
  async quit(): Promise<void> {
    const line = this.#line;
    this.#close('');
    if (line === null) return;
    line.quit();
    await line.over;
  }

  async #dial(): Promise<Line> {
    const { connect, handlers, onRenewed } = this.#options;
    let isChanged = false;
    let stream: Duplex;
    try {
      stream = await connect((fingerprint, { hash, isVouched }) => {
        const isKnown = fingerprint === this.#fingerprint;
        isChanged = !isKnown && !isVouched;
        if (isChanged) return false;
        this.#fingerprint = fingerprint;
        this.#certificateHash = hash;
        if (!isKnown) onRenewed?.(fingerprint);
        return true;
      });
    } catch (error) {
      if (isChanged) throw new LinkError('SERVER_CHANGED', { cause: error });
      throw error;
    }
    const line: Line = new Line(
      stream,
      {
        onAnswer: (answer) => handlers.onAnswer(answer),
        onNotice: (notice) => handlers.onNotice(notice),
        onFrame: (kind, body) => handlers.onFrame(kind, body),
        onPing: (roundTripMs) => {
          if (line === this.#line) this.#state.pingMs = roundTripMs;
        },
        // No reason to try again.
        onMistake: (error) => this.abandon(explainMistake('RECEIVE', error)),
        onOver: (farewell) => {
          if (line === this.#line) this.#lose(farewell);
        },
      },
      this.#timers,
    );
    return line;
  }

  // From here on the line is the link's: its end is noticed.
  #adopt(line: Line, { nick, key }: { nick: string; key: string }): void {
    if (!line.isOpen) throw new LinkError('LINE_LOST');
    if (this.#state.line === 'closed') throw new LinkError('GIVEN_UP');
    this.#line = line;
    this.#key = key;
    this.#openedAtMs = this.#timers.now();
    this.#state.nick = nick;
    this.#state.line = 'open';
    this.#state.lineReason = '';
    this.#options.onOpen?.();
  }

  #lose(farewell: ServerError | null): void {
    this.#line = null;
    this.#state.pingMs = -1;
    if (farewell !== null && isFinal(farewell)) {
      this.#close(explain(farewell, this.#options.address));
      return;
    }
    const nowMs = this.#timers.now();
    // A line that breaks again and again soon after it was made gets no new minute each time.
    if (this.#tries === 0 || nowMs - this.#openedAtMs >= SOUND_MS) {
      this.#tries = 0;
      this.#lostAtMs = nowMs;
    }
    const isRestarting = farewell?.code === RESTARTING;
    this.#patienceMs = isRestarting ? RESTART_MS_MAX : RESUME_SEAT_MS;
    this.#state.line = 'reconnecting';
    this.#state.lineReason = say(isRestarting ? 'restarting' : 'reconnecting');
    void this.#comeBack();
  }

  async #comeBack(): Promise<void> {
    while (this.#state.line === 'reconnecting') {
      if (this.#timers.now() - this.#lostAtMs >= this.#patienceMs) {
        this.#close(explain(new LinkError('GIVEN_UP'), this.#options.address));
        return;
      }
      await this.#pause();
      if (this.#state.line !== 'reconnecting') return;
      try {
        await this.#resume();
        return;
      } catch (error) {
        if (isFinal(error)) this.#close(explain(error, this.#options.address));
      }
    }
  }

  // Half of the pause is by chance, so that the players of a server that starts again don't all come at once.
  #pause(): Promise<void> {
    const fullMs = Math.min(BACKOFF_MS_MAX, BACKOFF_MS * 2 ** Math.min(this.#tries++, 16));
    return new Promise((resolve) => {
      const timer = this.#timers.set(resolve, (fullMs * (1 + this.#random())) / 2);
      this.#wakeUp = () => {
        this.#timers.clear(timer);
        resolve();
      };
    });
  }

  async #resume(): Promise<void> {
    const line = await this.#dial();
    try {
      this.#adopt(line, await this.#identify(line));
    } catch (error) {
      line.end();
      throw error;
    }
  }

  async #identify(line: Line): Promise<{ nick: string; key: string }> {
    try {
      return await resume(line, this.#key);
    } catch (error) {
      if (!(error instanceof ServerError) || error.code !== 'BAD_SESSION_KEY') throw error;
    }
    // The seat is lost; an account can still come in by the front door.
    const { identity } = this.#options;
    if (identity === null) throw new LinkError('GUEST_GONE');
    return this.#enter(line, this.#state.nick);
  }

  #enter(line: Line, nick: string): Promise<LoggedIn> {
    return enter(line, nick, this.#options.identity, this.#certificateHash, this.#password);
  }

  #close(reason: string): void {
    if (this.#state.line === 'closed') return;
    this.#line = null;
    this.#state.line = 'closed';
    this.#state.lineReason = reason;
    this.#state.pingMs = -1;
    this.#wakeUp?.();
    this.#tellClosed();
  }
}

/** Whether trying again can't help. */
function isFinal(error: unknown): boolean {
  if (error instanceof ServerError) return !RETRY_CODES.has(error.code);
  return (
    error instanceof LinkError && ['OTHER_PROTOCOL', 'SERVER_CHANGED', 'GUEST_GONE'].includes(error.code)
  );
}
