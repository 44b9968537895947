// THE GATE: who may come in, and who may speak. It holds up those whom the store's order book has banned or muted, and those who
// say too much too fast; asked by the listener and by commands. Who bans and mutes is order.ts.
import { ProtocolError } from '../../protocol/errors.js';
import { CHAT_SCORE_PER_LINE } from '../../protocol/limits.js';
import { FloodScores } from '../flood-score.js';
import type { Player } from '../player.js';
import { type Person, type Sanction, secondsLeft } from '../store/order-book.js';
import type { Store } from '../store/store.js';
import type { Talk } from '../talk.js';
import { Entrance } from './entrance.js';
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
  readonly #floods = new FloodScores();
  /** Who is let in at all. */
  entrance: Entrance;

  constructor(context: GateContext, entrance = new Entrance()) {
    this.#context = context;
    this.entrance = entrance;
  }

  /** Lets somebody in. @throws ProtocolError BANNED when he may not come in, with why and for how long; GUESTS_ONLY, ACCOUNTS_ONLY,
   *  NOT_INVITED */
  requireEntry(person: Person & { readonly nick: string }): void {
    const { store } = this.#context;
    const ban = store.order.find('ban', person, store.now());
    if (ban === null) {
      this.entrance.require(person);
      return;
    }
    store.order.see(ban, person);
    throw this.#refusalOf(ban);
  }

  /** Is an address banned, whoever comes from it? */
  isBanned(address: string): boolean {
    const { store } = this.#context;
    return store.order.findAddress('ban', address, store.now()) !== null;
  }

  /** Why an address is refused, whoever comes from it; null when it is not, or when there is somebody whom its ban does not hold: that
   *  shows at the login. */
  refusalOf(address: string): ProtocolError | null {
    const { store } = this.#context;
    const ban = store.order.findAddress('ban', address, store.now());
    return ban === null || store.order.spares(ban) ? null : this.#refusalOf(ban);
  }

  /** Lets somebody speak. @throws ProtocolError MUTED when he may not, with the seconds that are left */
  requireVoice(player: Player): void {
    const { store, now } = this.#context;
    const mute = store.order.find('mute', player, store.now());
    const flood = this.#floods.secondsLeft(player, now());
    if (mute === null && flood === 0) return;
    const seconds = mute === null ? flood : (secondsLeft(mute, store.now()) ?? 0);
    throw new ProtocolError('MUTED', mutedSentence(seconds, mute?.reason ?? ''), undefined, seconds);
  }

  /** Counts a line that somebody wants to say. @param weight by how much it raises the score
   *  @throws ProtocolError MUTED when they may not, or say too much too fast; SLOW_DOWN when their network does */
  countLine(player: Player, weight = CHAT_SCORE_PER_LINE): void {
    this.requireVoice(player);
    const { store, now } = this.#context;
    const verdict = this.#floods.add(player, weight, now(), store.now());
    if (verdict === 'ok') return;
    if (verdict === 'slow')
      throw new ProtocolError('SLOW_DOWN', 'Too much is said from your network.', undefined, 1);
    const seconds = this.#floods.secondsLeft(player, now());
    const { talk } = player.room ?? this.#context;
    talk.news('muted', player, { reason: 'flood', seconds }, true);
    this.requireVoice(player);
  }

  /** Lets somebody speak again who has said too much too fast. */
  forgive(player: Player): void {
    this.#floods.clear(player);
  }

  #refusalOf(ban: Sanction): ProtocolError {
    const seconds = secondsLeft(ban, this.#context.store.now());
    return new ProtocolError('BANNED', bannedSentence(seconds, ban.reason), undefined, seconds ?? undefined);
  }
}
