// What plain mode says of the surroundings of a tank, over placed worlds.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { speak } from '../../../src/client/language.js';
import { sayAround, sayGoals, sayWays, targetsOf } from '../../../src/client/plain/around.js';
import { arenaFromGrid } from '../../../src/game/arena-text.js';
import { FLAG_HOME } from '../../../src/game/things.js';
import { TILE } from '../../../src/game/units.js';
import { ALIVE, createWorld, OPTIONS_DEFAULT, type World } from '../../../src/game/world.js';

const test = suite('client/plain/around');
test.after.each(() => speak('en'));

const COLUMNS = 30;
const ROWS = 20;

/** Open ground with these tiles on it, and a tank of seat 0 in the middle that faces north. */
function placed(tiles: Readonly<Record<string, string>> = {}): World {
  const grid = Array.from({ length: ROWS }, (_row, y) =>
    Array.from({ length: COLUMNS }, (_column, x) => tiles[`${x},${y}`] ?? '.').join(''),
  ).join('\n');
  const world = createWorld(arenaFromGrid('Placed', grid), OPTIONS_DEFAULT, 1, false);
  put(world, 0, 15, 10);
  return world;
}

/** A tank whose centre is at the corner of four tiles. */
function put(world: World, seat: number, x: number, y: number): void {
  Object.assign(world.tanks[seat], { life: ALIVE, x: x * TILE, y: y * TILE, armour: 2 });
}

const WALL = Object.fromEntries([14, 15].map((x) => [`${x},6`, '#']));

test('an enemy, the wall ahead and the armour are told in one sentence, in both languages', () => {
  const world = placed(WALL);
  put(world, 1, 19, 6);
  assert.is(sayAround(world, 0), 'enemy north-east 6, brick wall ahead 2, armour 2');
  speak('pl');
  assert.is(sayAround(world, 0), 'wróg północny wschód 6, ściana z cegieł z przodu 2, pancerz 2');
});

test('an enemy whom a shell would reach is in line, one behind a wall is not', () => {
  const world = placed(WALL);
  put(world, 1, 22, 10);
  put(world, 2, 15, 3);
  assert.is(sayAround(world, 0), 'enemy east 7 in line, enemy north 7, brick wall ahead 2, armour 2');
  assert.equal(targetsOf(world, 0), [{ seat: 1, heading: 1, distance: 7 }]);
});

test('the three nearest enemies are told, and nobody where there is none', () => {
  const world = placed();
  for (const [index, x] of [3, 7, 27, 24].entries()) put(world, index + 1, x, 15);
  const said = sayAround(world, 0);
  assert.is(said, 'enemy south-west 9, enemy south-east 10, enemy south-west 13, edge ahead 9, armour 2');
  assert.is(sayAround(placed(), 0), 'no enemy in sight, edge ahead 9, armour 2');
});

test('a mate is no enemy, and stands among the goals', () => {
  const world = placed();
  put(world, 1, 15, 15);
  world.scores[1].team = world.scores[0].team;
  assert.match(sayAround(world, 0), /^no enemy in sight/);
  assert.is(sayGoals(world, 0), 'mate south 5');
});

test('every way is told with what stops the tank in it: wall, water, edge, another tank', () => {
  const tiles = { ...WALL, '17,9': '~', '17,10': '~', '10,9': 'X', '10,10': 'X' };
  const world = placed(tiles);
  put(world, 1, 15, 15);
  assert.is(
    sayWays(world, 0),
    'you face north; north 2, brick; east 1, water; south 3, a tank; west 3, steel',
  );
});

test('flags, the hill and pickups that lie there are goals', () => {
  const world = placed();
  Object.assign(world.hill, { x: 20 * TILE, y: 10 * TILE, radius: TILE });
  Object.assign(world.flags[1], {
    state: FLAG_HOME,
    x: 15 * TILE,
    y: 2 * TILE,
    homeX: 15 * TILE,
    homeY: 2 * TILE,
  });
  Object.assign(world.pads[0], { kind: 2, ticks: 0, x: 12 * TILE, y: 13 * TILE });
  Object.assign(world.pads[1], { kind: 3, ticks: 90, x: 13 * TILE, y: 10 * TILE });
  assert.is(sayGoals(world, 0), 'hill east 5, flag B north 8, rapid fire south-west 4');
  put(world, 0, 20, 10);
  assert.match(sayGoals(world, 0), /^you are on the hill/);
});

test('a tank that is not on the field has nothing around it', () => {
  const world = placed();
  world.tanks[0].life = 2;
  for (const say of [sayAround, sayWays, sayGoals])
    assert.is(say(world, 0), 'Your tank is not on the field.');
});

test.run();
