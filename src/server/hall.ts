// THE HALL: what all sessions of a server share, put together: players, rooms, talk, order, votes, the store. Made once by server.ts,
// before anybody can come; knows no sockets. Commands reach all of it by way of their session.
import { randomInt, randomUUID } from 'node:crypto';
import type { Certificate } from '../net/certificate.js';
import type { Connection } from '../net/connection.js';
import type { TokenBucket } from '../net/token-bucket.js';
import { type ErrorCode, ProtocolError } from '../protocol/errors.js';
import {
  CONNECTIONS_PER_ADDRESS_MAX,
  RESUME_SEAT_MS,
  ROOM_CODE_TRIES_MAX,
  ROOM_CODE_TRY_SECONDS,
} from '../protocol/limits.js';
import { ACCOUNTS_PER_ADDRESS_DEFAULT, AccountQuota } from './account-quota.js';
import { ArenaShelf } from './arena-shelf.js';
import { optionsOf, votersOf } from './commands/vote.js';
import { Counts } from './counts.js';
import { Friends } from './friends.js';
import type { Refusal } from './listener.js';
import { Lobby } from './lobby.js';
import { describeError, type Log } from './log.js';
import type { Entrance } from './order/entrance.js';
import { Gate } from './order/gate.js';
import { Order } from './order/order.js';
import { Recent } from './order/recent.js';
import { Password } from './password.js';
import type { Player } from './player.js';
import { Players } from './players.js';
import type { Room, RoomContext } from './room.js';
import { loadRatings } from './store/ratings.js';
import type { Store } from './store/store.js';
import { createLobbyBucket, Talk } from './talk.js';
import { Thinking } from './thinking.js';
import type { Ticker, TickerClock } from './ticker.js';
import { Tries } from './tries.js';
import { Turns } from './turns.js';
import { Votes } from './vote.js';

/** The time by which votes end. A vote that is open keeps no process. */
const VOTE_CLOCK: TickerClock = {
  now: () => performance.now(),
  setTimer: (run, delayMs) => setTimeout(run, delayMs).unref(),
  clearTimer: (timer) => clearTimeout(timer as NodeJS.Timeout),
};

/** What the one who operates the server can do to it. */
export interface Operation {
  /** Reads settings and certificate again. */
  reload(): Promise<void>;
  /** Tells everybody, and ends the server after a while; null lets it run on. */
  endIn(seconds: number | null): void;
}

/** What the sessions of a server share. */
export interface Hall {
  /** null where nobody hosts it for others. */
  operation: Operation | null;
  readonly players: Players;
  readonly friends: Friends;
  /** New accounts of a day. */
  readonly accountQuota: AccountQuota;
  readonly lobby: Lobby;
  readonly arenas: ArenaShelf;
  readonly store: Store;
  readonly log: Log;
  /** What is said and heard in the lobby, and how much of it there may be. */
  readonly talk: Talk;
  readonly lobbyChats: TokenBucket;
  readonly order: Order;
  readonly gate: Gate;
  /** At the codes of rooms. */
  readonly codeTries: Tries;
  readonly votes: Votes<Room, Player>;
  /** Errors that players were told, and lines that were refused before they were any, by their codes. */
  readonly errors: Counts<ErrorCode>;
  readonly refused: Counts<Refusal>;
  /** Whose command is carried out next. */
  readonly turns: Turns;
  /** The server's own, which REGISTER and LOGIN ask for; null where there is none. */
  password: Password | null;
  /** Name and version, as HELLO tells them. */
  readonly serverName: string;
  /** What the host calls the server, and says to those who come; '' is nothing. */
  name: string;
  motd: string;
  /** People that it serves at most. */
  readonly playersMax: number;
  /** Whether public messages go to the log. */
  logsChat: boolean;
  /** SHA-256 of the certificate that newcomers are shown, 32 octets. */
  certificateHash: Buffer;
  /** Milliseconds that only grow. */
  now(): number;
}

/** Settings of a hall. */
export interface HallOptions {
  readonly clientsMax: number;
  readonly certificate: Certificate;
  readonly store: Store;
  readonly log: Log;
  /** Program and version. */
  readonly serverName: string;
  /** What the host calls the server, and says to those who come. */
  readonly name?: string;
  readonly motd?: string;
  /** Accounts that one address may make in a day. */
  readonly accountsPerAddressMax?: number;
  readonly roomsMax?: number;
  readonly botsMax?: number;
  readonly logsChat?: boolean;
  /** What REGISTER and LOGIN ask for; none when left out or ''. */
  readonly password?: string;
  /** The game's own when left out. */
  readonly arenas?: ArenaShelf;
  /** How long a player is kept whose line is down, and how many people there may be of one address; those of limits.ts when left
   *  out. */
  readonly resumeSeatMs?: number;
  readonly connectionsPerAddressMax?: number;
  /** Who is let in; everybody when left out. */
  readonly entrance?: Entrance;
}

/** Makes a hall with nobody in it. @param ticker drives its rooms */
export function createHall(options: HallOptions, ticker: Ticker): Hall {
  const { store, log, certificate } = options;
  const arenas = options.arenas ?? new ArenaShelf();
  const { resumeSeatMs = RESUME_SEAT_MS, connectionsPerAddressMax = CONNECTIONS_PER_ADDRESS_MAX } = options;
  const onGone = (player: Player): void => {
    log('player', `${player.nick} is gone`);
    friends.forget(player);
    recent.add(player);
    talk.news('left', player);
  };
  const players = new Players(resumeSeatMs, connectionsPerAddressMax, onGone, options.clientsMax);
  store.isHere = ({ nick }) => players.find(nick) !== null;
  const talk = new Talk('lobby', () => lobbyConnections(players));
  const now = (): number => performance.now();
  const friends = new Friends(players, now);
  const turns = new Turns({
    linesPerNetwork: connectionsPerAddressMax,
    isTickDue: () => ticker.isDue,
  });
  const recent = new Recent();
  const gate = new Gate({ store, talk, now }, options.entrance);
  const order = new Order({
    players,
    recent,
    store,
    talk,
    log,
    now,
    onUnmuted: (player) => gate.forgive(player),
  });
  return {
    operation: null,
    players,
    friends,
    accountQuota: new AccountQuota(options.accountsPerAddressMax ?? ACCOUNTS_PER_ADDRESS_DEFAULT),
    lobby: new Lobby(roomContext(store, log, players, arenas, ticker, turns), options),
    arenas,
    store,
    log,
    talk,
    lobbyChats: createLobbyBucket(),
    order,
    gate,
    codeTries: new Tries(ROOM_CODE_TRIES_MAX, ROOM_CODE_TRY_SECONDS),
    votes: createVotes(order, store, log),
    errors: new Counts(),
    refused: new Counts(),
    turns,
    password: Password.of(options.password ?? ''),
    serverName: options.serverName,
    name: options.name ?? '',
    motd: options.motd ?? '',
    playersMax: options.clientsMax,
    logsChat: options.logsChat ?? false,
    certificateHash: certificate.hash,
    now,
  };
}

/** Those who hear what is said in the lobby: all but those who are in a battle. */
function* lobbyConnections(players: Players): Iterable<Connection> {
  for (const { connection, room } of players)
    if (connection !== null && room?.phase !== 'battle') yield connection;
}

function roomContext(
  store: Store,
  log: Log,
  players: Players,
  arenas: ArenaShelf,
  ticker: Ticker,
  turns: Turns,
): RoomContext {
  return {
    ticker,
    turns,
    thinking: new Thinking(() => performance.now()),
    arenas,
    seed: () => randomInt(2 ** 31),
    isChampion: (nick) => store.isChampion(nick),
    onEmpty: (room) => log('room', `Room ${room.code} is empty and gone`),
    onPhase(room, phase) {
      // Its end will be rated.
      if (room.memberCount > 1) void loadRatings();
      if (phase === 'battle') log('match', `Room ${room.code}: the battle begins in ${room.options.arena}`);
    },
    onResult(room, result) {
      log('match', `Room ${room.code}: ${result.standings[0]?.nick ?? 'nobody'} is CHAMPION`);
      store
        .addResult(randomUUID(), store.now(), result)
        .catch((error) => log('error', `A result could not be kept: ${describeError(error)}`));
    },
    onError(room, error) {
      log('error', `Room ${room.code} is closed: ${describeError(error)}`);
      // Nobody stays in a room that has failed.
      for (const player of [...players]) {
        if (player.room !== room) continue;
        player.connection?.end(new ProtocolError('INTERNAL'));
        players.remove(player);
      }
    },
  };
}

function createVotes(order: Order, store: Store, log: Log): Votes<Room, Player> {
  return new Votes({
    clock: VOTE_CLOCK,
    utcMs: () => store.now(),
    people: votersOf,
    tell: (room, body) => room.tell('VOTE', body),
    carryOut(room, kind, value, target, openMs) {
      log('room', `Room ${room.code} has voted: ${kind} ${value}`);
      if (kind !== 'kick') room.changeNext(optionsOf(kind, value));
      // One who has left meanwhile can't come back either.
      else order.expel(room, target!, 'by a vote', openMs);
    },
  });
}
