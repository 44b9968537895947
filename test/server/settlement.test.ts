// A duel's draw that two settle between themselves, as a room carries it out: both have to want it, and to tell the same winner.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { driveTowards, FIRE, RIGHT } from '../../src/game/buttons.js';
import { levelTwo } from '../../src/game/settle.js';
import { HELD } from '../../src/game/things.js';
import { TICKS_PER_SECOND, TILE } from '../../src/game/units.js';
import { ALIVE } from '../../src/game/world.js';
import { SNAPSHOT_KIND } from '../../src/protocol/frames.js';
import { SETTLE_SECONDS } from '../../src/protocol/limits.js';
import { ROOM_OPTIONS_DEFAULT, type RoomOptions } from '../../src/protocol/room-state.js';
import { STILL_TICKS } from '../../src/server/matches.js';
import { Room } from '../../src/server/room.js';
import { createRoomWorld, RoomPeer } from './room-peer.js';

/** A duel of two people in sudden death. */
class Duel {
  readonly #around = createRoomWorld();
  readonly 0 = new RoomPeer('Ada');
  readonly 1 = new RoomPeer('Bob');
  readonly room: Room;

  constructor(options: Partial<RoomOptions> = {}, isSudden = true) {
    const duel = { mode: 'duel', arena: 'Brickyard', countdown: 0, bots: 0, minutes: 1, score: 0 };
    this.room = new Room('ABC234', { ...ROOM_OPTIONS_DEFAULT, ...duel, ...options }, this.#around.context);
    for (const peer of [this[0], this[1]]) this.room.join(peer);
    this.room.start(this[0]);
    this.run(2);
    // Past the truce, with both in the arena.
    this.world.stage.pause = 1;
    for (const tank of this.world.tanks.slice(0, 2)) assert.is(tank.life, ALIVE);
    this.world.ticksLeft = isSudden ? 1 : 100;
    this.run(1);
    assert.is(this.world.stage.sudden, isSudden ? 1 : 0);
  }

  get world() {
    return this.room.world!;
  }

  get winner(): string | undefined {
    assert.equal(this.#around.errors, []);
    return this.#around.results[0]?.standings[0].nick;
  }

  run(ticks: number): void {
    for (let tick = 0; tick < ticks; tick++) {
      this.room.tick();
      this.room.send();
    }
  }

  /** @returns the code of its error, or 'done' */
  settle(who: 0 | 1, winner: number | null = null): string {
    try {
      this.room.settle(this[who], winner);
      return 'done';
    } catch (error) {
      return (error as { code: string }).code;
    }
  }

  /** Both want it. */
  hold(): this {
    assert.equal([this.settle(0), this.settle(1)], ['done', 'done']);
    this.run(1);
    assert.is(this.world.stage.sudden, HELD);
    return this;
  }

  fire(who: 0 | 1, buttons = FIRE): void {
    this.room.input(this[who], { tick: this.world.tick + 1, sequence: 1, buttons });
  }
}

const test = suite('server/settlement');

test('both want it, the battle stands still, both tell the same winner: that decides the match', () => {
  for (const winner of [0, 1] as const) {
    const duel = new Duel().hold();
    duel.run(10 * TICKS_PER_SECOND);
    assert.is(duel.settle(0, winner), 'done');
    duel.run(5);
    assert.is(duel.winner, undefined);
    assert.is(duel.settle(1, winner), 'done');
    duel.run(1);
    assert.is(duel.winner, ['Ada', 'Bob'][winner]);
    duel.run(STILL_TICKS);
    assert.is(duel.room.phase, 'podium');
  }
});

test('one alone stops nothing, and decides nothing', () => {
  const duel = new Duel();
  for (let time = 0; time < 3; time++) assert.is(duel.settle(0), 'done');
  duel.run(10);
  assert.is(duel.world.stage.sudden, 1);
  assert.is(duel.settle(0, 0), 'WRONG_PHASE');
  duel.hold();
  assert.is(duel.settle(0, 7), 'BAD_BODY');
  for (let time = 0; time < 3; time++) assert.is(duel.settle(0, 0), 'done');
  duel.run(5);
  assert.is(duel.winner, undefined);
});

test('two winners: sudden death goes on, and is not stopped again', () => {
  const duel = new Duel().hold();
  duel.settle(0, 0);
  duel.settle(1, 1);
  assert.is(duel.world.stage.sudden, 1);
  assert.equal([duel.settle(0), duel.settle(1, 0)], ['WRONG_PHASE', 'WRONG_PHASE']);
  duel.run(5);
  assert.equal([duel.winner, duel.world.stage.sudden], [undefined, 1]);
});

test('who changes his word before the other one has told counts with the last one', () => {
  const duel = new Duel().hold();
  duel.settle(0, 0);
  duel.settle(0, 1);
  duel.settle(1, 1);
  duel.run(1);
  assert.is(duel.winner, 'Bob');
});

test('silence: after the time is up it goes on as it stood, and nobody was away meanwhile', () => {
  const duel = new Duel().hold();
  const { ticksLeft, ring } = { ...duel.world, ...duel.world.stage };
  duel.settle(0, 0);
  duel.run(SETTLE_SECONDS * TICKS_PER_SECOND - 1);
  assert.equal(
    [duel.world.stage.sudden, duel.world.ticksLeft, duel.world.stage.ring],
    [HELD, ticksLeft, ring],
  );
  assert.is(
    duel[0].room.players.some(({ away }) => away),
    false,
  );
  duel.run(1);
  assert.is(duel.world.stage.sudden, 1);
  assert.is(duel.settle(1, 0), 'WRONG_PHASE');
});

test('a shell that was fired before has its say', () => {
  const duel = new Duel();
  const [ada, bob] = duel.world.tanks;
  Object.assign(ada, { shield: 0, heading: RIGHT, x: 5 * TILE, y: 10 * TILE });
  Object.assign(bob, { shield: 0, armour: 1, x: 15 * TILE, y: 10 * TILE });
  duel.world.terrain.fill(0);
  duel.fire(0, FIRE);
  duel.run(2);
  duel.fire(0, 0);
  duel.settle(0);
  duel.settle(1);
  duel.run(1);
  assert.is(duel.world.stage.sudden, 1, 'a shell is in the air');
  duel.run(TICKS_PER_SECOND);
  assert.is(duel.winner, 'Ada');
});

test('one of the two who leaves loses; a third one who comes in on a level with them lets it go on', () => {
  const left = new Duel().hold();
  left.room.leave(left[1]);
  left.run(2);
  assert.is(left.winner, 'Ada');
  const joined = new Duel().hold();
  joined.room.join(new RoomPeer('Cid'));
  assert.is(levelTwo(joined.world), null);
  joined.run(1);
  assert.is(joined.world.stage.sudden, 1);
});

test('it is for a duel in sudden death alone, and for those with a seat', () => {
  assert.is(new Duel({}, false).settle(0), 'WRONG_PHASE');
  assert.is(new Duel({ mode: 'last-tank-standing' }).settle(0), 'WRONG_PHASE');
  const { room } = new Duel();
  assert.throws(
    () => room.settle(new RoomPeer('Cid'), null),
    (error: { code: string }) => error.code === 'NO_SEAT',
  );
});

test('spectators who see it late see it stand still, and end, as it did', () => {
  const duel = new Duel({ delay: 2 });
  const cid = new RoomPeer('Cid');
  duel.room.spectate(cid);
  duel.run(5);
  duel.hold();
  duel.run(3 * TICKS_PER_SECOND);
  duel.settle(0, 1);
  duel.settle(1, 1);
  duel.run(3 * TICKS_PER_SECOND + STILL_TICKS);
  assert.is(duel.winner, 'Bob');
  assert.is(cid.room.phase, 'podium');
});

test('what they see late is what there was, from the very tick on in which it stood still', () => {
  /** The first of those ticks: the clocks that stand are told in each of them. */
  const beginsAt = (delay: number): number | undefined => {
    const duel = new Duel({ delay });
    const cid = new RoomPeer('Cid');
    duel.room.spectate(cid);
    duel.run(12);
    duel.hold();
    duel.run(2 * TICKS_PER_SECOND);
    const snapshots = cid.frames.filter(({ kind }) => kind === SNAPSHOT_KIND);
    const ticks = new Set(snapshots.map(({ body }) => body.readUInt32BE(0)));
    const isHeld = (tick: number): boolean =>
      Array.from({ length: 9 }).every((_, next) => ticks.has(tick + next));
    return [...ticks].find(isHeld);
  };
  const live = beginsAt(0);
  assert.type(live, 'number');
  assert.is(beginsAt(1), live);
});

test('driving about in a battle that stands still moves nobody', () => {
  const duel = new Duel().hold();
  const { x, y } = duel.world.tanks[0];
  duel.fire(0, driveTowards(RIGHT) | FIRE);
  duel.run(30);
  assert.equal([duel.world.tanks[0].x, duel.world.tanks[0].y], [x, y]);
  assert.ok(duel.world.shells.every(({ flying }) => flying === 0));
});

test.run();
