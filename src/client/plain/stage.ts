// The stage of plain mode: the terminal in lines, some times a second asked for what is new. The counterpart of stage.ts.
import { Frame } from '../frame.js';
import { guardTerminal } from '../guard-terminal.js';
import { type AppResult, resultOf, type Show } from '../stage.js';
import type { TerminalStreams } from '../terminal.js';
import { Lines } from './lines.js';
import type { Typing } from './screens.js';
import { PlainTerminal } from './terminal.js';

/** Between two looks at what is new. */
const STEP_MS = 50;
const BELL = '\x07';

/** A terminal that is only written on at its end. */
export class PlainStage {
  /** Resolves when the client must end: a signal, a mistake, a terminal that is gone. */
  readonly ended: Promise<AppResult>;
  readonly terminal: PlainTerminal;
  readonly lines: Lines;
  readonly typing: Typing;
  readonly #unguard: () => void;
  readonly #timer: NodeJS.Timeout;
  /** Nothing is drawn on it. */
  readonly #frame = new Frame(1, 1);
  #show: Show;

  /** Takes the terminal. @throws TerminalError when it is none */
  constructor(show: Show, streams: TerminalStreams) {
    this.#show = show;
    const terminal = new PlainTerminal(streams);
    this.terminal = terminal;
    this.lines = new Lines((text) => terminal.add(text));
    this.typing = { echo: (text) => terminal.add(text), rub: () => terminal.rub() };
    let tellEnded: (result: AppResult) => void = () => {};
    this.ended = new Promise((resolve) => {
      tellEnded = resolve;
    });
    this.#unguard = guardTerminal(terminal, (reason) => tellEnded(resultOf(reason)));
    terminal.on('key', (key) => this.#show.key(key, performance.now()));
    this.#timer = setInterval(() => this.#show.draw(this.#frame, performance.now()), STEP_MS);
  }

  /** Shows something else from now on. */
  show(show: Show): void {
    this.#show = show;
  }

  /** It is never told more of what it can show. */
  onCapabilities = (): void => {};

  /** There are neither colours nor characters to choose. */
  setOutput(): void {}

  /** Rings the terminal's bell. */
  ring(): void {
    this.terminal.write(Buffer.from(BELL));
  }

  /** Gives the terminal back. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    this.terminal.close();
    this.#unguard();
  }
}
