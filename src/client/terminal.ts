// What the client needs of a terminal: keys in, bytes out, and what it can show. tty-terminal.ts is the real one; tests bring
// their own. Types, and the error of one that can't be played on.
import type { ReadStream, WriteStream } from 'node:tty';
import type { ColourDepth } from './colour-map.js';

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
  /** More may be written; comes only after write() gave false. */
  drain: [];
  /** It has told more of what it can do. */
  capabilities: [];
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
  /** Sends a frame. False when the next one has to wait for 'drain'; the bytes may be changed at once. */
  write(bytes: Uint8Array): boolean;
  on<E extends keyof TerminalEvents>(event: E, listener: (...values: TerminalEvents[E]) => void): unknown;
  off<E extends keyof TerminalEvents>(event: E, listener: (...values: TerminalEvents[E]) => void): unknown;
  /** Gives the terminal back as it was, and lets what it still says of keys go nowhere: resolves when that is over, soon. */
  leave(): Promise<void>;
  /** The same at once, also while the process exits; a second call does nothing. */
  close(): void;
}

/** process.stdout has its descriptor; the type of a terminal's stream leaves it out. */
export type TerminalOutput = WriteStream & { readonly fd: number };

/** Streams and environment of a process. */
export interface TerminalStreams {
  readonly stdin: ReadStream;
  readonly stdout: TerminalOutput;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** A terminal that can't be played on; the message is for a person. */
export class TerminalError extends Error {
  override name = 'TerminalError';
}
