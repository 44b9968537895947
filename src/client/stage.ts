// The terminal, taken once and shown one thing after the other: the title screen, then a game, then the title screen again.
// Made by app.ts. It gives the terminal back before anything else when the client comes to an end that it didn't choose.
import type { Capabilities } from './capabilities.js';
import type { Frame } from './frame.js';
import { type FatalReason, guardTerminal } from './guard-terminal.js';
import { say } from './messages.js';
import type { PlainOptions } from './plain.js';
import { Screen } from './screen.js';
import type { Key, Terminal } from './terminal.js';
import { openTerminal } from './tty-terminal.js';

/** How a visit to the full screen ended. */
export interface AppResult {
  /** Of the process. */
  readonly code: number;
  /** To be said once the terminal is back. */
  readonly message?: string;
}

/** What a stage shows. */
export interface Show {
  draw(frame: Frame, nowMs: number): void;
  key(key: Key, nowMs: number): void;
  /** A key was let go. */
  release(key: Key): void;
  /** The keys that are held are no more, as far as anybody knows. */
  letGo(): void;
  /** True while nothing of it moves by itself. */
  isStill(): boolean;
}

const BELL = Buffer.from('\x07');
const SIGNAL_CODES = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;
/** Frames a second: the world moves 30 times a second, and a key is answered in the next frame. */
const FRAMES_PER_SECOND = 60;

/** The full screen. */
export class Stage {
  /** Resolves when the client must end: a signal, a mistake, a terminal that is gone. */
  readonly ended: Promise<AppResult>;
  readonly #terminal: Terminal;
  readonly #screen: Screen;
  readonly #unguard: () => void;
  #show: Show;
  /** Called when the terminal has told more of what it can show. */
  onCapabilities = (): void => {};

  /** Takes the terminal.
   *  @param forced what the player says of it, against what is found
   *  @throws TerminalError when it can't be played on */
  constructor(show: Show, forced: Partial<Capabilities>) {
    this.#show = show;
    this.#terminal = openTerminal(process, forced);
    let tellEnded: (result: AppResult) => void = () => {};
    this.ended = new Promise((resolve) => {
      tellEnded = resolve;
    });
    this.#unguard = guardTerminal(this.#terminal, (reason) => tellEnded(resultOf(reason)));
    this.#screen = new Screen({
      terminal: this.#terminal,
      framesPerSecond: FRAMES_PER_SECOND,
      draw: (frame) => this.#show.draw(frame, performance.now()),
      isStill: () => this.#show.isStill(),
    });
    this.#terminal.on('key', (key) => this.#show.key(key, performance.now()));
    this.#terminal.on('release', (key) => this.#show.release(key));
    this.#terminal.on('capabilities', () => this.onCapabilities());
    this.#terminal.on('blur', () => this.#show.letGo());
    this.#screen.start();
  }

  /** Shows something else from the next frame on. */
  show(show: Show): void {
    this.#show = show;
  }

  /** What the terminal can show. */
  get terminal(): PlainOptions {
    return this.#terminal;
  }

  /** Draws with these colours and characters from now on. */
  setOutput(output: PlainOptions): void {
    this.#screen.setOutput(output);
  }

  /** Rings the terminal's bell. */
  ring(): void {
    this.#terminal.write(BELL);
  }

  /** Gives the terminal back. */
  async close(): Promise<void> {
    this.#screen.stop();
    await this.#terminal.leave();
    this.#unguard();
  }
}

/** What becomes of the client then. */
export function resultOf(reason: FatalReason): AppResult {
  if (reason.kind === 'signal') return { code: SIGNAL_CODES[reason.signal] };
  if (reason.kind === 'lost') return { code: 1, message: say('terminal-lost', { reason: reason.what }) };
  const { error } = reason;
  return {
    code: 1,
    message: say('mistake', { reason: error instanceof Error ? error.message : String(error) }),
  };
}
