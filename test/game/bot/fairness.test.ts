// A bot knows what a player in its seat is sent, one reaction time late, and nothing else.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Arena } from '../../../src/game/arena.js';
import { arenaFromGrid } from '../../../src/game/arena-text.js';
import { createBot } from '../../../src/game/bot/bot.js';
import { chooseButtons } from '../../../src/game/bot/choose-buttons.js';
import { LEVELS } from '../../../src/game/bot/levels.js';
import { driveTowards, FIRE } from '../../../src/game/buttons.js';
import { beginMatch, seatTank } from '../../../src/game/match.js';
import { drawInteger } from '../../../src/game/random.js';
import { step } from '../../../src/game/step.js';
import { OPEN, WHOLE_BRICK } from '../../../src/game/terrain.js';
import { SEATS_MAX, TILE } from '../../../src/game/units.js';
import { aimView, seesTank } from '../../../src/game/visibility.js';
import { ALIVE, OPTIONS_DEFAULT, type World } from '../../../src/game/world.js';

const SEEDS = 12;
const TICKS = 400;

function field(columns: number, rows: number, draw: (column: number, row: number) => string): Arena {
  const lines = Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (__, column) => draw(column, row)).join(''),
  );
  return arenaFromGrid('Test', lines.join('\n'));
}

/** A world with two living tanks at x, y in tiles. */
function twoTanks(arena: Arena, seed: number, places: readonly (readonly [number, number])[]): World {
  const world = beginMatch(arena, { ...OPTIONS_DEFAULT, timeLimitTicks: 0 }, seed);
  for (const [seat, [column, row]] of places.entries()) {
    seatTank(world, seat);
    Object.assign(world.tanks[seat], { life: ALIVE, x: column * TILE, y: row * TILE, armour: 3, respawn: 0 });
  }
  return world;
}

const large = field(96, 60, (column, row) => {
  if (row === 1 && (column === 1 || column === 60)) return 'S';
  return column % 9 === 5 && row % 5 === 3 ? '#' : '.';
});
const bushes = field(38, 20, (column, row) => {
  if (row === 1 && (column === 1 || column === 30)) return 'S';
  return column >= 24 && column < 34 && row >= 10 && row < 18 ? '%' : '.';
});

/** Plays one world twice with one bot; in the second, `change` may do something to it before each tick.
 *  @returns the first tick whose buttons differ, or -1 */
function firstDifference(
  arena: Arena,
  level: number,
  seed: number,
  places: readonly (readonly [number, number])[],
  change: (world: World, random: { random: number }) => void,
  ticks = TICKS,
): number {
  const worlds = [twoTanks(arena, seed, places), twoTanks(arena, seed, places)];
  const bots = worlds.map(() => createBot(seed, level));
  const random = { random: seed };
  const inputs = new Uint8Array(SEATS_MAX);
  for (let tick = 0; tick < ticks; tick++) {
    change(worlds[1], random);
    // Its own gun is its own tank's affair: one that has just shot tells nothing about what it sees.
    for (const world of worlds) world.tanks[0].reload = 20;
    const [first, second] = worlds.map((world, index) => chooseButtons(bots[index], world, 0));
    if (first !== second) return tick;
    for (const [index, world] of worlds.entries()) {
      inputs[0] = index === 0 ? first : second;
      step(world, inputs);
    }
  }
  return -1;
}

function isSeen(world: World): boolean {
  const view = { left: 0, top: 0, right: 0, bottom: 0 };
  aimView(world, world.tanks[0].x, world.tanks[0].y, view);
  return seesTank(world, 0, view, 1);
}

/** Moves the other tank by chance about a part of the arena in tiles; back home where it would be seen. */
function moveUnseen(
  columns: readonly [number, number],
  rows: readonly [number, number],
  home: readonly [number, number],
) {
  return (world: World, random: { random: number }): void => {
    const tank = world.tanks[1];
    tank.x = (columns[0] + drawInteger(random, columns[1] - columns[0])) * TILE;
    tank.y = (rows[0] + drawInteger(random, rows[1] - rows[0])) * TILE;
    tank.heading = drawInteger(random, 4);
    if (!isSeen(world)) return;
    tank.x = home[0] * TILE;
    tank.y = home[1] * TILE;
  };
}

test('an enemy outside of the view may be anywhere: no button changes', () => {
  for (let level = 1; level <= LEVELS.length; level++) {
    for (let seed = 1; seed <= SEEDS; seed++) {
      // A bot in a corner, without anything to do, does not come as far as the other corner in this time.
      const tick = firstDifference(
        large,
        level,
        seed,
        [
          [2, 2],
          [90, 50],
        ],
        moveUnseen([2, 94], [2, 58], [90, 50]),
        150,
      );
      assert.is(tick, -1, `level ${level}, seed ${seed}`);
    }
  }
});

test('an enemy in a bush may be anywhere in it', () => {
  for (let level = 1; level <= LEVELS.length; level++) {
    for (let seed = 1; seed <= SEEDS; seed++) {
      const tick = firstDifference(
        bushes,
        level,
        seed,
        [
          [4, 4],
          [29, 14],
        ],
        moveUnseen([25, 33], [11, 17], [29, 14]),
        90,
      );
      assert.is(tick, -1, `level ${level}, seed ${seed}`);
    }
  }
});

test('an enemy in sight changes what a bot does, but not before its reaction time', () => {
  for (let level = 1; level <= LEVELS.length; level++) {
    let noticed = 0;
    for (let seed = 1; seed <= SEEDS; seed++) {
      const from = 60;
      const tick = firstDifference(
        bushes,
        level,
        seed,
        [
          [4, 4],
          [20, 4],
        ],
        (world) => {
          if (world.tick >= from) Object.assign(world.tanks[1], { x: 6 * TILE, y: 17 * TILE });
        },
      );
      if (tick >= 0) noticed++;
      assert.ok(
        tick < 0 || tick >= from + LEVELS[level - 1].reactionTicks,
        `level ${level}, seed ${seed}: ${tick}`,
      );
    }
    assert.ok(noticed > SEEDS / 2, `level ${level}: ${noticed} noticed`);
  }
});

test('a shell is not dodged before the reaction time, nor ground known that was never seen', () => {
  for (let level = 1; level <= LEVELS.length; level++) {
    for (let seed = 1; seed <= SEEDS; seed++) {
      const from = 40;
      const { reactionTicks } = LEVELS[level - 1];
      const tick = firstDifference(
        bushes,
        level,
        seed,
        [
          [4, 4],
          [20, 4],
        ],
        (world) => {
          if (world.tick === from)
            Object.assign(world.shells[2], { flying: 1, x: 19 * TILE, y: 4 * TILE, heading: 3 });
          if (world.tick === from + 5) world.terrain[4 * 38 + 10] = WHOLE_BRICK;
        },
      );
      assert.ok(tick < 0 || tick >= from + reactionTicks, `level ${level}, seed ${seed}: ${tick}`);
      const unseen = firstDifference(
        large,
        level,
        seed,
        [
          [2, 2],
          [90, 50],
        ],
        (world) => {
          for (let index = 50 * 96; index < 58 * 96; index++) world.terrain[index] = OPEN;
        },
        150,
      );
      assert.is(unseen, -1, `level ${level}, seed ${seed}: unseen ground`);
    }
  }
});

test('reaction times are 200 to 500 ms, decisions included, and shorter with each level', () => {
  for (const [index, { reactionTicks, decideTicks }] of LEVELS.entries()) {
    assert.ok(reactionTicks >= 6 && reactionTicks + decideTicks - 1 <= 15, `level ${index + 1}`);
    if (index > 0) assert.ok(reactionTicks < LEVELS[index - 1].reactionTicks);
  }
});

test('a bot gets out of the way of a shell that it sees in time; one of level 1 does not', () => {
  const hits = LEVELS.map((_, index) => {
    let hit = 0;
    for (let seed = 1; seed <= SEEDS; seed++) {
      // The other tank never drives, and shoots once from 14 tiles away.
      const world = twoTanks(bushes, seed, [
        [5, 5],
        [21, 5],
      ]);
      const bot = createBot(seed, index + 1);
      const inputs = new Uint8Array(SEATS_MAX);
      for (let tick = 0; tick < 60; tick++) {
        // Until the shot the bot is held where it is.
        inputs[0] = chooseButtons(bot, world, 0);
        if (tick < 20) inputs[0] = 0;
        inputs[1] = tick === 20 ? (driveTowards(3) & 7) | FIRE : 0;
        step(world, inputs);
      }
      if (world.tanks[0].armour < 3) hit++;
    }
    return hit;
  });
  assert.ok(hits[3] <= SEEDS / 4, `level 4 was hit ${hits[3]} times`);
  assert.ok(hits[0] > hits[3], `hits by level: ${hits}`);
});

test.run();
