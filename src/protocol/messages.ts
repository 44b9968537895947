// The bodies of text messages (PROTOCOL 6), one schema each: what a client may ask, what a server answers, and what a
// server tells unasked. Both ends parse what they get through these; a field that is not named here is refused.
import { z } from 'zod';
import { LEVEL_DEFAULT, LEVELS } from '../game/bot/levels.js';
import { ARMOUR_MAX, SEATS_MAX, TEAMS_MAX } from '../game/units.js';
import {
  BOX_LENGTH_MAX,
  CHAT_LENGTH_MAX,
  GROUP_LENGTH_MAX,
  PASSWORD_LENGTH_MAX,
  REASON_LENGTH_MAX,
  ROOM_CODE_LENGTH,
} from './limits.js';

/** Name and number of the protocol that this program speaks. */
export const PROTOCOL_VERSION = 1;

const seat = z
  .int()
  .min(0)
  .max(SEATS_MAX - 1);
const count = z.int().min(0).max(0xffff);
// Lengths here only bound what is looked at; nick.ts, room-code.ts and text.ts say what is good.
const nick = z.string().min(1).max(64);
const code = z.string().min(ROOM_CODE_LENGTH).max(16);
const mode = z.string().regex(/^[a-z-]{1,24}$/);
const season = z.int().min(1).max(9999);
const page = z.int().min(1).max(99_999);
const tally = z.int().min(0);
const rating = z.int().min(0).max(9999);
const sessionKey = z.string().length(43);
const signature = z.string().length(86);
const nothing = z.strictObject({});
const group = z.string().max(4 * GROUP_LENGTH_MAX);
const milliseconds = z.int().min(0);
const publicKey = z.string().length(43);
/** What private messages to somebody are sealed to: his identity, and the key of this login, signed by it. */
const card = z.strictObject({ identity: publicKey, key: publicKey, signature });
const box = z.string().max(BOX_LENGTH_MAX);
const reason = z.string().max(4 * REASON_LENGTH_MAX);
const password = z.string().max(2 * PASSWORD_LENGTH_MAX);
const minutes = z.int().min(0).max(10_000_000);
const address = z.string().min(1).max(64);
const value = z.string().min(1).max(64);

/** Where talk is heard. */
export const CHANNELS = ['lobby', 'room'] as const;
export type Channel = (typeof CHANNELS)[number];

/** A line of talk. */
const line = z.strictObject({
  /** null in the lobby, and when it is the server. */
  seat: seat.nullable(),
  nick: z.string().max(64),
  group,
  text: z.string().max(4 * CHAT_LENGTH_MAX),
  /** Something that he does: "Ada waves". */
  action: z.boolean(),
  /** When it was said, by the server's clock. */
  utcMs: milliseconds,
});
export type TalkLine = z.infer<typeof line>;

/** What somebody who is online is doing. */
export const PRESENCES = ['lobby', 'room', 'battle', 'away', 'offline'] as const;
export type Presence = (typeof PRESENCES)[number];

/** What has become of somebody, told to all whom it concerns. */
export const NEWS_KINDS = [
  'came',
  'left',
  'joined',
  'watches',
  'dropped',
  'back',
  'grouped',
  'kicked',
  'banned',
  'muted',
  'unmuted',
  'role',
] as const;
export type NewsKind = (typeof NEWS_KINDS)[number];

/** Pickups that a room may turn off at most. */
const PICKUPS_OFF_MAX = 16;

/** Spectators that a room may let in. */
const SPECTATORS_MAX = 16;
/** Arenas that the next match is chosen from. */
const CHOICES_MAX = 3;
const team = z
  .int()
  .min(0)
  .max(TEAMS_MAX - 1);

/** Awards of one match at most. */
const AWARDS_MAX = 16;

/** What somebody may be made by OP; `host` is that of a room. */
export const GIVEN_ROLES = ['player', 'host', 'moderator', 'admin'] as const;
export type GivenRole = (typeof GIVEN_ROLES)[number];

/** What a room can vote on. */
export const VOTE_KINDS = ['kick', 'arena', 'bots', 'mode'] as const;
export type VoteKind = (typeof VOTE_KINDS)[number];
/** How a vote stands. */
export const VOTE_STATES = ['open', 'passed', 'failed'] as const;

/** What the host of a room may choose, all of it optional (PROTOCOL 6.23). */
export const roomOptionsSchema = z.strictObject({
  mode: z.string().max(24),
  arena: z.string().max(32),
  /** Minutes until a match ends. */
  minutes: z.int().min(1).max(30),
  /** Points that end a match; 0 is without a limit. */
  score: z.int().min(0).max(999),
  armour: z.int().min(1).max(ARMOUR_MAX),
  seats: z.int().min(2).max(SEATS_MAX),
  /** Bots fill the room until this many play. */
  bots: z.int().min(0).max(SEATS_MAX),
  /** How well they play. */
  botLevel: z.int().min(1).max(LEVELS.length),
  /** Seconds from START_GAME to the battle. */
  countdown: z.int().min(0).max(10),
  /** Teams in the modes that have them. */
  teams: z.int().min(2).max(TEAMS_MAX),
  /** Shells harm those of the same team. */
  teamDamage: z.boolean(),
  /** Ids of the pickups that do not appear. */
  pickupsOff: z.array(z.string().max(24)).max(PICKUPS_OFF_MAX),
  /** Pickups that harm who takes them appear too. */
  badPickups: z.boolean(),
  /** Stands in LIST_CHANNELS for everybody to join. */
  public: z.boolean(),
  /** People who may watch without a seat. */
  spectators: z.int().min(0).max(SPECTATORS_MAX),
  /** Seconds by which what they see is late. */
  delay: z.int().min(0).max(30),
});
export type RoomOptions = z.infer<typeof roomOptionsSchema>;

/** A room before its host has chosen anything. */
export const ROOM_OPTIONS_DEFAULT: RoomOptions = {
  mode: 'free-for-all',
  arena: 'Crossroads',
  minutes: 3,
  score: 0,
  armour: 3,
  seats: 8,
  bots: 0,
  botLevel: LEVEL_DEFAULT,
  countdown: 3,
  teams: 2,
  teamDamage: false,
  pickupsOff: [],
  badPickups: false,
  public: false,
  spectators: 8,
  delay: 0,
};

/** What a room is doing. */
export const PHASES = ['waiting', 'countdown', 'battle', 'podium'] as const;
export type Phase = (typeof PHASES)[number];

/** A room as all who are in it see it (PROTOCOL 6.22). */
export const roomSchema = z.strictObject({
  code,
  phase: z.enum(PHASES),
  /** Milliseconds until the phase ends by itself; 0 when it does not. */
  endsInMs: z.int().min(0),
  /** Seat of the host. */
  host: seat,
  options: roomOptionsSchema,
  /** There, and true, where it takes a password to come in. */
  locked: z.literal(true).optional(),
  players: z
    .array(
      z.strictObject({
        seat,
        nick,
        bot: z.boolean(),
        connected: z.boolean(),
        /** There, and true, for who leads the champions table of a mode. */
        champion: z.literal(true).optional(),
        /** There, and true, for who is ready for the next match. */
        ready: z.literal(true).optional(),
        /** There, and true, for who has done nothing for so long that nobody waits for him. */
        away: z.literal(true).optional(),
        /** In modes in which teams can be chosen. */
        team: team.optional(),
      }),
    )
    .max(SEATS_MAX),
  /** Who watches without a seat; not there when nobody does. Those who were moved count beside those who came. */
  spectators: z
    .array(z.strictObject({ nick, connected: z.boolean() }))
    .max(SPECTATORS_MAX + SEATS_MAX)
    .optional(),
  /** What the next match may be played as, and how many want that; there while the podium is shown. */
  ballot: z
    .array(z.strictObject({ mode: z.string().max(24), arena: z.string().max(32), votes: count }))
    .max(CHOICES_MAX)
    .optional(),
  /** The last match, best first; empty before the first one has ended. */
  podium: z
    .array(z.strictObject({ seat, nick, team: seat, points: z.int(), kills: count, deaths: count }))
    .max(SEATS_MAX),
  /** What was earned in it; the client has the words for each award. */
  awards: z.array(z.strictObject({ award: z.string().max(24), seat, nick })).max(AWARDS_MAX),
});
export type RoomState = z.infer<typeof roomSchema>;

const identified = z.strictObject({ nick, key: sessionKey });
/** `room` and `seat` are those that were kept for the player, null when there is none; one who watched has no seat. */
const returned = z.strictObject({
  nick,
  key: sessionKey,
  room: roomSchema.nullable(),
  seat: seat.nullable(),
});
const inRoom = z.strictObject({ room: roomSchema, seat });
/** What somebody without a seat sees of a room. */
const watched = z.strictObject({ room: roomSchema });

/** What a client may send, and the body of the answer with `Status: SUCC`. */
export const COMMANDS = {
  HELLO: {
    body: nothing,
    answer: z.strictObject({
      message: z.string().max(200),
      protocol: z.int(),
      /** Program and version; what the host calls the server; what he says to those who come. */
      server: z.string().max(64),
      name: z.string().max(64),
      motd: z.string().max(400),
      /** People on it, and how many it serves at most. */
      players: z.int().min(0),
      playersMax: z.int().min(0),
      /** There, and true, where REGISTER and LOGIN take a password. */
      locked: z.literal(true).optional(),
      nonce: z.string().length(43),
    }),
  },
  TIME: { body: nothing, answer: z.strictObject({ utc: z.string().max(32), milliseconds: z.int() }) },
  REGISTER: {
    body: z.strictObject({
      nick,
      publicKey: z.string().length(43).optional(),
      signature: signature.optional(),
      password: password.optional(),
    }),
    answer: identified,
  },
  LOGIN: {
    body: z.strictObject({ nick, signature, password: password.optional() }),
    answer: returned,
  },
  RESUME: { body: nothing, answer: returned },
  LIST_CHANNELS: {
    /** `mode`: only rooms of it; `free`: only those with a free seat. */
    body: z.strictObject({ mode: mode.optional(), free: z.boolean().optional() }),
    answer: z.strictObject({
      /** Ids of the modes that this server plays. */
      modes: z.array(z.string().max(24)).max(32),
      /** Its arenas; `modes` are indexes in the list above. */
      arenas: z
        .array(
          z.strictObject({
            name: z.string().max(32),
            columns: z.int().min(0).max(255),
            rows: z.int().min(0).max(255),
            modes: z.array(z.int().min(0).max(31)).max(32),
          }),
        )
        .max(64),
      channels: z
        .array(
          z.strictObject({
            code,
            host: nick,
            mode: z.string().max(24),
            arena: z.string().max(32),
            phase: z.enum(PHASES),
            players: z.int(),
            seats: z.int(),
            locked: z.literal(true).optional(),
          }),
        )
        .max(50),
    }),
  },
  START_CHANNEL: {
    body: z.strictObject({
      options: roomOptionsSchema.partial().optional(),
      password: password.optional(),
    }),
    answer: inRoom,
  },
  JOIN_CHANNEL: { body: z.strictObject({ code, password: password.optional() }), answer: inRoom },
  LEAVE_CHANNEL: { body: nothing, answer: nothing },
  UPDATE_CHANNEL: {
    /** `password`: another one from now on, '' for none. */
    body: z.strictObject({ options: roomOptionsSchema.partial(), password: password.optional() }),
    answer: nothing,
  },
  START_GAME: { body: nothing, answer: nothing },
  CHAT: {
    body: z.strictObject({
      text: z
        .string()
        .min(1)
        .max(4 * CHAT_LENGTH_MAX),
      /** The room of somebody who is in one, when left out. */
      to: z.enum(CHANNELS).optional(),
      /** Something that the player does, told as "Ada waves". */
      action: z.boolean().optional(),
    }),
    answer: nothing,
  },
  HISTORY: {
    body: z.strictObject({ channel: z.enum(CHANNELS) }),
    answer: z.strictObject({ lines: z.array(line) }),
  },
  WHO: {
    body: nothing,
    answer: z.strictObject({
      count: z.int().min(0),
      players: z.array(z.strictObject({ nick, group, presence: z.enum(PRESENCES) })).max(100),
    }),
  },
  GROUP: { body: z.strictObject({ group }), answer: z.strictObject({ group }) },
  CARD: { body: z.strictObject({ key: publicKey, signature }), answer: nothing },
  CARD_OF: { body: z.strictObject({ nick }), answer: z.strictObject({ nick, card }) },
  MSG: { body: z.strictObject({ to: nick, box }), answer: nothing },
  PING: { body: nothing, answer: nothing },
  QUIT: { body: nothing, answer: nothing },
  CHAMPIONS: {
    body: z.strictObject({ mode: mode.optional(), page: page.optional(), season: season.optional() }),
    answer: z.strictObject({
      mode,
      season,
      page,
      pages: page,
      rows: z
        .array(
          z.strictObject({
            rank: z.int().min(1),
            nick,
            rating,
            matches: tally,
            wins: tally,
            /** Wins in a row up to now. */
            streak: tally,
            champion: z.boolean(),
          }),
        )
        .max(20),
    }),
  },
  PROFILE: {
    body: z.strictObject({ nick }),
    answer: z.strictObject({
      nick,
      /** When the account was made, milliseconds since 1970. */
      since: tally,
      season,
      /** Those in which he was rated in this season, the most played one first. */
      modes: z
        .array(
          z.strictObject({
            mode,
            rank: z.int().min(1),
            rating,
            matches: tally,
            wins: tally,
            streak: tally,
            champion: z.boolean(),
            /** Ratings after his last matches, oldest first. */
            history: z.array(rating).max(30),
          }),
        )
        .max(16),
      totals: z.strictObject({ matches: tally, wins: tally, kills: tally, deaths: tally, wave: tally }),
      /** Name of the arena where he has played most. */
      arena: z.string().max(32).nullable(),
      /** Against whoever asks; null when that is himself or a guest. */
      against: z.strictObject({ wins: tally, losses: tally, draws: tally }).nullable(),
    }),
  },
  KICK: { body: z.strictObject({ nick, reason: reason.optional() }), answer: nothing },
  MUTE: {
    body: z.strictObject({ nick, minutes: minutes.optional(), reason: reason.optional() }),
    answer: nothing,
  },
  BAN: {
    body: z.strictObject({
      nick: nick.optional(),
      address: address.optional(),
      minutes: minutes.optional(),
      reason: reason.optional(),
    }),
    answer: z.strictObject({
      /** How many of those who are here it concerned. */
      gone: tally,
    }),
  },
  UNBAN: { body: z.strictObject({ nick: nick.optional(), address: address.optional() }), answer: nothing },
  BANS: {
    body: z.strictObject({ page: page.optional() }),
    answer: z.strictObject({
      page,
      pages: page,
      bans: z
        .array(
          z.strictObject({
            kind: z.enum(['ban', 'mute']),
            /** '' where it is about an address alone. */
            nick: z.string().max(64),
            /** '' where it is about an account. */
            address: z.string().max(64),
            /** Seconds until it ends; null is never. */
            seconds: tally.nullable(),
            reason,
            by: z.string().max(64),
            utcMs: milliseconds,
          }),
        )
        .max(20),
    }),
  },
  OP: { body: z.strictObject({ nick, role: z.enum(GIVEN_ROLES) }), answer: nothing },
  VOTE: {
    /** Either `kind` and `value`, or `answer`. */
    body: z.strictObject({
      kind: z.enum(VOTE_KINDS).optional(),
      value: value.optional(),
      answer: z.enum(['yes', 'no']).optional(),
    }),
    answer: nothing,
  },
  READY: { body: z.strictObject({ ready: z.boolean() }), answer: nothing },
  TEAM: { body: z.strictObject({ team }), answer: nothing },
  VOTE_NEXT: {
    body: z.strictObject({
      choice: z
        .int()
        .min(0)
        .max(CHOICES_MAX - 1),
    }),
    answer: nothing,
  },
  SPECTATE: { body: z.strictObject({ code, password: password.optional() }), answer: watched },
  FOLLOW: { body: z.strictObject({ seat }), answer: nothing },
} as const;
export type CommandName = keyof typeof COMMANDS;
export type CommandBody<Name extends CommandName> = z.infer<(typeof COMMANDS)[Name]['body']>;
export type CommandAnswer<Name extends CommandName> = z.infer<(typeof COMMANDS)[Name]['answer']>;

/** What a server tells unasked (`Id: 0`, no `Status`). */
export const NOTICES = {
  /** The room has changed: this is all of it. */
  UPDATE_CHANNEL: z.strictObject({ room: roomSchema }),
  /** A battle begins, or this player enters one. An ARENA frame and a full SNAPSHOT follow. */
  START_GAME: z.strictObject({
    arena: z.string().max(32),
    mode: z.string().max(24),
    seat,
    /** Tick of the world at this moment. */
    tick: z.int().min(0).max(0xffffffff),
    armour: z.int().min(1).max(ARMOUR_MAX),
    /** Pickups that appear: bit n for kind n (PROTOCOL 7.5). */
    pickups: z.int().min(0).max(0xffff),
    /** There, and true, for who only watches; `seat` is that of the tank that he follows. */
    spectator: z.literal(true).optional(),
  }),
  /** The server has given this player a seat, or taken it (null): he watches now. */
  SEAT: z.strictObject({ room: roomSchema, seat: seat.nullable() }),
  /** This player has done nothing for a while: seconds until the room goes on without him. */
  IDLE: z.strictObject({ seconds: z.int().min(0).max(600) }),
  /** Somebody said something. */
  CHAT: line.extend({ channel: z.enum(CHANNELS) }),
  /** Something has become of somebody who is in the lobby, or in this player's room. */
  NEWS: z.strictObject({
    channel: z.enum(CHANNELS),
    kind: z.enum(NEWS_KINDS),
    nick: z.string().max(64),
    group,
    utcMs: milliseconds,
    /** Why, where that was said; the role, with `role`. */
    reason: reason.optional(),
    /** For how long, where it ends by itself. */
    seconds: tally.optional(),
  }),
  /** A vote of the room: told when it begins, at each answer, and at its end. */
  VOTE: z.strictObject({
    kind: z.enum(VOTE_KINDS),
    value: z.string().max(64),
    by: z.string().max(64),
    state: z.enum(VOTE_STATES),
    yes: count,
    no: count,
    /** `yes` that it takes. */
    needed: count,
    endsInMs: milliseconds,
  }),
  /** This player is out of his room, and why. */
  LEAVE_CHANNEL: z.strictObject({ code: z.string().max(32), message: z.string().max(400) }),
  /** A private message; the card is that of who sent it. */
  MSG: z.strictObject({ from: nick, card, box, utcMs: milliseconds }),
  /** The server closes this connection, and why. */
  QUIT: z.strictObject({
    code: z.string().max(32),
    message: z.string().max(400),
    /** Seconds until it may be otherwise, where that is known. */
    seconds: tally.optional(),
  }),
} as const;
export type NoticeName = keyof typeof NOTICES;
export type NoticeBody<Name extends NoticeName> = z.infer<(typeof NOTICES)[Name]>;

/** Body of an answer with `Status: ERR` (PROTOCOL 5). */
export const errorSchema = z.strictObject({
  code: z.string().max(32),
  message: z.string().max(400),
  field: z.string().max(64).optional(),
  seconds: z.int().min(0).optional(),
});
export type ErrorBody = z.infer<typeof errorSchema>;

/** What an identity signs to REGISTER or LOGIN (PROTOCOL 6.3): a server that passes it on to another one gains nothing,
 *  since the other's certificate is another.
 *  @param nonce 32 octets from HELLO
 *  @param certificateHash SHA-256 of the server's certificate in DER, 32 octets */
export function signedBytes(nonce: Buffer, certificateHash: Buffer, nickname: string): Buffer {
  return Buffer.concat([
    Buffer.from('tank/1 identity\n', 'ascii'),
    nonce,
    certificateHash,
    Buffer.from(nickname, 'utf8'),
  ]);
}
