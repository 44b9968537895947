// What the client knows, shared by the three loops: the receive loop writes it, the send and draw loops read it, and
// none of them calls another. A view changes only `view` and what is its own.
import { NOBODY } from '../game/things.js';
import { TICK_MS } from '../game/units.js';
import type { FriendState } from '../protocol/body-fields.js';
import type { CommandAnswer } from '../protocol/commands.js';
import type { RoomState } from '../protocol/room-state.js';
import type { ServerClock } from './clock.js';
import { DrawnWorld } from './drawn-world.js';
import type { Happening } from './mode-watch.js';
import type { Predictor } from './predictor.js';

/** The line to the server. `reconnecting` keeps the screen and comes back by itself; `closed` is for good. */
export type LineState = 'connecting' | 'open' | 'reconnecting' | 'closed';

/** A line of the message area. */
export interface ChatLine {
  /** null when the program itself speaks. */
  readonly nick: string | null;
  readonly seat: number | null;
  readonly text: string;
  /** When it came, by the clock of the draw loop. */
  readonly atMs: number;
  /** "action" is told as "Ada waves", "private" was sealed for one reader; news and warnings are the program's. Left out for
   *  all else. */
  readonly kind?: 'action' | 'private' | 'news' | 'warning';
  /** The speaker's tag. */
  readonly group?: string;
  /** When it was said, milliseconds since 1970. */
  readonly utcMs?: number;
  /** Said to the whole server, and heard in a room. */
  readonly isLobby?: boolean;
  /** Heard by the own team alone. */
  readonly isTeam?: boolean;
  /** A private line of this player, to `nick`. */
  readonly isOwn?: boolean;
  /** A private line that went past the server. */
  readonly isDirect?: boolean;
}

/** Something short that is drawn at a place of the arena and goes by itself. Lengths in units. */
export interface Effect {
  readonly kind: 'impact' | 'explosion' | 'blast';
  readonly x: number;
  readonly y: number;
  readonly atMs: number;
}

/** A line of the kill feed. Seats; `by` is 255 for nobody. */
export interface Kill {
  readonly seat: number;
  readonly by: number;
  /** What did it: a shell, a mine, or the ring, which is nobody's. */
  readonly how: 'shell' | 'mine' | 'ring';
  readonly atMs: number;
}

/** Something that has happened in the mode, told beside the kills. */
export interface ModeNews {
  readonly what: Happening;
  /** Seat that did it, 255 for nobody; of the hill, the side that holds it. */
  readonly who: number;
  /** Team of a flag or a base, number of the wave or round, or of kills. */
  readonly number: number;
  readonly atMs: number;
}

/** A hit that the own tank took. */
export interface Hit {
  /** Seat that shot; 255 for nobody. */
  readonly by: number;
  /** Heading of the shell, -1 when it was not seen or was none. */
  readonly heading: number;
  readonly atMs: number;
}

/** A pickup that the own tank took. */
export interface Taken {
  /** Index in PICKUPS. */
  readonly kind: number;
  readonly atMs: number;
}

/** A place in the arena, in units. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** A battle that this player is in. */
export interface Battle {
  /** Own seat; that of the tank which is followed while the player only watches. */
  readonly seat: number;
  readonly isWatching: boolean;
  /** Armour of a whole tank in this match. */
  readonly armour: number;
  readonly predictor: Predictor;
  readonly clock: ServerClock;
  /** What the draw loop makes of both. */
  readonly drawn: DrawnWorld;
  readonly effects: Effect[];
  readonly kills: Kill[];
  readonly news: ModeNews[];
  readonly startedAtMs: number;
  /** Where the camera of one who only watches stands; null while it follows a tank. */
  camera: Place | null;
  /** When the own tank was set on the field last. */
  spawnedAtMs: number;
  /** The last hit that the own tank took. */
  hit: Hit | null;
  /** What the own tank has taken from a pad last. */
  taken: Taken | null;
}

/** A battle at its beginning.
 *  @param armour of a whole tank @param nowMs the clock of the draw loop */
export function createBattle(
  predictor: Predictor,
  clock: ServerClock,
  armour: number,
  nowMs: number,
  isWatching = false,
): Battle {
  return {
    seat: predictor.seat,
    isWatching,
    armour,
    predictor,
    clock,
    drawn: new DrawnWorld(predictor, clock),
    effects: [],
    kills: [],
    news: [],
    startedAtMs: nowMs,
    camera: null,
    spawnedAtMs: Number.NEGATIVE_INFINITY,
    hit: null,
    taken: null,
  };
}

/** Seat of the tank that is in the middle of the picture; NOBODY for a camera that follows none. */
export function shownSeat({ seat, camera }: Battle): number {
  return camera === null ? seat : NOBODY;
}

/** A password that is asked for. */
export interface Door {
  /** The question. */
  readonly question: string;
  /** Why the one before was no good, in words for the player; empty at first. */
  readonly problem: string;
}

/** A public room as LIST_CHANNELS tells of it. */
export type RoomListing = CommandAnswer<'LIST_CHANNELS'>['channels'][number];

/** What a server plays: modes by their ids, and arenas with the modes that each suits. */
export interface Offer {
  readonly modes: readonly string[];
  readonly arenas: readonly { readonly name: string; readonly modes: readonly string[] }[];
}

/** A page of the champions table. */
export type ChampionsPage = CommandAnswer<'CHAMPIONS'>;

/** What the server tells of somebody with an account. */
export type Profile = CommandAnswer<'PROFILE'>;

/** All that the client knows. */
export interface ClientState {
  line: LineState;
  /** Why the line is not open, in words for the player; empty when it is. */
  lineReason: string;
  /** What its host calls the server, or else the program that it runs. */
  serverName: string;
  /** What the host says to those who come; may be empty. */
  motd: string;
  nick: string;
  /** Whether the server is this player's own, with nobody else on it. */
  isPrivate: boolean;
  /** Real time of a tick: longer on a private server that is slowed down. */
  tickMs: number;
  room: RoomState | null;
  /** When `room` was received: what it says of times counts from there. */
  roomAtMs: number;
  /** null outside of a room, and for who only watches it. */
  seat: number | null;
  battle: Battle | null;
  chat: ChatLine[];
  /** How often the player was told that their tank stands idle. */
  idleWarnings: number;
  /** Nicks of those who are on the server, as far as they are known; at most PEOPLE_MAX. */
  people: readonly string[];
  /** What the friends on this server are doing, as it was told last, in the order in which they are shown. */
  friends: readonly FriendState[];
  /** Public rooms as they were told last; null while unknown. */
  rooms: readonly RoomListing[] | null;
  /** null while no password is asked for. What is typed is never kept here. */
  door: Door | null;
  /** Why the server would not let the player into a room, or make one, in words; gone with the next key. */
  refusal: string;
  /** What can be played here; null while unknown. */
  offer: Offer | null;
  /** The page of the champions table that was told last; null while unknown. */
  champions: ChampionsPage | null;
  /** Why there is no table, in words for the player; empty when there is one, or may be. */
  championsProblem: string;
  /** The profile that was asked for last; null while unknown. */
  profile: Profile | null;
  /** Why there is none, in words for the player; empty when there is one, or may be. */
  profileProblem: string;
  /** Round trip in milliseconds, -1 while unknown. */
  pingMs: number;
}

/** Lines that are kept for the message area, and kills and news of the mode each. */
export const CHAT_LINES_MAX = 50;
export const KILLS_MAX = 8;
/** Nicks that are kept for completion. */
export const PEOPLE_MAX = 200;

/** What the client knows at its start. */
export function createClientState(): ClientState {
  return {
    line: 'connecting',
    lineReason: '',
    serverName: '',
    motd: '',
    nick: '',
    isPrivate: false,
    tickMs: TICK_MS,
    room: null,
    roomAtMs: 0,
    seat: null,
    battle: null,
    chat: [],
    idleWarnings: 0,
    people: [],
    friends: [],
    rooms: null,
    refusal: '',
    door: null,
    offer: null,
    champions: null,
    championsProblem: '',
    profile: null,
    profileProblem: '',
    pingMs: -1,
  };
}

/** Seconds until the room's phase ends by itself, rounded up; 0 when it does not. */
export function secondsLeft({ room, roomAtMs }: ClientState, nowMs: number): number {
  return room === null ? 0 : Math.max(0, Math.ceil((room.endsInMs - (nowMs - roomAtMs)) / 1000));
}
