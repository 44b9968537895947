// Who destroys one after the other: two or more within some seconds, and many without being destroyed. Fed with each kill that the
// server tells; used by snapshot-receiver.ts.
import { NOBODY } from '../game/things.js';
import { SEATS_MAX } from '../game/units.js';
import type { Happening } from './mode-watch.js';
import type { Kill } from './state.js';

/** Kills that follow each other no later than this are one feat. */
const TOGETHER_MS = 4000;
/** Kills without being destroyed that are told of; every fifth after these, too. */
const STREAKS = [3, 5];

/** The feats of a battle. */
export class Streaks {
  /** Kills of each seat since it was destroyed last, and those of them that followed each other. */
  readonly #kills = new Uint16Array(SEATS_MAX);
  readonly #together = new Uint16Array(SEATS_MAX);
  readonly #lastMs = new Float64Array(SEATS_MAX).fill(Number.NEGATIVE_INFINITY);

  /** Counts a kill.
   *  @param kill of seats 0 to 15, or by NOBODY
   *  @param isEnemy false where one of the own side was hit, which is no feat
   *  @param tell is told of a feat: who did it, and how many it were */
  take(
    { seat, by, atMs }: Omit<Kill, 'how'>,
    isEnemy: boolean,
    tell: (what: Extract<Happening, 'multi-kill' | 'streak'>, who: number, number: number) => void,
  ): void {
    this.#kills[seat] = 0;
    this.#together[seat] = 0;
    if (by === NOBODY || by === seat || !isEnemy) return;
    const isTogether = atMs - this.#lastMs[by] <= TOGETHER_MS;
    this.#lastMs[by] = atMs;
    this.#together[by] = isTogether ? this.#together[by] + 1 : 1;
    const kills = ++this.#kills[by];
    if (this.#together[by] > 1) tell('multi-kill', by, this.#together[by]);
    else if (STREAKS.includes(kills) || (kills > 5 && kills % 5 === 0)) tell('streak', by, kills);
  }
}
