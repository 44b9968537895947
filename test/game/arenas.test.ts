// The arenas of the game and those from seeds: connected, fair, and enough of them for every mode and size.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Arena, MARKS_MAX, placeAt } from '../../src/game/arena.js';
import { findFault, MODE_NEEDS } from '../../src/game/arena-checks.js';
import { compareWays, isFair } from '../../src/game/arena-fairness.js';
import { arenaFromGrid } from '../../src/game/arena-text.js';
import { UNREACHED, waysFrom, wayTo } from '../../src/game/arena-ways.js';
import { generateArena, parseWildName, WILD_SIZES, type WildSize } from '../../src/game/arena-wild.js';
import { ARENAS } from '../../src/game/arenas.js';
import { ROOM_OPTIONS_DEFAULT } from '../../src/protocol/room-state.js';

/** Everything about an arena that has to hold, whoever made it. */
function requireGood(arena: Arena, name = arena.name): void {
  assert.is(findFault(arena), null, name);
  const { spawns, pickupPads, flags, hill } = arena;
  assert.ok(pickupPads.length >= 4, `${name}: ${pickupPads.length} pickup pads`);
  const places = [...spawns, ...pickupPads, ...flags, ...(hill === null ? [] : [hill])];
  assert.ok(places.length + arena.bases.length <= MARKS_MAX, name);
  const ways = waysFrom(arena, [spawns[0]]);
  for (const place of places)
    assert.ok(wayTo(ways, arena, place) < UNREACHED, `${name}: ${place.x}, ${place.y}`);
  const compared = compareWays(arena);
  for (const ways of compared) {
    assert.ok(isFair(ways), `${name}: ${ways.what} ${ways.shortest} to ${ways.longest}`);
    assert.ok(ways.shortest > 0 && ways.longest < UNREACHED, `${name}: ${ways.what}`);
  }
}

/** Part of the tiles on which something stands, in percent. */
function coverOf({ tiles }: Arena): number {
  return (tiles.filter((tile) => tile !== 0).length * 100) / tiles.length;
}

test('each arena of the game can be played, is fair, and has cover', () => {
  for (const arena of ARENAS.values()) {
    requireGood(arena);
    assert.ok(coverOf(arena) >= 15, `${arena.name}: ${coverOf(arena)} %`);
  }
});

test('there are enough of each size, and three or more for every mode', () => {
  const sizes = [...ARENAS.values()].map(({ columns, rows }) => `${columns} x ${rows}`);
  const count = (size: string): number => sizes.filter((other) => other === size).length;
  assert.ok(count('38 x 20') >= 5 && count('64 x 40') >= 4 && count('96 x 60') >= 3, sizes.join());
  assert.is(count('38 x 20') + count('64 x 40') + count('96 x 60'), ARENAS.size);
  for (const mode of Object.keys(MODE_NEEDS)) {
    const suited = [...ARENAS.values()].filter(({ modes }) => modes.includes(mode));
    assert.ok(suited.length >= 3, `${mode}: ${suited.length}`);
  }
  assert.ok(ARENAS.get(ROOM_OPTIONS_DEFAULT.arena)?.modes.includes(ROOM_OPTIONS_DEFAULT.mode));
});

test('500 seeds give arenas that are connected, fair, the same from both sides, and suit all modes', () => {
  const sizes = Object.keys(WILD_SIZES) as WildSize[];
  for (let seed = 0; seed < 500; seed++) {
    const size = sizes[seed % 10 === 0 ? 2 : seed % 5 === 0 ? 1 : 0];
    const arena = generateArena(size, seed);
    const { columns, rows, tiles, modes, name } = arena;
    assert.is(name, `Wild ${size} ${seed}`);
    assert.equal([columns, rows], [WILD_SIZES[size].columns, WILD_SIZES[size].rows]);
    assert.equal(modes, Object.keys(MODE_NEEDS));
    requireGood(arena);
    assert.ok(coverOf(arena) >= 12, `${name}: ${coverOf(arena)} %`);
    // Half a turn maps every tile onto one of the same kind.
    for (let tile = 0; tile < tiles.length; tile++)
      assert.is(tiles[tile] & 15, tiles[tiles.length - 1 - tile] & 15, `${name}: tile ${tile}`);
  }
});

test('a seed gives the same arena each time, and another seed another one', () => {
  assert.equal(generateArena('middle', 4821), generateArena('middle', 4821));
  assert.not.equal(generateArena('middle', 4821).tiles, generateArena('middle', 4822).tiles);
});

test('the name of an arena from a seed says all', () => {
  assert.equal(parseWildName('Wild small'), { size: 'small', seed: null });
  assert.equal(parseWildName('Wild large 4821'), { size: 'large', seed: 4821 });
  for (const name of [
    'Wild',
    'Wild huge 1',
    'Wild small 12345',
    'Wild small -1',
    'Wild small 1 ',
    'wild small',
  ])
    assert.is(parseWildName(name), null, name);
});

test('the ways of a tank go around walls, and not through a gap of one tile', () => {
  const rows = Array.from({ length: 12 }, () => '.'.repeat(20));
  for (let row = 0; row < 9; row++) rows[row] = `${'.'.repeat(8)}X${'.'.repeat(11)}`;
  const around = arenaFromGrid('around', rows.join('\n'));
  const ways = waysFrom(around, [placeAt(0, 0)]);
  assert.is(wayTo(ways, around, placeAt(6, 0)), 6);
  assert.is(wayTo(ways, around, placeAt(9, 0)), 9 + 2 * 9);
  assert.is(wayTo(ways, around, placeAt(7, 0)), UNREACHED);
  rows[9] = rows[0];
  rows[10] = rows[0];
  const shut = arenaFromGrid('shut', rows.join('\n'));
  assert.is(wayTo(waysFrom(shut, [placeAt(0, 0)]), shut, placeAt(9, 0)), UNREACHED);
});

test('an arena that favours somebody is told from one that does not', () => {
  const rows = Array.from({ length: 12 }, () => '.'.repeat(30));
  rows[4] = `S${'.'.repeat(9)}P${'.'.repeat(9)}S${'.'.repeat(9)}`;
  const unfair = (): string[] =>
    compareWays(arenaFromGrid('x', rows.join('\n')))
      .filter((ways) => !isFair(ways))
      .map(({ what }) => what);
  assert.equal(unfair(), []);
  rows[4] = `S${'.'.repeat(7)}P${'.'.repeat(11)}S${'.'.repeat(9)}`;
  assert.equal(unfair(), ['everybody to a pickup']);
});

test.run();
