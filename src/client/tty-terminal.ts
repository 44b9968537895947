// The terminal itself: raw keys in, bytes out, and given back exactly as it was. Opened once by the client's entry; key-names.ts
// names the keys, pace.ts says when the next frame may go, capabilities.ts what the terminal shows. Never ends the process.
import { EventEmitter } from 'node:events';
import type { ReadStream } from 'node:tty';
import { type Capabilities, detectCapabilities, mayBeAsked, withAnswer } from './capabilities.js';
import { charsetOf } from './charset.js';
import type { ColourDepth } from './colour-map.js';
import { JobControl } from './job-control.js';
import { KeyInput } from './key-input.js';
import { KeyNames, type NamedKey } from './key-names.js';
import { KITTY_PUSH, KITTY_SET } from './kitty-keys.js';
import { say } from './messages.js';
import { ARRIVED_ANSWER, ARRIVED_QUERY, Pace } from './pace.js';
import {
  type Terminal,
  TerminalError,
  type TerminalEvents,
  type TerminalOutput,
  type TerminalStreams,
} from './terminal.js';
import {
  COLOUR_QUERY,
  FOCUS_SEQUENCE,
  LINUX_CURSOR,
  PLAY_SEQUENCE,
  RESET_SEQUENCE,
  SYNCHRONIZED_ANSWERS,
  SYNCHRONIZED_QUERY,
  WIDTH_QUERY,
  WINDOW_SEQUENCE,
  WIPE_SEQUENCE,
} from './terminal-modes.js';
import { setBlocking, writeBytesNow } from './tty-output.js';

const SUSPEND_KEY = 'CTRL_Z';
/** Its older consoles write what they don't know of the rest on the screen. */
const TERM_OF_LINUX = 'linux';
const TERM_OF_ST = /^st(-|$)/;

const COLUMNS_DEFAULT = 80;
const ROWS_DEFAULT = 24;

/** How long answers and releases of keys are waited for, so that none comes to the shell: of a terminal that has answered before, and
 *  so owes them, as long as nobody minds; the screen is the shell's already. */
const SETTLE_MS = 300;
const SETTLE_OWED_MS = 1000;
/** How long a terminal that takes nothing is waited for, so that it is given back after all. */
const STUCK_MS = 10_000;

/** Takes the terminal: alternate screen, raw keys, no cursor.
 *  @param forced what the player says of it, against what is found
 *  @throws TerminalError when it is not a terminal, or one that can't place a cursor */
export function openTerminal(streams: TerminalStreams, forced: Partial<Capabilities> = {}): Terminal {
  const { stdin, stdout, env } = streams;
  if (!stdin.isTTY || !stdout.isTTY) throw new TerminalError(say('no-tty'));
  if (env.TERM === 'dumb') throw new TerminalError(say('dumb-terminal'));
  return new TtyTerminal(streams, forced);
}

class TtyTerminal extends EventEmitter<TerminalEvents> implements Terminal {
  readonly #stdin: ReadStream;
  readonly #stdout: TerminalOutput;
  readonly #input: KeyInput;
  readonly #names: KeyNames;
  readonly #pace: Pace;
  readonly #forced: Partial<Capabilities>;
  #capabilities: Capabilities;
  /** Of what is typed where the locale is not UTF-8. */
  readonly #decode: ((octets: Buffer) => string) | null;
  readonly #isLinux: boolean;
  /** It is asked for its colours. */
  readonly #isAsked: boolean;
  readonly #jobControl: JobControl;
  #isSynchronized = false;
  /** It tells when keys are let go, and so is asked to tell of the focus as well. */
  #tellsReleases = false;
  /** It is ours at the moment, and not the shell's. */
  #isTaken = false;
  /** write() has said that the next frame has to wait. */
  #isWaiting = false;
  #isLost = false;
  #isClosed = false;
  #leaving: Promise<void> | null = null;
  /** Ends the wait for the last answers. */
  #onSettled = (): void => {};

  constructor({ stdin, stdout, env }: TerminalStreams, forced: Partial<Capabilities>) {
    super();
    this.#stdin = stdin;
    this.#stdout = stdout;
    this.#input = new KeyInput(stdin, undefined, TERM_OF_ST.test(env.TERM ?? ''));
    this.#names = new KeyNames(this.#input, stdout, (key) => this.#tell(key));
    this.#pace = new Pace(() => this.#goOn());
    this.#decode = charsetOf(env)?.createDecoder() ?? null;
    this.#isLinux = env.TERM === TERM_OF_LINUX;
    this.#forced = forced;
    this.#capabilities = { ...detectCapabilities(env, process.platform), ...forced };
    const isKnown = /none|truecolor/.test(this.colours) || forced.colours !== undefined;
    this.#isAsked = mayBeAsked(env) && !isKnown;
    this.#listen();
    this.#jobControl = new JobControl({
      giveBack: () => this.#giveBack(),
      takeAgain: () => this.#takeAgain(),
    });
    setBlocking(stdout, false);
    this.#writeModes();
    this.#names.open();
  }

  get columns(): number {
    return this.#stdout.columns || COLUMNS_DEFAULT;
  }

  get rows(): number {
    return this.#stdout.rows || ROWS_DEFAULT;
  }

  get colours(): ColourDepth {
    return this.#capabilities.colours;
  }

  get ascii(): boolean {
    return this.#capabilities.ascii;
  }

  get synchronized(): boolean {
    return this.#isSynchronized;
  }

  get repeat(): boolean {
    return this.#capabilities.repeat;
  }

  write(bytes: Uint8Array): boolean {
    if (!this.#isTaken || this.#isLost) return true;
    this.#send(Buffer.concat([bytes, Buffer.from(ARRIVED_QUERY)]));
    this.#pace.sent(bytes.length);
    this.#isWaiting = !this.#mayGoOn();
    return !this.#isWaiting;
  }

  leave(): Promise<void> {
    this.#leaving ??= this.#giveBack().then(() => this.close());
    return this.#leaving;
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#names.close();
    this.#stdin.off('data', this.#onData);
    this.#stdout.off('resize', this.#onResize);
    this.#jobControl.close();
    this.#input.close();
    this.#pace.close();
    this.#stdin.pause();
    if (this.#isTaken) this.#writeRestore('');
    this.#setRaw(false);
    if (this.#stdout.writableLength === 0) setBlocking(this.#stdout, true);
  }

  #listen(): void {
    this.#stdin.on('data', this.#onData);
    // These two stay after close(): an error without a listener would end the process with a stack.
    this.#stdin.on('error', (error) => this.#lose(`stdin: ${error.message}`));
    this.#stdin.on('end', () => this.#lose('stdin has ended'));
    this.#stdout.on('error', (error) => this.#lose(`stdout: ${error.message}`));
    this.#stdout.on('resize', this.#onResize);
    this.#input.on('focus', (hasFocus) => {
      if (!hasFocus) this.emit('blur');
    });
    this.#input.on('reply', (reply) => this.#hear(reply));
  }

  #hear(reply: string): void {
    if (SYNCHRONIZED_ANSWERS.includes(reply)) this.#isSynchronized = true;
    if (ARRIVED_ANSWER.test(reply)) {
      this.#pace.answered();
      if (this.#pace.expected === 0) this.#onSettled();
      return;
    }
    const known = { ...withAnswer(this.#capabilities, reply), ...this.#forced };
    const isNews = known.colours !== this.colours || known.ascii !== this.ascii;
    this.#capabilities = known;
    if (isNews && this.#isTaken) this.emit('capabilities');
  }

  #tell({ name, text, origin, place }: NamedKey): void {
    // What comes after the terminal was given back is of a key that led there.
    if (!this.#isTaken) return;
    if (name === SUSPEND_KEY && origin === 'press') {
      void this.#jobControl.stop();
      return;
    }
    if (origin === 'release' && !this.#tellsReleases) {
      this.#tellsReleases = true;
      this.#send(FOCUS_SEQUENCE);
    }
    const at = place === undefined ? {} : { place };
    const key = { name, text, isRepeat: origin === 'repeat', isPasted: origin === 'paste', ...at };
    this.emit(origin === 'release' ? 'release' : 'key', key);
  }

  /** The callback and not the stream's own 'drain', which comes only for more than 16 KiB. */
  #send(bytes: string | Uint8Array): void {
    this.#stdout.write(bytes, () => this.#goOn());
  }

  #mayGoOn(): boolean {
    return this.#stdout.writableLength === 0 && this.#pace.isOpen;
  }

  #goOn(): void {
    if (!this.#isWaiting || !this.#isTaken || !this.#mayGoOn()) return;
    this.#isWaiting = false;
    this.emit('drain');
  }

  #writeModes(): void {
    const kitty = this.#isTaken ? KITTY_SET : KITTY_PUSH;
    this.#isTaken = true;
    let modes = PLAY_SEQUENCE + SYNCHRONIZED_QUERY;
    if (this.#tellsReleases) modes += FOCUS_SEQUENCE;
    if (!this.#isLinux) modes += WINDOW_SEQUENCE + kitty;
    if (this.#isAsked) modes += COLOUR_QUERY;
    if (!this.#capabilities.ascii) modes += WIDTH_QUERY;
    this.#send(modes + ARRIVED_QUERY);
    this.#pace.sent(0);
  }

  /** Gives the terminal back, and waits until it has said all that it has to say. */
  async #giveBack(): Promise<void> {
    if (!this.#isTaken) return;
    this.#writeRestore(ARRIVED_QUERY);
    this.#pace.sent(0);
    await this.#settled();
    this.#setRaw(false);
  }

  #writeRestore(query: string): void {
    this.#isTaken = false;
    const restore = RESET_SEQUENCE + (this.#isLinux ? LINUX_CURSOR : '');
    const bytes = Buffer.from(restore + query);
    const isWritten = writeBytesNow(this.#stdout.fd, bytes) === bytes.length;
    // What is left of a frame that the terminal was slow to take comes after that, across the screen of the shell: that is
    // wiped, and all is set once more.
    if (this.#isLost || (isWritten && this.#stdout.writableLength === 0)) return;
    this.#stdout.write(restore + (isWritten ? WIPE_SEQUENCE : query), () => this.#onSettled());
  }

  /** Resolves when no answer is to come any more, or what is owed to the terminal is not taken. */
  #settled(): Promise<void> {
    const isStuck = this.#stdout.writableLength > 0;
    if (this.#isLost || (!isStuck && this.#pace.expected === 0)) return Promise.resolve();
    const waitMs = this.#pace.hasAnswered ? SETTLE_OWED_MS : SETTLE_MS;
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, isStuck ? STUCK_MS : waitMs);
      this.#onSettled = () => {
        if (!this.#isLost && (this.#stdout.writableLength > 0 || this.#pace.expected > 0)) return;
        clearTimeout(timer);
        resolve();
      };
    });
  }

  #setRaw(isRaw: boolean): void {
    try {
      this.#stdin.setRawMode(isRaw);
    } catch (error) {
      // EIO: the terminal is gone, and with it its mode.
      this.#lose(`raw mode: ${(error as Error).message}`);
    }
  }

  #lose(what: string): void {
    if (this.#isLost) return;
    this.#isLost = true;
    this.#onSettled();
    if (!this.#isClosed) this.emit('lost', what);
  }

  #onData = (chunk: Buffer): void => {
    this.#input.feed(this.#decode === null ? chunk : Buffer.from(this.#decode(chunk)));
  };

  #onResize = (): void => {
    this.emit('resize');
  };

  /** After a stop of any kind the shell has left the terminal in its own mode. */
  #takeAgain(): void {
    this.#setRaw(false);
    this.#setRaw(true);
    this.#writeModes();
    this.emit('resize');
  }
}
