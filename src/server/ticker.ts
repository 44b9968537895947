// Calls each of its members TICKS_PER_SECOND times a second, on a fixed grid that never drifts. The members are spread
// over the slots of a tick, so that not all rooms write at once. With no members there is no timer.
import { TICK_MS } from '../game/units.js';

/** Slots of one tick. */
const SLOTS = 8;
/** Ticks that a late member makes up for in one go; what is beyond is dropped and told. */
const CATCH_UP_TICKS_MAX = 5;

/** What a ticker drives. */
export interface Ticking {
  /** One step; never throws. */
  tick(): void;
  /** Sends what the step has made; called when all of the slot have made theirs, since writes in a row cost less than
   *  writes with work in between. Never throws. */
  send(): void;
}

/** Where a ticker gets its time from; a simulation gives its own. */
export interface TickerClock {
  /** Milliseconds that only grow. */
  now(): number;
  setTimer(run: () => void, delayMs: number): unknown;
  clearTimer(timer: unknown): void;
}

const REAL_CLOCK: TickerClock = {
  now: () => performance.now(),
  setTimer: (run, delayMs) => setTimeout(run, delayMs),
  clearTimer: (timer) => clearTimeout(timer as NodeJS.Timeout),
};

interface Slot {
  readonly members: Set<Ticking>;
  dueMs: number;
}

/** THE GRID of the server loop. */
export class Ticker {
  /** Time from one tick to the next. */
  readonly tickMs: number;
  readonly #clock: TickerClock;
  readonly #startMs: number;
  readonly #slots: Slot[];
  readonly #onDropped: (ticks: number) => void;
  #timer: unknown = null;
  #nextMs = Number.POSITIVE_INFINITY;
  /** Milliseconds by which the last tick was late: for measurements. */
  lateMs = 0;
  /** Ticks of a slot that were dropped since the start. */
  droppedTotal = 0;
  /** Told how late each tick was, when somebody measures. */
  onLate: ((lateMs: number) => void) | null = null;

  /** @param onDropped told how many ticks were dropped because the process stood still for too long
   *  @param tickMs longer for a server that is slowed down */
  constructor(
    onDropped: (ticks: number) => void = () => {},
    clock: TickerClock = REAL_CLOCK,
    tickMs: number = TICK_MS,
  ) {
    this.tickMs = tickMs;
    this.#clock = clock;
    this.#startMs = clock.now();
    this.#onDropped = onDropped;
    this.#slots = Array.from({ length: SLOTS }, () => ({ members: new Set(), dueMs: 0 }));
  }

  /** Members that are called. */
  get count(): number {
    return this.#slots.reduce((sum, { members }) => sum + members.size, 0);
  }

  /** Whether a tick should be made now. */
  get isDue(): boolean {
    return this.#timer !== null && this.#clock.now() >= this.#nextMs;
  }

  /** Starts to call a member, in the slot with the fewest. */
  add(member: Ticking): void {
    if (this.#slots.some((slot) => slot.members.has(member))) return;
    const index = this.#slots.reduce(
      (least, slot, at) => (slot.members.size < this.#slots[least].members.size ? at : least),
      0,
    );
    const slot = this.#slots[index];
    if (slot.members.size === 0) {
      const phaseMs = this.#startMs + (index * this.tickMs) / SLOTS;
      slot.dueMs = phaseMs + Math.ceil((this.#clock.now() - phaseMs) / this.tickMs) * this.tickMs;
    }
    slot.members.add(member);
    this.#schedule();
  }

  /** Stops to call a member; one that is not here is no error. */
  remove(member: Ticking): void {
    for (const slot of this.#slots) slot.members.delete(member);
  }

  /** Lets every member go. */
  stop(): void {
    for (const slot of this.#slots) slot.members.clear();
    this.#schedule();
  }

  #schedule(): void {
    if (this.#timer !== null) this.#clock.clearTimer(this.#timer);
    this.#timer = null;
    this.#nextMs = Number.POSITIVE_INFINITY;
    for (const { members, dueMs } of this.#slots)
      if (members.size > 0) this.#nextMs = Math.min(this.#nextMs, dueMs);
    if (this.#nextMs === Number.POSITIVE_INFINITY) return;
    this.#timer = this.#clock.setTimer(() => this.#run(), Math.max(0, this.#nextMs - this.#clock.now()));
  }

  #run(): void {
    this.#timer = null;
    for (const slot of this.#slots) {
      for (let done = 0; slot.members.size > 0 && slot.dueMs <= this.#clock.now(); done++) {
        if (done === CATCH_UP_TICKS_MAX) {
          const dropped = Math.ceil((this.#clock.now() - slot.dueMs) / this.tickMs);
          slot.dueMs += dropped * this.tickMs;
          this.droppedTotal += dropped;
          this.#onDropped(dropped);
          break;
        }
        this.lateMs = this.#clock.now() - slot.dueMs;
        this.onLate?.(this.lateMs);
        slot.dueMs += this.tickMs;
        const members = [...slot.members];
        for (const member of members) member.tick();
        for (const member of members) member.send();
      }
    }
    this.#schedule();
  }
}
