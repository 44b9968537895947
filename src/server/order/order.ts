// ORDER: who may do what to whom, and what becomes of it. The commands of the wire and those of the server's terminal both end up
// here; roles are looked up in the store each time, so that one which was taken away is gone at once. It tells the one concerned why
// and for how long, and all others that it happened. What a ban and a mute hold up later on is gate.ts.
import { hasPrefix, ownPrefix } from '../../net/prefix.js';
import { TokenBucket } from '../../net/token-bucket.js';
import type { GivenRole } from '../../protocol/body-fields.js';
import { ProtocolError } from '../../protocol/errors.js';
import { KICK_SECONDS, REASON_LENGTH_MAX } from '../../protocol/limits.js';
import { nickKey } from '../../protocol/nick.js';
import type { Terms } from '../../protocol/terms.js';
import { cleanText } from '../../protocol/text.js';
import type { Log } from '../log.js';
import type { Player } from '../player.js';
import type { Players } from '../players.js';
import type { Room } from '../room.js';
import { type RoleEntry, type Sanction, type SanctionKind, secondsLeft } from '../store/order-book.js';
import type { Store } from '../store/store.js';
import type { Talk } from '../talk.js';
import { holdOf, isHeld } from './hold.js';
import type { Recent } from './recent.js';
import { type GuardedCommand, type Reach, ROLES, type Role, reachOf } from './rights.js';
import { bannedSentence, sentAwaySentence, sentOutSentence } from './sentences.js';
import { prefixOf, type Subject, subjectOf, type Target } from './target.js';

/** A mute lasts so long when nobody says otherwise. */
const MUTE_MINUTES_DEFAULT = 10;
/** The server's terminal stands above all who are on the wire. */
const TERMINAL_RANK = ROLES.length;

/** Who does something: somebody with a login, or whoever sits at the server's terminal (null). */
export type Actor = Player | null;

/** Bans that one person may give: at once, and then one in so many seconds. */
const BANS_BURST = 10;
const BAN_SECONDS = 6;

/** For how long a sanction holds. */
export interface Holding {
  /** null is for good. */
  readonly minutes: number | null;
  /** When it ends, milliseconds since 1970; null is never. */
  readonly untilMs: number | null;
}

/** What order needs from around it. */
export interface OrderContext {
  readonly players: Players;
  readonly recent: Recent;
  readonly store: Store;
  readonly talk: Talk;
  readonly log: Log;
  /** Somebody may speak again. */
  onUnmuted(player: Player): void;
  /** Milliseconds that only grow. */
  now(): number;
}

/** The order of one server. */
export class Order {
  readonly #context: OrderContext;
  /** By the account's key of who gives them. */
  readonly #bans = new Map<string, TokenBucket>();

  constructor(context: OrderContext) {
    this.#context = context;
  }

  /** Sends somebody out of the room of its host, or off the server. @throws ProtocolError NOT_ALLOWED, NO_SUCH_PLAYER */
  kick(actor: Actor, nick: string, why: string | undefined): void {
    const reach = this.require(actor, 'KICK');
    const player = this.#findBelow(actor, nick, reach);
    const reason = cleanText(why ?? '', REASON_LENGTH_MAX);
    if (reach === 'room') this.expel(player.room!, player, reason);
    else this.#sendOff(player, 'kicked', reason, null);
    this.#note(actor, `has sent ${player.nick} ${reach === 'room' ? 'out of a room' : 'away'}`, reason);
  }

  /** Puts somebody out of a room, to which they can't come back for a while: neither they, nor who has come from the same network since.
   *  @param agoMs since when somebody who came is them, such as the time for which a vote was open */
  expel(room: Room, player: Player, reason: string, agoMs = 0): void {
    const { now, store, players } = this.#context;
    const hold = holdOf(player, store.now() - agoMs);
    room.door.keepOut(hold, now());
    const held = [...players].filter(
      (other) =>
        other.room === room && (other === player || (isHeld(hold, other) && !this.isProtected(other))),
    );
    for (const other of held) {
      room.talk.news('kicked', other, { reason, seconds: KICK_SECONDS });
      other.leaveRoom('KICKED', sentOutSentence(reason));
    }
  }

  /** Silences somebody, who need not be here. @param terms 0 minutes give them their voice back
   *  @throws ProtocolError NOT_ALLOWED, NO_SUCH_PLAYER */
  async mute(
    actor: Actor,
    nick: string,
    { minutes = MUTE_MINUTES_DEFAULT, reason }: Terms,
  ): Promise<Holding> {
    const reach = this.require(actor, 'MUTE');
    const target = this.#subjectOf(actor, nick, reach);
    const why = cleanText(reason ?? '', REASON_LENGTH_MAX);
    const { store, players, onUnmuted } = this.#context;
    const until = store.now() + minutes * 60_000;
    const player = players.find(nick);
    const { talk } = player?.room ?? this.#context;
    if (minutes > 0) {
      await this.#add(actor, 'mute', target, until, why);
      if (player !== null) talk.news('muted', player, { reason: why, seconds: minutes * 60 }, true);
    } else {
      for (const entry of [target, ...store.order.ofNick('mute', nick, store.now())])
        await this.#add(actor, 'mute', entry, until, why);
      if (player !== null) {
        onUnmuted(player);
        talk.news('unmuted', player, {}, true);
      }
    }
    this.#note(actor, minutes === 0 ? `lets ${target.nick} speak` : `has muted ${target.nick}`, why);
    return { minutes, untilMs: minutes === 0 ? null : until };
  }

  /** Keeps somebody, or all of an address, off the server. @param terms without minutes it is for good
   *  @returns how many of those who were here it concerned
   *  @throws ProtocolError NOT_ALLOWED, NO_SUCH_PLAYER, BAD_BODY, SLOW_DOWN */
  async ban(actor: Actor, target: Target, { minutes, reason }: Terms): Promise<Holding & { gone: number }> {
    this.require(actor, 'BAN');
    const { store } = this.#context;
    const why = cleanText(reason ?? '', REASON_LENGTH_MAX);
    const until = minutes === undefined ? null : store.now() + minutes * 60_000;
    const subject = this.#subjectOfTarget(actor, target);
    this.#requirePace(actor);
    await this.#add(actor, 'ban', subject, until, why);
    this.#note(actor, `has banned ${subject.nick || target.address}`, why);
    let gone = 0;
    for (const player of [...this.#context.players]) {
      const ban = store.order.find('ban', player, store.now());
      if (ban === null || this.#rankOf(player) >= this.#rankOf(actor)) continue;
      this.#sendOff(player, 'banned', why, secondsLeft(ban, store.now()));
      gone++;
    }
    return { gone, minutes: minutes ?? null, untilMs: until };
  }

  /** Lifts all bans of a nick, or that of an address. @throws ProtocolError NOT_ALLOWED, NO_SUCH_BAN, BAD_BODY */
  async unban(actor: Actor, target: Target): Promise<void> {
    this.require(actor, 'UNBAN');
    const { store } = this.#context;
    const prefix = prefixOf(target, null);
    const names = [prefix, ownPrefix(target.address ?? '')];
    const lifted =
      prefix === null
        ? store.order.ofNick('ban', target.nick!, store.now())
        : store.order
            .all(store.now())
            .filter(
              ({ sanction, subject }) => sanction === 'ban' && names.includes(subject.replace(/^\w+:/, '')),
            );
    if (lifted.length === 0) throw new ProtocolError('NO_SUCH_BAN');
    for (const entry of lifted) await this.#add(actor, 'ban', entry, store.now(), '');
    this.#note(actor, `has lifted the ban of ${target.nick ?? prefix}`, '');
  }

  /** Who has a role on the server, the highest first. @throws ProtocolError NOT_ALLOWED */
  roles(actor: Actor): RoleEntry[] {
    this.require(actor, 'ROLES');
    return this.#context.store.order.roles();
  }

  /** Bans and mutes that are in force, the newest first. @throws ProtocolError NOT_ALLOWED */
  bans(actor: Actor): Sanction[] {
    this.require(actor, 'BANS');
    const { store } = this.#context;
    return store.order.all(store.now());
  }

  /** Gives somebody a role: that of a room's host to somebody in it, or one of the server to somebody with an account.
   *  @throws ProtocolError NOT_ALLOWED, NO_SUCH_PLAYER, BAD_BODY */
  async op(actor: Actor, nick: string, role: GivenRole): Promise<void> {
    const reach = this.require(actor, 'OP');
    if (role === 'host') this.#handOver(actor, nick, reach);
    else if (reach !== 'server') throw new ProtocolError('NOT_ALLOWED');
    else await this.#appoint(actor, nick, role);
  }

  /** Is it somebody whom a room can't vote out? */
  isProtected(player: Player): boolean {
    return this.#context.store.order.role(player.identity) !== 'player';
  }

  #rolesOf(actor: Actor): Role[] {
    if (actor === null) return ['admin'];
    const role = this.#context.store.order.role(actor.identity);
    return actor.room?.isHost(actor) ? ['host', role] : [role];
  }

  #rankOf(actor: Actor): number {
    if (actor === null) return TERMINAL_RANK;
    return Math.max(...this.#rolesOf(actor).map((role) => ROLES.indexOf(role)));
  }

  /** How far somebody's right reaches. @throws ProtocolError NOT_ALLOWED when it does not at all */
  require(actor: Actor, command: GuardedCommand): Reach {
    const reach = reachOf(command, this.#rolesOf(actor));
    if (reach === 'no') throw new ProtocolError('NOT_ALLOWED');
    return reach;
  }

  /** Somebody within reach who stands lower. */
  #findBelow(actor: Actor, nick: string, reach: Reach): Player {
    const player = this.#context.players.find(nick);
    if (player === null || (reach === 'room' && player.room !== actor?.room))
      throw new ProtocolError('NO_SUCH_PLAYER', undefined, 'nick');
    if (player === actor || this.#rankOf(player) >= this.#rankOf(actor))
      throw new ProtocolError('NOT_ALLOWED', 'This is not yours to do to them.', 'nick');
    return player;
  }

  /** Refuses to touch an account that stands as high as the actor, whether its owner is here or not. */
  #requireAbove(actor: Actor, identity: string): void {
    const rank = ROLES.indexOf(this.#context.store.order.role(identity));
    if (rank >= this.#rankOf(actor)) throw new ProtocolError('NOT_ALLOWED', undefined, 'nick');
  }

  #subjectOfTarget(actor: Actor, target: Target): Subject {
    const role = actor === null ? null : ROLES[this.#rankOf(actor)];
    const prefix = prefixOf(target, role);
    if (prefix === null) return this.#subjectOf(actor, target.nick!, 'server');
    if (actor !== null && hasPrefix(actor.address, prefix))
      throw new ProtocolError('BAD_BODY', 'You come from there yourself.', 'address');
    return { subject: `address:${prefix}`, nick: '' };
  }

  /** Somebody who stands lower, whether they are here or not: with an account, or a guest who was here lately. */
  #subjectOf(actor: Actor, nick: string, reach: Reach): Subject {
    const { players, recent, store } = this.#context;
    if (players.find(nick) !== null) return subjectOf(this.#findBelow(actor, nick, reach));
    const account = store.account(nickKey(nick));
    const gone = recent.find(nick);
    if (account === null) {
      if (gone === null || gone.identity !== null)
        throw new ProtocolError('NO_SUCH_PLAYER', undefined, 'nick');
      return subjectOf(gone);
    }
    this.#requireAbove(actor, account.publicKey);
    const address = gone?.identity === account.publicKey ? gone.address : '';
    return subjectOf({ identity: account.publicKey, address, nick: account.nick });
  }

  #requirePace(actor: Actor): void {
    if (actor === null || actor.identity === null) return;
    const bucket = this.#bans.get(actor.identity) ?? new TokenBucket(1, BANS_BURST);
    this.#bans.set(actor.identity, bucket);
    // The bucket gives one back in each of its seconds; here one of those lasts longer.
    if (!bucket.take(1, this.#context.now() / BAN_SECONDS))
      throw new ProtocolError('SLOW_DOWN', 'So many bans at once?', undefined, BAN_SECONDS);
  }

  #handOver(actor: Actor, nick: string, reach: Reach): void {
    const player = this.#context.players.find(nick);
    const isThere = player?.room != null && (reach === 'server' || player.room === actor?.room);
    if (!isThere) throw new ProtocolError('NO_SUCH_PLAYER', undefined, 'nick');
    player.room!.setHost(player);
    player.room!.talk.news('role', player, { reason: 'host' }, true);
  }

  async #appoint(actor: Actor, nick: string, role: Exclude<GivenRole, 'host'>): Promise<void> {
    const { players, store, talk } = this.#context;
    const account = store.account(nickKey(nick));
    if (account === null) {
      const isGuest = players.find(nick) !== null;
      if (isGuest) throw new ProtocolError('BAD_BODY', 'Guests have no key by which to know them.', 'nick');
      throw new ProtocolError('NO_SUCH_PLAYER', undefined, 'nick');
    }
    const identity = account.publicKey;
    this.#requireAbove(actor, identity);
    await store.addOrder({ kind: 'role', by: actor?.nick ?? '', identity, nick: account.nick, role });
    this.#note(actor, `makes ${account.nick} a ${role}`, '');
    const player = players.find(nick);
    if (player !== null) talk.news('role', player, { reason: role }, true);
  }

  async #add(
    actor: Actor,
    sanction: SanctionKind,
    { subject, nick, from }: Subject,
    until: number | null,
    reason: string,
  ): Promise<void> {
    const by = actor?.nick ?? '';
    const entry = { kind: 'sanction', by, sanction, subject, nick, until, reason } as const;
    await this.#context.store.addOrder(from === undefined ? entry : { ...entry, from });
  }

  #sendOff(player: Player, news: 'kicked' | 'banned', reason: string, seconds: number | null): void {
    const { players, talk } = this.#context;
    talk.news(news, player, { reason, ...(seconds === null ? {} : { seconds }) });
    if (player.line === null) players.remove(player);
    else if (news === 'kicked') player.line.dismiss('KICKED', sentAwaySentence(reason), seconds);
    else player.line.dismiss('BANNED', bannedSentence(seconds, reason), seconds);
  }

  #note(actor: Actor, what: string, reason: string): void {
    this.#context.log(
      'player',
      `${actor?.nick ?? 'The terminal'} ${what}${reason === '' ? '' : ` (${reason})`}`,
    );
  }
}
