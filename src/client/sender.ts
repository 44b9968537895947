// THE SEND LOOP: 30 times a second it takes the buttons that are held, steps the prediction, and sends what changed.
// It never waits for the receive or the draw loop, and calls neither.
import { TICK_MS } from '../game/units.js';
import { encodeInput, INPUT_BYTES, INPUT_KIND, type Input } from '../protocol/frames.js';
import { FRAME_HEADER_BYTES, writeFrameHeader } from '../protocol/framing.js';
import type { ClientState } from './state.js';

/** Steps made up for in one go after the process stood still. */
const CATCH_UP_STEPS_MAX = 30;

/** Where the buttons come from and where the inputs go. */
export interface SenderContext {
  readonly state: ClientState;
  /** Buttons that are held now (game/buttons.ts). */
  buttons(nowMs: number): number;
  sendFrame(frame: Buffer): void;
  now?(): number;
}

/** The send loop. */
export class Sender {
  readonly #context: SenderContext;
  readonly #now: () => number;
  #timer: NodeJS.Timeout | null = null;

  constructor(context: SenderContext) {
    this.#context = context;
    this.#now = context.now ?? (() => performance.now());
  }

  start(): void {
    this.#timer ??= setInterval(() => this.tick(), TICK_MS);
  }

  stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
  }

  /** Brings the prediction to where the clock says, normally by one step. */
  tick(): void {
    const { state } = this.#context;
    const { battle } = state;
    if (battle === null || state.line !== 'open') return;
    const { predictor, clock } = battle;
    const nowMs = this.#now();
    const target = clock.targetTick(nowMs, Math.max(0, state.pingMs));
    // A tick too far or too short is the timer's jitter: it is let pass, so that the tank moves evenly.
    const due = target - predictor.world.tick;
    const steps = due <= -2 ? 0 : due <= 2 ? 1 : Math.min(due, CATCH_UP_STEPS_MAX);
    for (let count = 0; count < steps; count++) {
      const input = predictor.step(this.#context.buttons(nowMs));
      if (input !== null) this.#send(input);
    }
  }

  #send(input: Input): void {
    const frame = Buffer.allocUnsafe(FRAME_HEADER_BYTES + INPUT_BYTES);
    encodeInput(input, frame, writeFrameHeader(frame, 0, INPUT_KIND, INPUT_BYTES));
    this.#context.sendFrame(frame);
  }
}
