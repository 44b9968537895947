// How much the bots of a server may think, in virtual time: never more than so much, the same for each, and they still play.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ROOM_OPTIONS_DEFAULT } from '../../src/protocol/room-state.js';
import { Lobby } from '../../src/server/lobby.js';
import { Room } from '../../src/server/room.js';
import { THOUGHTS_PER_SECOND, Thinking } from '../../src/server/thinking.js';
import { createRoomWorld, RoomPeer } from './room-peer.js';

/** Thoughts of each of some bots in the third second that they play. */
function thoughtsOf(bots: number): number[] {
  let nowMs = 0;
  const thinking = new Thinking(() => nowMs);
  const thoughts = Array.from({ length: bots }, () => 0);
  for (let tick = 0; tick < 90; tick++) {
    nowMs = (tick * 1000) / 30;
    for (let bot = 0; bot < bots; bot++) if (thinking.may(tick + bot) && tick >= 60) thoughts[bot]++;
  }
  return thoughts;
}

test('rooms of 16 bots from four addresses and more: bots think as much as a server has time for, each the same', () => {
  assert.equal(new Set(thoughtsOf(512)), new Set([30]));
  for (const bots of [640, 960, 2000]) {
    const thoughts = thoughtsOf(bots);
    const sum = thoughts.reduce((total, count) => total + count, 0);
    assert.ok(sum <= THOUGHTS_PER_SECOND, `${bots} bots: ${sum}`);
    assert.ok(Math.max(...thoughts) - Math.min(...thoughts) <= 1, `${bots} bots`);
    assert.ok(Math.min(...thoughts) > 0, `${bots} bots`);
  }
});

test('many bots of one address think less often, and leave those of another as they are', () => {
  const { context } = createRoomWorld();
  let thoughts = 0;
  const may = (): boolean => {
    thoughts++;
    return true;
  };
  const lobby = new Lobby({ ...context, thinking: { may } }, {});
  const options = { seats: 16, bots: 16, countdown: 0, minutes: 30, botLevel: 1 };
  const begin = (address: string): Room => {
    const room = lobby.create(options, address);
    const ada = new RoomPeer('Ada');
    room.join(ada);
    room.start(ada);
    return room;
  };
  const thoughtsIn = (room: Room): number => {
    thoughts = 0;
    for (let tick = 0; tick < 60; tick++) room.tick();
    return thoughts;
  };
  const first = begin('192.0.2.7');
  // One brain a tick is made at first.
  thoughtsIn(first);
  assert.is(thoughtsIn(first), 60 * 15);
  for (let room = 1; room < 8; room++) begin('192.0.2.7');
  assert.is(thoughtsIn(first), 30 * 15);
  const other = begin('198.51.100.7');
  thoughtsIn(other);
  assert.is(thoughtsIn(other), 60 * 15);
});

test('START, GAME, LEAVE in a loop: who begins a battle pays for the brains that it takes', () => {
  const { context } = createRoomWorld();
  const billed: number[] = [];
  const turns = {
    payer: null,
    charge: (_account: unknown, act: () => void) => act(),
    bill: (us: number) => void billed.push(us),
  };
  for (const [countdown, bots] of [
    [0, 16],
    [3, 16],
    [0, 0],
  ]) {
    const options = { ...ROOM_OPTIONS_DEFAULT, seats: 16, bots, countdown };
    const room = new Room('ABC234', options, { ...context, turns });
    const ada = new RoomPeer('Ada');
    room.join(ada);
    room.start(ada);
    room.leave(ada);
  }
  assert.equal(billed, [4800, 4800, 0]);
});

test('bots that may think in every fourth tick only still fight', () => {
  const { context, results } = createRoomWorld();
  const options = { ...ROOM_OPTIONS_DEFAULT, seats: 8, bots: 8, countdown: 0, minutes: 1, botLevel: 3 };
  let asked = 0;
  const thinking = {
    may(turn: number): boolean {
      asked++;
      return turn % 4 === 0;
    },
  };
  const room = new Room('ABC234', options, { ...context, thinking });
  const ada = new RoomPeer('Ada');
  room.join(ada);
  room.start(ada);
  for (let tick = 0; tick < 1800; tick++) {
    room.tick();
    room.send();
  }
  assert.ok(asked > 1700 * 7, 'asked for each bot and tick');
  const kills = results.length > 0 ? results[0].standings : room.world!.scores;
  assert.ok([...kills].reduce((sum, score) => sum + score.kills, 0) > 3);
});

test.run();
