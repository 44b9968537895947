// How a match ended, as a room tells it and as the store keeps it. Made by room.ts, read by tally.ts. Results come back
// from files, so each is checked against the schema before it counts.
import { z } from 'zod';
import { SEATS_MAX } from '../../game/units.js';

const count = z.int().min(0).max(0xffff);

/** Those who took part in one match at most, with those who left before its end. */
export const STANDINGS_MAX = 4 * SEATS_MAX;

/** One who took part. */
const standingSchema = z.strictObject({
  nick: z.string().min(1).max(64),
  bot: z.boolean(),
  /** His account, by which he is known under any nick; none for bots and guests. */
  account: z
    .string()
    .regex(/^[\w-]{43}:\d{1,16}$/)
    .optional(),
  /** Who has the same number fought on one side; null is on his own. */
  team: z
    .int()
    .min(0)
    .max(SEATS_MAX - 1)
    .nullable(),
  /** 1 is the best; those who ended level, and those of one team, have the same; those who left are last. */
  place: z.int().min(1).max(STANDINGS_MAX),
  points: z.int(),
  kills: count,
  deaths: count,
});

/** How a match ended. */
export const matchResultSchema = z.strictObject({
  code: z.string().max(16),
  mode: z.string().regex(/^[a-z-]{1,24}$/),
  arena: z.string().max(32),
  /** Length of the match in ticks. */
  ticks: z.int().min(0),
  /** False for a match that must not count, such as one behind a password. */
  rated: z.boolean(),
  /** The last wave that was beaten, in a mode with waves; null elsewhere. */
  wave: count.nullable(),
  /** Best first. */
  standings: z.array(standingSchema).max(STANDINGS_MAX),
});
export type MatchResult = z.infer<typeof matchResultSchema>;
export type Standing = z.infer<typeof standingSchema>;
