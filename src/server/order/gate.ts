// THE GATE: who may come in, and who may speak. It holds up those whom the store's order book has banned or muted, and those who
// say too much too fast; asked by the listener and by commands. Who bans and mutes is order.ts.
import { ProtocolError } from '../../protocol/errors.js';
import type { Player } from '../player.js';
import { type Person, type Sanction, secondsLeft } from '../store/order-book.js';
import type { Store } from '../store/store.js';
import type { Talk } from '../talk.js';
import { bannedSentence, mutedSentence } from './sentences.js';

/** What the gate needs from around it. */
export interface GateContext {
  readonly store: Store;
  /** That of the lobby, for those who are in no room. */
  readonly talk: Talk;
  /** Milliseconds that only grow. */
  now(): number;
}

/** The gate of one server. */
export class Gate {
  readonly #context: GateContext;

  constructor(context: GateContext) {
    this.#context = context;
  }

  /** Lets somebody in. @throws ProtocolError BANNED when he may not come in, with why and for how long */
  requireEntry(person: Person): void {
    const { store } = this.#context;
    const ban = store.order.find('ban', person, store.now());
    if (ban !== null) throw this.#refusalOf(ban);
  }

  /** Why an address is refused, whoever comes from it; null when it is not. */
  refusalOf(address: string): ProtocolError | null {
    const { store } = this.#context;
    const ban = store.order.findAddress('ban', address, store.now());
    return ban === null ? null : this.#refusalOf(ban);
  }

  /** Lets somebody speak. @throws ProtocolError MUTED when he may not, with the seconds that are left */
  requireVoice(player: Player): void {
    const { store, now } = this.#context;
    const mute = store.order.find('mute', player, store.now());
    const flood = player.flood.secondsLeft(now());
    if (mute === null && flood === 0) return;
    const seconds = mute === null ? flood : (secondsLeft(mute, store.now()) ?? 0);
    throw new ProtocolError('MUTED', mutedSentence(seconds, mute?.reason ?? ''), undefined, seconds);
  }

  /** Counts a line that somebody wants to say. @throws ProtocolError MUTED when he may not, or says too much too fast */
  countLine(player: Player): void {
    this.requireVoice(player);
    if (player.flood.add(this.#context.now()) === 'ok') return;
    const seconds = player.flood.secondsLeft(this.#context.now());
    const { talk } = player.room ?? this.#context;
    talk.news('muted', player, { reason: 'flood', seconds }, true);
    this.requireVoice(player);
  }

  #refusalOf(ban: Sanction): ProtocolError {
    const seconds = secondsLeft(ban, this.#context.store.now());
    return new ProtocolError('BANNED', bannedSentence(seconds, ban.reason), undefined, seconds ?? undefined);
  }
}
