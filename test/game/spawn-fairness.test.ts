// Where, in which seat and as which a tank comes in gives it no advantage. `npm run tournament -- --spawns` plays the same with
// 2,000 matches an arena.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  createSpawnTally,
  excessOf,
  luckOf,
  type SpawnTrial,
  tallyMatch,
} from '../../scripts/tournament/spawn-tally.js';
import type { Arena } from '../../src/game/arena.js';
import { arenaFromGrid } from '../../src/game/arena-text.js';
import { ARENAS } from '../../src/game/arenas.js';
import { drawLots } from '../../src/game/deciding.js';
import { beginMatch, seatTank } from '../../src/game/match.js';
import { modeIndex } from '../../src/game/modes.js';
import { step } from '../../src/game/step.js';
import { SEATS_MAX, TICKS_PER_SECOND } from '../../src/game/units.js';
import { OPTIONS_DEFAULT } from '../../src/game/world.js';

/** Points of a hundred that a pad may win above its share. */
const EXCESS_MAX = 5;
/** What is fair stays within four standard deviations in all but 1 of 16,000 cases. */
const DEVIATIONS = 4;

const SMALL = [...ARENAS.values()].filter(
  ({ columns, rows, modes }) => columns * rows === 38 * 20 && modes.includes('last-tank-standing'),
);

/** Four bots; in rounds with one life the place to begin counts for most. */
function trialOf(arena: Arena, mode = 'last-tank-standing'): SpawnTrial {
  const ticks = 20 * TICKS_PER_SECOND;
  const options = { ...OPTIONS_DEFAULT, mode: modeIndex(mode), timeLimitTicks: ticks };
  return { arena, options: { ...options, armour: 2 }, tanks: 4, level: 3, ticksMax: 2 * ticks };
}

test('who comes first gets each pad as often as any other, in whatever seat', () => {
  const matches = 2400;
  for (const arena of SMALL) {
    const counts = new Array<number>(arena.spawns.length).fill(0);
    for (let seed = 1; seed <= matches; seed++) {
      const world = beginMatch(arena, OPTIONS_DEFAULT, seed);
      const seat = seed % SEATS_MAX;
      seatTank(world, seat);
      step(world, new Uint8Array(SEATS_MAX));
      const { x, y } = world.tanks[seat];
      counts[arena.spawns.findIndex((pad) => pad.x === x && pad.y === y)]++;
    }
    const share = 1 / counts.length;
    const bound = DEVIATIONS * Math.sqrt(matches * share * (1 - share));
    for (const count of counts)
      assert.ok(Math.abs(count - matches * share) <= bound, `${arena.name}: ${counts}`);
  }
});

test('no pad, no seat and no place in the order wins more than its share', () => {
  const matches = 24;
  const { seats, orders } = createSpawnTally(SMALL[0]);
  for (const arena of SMALL) {
    const tally = { ...createSpawnTally(arena), seats, orders };
    for (let seed = 1; seed <= matches; seed++) tallyMatch(tally, trialOf(arena), seed);
    for (const [pad, row] of tally.pads.entries()) {
      assert.ok(row.starts > 0, `${arena.name}: nobody begins on pad ${pad}`);
      assert.ok(
        excessOf(row) <= EXCESS_MAX + DEVIATIONS * luckOf(row),
        `${arena.name}, seeds 1 to ${matches}: pad ${pad} ${JSON.stringify(row)}`,
      );
    }
  }
  for (const [index, row] of [...seats, ...orders].entries())
    assert.ok(Math.abs(excessOf(row)) <= DEVIATIONS * luckOf(row), `row ${index}: ${JSON.stringify(row)}`);
});

test('a pad that is worse than the others is found out, and so are they', () => {
  const rows = Array.from({ length: 20 }, () => '.'.repeat(38));
  rows[8] = `${'.'.repeat(14)}S${'.'.repeat(14)}S${'.'.repeat(8)}`;
  rows[18] = `${'.'.repeat(20)}S${'.'.repeat(17)}`;
  // Steel, through which nobody shoots: no kill is made here.
  rows[1] = rows[6] = `..XXXXXX${'.'.repeat(30)}`;
  rows[2] = rows[3] = rows[5] = `..X....X${'.'.repeat(30)}`;
  rows[4] = `..X.S..X${'.'.repeat(30)}`;
  const arena = arenaFromGrid('unfair', rows.join('\n'));
  const tally = createSpawnTally(arena);
  for (let seed = 1; seed <= 12; seed++) tallyMatch(tally, trialOf(arena, 'free-for-all'), seed);
  const [behindSteel, ...others] = tally.pads.map(excessOf);
  assert.ok(behindSteel < -4 * EXCESS_MAX, JSON.stringify(tally.pads));
  assert.ok(Math.max(...others) > EXCESS_MAX, JSON.stringify(tally.pads));
  const { starts, lives, kills } = tally.pads[0];
  assert.equal([starts, lives, kills], [12, 12, 0]);
});

test('lots prefer nobody', () => {
  const seats = [0, 1, 5, 15];
  const wins = [0, 0, 0, 0];
  const draws = 4000;
  const world = beginMatch(SMALL[0], OPTIONS_DEFAULT, 1);
  for (let draw = 0; draw < draws; draw++) {
    world.random = Math.imul(draw, 0x9e3779b1);
    wins[seats.indexOf([...seats].sort((a, b) => drawLots(world, a, b))[0])]++;
  }
  const bound = DEVIATIONS * Math.sqrt((draws * 3) / 16);
  for (const number of wins) assert.ok(Math.abs(number - draws / 4) <= bound, `${wins}`);
});

test.run();
