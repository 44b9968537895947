// What a server may make its player's client step for a second of real time.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ProtocolError } from '../../src/protocol/errors.js';
import { HostileBattle } from './hostile-battle.js';

const nothing = (_out: Buffer, offset: number): number => offset;
const isRefused = (error: unknown): boolean => error instanceof ProtocolError && error.code === 'BAD_FRAME';

test('snapshots that each jump by a minute are taken once, and refused while no time has passed', () => {
  const battle = new HostileBattle();
  battle.restart();
  battle.snapshot(nothing, 1700);
  assert.throws(() => battle.snapshot(nothing, 1700), isRefused);
});

test('what has come late after a stop of a minute is taken all the same', () => {
  const battle = new HostileBattle();
  battle.restart();
  for (let tick = 0; tick < 1700; tick++) battle.snapshot(nothing);
  battle.nowMs += 60_000;
  battle.snapshot(nothing, 1700);
  battle.play(2);
});

test('battles that begin again and again are refused while no time has passed, and a few are not', () => {
  const battle = new HostileBattle();
  for (let count = 0; count < 10; count++) battle.restart();
  assert.throws(() => {
    for (let count = 0; count < 100; count++) battle.restart();
  }, isRefused);
  battle.nowMs += 2000;
  battle.restart();
});

test('what is played again for each of many snapshots is bounded, and right again soon after', () => {
  const battle = new HostileBattle();
  battle.play(60);
  const { predictor } = battle.state.battle!;
  const { tick } = predictor.world;
  const ahead = tick - predictor.server.tick;
  assert.ok(ahead > 10, 'the prediction runs ahead');
  // What is played again begins with a copy of what the server has said, where this seat is empty.
  const copied = Array.from({ length: 2000 }, () => {
    predictor.world.tanks[9].x = 1;
    battle.snapshot(nothing, 0);
    return predictor.world.tanks[9].x === 0;
  });
  assert.ok(copied[0]);
  assert.not.ok(copied.at(-1));
  assert.ok(copied.filter(Boolean).length * ahead < 10_000);
  battle.nowMs += 1000;
  battle.snapshot(nothing);
  assert.is(predictor.world.tanks[9].x, 0);
  assert.is(predictor.world.tick, tick);
});

test('a prediction runs ahead by two seconds and no more, however late the server says that inputs are', () => {
  const battle = new HostileBattle();
  battle.state.pingMs = 60_000;
  battle.play(400);
  const { predictor } = battle.state.battle!;
  assert.is(predictor.world.tick - predictor.server.tick, 60);
});

test.run();
