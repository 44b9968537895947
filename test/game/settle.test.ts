// A draw that two settle without a shot: who may, what stands still meanwhile, and what decides.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ARENAS } from '../../src/game/arenas.js';
import { driveTowards, FIRE, RIGHT } from '../../src/game/buttons.js';
import { beginMatch, seatTank } from '../../src/game/match.js';
import { MODES, modeIndex, rankSeats } from '../../src/game/modes.js';
import { hold, isQuiet, levelTwo, release, settle } from '../../src/game/settle.js';
import { step } from '../../src/game/step.js';
import { HELD } from '../../src/game/things.js';
import { ROUND_TRUCE_TICKS, SEATS_MAX, SUDDEN_TICKS } from '../../src/game/units.js';
import { OPTIONS_DEFAULT, type World } from '../../src/game/world.js';

/** A match in sudden death, or one tick before it. @param points of the seats */
function drawn(mode: string, points: readonly number[], isSudden = true): World {
  const options = { ...OPTIONS_DEFAULT, mode: modeIndex(mode), timeLimitTicks: ROUND_TRUCE_TICKS + 20 };
  const world = beginMatch(ARENAS.get('Crossroads')!, options, 1);
  for (const seat of points.keys()) seatTank(world, seat);
  for (const [seat, own] of points.entries()) world.scores[seat].points = own;
  play(world, ROUND_TRUCE_TICKS + 19);
  if (isSudden) play(world, 1);
  return world;
}

function play(world: World, ticks: number, buttons = 0): void {
  const inputs = new Uint8Array(SEATS_MAX).fill(buttons);
  for (let tick = 0; tick < ticks; tick++) step(world, inputs);
}

/** All but the number of the tick. */
const stateOf = ({ tick: _tick, events: _events, ...rest }: World): string => JSON.stringify(rest);

test('two who alone are level at the top in the sudden death of a duel may settle it', () => {
  assert.equal(levelTwo(drawn('duel', [2, 2, 1])), [0, 1]);
  assert.equal(levelTwo(drawn('duel', [1, 2, 2])), [1, 2]);
  assert.is(levelTwo(drawn('duel', [2, 2], false)), null);
  assert.is(levelTwo(drawn('duel', [2, 2, 2])), null);
  for (const { id } of MODES.filter(({ maySettle }) => !maySettle))
    assert.is(levelTwo(drawn(id, [2, 2])), null, id);
});

test('while it is held nothing moves, no clock runs, and nobody can do anything', () => {
  const world = drawn('duel', [2, 2]);
  play(world, 5, driveTowards(RIGHT) | FIRE);
  assert.is(isQuiet(world), false);
  const [before, tick] = [world.tanks[0].x, world.tick];
  hold(world);
  assert.is(world.stage.sudden, HELD);
  const state = stateOf(world);
  play(world, SUDDEN_TICKS + 100, driveTowards(RIGHT) | FIRE);
  assert.is(stateOf(world), state);
  assert.is(world.tick, tick + SUDDEN_TICKS + 100);
  release(world);
  play(world, 5, driveTowards(RIGHT));
  assert.is.not(world.tanks[0].x, before);
  assert.equal([world.stage.sudden, world.over], [1, 0]);
});

test('who has won it has won the match in the next tick, whichever of the two it is', () => {
  for (const winner of [0, 1]) {
    const world = drawn('duel', [2, 2, 1]);
    hold(world);
    settle(world, winner);
    play(world, 1);
    assert.is(world.over, 1);
    assert.equal(rankSeats(world, MODES[world.options.mode], [0, 1, 2]), [winner, 1 - winner, 2]);
  }
});

test.run();
