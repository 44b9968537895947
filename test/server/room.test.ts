// A room's life in virtual time: who sits where, who may do what, and what everybody is told.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ARENAS } from '../../src/game/arenas.js';
import { driveTowards, FIRE, RIGHT } from '../../src/game/buttons.js';
import { pickupSet } from '../../src/game/pickups.js';
import { SUDDEN_TICKS } from '../../src/game/units.js';
import { ABSENT, ALIVE } from '../../src/game/world.js';
import { ARENA_KIND, SNAPSHOT_KIND } from '../../src/protocol/frames.js';
import { nickKey } from '../../src/protocol/nick.js';
import { ROOM_OPTIONS_DEFAULT, type RoomOptions, roomSchema } from '../../src/protocol/room-state.js';
import { PODIUM_TICKS, STILL_TICKS } from '../../src/server/matches.js';
import { Room } from '../../src/server/room.js';
import { Ticker } from '../../src/server/ticker.js';
import { createRoomWorld, RoomPeer } from './room-peer.js';

function open(options: Partial<RoomOptions> = {}, seed = 1) {
  const world = createRoomWorld(seed);
  const room = new Room('ABC234', { ...ROOM_OPTIONS_DEFAULT, ...options }, world.context);
  const [ada, bob] = [new RoomPeer('Ada'), new RoomPeer('Bob')];
  return { ...world, room, ada, bob };
}

function run(room: Room, ticks: number): void {
  for (let tick = 0; tick < ticks; tick++) {
    room.tick();
    room.send();
  }
}

const refusal = (code: string, field?: string) => (error: { code: string; field?: string }) =>
  error.code === code && (field === undefined || error.field === field);

test('the first one in is the host, and is followed by another', () => {
  const { room, ada, bob, empty } = open();
  assert.is(room.join(ada), 0);
  assert.is(room.join(bob), 1);
  assert.is(bob.room.host, 0);
  assert.throws(() => room.start(bob), refusal('NOT_HOST'));
  room.leave(ada);
  assert.is(bob.room.host, 1);
  assert.equal(empty, []);
  room.leave(bob);
  assert.equal(empty, [room]);
});

test('who is CHAMPION is shown beside the nick, and no bot is', () => {
  const { context, ada, bob } = open();
  const isChampion = (nick: string): boolean => nick === 'Ada' || nick === 'Bolt';
  const room = new Room('ABC234', { ...ROOM_OPTIONS_DEFAULT, bots: 3 }, { ...context, isChampion });
  room.join(ada);
  room.join(bob);
  assert.equal(
    roomSchema.parse(bob.room).players.map(({ nick, champion }) => [nick, champion]),
    [
      ['Ada', true],
      ['Bolt', undefined],
      ['Bob', undefined],
    ],
  );
});

test('waiting, countdown, battle, podium, waiting', () => {
  const { room, ada, results } = open({ minutes: 1, countdown: 2, bots: 4 });
  room.join(ada);
  assert.is(ada.room.players.length, 4);
  room.start(ada);
  assert.is(ada.room.phase, 'countdown');
  assert.is(ada.room.endsInMs, 2000);
  run(room, 60);
  assert.is(ada.room.phase, 'battle');
  assert.equal(ada.texts.at(-1)?.body, {
    arena: 'Crossroads',
    mode: 'free-for-all',
    seat: 0,
    tick: 0,
    armour: 3,
    pickups: pickupSet([], false),
  });
  assert.is(ada.frames[0].kind, ARENA_KIND);
  run(room, 1);
  assert.is(ada.frames[1].kind, SNAPSHOT_KIND);
  assert.throws(() => room.start(ada), refusal('WRONG_PHASE'));
  run(room, 1799);
  // A draw is decided in sudden death.
  for (let tick = 0; ada.room.phase === 'battle' && tick < SUDDEN_TICKS + STILL_TICKS; tick++) run(room, 1);
  assert.is(ada.room.phase, 'podium');
  assert.is(results.length, 1);
  assert.is(results[0].standings.length, 4);
  assert.equal(
    ada.room.podium.map(({ nick }) => nick),
    results[0].standings.map(({ nick }) => nick),
  );
  run(room, PODIUM_TICKS);
  assert.is(ada.room.phase, 'waiting');
  assert.is(room.world, null);
  for (const { body } of ada.texts.filter(({ command }) => command === 'UPDATE_CHANNEL'))
    roomSchema.parse(body.room);
});

test('no bot is called as a person in the room is, whoever came first, sits or watches, or has another nick now', () => {
  const { room, ada } = open({ bots: 8, seats: 16, spectators: 4 });
  const rusty = Object.assign(new RoomPeer('Rusty'), { account: null });
  const bolt = new RoomPeer('BOLT');
  const doubles = (): string[] => {
    const { players, spectators = [] } = room.state();
    const keys = [...players, ...spectators].map(({ nick }) => nickKey(nick));
    return keys.filter((key, index) => keys.indexOf(key) !== index);
  };
  room.join(ada);
  assert.ok(room.state().players.some(({ nick, bot }) => bot && nick === 'Rusty'));
  room.join(rusty);
  assert.equal(doubles(), []);
  assert.equal(
    ada.room.players.filter(({ nick }) => nick === 'Rusty').map(({ bot }) => bot),
    [false],
  );
  room.spectate(bolt);
  assert.equal(doubles(), []);
  Object.assign(ada, { nick: 'Diesel' });
  room.rename(ada, 'Ada');
  assert.equal(doubles(), []);
  assert.equal(ada.room, room.state());
});

test('bots fill the room, leave when people come, and come back', () => {
  const { room, ada, bob } = open({ bots: 3, seats: 3 });
  room.join(ada);
  const bots = (): number => ada.room.players.filter(({ bot }) => bot).length;
  assert.is(bots(), 2);
  room.join(bob);
  assert.is(bots(), 1);
  room.leave(bob);
  assert.is(bots(), 2);
  room.update(ada, { bots: 0 });
  assert.is(bots(), 0);
});

test('a room is full when people sit on all its seats', () => {
  const { room, ada, bob } = open({ seats: 2, bots: 2 });
  room.join(ada);
  room.join(bob);
  assert.throws(() => room.join(new RoomPeer('Cid')), refusal('ROOM_FULL'));
});

test('options that do not fit are refused with the field', () => {
  const { room, ada, bob } = open();
  room.join(ada);
  room.join(bob);
  assert.throws(() => room.update(bob, { minutes: 5 }), refusal('NOT_HOST'));
  assert.throws(() => room.update(ada, { arena: 'Nowhere' }), refusal('BAD_BODY', 'arena'));
  assert.throws(() => room.update(ada, { mode: 'chess' }), refusal('BAD_BODY', 'mode'));
  room.join(new RoomPeer('Cid'));
  assert.throws(() => room.update(ada, { seats: 2 }), refusal('BAD_BODY', 'seats'));
  room.update(ada, { minutes: 5 });
  assert.is(bob.room.options.minutes, 5);
});

test('a mode brings an arena that suits it, and has no more seats than it plays with', () => {
  const { room, ada, bob } = open({ seats: 16, bots: 12 });
  room.join(ada);
  room.update(ada, { mode: 'defend' });
  const { arena, seats } = ada.room.options;
  assert.ok(ARENAS.get(arena)?.modes.includes('defend'));
  assert.is(seats, 8);
  assert.equal(
    ada.room.players.map(({ seat }) => seat),
    [0, 1, 2, 3, 4, 5, 6, 7],
  );
  assert.throws(() => room.update(ada, { arena: 'Crossroads' }), refusal('BAD_BODY', 'arena'));
  room.update(ada, { mode: 'free-for-all', arena: 'Crossroads', seats: 16, bots: 0 });
  const others = Array.from({ length: 8 }, (_, index) => new RoomPeer(`Peer${index}`));
  for (const other of others) room.join(other);
  for (const other of others.slice(0, 4)) room.leave(other);
  assert.throws(() => room.update(ada, { mode: 'defend' }), refusal('BAD_BODY', 'mode'));
  room.leave(others[7]);
  room.update(ada, { mode: 'defend' });
  room.join(bob);
});

test('people who defend are fought by the mode itself, and the wave that they reach is told', () => {
  const { room, ada, results } = open({ countdown: 0, minutes: 1, bots: 2 });
  room.join(ada);
  room.update(ada, { mode: 'defend' });
  room.start(ada);
  run(room, 400);
  const enemies = room.world!.tanks.slice(8);
  assert.ok(enemies.some(({ life, x }) => life === ALIVE && x > 0));
  assert.ok(enemies.some(({ velocityX, velocityY }) => velocityX !== 0 || velocityY !== 0));
  let wave = 0;
  for (let tick = 0; ada.room.phase === 'battle' && tick < 1500; tick++) {
    wave = room.world!.stage.number;
    run(room, 1);
  }
  assert.is(ada.room.phase, 'podium');
  assert.ok(wave >= 1);
  assert.is(results[0].wave, wave - 1, 'those before the last one were beaten');
  assert.equal(ada.room.podium.map(({ seat }) => seat).sort(), [0, 1]);
  for (const { seat, nick } of ada.room.awards)
    assert.is(nick, ada.room.podium.find((entry) => entry.seat === seat)?.nick);
});

test('who comes in the middle has a tank at once; who leaves is gone from the arena', () => {
  const { room, ada, bob } = open({ countdown: 0 });
  room.join(ada);
  room.start(ada);
  run(room, 10);
  const seat = room.join(bob);
  assert.ok(bob.texts.some(({ command }) => command === 'START_GAME'));
  run(room, 2);
  assert.is.not(room.world?.tanks[seat].life, ABSENT);
  room.leave(bob);
  assert.is(room.world?.tanks[seat].life, ABSENT);
});

test('an input acts in its tick, and not when the line is down', () => {
  const { room, ada } = open({ countdown: 0 });
  room.join(ada);
  room.start(ada);
  run(room, 5);
  const { tanks } = room.world!;
  room.input(ada, { tick: 8, sequence: 1, buttons: driveTowards(RIGHT) });
  run(room, 2);
  assert.is(tanks[0].buttons, 0);
  run(room, 1);
  assert.is(tanks[0].buttons, driveTowards(RIGHT));
  room.park(ada);
  assert.not.ok(ada.room.players[0].connected);
  run(room, 1);
  assert.is(tanks[0].buttons, 0);
  room.unpark(ada);
  assert.ok(ada.room.players[0].connected);
});

test('a battle whose people have all lost their lines waits for one of them', () => {
  const { context, ada, bob } = open();
  let nowMs = 0;
  let timer: { run(): void; atMs: number } | null = null;
  const ticker = new Ticker(undefined, {
    now: () => nowMs,
    setTimer: (run, delayMs) => {
      timer = { run, atMs: nowMs + delayMs };
    },
    clearTimer: () => {
      timer = null;
    },
  });
  const room = new Room('ABC234', { countdown: 0, bots: 4 }, { ...context, ticker });
  room.join(ada);
  room.join(bob);
  room.start(ada);
  const lines = [ada.connection, bob.connection];
  const ticksIn = (ms: number): number => {
    const before = room.world!.tick;
    const endMs = nowMs + ms;
    for (let due = timer; due !== null && due.atMs <= endMs; due = timer) {
      nowMs = due.atMs;
      timer = null;
      due.run();
    }
    nowMs = endMs;
    return room.world!.tick - before;
  };
  assert.ok(Math.abs(ticksIn(1000) - 30) <= 1);
  ada.connection = null;
  room.park(ada);
  assert.ok(Math.abs(ticksIn(1000) - 30) <= 1);
  bob.connection = null;
  room.park(bob);
  assert.is(ticksIn(1000), 0);
  ada.connection = lines[0];
  room.unpark(ada);
  assert.ok(Math.abs(ticksIn(1000) - 30) <= 1);
});

test('a line that takes nothing costs snapshots, and then gets the newest one', () => {
  const { room, ada } = open({ countdown: 0, bots: 8 });
  room.join(ada);
  room.start(ada);
  run(room, 30);
  ada.isStuck = true;
  // The next snapshot is taken, and stays on the way.
  run(room, 10);
  const before = ada.frames.length;
  run(room, 51);
  assert.is(ada.frames.length, before);
  ada.unstick();
  run(room, 1);
  assert.is(ada.frames.length, before + 1);
  assert.is(ada.frames.at(-1)?.body.readUInt32BE(0), 92);
});

test('an answer on its way costs no snapshot, in whatever phase of the tick it was sent', () => {
  const answer = (peer: RoomPeer, id: number): void => {
    peer.connection?.sendText({ command: 'PING', id, status: 'SUCC' });
  };
  let quiet: number[] | null = null;
  for (const phase of ['never', 'before the step', 'between step and write', 'behind the write']) {
    const { room, ada } = open({ countdown: 0, bots: 4 });
    room.join(ada);
    room.start(ada);
    run(room, 60);
    const [tank] = room.world!.tanks;
    // So near to the edge that a shell is in the air in one tick alone.
    Object.assign(tank, { x: 3 * 256, y: 456, heading: 0 });
    ada.frames.length = 0;
    let shotTick = 0;
    for (let tick = 0; tick < 40; tick++) {
      if (tick === 20) room.input(ada, { tick: room.world!.tick + 1, sequence: 1, buttons: FIRE });
      if (tick === 21) room.input(ada, { tick: room.world!.tick + 1, sequence: 2, buttons: 0 });
      ada.isStuck = true;
      if (phase === 'before the step') answer(ada, tick);
      room.tick();
      if (room.world!.shells[0].flying === 1) shotTick = room.world!.tick;
      if (phase === 'between step and write') answer(ada, tick);
      room.send();
      if (phase === 'behind the write') answer(ada, tick);
      ada.unstick();
    }
    const ticks = ada.frames.map(({ body }) => body.readUInt32BE(0));
    assert.ok(ticks.includes(shotTick), `the shot is seen, ${phase}`);
    quiet ??= ticks;
    assert.equal(ticks, quiet, phase);
  }
});

test('talk goes to everybody in the room, with the seat of who said it', () => {
  const { room, ada, bob } = open();
  room.join(ada);
  room.join(bob);
  room.talk.say(bob, 'hello');
  const { command, body } = ada.texts.at(-1)!;
  assert.equal([command, body.channel, body.seat, body.nick, body.text], ['CHAT', 'room', 1, 'Bob', 'hello']);
  assert.equal(
    room.talk.past(bob).map(({ text }) => text),
    ['hello'],
  );
});

test('a mistake within a tick ends this room alone, and is told', () => {
  const { room, ada, errors } = open({ countdown: 0 });
  room.join(ada);
  room.start(ada);
  (room.world as unknown as { tanks: null }).tanks = null;
  run(room, 1);
  assert.is(errors.length, 1);
});

test.run();
