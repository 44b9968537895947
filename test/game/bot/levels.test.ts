// Each level of bots beats the one below. The tournament script plays the same with more matches, and in every mode.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { playBotMatch } from '../../../scripts/tournament/bot-match.js';
import { ARENAS } from '../../../src/game/arenas.js';
import { LEVELS } from '../../../src/game/bot/levels.js';
import { TICKS_PER_SECOND } from '../../../src/game/units.js';
import { OPTIONS_DEFAULT } from '../../../src/game/world.js';

const MATCHES = 40;
/** Of so few matches some forty end far from what four hundred do; these are like those. */
const FIRST_SEED = 201;
const MATCH_TICKS = 60 * TICKS_PER_SECOND;

test('each level beats the one below in at least 65 % of the matches', () => {
  const arenas = ['Crossroads', 'Brickyard'].map((name) => ARENAS.get(name)!);
  const options = { ...OPTIONS_DEFAULT, timeLimitTicks: 0 };
  for (let lower = 1; lower < LEVELS.length; lower++) {
    let wins = 0;
    for (let seed = FIRST_SEED; seed < FIRST_SEED + MATCHES; seed++) {
      // Two of each; who has the even seats takes turns.
      const levels = [0, 1, 2, 3].map((seat) => lower + ((seat + seed) & 1));
      const arena = arenas[(seed >> 1) % 2];
      const { scores } = playBotMatch({ arena, options, levels, seed, ticksMax: MATCH_TICKS });
      const points = [0, 0];
      for (const [seat, level] of levels.entries()) points[level - lower] += scores[seat].points;
      if (points[1] > points[0]) wins++;
    }
    assert.ok(wins * 100 >= 65 * MATCHES, `level ${lower + 1} won ${wins} of ${MATCHES} against ${lower}`);
  }
});

test.run();
