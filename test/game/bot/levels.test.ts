// Each level of bots beats the one below. The tournament script plays the same with more matches, and in every mode.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { playBotMatch } from '../../../scripts/tournament/bot-match.js';
import { ARENAS } from '../../../src/game/arenas.js';
import { LEVELS } from '../../../src/game/bot/levels.js';
import { TICKS_PER_SECOND } from '../../../src/game/units.js';
import { OPTIONS_DEFAULT } from '../../../src/game/world.js';

const MATCHES = 40;
/** Two standard deviations below 65 % of so few; the tournament plays enough of them for the share itself. */
const WINS_MIN = 20;
const MATCH_TICKS = 60 * TICKS_PER_SECOND;

test('each level beats the one below', () => {
  const arenas = ['Crossroads', 'Brickyard'].map((name) => ARENAS.get(name)!);
  const options = { ...OPTIONS_DEFAULT, timeLimitTicks: 0 };
  for (let lower = 1; lower < LEVELS.length; lower++) {
    let wins = 0;
    for (let seed = 1; seed <= MATCHES; seed++) {
      // Two of each; who has the even seats takes turns.
      const levels = [0, 1, 2, 3].map((seat) => lower + ((seat + seed) & 1));
      const arena = arenas[(seed >> 1) % 2];
      const { scores } = playBotMatch({ arena, options, levels, seed, ticksMax: MATCH_TICKS });
      const points = [0, 0];
      for (const [seat, level] of levels.entries()) points[level - lower] += scores[seat].points;
      if (points[1] > points[0]) wins++;
    }
    assert.ok(wins >= WINS_MIN, `level ${lower + 1} won ${wins} of ${MATCHES} against ${lower}`);
  }
});

test.run();
