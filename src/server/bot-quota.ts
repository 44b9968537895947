// How many bots the rooms of a server may have: so many in all, and so many made by the people of one network, since a battle of
// bots costs a server more than one of people. Owned by lobby.ts; each room holds a share, as large as its options may need.
import { NetworkCounts } from '../net/network-counts.js';
import { networkOf } from '../net/prefix.js';
import { ProtocolError } from '../protocol/errors.js';

/** Bots of one address up to which each of them thinks in every tick. */
const QUICK_BOTS_MAX = 64;

/** What one room holds. */
export interface BotShare {
  /** Holds so many instead of those before. @throws ProtocolError TOO_MANY_BOTS; nothing is changed then */
  resize(count: number): void;
  /** Ticks between two thoughts of each of its bots: more than one where the network has many. */
  readonly ticksEach: number;
}

/** Without a bound. */
export const ANY_BOTS: BotShare = { resize() {}, ticksEach: 1 };

/** The bots of one server. */
export class BotQuota {
  readonly #networks = new NetworkCounts();
  readonly #max: number;
  readonly #perAddressMax: number;
  #count = 0;

  /** @param max in all @param perAddressMax of one address (prefix.ts) */
  constructor(max: number, perAddressMax: number) {
    this.#max = max;
    this.#perAddressMax = perAddressMax;
  }

  /** Bots that are held. */
  get count(): number {
    return this.#count;
  }

  /** A share for a room. @param address of whoever makes it */
  share(address: string): BotShare {
    let held = 0;
    const network = networkOf(address);
    const counts = this.#networks;
    return {
      get ticksEach() {
        return Math.max(1, Math.ceil(counts.of(network) / QUICK_BOTS_MAX));
      },
      resize: (count) => {
        const more = count - held;
        if (more > 0) this.#require(address, more);
        this.#networks.add(address, more);
        this.#count += more;
        held = count;
      },
    };
  }

  #require(address: string, more: number): void {
    if (this.#count + more > this.#max) throw new ProtocolError('TOO_MANY_BOTS', undefined, 'bots');
    if (this.#networks.overfull(address, this.#perAddressMax, more) === null) return;
    throw new ProtocolError('TOO_MANY_BOTS', 'There are too many bots in rooms of your network.', 'bots');
  }
}
