// Whole matches with bots: the same in every run, always within the walls, and always with an end that adds up.
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ARENAS } from '../../src/game/arenas.js';
import { createBot } from '../../src/game/bot/bot.js';
import { chooseButtons } from '../../src/game/bot/choose-buttons.js';
import { areButtons } from '../../src/game/buttons.js';
import { copyWorld } from '../../src/game/copy-world.js';
import { seatTank, unseatTank } from '../../src/game/match.js';
import { MODES, rankSeats } from '../../src/game/modes.js';
import { quarterStops } from '../../src/game/space.js';
import { step } from '../../src/game/step.js';
import { STOPS_TANKS } from '../../src/game/terrain.js';
import { SEATS_MAX, TANK_REACH, TICKS_PER_SECOND } from '../../src/game/units.js';
import {
  ALIVE,
  createWorld,
  entitiesOf,
  hashWorld,
  type MatchOptions,
  OPTIONS_DEFAULT,
  type World,
} from '../../src/game/world.js';

const ENDLESS: MatchOptions = { ...OPTIONS_DEFAULT, timeLimitTicks: 0 };

/** Plays bots against each other and looks at the world after each tick. */
function playBots(
  name: string,
  seats: number,
  ticks: number,
  options: MatchOptions,
  look: (world: World) => void = () => {},
): World {
  const world = createWorld(ARENAS.get(name)!, options, 42, true);
  const bots = Array.from({ length: seats }, (_, seat) => createBot(1000 + seat, 3));
  for (let seat = 0; seat < seats; seat++) seatTank(world, seat);
  const inputs = new Uint8Array(SEATS_MAX);
  for (let tick = 0; tick < ticks && world.over === 0; tick++) {
    for (const [seat, bot] of bots.entries()) inputs[seat] = chooseButtons(bot, world, seat);
    step(world, inputs);
    look(world);
  }
  return world;
}

function requireSound(world: World): void {
  for (const [seat, tank] of world.tanks.entries()) {
    if (tank.life !== ALIVE) continue;
    const left = (tank.x - TANK_REACH) >> 7;
    const right = (tank.x + TANK_REACH - 1) >> 7;
    const bottom = (tank.y + TANK_REACH - 1) >> 7;
    for (let y = (tank.y - TANK_REACH) >> 7; y <= bottom; y++) {
      for (let x = left; x <= right; x++) {
        assert.not.ok(
          quarterStops(world, x, y, STOPS_TANKS),
          `seat ${seat} stands in a wall at tick ${world.tick}`,
        );
      }
    }
    for (const [other, rival] of world.tanks.entries()) {
      if (other <= seat || rival.life !== ALIVE) continue;
      const isApart =
        Math.abs(rival.x - tank.x) >= 2 * TANK_REACH || Math.abs(rival.y - tank.y) >= 2 * TANK_REACH;
      assert.ok(isApart, `seats ${seat} and ${other} overlap at tick ${world.tick}`);
    }
  }
}

test('the same seed and inputs give the same world after 10,000 ticks, on every machine', () => {
  assert.is(hashWorld(playBots('Crossroads', 16, 10_000, ENDLESS)), 1747002668);
  assert.is(hashWorld(playBots('Brickyard', 8, 10_000, ENDLESS)), 1188524074);
});

test('a copied world goes on as the one that it was copied from', () => {
  const world = playBots('Brickyard', 8, 500, ENDLESS);
  const copy = createWorld(ARENAS.get('Crossroads')!, OPTIONS_DEFAULT, 7, true);
  copyWorld(world, copy);
  assert.is(hashWorld(copy), hashWorld(world));
  const inputs = new Uint8Array(SEATS_MAX).fill(0b1_1010);
  for (let tick = 0; tick < 100; tick++) {
    step(world, inputs);
    step(copy, inputs);
  }
  assert.is(hashWorld(copy), hashWorld(world));
});

test('a copy has every number of a world', () => {
  const world = createWorld(ARENAS.get('Crossroads')!, OPTIONS_DEFAULT, 7, true);
  const copy = createWorld(ARENAS.get('Crossroads')!, OPTIONS_DEFAULT, 8, true);
  let number = 1000;
  for (const entity of entitiesOf(world)) {
    const fields = entity as Record<string, number>;
    for (const name of Object.keys(fields)) fields[name] = number++;
  }
  copyWorld(world, copy);
  assert.equal(entitiesOf(copy), entitiesOf(world));
});

test('the hash tells worlds apart that differ in any one number', () => {
  const world = playBots('Brickyard', 4, 200, ENDLESS);
  const hash = hashWorld(world);
  const entities = entitiesOf(world);
  for (const entity of entities) {
    const fields = entity as Record<string, number>;
    for (const name of Object.keys(fields)) {
      fields[name]++;
      assert.is.not(hashWorld(world), hash, name);
      fields[name]--;
    }
  }
  world.terrain[5] ^= 1;
  assert.is.not(hashWorld(world), hash);
});

test('8 bots play a whole match; kills and deaths add up, and the table is in order', () => {
  const world = playBots(
    'Crossroads',
    8,
    20_000,
    { ...OPTIONS_DEFAULT, timeLimitTicks: 180 * TICKS_PER_SECOND },
    requireSound,
  );
  assert.is(world.over, 1);
  assert.is(world.tick, 180 * TICKS_PER_SECOND);
  const sum = (name: 'kills' | 'deaths' | 'points'): number =>
    world.scores.reduce((total, score) => total + score[name], 0);
  assert.ok(sum('kills') > 20);
  assert.is(sum('kills'), sum('deaths'));
  assert.is(sum('kills'), sum('points'));
  const ranked = rankSeats(world, MODES[0], [0, 1, 2, 3, 4, 5, 6, 7]).map(
    (seat) => world.scores[seat].points,
  );
  assert.equal(
    ranked,
    [...ranked].sort((a, b) => b - a),
  );
});

test('no bot stands still for more than 5 seconds, alone or in a crowd', () => {
  for (const name of ['Crossroads', 'Brickyard']) {
    for (const seats of [2, 8, 16]) {
      const still = new Array<number>(SEATS_MAX).fill(0);
      playBots(name, seats, 6000, ENDLESS, ({ tanks, tick }) => {
        for (const [seat, tank] of tanks.entries()) {
          const moves = tank.velocityX !== 0 || tank.velocityY !== 0;
          still[seat] = tank.life === ALIVE && !moves ? still[seat] + 1 : 0;
          assert.ok(
            still[seat] < 5 * TICKS_PER_SECOND,
            `${name}, ${seats} bots: seat ${seat} stands at tick ${tick}`,
          );
        }
      });
    }
  }
});

test('whatever is pressed, no tank is in a wall or in another tank, and every buttons byte stays possible', () => {
  const byte = fc.constantFrom(...Array.from({ length: 64 }, (_, value) => value).filter(areButtons));
  const turn = fc.record({
    inputs: fc.array(byte, { minLength: SEATS_MAX, maxLength: SEATS_MAX }),
    ticks: fc.integer({ min: 1, max: 40 }),
    leaver: fc.integer({ min: 0, max: 40 }),
  });
  fc.assert(
    fc.property(
      fc.constantFrom(...[...ARENAS.values()].filter(({ rows }) => rows <= 20)),
      fc.integer(),
      fc.array(turn, { minLength: 5, maxLength: 15 }),
      (arena, seed, turns) => {
        const world = createWorld(arena, ENDLESS, seed, true);
        for (let seat = 0; seat < SEATS_MAX; seat++) seatTank(world, seat);
        for (const { inputs, ticks, leaver } of turns) {
          if (leaver < SEATS_MAX) {
            unseatTank(world, leaver);
            seatTank(world, leaver);
          }
          for (let tick = 0; tick < ticks; tick++) {
            step(world, Uint8Array.from(inputs));
            requireSound(world);
          }
        }
      },
    ),
    { numRuns: 40 },
  );
});

test.run();
