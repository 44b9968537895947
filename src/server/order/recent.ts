// Who was here lately: under which nick, with which account, from where. By it somebody who has left can still be muted or banned, a guest
// too. In memory alone, and bounded. Filled by the hall when somebody leaves; asked by order.ts.
import { nickKey } from '../../protocol/nick.js';
import type { Person } from '../store/order-book.js';

/** People that are remembered; the one who left first is forgotten first. */
const RECENT_MAX = 2000;

/** Somebody who has left. */
export interface Gone extends Person {
  readonly nick: string;
}

/** Who has left. */
export class Recent {
  readonly #gone = new Map<string, Gone>();

  /** Remembers somebody. */
  add({ nick, identity, address, since }: Gone): void {
    const key = nickKey(nick);
    this.#gone.delete(key);
    this.#gone.set(key, { nick, identity, address, since });
    const [oldest] = this.#gone.keys();
    if (this.#gone.size > RECENT_MAX) this.#gone.delete(oldest);
  }

  /** The last one of a nick. */
  find(nick: string): Gone | null {
    return this.#gone.get(nickKey(nick)) ?? null;
  }
}
