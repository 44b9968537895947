// Every text of a peer, cleaned before anything else of the client sees it: the bodies of messages as they came in, with texts that are
// safe to show out. Used by the receive loop. Pure.
import { WILD_SIZES } from '../game/arena-wild.js';
import type { FriendState } from '../protocol/body-fields.js';
import type { CommandAnswer } from '../protocol/commands.js';
import { NICK_LENGTH_MAX } from '../protocol/limits.js';
import type { RoomState } from '../protocol/room-state.js';
import { cleanText } from '../protocol/text.js';
import type { ChampionsPage, Offer, Profile, RoomListing } from './state.js';

/** Code points of a room's texts: names of modes and arenas. */
const LABEL_LENGTH_MAX = 32;

/** A room with its texts cleaned. */
export function cleanRoom(room: RoomState): RoomState {
  return {
    ...room,
    code: cleanLabel(room.code),
    options: {
      ...room.options,
      mode: cleanLabel(room.options.mode),
      arena: cleanLabel(room.options.arena),
      pickupsOff: room.options.pickupsOff.map(cleanLabel),
    },
    players: room.players.map((player) => ({ ...player, nick: cleanNick(player.nick) })),
    ...(room.spectators !== undefined && {
      spectators: room.spectators.map((spectator) => ({ ...spectator, nick: cleanNick(spectator.nick) })),
    }),
    ...(room.ballot !== undefined && {
      ballot: room.ballot.map(({ mode, arena, votes }) => ({
        mode: cleanLabel(mode),
        arena: cleanLabel(arena),
        votes,
      })),
    }),
    awards: room.awards.map(({ award, seat, nick }) => ({
      award: cleanLabel(award),
      seat,
      nick: cleanNick(nick),
    })),
    podium: room.podium.map((player) => ({ ...player, nick: cleanNick(player.nick) })),
  };
}

/** A public room with its texts cleaned. */
export function cleanListing(room: RoomListing): RoomListing {
  const { code, host, mode, arena } = room;
  return {
    ...room,
    code: cleanLabel(code),
    host: cleanNick(host),
    mode: cleanLabel(mode),
    arena: cleanLabel(arena),
  };
}

/** What is offered on one page more. @param known of the pages before; null on the first one */
export function addOffer(known: Offer | null, next: Offer): Offer {
  const before = known?.arenas.filter(({ name }) => !next.arenas.some((other) => other.name === name)) ?? [];
  return { ...next, arenas: [...before, ...next.arenas] };
}

/** What can be played on a server. Arenas from seeds are not listed; they suit every mode (PROTOCOL 6.23). */
export function cleanOffer({ modes, arenas }: CommandAnswer<'LIST_CHANNELS'>): Offer {
  const ids = modes.map(cleanLabel);
  const listed = arenas.map((arena) => ({
    name: cleanLabel(arena.name),
    modes: arena.modes.flatMap((index) => ids[index] ?? []),
  }));
  const wild = Object.keys(WILD_SIZES).map((size) => ({ name: `Wild ${size}`, modes: ids }));
  return { modes: ids, arenas: [...listed, ...wild] };
}

/** What friends are doing with its texts cleaned: those who can be met first, then by their nicks. */
export function cleanFriends(friends: readonly FriendState[]): FriendState[] {
  return friends
    .map((friend) => ({
      ...friend,
      nick: cleanNick(friend.nick),
      ...(friend.room !== undefined && { room: cleanLabel(friend.room) }),
    }))
    .sort((one, other) => rankOf(one) - rankOf(other) || one.nick.localeCompare(other.nick));
}

function rankOf({ presence }: FriendState): number {
  return presence === 'offline' ? 2 : Number(presence === 'away');
}

/** A page of the champions table with its texts cleaned. */
export function cleanChampions(table: ChampionsPage): ChampionsPage {
  const rows = table.rows.map((row) => ({ ...row, nick: cleanNick(row.nick) }));
  return { ...table, mode: cleanLabel(table.mode), rows };
}

/** A profile with its texts cleaned. */
export function cleanProfile(profile: Profile): Profile {
  const modes = profile.modes.map((each) => ({ ...each, mode: cleanLabel(each.mode) }));
  const arena = profile.arena === null ? null : cleanLabel(profile.arena);
  return { ...profile, nick: cleanNick(profile.nick), modes, arena };
}

/** A nick, and a question mark where nothing is left of it. */
export function cleanNick(nick: string): string {
  return cleanText(nick, NICK_LENGTH_MAX) || '?';
}

/** The name of a mode or an arena, or a code, cleaned and at most LABEL_LENGTH_MAX long. */
export function cleanLabel(text: string): string {
  return cleanText(text, LABEL_LENGTH_MAX);
}
