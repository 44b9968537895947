// Kills that follow each other, and runs of them.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Streaks } from '../../src/client/streaks.js';
import { NOBODY } from '../../src/game/things.js';

const test = suite('client/streaks');

function watch() {
  const streaks = new Streaks();
  const told: string[] = [];
  const kill = (by: number, seat: number, atMs: number, isEnemy = true): void =>
    streaks.take(
      { by, seat, atMs },
      isEnemy,
      (what, who, number) => void told.push(`${what} ${who} ${number}`),
    );
  return { kill, told };
}

test('two and three within four seconds of each other are told, later ones are not', () => {
  const { kill, told } = watch();
  kill(0, 1, 0);
  kill(0, 2, 4000);
  kill(0, 3, 7999);
  assert.equal(told, ['multi-kill 0 2', 'multi-kill 0 3']);
  kill(0, 1, 12_000);
  assert.is(told.length, 2);
});

test('a run is told at three, five and each five more, and ends with the tank', () => {
  const { kill, told } = watch();
  for (let count = 0; count < 10; count++) kill(4, 1, count * 10_000);
  assert.equal(told, ['streak 4 3', 'streak 4 5', 'streak 4 10']);
  kill(2, 4, 200_000);
  for (let count = 0; count < 2; count++) kill(4, 1, 300_000 + count * 10_000);
  assert.is(told.length, 3);
});

test('a mate, oneself and nobody make no run', () => {
  const { kill, told } = watch();
  for (let count = 0; count < 5; count++) {
    kill(0, 1, count * 100, false);
    kill(2, 2, count * 100);
    kill(NOBODY, 3, count * 100);
  }
  assert.equal(told, []);
});

test.run();
