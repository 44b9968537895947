// How often a room is told of itself: some changes at once, then what has come of all of them once in some ticks, since each is told to
// up to 32 people. A new phase is told of at once, as what follows it makes no sense without it. Owned by room.ts.
import { ROOM_NEWS_BURST, ROOM_NEWS_TICKS } from '../protocol/limits.js';
import type { Phase } from '../protocol/room-state.js';
import type { Account, Turns } from './turns.js';

/** What a bulletin needs of its room. */
export interface BulletinContext {
  readonly turns: Pick<Turns, 'payer' | 'charge'>;
  phase(): Phase;
  /** Tells everybody how the room is now. */
  tell(): void;
}

/** What is told of one room, and when. */
export class Bulletin {
  readonly #context: BulletinContext;
  #left = ROOM_NEWS_BURST;
  #ticks = 0;
  #isUntold = false;
  /** Who has changed the room last without its being told. */
  #payer: Account | null = null;
  #phase: Phase | null = null;

  constructor(context: BulletinContext) {
    this.#context = context;
  }

  /** True while it needs ticks. */
  get isMoving(): boolean {
    return this.#left < ROOM_NEWS_BURST;
  }

  /** The room has changed. */
  change(): void {
    const { turns, phase } = this.#context;
    if (this.#left > 0 || this.#phase !== phase()) {
      this.#tell();
      return;
    }
    this.#isUntold = true;
    this.#payer = turns.payer;
  }

  /** One tick of the room. */
  tick(): void {
    if (this.#left === ROOM_NEWS_BURST || ++this.#ticks < ROOM_NEWS_TICKS) return;
    this.#ticks = 0;
    this.#left++;
    if (this.#isUntold) this.#context.turns.charge(this.#payer, () => this.#tell());
  }

  #tell(): void {
    const { phase, tell } = this.#context;
    this.#isUntold = false;
    this.#payer = null;
    this.#phase = phase();
    this.#left = Math.max(0, this.#left - 1);
    tell();
  }
}
