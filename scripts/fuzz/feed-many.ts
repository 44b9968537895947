// Feeds one target until it makes a mistake, or until it is enough. Used by the fuzzer and by its test.
import { mutate } from './mutate.js';
import type { Target } from './targets.js';

/** Octets on which a target has made a mistake. */
export interface Find {
  /** Feeds them again, as the first try. */
  readonly seed: number;
  readonly bytes: Buffer;
  readonly error: unknown;
}

/** Feeds a target.
 *  @param seed of the first try; each further one has the next
 *  @param goesOn asked before each try
 *  @returns how often it was fed, and its mistake, if it has made one */
export function feedMany(
  target: Target,
  seed: number,
  goesOn: (tries: number) => boolean,
): { tries: number; find: Find | null } {
  for (let tries = 0; ; tries++) {
    if (!goesOn(tries)) return { tries, find: null };
    const random = { random: seed + tries };
    const bytes = mutate(target.sample(random), target.sample(random), random);
    try {
      target.feed(bytes, random);
    } catch (error) {
      return { tries: tries + 1, find: { seed: seed + tries, bytes, error } };
    }
  }
}
