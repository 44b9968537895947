// All players: unique nicks, session keys, the seats that wait for a line to come back, and how many people there may be, in all and of a
// network. Called by the commands.
import { createHash, randomBytes } from 'node:crypto';
import { NetworkCounts } from '../net/network-counts.js';
import { networksOf } from '../net/prefix.js';
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
  readonly #perAddressMax: number;
  readonly #playersMax: number;
  readonly #networks = new NetworkCounts();
  /** Those whose line is down. */
  readonly #waiting = new Set<Player>();
  readonly #onGone: (player: Player) => void;
  #arrivals = 0;

  /** @param resumeSeatMs how long a player is kept whose line is down
   *  @param perAddressMax people of one address (prefix.ts), those whose lines are down too
   *  @param onGone told when a player is no longer kept
   *  @param playersMax people in all */
  constructor(
    resumeSeatMs: number,
    perAddressMax: number,
    onGone: (player: Player) => void,
    playersMax = Number.POSITIVE_INFINITY,
  ) {
    this.#resumeSeatMs = resumeSeatMs;
    this.#perAddressMax = perAddressMax;
    this.#onGone = onGone;
    this.#playersMax = playersMax;
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

  /** Adds a player. @param address '' counts for no network @throws ProtocolError NICK_TAKEN, TOO_MANY_CONNECTIONS, SERVER_FULL */
  add(nick: string, isGuest: boolean, address = ''): Player {
    const key = nickKey(nick);
    if (this.#byNick.has(key)) throw new ProtocolError('NICK_TAKEN', undefined, 'nick');
    this.#makePlace(address);
    if (this.#byNick.size >= this.#playersMax) throw new ProtocolError('SERVER_FULL');
    const player = new Player(nick, key, isGuest);
    this.#settle(player, address);
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
   *  @param account null for a guest @param sessionHash SHA-256 of his session key, in hex @param address from which he came
   *  @throws ProtocolError NICK_TAKEN, TOO_MANY_CONNECTIONS, SERVER_FULL */
  restore(nick: string, account: Account | null, sessionHash: string, address: string): Player {
    const player = this.add(nick, account === null, address);
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
   *  @returns a new session key, 43 characters; those before it are void
   *  @throws ProtocolError TOO_MANY_CONNECTIONS when he comes from elsewhere, where there is no place; all stays then */
  attach(player: Player, line: Line): string {
    if (line.address !== player.address) {
      this.#makePlace(line.address, player);
      this.#settle(player, line.address);
    }
    this.#waitNoMore(player);
    player.line?.takeOver();
    player.line = line;
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
    this.#waiting.add(player);
  }

  #waitNoMore(player: Player): void {
    if (player.farewell !== null) clearTimeout(player.farewell);
    player.farewell = null;
    this.#waiting.delete(player);
  }

  /** Sees to it that a network has a place for one more. Of those whose lines are down, the one who came last makes room: whoever keeps
   *  coming and going must not push out those who share their address and were here before.
   *  @param comer who is to have it, if they are here already @throws ProtocolError TOO_MANY_CONNECTIONS */
  #makePlace(address: string, comer?: Player): void {
    if (address === '') return;
    for (;;) {
      const full = this.#networks.overfull(address, this.#perAddressMax);
      if (full === null) return;
      let last: Player | null = null;
      for (const other of this.#waiting) {
        if (other === comer || other.arrival < (last?.arrival ?? 0)) continue;
        if (networksOf(other.address).some(({ name }) => name === full.name)) last = other;
      }
      if (last === null) throw new ProtocolError('TOO_MANY_CONNECTIONS');
      this.remove(last);
    }
  }

  /** Counts a player for the network of an address. */
  #settle(player: Player, address: string): void {
    if (player.address !== '') this.#networks.add(player.address, -1);
    player.address = address;
    if (address !== '') this.#networks.add(address);
  }

  /** A player is gone for good: his nick and his seat are free. One who is gone already may be removed again: his nick may be somebody
   *  else's by then. */
  remove(player: Player): void {
    if (this.#byNick.get(player.key) !== player) return;
    this.#waitNoMore(player);
    if (player.address !== '') this.#networks.add(player.address, -1);
    player.line = null;
    this.#byNick.delete(player.key);
    this.#bySession.delete(player.sessionHash);
    const { room } = player;
    player.room = null;
    room?.leave(player);
    this.#onGone(player);
  }
}
