// What a bot does first: a pickup that is worth the way comes before a fight that is not near.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { arenaFromGrid } from '../../../src/game/arena-text.js';
import { createBot } from '../../../src/game/bot/bot.js';
import { chooseButtons } from '../../../src/game/bot/choose-buttons.js';
import { goalsOf } from '../../../src/game/bot/goals.js';
import { beginMatch, seatTank } from '../../../src/game/match.js';
import { PICKUPS } from '../../../src/game/pickups.js';
import { TILE } from '../../../src/game/units.js';
import { ALIVE, OPTIONS_DEFAULT } from '../../../src/game/world.js';

const arena = arenaFromGrid(
  'Test',
  Array.from({ length: 20 }, (_, row) => {
    const line = '.'.repeat(38).split('');
    if (row === 0) line[0] = line[30] = 'S';
    if (row === 10) line[12] = 'P';
    return line.join('');
  }).join('\n'),
);

/** The goal of a bot with a pickup five tiles away and an enemy in sight, fourteen tiles away. */
function goalOf(level: number, pickup: string, seed: number): string {
  const world = beginMatch(arena, { ...OPTIONS_DEFAULT, timeLimitTicks: 0 }, seed);
  for (const seat of [0, 1]) seatTank(world, seat);
  const [pad] = world.pads;
  Object.assign(pad, arena.pickupPads[0]);
  Object.assign(world.tanks[0], { life: ALIVE, x: pad.x - 5 * TILE, y: pad.y, armour: 3, shield: 0 });
  Object.assign(world.tanks[1], { life: ALIVE, x: pad.x + 9 * TILE, y: pad.y, armour: 3, shield: 0 });
  const bot = createBot(seed, level);
  for (let tick = 0; tick < 40; tick++) {
    Object.assign(pad, { kind: PICKUPS.findIndex(({ id }) => id === pickup), ticks: 0 });
    bot.strayTicks = 0;
    chooseButtons(bot, world, 0);
    world.tick++;
  }
  return goalsOf(world)[bot.goal].id;
}

function countFetching(level: number, pickup: string): number {
  let count = 0;
  for (let seed = 1; seed <= 8; seed++) if (goalOf(level, pickup, seed) === 'fetch') count++;
  return count;
}

test('bots of the lower levels, too, fetch what is worth the way', () => {
  assert.ok(countFetching(1, 'star') >= 6);
  assert.ok(countFetching(2, 'rapid-fire') >= 6);
});

test('what is worth little waits until the fight is over', () => {
  for (let level = 1; level <= 4; level++) assert.is(countFetching(level, 'mine'), 0, `level ${level}`);
});

test.run();
