// Ratings by openskill (Weng and Lin, "A Bayesian Approximation Method for Online Ranking", 2011; the Plackett-Luce
// model): what a mode's players are worth, as a mean and how unsure it is. Pure, but for loading the library
// when it is needed first.

/** What is known of somebody in one mode and season. */
export interface Skill {
  readonly mu: number;
  readonly sigma: number;
}

/** Somebody of whom nothing is known. */
export const SKILL_START: Skill = { mu: 25, sigma: 25 / 3 };
/** Bound of a rating that is shown. */
export const RATING_MAX = 9999;

/** The rating that is shown: what somebody is worth at least, with hardly a doubt. Starts at 1000, 0 to RATING_MAX. */
export function ratingOf({ mu, sigma }: Skill): number {
  const rating = Math.round(1000 + 40 * (mu - 3 * sigma));
  return Math.min(Math.max(rating, 0), RATING_MAX);
}

/** Those who fought together, and where they came in: 1 is the best, level ones have the same. */
export interface RatedSide {
  readonly place: number;
  readonly skills: readonly Skill[];
}

/** Loads the library, which holds the whole process up for some 50 ms: better at the start of a match than in one. */
export const loadRatings = (): Promise<typeof import('openskill')> => import('openskill');

/** The skills after a match, in the order of the sides. @param sides two or more, none of them empty */
export async function rateMatch(sides: readonly RatedSide[]): Promise<Skill[][]> {
  const { rate } = await loadRatings();
  return rate(
    sides.map(({ skills }) => skills.map(({ mu, sigma }) => ({ mu, sigma }))),
    { rank: sides.map(({ place }) => place) },
  );
}

/** The season of a moment: each quarter of a year (UTC) is one, and the first quarter of 2026 is number 1; what was before
 *  counts as 1 too. @param ms milliseconds since 1970 */
export function seasonOf(ms: number): number {
  const date = new Date(ms);
  return Math.max(1, (date.getUTCFullYear() - 2026) * 4 + Math.floor(date.getUTCMonth() / 3) + 1);
}
