// Many short matches: no seat, team or place in the order in which they came is better than another.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { modeIndex } from '../../src/game/modes.js';
import { play } from './bot-match.js';

const MATCHES_OF_TEAMS = 60;

test('neither the seat nor the order in which they came decides who wins', () => {
  for (const id of ['free-for-all', 'last-tank-standing', 'duel']) {
    const wins = [0, 0, 0, 0];
    const first = [0, 0, 0, 0];
    const matches = 100;
    for (let seed = 1; seed <= matches; seed++) {
      // Four seats out of sixteen, taken in another order each time.
      const seats = [0, 5, 10, 15].map((_, place, all) => all[(place + seed) % 4]);
      const { ranked } = play(modeIndex(id), seed, id === 'duel' ? seats.slice(0, 2) : seats);
      wins[[0, 5, 10, 15].indexOf(ranked[0])]++;
      first[seats.indexOf(ranked[0])]++;
    }
    // Binomial: the share of a fair seat is within four standard deviations in all but 1 of 16,000 runs.
    const share = 1 / 4;
    const bound = 4 * Math.sqrt(matches * share * (1 - share));
    for (const number of wins) assert.ok(Math.abs(number - matches * share) < bound, `${id}: seats ${wins}`);
    const fair = id === 'duel' ? [1 / 2, 1 / 2, 0, 0] : [share, share, share, share];
    for (const [place, number] of first.entries()) {
      const spread = 4 * Math.sqrt(matches * fair[place] * (1 - fair[place])) + 1;
      assert.ok(Math.abs(number - matches * fair[place]) < spread, `${id}: order ${first}`);
    }
  }
});

test('no team is better than another', () => {
  for (const [id, seconds] of [
    ['teams', 8],
    ['capture-the-flag', 40],
  ] as const) {
    const wins = [0, 0];
    for (let seed = 1; seed <= MATCHES_OF_TEAMS; seed++) {
      // Of seeds that are a multiple of three, the mode with teams has two of them.
      const { world } = play(modeIndex(id), 3 * seed, [0, 1, 2, 3], () => {}, seconds);
      const [a, b] = world.teams;
      if (a.points !== b.points) wins[a.points > b.points ? 0 : 1]++;
    }
    const all = wins[0] + wins[1];
    // With fewer the bound would let any outcome pass.
    assert.ok(all >= 30, `${id}: only ${all} were decided`);
    assert.ok(Math.abs(wins[0] - all / 2) <= 4 * Math.sqrt(all / 4), `${id}: ${wins}`);
  }
});

test.run();
