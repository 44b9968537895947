// Those who watch a room, in virtual time: what they see and hear, how late, and that nobody else notices. Their picture is compared
// with that of the player whom they follow, octet for octet.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ARENAS } from '../../src/game/arenas.js';
import { driveTowards, RIGHT, UP } from '../../src/game/buttons.js';
import { seatTank, unseatTank } from '../../src/game/match.js';
import { PICKUPS } from '../../src/game/pickups.js';
import { step } from '../../src/game/step.js';
import { TILE } from '../../src/game/units.js';
import {
  ABSENT,
  ALIVE,
  createWorld,
  hashWorld,
  OPTIONS_DEFAULT,
  WATCHING,
  type World,
} from '../../src/game/world.js';
import { ARENA_KIND, SNAPSHOT_KIND } from '../../src/protocol/frames.js';
import type { RoomOptions } from '../../src/protocol/room-state.js';
import { createNews, decodeSnapshot } from '../../src/protocol/snapshot.js';
import { Battle } from '../../src/server/battle.js';
import { PODIUM_TICKS, STILL_TICKS } from '../../src/server/matches.js';
import { Past } from '../../src/server/past.js';
import { Room } from '../../src/server/room.js';
import { createRoomWorld, RoomPeer } from './room-peer.js';

const CLOAK = PICKUPS.findIndex(({ id }) => id === 'cloak');

function open(options: Partial<RoomOptions> = {}) {
  const world = createRoomWorld();
  const room = new Room('ABC234', { countdown: 0, minutes: 1, ...options }, world.context);
  const [ada, bob, eve, fay] = ['Ada', 'Bob', 'Eve', 'Fay'].map((name) => new RoomPeer(name));
  room.join(ada);
  room.join(bob);
  return { ...world, room, ada, bob, eve, fay };
}

function run(room: Room, ticks: number): void {
  for (let tick = 0; tick < ticks; tick++) {
    room.tick();
    room.send();
  }
}

const refusal = (code: string) => (error: { code: string }) => error.code === code;
const commands = (peer: RoomPeer): string[] => peer.texts.map(({ command }) => command);
const starts = (peer: RoomPeer) => peer.texts.filter(({ command }) => command === 'START_GAME');
/** Records of the snapshots: their header tells of the player's own inputs. */
const pictures = (peer: RoomPeer): string[] =>
  peer.frames
    .filter(({ kind }) => kind === SNAPSHOT_KIND)
    .map(({ body }) => `${body.readUInt32BE(0)} ${body.toString('hex', 6)}`);
const says = (peer: RoomPeer): unknown[] =>
  peer.texts.filter(({ command }) => command === 'CHAT').map(({ body }) => body.text);

test('who watches takes no seat, and sees what the followed player sees', () => {
  const { room, ada, eve } = open({ bots: 6 });
  room.spectate(eve);
  assert.is(room.memberCount, 2);
  assert.equal(ada.room.spectators, [{ nick: 'Eve', connected: true }]);
  room.start(ada);
  assert.equal(
    starts(eve).map(({ body }) => [body.seat, body.spectator]),
    [[0, true]],
  );
  for (let tick = 0; tick < 300; tick++) {
    if (tick % 40 === 0)
      room.input(ada, { tick, sequence: 1 + tick / 40, buttons: driveTowards(tick % 80 ? UP : RIGHT) });
    run(room, 1);
  }
  const seen = new Set(pictures(eve));
  // A snapshot that tells of nothing but an input goes to the player alone.
  const full = pictures(ada).filter((picture) => !picture.endsWith(' '));
  assert.ok(full.length > 100);
  for (const picture of full) assert.ok(seen.has(picture), picture);
});

test('who follows another tank is sent its picture from the beginning', () => {
  const { room, ada, bob, eve } = open();
  assert.throws(() => room.follow(ada, 1), refusal('HAS_SEAT'));
  room.spectate(eve);
  assert.throws(() => room.follow(eve, 1), refusal('WRONG_PHASE'));
  room.start(ada);
  run(room, 50);
  assert.throws(() => room.follow(eve, 9), refusal('BAD_BODY'));
  room.follow(eve, 1);
  assert.is(starts(eve).at(-1)?.body.seat, 1);
  run(room, 10);
  room.leave(bob);
  run(room, 1);
  assert.is(starts(eve).at(-1)?.body.seat, 0, 'the next tank');
});

/** The battle as somebody has been told of it since he entered it last. */
function seenBy(peer: RoomPeer, { arena, options }: World): World {
  const seen = createWorld(arena, options, 0, false);
  const entered = peer.frames.findLastIndex(({ kind }) => kind === ARENA_KIND);
  for (const { kind, body } of peer.frames.slice(entered))
    if (kind === SNAPSHOT_KIND) decodeSnapshot(body, seen, createNews());
  return seen;
}
/** Seats of whose hits somebody has been told since he entered. */
function hitsTold(peer: RoomPeer, { arena, options }: World): number[] {
  const seen = createWorld(arena, options, 0, false);
  const news = createNews();
  const entered = peer.frames.findLastIndex(({ kind }) => kind === ARENA_KIND);
  return peer.frames.slice(entered + 1).flatMap(({ body }) => {
    decodeSnapshot(body, seen, news);
    return news.hits.map(({ seat }) => seat);
  });
}
const seats = ({ tanks }: World): number[] =>
  tanks.flatMap(({ life }, seat) => (life === ABSENT || life === WATCHING ? [] : seat));

test('a camera sees what hides from nobody, and no mine', () => {
  const { room, ada, bob, eve } = open({ bots: 3 });
  room.spectate(eve);
  room.start(ada);
  run(room, 5);
  const world = room.world!;
  const hide = (): void =>
    void Object.assign(world.tanks[0], { cover: CLOAK, coverTicks: 100, reload: 0, shield: 60 });
  hide();
  Object.assign(world.mines[0], { laid: 1, ticks: 0, x: 5 * TILE, y: 5 * TILE });
  run(room, 2);
  assert.equal(seats(seenBy(eve, world)), [0, 1, 3], 'who follows a tank sees it');
  assert.is(seenBy(eve, world).mines[0].laid, 1);
  const entered = starts(eve).length;
  // On the very place of the hidden tank, which a tank would be near to.
  room.look(eve, world.tanks[0]);
  hide();
  run(room, 2);
  assert.equal(seats(seenBy(eve, world)), [1, 3]);
  assert.is(seenBy(eve, world).mines[0].laid, 0);
  assert.is(starts(eve).length, entered, 'it goes on from what is known');
  room.leave(ada);
  room.look(bob, { x: 0, y: 0 });
  run(room, 20);
  assert.is(starts(eve).length, entered, 'no tank is lost with that which was followed');
  room.follow(eve, 1);
  run(room, 2);
  assert.is(starts(eve).at(-1)?.body.seat, 1);
});

test('a camera is told of no hit, not even of those that nobody has made', () => {
  const { room, ada, bob, eve, fay } = open();
  room.spectate(eve);
  room.spectate(fay);
  room.start(ada);
  run(room, 2);
  const world = room.world!;
  room.look(eve, { x: 0, y: 0 });
  room.follow(fay, 1);
  Object.assign(world.stage, { ring: 5, ringTicks: 0 });
  Object.assign(world.tanks[1], { life: ALIVE, x: TILE, y: TILE, armour: 3, shield: 0 });
  run(room, 31);
  assert.ok(bob.frames.length > 0 && hitsTold(fay, world).includes(1), 'who follows him is told');
  assert.equal(hitsTold(eve, world), []);
});

test('a camera sees 56 x 32 tiles, wherever it stands', () => {
  const { room, ada, eve } = open({ arena: 'Metropolis' });
  room.spectate(eve);
  room.look(eve, { x: 9, y: 9 });
  room.start(ada);
  run(room, 2);
  const world = room.world!;
  const { columns, rows } = world.arena;
  assert.ok(columns > 60 && rows > 35);
  const put = (seat: number, column: number, row: number): void =>
    void Object.assign(world.tanks[seat], { life: ALIVE, x: column * TILE, y: row * TILE });
  /** Seats that are seen from a place, with one tank in the upper left corner and one in the lower right. */
  const from = (x: number, y: number): number[] => {
    room.look(eve, { x, y });
    put(0, 1, 1);
    put(1, columns - 1, rows - 1);
    run(room, 1);
    return seats(seenBy(eve, world));
  };
  assert.equal(from(0, 0), [0]);
  assert.equal(from(24576, 24576), [1], 'beyond the edge');
  assert.equal(from((columns * TILE) / 2, (rows * TILE) / 2), []);
  assert.equal(from(27 * TILE, 15 * TILE), [0]);
});

test('a camera sees as late as the room says', () => {
  const { room, ada, eve } = open({ bots: 6, delay: 10 });
  room.spectate(eve);
  room.start(ada);
  const places: string[] = [];
  const placesOf = ({ tanks }: World): string => tanks.map(({ x, y }) => `${x},${y}`).join(' ');
  let isNews = false;
  // To a tick of which a snapshot tells: where all is as expected none is sent, for 30 ticks at most.
  for (let tick = 0; tick < 700 || (tick < 730 && !isNews); tick++) {
    room.look(eve, { x: 10 * TILE, y: 10 * TILE });
    const before = eve.frames.length;
    run(room, 1);
    isNews = eve.frames.length > before;
    places.push(placesOf(room.world!));
  }
  const seen = seenBy(eve, room.world!);
  const late = room.world!.tick - seen.tick;
  // Nothing is told of a tick in which nothing was to be told.
  assert.ok(late >= 300 && late < 330, `${late} ticks`);
  const whole = placesOf(seen).split(' ');
  const was = places.at(-1 - late)!.split(' ');
  for (const seat of seats(seen)) assert.is(whole[seat], was[seat]);
  assert.ok(seats(seen).length > 1);
});

test('there are as many as the host lets in, and the last player can not watch', () => {
  const { room, ada, bob, eve, fay } = open({ spectators: 1 });
  room.spectate(eve);
  assert.throws(() => room.spectate(fay), refusal('ROOM_FULL'));
  assert.throws(() => room.spectate(eve), refusal('IN_ROOM'));
  room.leave(eve);
  room.leave(bob);
  assert.throws(() => room.spectate(ada), refusal('WRONG_PHASE'));
});

test('who has no seat has no say', () => {
  const { room, ada, eve } = open({ countdown: 3 });
  room.spectate(eve);
  for (const act of [
    () => room.ready(eve, true),
    () => room.start(eve),
    () => room.update(eve, { minutes: 2 }),
    () => room.chooseTeam(eve, 0),
    () => room.voteNext(eve, 0),
  ])
    assert.throws(act, refusal('NO_SEAT'));
  room.start(ada);
  room.input(eve, { tick: 1, sequence: 1, buttons: 1 });
});

test('a seat is given up for watching, and taken again', () => {
  const { room, ada, bob } = open();
  room.start(ada);
  run(room, 5);
  room.spectate(ada);
  assert.is(room.seatOf(ada), null);
  assert.is(room.hostNick, 'Bob');
  assert.is(starts(ada).at(-1)?.body.spectator, true);
  assert.is(room.join(ada), 0);
  assert.is(starts(ada).at(-1)?.body.spectator, undefined);
  assert.is(bob.room.spectators, undefined);
});

test('when the last player leaves, one who watches plays', () => {
  const { room, ada, bob, eve, empty } = open();
  room.spectate(eve);
  room.start(ada);
  run(room, 5);
  room.leave(ada);
  room.leave(bob);
  assert.equal(empty, []);
  assert.is(room.hostNick, 'Eve');
  assert.equal(eve.texts.find(({ command }) => command === 'SEAT')?.body.seat, room.seatOf(eve));
  assert.is(starts(eve).at(-1)?.body.spectator, undefined);
  room.leave(eve);
  assert.equal(empty, [room]);
});

test('players do not hear those who watch while they fight', () => {
  const { room, ada, eve, fay } = open();
  room.spectate(eve);
  room.spectate(fay);
  room.talk.say(eve, 'good luck');
  room.start(ada);
  room.talk.say(eve, 'Bob is behind the wall');
  room.talk.say(ada, 'here I come');
  assert.equal(says(ada), ['good luck', 'here I come']);
  assert.equal(says(fay), ['good luck', 'Bob is behind the wall', 'here I come']);
  for (const who of [ada, fay])
    assert.equal(
      room.talk.past(who).map(({ text }) => text),
      says(who),
    );
});

test('what becomes of somebody in the room is told to those who watch, and to him when it is for all', () => {
  const { room, ada, eve, fay } = open();
  room.spectate(eve);
  room.spectate(fay);
  room.talk.news('muted', eve, { reason: 'flood' }, true);
  room.talk.news('kicked', eve);
  const hears = (peer: RoomPeer): unknown[] =>
    peer.texts
      .filter(({ command, body }) => command === 'NEWS' && body.nick === 'Eve')
      .map(({ body }) => body.kind);
  for (const peer of [ada, fay]) assert.equal(hears(peer).slice(-2), ['muted', 'kicked']);
  assert.equal(hears(eve), ['muted']);
});

test('who watches a public room is late, as long as its host has not said otherwise', () => {
  for (const [options, delay] of [
    [{ public: true }, 10],
    [{ public: true, delay: 0 }, 0],
    [{ public: false }, 0],
  ] as const)
    assert.is(open(options).room.options.delay, delay, JSON.stringify(options));
  const { room, ada } = open();
  const tell = (options: Partial<RoomOptions>): number => {
    room.update(ada, options);
    return room.options.delay;
  };
  assert.equal([tell({ public: true }), tell({ public: false })], [10, 0]);
  assert.equal(
    [tell({ public: true, delay: 5 }), tell({ public: false }), tell({ public: true })],
    [5, 5, 5],
  );
});

test('a second line of a player does not show what the enemies in a public room do', () => {
  for (const isPublic of [true, false]) {
    const { room, ada, bob, eve, fay } = open({ public: isPublic, delay: 0 });
    Object.assign(ada, { network: '192.0.2.1/32' });
    Object.assign(eve, { network: '192.0.2.1/32' });
    Object.assign(fay, { network: '198.51.100.1/32' });
    room.start(ada);
    run(room, 5);
    if (!isPublic) {
      room.spectate(eve);
      continue;
    }
    assert.throws(() => room.spectate(eve), refusal('NOT_ALLOWED'));
    room.spectate(fay);
    run(room, 5);
    assert.equal(room.blindMembers(), []);
    const seen = pictures(fay).length;
    assert.ok(seen > 0);
    // Somebody of fay's network plays from now on: who watched along is shown nothing more.
    Object.assign(bob, { network: '198.51.100.1/32' });
    assert.equal(room.blindMembers(), [fay]);
    run(room, 5);
    assert.is(pictures(fay).length, seen);
    // Who gives up the seat is no second line.
    Object.assign(bob, { network: '203.0.113.1/32' });
    room.spectate(bob);
    assert.equal(room.blindMembers(), []);
  }
});

test('with a delay all comes late, by as much as the host said, and nothing is left out', () => {
  const live = open({ bots: 6 });
  const late = open({ bots: 6, delay: 10 });
  for (const { room, eve, ada } of [live, late]) {
    room.spectate(eve);
    room.start(ada);
  }
  const drive = ({ room, ada, bob }: typeof live, tick: number): void => {
    if (tick % 40 === 0)
      room.input(ada, { tick, sequence: 1, buttons: driveTowards(tick % 80 ? UP : RIGHT) });
    if (tick === 100) room.talk.say(ada, 'hello');
    if (tick === 150) room.park(bob);
    run(room, 1);
  };
  for (let tick = 0; tick < 300; tick++) {
    drive(live, tick);
    drive(late, tick);
  }
  assert.equal(pictures(late.eve), []);
  assert.equal(says(late.eve), []);
  assert.is(starts(late.eve).length, 0);
  run(late.room, 300);
  assert.equal(says(late.eve), ['hello']);
  const seen = pictures(live.eve).slice(1);
  assert.equal(pictures(late.eve).slice(1, seen.length), seen.slice(0, -1));
});

test('the end of a battle is seen late too, in a room that goes on or waits', () => {
  const { room, ada, eve } = open({ delay: 30 });
  room.spectate(eve);
  room.start(ada);
  run(room, 10);
  room.world!.scores[0].points = 1;
  run(room, 1800 + STILL_TICKS);
  assert.is(room.phase, 'podium');
  assert.is(room.shownTo(eve).phase, 'battle');
  assert.is(room.shownTo(eve).end, undefined);
  assert.is(ada.room.phase, 'podium');
  run(room, PODIUM_TICKS);
  assert.is(room.phase, 'waiting');
  run(room, 880 - PODIUM_TICKS);
  assert.is(room.shownTo(eve).phase, 'battle');
  run(room, 60);
  assert.is(room.shownTo(eve).phase, 'podium');
  run(room, PODIUM_TICKS);
  assert.is(room.shownTo(eve).phase, 'waiting');
});

test('who leaves is heard of no more', () => {
  const { room, ada, eve } = open({ delay: 5 });
  room.spectate(eve);
  room.start(ada);
  run(room, 200);
  room.leave(eve);
  const told = commands(eve).length;
  const sent = eve.frames.length;
  run(room, 300);
  assert.is(commands(eve).length, told);
  assert.is(eve.frames.length, sent);
});

test('a world of the past is the world as it was', () => {
  const arena = ARENAS.get('Crossroads')!;
  const { world } = new Battle(arena, OPTIONS_DEFAULT, 1, () => 7);
  const past = new Past(45);
  const hashes: number[] = [];
  const act = (run: (world: World) => void): void => {
    run(world);
    past.later(() => run(past.world!));
  };
  past.begin(world);
  for (let seat = 0; seat < 6; seat++) act((target) => seatTank(target, seat));
  const buttons = new Uint8Array(16);
  for (let tick = 0; tick < 600; tick++) {
    if (tick === 200) act((target) => unseatTank(target, 3));
    if (tick === 300) act((target) => seatTank(target, 3));
    const hasStepped = past.tick();
    assert.is(hasStepped, tick >= 45);
    if (hasStepped) assert.is(hashWorld(past.world!), hashes[tick - 45]);
    for (let seat = 0; seat < 16; seat++) buttons[seat] = ((tick * 7 + seat * 13) % 128) & 0x1b;
    step(world, buttons);
    past.press(buttons);
    hashes.push(hashWorld(world));
  }
});

test.run();
