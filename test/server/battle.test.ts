// How a battle ends: who stands where, in modes with teams and without.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ARENAS } from '../../src/game/arenas.js';
import { seatTank } from '../../src/game/match.js';
import { modeIndex } from '../../src/game/modes.js';
import { OPTIONS_DEFAULT } from '../../src/game/world.js';
import { Battle, type Outcome } from '../../src/server/battle.js';
import type { Member } from '../../src/server/seats.js';

function begin(mode: string, seats: number): Battle {
  const arena = [...ARENAS.values()].find(({ modes }) => modes.includes(mode))!;
  const battle = new Battle(arena, { ...OPTIONS_DEFAULT, mode: modeIndex(mode) }, 2, () => 1);
  for (let seat = 0; seat < seats; seat++) seatTank(battle.world, seat);
  return battle;
}

const person = (nick: string, account: string | null = null): Member => ({
  network: '',
  nick,
  account,
  group: '',
  connection: null,
});
/** Nicks are the seats. */
const holders = (count: number) =>
  Array.from({ length: count }, (_, seat) => ({ seat, nick: String(seat), account: null, bot: false }));
const placesOf = ({ standings }: Outcome): (string | number)[][] =>
  standings.map(({ nick, place }) => [nick, place]);

test('those who are level have the same place', () => {
  const battle = begin('free-for-all', 3);
  assert.equal(
    battle.outcome(holders(3)).standings.map(({ place }) => place),
    [1, 1, 1],
  );
  battle.world.scores[1].points = 2;
  const { standings, podium } = battle.outcome(holders(3));
  assert.equal([podium[0].seat, podium[0].points], [1, 2]);
  assert.equal(
    standings.map(({ place }) => place),
    [1, 2, 2],
  );
  battle.world.scores[2].deaths = 1;
  assert.equal(placesOf(battle.outcome(holders(3))), [
    ['1', 1],
    ['0', 2],
    ['2', 3],
  ]);
});

test('those of one team have the same place', () => {
  const battle = begin('teams', 4);
  const { scores, teams } = battle.world;
  teams[scores[1].team].points = 3;
  for (const { nick, place, team } of battle.outcome(holders(4)).standings) {
    assert.is(team, scores[Number(nick)].team);
    assert.is(place, team === scores[1].team ? 1 : 3);
  }
});

test('who leaves stands last, whatever he had, unless he is back', () => {
  const battle = begin('free-for-all', 3);
  battle.world.scores[2].points = 9;
  battle.remember(2, person('2'));
  assert.equal(placesOf(battle.outcome(holders(2))), [
    ['0', 1],
    ['1', 1],
    ['2', 3],
  ]);
  assert.equal(battle.outcome(holders(2)).standings[2].points, 9);
  assert.is(battle.outcome(holders(2)).podium.length, 2);
  assert.is(battle.outcome(holders(3)).standings.length, 3);
});

test('what somebody had is his again when he is back, and nobody else gets it', () => {
  const battle = begin('free-for-all', 2);
  Object.assign(battle.world.scores[1], { points: 4, kills: 5, deaths: 6 });
  const [bob, eve] = [person('Bob'), person('Eve', 'key')];
  battle.remember(1, bob);
  battle.remember(1, eve);
  Object.assign(battle.world.scores[1], { points: 0, kills: 0, deaths: 0 });
  const { points, kills, deaths } = battle.recall(bob)!;
  assert.equal([points, kills, deaths], [4, 5, 6]);
  assert.is(battle.recall(person('Eve', 'key'))?.points, 4, 'the same account on another line');
  assert.is(battle.recall(person('Eve', 'other key')), null);
  assert.is(battle.recall(person('Bob')), null, 'another guest with his nick');
  assert.is(battle.recall(person('Ada')), null);
});

test('a result holds as many as its form takes, however many come and go', () => {
  const battle = begin('free-for-all', 1);
  for (let count = 0; count < 200; count++) battle.remember(0, person(`Guest${count}`));
  const { standings } = battle.outcome(holders(1));
  assert.is(standings.length, 49);
  assert.is(standings.at(-1)?.nick, 'Guest199');
});

test('waves are told where there are waves', () => {
  assert.is(begin('defend', 1).outcome(holders(1)).end.wave ?? null, 0);
  assert.is(begin('duel', 2).outcome(holders(2)).end.wave ?? null, null);
});

test.run();
