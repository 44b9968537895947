// A terminal as plain mode has it: raw keys in without an echo, lines out that are only added to the end. No cursor is placed, no colour and
// no mode is set but that of the keyboard, so any terminal will do, and it is given back by that alone. Opened by stage.ts.
import { EventEmitter } from 'node:events';
import { writePlain } from '../ask.js';
import { type Charset, charsetOf } from '../charset.js';
import { JobControl } from '../job-control.js';
import { KeyInput } from '../key-input.js';
import { say } from '../messages.js';
import {
  type Key,
  type Terminal,
  TerminalError,
  type TerminalEvents,
  type TerminalStreams,
} from '../terminal.js';

/** What keys send that are no characters: behind ESC [ or ESC O, without a modifier. */
const SEQUENCES: ReadonlyMap<string, string> = new Map([
  ...Object.entries({ A: 'UP', B: 'DOWN', C: 'RIGHT', D: 'LEFT', H: 'HOME', F: 'END', M: 'ENTER' }),
  ...Object.entries({ P: 'F1', Q: 'F2', R: 'F3', '[A': 'F1', '[B': 'F2', '[C': 'F3', E: 'KP_5' }),
  ...Object.entries({ '1~': 'HOME', '2~': 'INSERT', '3~': 'DELETE', '4~': 'END', '5~': 'PAGE_UP' }),
  ...Object.entries({ '6~': 'PAGE_DOWN', '7~': 'HOME', '8~': 'END', '11~': 'F1', '12~': 'F2' }),
  ...Object.entries({
    '1;2A': 'SHIFT_UP',
    '1;2B': 'SHIFT_DOWN',
    '1;2C': 'SHIFT_RIGHT',
    '1;2D': 'SHIFT_LEFT',
  }),
  ...Object.entries({ a: 'SHIFT_UP', b: 'SHIFT_DOWN', c: 'SHIFT_RIGHT', d: 'SHIFT_LEFT' }),
]);
const CONTROLS: ReadonlyMap<number, string> = new Map([
  [0x03, 'CTRL_C'],
  [0x04, 'CTRL_D'],
  [0x08, 'BACKSPACE'],
  [0x09, 'TAB'],
  [0x0a, 'ENTER'],
  [0x0d, 'ENTER'],
  [0x15, 'CTRL_U'],
  [0x17, 'CTRL_W'],
  [0x1a, 'CTRL_Z'],
  [0x1b, 'ESCAPE'],
  [0x7f, 'BACKSPACE'],
]);

/** The name of one key as it came from the terminal; null for one that means nothing here. */
export function nameKey(bytes: Buffer): Key | null {
  const control = bytes.length === 1 ? CONTROLS.get(bytes[0]) : undefined;
  if (control !== undefined) return { name: control, text: null };
  if (bytes[0] === 0x1b) {
    const name = SEQUENCES.get(bytes.toString('latin1', 2));
    return name === undefined ? null : { name, text: null };
  }
  const text = bytes.toString('utf8');
  return /^\P{Cc}$/u.test(text) ? { name: text, text } : null;
}

/** A terminal of which nothing is asked but to show lines.
 *  @throws TerminalError when it is none */
export class PlainTerminal extends EventEmitter<TerminalEvents> implements Terminal {
  readonly colours = 'none';
  readonly synchronized = false;
  readonly repeat = false;
  readonly #streams: TerminalStreams;
  readonly #charset: Charset | null;
  readonly #decode: ((octets: Buffer) => string) | null;
  readonly #input: KeyInput;
  readonly #jobControl: JobControl;
  #isClosed = false;
  #isLost = false;

  constructor(streams: TerminalStreams) {
    super();
    const { stdin, stdout, env } = streams;
    if (!stdin.isTTY || !stdout.isTTY) throw new TerminalError(say('no-tty'));
    this.#streams = streams;
    this.#charset = charsetOf(env);
    this.#decode = this.#charset?.createDecoder() ?? null;
    this.#input = new KeyInput(stdin);
    this.#input.on('data', (bytes, origin) => this.#take(bytes, origin === 'paste'));
    stdin.on('data', this.#onData);
    // Both stay after close(): an error without a listener would end the process with a stack.
    stdin.on('error', (error) => this.#lose(`stdin: ${error.message}`));
    stdin.on('end', () => this.#lose('stdin has ended'));
    stdout.on('error', (error) => this.#lose(`stdout: ${error.message}`));
    this.#jobControl = new JobControl({
      giveBack: async () => this.#setRaw(false),
      takeAgain: () => this.#setRaw(true),
    });
    this.#setRaw(true);
    stdin.resume();
  }

  get columns(): number {
    return this.#streams.stdout.columns || 80;
  }

  get rows(): number {
    return this.#streams.stdout.rows || 24;
  }

  get ascii(): boolean {
    return this.#charset !== null;
  }

  /** Adds text at the end. */
  add(text: string): void {
    if (!this.#isClosed && !this.#isLost) writePlain(this.#streams.stdout, text, this.#charset);
  }

  /** Takes the last character that was added away again, as a terminal does for who types. */
  rub(): void {
    this.write(Buffer.from('\b \b'));
  }

  write(bytes: Uint8Array): boolean {
    if (!this.#isClosed && !this.#isLost) this.#streams.stdout.write(bytes);
    return true;
  }

  async leave(): Promise<void> {
    this.close();
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    const { stdin } = this.#streams;
    stdin.off('data', this.#onData);
    this.#jobControl.close();
    this.#input.close();
    this.#setRaw(false);
    stdin.pause();
  }

  readonly #onData = (chunk: Buffer): void => {
    this.#input.feed(this.#decode === null ? chunk : Buffer.from(this.#decode(chunk)));
  };

  #take(bytes: Buffer, isPasted: boolean): void {
    const key = nameKey(bytes);
    if (key === null) return;
    if (key.name === 'CTRL_Z') this.#jobControl.stop();
    else this.emit('key', { ...key, isPasted });
  }

  #setRaw(isRaw: boolean): void {
    try {
      this.#streams.stdin.setRawMode(isRaw);
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
}
