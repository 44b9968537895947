// Bots at play, in every mode and at every level: nobody stands about, shoots at walls for ever or pushes another one, and
// the same seed gives the same match.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { playBotMatch } from '../../../scripts/tournament/bot-match.js';
import { ARENAS } from '../../../src/game/arenas.js';
import { LEVELS } from '../../../src/game/bot/levels.js';
import { areButtons } from '../../../src/game/buttons.js';
import { MODES } from '../../../src/game/modes.js';
import { PICKUPS, pickupSet } from '../../../src/game/pickups.js';
import { TICKS_PER_SECOND } from '../../../src/game/units.js';
import { ALIVE, hashWorld, OPTIONS_DEFAULT } from '../../../src/game/world.js';

const MATCH_TICKS = 60 * TICKS_PER_SECOND;
const WATCHED_TICKS = 60 * TICKS_PER_SECOND;
/** Longest that a bot may stand, shoot without hitting a tank, a base or brick, or touch another tank. */
const STILL_TICKS_MAX = 5 * TICKS_PER_SECOND;
const VAIN_SHOTS_MAX = 60;
const TOUCH_TICKS_MAX = 5 * TICKS_PER_SECOND;

for (const [mode, { id }] of MODES.entries()) {
  test(`in ${id} bots are on the move, hit something, and do not push each other`, () => {
    const options = {
      ...OPTIONS_DEFAULT,
      mode,
      timeLimitTicks: WATCHED_TICKS,
      pickups: pickupSet([], false),
    };
    const arenas = [...ARENAS.values()].filter(({ modes }) => modes.includes(id));
    for (let level = 1; level <= LEVELS.length; level++) {
      const arena = arenas[level % arenas.length];
      watchMatch(`${id} in ${arena.name}, level ${level}`, {
        arena,
        options,
        levels: new Array<number>(8).fill(level),
        enemyLevel: level,
        seed: level,
        ticksMax: WATCHED_TICKS,
      });
    }
  });
}

function watchMatch(what: string, match: Parameters<typeof playBotMatch>[0]): void {
  const still = new Int32Array(16);
  const shots = new Int32Array(16);
  const touches = new Int32Array(256);
  playBotMatch(match, (world, inputs, bots) => {
    const where = (seat: number): string => `${what}: seat ${seat} at tick ${world.tick}`;
    for (const event of world.events) {
      if (event.type === 'shot') shots[event.seat]++;
      if (event.type === 'hit' || event.type === 'base-hit' || event.type === 'chipped') shots[event.by] = 0;
    }
    for (const seat of bots.keys()) {
      const tank = world.tanks[seat];
      assert.ok(areButtons(inputs[seat]), where(seat));
      const isFree = tank.life === ALIVE && PICKUPS[tank.engine].speed > 0 && world.stage.pause === 0;
      const moves = tank.velocityX !== 0 || tank.velocityY !== 0;
      still[seat] = isFree && !moves ? still[seat] + 1 : 0;
      assert.ok(still[seat] < STILL_TICKS_MAX, `${where(seat)} stands`);
      assert.ok(shots[seat] < VAIN_SHOTS_MAX, `${where(seat)} hits nothing`);
      for (const other of bots.keys()) {
        const rival = world.tanks[other];
        if (other <= seat) continue;
        const isTouching =
          tank.life === ALIVE &&
          rival.life === ALIVE &&
          Math.abs(tank.x - rival.x) <= 520 &&
          Math.abs(tank.y - rival.y) <= 520;
        touches[seat * 16 + other] = isTouching ? touches[seat * 16 + other] + 1 : 0;
        assert.ok(touches[seat * 16 + other] < TOUCH_TICKS_MAX, `${where(seat)} pushes ${other}`);
      }
    }
  });
}

test('the same seed gives the same match, another seed another one', () => {
  const play = (seed: number): number =>
    hashWorld(
      playBotMatch({
        arena: ARENAS.get('Crossroads')!,
        options: OPTIONS_DEFAULT,
        levels: [1, 2, 3, 4],
        seed,
        ticksMax: MATCH_TICKS,
      }),
    );
  assert.is(play(5), play(5));
  assert.is.not(play(5), play(6));
});

test.run();
