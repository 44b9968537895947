// How a battle ends: who stands where, in modes with teams and without.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ARENAS } from '../../src/game/arenas.js';
import { modeIndex } from '../../src/game/modes.js';
import { OPTIONS_DEFAULT } from '../../src/game/world.js';
import { Battle } from '../../src/server/battle.js';

function begin(mode: string, seats: number): Battle {
  const arena = [...ARENAS.values()].find(({ modes }) => modes.includes(mode))!;
  const battle = new Battle(arena, { ...OPTIONS_DEFAULT, mode: modeIndex(mode) }, 2, () => 1);
  for (let seat = 0; seat < seats; seat++) battle.seat(seat, false);
  return battle;
}

test('those who are level have the same place', () => {
  const battle = begin('free-for-all', 3);
  assert.equal(battle.outcome([0, 1, 2]).places, [1, 1, 1]);
  battle.world.scores[1].points = 2;
  assert.equal(battle.outcome([0, 1, 2]).ranked[0], 1);
  assert.equal(battle.outcome([0, 1, 2]).places, [1, 2, 2]);
  battle.world.scores[2].deaths = 1;
  assert.equal(battle.outcome([0, 1, 2]).ranked, [1, 0, 2]);
  assert.equal(battle.outcome([0, 1, 2]).places, [1, 2, 3]);
});

test('those of one team have the same place', () => {
  const battle = begin('teams', 4);
  const { scores, teams } = battle.world;
  teams[scores[1].team].points = 3;
  const { ranked, places } = battle.outcome([0, 1, 2, 3]);
  assert.equal(places, [1, 1, 3, 3]);
  for (const [index, seat] of ranked.entries())
    assert.is(scores[seat].team === scores[1].team, places[index] === 1);
});

test('waves are told where there are waves', () => {
  assert.is(begin('defend', 1).outcome([0]).wave, 0);
  assert.is(begin('duel', 2).outcome([0, 1]).wave, null);
});

test.run();
