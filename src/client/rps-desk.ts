// The games of rock, paper, scissors of one player: who asked whom, whose turn it is, and what is told of it. The moves go and come
// sealed, by the post; rps.ts holds the rules. At most one game with each person.
import { randomBytes } from 'node:crypto';
import { nickKey } from '../protocol/nick.js';
import { type MessageId, say } from './messages.js';
import type { Post } from './post.js';
import { type Choice, decodeMove, GAME_BYTES, type Move, plainMove, RpsGame } from './rps.js';
import type { Settling } from './settling.js';
import type { ClientState } from './state.js';
import { tell } from './talk-lines.js';

/** Games that go on at the same time. */
const GAMES_MAX = 8;

interface Table {
  nick: string;
  readonly identity: string;
  readonly game: RpsGame;
  /** Asked by this player, and not answered yet. */
  isAsked: boolean;
  /** Whoever plays it wants it to decide a match: both were told so when it was asked for. */
  isAtStake: boolean;
}

/** The games of one visit. */
export class RpsDesk {
  readonly #state: ClientState;
  readonly #post: Pick<Post, 'send' | 'answer' | 'identity'>;
  readonly #settling: Pick<Settling, 'isAtStake' | 'want' | 'end'>;
  /** By the key of the nick, the one that something happened in last at the end. */
  readonly #tables = new Map<string, Table>();

  /** @param settling told of games that may decide a match */
  constructor(
    state: ClientState,
    post: Pick<Post, 'send' | 'answer' | 'identity'>,
    settling: Pick<Settling, 'isAtStake' | 'want' | 'end'>,
  ) {
    this.#state = state;
    this.#post = post;
    this.#settling = settling;
  }

  /** Asks somebody for a game; the one that is played with him is over. @throws ServerError, LinkError */
  async ask(to: string): Promise<void> {
    const id = randomBytes(GAME_BYTES);
    this.#tables.delete(nickKey(to));
    const sent = await this.#post.send(to, { kind: 'rps', move: plainMove(id, 'ask') });
    if (sent === null) return;
    // Asked by him in the meantime: of the two games that with the lower number is played.
    const other = this.#tables.get(nickKey(sent.nick));
    if (other !== undefined && Buffer.compare(other.game.id, id) < 0) return;
    this.#open(sent.nick, sent.identity, id, true);
    if (this.#announce(sent.nick, 'asked')) this.#settling.want(sent.nick);
  }

  /** Chooses in a game that waits for it; of several in the one where something happened last.
   *  @throws ServerError, LinkError */
  async choose(choice: Choice): Promise<void> {
    const table = [...this.#tables.values()].reverse().find(({ game }) => game.isOpen);
    if (table === undefined) {
      tell(this.#state, say('rps-none'));
      return;
    }
    const moves = table.game.choose(choice);
    if (table.isAtStake) this.#settling.want(table.nick);
    tell(this.#state, say('rps-chosen', { choice: choiceName(choice), nick: table.nick }));
    await this.#send(table, moves);
  }

  /** Somebody has another nick: his game goes on. */
  follow(was: string, nick: string): void {
    const table = this.#tables.get(nickKey(was));
    if (table === undefined) return;
    table.nick = nick;
    this.#tables.delete(nickKey(was));
    this.#tables.set(nickKey(nick), table);
  }

  /** Takes a move that came sealed. */
  hear(nick: string, identity: string, bytes: Buffer): void {
    const move = decodeMove(bytes);
    if (move === null) return;
    const key = nickKey(nick);
    const table = this.#tables.get(key);
    if (move.step === 'ask') this.#hearAsk(nick, identity, move.game, table);
    else if (table !== undefined && table.identity === identity && table.game.id.equals(move.game))
      this.#hearMove(key, table, move);
  }

  #hearAsk(nick: string, identity: string, id: Buffer, table: Table | undefined): void {
    const isOursFirst = table?.isAsked === true && Buffer.compare(table.game.id, id) <= 0;
    if (isOursFirst) return;
    if (table === undefined && this.#tables.size >= GAMES_MAX) {
      this.#post.answer(nick, { kind: 'rps', move: plainMove(id, 'refuse') });
      return;
    }
    this.#open(nick, identity, Buffer.from(id), false);
    this.#announce(nick, 'challenge');
  }

  #hearMove(key: string, table: Table, move: Move): void {
    const { nick, game } = table;
    if (move.step === 'refuse') {
      this.#tables.delete(key);
      tell(this.#state, say('rps-refused', { nick }));
      return;
    }
    table.isAsked = false;
    this.#tables.delete(key);
    this.#tables.set(key, table);
    const { send, news } = game.hear(move);
    if (send.length > 0) void this.#send(table, send).catch(() => {});
    if (news === null) return;
    if (news.kind === 'waiting') tell(this.#state, say('rps-waiting', { nick }));
    else if (news.kind === 'cheated') tell(this.#state, say('rps-cheated', { nick }), 'warning');
    else {
      const { own, peer, result } = news;
      const id: MessageId = result === 0 ? 'rps-draw' : result > 0 ? 'rps-won' : 'rps-lost';
      const values = { nick, own: choiceName(own), peer: choiceName(peer) };
      tell(this.#state, `${say(id, values)} ${say('rps-score', { own: game.wins, peer: game.peerWins })}`);
      if (!game.isOver) tell(this.#state, say('rps-next', { round: game.round }));
      else {
        const isWon = game.wins > game.peerWins;
        tell(this.#state, say(isWon ? 'rps-game-won' : 'rps-game-lost', { nick }));
        if (table.isAtStake) this.#settling.end(nick, isWon);
      }
    }
    if (game.isOver) this.#tables.delete(key);
  }

  /** Tells of a game that was just opened, and of what is at stake. @returns whether it may decide a match */
  #announce(nick: string, how: 'asked' | 'challenge'): boolean {
    const table = this.#tables.get(nickKey(nick));
    if (table === undefined || !this.#settling.isAtStake(nick)) {
      tell(this.#state, say(`rps-${how}`, { nick }));
      return false;
    }
    table.isAtStake = true;
    // Short: a battle has one line for it.
    tell(this.#state, say(`rps-${how}-match`, { nick }), 'warning');
    return true;
  }

  #open(nick: string, identity: string, id: Buffer, isAsked: boolean): void {
    const own = this.#post.identity;
    if (own === null) return;
    const key = nickKey(nick);
    this.#tables.delete(key);
    this.#tables.set(key, {
      nick,
      identity,
      game: new RpsGame(id, own, identity),
      isAsked,
      isAtStake: false,
    });
    if (this.#tables.size > GAMES_MAX) this.#tables.delete([...this.#tables.keys()][0]);
  }

  async #send({ nick }: Table, moves: readonly Buffer[]): Promise<void> {
    for (const move of moves) await this.#post.send(nick, { kind: 'rps', move });
  }
}

function choiceName(choice: Choice): string {
  return say(`rps-${choice}`);
}
