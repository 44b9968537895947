// What plain mode says, a line at a time and no faster than it can be heard: what answers a key comes at once, what happens meanwhile waits
// its turn, what is more urgent goes first, and what is old by then is left out. Time is handed in. Owned by stage.ts.

/** How fast a line is taken to be read: between two lines, in ms, and for each character of the one before. */
const PAUSE_MS = 300;
const CHARACTER_MS = 45;
/** Nobody waits longer than this for something new: who does not want to hear a long text out presses a key. */
const READING_MS_MAX = 5000;
/** How long something is worth saying. */
const FRESH_MS = 5000;
/** Lines that wait at most, those that are kept aside. */
const WAITING_MAX = 4;

/** How a line is said. */
export interface Manner {
  /** A later line on the same topic takes the place of one that still waits. */
  readonly topic?: string;
  /** Goes before all others that wait. */
  readonly isUrgent?: boolean;
  /** Said however old it is, such as what somebody writes. */
  readonly isKept?: boolean;
}

interface Waiting extends Manner {
  readonly text: string;
  readonly sinceMs: number;
}

/** The lines of plain mode. */
export class Lines {
  readonly #write: (text: string) => void;
  #waiting: Waiting[] = [];
  /** When the last line will have been read. */
  #freeAtMs = 0;
  #last = '';
  #isHeld = false;

  /** @param write takes text with its line ends */
  constructor(write: (text: string) => void) {
    this.#write = write;
  }

  /** The line that was said last. */
  get last(): string {
    return this.#last;
  }

  /** Says something at once: the answer to a key. What waits comes after it. */
  say(text: string, nowMs: number): void {
    this.#put(text, nowMs);
  }

  /** Says something when its turn comes. */
  tell(text: string, nowMs: number, manner: Manner = {}): void {
    if (text === '') return;
    const { topic } = manner;
    if (topic !== undefined) this.#waiting = this.#waiting.filter((line) => line.topic !== topic);
    const urgent = this.#waiting.filter(({ isUrgent }) => isUrgent === true);
    const others = this.#waiting.slice(urgent.length);
    const line = { ...manner, text, sinceMs: nowMs };
    this.#waiting = manner.isUrgent === true ? [...urgent, line, ...others] : [...this.#waiting, line];
    const passing = this.#waiting.filter(({ isKept }) => isKept !== true);
    if (passing.length <= WAITING_MAX) return;
    // The oldest goes, of those that are not urgent where there are any.
    const dropped = passing.find(({ isUrgent }) => isUrgent !== true) ?? passing[0];
    this.#waiting = this.#waiting.filter((each) => each !== dropped);
  }

  /** Says what is due. */
  step(nowMs: number): void {
    if (this.#isHeld || nowMs < this.#freeAtMs) return;
    this.#waiting = this.#waiting.filter(
      ({ isKept, sinceMs }) => isKept === true || nowMs - sinceMs < FRESH_MS,
    );
    const next = this.#waiting.shift();
    if (next !== undefined) this.#put(next.text, nowMs);
  }

  /** Lets everything wait while something is typed, or no longer. */
  hold(isHeld: boolean): void {
    this.#isHeld = isHeld;
  }

  /** Forgets what waits, but for what is kept. */
  drop(): void {
    this.#waiting = this.#waiting.filter(({ isKept }) => isKept === true);
  }

  #put(text: string, nowMs: number): void {
    this.#last = text;
    const readMs = Math.max(nowMs, this.#freeAtMs) + PAUSE_MS + text.length * CHARACTER_MS;
    this.#freeAtMs = Math.min(nowMs + READING_MS_MAX, readMs);
    this.#write(`${text}\n`);
  }
}
