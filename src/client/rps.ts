// Rock, paper, scissors between two who don't trust each other (PROTOCOL 10.2): choices and moves of the peer in, moves to send and
// what has happened out. Each commits himself by a hash before either shows, so no clock and no server decides. Pure but for
// its salts; rps-desk.ts sends the moves and tells the players.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** Each is beaten by the next, the last one by the first. */
export const CHOICES = ['rock', 'paper', 'scissors'] as const;
export type Choice = (typeof CHOICES)[number];

/** Rounds that win the game. */
export const WINS_MAX = 3;
const ROUNDS_MAX = 255;
export const GAME_BYTES = 8;
const SALT_BYTES = 16;
const HASH_BYTES = 32;
const HEAD_BYTES = GAME_BYTES + 2;
const CONTEXT = Buffer.from('tank/1 rps\0');

const STEPS = ['ask', 'hand', 'show', 'refuse'] as const;
type Step = (typeof STEPS)[number];
const REST_BYTES: Readonly<Record<Step, number>> = {
  ask: 0,
  hand: HASH_BYTES,
  show: 1 + SALT_BYTES,
  refuse: 0,
};

/** A move as it is sent. */
export interface Move {
  readonly game: Buffer;
  readonly step: Step;
  readonly round: number;
  readonly rest: Buffer;
}

/** Writes a move, 10 to 42 octets (PROTOCOL 10.2). */
export function encodeMove({ game, step, round, rest }: Move): Buffer {
  return Buffer.concat([game, Buffer.from([STEPS.indexOf(step), round]), rest]);
}

/** Reads a move. @returns null when it is none */
export function decodeMove(bytes: Buffer): Move | null {
  if (bytes.length < HEAD_BYTES) return null;
  const step = STEPS[bytes[GAME_BYTES]];
  const rest = bytes.subarray(HEAD_BYTES);
  if (step === undefined || rest.length !== REST_BYTES[step]) return null;
  return { game: bytes.subarray(0, GAME_BYTES), step, round: bytes[GAME_BYTES + 1], rest };
}

/** A move without a round: the question whether to play, or the no to it. */
export function plainMove(game: Buffer, step: 'ask' | 'refuse'): Buffer {
  return encodeMove({ game, step, round: 0, rest: Buffer.alloc(0) });
}

/** What a move of the peer has come to. */
export type RpsNews =
  /** The peer has chosen, and waits. */
  | { readonly kind: 'waiting' }
  | { readonly kind: 'round'; readonly own: Choice; readonly peer: Choice; readonly result: -1 | 0 | 1 }
  /** What he shows is not what he has chosen. */
  | { readonly kind: 'cheated' };

/** One game, seen from one side. */
export class RpsGame {
  readonly id: Buffer;
  /** Rounds won. */
  wins = 0;
  peerWins = 0;
  round = 1;
  isOver = false;
  readonly #identity: Buffer;
  readonly #peerIdentity: Buffer;
  #own: { readonly choice: number; readonly salt: Buffer } | null = null;
  #peerHand: Buffer | null = null;

  /** @param id 8 octets @param identity, peerIdentity Ed25519 in base64url */
  constructor(id: Buffer, identity: string, peerIdentity: string) {
    this.id = id;
    this.#identity = Buffer.from(identity, 'base64url');
    this.#peerIdentity = Buffer.from(peerIdentity, 'base64url');
  }

  /** Whether this side has to choose. */
  get isOpen(): boolean {
    return !this.isOver && this.#own === null;
  }

  /** Chooses for this round. @returns the moves to send, in order; none when it is not the time to */
  choose(choice: Choice): Buffer[] {
    if (!this.isOpen) return [];
    const own = { choice: CHOICES.indexOf(choice), salt: randomBytes(SALT_BYTES) };
    this.#own = own;
    const hand = this.#move('hand', this.#hash(this.#identity, own.choice, own.salt));
    return this.#peerHand === null ? [hand] : [hand, this.#show(own)];
  }

  /** Takes a move of the peer. What does not belong here is passed over.
   *  @returns moves to send, and what has happened; null when it is nothing to tell */
  hear({ step, round, rest }: Move): { readonly send: Buffer[]; readonly news: RpsNews | null } {
    if (this.isOver || round !== this.round) return { send: [], news: null };
    if (step === 'hand' && this.#peerHand === null) {
      this.#peerHand = Buffer.from(rest);
      return this.#own === null
        ? { send: [], news: { kind: 'waiting' } }
        : { send: [this.#show(this.#own)], news: null };
    }
    if (step === 'show' && this.#peerHand !== null && this.#own !== null)
      return { send: [], news: this.#settle(this.#own.choice, this.#peerHand, rest) };
    return { send: [], news: null };
  }

  #settle(own: number, hand: Buffer, shown: Buffer): RpsNews {
    const peer = shown[0];
    const hash = this.#hash(this.#peerIdentity, peer, shown.subarray(1));
    if (peer >= CHOICES.length || !timingSafeEqual(hash, hand)) {
      this.isOver = true;
      return { kind: 'cheated' };
    }
    const result = own === peer ? 0 : (own + 1) % CHOICES.length === peer ? -1 : 1;
    if (result > 0) this.wins++;
    if (result < 0) this.peerWins++;
    this.isOver = this.wins === WINS_MAX || this.peerWins === WINS_MAX;
    // Rounds that nobody wins may go on for as long as they like.
    this.round = (this.round % ROUNDS_MAX) + 1;
    this.#own = this.#peerHand = null;
    return { kind: 'round', own: CHOICES[own], peer: CHOICES[peer], result };
  }

  #show({ choice, salt }: { readonly choice: number; readonly salt: Buffer }): Buffer {
    return this.#move('show', Buffer.concat([Buffer.from([choice]), salt]));
  }

  #move(step: Step, rest: Buffer): Buffer {
    return encodeMove({ game: this.id, step, round: this.round, rest });
  }

  /** Bound to game, round and player, so that nobody's hand can be played again as another's. */
  #hash(identity: Buffer, choice: number, salt: Buffer): Buffer {
    return createHash('sha256')
      .update(
        Buffer.concat([CONTEXT, this.id, Buffer.from([this.round]), identity, Buffer.from([choice]), salt]),
      )
      .digest();
  }
}
