// Ratings and seasons.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { RATING_MAX, rateMatch, ratingOf, SKILL_START, seasonOf } from '../../../src/server/store/ratings.js';

test('a season is a quarter of a year in UTC, counted from 2026', () => {
  const seasons: [string, number][] = [
    ['2019-05-01T00:00:00Z', 1],
    ['2026-01-01T00:00:00Z', 1],
    ['2026-03-31T23:59:59Z', 1],
    ['2026-04-01T00:00:00Z', 2],
    ['2026-11-21T12:00:00Z', 4],
    ['2027-01-01T00:00:00Z', 5],
  ];
  for (const [moment, season] of seasons) assert.is(seasonOf(Date.parse(moment)), season, moment);
});

test('a rating starts at 1000 and stays within its bounds', () => {
  assert.is(ratingOf(SKILL_START), 1000);
  assert.is(ratingOf({ mu: -900, sigma: 8 }), 0);
  assert.is(ratingOf({ mu: 900, sigma: 0.1 }), RATING_MAX);
});

test('the order of the sides makes no difference, and level sides stay level', async () => {
  const side = (place: number) => ({ place, skills: [SKILL_START] });
  const [first, second] = await rateMatch([side(1), side(2)]);
  assert.equal(await rateMatch([side(2), side(1)]), [second, first]);
  const [level, other] = await rateMatch([side(1), side(1)]);
  assert.equal(level, other);
});

test.run();
