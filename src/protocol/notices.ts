// What a server tells unasked (PROTOCOL 6): one schema for each body. The client parses what it gets through these; a field that is
// not named here is refused.
import { z } from 'zod';
import { ARMOUR_MAX } from '../game/units.js';
import {
  box,
  CHANNELS,
  card,
  count,
  friendState,
  group,
  line,
  milliseconds,
  NEWS_KINDS,
  nick,
  reason,
  seat,
  tally,
  VOTE_KINDS,
  VOTE_STATES,
} from './body-fields.js';
import { roomSchema } from './room-state.js';

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
    /** The nick before, with `renamed`. */
    was: nick.optional(),
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
  /** A friend does something else than was told of him last. */
  FRIEND: friendState,
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
