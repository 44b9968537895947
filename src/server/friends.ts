// Who wants to know what his friends are doing: asked by FRIENDS, told by FRIEND when it changes (PROTOCOL 6.39). A friend is an identity,
// under whatever nick; somebody else who has his nick is told of as a stranger. It tells nothing that WHO and LIST_CHANNELS keep
// from anybody. Work is done for those alone who do something else than at the last look.
import type { FriendState } from '../protocol/body-fields.js';
import type { CommandBody } from '../protocol/commands.js';
import { nickKey } from '../protocol/nick.js';
import type { Player } from './player.js';
import type { Players } from './players.js';
import { openRoomOf, presenceOf } from './presence.js';

/** Somebody whom a player asked about. */
interface Friend {
  readonly nick: string;
  /** nick.ts */
  readonly key: string;
  readonly identity: string;
  /** What was told of him last, as text. */
  told: string;
}

/** Who a player was at the last look, and what he did, as text. */
interface Seen {
  readonly key: string;
  readonly doing: string;
}

/** The friends of all players of one server. */
export class Friends {
  readonly #players: Players;
  readonly #now: () => number;
  readonly #asked = new Map<Player, readonly Friend[]>();
  /** Who asked about an identity, or about the key of a nick. */
  readonly #askers = new Map<string, Set<Player>>();
  #seen = new Map<Player, Seen>();

  /** @param now milliseconds that only grow */
  constructor(players: Players, now: () => number) {
    this.#players = players;
    this.#now = now;
  }

  /** Players who have friends to be told of. */
  get askerCount(): number {
    return this.#asked.size;
  }

  /** Takes the friends of a player in place of those before. @returns what they are doing, in the same order */
  ask(player: Player, friends: CommandBody<'FRIENDS'>['friends']): FriendState[] {
    this.forget(player);
    const asked = friends.map(({ nick, identity }) => ({ nick, key: nickKey(nick), identity, told: '' }));
    if (asked.length > 0) this.#asked.set(player, asked);
    for (const { key, identity } of asked)
      for (const name of [key, identity]) {
        const askers = this.#askers.get(name);
        if (askers === undefined) this.#askers.set(name, new Set([player]));
        else askers.add(player);
      }
    const here = this.#byIdentity();
    return asked.map((friend) => {
      const state = this.#stateOf(friend, here);
      friend.told = JSON.stringify(state);
      return state;
    });
  }

  /** Looks at what everybody does, and tells those who asked about somebody who does something else. Called every BEAT_MS. */
  look(): void {
    if (this.#asked.size === 0) {
      this.#seen.clear();
      return;
    }
    const before = this.#seen;
    const concerned = new Set<Player>();
    this.#seen = new Map();
    for (const player of this.#players) {
      const { nick, key, identity } = player;
      const doing = `${nick} ${presenceOf(player, this.#now())} ${openRoomOf(player)}`;
      this.#seen.set(player, { key, doing });
      const last = before.get(player);
      if (last?.doing !== doing) this.#note([key, last?.key, identity], concerned);
    }
    for (const [player, { key }] of before)
      if (!this.#seen.has(player)) this.#note([key, player.identity], concerned);
    if (concerned.size === 0) return;
    const here = this.#byIdentity();
    for (const asker of concerned) this.#tell(asker, here);
  }

  /** Adds those who asked about somebody. @param names keys of his nicks, and his identity */
  #note(names: readonly (string | null | undefined)[], concerned: Set<Player>): void {
    for (const name of names)
      if (name != null) for (const asker of this.#askers.get(name) ?? []) concerned.add(asker);
  }

  #tell(asker: Player, here: ReadonlyMap<string, Player>): void {
    const { connection } = asker;
    // Who comes back on another line asks anew.
    if (connection === null) return;
    for (const friend of this.#asked.get(asker) ?? []) {
      const body = this.#stateOf(friend, here);
      const text = JSON.stringify(body);
      if (friend.told === text) continue;
      friend.told = text;
      connection.sendText({ command: 'FRIEND', body });
    }
  }

  #stateOf({ nick, identity }: Friend, here: ReadonlyMap<string, Player>): FriendState {
    const namesake = this.#players.find(nick);
    const player = namesake?.identity === identity ? namesake : here.get(identity);
    if (player === undefined)
      return { identity, nick, presence: 'offline', ...(namesake !== null && { stranger: true }) };
    const presence = presenceOf(player, this.#now());
    const room = presence === 'offline' ? null : openRoomOf(player);
    return { identity, nick: player.nick, presence, ...(room !== null && { room }) };
  }

  /** Players with an account; of two with the same key one whose line is up. */
  #byIdentity(): Map<string, Player> {
    const here = new Map<string, Player>();
    for (const player of this.#players) {
      const { identity, connection } = player;
      if (identity === null) continue;
      if (connection !== null || !here.has(identity)) here.set(identity, player);
    }
    return here;
  }

  /** Nobody is told anything on behalf of a player who is gone. To be called for each: he may have gone before any look saw him. */
  forget(player: Player): void {
    for (const { key, identity } of this.#asked.get(player) ?? [])
      for (const name of [key, identity]) {
        const askers = this.#askers.get(name);
        askers?.delete(player);
        if (askers?.size === 0) this.#askers.delete(name);
      }
    this.#asked.delete(player);
  }
}
