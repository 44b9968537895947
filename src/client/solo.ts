// A game against bots on this machine: what is played, from the flags, the last choice, or what suits somebody who has not finished a match
// yet; and the room that it is played in. Pure; used by the entry and the title screen.
import { ARENAS } from '../game/arenas.js';
import { MODES } from '../game/modes.js';
import { SEATS_MAX } from '../game/units.js';
import { ROOM_OPTIONS_DEFAULT, type RoomOptions } from '../protocol/room-state.js';
import type { Preferences } from './settings.js';
import type { Offer } from './state.js';

/** What is played alone. `bots` are those beside the player. */
export type Solo = NonNullable<Preferences['solo']>;

/** What the flags say of it; null for what they don't. */
export type SoloFlags = { readonly [Name in keyof Solo]: Solo[Name] | null };

/** Speed of a game, percent of the usual one. */
export const SPEED_MIN = 25;
export const SPEED_MAX = 100;
/** Who listens has time to hear. */
const SPEED_PLAIN = 50;

/** For somebody who has not finished a match yet, and for everybody else. */
const FIRST: Solo = { mode: 'free-for-all', arena: 'Crossroads', bots: 3, botLevel: 1 };
const USUAL: Solo = { mode: 'free-for-all', arena: 'Crossroads', bots: 7, botLevel: 2 };
/** Seconds in which bots do not shoot at somebody new. */
const TRUCE_SECONDS = 8;

/** Modes and arenas that this program brings along, for a server that is yet to start. */
export const SOLO_OFFER: Offer = {
  modes: MODES.map(({ id }) => id),
  arenas: [...ARENAS.values()].map(({ name, modes }) => ({ name, modes })),
};

/** What is played: what the flags say, then the last choice. A mode brings an arena that suits it. */
export function chooseSolo(
  flags: SoloFlags,
  { solo, finished }: Pick<Preferences, 'solo' | 'finished'>,
): Solo {
  const last = solo ?? (finished ? USUAL : FIRST);
  const mode = flags.mode ?? last.mode;
  const suiting = SOLO_OFFER.arenas.filter(({ modes }) => modes.includes(mode)).map(({ name }) => name);
  const arena = flags.arena ?? (suiting.includes(last.arena) ? last.arena : (suiting[0] ?? last.arena));
  return { mode, arena, bots: flags.bots ?? last.bots, botLevel: flags.botLevel ?? last.botLevel };
}

/** The room of such a game. @param isNew for somebody who has not finished a match yet */
export function soloRoom({ mode, arena, bots, botLevel }: Solo, isNew: boolean): Partial<RoomOptions> {
  const seatsMax = MODES.find(({ id }) => id === mode)?.seatsMax ?? SEATS_MAX;
  const playing = Math.min(seatsMax, bots + 1);
  const seats = Math.min(seatsMax, Math.max(ROOM_OPTIONS_DEFAULT.seats, playing));
  return { mode, arena, bots: playing, botLevel, seats, ...welcome(isNew) };
}

/** What a room of bots is like for somebody new. */
export function welcome(isNew: boolean): Partial<RoomOptions> {
  return isNew ? { botTruce: TRUCE_SECONDS } : {};
}

/** The room that is made for somebody who wants to play at once on a server and finds none. */
export function quickRoom(isNew: boolean): Partial<RoomOptions> {
  const { bots, botLevel } = isNew ? FIRST : USUAL;
  return { public: true, bots: bots + 1, botLevel, countdown: 3, ...welcome(isNew) };
}

/** How fast a game is on this machine, percent: what the flags say, then the settings; half in plain mode. */
export function soloSpeed(
  { speed, plain }: { readonly speed: number | null; readonly plain: boolean | null },
  preferences: Pick<Preferences, 'speed'>,
): number {
  return speed ?? (preferences.speed || (plain === true ? SPEED_PLAIN : SPEED_MAX));
}
