// THE SEND LOOP: 30 times a second it takes the buttons that are held, steps the prediction, and sends what changed,
// or for one who only watches where his camera stands.
// It never waits for the receive or the draw loop, and calls neither.
import {
  encodeInput,
  encodeLook,
  INPUT_BYTES,
  INPUT_KIND,
  type Input,
  LOOK_BYTES,
  LOOK_KIND,
} from '../protocol/frames.js';
import { FRAME_HEADER_BYTES, writeFrameHeader } from '../protocol/framing.js';
import type { Battle, ClientState, Place } from './state.js';

/** Steps made up for in one go after the process stood still. */
const CATCH_UP_STEPS_MAX = 30;
/** Shortest pause between two turns of the loop, in ms. */
const PAUSE_MS_MIN = 1;
/** Between two looks whether a battle has begun. */
const IDLE_PAUSE_MS = 100;

/** Where the buttons come from and where the inputs go. */
export interface SenderContext {
  readonly state: ClientState;
  /** Buttons that are held now (game/buttons.ts). */
  buttons(nowMs: number): number;
  sendFrame(frame: Buffer): void;
  now?(): number;
  /** Does a turn of the loop, and sees to its mistakes; left out, they are thrown. */
  guard?(turn: () => void): void;
}

/** The send loop. */
export class Sender {
  readonly #context: SenderContext;
  readonly #now: () => number;
  #timer: NodeJS.Timeout | null = null;
  /** Where the server was told last that the camera stands. */
  #told: Place | null = null;

  constructor(context: SenderContext) {
    this.#context = context;
    this.#now = context.now ?? (() => performance.now());
  }

  start(): void {
    this.#timer ??= setTimeout(this.#turn, PAUSE_MS_MIN);
  }

  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  // Each turn aims at the moment of the next tick, so that none is late by more than the timer is.
  readonly #turn = (): void => {
    const { guard = (turn: () => void) => turn() } = this.#context;
    let pauseMs = IDLE_PAUSE_MS;
    guard(() => {
      this.tick();
      const { battle } = this.#context.state;
      if (battle !== null) pauseMs = this.#pauseMs(battle);
    });
    this.#timer = setTimeout(this.#turn, pauseMs);
  };

  #pauseMs({ predictor, clock }: Battle): number {
    const { tickMs } = clock;
    if (predictor.aheadLeft <= 0) return tickMs;
    const ahead = predictor.world.tick + 1 - clock.predictedTick(this.#now());
    return Math.max(PAUSE_MS_MIN, Math.min(1, ahead) * tickMs);
  }

  /** Brings the prediction to where the clock says, normally by one step. */
  tick(): void {
    const { state } = this.#context;
    const { battle } = state;
    if (battle === null || state.line !== 'open') return;
    const { predictor, clock } = battle;
    const nowMs = this.#now();
    clock.hearRoundTrip(state.pingMs);
    const due = Math.floor(clock.predictedTick(nowMs)) - predictor.world.tick;
    const steps = Math.min(due, CATCH_UP_STEPS_MAX, predictor.aheadLeft);
    if (battle.camera !== null && battle.camera !== this.#told) this.#look(battle.camera);
    for (let count = 0; count < steps; count++) {
      // A tank that is only followed goes on as it was driven last.
      const { buttons } = predictor.world.tanks[battle.seat];
      const input = predictor.step(battle.isWatching ? buttons : this.#context.buttons(nowMs));
      if (input !== null && !battle.isWatching) this.#send(input);
    }
  }

  #look(camera: Place): void {
    this.#told = camera;
    const frame = Buffer.allocUnsafe(FRAME_HEADER_BYTES + LOOK_BYTES);
    encodeLook(camera, frame, writeFrameHeader(frame, 0, LOOK_KIND, LOOK_BYTES));
    this.#context.sendFrame(frame);
  }

  #send(input: Input): void {
    const frame = Buffer.allocUnsafe(FRAME_HEADER_BYTES + INPUT_BYTES);
    encodeInput(input, frame, writeFrameHeader(frame, 0, INPUT_KIND, INPUT_BYTES));
    this.#context.sendFrame(frame);
  }
}
