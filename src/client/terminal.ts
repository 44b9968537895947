// The terminal itself: raw keys in, bytes out, and given back exactly as it was. THE ONLY importer of terminal-kit, which names
// the keys and knows the kinds of terminals; what it prints or restores is not relied on. Opened once by the client's
// entry. No text of a peer may go through terminal-kit's own printing. Never ends the process.
import { EventEmitter } from 'node:events';
import { writeSync } from 'node:fs';
import type { ReadStream, WriteStream } from 'node:tty';
import termkit from 'terminal-kit';
import { type Capabilities, type ColourSupport, detectCapabilities } from './capabilities.js';
import type { ColourDepth } from './colour-map.js';
import { kindOf, MARK, NARROW, WIDE } from './glyph.js';
import { KeyInput, type KeyOrigin } from './key-input.js';
import { KITTY_PUSH, KITTY_SET } from './kitty-keys.js';

/** One key press. */
export interface Key {
  /** terminal-kit's name: a character itself, or UP, ENTER, CTRL_C, ESCAPE, BACKSPACE, TAB, SHIFT_UP, ALT_A and so on. */
  readonly name: string;
  /** What the key writes, when that is one printable character; combining marks come one by one. */
  readonly text: string | null;
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
  /** It knows DEC mode 2026, or leaves it out. */
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

/** Ends every mode that a client can have left on: for close(), and for `--reset-terminal` after a kill -9. The kitty flags go first,
 *  because the alternate screen has its own; the cursor comes back last, on the screen where the shell is. */
export const RESET_SEQUENCE =
  '\x1b[?2026l\x1b[<u\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l\x1b[?1004l\x1b[?2004l' +
  '\x1b[?1l\x1b>\x1b[?7h\x1b[0m\x1b[?1049l\x1b[0m\x1b[?25h';

/** No automatic wrap, so that no glyph in the last column can scroll; pasted text is marked. */
const PLAY_SEQUENCE = '\x1b[?7l\x1b[?2004h';
/** Older Linux consoles write what they don't know of these on the screen. */
const TERM_WITHOUT_KITTY = 'linux';

const COLUMNS_DEFAULT = 80;
const ROWS_DEFAULT = 24;
/** How often, and how far apart, close() tries to write to a terminal that takes nothing. */
const RESTORE_TRIES = 40;
const RESTORE_PAUSE_MS = 5;

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
  if (!stdin.isTTY || !stdout.isTTY)
    throw new TerminalError(
      'The game needs a terminal for its keys and its picture: start it without a pipe.',
    );
  if (env.TERM === 'dumb')
    throw new TerminalError('TERM is "dumb", a terminal without a cursor: start the game in another one.');
  return new TtyTerminal(streams, forced);
}

class TtyTerminal extends EventEmitter<TerminalEvents> implements Terminal {
  readonly #stdin: ReadStream;
  readonly #stdout: TerminalOutput;
  readonly #input: KeyInput;
  readonly #kit: KitTerminal;
  readonly #capabilities: Capabilities;
  readonly #hasKitty: boolean;
  /** Bytes of the key that terminal-kit is naming, and how it came. */
  #keyBytes = 0;
  #keyOrigin: KeyOrigin = 'press';
  #isLost = false;
  #isClosed = false;

  constructor({ stdin, stdout, env }: TerminalStreams, forced: Partial<Capabilities>) {
    super();
    this.#stdin = stdin;
    this.#stdout = stdout;
    this.#input = new KeyInput(stdin);
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
    return this.#capabilities.synchronized;
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
    process.off('SIGCONT', this.#onContinue);
    this.#input.close();
    this.#stdin.pause();
    this.#setRaw(false);
    const restore = this.#kit.str.hideCursor(false) + RESET_SEQUENCE;
    writeBytesNow(this.#stdout.fd, Buffer.from(restore));
    // What is left of a frame that the terminal was slow to take comes after that, and may have changed the colours.
    if (this.#stdout.writableLength === 0) setBlocking(this.#stdout, true);
    else if (!this.#isLost) this.#stdout.write(restore);
  }

  #listen(): void {
    this.#kit.on('key', (name, _matches, { isCharacter, code }) => {
      // terminal-kit takes a sequence that it doesn't know apart into an Escape and letters: leave those out.
      const length = typeof code === 'number' ? 1 : code.length;
      const isWhole = length === this.#keyBytes;
      this.#keyBytes = 0;
      if (isWhole) this.#tell(name, isCharacter ? printable(name) : null);
    });
    this.#input.prependListener('data', (bytes, origin) => {
      this.#keyBytes = bytes.length;
      this.#keyOrigin = origin;
    });
    this.#stdin.on('data', this.#onData);
    // These two stay after close(): an error without a listener would end the process with a stack.
    this.#stdin.on('error', (error) => this.#lose(`stdin: ${error.message}`));
    this.#stdin.on('end', () => this.#lose('stdin has ended'));
    this.#stdout.on('error', (error) => this.#lose(`stdout: ${error.message}`));
    this.#stdout.on('resize', this.#onResize);
    process.on('SIGCONT', this.#onContinue);
  }

  #tell(name: string, text: string | null): void {
    const origin = this.#keyOrigin;
    const key = { name, text, isRepeat: origin === 'repeat', isPasted: origin === 'paste' };
    this.emit(origin === 'release' ? 'release' : 'key', key);
  }

  #takeOver(): void {
    setBlocking(this.#stdout, false);
    this.#kit.fullscreen(true);
    this.#kit.hideCursor();
    this.#stdout.write(PLAY_SEQUENCE);
    if (this.#hasKitty) this.#stdout.write(KITTY_PUSH);
    this.#kit.grabInput({});
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
    this.#input.feed(chunk);
  };

  #onResize = (): void => {
    this.emit('resize');
  };

  /** After a stop (Ctrl-Z of another program, `kill -STOP`) the shell has left the terminal in its own mode. */
  #onContinue = (): void => {
    this.#setRaw(false);
    this.#setRaw(true);
    this.#kit.fullscreen(true);
    this.#kit.hideCursor();
    this.#stdout.write(PLAY_SEQUENCE);
    if (this.#hasKitty) this.#stdout.write(KITTY_SET);
    this.emit('resize');
  };
}

function printable(character: string): string | null {
  const kind = kindOf(character.codePointAt(0) ?? 0);
  return kind === NARROW || kind === WIDE || kind === MARK ? character : null;
}

/** Node writes to a terminal and waits until it has taken everything, which over a slow line stops all three loops; libuv
 *  has the terminal open a second time for itself, so that this changes nothing for other processes. Not on Windows. */
function setBlocking(stdout: WriteStream, isBlocking: boolean): void {
  const { _handle: handle } = stdout as { _handle?: { setBlocking?(isBlocking: boolean): number } };
  if (process.platform !== 'win32') handle?.setBlocking?.(isBlocking);
}

/** Writes past the stream's queue, so that it also works while the process exits. Gives up on a terminal that is gone or stuck.
 *  @param fd of the terminal */
export function writeBytesNow(fd: number, bytes: Uint8Array): void {
  let written = 0;
  for (let tries = 0; written < bytes.length && tries < RESTORE_TRIES; tries++) {
    try {
      written += writeSync(fd, bytes, written);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') return;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, RESTORE_PAUSE_MS);
    }
  }
}

/** Why a client must end. */
export type FatalReason =
  | { readonly kind: 'error'; readonly error: unknown }
  | { readonly kind: 'signal'; readonly signal: 'SIGINT' | 'SIGTERM' | 'SIGHUP' }
  | { readonly kind: 'lost'; readonly what: string };

/** Gives the terminal back before anything else when the client comes to an end that it didn't choose: an error that nobody caught,
 *  INT, TERM, HUP, a lost terminal; and without a word when the process exits.
 *  @param onFatal called once, after that; says a sentence and exits
 *  @returns takes the hooks off again */
export function guardTerminal(terminal: Terminal, onFatal: (reason: FatalReason) => void): () => void {
  let isOver = false;
  const end = (reason: FatalReason): void => {
    terminal.close();
    if (isOver) return;
    isOver = true;
    onFatal(reason);
  };
  const onExit = (): void => terminal.close();
  const onError = (error: unknown): void => end({ kind: 'error', error });
  const onSignal = (signal: NodeJS.Signals): void =>
    end({ kind: 'signal', signal: signal as 'SIGINT' | 'SIGTERM' | 'SIGHUP' });
  const onLost = (what: string): void => end({ kind: 'lost', what });
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  process.on('exit', onExit);
  process.on('uncaughtException', onError);
  process.on('unhandledRejection', onError);
  for (const signal of signals) process.on(signal, onSignal);
  terminal.on('lost', onLost);
  return () => {
    process.off('exit', onExit);
    process.off('uncaughtException', onError);
    process.off('unhandledRejection', onError);
    for (const signal of signals) process.off(signal, onSignal);
    terminal.off('lost', onLost);
  };
}
