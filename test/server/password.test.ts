// A password: kept as a hash, asked for with a bound on guesses, and no room with one is rated.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { ProtocolError } from '../../src/protocol/errors.js';
import { PASSWORD_TRIES_MAX, PASSWORD_TRY_SECONDS } from '../../src/protocol/limits.js';
import { ROOM_OPTIONS_DEFAULT } from '../../src/protocol/room-state.js';
import { Password } from '../../src/server/password.js';
import { Room } from '../../src/server/room.js';
import { createRoomWorld, RoomPeer } from './room-peer.js';

const test = suite('server/password');

function codeOf(password: Password, text: string | undefined, network: string, nowMs: number): string {
  try {
    password.require(text, network, nowMs);
    return 'in';
  } catch (error) {
    return (error as ProtocolError).code;
  }
}

test('lets in who knows it, also after a restart, and holds it nowhere', () => {
  const password = Password.of('zażółć')!;
  assert.is(codeOf(password, 'zażółć'.normalize('NFD'), 'a', 0), 'in');
  assert.is(codeOf(password, undefined, 'a', 0), 'BAD_PASSWORD');
  assert.is(codeOf(password, 'zazolc', 'a', 0), 'BAD_PASSWORD');
  assert.not.match(JSON.stringify(password.hashed), 'zażółć');
  assert.is(codeOf(Password.fromHash(password.hashed), 'zażółć', 'a', 0), 'in');
  assert.not.equal(Password.of('zażółć')!.hashed, password.hashed);
  assert.is(Password.of(''), null);
});

test('who guesses has a bound of his own, that time lifts', () => {
  const password = Password.of('right')!;
  for (let guess = 0; guess < PASSWORD_TRIES_MAX; guess++)
    assert.is(codeOf(password, `wrong ${guess}`, 'a', 0), 'BAD_PASSWORD');
  assert.is(codeOf(password, 'right', 'a', 0), 'SLOW_DOWN');
  assert.is(codeOf(password, 'right', 'b', 0), 'in');
  assert.is(codeOf(password, 'right', 'a', PASSWORD_TRY_SECONDS * 1000 - 1), 'SLOW_DOWN');
  assert.is(codeOf(password, 'right', 'a', PASSWORD_TRY_SECONDS * 1000), 'in');
});

test('a match behind a password is not rated', () => {
  for (const isLocked of [false, true]) {
    const world = createRoomWorld();
    const room = new Room('AAAAAA', { ...ROOM_OPTIONS_DEFAULT, countdown: 0, minutes: 1 }, world.context);
    const peer = new RoomPeer('Ada');
    room.join(peer);
    room.update(peer, {}, isLocked ? Password.of('x') : null);
    room.start(peer);
    for (let tick = 0; tick <= 1800; tick++) room.tick();
    assert.is(world.results[0].rated, !isLocked);
  }
});

test.run();
