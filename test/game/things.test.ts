// What lies and stands in an arena, one rule each: pickups, mines, flags, bases, the hill, the ring, rounds, the queue of a
// duel, waves.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Arena } from '../../src/game/arena.js';
import { arenaFromGrid } from '../../src/game/arena-text.js';
import { DRIVE, driveTowards, FIRE, LAY, LEFT, RIGHT, UP } from '../../src/game/buttons.js';
import { beginMatch, seatTank, unseatTank } from '../../src/game/match.js';
import { modeIndex } from '../../src/game/modes.js';
import { nextKind } from '../../src/game/pads.js';
import { FROZEN, PICKUPS, pickupSet } from '../../src/game/pickups.js';
import { step } from '../../src/game/step.js';
import { BASE, OPEN, STEEL } from '../../src/game/terrain.js';
import { FLAG_CARRIED, FLAG_DROPPED, FLAG_HOME, NOBODY } from '../../src/game/things.js';
import {
  BASE_HEALTH,
  FLAG_TICKS,
  MINE_ARM_TICKS,
  PAD_FIRST_TICKS,
  PAD_TICKS,
  RELOAD_TICKS,
  RING_STEP_TICKS,
  ROUND_PAUSE_TICKS,
  ROUND_TRUCE_TICKS,
  SEATS_MAX,
  TANK_SPEED,
  TILE,
  WAVE_PAUSE_TICKS,
} from '../../src/game/units.js';
import {
  ALIVE,
  createTank,
  type MatchOptions,
  OPTIONS_DEFAULT,
  WATCHING,
  type World,
  type WorldEvent,
  WRECK,
} from '../../src/game/world.js';

const at = (x: number, y: number) => ({ x: x * TILE, y: y * TILE });

/** 30 x 16 tiles with whatever `rows` say, pads in the corners, and the places of all modes. */
function arenaWith(rows: Readonly<Record<number, string>> = {}): Arena {
  const lines = Array.from({ length: 16 }, (_, row) => (rows[row] ?? '').padEnd(30, '.'));
  const arena = arenaFromGrid('test', lines.join('\n'));
  for (const index of [11 * 30 + 5, 11 * 30 + 6, 12 * 30 + 5, 12 * 30 + 6]) arena.tiles[index] = BASE;
  return {
    ...arena,
    spawns: [at(1, 1), at(29, 1), at(1, 15), at(29, 15)],
    pickupPads: [at(10, 8)],
    flags: [
      { team: 0, ...at(3, 8) },
      { team: 1, ...at(27, 8) },
    ],
    bases: [{ team: 0, ...at(6, 12) }],
    hill: { ...at(15, 8), radius: 2 * TILE },
  };
}

/** A match of a mode whose tanks stand where they are put, unshielded. */
function matchOf(
  mode: string,
  tanks: readonly (readonly [x: number, y: number])[],
  changes: Partial<MatchOptions> = {},
  rows: Readonly<Record<number, string>> = {},
): World {
  const options = { ...OPTIONS_DEFAULT, mode: modeIndex(mode), timeLimitTicks: 0, ...changes };
  const world = beginMatch(arenaWith(rows), options, 1);
  for (const seat of tanks.keys()) seatTank(world, seat);
  for (const [seat, [x, y]] of tanks.entries()) {
    Object.assign(world.tanks[seat], createTank(), at(x, y), { life: ALIVE, armour: 3, heading: UP });
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

const kindOf = (id: string): number => PICKUPS.findIndex((pickup) => pickup.id === id);

/** Puts a pickup on the only pad, under the tank of seat 0, and lets it take that. */
function take(world: World, id: string): void {
  Object.assign(world.pads[0], { kind: kindOf(id), ticks: 0, x: world.tanks[0].x, y: world.tanks[0].y });
  play(world, 1);
}

test('a pad shows what comes next and when, and both sides know what follows', () => {
  const world = matchOf('free-for-all', [[3, 3]], { pickups: pickupSet(['laser'], false) });
  const [{ kind, ticks }] = world.pads;
  assert.ok(kind > 0);
  assert.is(ticks, PAD_FIRST_TICKS);
  play(world, PAD_FIRST_TICKS);
  assert.equal([world.pads[0].kind, world.pads[0].ticks], [kind, 0]);
  Object.assign(world.tanks[0], at(10, 8));
  const events = play(world, 1);
  assert.ok(events.some((event) => event.type === 'picked' && event.kind === kind));
  assert.equal([world.pads[0].kind, world.pads[0].ticks], [nextKind(world.options.pickups, kind), PAD_TICKS]);
});

test('a room turns pickups off, and bad ones on', () => {
  const set = pickupSet(['laser', 'nonsense'], false);
  assert.is((set >> kindOf('laser')) & 1, 0);
  assert.is((set >> kindOf('shield')) & 1, 1);
  for (const { isBad, id } of PICKUPS) if (isBad) assert.is((set >> kindOf(id)) & 1, 0, id);
  for (const { isBad, id } of PICKUPS) if (isBad) assert.is((pickupSet([], true) >> kindOf(id)) & 1, 1, id);
  assert.is(nextKind(0, 3), 0);
  const none = matchOf('free-for-all', [[3, 3]], { pickups: 0 });
  assert.is(none.pads[0].kind, 0);
});

test('engines: faster, slower, none, and without brakes', () => {
  for (const [id, distance] of [
    ['speed', 10 * 72],
    ['slow', 10 * 24],
    ['frozen', 0],
    ['lost-brakes', 10 * TANK_SPEED],
  ] as const) {
    const world = matchOf('free-for-all', [[3, 3]]);
    take(world, id);
    play(world, 10, driveTowards(RIGHT));
    assert.is(world.tanks[0].x, 3 * TILE + distance, id);
    play(world, 3);
    assert.is(world.tanks[0].x > 3 * TILE + distance, id === 'lost-brakes', id);
    play(world, 400);
    assert.equal([world.tanks[0].engine, world.tanks[0].engineTicks], [0, 0]);
  }
});

test('a shield keeps harm off, shots or not; a repair mends; a freeze stops the others alone', () => {
  const world = matchOf('free-for-all', [
    [3, 3],
    [10, 3],
  ]);
  take(world, 'shield');
  world.tanks[1].heading = LEFT;
  assert.not.ok(play(world, 40, FIRE, FIRE).some((event) => event.type === 'hit'));
  world.tanks[0].armour = 1;
  take(world, 'repair');
  assert.is(world.tanks[0].armour, 3);
  take(world, 'freeze');
  assert.equal([world.tanks[0].engine, world.tanks[1].engine], [0, FROZEN]);
});

test('a star and rapid fire put a second shell into the air; rapid fire loads faster', () => {
  for (const [id, shots] of [
    ['repair', 1],
    ['star', 2],
    ['rapid-fire', 2],
  ] as const) {
    const world = matchOf('free-for-all', [[3, 3]]);
    take(world, id);
    world.tanks[0].heading = RIGHT;
    assert.is(play(world, RELOAD_TICKS + 2, FIRE).filter(({ type }) => type === 'shot').length, shots, id);
  }
});

test('a steel-breaker breaks steel, a laser goes through brick in no time, a ricochet turns', () => {
  const wall = `${'.'.repeat(12)}XX`;
  const breaker = matchOf('free-for-all', [[3, 3]], {}, { 2: wall, 3: wall });
  take(breaker, 'steel-breaker');
  breaker.tanks[0].heading = RIGHT;
  assert.is(breaker.terrain[2 * 30 + 12], STEEL);
  play(breaker, 25, FIRE);
  assert.is(breaker.terrain[2 * 30 + 12], OPEN);

  const bricks = `${'.'.repeat(8)}####`;
  const laser = matchOf(
    'free-for-all',
    [
      [3, 3],
      [20, 3],
    ],
    {},
    { 2: bricks, 3: bricks },
  );
  take(laser, 'laser');
  laser.tanks[0].heading = RIGHT;
  const { terrain } = laser;
  const before = terrain.slice();
  assert.ok(play(laser, 9, FIRE).some((event) => event.type === 'hit' && event.seat === 1));
  assert.equal(terrain, before);

  const ricochet = matchOf('free-for-all', [
    [3, 3],
    [29, 12],
  ]);
  take(ricochet, 'ricochet');
  ricochet.tanks[0].heading = RIGHT;
  // To the edge, and from there down, where it is open for longer.
  assert.ok(play(ricochet, 80, FIRE).some((event) => event.type === 'hit' && event.seat === 1));
});

test('a mine is laid, is armed after a while, spares its own side, and harms who comes', () => {
  const world = matchOf('free-for-all', [
    [5, 5],
    [20, 5],
  ]);
  take(world, 'mine');
  play(world, 5, LAY);
  assert.equal([world.tanks[0].mines, world.mines.filter(({ laid }) => laid === 1).length], [2, 1]);
  play(world, MINE_ARM_TICKS);
  assert.is(world.tanks[0].armour, 3);
  Object.assign(world.tanks[0], at(25, 12));
  Object.assign(world.tanks[1], at(5, 5));
  const events = play(world, 1);
  assert.ok(events.some((event) => event.type === 'blast'));
  assert.is(world.tanks[1].armour, 1);
  assert.is(world.mines.filter(({ laid }) => laid === 1).length, 0);
});

test('a mine can be shot', () => {
  const world = matchOf('free-for-all', [
    [5, 5],
    [20, 5],
  ]);
  Object.assign(world.mines[0], { laid: 1, ...at(12, 5) });
  world.tanks[1].heading = LEFT;
  assert.ok(play(world, 20, 0, FIRE).some((event) => event.type === 'blast'));
  assert.equal([world.tanks[0].armour, world.tanks[1].armour], [3, 3]);
});

test('a flag is taken, dropped, brought home, and captured', () => {
  const world = matchOf('capture-the-flag', [
    [27, 8],
    [15, 3],
  ]);
  assert.equal([world.scores[0].team, world.scores[1].team], [0, 1]);
  const flag = world.flags[1];
  play(world, 1);
  assert.equal([flag.state, flag.carrier], [FLAG_CARRIED, 0]);
  Object.assign(world.tanks[0], at(20, 8), { life: WRECK, respawn: 60 });
  play(world, 1);
  assert.equal([flag.state, flag.carrier, flag.x], [FLAG_DROPPED, NOBODY, 20 * TILE]);
  Object.assign(world.tanks[1], at(20, 8));
  play(world, 1);
  assert.equal([flag.state, flag.x], [FLAG_HOME, 27 * TILE]);
  Object.assign(world.tanks[1], at(15, 3));
  Object.assign(world.tanks[0], at(27, 8), { life: ALIVE, armour: 3 });
  play(world, 1);
  Object.assign(world.tanks[0], at(3, 8));
  play(world, 1);
  assert.equal([flag.state, world.teams[0].points, world.teams[1].points], [FLAG_HOME, 1, 0]);
  assert.ok(world.scores[0].points > 0);
});

test('a flag that nobody fetches comes home, and one whose carrier leaves is dropped', () => {
  const world = matchOf('capture-the-flag', [[27, 8]]);
  play(world, 1);
  unseatTank(world, 0);
  assert.is(world.flags[1].state, FLAG_DROPPED);
  play(world, FLAG_TICKS);
  assert.is(world.flags[1].state, FLAG_HOME);
});

test('no flag is captured while the own one is away', () => {
  const world = matchOf('capture-the-flag', [[27, 8]]);
  play(world, 1);
  Object.assign(world.flags[0], { state: FLAG_DROPPED, ticks: 100, ...at(15, 15) });
  Object.assign(world.tanks[0], at(3, 8));
  play(world, 1);
  assert.is(world.teams[0].points, 0);
});

test('a base takes the hits of the other side alone; in defend its end is the end', () => {
  for (const seat of [0, 8]) {
    const world = matchOf('defend', [[6, 8]]);
    assert.is(world.terrain[11 * 30 + 5], BASE);
    for (let enemy = 8; enemy < 16; enemy++) world.tanks[enemy].life = WRECK;
    Object.assign(world.tanks[seat], at(6, 8), { life: ALIVE, armour: 5, heading: 2 });
    if (seat !== 0) world.tanks[0].life = WRECK;
    const buttons = Array.from({ length: 16 }, (_, index) => (index === seat ? FIRE : 0));
    play(world, RELOAD_TICKS * 14, ...buttons);
    assert.is(world.bases[0].health < BASE_HEALTH, seat === 8, `seat ${seat}`);
    if (seat === 8) assert.equal([world.bases[0].health, world.over], [0, 1]);
  }
});

test('the hill gives its points to who was on it alone, until they leave it', () => {
  const world = matchOf('king-of-the-hill', [
    [15, 8],
    [3, 3],
  ]);
  play(world, 61);
  assert.equal([world.hill.holder, world.scores[0].points], [0, 2]);
  Object.assign(world.tanks[1], at(17, 8));
  play(world, 60);
  assert.equal([world.hill.holder, world.scores[0].points], [0, 4]);
  Object.assign(world.tanks[0], at(25, 3));
  play(world, 60);
  assert.equal([world.hill.holder, world.scores[1].points], [1, 2]);
  Object.assign(world.tanks[1], at(25, 12));
  play(world, 60);
  assert.equal([world.hill.holder, world.scores[1].points], [NOBODY, 2]);
});

test('team mates do not harm each other unless the room lets them', () => {
  for (const teamDamage of [0, 1]) {
    const world = matchOf(
      'teams',
      [
        [3, 3],
        [25, 12],
        [9, 3],
      ],
      { teamDamage },
    );
    assert.equal(
      [0, 1, 2].map((seat) => world.scores[seat].team),
      [0, 1, 0],
    );
    world.tanks[0].heading = RIGHT;
    assert.is(
      play(world, 20, FIRE).some((event) => event.type === 'hit'),
      teamDamage === 1,
    );
  }
});

test('a draw when the clock has run out begins sudden death: nobody comes back, and the next point decides', () => {
  const world = matchOf(
    'free-for-all',
    [
      [3, 3],
      [9, 3],
      [25, 12],
    ],
    { timeLimitTicks: 5, armour: 1 },
  );
  assert.ok(play(world, 5).some((event) => event.type === 'sudden-death'));
  assert.equal([world.over, world.stage.sudden], [0, 1]);
  for (const tank of world.tanks) tank.armour = Math.min(1, tank.armour);
  world.tanks[0].heading = RIGHT;
  play(world, 40, FIRE);
  assert.equal([world.over, world.scores[0].points, world.tanks[1].life], [1, 1, WRECK]);
});

test('the ring harms who is outside of it, shield or not, and closes to the end', () => {
  const world = matchOf('last-tank-standing', [
    [1, 1],
    [15, 8],
  ]);
  Object.assign(world.stage, { pause: 0, ringTicks: 1 });
  world.tanks[0].shield = 255;
  play(world, 31);
  assert.equal([world.stage.ring, world.tanks[0].armour, world.tanks[1].armour], [1, 3, 3]);
  play(world, 60);
  assert.ok(world.tanks[0].armour < 3 || world.tanks[0].life !== ALIVE);
  assert.is(world.tanks[1].armour, 3);
});

test('a round ends with the last tank; then all ground and all tanks are new, under a truce', () => {
  const world = matchOf(
    'last-tank-standing',
    [
      [3, 3],
      [9, 3],
    ],
    { armour: 1 },
    { 12: '#' },
  );
  play(world, ROUND_TRUCE_TICKS + 1);
  for (const [seat, [x, y]] of [
    [3, 3],
    [9, 3],
  ].entries())
    Object.assign(world.tanks[seat], at(x, y), { armour: 1, shield: 0 });
  world.tanks[0].heading = RIGHT;
  world.terrain[12 * 30] = OPEN;
  const events = play(world, 20, FIRE);
  assert.ok(events.some((event) => event.type === 'round-won' && event.seat === 0));
  assert.equal([world.scores[0].points, world.stage.number], [1, 2]);
  const next = play(world, ROUND_PAUSE_TICKS - ROUND_TRUCE_TICKS + 5);
  assert.equal(
    next.flatMap((event) => (event.type === 'spawned' ? event.seat : [])).sort(),
    [0, 1],
    'each comes in once',
  );
  assert.is(world.terrain[12 * 30], world.arena.tiles[12 * 30]);
  assert.equal(
    world.tanks.slice(0, 2).map(({ life }) => life),
    [ALIVE, ALIVE],
  );
});

test('in sudden death each round begins in the whole arena, and the ring closes in at once', () => {
  const world = matchOf('last-tank-standing', [
    [3, 3],
    [9, 3],
  ]);
  Object.assign(world.stage, { sudden: 1, ring: 7, ringTicks: 3, pause: ROUND_PAUSE_TICKS });
  world.ticksLeft = SEATS_MAX * ROUND_PAUSE_TICKS;
  play(world, ROUND_PAUSE_TICKS);
  assert.equal([world.stage.pause, world.stage.ring], [0, 0]);
  play(world, RING_STEP_TICKS);
  assert.is(world.stage.ring, 1);
});

test('in a duel two fight, the others watch in turn, and the winner stays', () => {
  const world = matchOf('duel', [
    [3, 3],
    [9, 3],
    [1, 1],
    [1, 1],
  ]);
  assert.equal(turns(world), [0, 0, 1, 2]);
  play(world, ROUND_TRUCE_TICKS + 1);
  assert.equal(
    world.tanks.slice(0, 4).map(({ life }) => life),
    [ALIVE, ALIVE, WATCHING, WATCHING],
  );
  world.tanks[1].life = WRECK;
  play(world, 2);
  assert.equal(turns(world), [0, 2, 0, 1]);
  play(world, ROUND_PAUSE_TICKS + 1);
  assert.equal(
    world.tanks.slice(0, 4).map(({ life }) => life),
    [ALIVE, WATCHING, ALIVE, WATCHING],
  );
  unseatTank(world, 0);
  assert.equal(turns(world).slice(1), [1, 0, 0]);
});

function turns(world: World): number[] {
  return world.scores.slice(0, 4).map(({ turn }) => turn);
}

test('one that watches is shown the place of a tank that fights', () => {
  const world = matchOf('duel', [
    [3, 3],
    [20, 3],
    [1, 1],
  ]);
  play(world, ROUND_TRUCE_TICKS + 2, driveTowards(RIGHT), 0, DRIVE);
  const watched = world.tanks.find(
    ({ life, x, y }) => life === ALIVE && x === world.tanks[2].x && y === world.tanks[2].y,
  );
  assert.ok(watched);
});

test('waves begin after a pause, are fought by the seats at the end, and grow', () => {
  const world = matchOf('defend', [[15, 3]]);
  const first = play(world, WAVE_PAUSE_TICKS + 5);
  assert.ok(first.some((event) => event.type === 'wave-begins' && event.number === 1));
  const enemies = () => world.tanks.slice(8).filter(({ life }) => life === ALIVE);
  assert.ok(enemies().length > 0 && enemies().length <= 3);
  const inFirst = enemies().length + world.stage.left;
  world.stage.left = 0;
  for (const tank of enemies()) Object.assign(tank, { life: WRECK, respawn: 60 });
  const second = play(world, WAVE_PAUSE_TICKS + 5);
  assert.ok(second.some((event) => event.type === 'wave-begins' && event.number === 2));
  assert.ok(enemies().length + world.stage.left > inFirst);
});

test.run();
