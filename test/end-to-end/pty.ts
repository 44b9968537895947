// A program in a terminal of its own, made by util-linux's `script`: what it draws is fed to a terminal emulator, what is typed
// goes to its keys. Used by the end-to-end tests.
import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import xterm from '@xterm/headless';

const WAIT_MS = 20_000;
const CLOSE_MS = 3000;

/** Whether this machine can make a terminal for a test. */
export const HAS_PTY = spawnSync('script', ['-qec', 'true', '/dev/null']).status === 0;

/** A program that runs in a terminal. */
export class Pty {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #terminal: InstanceType<typeof xterm.Terminal>;
  readonly #closed: Promise<unknown>;
  #onChange = (): void => {};
  output = '';

  /** @param command a line for the shell, whose exit code is printed at its end as `EXIT n`
   *  @param after another one for after that, whose end is told by `MENDED n` */
  constructor(command: string, env: Readonly<Record<string, string>> = {}, after = '') {
    const columns = 80;
    const rows = 24;
    this.#terminal = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true });
    const line = `stty cols ${columns} rows ${rows}; sh -c 'echo PID $$; exec ${command}'; echo EXIT $?${after === '' ? '' : `; ${after}; echo MENDED $?`}`;
    this.#child = spawn('script', ['-qfec', line, '/dev/null'], {
      env: { ...process.env, LC_ALL: 'en_US.UTF-8', TERM: 'xterm-256color', COLORTERM: 'truecolor', ...env },
    });
    // What the terminal is asked, it answers.
    this.#terminal.onData((reply) => void this.#child.stdin.write(reply));
    this.#closed = once(this.#child, 'close');
    this.#child.stdin.on('error', () => {});
    this.#child.stdout.on('data', (chunk: Buffer) => {
      this.output += chunk.toString('latin1');
      this.#terminal.write(chunk, () => this.#onChange());
    });
  }

  type(keys: string): void {
    this.#child.stdin.write(keys);
  }

  /** The lines that the terminal shows now. */
  screen(): string {
    const { active } = this.#terminal.buffer;
    const lines = Array.from({ length: this.#terminal.rows }, (_, row) =>
      active.getLine(active.baseY + row)?.translateToString(true),
    );
    return lines.join('\n');
  }

  /** Resolves when the screen shows what is looked for. */
  shows(what: RegExp): Promise<void> {
    return this.showsWithin(what, WAIT_MS);
  }

  /** As `shows`, with a bound of its own. */
  showsWithin(what: RegExp, boundMs: number): Promise<void> {
    return new Promise<void>((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`${what} was not shown in ${boundMs} ms; the screen was:\n${this.screen()}`)),
        boundMs,
      );
      this.#onChange = () => {
        if (!what.test(this.screen())) return;
        clearTimeout(timer);
        this.#onChange = () => {};
        resolve();
      };
      this.#onChange();
    });
  }

  /** Kills the program that runs, as `kill -9` does. */
  killProgram(): void {
    this.signalProgram('SIGKILL');
  }

  /** Sends a signal to the program that runs. */
  signalProgram(signal: NodeJS.Signals): void {
    const pid = Number(/PID (\d+)/.exec(this.output)?.[1]);
    process.kill(pid, signal);
  }

  /** Ends the terminal and all in it. */
  async close(): Promise<void> {
    this.#child.kill('SIGTERM');
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), CLOSE_MS);
    this.#child.stdin.destroy();
    await this.#closed;
    clearTimeout(timer);
    this.#terminal.dispose();
  }
}
