// What a client may ask, and what a server answers (PROTOCOL 6): one schema for each body. Both ends parse what they get through
// these; a field that is not named here is refused.
import { z } from 'zod';
import {
  address,
  box,
  CHANNELS,
  card,
  code,
  count,
  friendState,
  GIVEN_ROLES,
  group,
  holding,
  identity,
  KEPT_CHANNELS,
  line,
  milliseconds,
  minutes,
  mode,
  nick,
  nonce,
  PRESENCES,
  page,
  password,
  publicKey,
  rating,
  reason,
  season,
  seat,
  sessionKey,
  signature,
  tally,
  team,
  VOTE_KINDS,
  value,
} from './body-fields.js';
import { CHAT_LENGTH_MAX, FRIENDS_MAX } from './limits.js';
import { CHOICES_MAX, PHASES, roomOptionsSchema, roomSchema } from './room-state.js';

/** Name and number of the protocol that this program speaks. */
export const PROTOCOL_VERSION = 1;

const nothing = z.strictObject({});
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
      protocol: count,
      /** Program and version; what the host calls the server; what he says to those who come. */
      server: z.string().max(64),
      name: z.string().max(64),
      motd: z.string().max(400),
      /** People on it, and how many it serves at most. */
      players: tally,
      playersMax: tally,
      /** There, and true, where REGISTER and LOGIN take a password. */
      locked: z.literal(true).optional(),
      nonce,
    }),
  },
  TIME: { body: nothing, answer: z.strictObject({ utc: z.string().max(32), milliseconds }) },
  REGISTER: {
    body: z.strictObject({
      nick,
      publicKey: identity.optional(),
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
    body: z.strictObject({ mode: mode.optional(), free: z.boolean().optional(), page: page.optional() }),
    answer: z.strictObject({
      page,
      pages: page,
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
            players: count,
            seats: count,
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
    body: z.strictObject({ channel: z.enum(KEPT_CHANNELS) }),
    answer: z.strictObject({ lines: z.array(line) }),
  },
  WHO: {
    body: nothing,
    answer: z.strictObject({
      count: tally,
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
      since: milliseconds,
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
    answer: z.strictObject(holding),
  },
  BAN: {
    body: z.strictObject({
      nick: nick.optional(),
      address: address.optional(),
      minutes: minutes.min(1).optional(),
      reason: reason.optional(),
    }),
    answer: z.strictObject({
      /** How many of those who are here it concerned. */
      gone: tally,
      ...holding,
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
      answer: z.enum(['yes', 'no', 'withdraw']).optional(),
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
  FRIENDS: {
    body: z.strictObject({
      friends: z.array(z.strictObject({ nick, identity: publicKey })).max(FRIENDS_MAX),
    }),
    answer: z.strictObject({ friends: z.array(friendState).max(FRIENDS_MAX) }),
  },
  NICK: { body: z.strictObject({ nick }), answer: z.strictObject({ nick }) },
  /** Without `seat` he wants to settle a draw; with it he tells who has won. */
  SETTLE: { body: z.strictObject({ seat: seat.optional() }), answer: nothing },
  ROLES: {
    body: z.strictObject({ page: page.optional() }),
    answer: z.strictObject({
      page,
      pages: page,
      roles: z
        .array(
          z.strictObject({
            nick: z.string().max(64),
            role: z.enum(GIVEN_ROLES),
            by: z.string().max(64),
            utcMs: milliseconds,
          }),
        )
        .max(50),
    }),
  },
  CLOSE: { body: z.strictObject({ code }), answer: nothing },
  RELOAD: { body: nothing, answer: nothing },
  /** `cancel`: the server runs on. */
  SHUTDOWN: {
    body: z.strictObject({
      seconds: z.int().min(0).max(3600).optional(),
      cancel: z.literal(true).optional(),
    }),
    answer: nothing,
  },
} as const;
export type CommandName = keyof typeof COMMANDS;
export type CommandBody<Name extends CommandName> = z.infer<(typeof COMMANDS)[Name]['body']>;
export type CommandAnswer<Name extends CommandName> = z.infer<(typeof COMMANDS)[Name]['answer']>;

/** Body of an answer with `Status: ERR` (PROTOCOL 5); what toBody of errors.ts makes, and of later versions too. */
export const errorSchema = z.strictObject({
  code: z.string().max(32),
  message: z.string().max(400),
  field: z.string().max(64).optional(),
  seconds: z.int().min(0).optional(),
});
