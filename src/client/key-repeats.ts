// Which of the times at which one key comes are presses? Made and asked by keys.ts; knows no key and no action; time is handed in.
//
// Most terminals never tell that a key was let go. A held key comes again after a delay (250 ms on the Linux console, up to 660
// in xterm), then every 8 to 92 ms, and nothing tells such a repeat from a press. It matters where a second press means
// something else: the opposite direction stops, then reverses, and a switch is on, then off. So, for the same key with no other
// one in between:
//   - within BUNCH_MS it is a repeat: no finger is so quick, but a line may deliver several at once;
//   - a direction within DOUBLE_MS is a press: no terminal repeats so early. A switch within SWITCH_MS is not meant;
//   - up to REPEAT_DELAY_MS_MAX it waits for REPEAT_MS. Does the key come again, it was the first repeat of a held key, and so
//     are all that follow within REPEAT_MS; if not, it was a press, and counts then;
//   - after that it is a press.

/** The same key within this time of a press has been bunched with it by the line. */
const BUNCH_MS = 50;
/** The same key within this time is a double press. */
export const DOUBLE_MS = 180;
/** A switch pressed again within this time is not meant. */
export const SWITCH_MS = 400;
/** Longest time from a press to its first repeat. */
export const REPEAT_DELAY_MS_MAX = 700;
/** Longest time between two repeats of a held key. */
export const REPEAT_MS = 150;

/** What a key that has come is; `wait` until isDue() says that it was a press. */
export type Verdict = 'press' | 'repeat' | 'wait';

/** Judges one key after the other. */
export class KeyRepeats {
  #name = '';
  #atMs = Number.NEGATIVE_INFINITY;
  #isHeld = false;
  #isWaiting = false;

  /** Judges a key.
   *  @param isSwitch true for what is on or off @param nowMs from a clock that never goes back */
  judge(name: string, isSwitch: boolean, nowMs: number): Verdict {
    const gapMs = name === this.#name ? nowMs - this.#atMs : Number.POSITIVE_INFINITY;
    const isStream = this.#isHeld || this.#isWaiting;
    this.#name = name;
    this.#atMs = nowMs;
    this.#isWaiting = false;
    if (gapMs < (isStream ? REPEAT_MS : BUNCH_MS) || (isSwitch && gapMs < SWITCH_MS)) {
      this.#isHeld = true;
      return 'repeat';
    }
    this.#isWaiting = gapMs < REPEAT_DELAY_MS_MAX && (isStream || gapMs >= DOUBLE_MS);
    if (this.#isWaiting) return 'wait';
    this.#isHeld = false;
    return 'press';
  }

  /** True once, when what had to wait was a press: its time is over, or another key has come. @param name of that key, if any */
  isDue(nowMs: number, name: string = this.#name): boolean {
    if (!this.#isWaiting || (name === this.#name && nowMs - this.#atMs < REPEAT_MS)) return false;
    this.#isWaiting = false;
    this.#isHeld = false;
    return true;
  }

  /** Forgets the last key: the next one is a press. */
  forget(): void {
    this.#name = '';
    this.#isWaiting = false;
    this.#isHeld = false;
  }
}
