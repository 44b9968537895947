// All players: unique nicks, session keys, and the seats that wait for a line to come back. Called by the commands.
import { createHash, randomBytes } from 'node:crypto';
import { networkOf } from '../net/prefix.js';
import { ProtocolError } from '../protocol/errors.js';
import { nickKey } from '../protocol/nick.js';
import { type Line, Player } from './player.js';
import type { Account } from './store/accounts.js';

const SESSION_KEY_BYTES = 32;

function hashOf(sessionKey: string): string {
  return createHash('sha256').update(sessionKey).digest('hex');
}

/** The players of one server. */
export class Players {
  readonly #byNick = new Map<string, Player>();
  readonly #bySession = new Map<string, Player>();
  readonly #resumeSeatMs: number;
  readonly #waitingMax: number;
  /** Those whose line is down, by network. */
  readonly #waiting = new Map<string, Set<Player>>();
  readonly #onGone: (player: Player) => void;
  #arrivals = 0;

  /** @param resumeSeatMs how long a player is kept whose line is down
   *  @param waitingMax how many of one address are: whoever keeps coming and going must not fill the server, nor push out those who
   *  share his address and were here before him
   *  @param onGone told when a player is no longer kept */
  constructor(resumeSeatMs: number, waitingMax: number, onGone: (player: Player) => void) {
    this.#resumeSeatMs = resumeSeatMs;
    this.#waitingMax = waitingMax;
    this.#onGone = onGone;
  }

  get count(): number {
    return this.#byNick.size;
  }

  [Symbol.iterator](): IterableIterator<Player> {
    return this.#byNick.values();
  }

  /** The player of a nick, or of one that looks like it, whether his line is up or not. */
  find(nick: string): Player | null {
    return this.#byNick.get(nickKey(nick)) ?? null;
  }

  /** Adds a player. @throws ProtocolError NICK_TAKEN */
  add(nick: string, isGuest: boolean): Player {
    const key = nickKey(nick);
    if (this.#byNick.has(key)) throw new ProtocolError('NICK_TAKEN', undefined, 'nick');
    const player = new Player(nick, key, isGuest);
    player.arrival = ++this.#arrivals;
    this.#byNick.set(key, player);
    return player;
  }

  /** Gives a player another nick. @throws ProtocolError NICK_TAKEN */
  rename(player: Player, nick: string): void {
    const key = nickKey(nick);
    if ((this.#byNick.get(key) ?? player) !== player)
      throw new ProtocolError('NICK_TAKEN', undefined, 'nick');
    this.#byNick.delete(player.key);
    Object.assign(player, { nick, key });
    this.#byNick.set(key, player);
  }

  /** Adds somebody who was here before the server started anew: his line is down, and he has a while to come back.
   *  @param account null for a guest @param sessionHash SHA-256 of his session key, in hex @throws ProtocolError NICK_TAKEN */
  restore(nick: string, account: Account | null, sessionHash: string): Player {
    const player = this.add(nick, account === null);
    if (account !== null) player.own(account);
    player.sessionHash = sessionHash;
    this.#bySession.set(sessionHash, player);
    this.#wait(player);
    return player;
  }

  /** The player whose session key this is; the key is used up.
   *  @throws ProtocolError BAD_SESSION_KEY */
  resume(sessionKey: string): Player {
    // Looked up by its hash: how long that takes tells nothing of other keys.
    const player = this.#bySession.get(hashOf(sessionKey));
    if (player === undefined) throw new ProtocolError('BAD_SESSION_KEY');
    return player;
  }

  /** Puts a player on a line, off the one that he may still be on.
   *  @returns a new session key, 43 characters; those before it are void */
  attach(player: Player, line: Line): string {
    this.#waitNoMore(player);
    player.line?.takeOver();
    player.line = line;
    player.address = line.address;
    const sessionKey = randomBytes(SESSION_KEY_BYTES).toString('base64url');
    this.#bySession.delete(player.sessionHash);
    player.sessionHash = hashOf(sessionKey);
    this.#bySession.set(player.sessionHash, player);
    return sessionKey;
  }

  /** A player's line has dropped: his seat waits for him. */
  detach(player: Player): void {
    player.line = null;
    if (this.#byNick.get(player.key) !== player) return;
    player.room?.park(player);
    this.#wait(player);
  }

  #wait(player: Player): void {
    player.farewell = setTimeout(() => this.remove(player), this.#resumeSeatMs);
    player.farewell.unref();
    // A server that has started anew does not know where they were.
    if (player.address === '') return;
    const network = networkOf(player.address);
    const waiting = this.#waiting.get(network) ?? new Set();
    this.#waiting.set(network, waiting.add(player));
    if (waiting.size <= this.#waitingMax) return;
    this.remove([...waiting].reduce((last, other) => (other.arrival > last.arrival ? other : last)));
  }

  #waitNoMore(player: Player): void {
    if (player.farewell !== null) clearTimeout(player.farewell);
    player.farewell = null;
    const network = networkOf(player.address);
    const waiting = this.#waiting.get(network);
    waiting?.delete(player);
    if (waiting?.size === 0) this.#waiting.delete(network);
  }

  /** A player is gone for good: his nick and his seat are free. One who is gone already may be removed again: his nick may be somebody
   *  else's by then. */
  remove(player: Player): void {
    if (this.#byNick.get(player.key) !== player) return;
    this.#waitNoMore(player);
    player.line = null;
    this.#byNick.delete(player.key);
    this.#bySession.delete(player.sessionHash);
    const { room } = player;
    player.room = null;
    room?.leave(player);
    this.#onGone(player);
  }
}
