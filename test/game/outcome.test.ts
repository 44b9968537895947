// How a match has ended, read off worlds that are set up at their last moment.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { ARENAS } from '../../src/game/arenas.js';
import { beginMatch, seatTank } from '../../src/game/match.js';
import { modeIndex } from '../../src/game/modes.js';
import { endOf } from '../../src/game/outcome.js';
import { step } from '../../src/game/step.js';
import { SEATS_MAX, SUDDEN_TICKS } from '../../src/game/units.js';
import { ALIVE, type MatchOptions, OPTIONS_DEFAULT, type World, WRECK } from '../../src/game/world.js';

const test = suite('game/outcome');
const NO_BUTTONS = new Uint8Array(SEATS_MAX);

/** A match in which all have spawned. */
function begin(mode: string, options: Partial<MatchOptions> = {}, seats = 4): World {
  const arena = [...ARENAS.values()].find(({ modes }) => modes.includes(mode))!;
  const world = beginMatch(arena, { ...OPTIONS_DEFAULT, mode: modeIndex(mode), ...options }, 1);
  for (let seat = 0; seat < seats; seat++) seatTank(world, seat);
  for (let tick = 0; tick < 3; tick++) step(world, NO_BUTTONS);
  return world;
}

function end(world: World) {
  for (let tick = 0; world.over === 0; tick++) {
    assert.ok(tick < 2 * SUDDEN_TICKS, 'it ends');
    step(world, NO_BUTTONS);
  }
  return endOf(world);
}

/** Leaves one of them alive. */
function leaveAlive(world: World, seats: readonly number[]): void {
  for (const [seat, tank] of world.tanks.entries())
    if (tank.life === ALIVE && !seats.includes(seat)) Object.assign(tank, { life: WRECK, respawn: 60 });
}

test('by points, by the clock', () => {
  const scored = begin('free-for-all', { scoreLimit: 3 });
  scored.scores[2].points = 3;
  assert.equal(end(scored), { by: 'score', teams: [], rounds: null, wave: null, place: null });
  const timed = begin('teams');
  timed.teams[1].points = 4;
  timed.ticksLeft = 2;
  assert.equal(end(timed), {
    by: 'time',
    teams: [
      { team: 1, points: 4 },
      { team: 0, points: 0 },
    ],
    rounds: null,
    wave: null,
    place: null,
  });
});

test('the last side alive in sudden death has the point that is missing, a team too', () => {
  const alone = begin('free-for-all');
  alone.ticksLeft = 1;
  step(alone, NO_BUTTONS);
  assert.is(alone.stage.sudden, 1);
  leaveAlive(alone, [3]);
  assert.is(end(alone).by, 'sudden-death');
  assert.is(alone.scores[3].points, 1);
  const teams = begin('teams');
  teams.ticksLeft = 1;
  step(teams, NO_BUTTONS);
  const seat = teams.scores.findIndex(({ team }) => team === 1);
  leaveAlive(teams, [seat]);
  assert.equal(end(teams).teams, [
    { team: 1, points: 1 },
    { team: 0, points: 0 },
  ]);
});

test('all of them gone at once is a draw', () => {
  const world = begin('free-for-all');
  world.ticksLeft = 1;
  step(world, NO_BUTTONS);
  leaveAlive(world, []);
  assert.is(end(world).by, 'draw');
});

test('a base that falls ends in a wave, at the base', () => {
  const world = begin('defend');
  world.stage.number = 5;
  world.bases[0].health = 0;
  world.events.push({ type: 'base-hit', team: 0, by: 9 });
  const { by, wave, place } = endOf(world);
  assert.equal([by, wave, place], ['base', 4, { x: world.bases[0].x, y: world.bases[0].y }]);
});

test.run();
