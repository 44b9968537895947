// When something has happened, lights up once, and never more than 3 times a second, whatever happens. Kept by the battle's view.

/** How long it is lit, and the shortest time from one lighting to the next. */
const LIT_MS = 160;
const PAUSE_MS = 340;

/** A light that people with photosensitive eyes can look at. */
export class Flash {
  #sinceMs = Number.NEGATIVE_INFINITY;

  /** @param atMs when it happened last @returns whether the light is on */
  isOn(atMs: number, nowMs: number): boolean {
    if (atMs > this.#sinceMs && atMs - this.#sinceMs >= PAUSE_MS) this.#sinceMs = atMs;
    return nowMs - this.#sinceMs < LIT_MS;
  }
}
