// A real room, the real codec and real clients in virtual time, with a line between them that delays, jitters and stalls by a
// seed. A simulation: no socket, no timer, and the same in every run.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Receiver } from '../../src/client/receiver.js';
import { Sender } from '../../src/client/sender.js';
import { createClientState } from '../../src/client/state.js';
import { DRIVE, FIRE } from '../../src/game/buttons.js';
import { drawInteger, type RandomState } from '../../src/game/random.js';
import { TICK_MS } from '../../src/game/units.js';
import { decodeInput } from '../../src/protocol/frames.js';
import { NOTICES, ROOM_OPTIONS_DEFAULT, type RoomOptions } from '../../src/protocol/messages.js';
import { Room } from '../../src/server/room.js';
import { createRoomWorld, RoomPeer } from '../server/room-peer.js';

/** One direction of a line: what goes in comes out in order, after a delay. */
class Pipe<Item> {
  readonly #waiting: { item: Item; atMs: number }[] = [];
  #lastMs = 0;

  constructor(
    readonly random: RandomState,
    readonly delayMs: number,
    readonly jitterMs: number,
  ) {}

  send(item: Item, nowMs: number, extraMs = 0): void {
    const jitter = drawInteger(this.random, 2 * this.jitterMs + 1) - this.jitterMs;
    // TCP keeps the order: nothing overtakes.
    this.#lastMs = Math.max(this.#lastMs, nowMs + this.delayMs + jitter + extraMs);
    this.#waiting.push({ item, atMs: this.#lastMs });
  }

  *arrived(nowMs: number): Generator<Item> {
    while (this.#waiting.length > 0 && this.#waiting[0].atMs <= nowMs) yield this.#waiting.shift()!.item;
  }
}

interface Outcome {
  readonly corrections: number;
  /** Corrections after the first three seconds, in which the clock settles. */
  readonly correctionsSettled: number;
  readonly distance: number;
  readonly ticks: number;
}

/** Plays a match with one client, whose keys are pressed by chance.
 *  @param stallMs a pause of the line in the middle */
function simulate(
  seed: number,
  delayMs: number,
  jitterMs: number,
  stallMs: number,
  options: Partial<RoomOptions> = {},
): Outcome {
  const random: RandomState = { random: seed };
  const { context, errors } = createRoomWorld(seed);
  const room = new Room('ABC234', { ...ROOM_OPTIONS_DEFAULT, countdown: 0, minutes: 1, ...options }, context);
  const peer = new RoomPeer('Ada');
  const down = new Pipe<() => void>(random, delayMs, jitterMs);
  const up = new Pipe<Buffer>(random, delayMs, jitterMs);
  let nowMs = 0;
  const state = createClientState();
  const receiver = new Receiver(state, () => nowMs);
  state.line = 'open';
  state.pingMs = 2 * delayMs;
  let buttons = 0;
  const sender = new Sender({
    state,
    buttons: () => buttons,
    sendFrame: (frame) => up.send(frame, nowMs),
    now: () => nowMs,
  });
  const seat = room.join(peer);
  receiver.onAnswer({ command: 'START_CHANNEL', body: { room: room.state(), seat } });
  room.start(peer);
  const middle = 20_000;
  let correctionsEarly = 0;
  let distance = 0;
  // A millisecond a step; the server's ticks and the client's have another phase.
  for (let serverTick = 1; nowMs < 40_000 && room.phase === 'battle'; nowMs++) {
    for (const frame of up.arrived(nowMs)) room.input(peer, decodeInput(frame.subarray(4)));
    if (nowMs >= serverTick * TICK_MS) {
      serverTick++;
      room.tick();
    }
    const stall = nowMs > middle && nowMs < middle + stallMs ? middle + stallMs - nowMs : 0;
    for (const { command, body } of peer.texts.splice(0)) {
      const name = command as keyof typeof NOTICES;
      down.send(
        () =>
          receiver.onNotice({ name, body: NOTICES[name].parse(body) } as Parameters<Receiver['onNotice']>[0]),
        nowMs,
        stall,
      );
    }
    for (const { kind, body } of peer.frames.splice(0))
      down.send(() => receiver.onFrame(kind, body), nowMs, stall);
    for (const deliver of down.arrived(nowMs)) deliver();
    if (nowMs % 33 === 7) {
      // Nothing is pressed in the last second, so that both ends come to rest.
      if (nowMs >= 39_000) buttons = 0;
      else if (drawInteger(random, 12) === 0) buttons = randomButtons(random);
      sender.tick();
    }
    if (nowMs === 3000) correctionsEarly = state.battle?.predictor.corrections ?? 0;
  }
  assert.equal(errors, []);
  const predictor = state.battle!.predictor;
  const own = predictor.world.tanks[seat];
  const real = room.world!.tanks[seat];
  distance = Math.abs(own.x - real.x) + Math.abs(own.y - real.y);
  const { corrections } = predictor;
  return {
    corrections,
    correctionsSettled: corrections - correctionsEarly,
    distance,
    ticks: room.world!.tick,
  };
}

function randomButtons(random: RandomState): number {
  const direction = drawInteger(random, 5);
  const fire = drawInteger(random, 3) === 0 ? FIRE : 0;
  return direction === 0 ? fire : direction | (drawInteger(random, 6) === 0 ? 0 : DRIVE) | fire;
}

test('with nobody else in the arena the prediction is right to the unit, at 100 +- 40 ms', () => {
  for (let seed = 1; seed <= 20; seed++) {
    const outcome = simulate(seed, 50, 20, 0);
    assert.is(outcome.correctionsSettled, 0, `seed ${seed}: ${JSON.stringify(outcome)}`);
    assert.is(outcome.distance, 0, `seed ${seed}: ${JSON.stringify(outcome)}`);
  }
});

test('on a line without delay it is right as well', () => {
  for (let seed = 1; seed <= 5; seed++) {
    const outcome = simulate(seed, 0, 0, 0);
    assert.is(outcome.correctionsSettled, 0, `seed ${seed}: ${JSON.stringify(outcome)}`);
  }
});

test('a stall of half a second heals by itself', () => {
  for (let seed = 1; seed <= 10; seed++) {
    const outcome = simulate(seed, 50, 20, 500);
    assert.is(outcome.distance, 0, `seed ${seed}: ${JSON.stringify(outcome)}`);
    assert.ok(outcome.ticks >= 1190, `seed ${seed}`);
  }
});

test('with bots around, where the tank stands at the end is where the server has it', () => {
  for (let seed = 1; seed <= 10; seed++) {
    const outcome = simulate(seed, 75, 30, 0, { bots: 8 });
    assert.ok(outcome.distance <= 512, `seed ${seed}: ${JSON.stringify(outcome)}`);
  }
});

test.run();
