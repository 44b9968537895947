// The terminal itself: raw keys in, bytes out, and given back exactly as it was. THE ONLY importer of terminal-kit, which names
// the keys and knows the kinds of terminals; what it prints or restores is not relied on. Opened once by the client's
// entry. No text of a peer may go through terminal-kit's own printing. Never ends the process.
import { EventEmitter } from 'node:events';
import type { ReadStream, WriteStream } from 'node:tty';
import termkit from 'terminal-kit';
import { type Capabilities, type ColourSupport, detectCapabilities } from './capabilities.js';
import { charsetOf } from './charset.js';
import type { ColourDepth } from './colour-map.js';
import { kindOf, MARK, NARROW, WIDE } from './glyph.js';
import { JobControl } from './job-control.js';
import { KeyInput, type KeyOrigin } from './key-input.js';
import { KITTY_PUSH, KITTY_SET } from './kitty-keys.js';
import { say } from './messages.js';
import {
  FOCUS_SEQUENCE,
  PLAY_SEQUENCE,
  RESET_SEQUENCE,
  SYNCHRONIZED_ANSWERS,
  SYNCHRONIZED_QUERY,
  WIPE_SEQUENCE,
} from './terminal-modes.js';
import { setBlocking, writeBytesNow } from './tty-output.js';

/** One key press. */
export interface Key {
  /** terminal-kit's name: a character itself, or UP, ENTER, CTRL_C, ESCAPE, BACKSPACE, TAB, SHIFT_UP, ALT_A and so on. */
  readonly name: string;
  /** What the key writes, when that is one printable character; combining marks come one by one. */
  readonly text: string | null;
  /** The key by its place on a Latin keyboard, with Shift and without Caps Lock, where the terminal tells it. */
  readonly place?: string;
  /** True when the terminal says that the key is held. */
  readonly isRepeat?: boolean;
  /** True for a character of pasted text, which is for text fields alone. */
  readonly isPasted?: boolean;
}

/** What a Terminal tells. */
export interface TerminalEvents {
  key: [key: Key];
  /** A key was let go; only some terminals tell. The name comes without modifiers. */
  release: [key: Key];
  /** The window has lost the focus: no release is told of the keys that are held. */
  blur: [];
  /** columns and rows have changed, or what the terminal shows is unknown. */
  resize: [];
  /** All that was written is with the terminal; comes only after write() gave false. */
  drain: [];
  /** The terminal is gone; nothing can be read or written any more. */
  lost: [what: string];
}

/** What the client's screen writes to and reads keys from. */
export interface Terminal {
  readonly columns: number;
  readonly rows: number;
  readonly colours: ColourDepth;
  /** It shows nothing but ASCII. */
  readonly ascii: boolean;
  /** It has answered that it knows DEC mode 2026. */
  readonly synchronized: boolean;
  /** It knows REP. */
  readonly repeat: boolean;
  /** Sends bytes. True when all of them are with the terminal; else they may be changed only after 'drain'. */
  write(bytes: Uint8Array): boolean;
  on<E extends keyof TerminalEvents>(event: E, listener: (...values: TerminalEvents[E]) => void): unknown;
  off<E extends keyof TerminalEvents>(event: E, listener: (...values: TerminalEvents[E]) => void): unknown;
  /** Gives the terminal back as it was. At once, also while the process exits; a second call does nothing. */
  close(): void;
}

/** A terminal that can't be played on; the message is for a person. */
export class TerminalError extends Error {
  override name = 'TerminalError';
}

/** process.stdout has its descriptor; the type of a terminal's stream leaves it out. */
type TerminalOutput = WriteStream & { readonly fd: number };

/** Streams and environment of a process. */
export interface TerminalStreams {
  readonly stdin: ReadStream;
  readonly stdout: TerminalOutput;
  readonly env: Readonly<Record<string, string | undefined>>;
}

const RESTORE_SEQUENCE = Buffer.from(RESET_SEQUENCE);
const SUSPEND_KEY = 'CTRL_Z';
/** Older Linux consoles write what they don't know of these on the screen. */
const TERM_WITHOUT_KITTY = 'linux';

const COLUMNS_DEFAULT = 80;
const ROWS_DEFAULT = 24;

/** The part of terminal-kit that is used; its published types are behind it. */
interface KitTerminal {
  readonly support: ColourSupport;
  readonly str: { hideCursor(isHidden: boolean): string };
  shutdown: boolean;
  fullscreen(isOn: boolean): void;
  hideCursor(isHidden?: boolean): void;
  grabInput(options: object | false): void;
  on(
    event: 'key',
    listener: (
      name: string,
      matches: string[],
      data: { isCharacter: boolean; code: Buffer | number },
    ) => void,
  ): void;
}
interface Kit {
  guessTerminal(): { isSSH: boolean; appId: string; safe: boolean; generic: string };
  createTerminal(options: object): KitTerminal;
}
const kit = termkit as unknown as Kit;

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
  readonly #kit: KitTerminal;
  readonly #capabilities: Capabilities;
  /** Of what is typed where the locale is not UTF-8. */
  readonly #decode: ((octets: Buffer) => string) | null;
  readonly #hasKitty: boolean;
  readonly #jobControl: JobControl;
  /** Bytes of the key that terminal-kit is naming, and how it came. */
  #keyBytes = 0;
  #keyOrigin: KeyOrigin = 'press';
  #keyPlace: string | undefined;
  #isSynchronized = false;
  /** It tells when keys are let go, and so is asked to tell of the focus as well. */
  #tellsReleases = false;
  /** It is ours at the moment, and not the shell's. */
  #isTaken = false;
  #isLost = false;
  #isClosed = false;

  constructor({ stdin, stdout, env }: TerminalStreams, forced: Partial<Capabilities>) {
    super();
    this.#stdin = stdin;
    this.#stdout = stdout;
    this.#input = new KeyInput(stdin);
    this.#decode = charsetOf(env)?.createDecoder() ?? null;
    this.#hasKitty = env.TERM !== TERM_WITHOUT_KITTY;
    const guess = kit.guessTerminal();
    this.#kit = kit.createTerminal({
      stdin: this.#input,
      stdout,
      generic: guess.generic || 'unknown',
      appId: guess.safe ? guess.appId : undefined,
      isTTY: true,
      isSSH: guess.isSSH,
    });
    this.#capabilities = { ...detectCapabilities(env, this.#kit.support, process.platform), ...forced };
    this.#listen();
    this.#jobControl = new JobControl({
      giveBack: () => this.#giveBack(),
      takeAgain: () => this.#takeAgain(),
    });
    this.#takeOver();
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
    if (this.#isClosed || this.#isLost) return true;
    let isWaiting = false;
    // The callback and not the stream's own 'drain', which comes only for more than 16 KiB.
    this.#stdout.write(bytes, () => {
      if (isWaiting && !this.#isClosed) this.emit('drain');
    });
    isWaiting = this.#stdout.writableLength > 0;
    return !isWaiting;
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    // terminal-kit has handlers of its own for the end of the process, which would write once more.
    this.#kit.shutdown = true;
    this.#stdin.off('data', this.#onData);
    this.#stdout.off('resize', this.#onResize);
    this.#jobControl.close();
    this.#input.close();
    this.#stdin.pause();
    this.#giveBack();
    // What is left of a frame that the terminal was slow to take comes after that, across the screen of the shell: that is
    // wiped, and all is set once more.
    if (this.#stdout.writableLength === 0) setBlocking(this.#stdout, true);
    else if (!this.#isLost) this.#stdout.write(RESTORE_SEQUENCE + WIPE_SEQUENCE);
  }

  #listen(): void {
    this.#kit.on('key', (name, _matches, { isCharacter, code }) => {
      // terminal-kit takes a sequence that it doesn't know apart into an Escape and letters: leave those out.
      const length = typeof code === 'number' ? 1 : code.length;
      const isWhole = length === this.#keyBytes;
      this.#keyBytes = 0;
      if (isWhole) this.#tell(name, isCharacter ? printable(name) : null);
    });
    this.#input.prependListener('data', (bytes, origin, place) => {
      this.#keyPlace = place;
      this.#keyBytes = bytes.length;
      this.#keyOrigin = origin;
    });
    this.#stdin.on('data', this.#onData);
    // These two stay after close(): an error without a listener would end the process with a stack.
    this.#stdin.on('error', (error) => this.#lose(`stdin: ${error.message}`));
    this.#stdin.on('end', () => this.#lose('stdin has ended'));
    this.#stdout.on('error', (error) => this.#lose(`stdout: ${error.message}`));
    this.#stdout.on('resize', this.#onResize);
    this.#input.on('focus', (hasFocus) => {
      if (!hasFocus) this.emit('blur');
    });
    this.#input.on('reply', (reply) => {
      if (SYNCHRONIZED_ANSWERS.includes(reply)) this.#isSynchronized = true;
    });
  }

  #tell(name: string, text: string | null): void {
    const origin = this.#keyOrigin;
    if (name === SUSPEND_KEY && origin === 'press') {
      this.#jobControl.stop();
      return;
    }
    if (origin === 'release' && !this.#tellsReleases) {
      this.#tellsReleases = true;
      this.#stdout.write(FOCUS_SEQUENCE);
    }
    const place = this.#keyPlace === undefined ? {} : { place: this.#keyPlace };
    const key = { name, text, isRepeat: origin === 'repeat', isPasted: origin === 'paste', ...place };
    this.emit(origin === 'release' ? 'release' : 'key', key);
  }

  #takeOver(): void {
    setBlocking(this.#stdout, false);
    this.#writeModes();
    this.#kit.grabInput({});
  }

  #writeModes(): void {
    this.#kit.fullscreen(true);
    this.#kit.hideCursor();
    this.#stdout.write(PLAY_SEQUENCE + SYNCHRONIZED_QUERY);
    if (this.#tellsReleases) this.#stdout.write(FOCUS_SEQUENCE);
    if (this.#hasKitty) this.#stdout.write(this.#isTaken ? KITTY_SET : KITTY_PUSH);
    this.#isTaken = true;
  }

  #giveBack(): void {
    this.#isTaken = false;
    this.#setRaw(false);
    writeBytesNow(this.#stdout.fd, RESTORE_SEQUENCE);
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

function printable(character: string): string | null {
  const kind = kindOf(character.codePointAt(0) ?? 0);
  return kind === NARROW || kind === WIDE || kind === MARK ? character : null;
}
