// The inputs of one seat that wait for their tick. Filled as they come from the line, emptied one a tick by the room, so
// that a press and its release that arrive together both act. Never holds more than a bound.
import type { Input } from '../protocol/frames.js';

/** Inputs that may wait. */
const WAITING_MAX = 64;
/** Inputs past their tick that are still played one a tick; beyond it the oldest are passed over. */
const LATE_MAX = 4;
/** How far ahead of the world an input may be, in ticks: two seconds. */
const AHEAD_TICKS_MAX = 60;

/** The inputs of one seat. */
export class InputQueue {
  #waiting: Input[] = [];
  #buttons = 0;
  #acknowledged = 0;
  #margin = 0;

  /** Sequence of the last input that was taken. */
  get acknowledged(): number {
    return this.#acknowledged;
  }

  /** Ticks that the input which came last has to wait for its turn; negative when it came too late. */
  get margin(): number {
    return this.#margin;
  }

  /** Adds an input behind the others.
   *  @param input one from too far ahead is drawn nearer
   *  @param worldTick the tick that the world has made last */
  push(input: Input, worldTick: number): void {
    this.#margin = input.tick - (worldTick + 1);
    const tick = Math.min(input.tick, worldTick + AHEAD_TICKS_MAX);
    this.#waiting.push({ tick, sequence: input.sequence, buttons: input.buttons });
    if (this.#waiting.length > WAITING_MAX) this.#next();
  }

  /** The buttons for a tick: those of the next input when its time has come, else those of the last one. */
  take(tick: number): number {
    while (this.#waiting.length > LATE_MAX && this.#waiting[LATE_MAX].tick <= tick) this.#next();
    if (this.#waiting.length > 0 && this.#waiting[0].tick <= tick) this.#next();
    return this.#buttons;
  }

  /** Forgets all: nothing is pressed. */
  clear(): void {
    this.#waiting = [];
    this.#buttons = 0;
    this.#acknowledged = 0;
    this.#margin = 0;
  }

  #next(): void {
    const { buttons, sequence } = this.#waiting.shift()!;
    this.#buttons = buttons;
    this.#acknowledged = sequence;
  }
}
