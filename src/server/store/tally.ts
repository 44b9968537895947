// One match -> what it changes in totals, ratings, the table's index and who has beaten whom. Writes only to the draft of
// the batch in which the match itself is kept, so a match counts in all of them or in none.
import { findRecords } from './accounts.js';
import type { Draft } from './draft.js';
import type { MatchEntry } from './journal.js';
import type { MatchResult, Standing } from './match-result.js';
import { rateMatch, ratingOf, seasonOf } from './ratings.js';
import {
  type AgainstRecord,
  againstKey,
  CHAMPION_MATCHES_MIN,
  HISTORY_LENGTH,
  indexKey,
  parseRecord,
  playedKey,
  RATING_START,
  type RatingRecord,
  ratingKey,
  TOTAL_START,
  totalKey,
} from './records.js';

/** Names of arenas that are counted for one player; the rarest makes room for a new one. */
const ARENAS_MAX = 32;

/** Somebody with an account. */
interface Person {
  /** What his records stand under. */
  readonly key: string;
  readonly standing: Standing;
  readonly hasWon: boolean;
}

/** Those who fought together. */
interface Side {
  readonly place: number;
  readonly people: Person[];
}

/** Counts a match. Bots and guests don't count; ratings change when people of two sides or more took part. */
export async function tallyMatch({ endedAt, result }: MatchEntry, draft: Draft): Promise<void> {
  if (!result.rated) return notePlayed(result, draft);
  const sides = await sidesOf(result, draft);
  const people = sides.flatMap((side) => side.people);
  await draft.load(people.map(({ key }) => totalKey(key)));
  for (const person of people) addToTotal(person, result, draft);
  if (sides.length < 2) return;
  await rateSides(sides, seasonOf(endedAt), result.mode, draft);
  await countEncounters(sides, draft);
}

/** Who has finished a match is not forgotten, whether it counts or not. */
async function notePlayed({ standings }: MatchResult, draft: Draft): Promise<void> {
  const holders = (await findRecords(standings, draft)).filter((holder) => holder !== null);
  await draft.load(holders.map(playedKey));
  for (const holder of holders) draft.set(playedKey(holder), '');
}

async function sidesOf({ standings }: MatchResult, draft: Draft): Promise<Side[]> {
  const keys = await findRecords(standings, draft);
  const sides = new Map<number | string, Side>();
  const seen = new Set<string>();
  for (const [index, standing] of standings.entries()) {
    const key = keys[index];
    if (key === null || seen.has(key)) continue;
    seen.add(key);
    const side = standing.team ?? key;
    if (!sides.has(side)) sides.set(side, { place: standing.place, people: [] });
    sides.get(side)!.people.push({ key, standing, hasWon: hasWon(standing, standings) });
  }
  return [...sides.values()];
}

/** Has nobody of another side come in before him, or level with him? */
function hasWon(standing: Standing, standings: readonly Standing[]): boolean {
  return standings.every(
    (other) =>
      other === standing ||
      (other.team !== null && other.team === standing.team) ||
      other.place > standing.place,
  );
}

function addToTotal({ key, standing, hasWon }: Person, result: MatchResult, draft: Draft): void {
  const total = parseRecord(draft.get(totalKey(key)), TOTAL_START);
  total.matches++;
  if (hasWon) total.wins++;
  total.kills += standing.kills;
  total.deaths += standing.deaths;
  total.wave = Math.max(total.wave, result.wave ?? 0);
  const arenas = new Map(Object.entries(total.arenas));
  if (!arenas.has(result.arena) && arenas.size >= ARENAS_MAX) {
    arenas.delete([...arenas].reduce((rarest, arena) => (arena[1] < rarest[1] ? arena : rarest))[0]);
  }
  arenas.set(result.arena, (arenas.get(result.arena) ?? 0) + 1);
  total.arenas = Object.fromEntries(arenas);
  draft.set(totalKey(key), JSON.stringify(total));
}

async function rateSides(sides: readonly Side[], season: number, mode: string, draft: Draft): Promise<void> {
  const people = sides.flatMap((side) => side.people);
  await draft.load(people.map(({ key }) => ratingKey(season, mode, key)));
  const recordOf = ({ key }: Person): RatingRecord =>
    parseRecord(draft.get(ratingKey(season, mode, key)), RATING_START);
  const rated = await rateMatch(
    sides.map((side) => ({ place: side.place, skills: side.people.map(recordOf) })),
  );
  const skills = rated.flat();
  for (const [index, person] of people.entries()) {
    const before = recordOf(person);
    const { mu, sigma } = skills[index];
    const after: RatingRecord = {
      mu,
      sigma,
      matches: before.matches + 1,
      wins: before.wins + (person.hasWon ? 1 : 0),
      streak: person.hasWon ? before.streak + 1 : 0,
      history: [...before.history, ratingOf(skills[index])].slice(-HISTORY_LENGTH),
    };
    draft.set(ratingKey(season, mode, person.key), JSON.stringify(after));
    await moveInIndexes(
      before,
      after,
      (name, rating) => indexKey(name, season, mode, rating, person.key),
      draft,
    );
  }
}

async function moveInIndexes(
  before: RatingRecord,
  after: RatingRecord,
  keyOf: (index: 'rank' | 'crown', rating: number) => string,
  draft: Draft,
): Promise<void> {
  for (const [index, matchesMin] of [
    ['rank', 1],
    ['crown', CHAMPION_MATCHES_MIN],
  ] as const) {
    const oldKey = keyOf(index, ratingOf(before));
    const newKey = keyOf(index, ratingOf(after));
    await draft.load([oldKey, newKey]);
    draft.set(oldKey, undefined);
    if (after.matches >= matchesMin) draft.set(newKey, '');
  }
}

async function countEncounters(sides: readonly Side[], draft: Draft): Promise<void> {
  const pairs = sides.flatMap((side, index) =>
    sides.slice(index + 1).flatMap((other) =>
      side.people.flatMap((person) =>
        other.people.map((rival) => ({
          ...againstKey(person.key, rival.key),
          ahead: Math.sign(other.place - side.place),
        })),
      ),
    ),
  );
  await draft.load(pairs.map(({ key }) => key));
  for (const { key, isTurned, ahead } of pairs) {
    const record = parseRecord<AgainstRecord>(draft.get(key), [0, 0, 0]);
    if (ahead === 0) record[2]++;
    else record[ahead > 0 === isTurned ? 1 : 0]++;
    draft.set(key, JSON.stringify(record));
  }
}
