// What bots cost a server: nothing while nobody plays, and never more than so many, in all and for a network.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { SEATS_MAX } from '../../src/game/units.js';
import { ProtocolError } from '../../src/protocol/errors.js';
import type { RoomOptions } from '../../src/protocol/room-state.js';
import { Lobby, type LobbyOptions } from '../../src/server/lobby.js';
import { Room } from '../../src/server/room.js';
import { createRoomWorld, RoomPeer } from './room-peer.js';
import { receive, startTestServer } from './test-server.js';

const test = suite('server/bots');

const FULL = { bots: SEATS_MAX, seats: SEATS_MAX, countdown: 0, minutes: 1, botLevel: 1 };
const [HERE, THERE] = ['192.0.2.7', '198.51.100.7'];

function openLobby(options: LobbyOptions = {}) {
  const world = createRoomWorld();
  const lobby = new Lobby(world.context, options);
  const make = (wanted: Partial<RoomOptions>, address = HERE) => {
    const room = lobby.create(wanted, address);
    const peer = new RoomPeer('Ada');
    room.join(peer);
    return { room, peer };
  };
  return { ...world, lobby, make };
}

function run(room: Room, ticks: number): void {
  for (let tick = 0; tick < ticks; tick++) {
    room.tick();
    room.send();
  }
}

const isTooMany = (error: unknown): boolean =>
  error instanceof ProtocolError && error.code === 'TOO_MANY_BOTS';

/** Octets of the heap and of buffers that are in use. */
function bytesInUse(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

test('a waiting room of 16 bots that was left behind costs little memory: 60 lines make hundreds of them', () => {
  const { context } = createRoomWorld();
  const rooms: Room[] = [];
  const fill = (count: number): void => {
    for (let index = 0; index < count; index++) {
      const room = new Room('ABC234', FULL, context);
      const peer = new RoomPeer('Ada');
      room.join(peer);
      peer.connection = null;
      room.park(peer);
      rooms.push(room);
    }
  };
  // What is loaded and compiled is not counted.
  fill(10);
  const before = bytesInUse();
  fill(100);
  const perRoom = (bytesInUse() - before) / 100;
  assert.ok(perRoom < 60_000, `${Math.round(perRoom)} octets a room`);
  assert.ok(rooms.every(({ brains }) => brains === 0));
});

test('bots have brains while somebody plays: made one a tick, gone with the line of the last one and with the battle', () => {
  const { room, peer } = openLobby().make(FULL);
  const bots = SEATS_MAX - 1;
  assert.is(room.brains, 0);
  room.start(peer);
  assert.is(room.brains, 0);
  for (let tick = 1; tick <= bots; tick++) {
    run(room, 1);
    assert.is(room.brains, tick);
  }
  run(room, 30);
  assert.is(room.brains, bots);
  const line = peer.connection;
  peer.connection = null;
  room.park(peer);
  assert.is(room.brains, 0);
  peer.connection = line;
  room.unpark(peer);
  run(room, bots);
  assert.is(room.brains, bots);
  room.changeNext({ bots: 4 });
  while (room.phase === 'battle') run(room, 1);
  assert.is(room.brains, 0);
});

test('the enemies of a mode have brains when they come, not before', () => {
  const { room, peer } = openLobby().make({ mode: 'defend', countdown: 0 });
  assert.is(room.brains, 0);
  room.start(peer);
  run(room, 400);
  assert.ok(room.brains > 0 && room.brains <= 8);
});

test('rooms made from one address have so many bots, and nobody else has less for it', () => {
  const { lobby, make } = openLobby({ connectionsPerAddressMax: 4 });
  make({ bots: 16, seats: 16 });
  const { room, peer } = make({ bots: 10, seats: 16 });
  make({ bots: 2 });
  assert.throws(() => make({ bots: 5 }), isTooMany);
  assert.throws(() => room.update(peer, { bots: 15, seats: 16 }), isTooMany);
  assert.is(room.options.bots, 10);
  assert.is(lobby.bots.count, 28);
  make({ bots: 16, seats: 16 }, THERE);
  room.leave(peer);
  assert.is(lobby.bots.count, 34);
  make({ bots: 14, seats: 16 });
});

test('all rooms together have so many bots; those who ask for none can still play', () => {
  const { lobby, make } = openLobby({ botsMax: 20 });
  make({ bots: 16, seats: 16 });
  assert.throws(() => make({ bots: 5 }, THERE), isTooMany);
  assert.throws(() => make({ mode: 'defend' }, THERE), isTooMany);
  assert.is(lobby.count, 1);
  make({ bots: 0 }, THERE);
  assert.is(lobby.bots.count, 16);
});

test('a vote is no way past the bound', () => {
  const { lobby, make } = openLobby({ botsMax: 20 });
  make({ bots: 16, seats: 16 });
  const { room } = make({ bots: 2 }, THERE);
  room.changeNext({ bots: 8 });
  assert.is(room.options.bots, 2);
  room.changeNext({ bots: 4 });
  assert.is(room.options.bots, 4);
  assert.is(lobby.bots.count, 20);
});

test('a player is told that there are too many bots, and may have fewer', async () => {
  const peers = await startTestServer({ botsMax: 10 });
  try {
    const ada = await peers.connect();
    const ask = (command: string, body: object): void => {
      const json = JSON.stringify(body);
      ada.write(`Command: ${command}\r\nId: 1\r\nLength: ${json.length}\r\n\r\n${json}`);
    };
    ask('REGISTER', { nick: 'Ada' });
    ask('START_CHANNEL', { options: { bots: 16, seats: 16 } });
    assert.match(await receive(ada, (text) => text.includes('"code":')), /"code":"TOO_MANY_BOTS"/);
    ask('START_CHANNEL', { options: { bots: 10, seats: 16 } });
    assert.match(await receive(ada, (text) => text.includes('"seat":0')), /Status: SUCC/);
    ada.destroy();
  } finally {
    await peers.close();
  }
});

test.run();
