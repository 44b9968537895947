// Level 1 is one that somebody who plays for the first time beats.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { playBeginner } from '../../../scripts/tournament/beginner-table.js';
import { ARENAS } from '../../../src/game/arenas.js';
import { pickupSet } from '../../../src/game/pickups.js';
import { TICKS_PER_SECOND } from '../../../src/game/units.js';
import { OPTIONS_DEFAULT } from '../../../src/game/world.js';

const test = suite('game/bot/beginner');

const TRIAL = {
  arenas: [...ARENAS.values()].filter(({ columns, modes }) => columns < 40 && modes.includes('free-for-all')),
  options: { ...OPTIONS_DEFAULT, timeLimitTicks: 180 * TICKS_PER_SECOND, pickups: pickupSet([], false) },
  tanks: 4,
  matches: 10,
  seed: 1,
};

test('in three minutes a beginner has twice the points of the best bot of level 1, and not of the others', () => {
  const [first, second] = [1, 2].map((level) => playBeginner(TRIAL, level));
  assert.ok(first.points >= 2 * first.bestBotPoints, JSON.stringify(first));
  assert.ok(second.points < 2 * second.bestBotPoints, JSON.stringify(second));
});

test.run();
