// The records of the database: what each kind of key is called, and what stands in it. All but the journal is reckoned
// from the journal. A nick's key (protocol/nick.ts) holds no colon, so parts of a key can't run into each other. `holder` is what an
// account's records stand under (accounts.ts).
import { RATING_MAX, SKILL_START } from './ratings.js';

/** Rated matches in a season that make one fit to be CHAMPION. */
export const CHAMPION_MATCHES_MIN = 10;
/** Ratings that are kept for the plot of a profile. */
export const HISTORY_LENGTH = 30;

/** `rating:` somebody in one mode and season. */
export interface RatingRecord {
  mu: number;
  sigma: number;
  matches: number;
  wins: number;
  /** Wins in a row up to now. */
  streak: number;
  /** The last ratings, oldest first. */
  history: number[];
}

/** `total:` somebody in all matches that count. */
export interface TotalRecord {
  matches: number;
  wins: number;
  kills: number;
  deaths: number;
  /** Best wave in defend. */
  wave: number;
  /** Matches in each arena. */
  arenas: Record<string, number>;
}

/** `against:` two who were on different sides: wins of the one whose key comes first, of the other, and draws. */
export type AgainstRecord = [number, number, number];

const NUMBER_DIGITS = 10;
const RATING_DIGITS = 4;

export const HEAD_KEY = 'head';
export const LOG_PREFIX = 'log:';
export const ACCOUNT_PREFIX = 'account:';
export const RANK_PREFIX = 'rank:';
export const PLAYED_PREFIX = 'played:';
export const TOTAL_PREFIX = 'total:';

/** @param number of an entry of the journal, from 1 on */
export const logKey = (number: number): string =>
  `${LOG_PREFIX}${String(number).padStart(NUMBER_DIGITS, '0')}`;
export const accountKey = (nickKey: string): string => `${ACCOUNT_PREFIX}${nickKey}`;
/** How many accounts have begun with a nick, once one of them has given it up. */
export const bornKey = (nickKey: string): string => `born:${nickKey}`;
/** Key of the nick that an account has now, once it has taken another one; '' once it is forgotten. @param id accountId() */
export const movedKey = (id: string): string => `moved:${id}`;
export const renameKey = (id: string): string => `rename:${id}`;
/** Somebody who has finished matches, but none that count. */
export const playedKey = (holder: string): string => `${PLAYED_PREFIX}${holder}`;
export const matchKey = (id: string): string => `match:${id}`;
export const orderKey = (id: string): string => `order:${id}`;
export const totalKey = (holder: string): string => `${TOTAL_PREFIX}${holder}`;
export const ratingKey = (season: number, mode: string, holder: string): string =>
  `rating:${season}:${mode}:${holder}`;
/** The table's index: read from its start, it goes from the best rating down. `crown:` holds only who may be CHAMPION. */
export const indexKey = (
  index: 'rank' | 'crown',
  season: number,
  mode: string,
  rating: number,
  holder: string,
): string =>
  `${index}:${season}:${mode}:${String(RATING_MAX - rating).padStart(RATING_DIGITS, '0')}:${holder}`;

/** Season, mode, rating and holder of a `rank:` key. */
export function parseRankKey(key: string): { season: number; mode: string; rating: number; holder: string } {
  const [, season, mode, below, holder] = key.split(':');
  return { season: Number(season), mode, rating: RATING_MAX - Number(below), holder };
}

/** @returns the key for two holders, and whether they stand in it the other way round */
export function againstKey(holder: string, other: string): { key: string; isTurned: boolean } {
  const isTurned = holder > other;
  return { key: isTurned ? `against:${other}:${holder}` : `against:${holder}:${other}`, isTurned };
}

/** All keys that begin with a prefix that ends in a colon. */
export const rangeOf = (prefix: string): { gt: string; lt: string } => ({
  gt: prefix,
  lt: `${prefix.slice(0, -1)};`,
});

export const RATING_START: RatingRecord = { ...SKILL_START, matches: 0, wins: 0, streak: 0, history: [] };
export const TOTAL_START: TotalRecord = { matches: 0, wins: 0, kills: 0, deaths: 0, wave: 0, arenas: {} };

/** A record as it stands in a value, or what stands for none. */
export function parseRecord<Record>(text: string | undefined, fallback: Record): Record {
  return text === undefined ? structuredClone(fallback) : (JSON.parse(text) as Record);
}
