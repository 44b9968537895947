// Job control: Ctrl-Z, `kill -TSTP`, and the way back. Before all of the command stops the terminal is given back; whenever it goes on,
// after a stop of any kind, the terminal is taken again. Owned by terminal.ts; writes nothing itself.

/** What happens to the terminal around a stop. */
export interface JobControlTarget {
  /** Leaves the terminal to the shell; resolves when that is done. */
  giveBack(): Promise<void>;
  /** Takes it from the shell again; also called when it was never given back. */
  takeAgain(): void;
}

/** Stops and goes on with the shell, until it is closed. */
export class JobControl {
  readonly #target: JobControlTarget;
  #isStopped = false;

  constructor(target: JobControlTarget) {
    this.#target = target;
    process.on('SIGCONT', this.#goOn);
    process.on('SIGTSTP', this.stop);
  }

  /** Stops, as for Ctrl-Z, which no longer is the terminal's own in raw mode. All of the command stops, `npx` around it and a
   *  private server among it, as when the terminal does it. */
  readonly stop = async (): Promise<void> => {
    // Windows has no such thing.
    if (process.platform === 'win32' || this.#isStopped) return;
    this.#isStopped = true;
    await this.#target.giveBack();
    // The game has ended meanwhile.
    if (!this.#isStopped) return;
    process.off('SIGTSTP', this.stop);
    process.kill(0, 'SIGTSTP');
    // Where no shell would ever continue it, the system lets it run on.
    setImmediate(() => {
      if (this.#isStopped) this.#goOn();
    });
  };

  /** Listens no more. */
  close(): void {
    this.#isStopped = false;
    process.off('SIGCONT', this.#goOn);
    process.off('SIGTSTP', this.stop);
  }

  readonly #goOn = (): void => {
    this.#isStopped = false;
    this.#target.takeAgain();
    process.off('SIGTSTP', this.stop);
    process.on('SIGTSTP', this.stop);
  };
}
