// A line to type commands on, below a log that goes on above it: the server's own terminal, or one that is attached to a server in
// the background. It completes with TAB and remembers what was typed; what a command answers is shown like a line of the log.
import { clearLine, createInterface, cursorTo, type Interface } from 'node:readline';
import type { Writable } from 'node:stream';
import type { ReadStream } from 'node:tty';
import { cleanText, printable } from '../../protocol/text.js';

const PROMPT = '> ';
const HISTORY_LINES = 200;
const LINE_LENGTH_MAX = 1000;

/** Who carries out what is typed. */
export interface PromptTarget {
  /** @returns what to show, '' for nothing */
  run(line: string): Promise<string>;
  /** Whole lines that what is typed so far may become. */
  complete(line: string): string[] | Promise<string[]>;
}

/** The line. */
export class Prompt {
  /** Resolves when it was closed, and all that was typed is carried out. */
  readonly closed: Promise<void>;
  /** Whether a person sits there; a pipe gets answers alone. */
  readonly isTerminal: boolean;
  /** Called at Ctrl-C. */
  onInterrupt = (): void => this.close();
  readonly #output: Writable;
  readonly #target: PromptTarget;
  readonly #interface: Interface;
  /** What was typed is carried out in its order. */
  #running: Promise<void> = Promise.resolve();
  #isClosing = false;
  #isClosed = false;

  constructor(input: ReadStream, output: Writable, target: PromptTarget) {
    this.#output = output;
    this.#target = target;
    this.isTerminal = input.isTTY === true;
    this.#interface = createInterface({
      input,
      output: this.isTerminal ? output : undefined,
      terminal: this.isTerminal,
      prompt: PROMPT,
      historySize: HISTORY_LINES,
      removeHistoryDuplicates: true,
      completer: (line: string, done: (error: Error | null, result: [string[], string]) => void) =>
        this.#complete(line, done),
    });
    this.#interface.on('line', (line) => {
      this.#running = this.#running.then(() => this.#run(line));
      this.#ask();
    });
    this.#interface.on('SIGINT', () => this.onInterrupt());
    // The terminal is gone (EIO).
    this.#interface.on('error', () => this.close());
    this.closed = new Promise((resolve) => {
      this.#interface.on('close', () => {
        this.#isClosed = true;
        void this.#running.then(resolve);
      });
    });
    this.#ask();
  }

  /** Shows a text that ends in a line end; what is being typed stays below it. */
  show(text: string): void {
    const isAsking = this.isTerminal && !this.#isClosed;
    if (isAsking) {
      cursorTo(this.#output, 0);
      clearLine(this.#output, 0);
    }
    this.#output.write(text);
    // What was typed already is kept, and the cursor in it.
    if (isAsking) this.#interface.prompt(true);
  }

  /** Gives the terminal back. */
  close(): void {
    // Where the terminal is gone, giving it back is one more error.
    if (this.#isClosing) return;
    this.#isClosing = true;
    this.#interface.close();
  }

  #ask(): void {
    if (this.isTerminal && !this.#isClosed) this.#interface.prompt();
  }

  async #run(line: string): Promise<void> {
    const text = cleanText(line, LINE_LENGTH_MAX);
    if (text === '') return;
    const answer = await this.#target.run(text).catch((error: Error) => error.message);
    if (answer !== '') this.show(`${printable(answer)}\n`);
  }

  #complete(line: string, done: (error: Error | null, result: [string[], string]) => void): void {
    Promise.resolve(this.#target.complete(line)).then(
      (lines) => done(null, [lines, line]),
      // Nobody to ask any more: then there is nothing to offer.
      () => done(null, [[], line]),
    );
  }
}
