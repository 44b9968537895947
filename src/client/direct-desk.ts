// Direct lines of one player: who has asked whom, who has said yes, and with whom there is a line (PROTOCOL 11). Notes go and come
// sealed, by the post; direct-reach.ts finds the way. A line belongs to an identity, whatever nick it has. It must never tell an
// address to somebody whom the player has not asked or accepted, nor to anybody while he does not allow direct lines.
import { randomBytes } from 'node:crypto';
import { DIRECT_MEET_TIMEOUT_MS, DIRECT_NAME_BYTES } from '../protocol/limits.js';
import { nickKey } from '../protocol/nick.js';
import type { DealBeginning, DirectDeal } from './direct-deal.js';
import { DirectDeals } from './direct-deals.js';
import type { DirectLine } from './direct-line.js';
import { type DirectNote, type DirectPlace, decodeNote, encodeNote } from './direct-notes.js';
import { type DirectNetwork, DirectReach } from './direct-reach.js';
import type { Identity } from './identity.js';
import { type DirectMessageId, say } from './messages.js';
import type { People } from './people.js';
import type { DirectResult, DirectWay, Post } from './post.js';
import type { ClientState } from './state.js';
import { tell } from './talk-lines.js';
import { SYSTEM_TIMERS, type Timers } from './timers.js';
import { Whisper, type WhisperCard, type WhisperSaid } from './whisper.js';

/** People whose questions were told although they are in vain. */
const TOLD_MAX = 32;

/** What the desk needs. */
export interface DirectDeskOptions {
  readonly state: ClientState;
  readonly post: Pick<Post, 'send' | 'answer' | 'hear'>;
  readonly people: Pick<People, 'check'>;
  /** null for a guest, who has no direct lines. */
  readonly identity: Identity | null;
  readonly timers?: Timers;
  readonly network?: DirectNetwork;
}

/** The direct lines of one visit. */
export class DirectDesk implements DirectWay {
  readonly #options: DirectDeskOptions;
  readonly #timers: Timers;
  readonly #reach: DirectReach;
  readonly #deals: DirectDeals;
  /** Questions of this player that are on their way to the server. */
  readonly #asking = new Set<Pick<DealBeginning, 'name' | 'whisper'>>();
  readonly #told = new Set<string>();
  #isAllowed = false;
  #port = 0;

  constructor(options: DirectDeskOptions) {
    this.#options = options;
    this.#timers = options.timers ?? SYSTEM_TIMERS;
    this.#reach = new DirectReach(this.#timers, options.network);
    this.#deals = new DirectDeals(({ timer, name }) => {
      this.#timers.clear(timer);
      this.#reach.forget(name);
    });
  }

  /** Says whether the player wants direct lines; without it there are none. @param port at which others are let in, 0 for any */
  allow(isAllowed: boolean, port: number): void {
    this.#port = port;
    if (this.#options.identity === null || isAllowed === this.#isAllowed) return;
    this.#isAllowed = isAllowed;
    if (isAllowed) this.#reach.prepare();
    else this.close();
  }

  /** Ends all lines. */
  close(): void {
    this.#deals.dropAll();
  }

  /** Tells the player how things stand. */
  tellAll(): void {
    const [up, offered] = [this.#deals.nicksOf('up'), this.#deals.nicksOf('offered')];
    if (this.#isAllowed) tell(this.#options.state, say('direct-all', { up, offered }));
    else this.#tell('direct-off');
  }

  /** Asks somebody for a direct line, or says yes to one who has asked. @throws ServerError, LinkError */
  async ask(to: string): Promise<void> {
    const { identity, post } = this.#options;
    const known = this.#deals.find(to);
    if (identity === null) return tell(this.#options.state, say('whisper-guest'));
    if (!this.#isAllowed) return this.#tell('direct-off');
    if (known?.stage === 'offered') return this.#accept(known);
    if (known?.stage === 'up') return this.#tell('direct-is-up', known);
    if (known?.stage === 'meeting') return this.#tell('direct-meeting', known);
    const whisper = new Whisper(identity.publicKey, identity.sign);
    const begun = { name: randomBytes(DIRECT_NAME_BYTES), whisper };
    this.#asking.add(begun);
    try {
      const note = encodeNote({ step: 'ask', name: begun.name, card: whisper.card });
      const sent = await post.send(to, { kind: 'direct', note });
      if (sent === null) return;
      // Asked by him in the meantime: of the two questions that with the lower name counts.
      const other = this.#deals.get(sent.identity);
      if (other?.stage === 'offered' && Buffer.compare(other.name, begun.name) < 0)
        return this.#accept(other);
      const isNew = this.#asking.has(begun);
      const isFull = isNew && this.#deals.add({ ...sent, ...begun, stage: 'asked', card: null }) === null;
      this.#tell(isFull ? 'direct-full' : 'direct-asked', sent);
    } finally {
      this.#asking.delete(begun);
    }
  }

  /** Ends what there is with somebody, or refuses what he has asked for. */
  refuse(nick: string): void {
    const deal = this.#deals.find(nick);
    if (deal === undefined) {
      this.#tell('direct-none', { nick });
      return;
    }
    this.#deals.drop(deal);
    this.#tell('direct-ended', deal);
    this.#note(deal, { step: 'no', name: deal.name }).catch(() => {});
  }

  async send(nick: string, said: WhisperSaid): Promise<DirectResult | null> {
    const deal = this.#deals.find(nick);
    // The player may have accepted another key for this nick since.
    if (deal === undefined || this.#options.people.check(nick, deal.identity) === 'changed') return null;
    return deal.send(said);
  }

  rename(identity: string, nick: string): boolean {
    const deal = this.#deals.get(identity);
    if (deal === undefined || nickKey(deal.nick) === nickKey(nick)) return false;
    deal.nick = nick;
    return deal.hasLine;
  }

  hear(nick: string, identity: string, bytes: Buffer): void {
    const note = decodeNote(bytes, identity);
    if (note === null || this.#options.identity === null) return;
    this.rename(identity, nick);
    this.#adoptAsking(nick, identity, note.name);
    const known = this.#deals.get(identity);
    const deal = known?.name.equals(note.name) === true ? known : null;
    if (note.step === 'ask') {
      if (deal === null) this.#hearAsk({ nick, identity, name: note.name, card: note.card });
    } else if (note.step === 'left') this.#hearLeft(nick, identity, deal, note);
    else if (deal === null) return;
    else if (note.step === 'here') void this.#hearHere(deal, note.card, note.place);
    else if (note.step === 'ready') {
      deal.setPeerReady();
      this.#settle(deal);
    } else this.#hearNo(deal);
  }

  /** An answer may be there before the server's word that the question was sent. */
  #adoptAsking(nick: string, identity: string, name: Buffer): void {
    const begun = [...this.#asking].find((asking) => asking.name.equals(name));
    if (begun === undefined) return;
    this.#asking.delete(begun);
    this.#deals.add({ nick, identity, ...begun, stage: 'asked', card: null });
  }

  #hearAsk(asked: Pick<DealBeginning, 'nick' | 'identity' | 'name' | 'card'>): void {
    const own = this.#options.identity;
    const { nick, identity, name } = asked;
    if (own === null) return;
    if (!this.#isAllowed) {
      this.#tellOnce(nick, identity);
      this.#answer({ nick }, { step: 'no', name });
      return;
    }
    const known = this.#deals.get(identity);
    // Both have asked: the question with the lower name counts, and nobody has to be asked again.
    const isWanted = known?.stage === 'asked';
    if (isWanted && Buffer.compare(known.name, name) < 0) {
      // It may have come before the peer's client was there.
      this.#answer(known, { step: 'ask', name: known.name, card: known.whisper.card });
      return;
    }
    if (known?.stage === 'up') this.#tell('direct-down', known);
    const whisper = new Whisper(own.publicKey, own.sign);
    const deal = this.#deals.add({ ...asked, whisper, stage: 'offered' });
    if (deal === null) this.#answer({ nick }, { step: 'no', name });
    else if (isWanted) void this.#accept(deal).catch(() => this.#fail(deal));
    else if (known?.stage !== 'offered') this.#tell('direct-offer', deal);
  }

  /** That somebody asks in vain; a line of talk for each of so many people, however often they ask. */
  #tellOnce(nick: string, identity: string): void {
    if (this.#told.has(identity) || this.#told.size >= TOLD_MAX) return;
    this.#told.add(identity);
    this.#tell('direct-wanted', { nick });
  }

  #hearNo(deal: DirectDeal): void {
    this.#deals.drop(deal);
    if (deal.stage === 'asked') this.#tell('direct-refused', deal);
    else this.#tell(deal.stage === 'meeting' ? 'direct-failed' : 'direct-ended', deal);
  }

  async #accept(deal: DirectDeal): Promise<void> {
    this.#meet(deal);
    this.#tell('direct-meeting', deal);
    await this.#tellPlace(deal);
  }

  #meet(deal: DirectDeal): void {
    deal.stage = 'meeting';
    deal.timer ??= this.#timers.set(() => this.#fail(deal), DIRECT_MEET_TIMEOUT_MS);
  }

  /** Tells the peer where this machine is, and waits for him there. */
  async #tellPlace(deal: DirectDeal): Promise<void> {
    const { name, whisper } = deal;
    deal.hasTold = true;
    let place: DirectPlace;
    try {
      place = await this.#reach.await(name, this.#port, (line) => void this.#join(deal, line));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      tell(this.#options.state, say('direct-no-door', { reason }), 'warning');
      return this.#fail(deal);
    }
    if (!this.#deals.has(deal)) this.#reach.forget(name);
    else await this.#note(deal, { step: 'here', name, card: whisper.card, place });
  }

  async #hearHere(deal: DirectDeal, card: WhisperCard, place: DirectPlace): Promise<void> {
    // He who was asked tells first; the other one only when he could not come to him. Each calls once.
    const isDue = deal.stage === 'asked' || deal.hasTold;
    if (!isDue || deal.hasCalled || deal.hasLine) return;
    deal.hasCalled = true;
    deal.card = card;
    this.#meet(deal);
    const line = await this.#reach.call(place, deal.name);
    if (line !== null) return this.#join(deal, line);
    if (!this.#deals.has(deal) || deal.hasLine) return;
    if (deal.hasTold) this.#fail(deal);
    else await this.#tellPlace(deal).catch(() => this.#fail(deal));
  }

  /** There is a line to the peer: from the READY on that goes by the server, what is said goes by the line. */
  async #join(deal: DirectDeal, line: DirectLine): Promise<void> {
    if (!this.#deals.has(deal) || deal.hasLine) return line.end();
    const { post } = this.#options;
    deal.adopt(line, (said) => post.hear(deal.nick, deal.identity, said, { isDirect: true }));
    this.#reach.forget(deal.name);
    void line.over.then(() => this.#lose(deal));
    const note = this.#note(deal, { step: 'ready', name: deal.name });
    // Not an `await` later: what waits in the post behind the READY would still go by the server, and could be overtaken.
    const isReady = await note.then(
      (sent) => deal.setReady(sent?.identity),
      () => false,
    );
    if (isReady) this.#settle(deal);
    else this.#fail(deal);
  }

  #settle(deal: DirectDeal): void {
    if (!deal.isSettled || deal.stage === 'up' || !this.#deals.has(deal)) return;
    deal.stage = 'up';
    this.#timers.clear(deal.timer);
    this.#tell('direct-up', deal);
  }

  #lose(deal: DirectDeal): void {
    if (!this.#deals.has(deal)) return;
    if (deal.stage === 'up') {
      this.#deals.drop(deal);
      this.#tell('direct-down', deal);
    } else this.#fail(deal);
  }

  /** What the peer has sent by a line that broke for him; it may have arrived. */
  #hearLeft(
    nick: string,
    identity: string,
    deal: DirectDeal | null,
    left: DirectNote & { step: 'left' },
  ): void {
    if (deal !== null) this.#lose(deal);
    const isNew = this.#deals.isNew({ identity, name: left.name }, left.sequence);
    if (isNew) this.#options.post.hear(nick, identity, left.content);
  }

  #fail(deal: DirectDeal): void {
    if (!this.#deals.has(deal)) return;
    this.#deals.drop(deal);
    this.#tell('direct-failed', deal);
    this.#note(deal, { step: 'no', name: deal.name }).catch(() => {});
  }

  #note({ nick }: { readonly nick: string }, note: DirectNote): ReturnType<Post['send']> {
    return this.#options.post.send(nick, { kind: 'direct', note: encodeNote(note) });
  }

  /** A note that this program sends because of one that came. */
  #answer({ nick }: { readonly nick: string }, note: DirectNote): void {
    this.#options.post.answer(nick, { kind: 'direct', note: encodeNote(note) });
  }

  #tell(id: DirectMessageId, { nick }: { readonly nick: string } = { nick: '' }): void {
    tell(this.#options.state, say(id, { nick }));
  }
}
