// The search for a way: as cheap as the cheapest there is, through brick where that is shorter, and never more than a few
// places a tick.
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { arenaFromGrid } from '../../../src/game/arena-text.js';
import { isWallAhead } from '../../../src/game/bot/aiming.js';
import {
  type BelievedGround,
  createGround,
  IMPASSABLE,
  reckonWithGun,
  resetGround,
  study,
} from '../../../src/game/bot/ground.js';
import {
  addGoal,
  beginSearch,
  createWay,
  headingOnWay,
  resetWay,
  search,
  UNREACHED,
  type Way,
} from '../../../src/game/bot/way.js';
import { HEADING_X, HEADING_Y, RIGHT } from '../../../src/game/buttons.js';
import { PICKUPS } from '../../../src/game/pickups.js';
import { OPEN } from '../../../src/game/terrain.js';
import { TILE } from '../../../src/game/units.js';
import { createTank, createWorld, OPTIONS_DEFAULT } from '../../../src/game/world.js';

const COLUMNS = 20;
const ROWS = 12;

function groundOf(rows: readonly string[]): BelievedGround {
  const ground = createGround();
  resetGround(ground, arenaFromGrid('Test', rows.join('\n')));
  return ground;
}

/** A search from one goal to its end. */
function findWay(ground: BelievedGround, goal: number, destination: number): Way {
  const way = createWay();
  resetWay(way, ground.costs.length);
  beginSearch(way, destination);
  addGoal(way, ground, goal, 0);
  for (let tick = 0; tick < 1000 && !search(way, ground); tick++);
  return way;
}

/** Cost from each place to the goal, found by trying until nothing gets better. */
function cheapest(ground: BelievedGround, goal: number): number[] {
  const costs = new Array<number>(COLUMNS * ROWS).fill(UNREACHED);
  costs[goal] = 0;
  for (let changed = true; changed; ) {
    changed = false;
    for (let place = 0; place < costs.length; place++) {
      for (let heading = 0; heading < 4; heading++) {
        const column = (place % COLUMNS) + HEADING_X[heading];
        const row = ((place / COLUMNS) | 0) + HEADING_Y[heading];
        if (column < 0 || row < 0 || column >= COLUMNS || row >= ROWS) continue;
        const next = row * COLUMNS + column;
        const cost = costs[next] + ground.costs[next];
        if (ground.costs[place] === IMPASSABLE || ground.costs[next] === IMPASSABLE || cost >= costs[place])
          continue;
        costs[place] = cost;
        changed = true;
      }
    }
  }
  return costs;
}

const wall = ['S.........##.....S..', ...Array.from({ length: 8 }, () => '..........##........')];
const open = '....................';
/** The cost of driving all the way, and whether it goes through the wall in columns 10 and 11. */
function drive(ground: BelievedGround, fromRow: number): { throughWall: boolean } {
  const goal = fromRow * COLUMNS + 17;
  const way = findWay(ground, goal, fromRow * COLUMNS + 2);
  let column = 2;
  let row = fromRow;
  let lowest = row;
  for (let steps = 0; steps < 200; steps++) {
    const heading = headingOnWay(way, ground, (column + 1) * TILE, (row + 1) * TILE, -1);
    if (heading < 0) break;
    column += HEADING_X[heading];
    row += HEADING_Y[heading];
    lowest = Math.max(lowest, row);
  }
  assert.is(row * COLUMNS + column, goal, 'the way ends at its goal');
  return { throughWall: lowest < 9 };
}

test('a way is as cheap as any, in any ground', () => {
  const letter = fc.constantFrom<string>('.', '.', '.', '.', '.', '.', '#', 'X', '~', '%', '=');
  const grid = fc.array(fc.array(letter, { minLength: COLUMNS, maxLength: COLUMNS }), {
    minLength: ROWS,
    maxLength: ROWS,
  });
  const place = fc.integer({ min: 0, max: COLUMNS * ROWS - 1 });
  fc.assert(
    fc.property(grid, place, place, (letters, goal, destination) => {
      for (const column of [0, 18]) {
        letters[0][column] = 'S';
        letters[0][column + 1] = letters[1][column] = letters[1][column + 1] = '.';
      }
      const ground = groundOf(letters.map((row) => row.join('')));
      const way = findWay(ground, goal, destination);
      fc.pre(ground.costs[goal] !== IMPASSABLE && ground.costs[destination] !== IMPASSABLE);
      assert.is(way.distances[destination], cheapest(ground, goal)[destination]);
    }),
    { numRuns: 300 },
  );
});

test('a way leads through brick where that is shorter than round it, and round steel', () => {
  const brick = groundOf([...wall, open, open, open]);
  assert.is(drive(brick, 1).throughWall, true);
  const steel = groundOf([...wall, open, open, open].map((row) => row.replaceAll('#', 'X')));
  assert.is(drive(steel, 1).throughWall, false);
  // At the wall's end the way round it is the shorter one.
  assert.is(drive(brick, 8).throughWall, false);
});

test('with a steel-breaker a way leads through steel, until that is about to run out; with a laser not through brick', () => {
  const gunOf = (wanted: string): number => PICKUPS.findIndex(({ id }) => id === wanted);
  const tank = createTank();
  const steel = groundOf([...wall, open, open, open].map((row) => row.replaceAll('#', 'X')));
  Object.assign(tank, { gun: gunOf('steel-breaker'), gunTicks: 300 });
  reckonWithGun(steel, tank);
  assert.is(drive(steel, 1).throughWall, true);
  const x = 9 * TILE;
  assert.is(isWallAhead(steel, RIGHT, Object.assign(tank, { x, y: 2 * TILE })), true);
  tank.gunTicks = 60;
  reckonWithGun(steel, tank);
  assert.is(drive(steel, 1).throughWall, false);
  const brick = groundOf([...wall, open, open, open]);
  Object.assign(tank, { gun: gunOf('laser'), gunTicks: 300 });
  reckonWithGun(brick, tank);
  assert.is(drive(brick, 1).throughWall, false);
});

test('ground that changes changes the way, when it was seen and the reaction time has gone by', () => {
  const rows = [...wall, open, open, open].map((row) => row.replaceAll('#', 'X'));
  const ground = groundOf(rows);
  const world = createWorld(ground.arena, OPTIONS_DEFAULT, 1, true);
  for (const row of [0, 1, 2]) world.terrain.fill(OPEN, row * COLUMNS + 10, row * COLUMNS + 12);
  const view = { left: 0, top: 0, right: COLUMNS, bottom: ROWS };
  for (world.tick = 0; world.tick < 6; world.tick++) study(ground, world, view, 8);
  assert.is(drive(ground, 0).throughWall, false);
  for (; world.tick < 12; world.tick++) study(ground, world, view, 8);
  assert.is(drive(ground, 0).throughWall, true);
});

test('no tick of a search looks at more than 150 places', () => {
  const rows = Array.from({ length: 60 }, (_, row) => (row === 0 ? `S.S${'.'.repeat(93)}` : '.'.repeat(96)));
  rows[1] = '.'.repeat(96);
  const ground = groundOf(rows);
  const way = createWay();
  resetWay(way, ground.costs.length);
  // A goal that can't be reached, so that all places are looked at.
  beginSearch(way, 59 * 96 + 95);
  addGoal(way, ground, 0, 0);
  let ticks = 1;
  while (!search(way, ground)) ticks++;
  assert.ok(ticks >= (95 * 59) / 150, `${ticks} ticks`);
});

test.run();
