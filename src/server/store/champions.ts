// What the store tells of its players: pages of the table, who is CHAMPION, and the profile of one. Reads only; a page
// costs the same wherever it stands in the table.
import type { CommandAnswer } from '../../protocol/commands.js';
import { type Account, recordsOf } from './accounts.js';
import type { Database } from './database.js';
import type { Level } from './level.js';
import { ratingOf } from './ratings.js';
import {
  type AgainstRecord,
  againstKey,
  indexKey,
  parseRankKey,
  parseRecord,
  RATING_START,
  rangeOf,
  ratingKey,
  TOTAL_START,
  totalKey,
} from './records.js';

/** Modes that a profile tells of: the answer has a bound, a journal from elsewhere has none. */
const MODES_MAX = 16;
/** Rows of a page. */
export const PAGE_ROWS = 20;

export type ChampionsPage = CommandAnswer<'CHAMPIONS'>;
export type Profile = CommandAnswer<'PROFILE'>;

/** Pages that are kept until something is written. */
const PAGES_MAX = 2000;

/** One page of a table, which is made once for all who ask for it before something is written.
 *  @param page from 1 on; past the last one it is the last one
 *  @throws Error of the database */
export function readPage(
  database: Database,
  mode: string,
  season: number,
  page: number,
): Promise<ChampionsPage> {
  const { ranks, pages: made } = database;
  const pages = Math.max(1, Math.ceil(ranks.count(season, mode) / PAGE_ROWS));
  const shown = Math.min(page, pages);
  const name = `${season}:${mode}:${shown}`;
  const known = made.get(name);
  if (known !== undefined) return known;
  if (made.size >= PAGES_MAX) made.clear();
  const making = makePage(database, mode, season, shown, pages);
  made.set(name, making);
  // A page that could not be made is tried again.
  making.catch(() => made.delete(name));
  return making;
}

async function makePage(
  database: Database,
  mode: string,
  season: number,
  shown: number,
  pages: number,
): Promise<ChampionsPage> {
  const { ranks, level } = database;
  const offset = (shown - 1) * PAGE_ROWS;
  const { rating, skip } = ranks.find(season, mode, offset);
  const places = (await readPlaces(database, season, mode, rating, skip)).map(parseRankKey);
  const records = await level.getMany(places.map(({ holder }) => ratingKey(season, mode, holder)));
  const champion = await readChampion(level, season, mode);
  // Who has the same rating has the rank of the first of them.
  let rank = offset - skip + 1;
  const rows = places.map(({ holder, rating }, index) => {
    if (index > 0 && rating !== places[index - 1].rating) rank = offset + index + 1;
    const { matches, wins, streak } = parseRecord(records[index], RATING_START);
    return {
      rank,
      nick: database.holder(holder)?.nick ?? '?',
      rating,
      matches,
      wins,
      streak,
      champion: holder === champion,
    };
  });
  return { mode, season, page: shown, pages, rows };
}

/** The `rank:` keys of a page. @param rating where it begins @param skip places of the same rating before it */
async function readPlaces(
  { level, ties }: Database,
  season: number,
  mode: string,
  rating: number,
  skip: number,
): Promise<string[]> {
  // A few are passed over more quickly than all who are level are read.
  const isTied = skip > PAGE_ROWS;
  const tied = isTied ? (await ties.read(level, season, mode, rating)).slice(skip, skip + PAGE_ROWS) : [];
  if (tied.length === PAGE_ROWS) return tied;
  const [first, passed] = isTied ? [rating - 1, 0] : [rating, skip];
  const { lt } = rangeOf(`rank:${season}:${mode}:`);
  const keys = await level
    .keys({
      gte: indexKey('rank', season, mode, first, ''),
      lt,
      limit: passed + PAGE_ROWS - tied.length,
    })
    .all();
  return [...tied, ...keys.slice(passed)];
}

/** What the records of who is CHAMPION of a mode stand under: the best of those with enough matches. null when nobody is. */
export async function readChampion(level: Level, season: number, mode: string): Promise<string | null> {
  const [key] = await level.keys({ ...rangeOf(`crown:${season}:${mode}:`), limit: 1 }).all();
  return key === undefined ? null : parseRankKey(key).holder;
}

/** All of one player. @param viewer account of who asks, null for a guest
 *  @throws Error of the database */
export async function readProfile(
  database: Database,
  account: Account,
  viewer: Account | null,
  season: number,
): Promise<Profile> {
  const { level, ranks } = database;
  const holder = recordsOf(account);
  const asker = viewer === null ? holder : recordsOf(viewer);
  const modes: Profile['modes'] = [];
  for (const mode of ranks.modesOf(season)) {
    const text = await level.get(ratingKey(season, mode, holder));
    if (text === undefined) continue;
    const record = parseRecord(text, RATING_START);
    const rating = ratingOf(record);
    modes.push({
      mode,
      rank: ranks.above(season, mode, rating) + 1,
      rating,
      matches: record.matches,
      wins: record.wins,
      streak: record.streak,
      champion: (await readChampion(level, season, mode)) === holder,
      history: record.history,
    });
  }
  const { arenas, ...totals } = parseRecord(await level.get(totalKey(holder)), TOTAL_START);
  const favourite = Object.entries(arenas).sort(([, count], [, other]) => other - count)[0];
  return {
    nick: account.nick,
    since: account.createdAt,
    season,
    modes: modes.sort((first, second) => second.matches - first.matches).slice(0, MODES_MAX),
    totals,
    arena: favourite?.[0] ?? null,
    against: asker === holder ? null : await readAgainst(level, asker, holder),
  };
}

async function readAgainst(level: Level, asker: string, holder: string): Promise<Profile['against']> {
  const { key, isTurned } = againstKey(asker, holder);
  const [first, second, draws] = parseRecord<AgainstRecord>(await level.get(key), [0, 0, 0]);
  return isTurned ? { wins: second, losses: first, draws } : { wins: first, losses: second, draws };
}
