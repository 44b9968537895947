// A room as all who are in it see it, and what its host may choose: bodies of several text messages (PROTOCOL 6.22, 6.23).
import { z } from 'zod';
import { LEVEL_DEFAULT, LEVELS } from '../game/bot/levels.js';
import { DECISIONS } from '../game/outcome.js';
import { ARMOUR_MAX, SEATS_MAX, TEAMS_MAX } from '../game/units.js';
import { code, count, milliseconds, nick, seat, team } from './body-fields.js';
import { PUBLIC_DELAY_SECONDS } from './limits.js';

/** Pickups that a room may turn off at most. */
const PICKUPS_OFF_MAX = 16;
/** Spectators that a room may let in. */
const SPECTATORS_MAX = 16;
/** Arenas that the next match is chosen from. */
export const CHOICES_MAX = 3;
/** Awards of one match at most. */
const AWARDS_MAX = 16;
/** As in SCORE of a snapshot. */
const points = z.int().min(-0x8000).max(0x7fff);

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
  /** Seconds from the beginning of a battle in which they do not shoot, unless a person does. */
  botTruce: z.int().min(0).max(30),
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
  botTruce: 0,
  countdown: 3,
  teams: 2,
  teamDamage: false,
  pickupsOff: [],
  badPickups: false,
  public: false,
  spectators: 8,
  delay: 0,
};

/** How late those are who watch, in seconds, as long as nobody chooses it. */
export function delayOf(isPublic: boolean): number {
  return isPublic ? PUBLIC_DELAY_SECONDS : 0;
}

/** Options with some of them changed: a delay that nobody has chosen follows whether the room is public. */
export function changeOptions(options: RoomOptions, changed: Partial<RoomOptions>): RoomOptions {
  const next = { ...options, ...changed };
  const isChosen = changed.delay !== undefined || options.delay !== delayOf(options.public);
  return isChosen ? next : { ...next, delay: delayOf(next.public) };
}

/** What a room is doing. */
export const PHASES = ['waiting', 'countdown', 'battle', 'podium'] as const;
export type Phase = (typeof PHASES)[number];

/** A room as all who are in it see it (PROTOCOL 6.22). */
export const roomSchema = z.strictObject({
  code,
  phase: z.enum(PHASES),
  /** Milliseconds until the phase ends by itself; 0 when it does not. */
  endsInMs: milliseconds,
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
  /** How the last match has ended; there from that moment until the next one begins. */
  end: z
    .strictObject({
      by: z.enum(DECISIONS),
      /** Best first; empty where everybody is alone, or all are on one side. */
      teams: z.array(z.strictObject({ team, points })).max(TEAMS_MAX),
      /** Rounds that were played, in a mode with rounds. */
      rounds: count.optional(),
      /** Waves that were beaten, in a mode with waves. */
      wave: count.optional(),
      /** Where it was decided, in units. */
      place: z.strictObject({ x: count, y: count }).optional(),
    })
    .optional(),
  /** The last match, best first; empty before the first one has ended. */
  podium: z
    .array(
      z.strictObject({
        seat,
        nick,
        team: seat,
        points,
        kills: count,
        deaths: count,
        /** Flags that were brought home, in a mode with flags. */
        flags: count.optional(),
      }),
    )
    .max(SEATS_MAX),
  /** What was earned in it; the client has the words for each award. */
  awards: z.array(z.strictObject({ award: z.string().max(24), seat, nick })).max(AWARDS_MAX),
});
export type RoomState = z.infer<typeof roomSchema>;
