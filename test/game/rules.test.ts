// The rules, one by one, on small arenas.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { arenaFromGrid } from '../../src/game/arena-text.js';
import {
  areButtons,
  DOWN,
  DRIVE,
  driveTowards,
  FIRE,
  LEFT,
  LOCK,
  RIGHT,
  UP,
} from '../../src/game/buttons.js';
import { seatTank, unseatTank } from '../../src/game/match.js';
import { step } from '../../src/game/step.js';
import { BRICK, kindOf, OPEN, WHOLE_BRICK } from '../../src/game/terrain.js';
import {
  RELOAD_TICKS,
  RESPAWN_TICKS,
  SEATS_MAX,
  SHIELD_TICKS,
  TANK_SPEED,
  TILE,
} from '../../src/game/units.js';
import { isInBush, seesTank } from '../../src/game/visibility.js';
import {
  ALIVE,
  createScore,
  createWorld,
  OPTIONS_DEFAULT,
  type World,
  type WorldEvent,
  WRECK,
} from '../../src/game/world.js';

const OPEN_ROW = '.'.repeat(24);

/** An arena of 24 x 14 with two pads in its corners; `rows` are laid over it from a row on. */
function arenaWith(rows: Readonly<Record<number, string>> = {}) {
  const lines = Array.from({ length: 14 }, (_, row) => (rows[row] ?? OPEN_ROW).padEnd(24, '.'));
  lines[0] = `S${lines[0].slice(1)}`;
  lines[12] = `${lines[12].slice(0, 22)}S.`;
  return arenaFromGrid('test', lines.join('\n'));
}

/** A world with one tank that stands at a place in tiles, unshielded. */
function worldWith(
  rows: Readonly<Record<number, string>> = {},
  tanks: readonly [x: number, y: number][] = [[5, 5]],
): World {
  const world = createWorld(arenaWith(rows), { ...OPTIONS_DEFAULT, timeLimitTicks: 0 }, 1, true);
  for (const [seat, [x, y]] of tanks.entries()) {
    Object.assign(world.tanks[seat], { life: ALIVE, x: x * TILE, y: y * TILE, armour: 3, heading: UP });
  }
  return world;
}

function play(world: World, ticks: number, ...buttons: number[]): WorldEvent[] {
  const inputs = new Uint8Array(SEATS_MAX);
  inputs.set(buttons);
  const events: WorldEvent[] = [];
  for (let tick = 0; tick < ticks; tick++) events.push(...step(world, inputs));
  return events;
}

test('a tank drives 48 units a tick and stops when told', () => {
  const world = worldWith();
  play(world, 10, driveTowards(RIGHT));
  assert.is(world.tanks[0].x, 5 * TILE + 10 * TANK_SPEED);
  assert.is(world.tanks[0].velocityX, TANK_SPEED);
  play(world, 5, 0);
  assert.is(world.tanks[0].x, 5 * TILE + 10 * TANK_SPEED);
  assert.is(world.tanks[0].velocityX, 0);
});

test('the edge of the arena stops it exactly', () => {
  const world = worldWith();
  play(world, 60, driveTowards(LEFT));
  assert.is(world.tanks[0].x, TILE);
});

test('a turn rounds to the nearest half tile', () => {
  const world = worldWith();
  play(world, 3, driveTowards(RIGHT));
  assert.is(world.tanks[0].x, 5 * TILE + 144);
  play(world, 1, driveTowards(DOWN));
  assert.is(world.tanks[0].x, 5 * TILE + 128);
});

test('turning without DRIVE changes the heading alone', () => {
  const world = worldWith();
  play(world, 5, LEFT + 1);
  assert.is(world.tanks[0].heading, LEFT);
  assert.is(world.tanks[0].x, 5 * TILE);
});

test('LOCK drives sideways with the gun where it was', () => {
  const world = worldWith();
  play(world, 5, driveTowards(RIGHT) | LOCK);
  assert.is(world.tanks[0].heading, UP);
  assert.is(world.tanks[0].x, 5 * TILE + 5 * TANK_SPEED);
});

test('walls, steel, water and base stop a tank; bush and ice do not', () => {
  for (const [letter, isStopped] of [
    ['#', true],
    ['X', true],
    ['~', true],
    ['B', true],
    ['%', false],
    ['=', false],
  ] as const) {
    const wall = `........${letter}`;
    // A base is 2 x 2 tiles by itself.
    const world = worldWith({ 4: wall, 5: letter === 'B' ? OPEN_ROW : wall });
    play(world, 30, driveTowards(RIGHT));
    assert.is(world.tanks[0].x === 7 * TILE, isStopped, letter);
  }
});

test('half a tile beside a gap, a tank is led into it', () => {
  // Steel above the tank but for a gap of two tiles that begins half a tile further right.
  const world = worldWith({ 3: 'XXXXX..XXXXXXXXXXXXXXXXX', 4: OPEN_ROW }, [[5.5, 5]]);
  play(world, 20, driveTowards(UP));
  assert.is(world.tanks[0].x, 6 * TILE);
  assert.ok(world.tanks[0].y < 4 * TILE);
});

test('tanks stop each other and may part again', () => {
  const world = worldWith({}, [
    [5, 5],
    [9, 5],
  ]);
  play(world, 40, driveTowards(RIGHT), driveTowards(LEFT));
  assert.is(world.tanks[1].x - world.tanks[0].x, 2 * TILE);
  play(world, 5, driveTowards(LEFT), 0);
  assert.ok(world.tanks[1].x - world.tanks[0].x > 2 * TILE);
});

test('on ice a tank slides on, slower and slower, and then stands', () => {
  const ice = '='.repeat(24);
  const world = worldWith({ 4: ice, 5: ice });
  play(world, 5, driveTowards(RIGHT));
  const { x } = world.tanks[0];
  play(world, 3, 0);
  const early = world.tanks[0].x;
  assert.ok(early > x);
  play(world, 30, 0);
  const late = world.tanks[0].x;
  assert.ok(late > early && late - early < 10 * TANK_SPEED);
  play(world, 5, 0);
  assert.is(world.tanks[0].x, late);
});

test('a shell takes the line of quarters that it hits, as wide as a tank, on the side that was hit', () => {
  const wall = '..........####';
  const world = worldWith({ 3: wall, 4: wall, 5: wall, 6: wall });
  world.tanks[0].heading = RIGHT;
  play(world, 12, FIRE);
  const tileAt = (column: number, row: number): number => world.terrain[row * 24 + column];
  assert.is(tileAt(10, 4), WHOLE_BRICK & ~0b0101_0000);
  assert.is(tileAt(10, 5), WHOLE_BRICK & ~0b0101_0000);
  assert.is(tileAt(10, 3), WHOLE_BRICK);
  assert.is(tileAt(10, 6), WHOLE_BRICK);
  play(world, 40, FIRE);
  assert.is(tileAt(10, 4), OPEN);
  assert.is(kindOf(tileAt(13, 3)), BRICK);
});

test('steel stands, water lets shells through', () => {
  const world = worldWith({ 4: '.......~~..XX', 5: '.......~~..XX' });
  world.tanks[0].heading = RIGHT;
  const before = world.terrain.slice();
  const events = play(world, 20, FIRE);
  const impact = events.find((event) => event.type === 'impact');
  assert.is(impact?.type === 'impact' && impact.x, 11 * TILE);
  assert.equal(world.terrain, before);
});

test('one shell in the air, and a time to load', () => {
  const world = worldWith();
  world.tanks[0].heading = RIGHT;
  const shots = play(world, RELOAD_TICKS, FIRE).filter((event) => event.type === 'shot');
  assert.is(shots.length, 1);
});

test('shells cancel each other', () => {
  const world = worldWith({}, [
    [3, 5],
    [19, 5],
  ]);
  world.tanks[0].heading = RIGHT;
  world.tanks[1].heading = LEFT;
  const events = play(world, 40, FIRE, FIRE);
  assert.ok(events.filter((event) => event.type === 'impact').length >= 2);
  assert.not.ok(events.some((event) => event.type === 'hit'));
});

test('three hits destroy a tank; it comes back after two seconds with a shield that shells do not pass', () => {
  const world = worldWith({}, [
    [3, 5],
    [9, 5],
  ]);
  seatTank(world, 2);
  unseatTank(world, 2);
  world.tanks[0].heading = RIGHT;
  const events = play(world, 80, FIRE);
  assert.is(events.filter((event) => event.type === 'hit').length, 3);
  const end = events.findIndex((event) => event.type === 'destroyed');
  assert.ok(end >= 0);
  assert.equal(world.scores[0], { ...createScore(0), points: 1, kills: 1, deaths: 0 });
  assert.equal(world.scores[1], { ...createScore(1), deaths: 1 });
  while (world.tanks[1].life === WRECK) play(world, 1, 0);
  assert.is(world.tanks[1].armour, 3);
  assert.is(world.tanks[1].shield, SHIELD_TICKS);
  Object.assign(world.tanks[1], { x: 9 * TILE, y: 5 * TILE });
  const shielded = play(world, 20, FIRE);
  assert.not.ok(shielded.some((event) => event.type === 'hit'));
});

test('a wreck waits as long as the rules say, and a parked one for its player', () => {
  const world = worldWith({}, [
    [5, 5],
    [9, 9],
  ]);
  Object.assign(world.tanks[1], { life: WRECK, respawn: RESPAWN_TICKS, parked: 1 });
  play(world, RESPAWN_TICKS + 30);
  assert.is(world.tanks[1].life, WRECK);
  world.tanks[1].parked = 0;
  play(world, 1);
  assert.is(world.tanks[1].life, ALIVE);
});

test('shooting ends the spawn shield', () => {
  const world = worldWith();
  world.tanks[0].shield = SHIELD_TICKS;
  play(world, 1, FIRE);
  assert.is(world.tanks[0].shield, 0);
});

test('the clock ends a match, and so do the points', () => {
  const timed = createWorld(arenaWith(), { ...OPTIONS_DEFAULT, timeLimitTicks: 5 }, 1, true);
  assert.is(play(timed, 10).filter((event) => event.type === 'over').length, 1);
  assert.is(timed.over, 1);
  const scored = createWorld(arenaWith(), { ...OPTIONS_DEFAULT, timeLimitTicks: 0, scoreLimit: 2 }, 1, true);
  seatTank(scored, 3);
  scored.scores[3].points = 2;
  play(scored, 1);
  assert.is(scored.over, 1);
});

test('without authority nothing is harmed, spawned or ended', () => {
  const world = worldWith({}, [
    [3, 5],
    [9, 5],
  ]);
  world.authority = false;
  seatTank(world, 2);
  world.tanks[0].heading = RIGHT;
  const { random } = world;
  const events = play(world, 100, FIRE);
  assert.not.ok(events.some((event) => event.type === 'hit' || event.type === 'spawned'));
  assert.is(world.random, random);
});

test('a bush hides a tank from far, not from near, and not while it has just shot', () => {
  const bush = '%'.repeat(24);
  const world = worldWith({ 4: bush, 5: bush }, [
    [5, 5],
    [15, 9],
  ]);
  const view = { left: 0, top: 0, right: 24, bottom: 14 };
  assert.ok(isInBush(world, world.tanks[0]));
  assert.not.ok(seesTank(world, 1, view, 0));
  assert.ok(seesTank(world, 0, view, 0));
  play(world, 1, FIRE);
  assert.ok(seesTank(world, 1, view, 0));
  play(world, 2 * RELOAD_TICKS, 0);
  assert.not.ok(seesTank(world, 1, view, 0));
  Object.assign(world.tanks[1], { x: 7 * TILE, y: 8 * TILE });
  assert.ok(seesTank(world, 1, view, 0));
});

test('a byte is an input when it can be one', () => {
  const good = Array.from({ length: 256 }, (_, byte) => byte).filter(areButtons);
  // Five directions, of which four may drive, each with and without FIRE, LOCK and LAY.
  assert.is(good.length, (5 + 4) * 8);
  assert.not.ok(areButtons(DRIVE));
  assert.not.ok(areButtons(5));
});

test.run();
