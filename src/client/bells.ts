// When the terminal's bell rings, as far as the player wants it: a match begins, somebody writes to them alone, their tank is about to be
// taken over since it stands idle. Looks at the client's state some times a second; called by app.ts.
import type { Preferences } from './settings.js';
import type { Battle, ChatLine, ClientState } from './state.js';

type Wanted = Pick<Preferences, 'bellMatch' | 'bellWhisper' | 'bellIdle'>;

/** Watches one visit to a server. */
export class Bells {
  readonly #state: ClientState;
  #battle: Battle | null;
  #idleWarnings: number;
  readonly #heard: WeakSet<ChatLine>;

  constructor(state: ClientState) {
    this.#state = state;
    this.#battle = state.battle;
    this.#idleWarnings = state.idleWarnings;
    this.#heard = new WeakSet(state.chat);
  }

  /** True when it should ring for what has come since it was asked last. */
  ring(wanted: Wanted): boolean {
    const { battle, chat, idleWarnings } = this.#state;
    const begins = battle !== null && battle !== this.#battle;
    const isIdle = idleWarnings > this.#idleWarnings;
    const fresh = chat.filter((line) => !this.#heard.has(line));
    for (const line of fresh) this.#heard.add(line);
    const isWritten = fresh.some(({ kind, isOwn }) => kind === 'private' && isOwn !== true);
    this.#battle = battle;
    this.#idleWarnings = idleWarnings;
    return (wanted.bellMatch && begins) || (wanted.bellIdle && isIdle) || (wanted.bellWhisper && isWritten);
  }
}
