// By what somebody is known again who has come back: the key of an account; a guest by the nick with which they came; and by the network
// they come from, as long as they are newer than what they are held for. Pure; used by doors and votes.
import { networkOf } from '../../net/prefix.js';
import type { Person } from '../store/order-book.js';

/** Somebody who may come back. */
export interface Returning extends Person {
  /** Key of the nick with which they came. */
  readonly firstKey: string;
}

/** What is held against somebody. */
export interface Hold {
  readonly identity: string | null;
  readonly firstKey: string;
  readonly network: string;
  /** Since when, milliseconds since 1970: who has come, or made an account, after it from the same network is held, too. */
  readonly at: number;
}

/** Holds something against somebody from now on. @param at milliseconds since 1970 */
export function holdOf({ identity, firstKey, address }: Returning, at: number): Hold {
  return { identity, firstKey, network: networkOf(address), at };
}

/** Is it who is meant, or somebody who came from the same network afterwards? */
export function isHeld(hold: Hold, { identity, firstKey, address, since }: Returning): boolean {
  if (hold.identity !== null && identity === hold.identity) return true;
  if (networkOf(address) !== hold.network) return false;
  return since > hold.at || (hold.identity === null && identity === null && firstKey === hold.firstKey);
}
