// Private messages on one server: seals what goes out, opens what comes in, and stands between the player and a key that is not the
// one that he knows. What it tells are lines of the program. The server gets boxes alone; nothing in plain text leaves here.

import { TokenBucket } from '../net/token-bucket.js';
import { NICK_LENGTH_MAX } from '../protocol/limits.js';
import { nickKey } from '../protocol/nick.js';
import type { NoticeBody } from '../protocol/notices.js';
import { cleanText } from '../protocol/text.js';
import type { Identity } from './identity.js';
import type { Link } from './link.js';
import { say } from './messages.js';
import type { People } from './people.js';
import type { ClientState } from './state.js';
import { addLine, tell } from './talk-lines.js';
import { SYSTEM_TIMERS } from './timers.js';
import {
  checkCard,
  safetyNumber,
  Whisper,
  type WhisperCard,
  type WhisperContent,
  WhisperError,
  type WhisperSaid,
} from './whisper.js';

/** What became of something that was given to a direct line. */
export interface DirectResult {
  readonly nick: string;
  readonly identity: string;
  /** What is to go by the server since the line broke: a note with the same in it, which counts once; null when it arrived. */
  readonly left: Buffer | null;
}

/** The way to a peer past the server, where there is one. */
export interface DirectWay {
  /** @returns null where there is no line to this nick */
  send(nick: string, said: WhisperSaid): Promise<DirectResult | null>;
  /** Takes a note that came sealed, from somebody whose identity is the known one. */
  hear(nick: string, identity: string, note: Buffer): void;
  /** Tells by which nick the server knows an identity now. @returns whether a line to it had another one */
  rename(identity: string, nick: string): boolean;
}

/** What the post needs. */
export interface PostContext {
  readonly link: Pick<Link, 'request'>;
  readonly state: ClientState;
  readonly people: People;
  /** null for a guest, who has no key to sign with. */
  readonly identity: Identity | null;
  /** Takes a move of a game that came sealed, from somebody whose identity is the known one. */
  onMove(nick: string, identity: string, move: Buffer): void;
  readonly direct: DirectWay;
}

/** Senders of whom it is remembered that their boxes were bad. */
const TOLD_MAX = 100;
/** Answers that the program gives by itself: a second on average, and at once after a pause. Each costs two of the commands that the
 *  server lets the player send, and whoever asks and is gone by then one that it refuses. */
const ANSWERS_PER_SECOND = 1;
const ANSWERS_BURST = 5;

/** The private messages of one visit. */
export class Post {
  readonly #context: PostContext;
  #whisper: Whisper | null = null;
  /** Messages are sealed and sent one after the other, so that they arrive in the order in which they were typed. */
  #sending: Promise<unknown> = Promise.resolve();
  /** Whose identity was shown by /verify last, by the key of the nick. */
  readonly #shown = new Map<string, string>();
  /** Senders of bad boxes, who are told of once a login. */
  #told = new Set<string>();
  #lastFrom: string | null = null;
  readonly #answers = new TokenBucket(ANSWERS_PER_SECOND, ANSWERS_BURST);
  readonly #now: () => number;

  /** @param now milliseconds that only grow */
  constructor(context: PostContext, now = SYSTEM_TIMERS.now) {
    this.#context = context;
    this.#now = now;
  }

  /** Who wrote last; null when nobody did. */
  get lastFrom(): string | null {
    return this.#lastFrom;
  }

  /** Own identity, base64url; null for a guest. */
  get identity(): string | null {
    return this.#context.identity?.publicKey ?? null;
  }

  /** Shows the card of a login that has just begun; boxes of the one before open nowhere. */
  begin(): void {
    const { identity, link } = this.#context;
    if (identity === null) return;
    this.#told = new Set();
    this.#whisper = new Whisper(identity.publicKey, (bytes) => identity.sign(bytes));
    const { key, signature } = this.#whisper.card;
    // A server without private messages says so when one is sent.
    link.request('CARD', { key, signature }).catch(() => {});
  }

  /** Somebody has another nick. */
  follow(was: string, nick: string): void {
    if (this.#lastFrom !== null && nickKey(this.#lastFrom) === nickKey(was)) this.#lastFrom = nick;
  }

  /** Sends something to one person, and tells the player why when it can't be.
   *  @param isByPlayer false for what the program sends by itself @returns whether it was sent, and to which identity
   *  @throws ServerError, LinkError */
  send(
    to: string,
    content: WhisperContent,
    isByPlayer = true,
  ): Promise<{ nick: string; identity: string } | null> {
    const sent = this.#sending.then(() => this.#send(to, content, isByPlayer));
    this.#sending = sent.catch(() => {});
    return sent;
  }

  /** Answers somebody without the player, who is told of no failure; one who asks too often gets no answer. */
  answer(to: string, content: WhisperContent): void {
    if (this.#answers.take(1, this.#now())) this.send(to, content, false).catch(() => {});
  }

  async #send(
    to: string,
    content: WhisperContent,
    isByPlayer: boolean,
  ): Promise<{ nick: string; identity: string } | null> {
    const { link, direct } = this.#context;
    const went = content.kind === 'direct' ? null : await direct.send(to, content);
    if (went?.left === null) {
      this.#show(went.nick, content, true);
      return went;
    }
    const peer = await this.meet(to, isByPlayer);
    const whisper = this.#whisper;
    if (peer === null || whisper === null) return null;
    const { nick, card } = peer;
    if (direct.rename(card.identity, nick) && content.kind !== 'direct')
      return this.#send(nick, content, isByPlayer);
    const carried = went === null ? content : ({ kind: 'direct', note: went.left } as const);
    await link.request('MSG', { to: nick, box: whisper.seal(carried, card) });
    this.#show(nick, content, false);
    return { nick, identity: card.identity };
  }

  /** Shows the player what he has written. */
  #show(nick: string, content: WhisperContent, isDirect: boolean): void {
    if (content.kind !== 'text') return;
    const line = { nick, seat: null, text: content.text, kind: 'private', isOwn: true } as const;
    addLine(this.#context.state, isDirect ? { ...line, isDirect } : line);
  }

  /** Somebody whose identity is the known one, or is known from now on; tells the player why they are not.
   *  @param isKept whether it is kept for later visits @throws ServerError, LinkError */
  async meet(
    who: string,
    isKept = true,
  ): Promise<{ readonly nick: string; readonly card: WhisperCard } | null> {
    const peer = await this.#look(who);
    if (peer === null) return null;
    const { nick, card } = peer;
    if ((await this.#meet(nick, card.identity, isKept)) === 'known') return peer;
    tell(this.#context.state, say('whisper-changed', { nick }), 'warning');
    return null;
  }

  /** Asks for a card and checks it; tells the player why there is none. */
  async #look(nick: string): Promise<{ readonly nick: string; readonly card: WhisperCard } | null> {
    const { link, state, people, identity } = this.#context;
    const problem =
      identity === null
        ? say('whisper-guest')
        : nickKey(nick) === nickKey(state.nick)
          ? say('whisper-self')
          : people.problem;
    if (problem !== '') {
      tell(state, problem);
      return null;
    }
    const answer = await link.request('CARD_OF', { nick });
    const found = { nick: cleanText(answer.nick, NICK_LENGTH_MAX), card: answer.card };
    try {
      checkCard(found.card);
      if (nickKey(found.nick) === nickKey(nick)) return found;
    } catch (error) {
      if (!(error instanceof WhisperError)) throw error;
    }
    tell(state, say('whisper-forged', { nick }), 'warning');
    return null;
  }

  /** Compares an identity with the known one; remembers it at the first contact, and says so.
   *  @param isKept whether it goes into the file: only the player's own doing makes that grow */
  async #meet(nick: string, identity: string, isKept: boolean): Promise<'known' | 'changed'> {
    const { people, state } = this.#context;
    const verdict = people.check(nick, identity);
    if (verdict === 'unknown') {
      const id = people.knows(identity) ? 'whisper-renamed' : 'whisper-first';
      people.note(nick, identity);
      tell(state, say(id, { nick }), 'news');
    } else if (verdict === 'changed') return verdict;
    if (!isKept || people.keeps(nick)) return 'known';
    const problem = await people.pin(nick, identity);
    if (problem !== '') tell(state, problem, 'warning');
    return 'known';
  }

  /** Takes a message as the server passes it on. */
  receive(notice: NoticeBody<'MSG'>): void {
    const { people } = this.#context;
    const from = cleanText(notice.from, NICK_LENGTH_MAX);
    if (this.#whisper === null || from === '' || people.isIgnored(from)) return;
    try {
      const content = this.#whisper.open(notice.box, notice.card);
      if (content !== null) this.#deliver(from, notice.card.identity, content, notice.utcMs);
    } catch (error) {
      if (!(error instanceof WhisperError)) throw error;
      this.#tellOnce(from, error.code);
    }
  }

  #deliver(nick: string, identity: string, content: WhisperContent, utcMs: number): void {
    const { state, people, direct } = this.#context;
    const isChanged = people.problem !== '' || people.check(nick, identity) === 'changed';
    if (isChanged) {
      tell(state, people.problem || say('whisper-from-changed', { nick }), 'warning');
    } else void this.#meet(nick, identity, false);
    if (content.kind === 'text') this.hear(nick, identity, content, { utcMs });
    else if (isChanged) return;
    else if (content.kind === 'rps') this.hear(nick, identity, content);
    else direct.hear(nick, identity, content.note);
  }

  /** Takes what somebody tells, once it is known who he is. @param how it came */
  hear(
    nick: string,
    identity: string,
    said: WhisperSaid,
    how: { readonly utcMs?: number; readonly isDirect?: boolean } = {},
  ): void {
    const { state, people, onMove } = this.#context;
    if (people.isIgnored(nick)) return;
    if (said.kind === 'rps') onMove(nick, identity, said.move);
    else if (said.text !== '') {
      addLine(state, { nick, seat: null, text: said.text, kind: 'private', ...how });
      this.#lastFrom = nick;
    }
  }

  #tellOnce(nick: string, code: WhisperError['code']): void {
    const told = `${nickKey(nick)} ${code}`;
    if (this.#told.has(told) || this.#told.size >= TOLD_MAX) return;
    this.#told.add(told);
    const id = code === 'REPLAYED' ? 'whisper-replayed' : 'whisper-bad';
    tell(this.#context.state, say(id, { nick }), 'news');
  }

  /** Shows the safety number of somebody, or accepts the identity behind the one that was shown last.
   *  @throws ServerError, LinkError */
  async verify(who: string, isAccepted: boolean): Promise<void> {
    const { state, people } = this.#context;
    const peer = await this.#look(who);
    if (peer === null || this.identity === null) return;
    const { nick, card } = peer;
    const key = nickKey(nick);
    if (isAccepted && this.#shown.get(key) === card.identity) {
      const problem = await people.pin(nick, card.identity);
      tell(state, problem || say('verify-done', { nick }));
      return;
    }
    const verdict = people.check(nick, card.identity);
    this.#shown.set(key, card.identity);
    tell(state, say('verify-number', { nick, number: safetyNumber(this.identity, card.identity) }));
    if (verdict === 'changed') tell(state, say('verify-changed', { nick }), 'warning');
    else tell(state, say('verify-compare', { nick }));
  }
}
