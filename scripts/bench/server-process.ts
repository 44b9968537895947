// A server of a benchmark as a process of its own: game-server.ts or raw-server.ts. Ends with this process at the latest.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { GameOrder } from './game-server.js';
import type { RawOrder } from './raw-server.js';

/** CPU time so far, and how late each tick since the last report was, in ms; of the game's server its memory, and ticks that it had
 *  to drop, too. */
export interface Report {
  readonly cpuUs: number;
  readonly late: number[];
  readonly rssBytes: number;
  readonly droppedTicks: number;
}

/** One server. */
export class ServerProcess {
  readonly #child: ChildProcess;

  constructor(script: string, args: readonly string[] = []) {
    this.#child = fork(fileURLToPath(new URL(`./${script}.js`, import.meta.url)), args);
  }

  async port(): Promise<number> {
    const [{ port }] = await once(this.#child, 'message');
    return port;
  }

  tell(order: RawOrder | GameOrder): void {
    this.#child.send(order);
  }

  /** Halts the whole process, and lets it go on. */
  signal(signal: 'SIGSTOP' | 'SIGCONT'): void {
    this.#child.kill(signal);
  }

  async report(): Promise<Report> {
    this.#child.send({ kind: 'report' });
    const [report] = await once(this.#child, 'message');
    return report as Report;
  }

  async stop(): Promise<void> {
    const ended = once(this.#child, 'exit');
    this.#child.disconnect();
    await ended;
  }
}
