// How often a room is told of itself: what 16 people are sent for one command must not be without a bound.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ROOM_NEWS_BURST, ROOM_NEWS_TICKS } from '../../src/protocol/limits.js';
import { ROOM_OPTIONS_DEFAULT } from '../../src/protocol/room-state.js';
import { Purse } from '../../src/server/purse.js';
import { Room, type RoomContext } from '../../src/server/room.js';
import type { Account } from '../../src/server/turns.js';
import { createRoomWorld, RoomPeer } from './room-peer.js';

function open(change: Partial<RoomContext> = {}) {
  const world = createRoomWorld();
  const context = { ...world.context, ...change };
  const room = new Room('ABC234', { ...ROOM_OPTIONS_DEFAULT, countdown: 0 }, context);
  const [ada, bob] = [new RoomPeer('Ada'), new RoomPeer('Bob')];
  room.join(ada);
  room.join(bob);
  const tick = (count: number): void => {
    for (let done = 0; done < count; done++) {
      room.tick();
      room.send();
    }
  };
  const told = (): number => bob.texts.filter(({ command }) => command === 'UPDATE_CHANNEL').length;
  return { ...world, room, ada, bob, tick, told };
}

test('a room whose options change all the time is told some of it at once, then once in some ticks, and the end of it always', () => {
  const { room, ada, bob, tick, told } = open();
  const change = (minutes: number): void => room.update(ada, { minutes });
  for (let time = 0; time < 100; time++) change(1 + (time % 30));
  assert.ok(told() <= ROOM_NEWS_BURST, `${told()} at once`);
  const before = told();
  for (let time = 0; time < 300; time++) {
    change(1 + (time % 30));
    tick(1);
  }
  assert.is(told() - before, 300 / ROOM_NEWS_TICKS);
  change(7);
  tick(ROOM_NEWS_TICKS);
  assert.is(bob.room.options.minutes, 7);
});

test('a new phase is told of at once, before what begins with it', () => {
  const { room, ada, bob } = open();
  for (let time = 0; time < 50; time++) room.update(ada, { minutes: 1 + (time % 30) });
  room.start(ada);
  const commands = bob.texts.map(({ command }) => command);
  assert.is(bob.room.phase, 'battle');
  assert.ok(commands.lastIndexOf('UPDATE_CHANNEL') < commands.lastIndexOf('START_GAME'));
});

test('a room that has been told of everything needs no ticks', () => {
  const { room, ada, context, tick } = open();
  room.update(ada, { minutes: 5 });
  tick(ROOM_NEWS_TICKS * ROOM_NEWS_BURST);
  assert.is(context.ticker.count, 0);
});

test('what a room is told of later is paid by whoever has changed it', () => {
  const paid: (Account | null)[] = [];
  const turns = {
    payer: null as Account | null,
    bill(): void {},
    charge(account: Account | null, act: () => void): void {
      paid.push(account);
      act();
    },
  };
  const { room, ada, tick } = open({ turns });
  const purse = new Purse({ us: 1, bytes: 1, seconds: 1 });
  const account = { line: purse, network: { purse, modest: purse, wider: [], waiting: new Set<never>() } };
  for (let time = 0; time < ROOM_NEWS_BURST; time++) {
    turns.payer = time === ROOM_NEWS_BURST - 1 ? account : null;
    room.update(ada, { minutes: 5 });
  }
  turns.payer = null;
  tick(ROOM_NEWS_TICKS - 1);
  assert.equal(paid, []);
  tick(1);
  assert.is(paid.length, 1);
  assert.is(paid[0], account);
});

test.run();
