// Which accounts a store forgets: those that never finished a match, when there are too many of them, the oldest first, and after a term.
// They lose nothing but the nick, and come back with their key as if they were new. Pure; carried out by store.ts.
import type { Account } from './accounts.js';

/** Accounts without a match that are kept at most. */
export const UNPLAYED_MAX = 10_000;
/** How long one is kept in any case when there is room. */
const TERM_MS = 30 * 24 * 3600 * 1000;
/** Accounts that are forgotten at once: when a clock runs ahead, not everybody's term is over before it is put right. */
export const FORGOTTEN_MAX = 100;

/** Which ones now, at most FORGOTTEN_MAX; some more than must be, so that not each new account costs a search.
 *  @param unplayed accounts without a match @param max that may be kept of them
 *  @param nowMs milliseconds since 1970 @param isKept says who stays in any case */
export function chooseForgotten(
  unplayed: readonly Account[],
  max: number,
  nowMs: number,
  isKept: (account: Account) => boolean,
): Account[] {
  const surplus = unplayed.length - max;
  const count = surplus > 0 ? surplus + Math.floor(max / 100) : 0;
  return unplayed
    .filter((account) => !isKept(account))
    .sort((one, other) => one.createdAt - other.createdAt)
    .filter(({ createdAt }, index) => index < count || nowMs - createdAt > TERM_MS)
    .slice(0, FORGOTTEN_MAX);
}
