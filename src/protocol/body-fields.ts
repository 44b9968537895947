// What the bodies of text messages (PROTOCOL 6) are made of: fields that several of them have, and the words that a field may hold.
// Read by commands.ts, notices.ts and room-state.ts; each schema is named by the field that it checks. Lengths here only bound what
// is looked at: nick.ts, room-code.ts and text.ts say what is good.
import { z } from 'zod';
import { SEATS_MAX, TEAMS_MAX } from '../game/units.js';
import { isBase64url, isIdentity } from './keys.js';
import {
  BOX_LENGTH_MAX,
  CHAT_LENGTH_MAX,
  GROUP_LENGTH_MAX,
  PASSWORD_LENGTH_MAX,
  REASON_LENGTH_MAX,
  ROOM_CODE_LENGTH,
} from './limits.js';
import { TERM_MINUTES_MAX } from './terms.js';

export const seat = z
  .int()
  .min(0)
  .max(SEATS_MAX - 1);
export const count = z.int().min(0).max(0xffff);
export const nick = z.string().min(1).max(64);
export const code = z.string().min(ROOM_CODE_LENGTH).max(16);
export const mode = z.string().regex(/^[a-z-]{1,24}$/);
export const season = z.int().min(1).max(9999);
export const page = z.int().min(1).max(99_999);
export const tally = z.int().min(0);
export const rating = z.int().min(0).max(9999);
/** Octets in base64url, in their one spelling. */
const octets = (bytes: number) =>
  z.string().refine((text) => isBase64url(text, bytes), `${bytes} octets in base64url`);
export const sessionKey = octets(32);
export const nonce = octets(32);
export const signature = octets(64);
export const group = z.string().max(4 * GROUP_LENGTH_MAX);
/** A time or a length of time; the year has four digits, as every calendar can tell it. */
export const milliseconds = z.int().min(0).max(253_402_300_799_999);
/** An X25519 key. */
export const publicKey = octets(32);
/** An Ed25519 key, by which somebody is known. */
export const identity = z.string().refine(isIdentity, 'an Ed25519 key that is one in base64url');
/** What private messages to somebody are sealed to: his identity, and the key of this login, signed by it. */
export const card = z.strictObject({ identity, key: publicKey, signature });
export const box = z
  .string()
  .max(BOX_LENGTH_MAX)
  .refine((text) => isBase64url(text), 'base64url');
export const reason = z.string().max(4 * REASON_LENGTH_MAX);
export const password = z.string().max(2 * PASSWORD_LENGTH_MAX);
export const minutes = z.int().min(0).max(TERM_MINUTES_MAX);
/** For how long a sanction holds: null is for good. */
export const holding = { minutes: minutes.nullable(), untilMs: milliseconds.nullable() };
export const address = z.string().min(1).max(64);
export const value = z.string().min(1).max(64);
export const team = z
  .int()
  .min(0)
  .max(TEAMS_MAX - 1);

/** Where talk is heard. */
export const CHANNELS = ['lobby', 'room', 'team'] as const;
export type Channel = (typeof CHANNELS)[number];

/** Those of them whose last lines are kept for who comes later. */
export const KEPT_CHANNELS = ['lobby', 'room'] as const;
export type KeptChannel = (typeof KEPT_CHANNELS)[number];

/** A line of talk. */
export const line = z.strictObject({
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

/** What a friend is doing: somebody who was met under `nick` and with `identity` before. */
export const friendState = z.strictObject({
  identity,
  /** What he calls himself now, or did then when he is not here. */
  nick,
  presence: z.enum(PRESENCES),
  /** There, and true, where he is not here and somebody else is called so. */
  stranger: z.literal(true).optional(),
  /** His room, where anybody may take a seat in it now. */
  room: code.optional(),
});
export type FriendState = z.infer<typeof friendState>;

/** What has become of somebody, told to all whom it concerns. */
export const NEWS_KINDS = [
  'came',
  'left',
  'joined',
  'watches',
  'dropped',
  'back',
  'grouped',
  'renamed',
  'kicked',
  'banned',
  'muted',
  'unmuted',
  'role',
] as const;
export type NewsKind = (typeof NEWS_KINDS)[number];

/** What somebody may be made by OP; `host` is that of a room. */
export const GIVEN_ROLES = ['player', 'host', 'moderator', 'admin'] as const;
export type GivenRole = (typeof GIVEN_ROLES)[number];

/** What a room can vote on. */
export const VOTE_KINDS = ['kick', 'arena', 'bots', 'mode'] as const;
export type VoteKind = (typeof VOTE_KINDS)[number];
/** How a vote stands. */
export const VOTE_STATES = ['open', 'passed', 'failed', 'withdrawn'] as const;
