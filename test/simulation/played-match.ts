// A match in virtual time: a real room, the real codec and one real client, with a bad line between them. The same in every run
// of a seed. Used by the simulation's tests and by `npm run bench -- feel`.
import { DrawnWorld, type OthersIn } from '../../src/client/drawn-world.js';
import { Receiver } from '../../src/client/receiver.js';
import { Sender } from '../../src/client/sender.js';
import { type ClientState, createClientState } from '../../src/client/state.js';
import { DRIVE, FIRE } from '../../src/game/buttons.js';
import { drawInteger, type RandomState } from '../../src/game/random.js';
import { SHELLS_MAX, SHELLS_PER_SEAT, TICK_MS } from '../../src/game/units.js';
import { ALIVE, type World } from '../../src/game/world.js';
import { BadLine, type LineFaults } from '../../src/net/bad-line.js';
import { decodeInput } from '../../src/protocol/frames.js';
import { NOTICES } from '../../src/protocol/notices.js';
import type { RoomOptions } from '../../src/protocol/room-state.js';
import { Room } from '../../src/server/room.js';
import { createRoomWorld, RoomPeer } from '../server/room-peer.js';

/** Nothing is pressed and nothing gets lost in the last part, so that both ends come to rest. */
const REST_MS = 1500;
/** In which the clock settles. */
const SETTLE_MS = 3000;
const FRAME_MS = 16;
const PING_MS = 2000;

/** What is played. */
export interface MatchPlan {
  readonly seed: number;
  readonly lengthMs: number;
  /** Of each direction. */
  readonly faults: LineFaults;
  /** One long stall of the way down, from a time on. */
  readonly stallAtMs?: number;
  readonly stallMs?: number;
  readonly room?: Partial<RoomOptions>;
  readonly othersIn?: OthersIn;
  /** Changes the world before its first tick. */
  readonly prepare?: (world: World) => void;
}

/** What came of it. */
export interface MatchOutcome {
  readonly state: ClientState;
  readonly world: World;
  readonly seat: number;
  readonly errors: readonly unknown[];
  /** Corrections of the own tank after the clock had settled, and the units of all of them. */
  readonly corrections: number;
  readonly correctionUnits: number;
  /** Distances in units between where others were drawn and where the server had them at that moment. */
  readonly tankErrors: readonly number[];
  readonly shellErrors: readonly number[];
  /** Lets all arrive that is still on its way down. */
  settle(): void;
}

/** Plays a match with one client, whose keys are pressed by chance. */
export function playMatch(plan: MatchPlan): MatchOutcome {
  const { seed, lengthMs, faults, stallAtMs = 0, stallMs = 0 } = plan;
  const random: RandomState = { random: seed };
  const { context, errors } = createRoomWorld(seed);
  const room = new Room('ABC234', { countdown: 0, minutes: 30, ...plan.room }, context);
  const peer = new RoomPeer('Ada');
  const down = new BadLine<() => void>(faults, random);
  const up = new BadLine<Buffer>(faults, random);
  let nowMs = 0;
  let buttons = 0;
  const state = createClientState();
  const receiver = new Receiver(state, () => nowMs);
  state.line = 'open';
  const sender = new Sender({
    state,
    buttons: () => buttons,
    sendFrame: (frame) => up.push(frame, nowMs),
    now: () => nowMs,
  });
  const seat = room.join(peer);
  receiver.onAnswer({ command: 'START_CHANNEL', body: { room: room.state(), seat } });
  room.start(peer);
  if (plan.prepare) plan.prepare(room.world!);
  const outcome = {
    corrections: 0,
    correctionUnits: 0,
    tankErrors: [] as number[],
    shellErrors: [] as number[],
  };
  let drawn: DrawnWorld | null = null;
  // A millisecond a step; the server's ticks, the client's turns and its frames have phases of their own.
  for (let serverTick = 1; nowMs < lengthMs && room.phase === 'battle'; nowMs++) {
    for (const frame of up.arrived(nowMs)) room.input(peer, decodeInput(frame.subarray(4)));
    if (nowMs >= serverTick * TICK_MS) {
      serverTick++;
      room.tick();
      room.send();
    }
    if (stallMs > 0 && nowMs === stallAtMs) down.stallUntil(nowMs + stallMs);
    for (const { command, body } of peer.texts.splice(0)) {
      const name = command as keyof typeof NOTICES;
      down.push(
        () =>
          receiver.onNotice({ name, body: NOTICES[name].parse(body) } as Parameters<Receiver['onNotice']>[0]),
        nowMs,
      );
    }
    for (const { kind, body } of peer.frames.splice(0)) down.push(() => receiver.onFrame(kind, body), nowMs);
    for (const deliver of down.arrived(nowMs)) {
      deliver();
      if (state.battle !== null && nowMs >= SETTLE_MS) {
        const { correction } = state.battle.predictor;
        outcome.correctionUnits += correction;
        if (correction > 0) outcome.corrections++;
      }
    }
    if (nowMs % 33 === 7) {
      if (nowMs >= lengthMs - REST_MS) buttons = 0;
      else if (drawInteger(random, 12) === 0) buttons = randomButtons(random);
    }
    // The first PING is answered a while after the battle has begun.
    if (nowMs % PING_MS === 1200) {
      state.pingMs = Math.round(2 * faults.delayMs) + drawInteger(random, 2 * faults.jitterMs + 1);
    }
    if (nowMs % 3 === 1) sender.tick();
    if (state.battle !== null && nowMs % FRAME_MS === 5) {
      const { predictor, clock } = state.battle;
      drawn ??= new DrawnWorld(predictor, clock, plan.othersIn ?? 'both');
      const shown = drawn.at(nowMs, buttons);
      // Of where the tank is between two ticks the server's part is the part of the tick that has passed.
      if (nowMs >= SETTLE_MS) compare(shown, room.world!, seat, nowMs - (serverTick - 1) * TICK_MS, outcome);
    }
  }
  const settle = (): void => {
    for (const deliver of down.arrived(Number.POSITIVE_INFINITY)) deliver();
  };
  return { state, world: room.world!, seat, errors, settle, ...outcome };
}

function compare(
  shown: World,
  real: World,
  own: number,
  sinceTickMs: number,
  out: { tankErrors: number[]; shellErrors: number[] },
): void {
  const part = Math.min(1, sinceTickMs / TICK_MS);
  for (const [seat, tank] of shown.tanks.entries()) {
    const there = real.tanks[seat];
    if (seat === own || tank.life !== ALIVE || there.life !== ALIVE) continue;
    const x = there.x + there.velocityX * part;
    const y = there.y + there.velocityY * part;
    out.tankErrors.push(Math.hypot(tank.x - x, tank.y - y));
  }
  for (let slot = 0; slot < SHELLS_MAX; slot++) {
    const shell = shown.shells[slot];
    const there = real.shells[slot];
    const isOther = Math.floor(slot / SHELLS_PER_SEAT) !== own;
    // The same shell: one that was shot later flies another way, or from another place.
    if (!isOther || shell.flying === 0 || there.flying === 0 || shell.heading !== there.heading) continue;
    out.shellErrors.push(Math.hypot(shell.x - there.x, shell.y - there.y));
  }
}

function randomButtons(random: RandomState): number {
  const direction = drawInteger(random, 5);
  const fire = drawInteger(random, 3) === 0 ? FIRE : 0;
  return direction === 0 ? fire : direction | (drawInteger(random, 6) === 0 ? 0 : DRIVE) | fire;
}
