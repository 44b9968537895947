// Who says too much too fast: a score that rises with each line and falls with time, as DDNet keeps one. Past its bound its
// owner is muted for a while. One a player, so that a new line to the server does not wash it off. The time is passed in.
import {
  CHAT_MUTE_SECONDS,
  CHAT_SCORE_FALL_PER_SECOND,
  CHAT_SCORE_MAX,
  CHAT_SCORE_PER_LINE,
} from '../protocol/limits.js';

/** The score of one player. */
export class FloodScore {
  /** In thousandths, so that no fraction is lost. */
  #score = 0;
  #atMs = 0;
  #mutedUntilMs = 0;

  /** Counts a line that somebody wants to say.
   *  @param nowMs the time by any clock that does not go back
   *  @returns 'ok', or 'muted' when this very line was one too many; secondsLeft() then tells for how long */
  add(nowMs: number): 'ok' | 'muted' {
    const fallen = Math.max(0, Math.floor(nowMs) - this.#atMs) * CHAT_SCORE_FALL_PER_SECOND;
    this.#atMs = Math.floor(nowMs);
    this.#score = Math.max(0, this.#score - fallen) + CHAT_SCORE_PER_LINE * 1000;
    if (this.#score <= CHAT_SCORE_MAX * 1000) return 'ok';
    this.#score = 0;
    this.#mutedUntilMs = this.#atMs + CHAT_MUTE_SECONDS * 1000;
    return 'muted';
  }

  /** Lets its owner speak again. */
  clear(): void {
    this.#score = 0;
    this.#mutedUntilMs = 0;
  }

  /** Seconds for which its owner is muted, rounded up; 0 when he is not. */
  secondsLeft(nowMs: number): number {
    return Math.max(0, Math.ceil((this.#mutedUntilMs - nowMs) / 1000));
  }
}
