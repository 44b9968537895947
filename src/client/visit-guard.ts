// A mistake of this program while it plays on a server ends the visit there, and not the client: whatever a server sends, its player is
// back at the title with a sentence, and other servers can be played on. Made by app.ts for each visit.
import { type Doing, explainMistake } from './explain.js';
import type { Show } from './stage.js';

/** Catches the mistakes of one visit. */
export class VisitGuard {
  #isOver = false;
  readonly #onMistake: (message: string) => void;

  /** @param onMistake told of the first mistake, in words for the player; nothing is done any more after it */
  constructor(onMistake: (message: string) => void) {
    this.#onMistake = onMistake;
  }

  /** Does something of the visit. @returns what that gave, or `otherwise` after a mistake */
  run<Result>(doing: Doing, act: () => Result, otherwise: Result): Result {
    if (this.#isOver) return otherwise;
    try {
      return act();
    } catch (error) {
      this.#isOver = true;
      this.#onMistake(explainMistake(doing, error));
      return otherwise;
    }
  }

  /** The same to see, with mistakes that end the visit. */
  show(show: Show): Show {
    return {
      draw: (frame, nowMs) => this.run('DRAW', () => show.draw(frame, nowMs), undefined),
      key: (key, nowMs) => this.run('KEY', () => show.key(key, nowMs), undefined),
      release: (key) => this.run('KEY', () => show.release(key), undefined),
      letGo: () => this.run('KEY', () => show.letGo(), undefined),
      isStill: () => this.run('DRAW', () => show.isStill(), true),
    };
  }
}
