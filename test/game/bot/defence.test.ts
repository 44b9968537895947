// Bots that hold a base: the better ones fight whoever is near to it, wait for enemies before it, and take the shells that
// would hit it.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { arenaFromGrid } from '../../../src/game/arena-text.js';
import { type Bot, createBot, NONE } from '../../../src/game/bot/bot.js';
import { chooseButtons } from '../../../src/game/bot/choose-buttons.js';
import { LEVELS } from '../../../src/game/bot/levels.js';
import { beginMatch, seatTank } from '../../../src/game/match.js';
import { modeIndex } from '../../../src/game/modes.js';
import { step } from '../../../src/game/step.js';
import { SEATS_MAX, TILE } from '../../../src/game/units.js';
import { ALIVE, OPTIONS_DEFAULT, type World } from '../../../src/game/world.js';

const COLUMNS = 38;
const ROWS = 20;
const SEEDS = 12;
const ENEMIES = [8, 9];

/** Open ground with a base at the left, in rows 9 and 10, and the enemies' pads at the right. */
function defence(seed: number): World {
  const rows = Array.from({ length: ROWS }, (_, row) => {
    const line = '.'.repeat(COLUMNS).split('');
    if (row === 9) line[1] = 'A';
    if (row === 1 || row === 17) {
      line[1] = '1';
      line[35] = '2';
    }
    return line.join('');
  });
  const options = { ...OPTIONS_DEFAULT, mode: modeIndex('defend'), timeLimitTicks: 0 };
  const world = beginMatch(arenaFromGrid('Test', rows.join('\n')), options, seed);
  seatTank(world, 0);
  return world;
}

function place(world: World, seat: number, column: number, row: number): void {
  Object.assign(world.tanks[seat], {
    life: ALIVE,
    x: column * TILE,
    y: row * TILE,
    armour: 3,
    shield: 0,
    reload: 20,
  });
}

/** Asks a bot so often that it knows what it sees, with everything kept where it is. */
function takeIn(world: World, bot: Bot, ticks: number): void {
  for (let tick = 0; tick < ticks; tick++) {
    world.tick++;
    chooseButtons(bot, world, 0);
  }
}

test('the two best levels fight who is near to the base, level 1 who is near to itself', () => {
  const targets = LEVELS.map((_, index) => {
    const world = defence(1);
    const bot = createBot(1, index + 1);
    place(world, 0, 24, 10);
    place(world, ENEMIES[0], 32, 10);
    place(world, ENEMIES[1], 7, 14);
    takeIn(world, bot, 40);
    return bot.target;
  });
  assert.is(targets[0], ENEMIES[0]);
  assert.is(targets[2], ENEMIES[1]);
  assert.is(targets[3], ENEMIES[1]);
});

test('with no enemy in sight the best level waits farther before the base than the first', () => {
  const columns = LEVELS.map((_, index) => {
    let sum = 0;
    let posts = 0;
    for (let seed = 1; seed <= SEEDS; seed++) {
      const world = defence(seed);
      const bot = createBot(seed, index + 1);
      place(world, 0, 6, 10);
      takeIn(world, bot, 60);
      // One that strays has no post.
      if (bot.postPlace === NONE) continue;
      sum += bot.postPlace % COLUMNS;
      posts++;
    }
    assert.ok(posts > SEEDS / 2, `level ${index + 1}: ${posts} posts`);
    return sum / posts;
  });
  assert.ok(columns[3] > columns[0] + 4, `columns of the posts by level: ${columns}`);
});

/** How often level 4 is hit by one shell from the right that flies along a row. */
function hitsInRow(row: number): number {
  let hits = 0;
  for (let seed = 1; seed <= SEEDS; seed++) {
    const world = defence(seed);
    const bot = createBot(seed, 4);
    place(world, 0, 8, row);
    takeIn(world, bot, 10);
    // In a pause nothing is harmed.
    Object.assign(world.stage, { pause: 0, left: 1 });
    Object.assign(world.shells[2 * ENEMIES[0]], { flying: 1, x: 26 * TILE, y: row * TILE, heading: 3 });
    const inputs = new Uint8Array(SEATS_MAX);
    for (let tick = 0; tick < 60; tick++) {
      // Empty, so that it can't shoot the shell.
      world.tanks[0].reload = 20;
      inputs[0] = chooseButtons(bot, world, 0);
      // It stands until it is just in time to get away.
      if (tick < 22) inputs[0] = 0;
      step(world, inputs);
    }
    if (world.tanks[0].armour < 3) hits++;
  }
  return hits;
}

test('the best level stays before a shell that would hit the base, and gets out of the way of another', () => {
  const before = hitsInRow(10);
  const beside = hitsInRow(15);
  assert.ok(beside <= SEEDS / 3, `hit ${beside} times beside the base`);
  assert.ok(before > 2 * beside, `hit ${before} times before the base, ${beside} beside it`);
});

test.run();
