// How two settle a draw of one battle: both want it, the battle stands still, both tell the same winner. Whoever tells another one, or
// nothing in time, lets it go on, and it can't be stopped again. Owned by play.ts; it trusts nobody's word alone.
import { hold, isQuiet, levelTwo, release, settle } from '../game/settle.js';
import { HELD } from '../game/things.js';
import { TICKS_PER_SECOND } from '../game/units.js';
import type { World } from '../game/world.js';
import { ProtocolError } from '../protocol/errors.js';
import { SETTLE_SECONDS } from '../protocol/limits.js';

/** The settling of one battle. */
export class Settlement {
  readonly #world: World;
  readonly #change: (act: (world: World) => void) => void;
  /** Seats that want it. */
  readonly #wanting = new Set<number>();
  /** Who has won, by the seat that tells it. */
  readonly #told = new Map<number, number>();
  #ticksLeft = SETTLE_SECONDS * TICKS_PER_SECOND;

  /** @param change does something to the world between two ticks, for all who see it */
  constructor(world: World, change: (act: (world: World) => void) => void) {
    this.#world = world;
    this.#change = change;
  }

  /** Somebody wants it. @throws ProtocolError WRONG_PHASE */
  want(seat: number): void {
    this.#requireTwo(seat);
    this.#wanting.add(seat);
  }

  /** Somebody tells who has won. @throws ProtocolError WRONG_PHASE, BAD_BODY */
  tell(seat: number, winner: number): void {
    const two = this.#requireTwo(seat);
    if (this.#world.stage.sudden !== HELD) throw new ProtocolError('WRONG_PHASE');
    if (!two.includes(winner)) throw new ProtocolError('BAD_BODY', 'One of the two who are level.', 'seat');
    this.#told.set(seat, winner);
    const [first, second] = two.map((each) => this.#told.get(each));
    if (first === undefined || second === undefined) return;
    if (first === second) this.#change((world) => settle(world, first));
    else this.#goOn();
  }

  /** A seat has another holder, or none. */
  forget(seat: number): void {
    const wanted = this.#wanting.delete(seat);
    this.#told.delete(seat);
    if (wanted && this.#world.stage.sudden === HELD) this.#goOn();
  }

  /** One tick, before the battle makes its own. */
  tick(): void {
    if (this.#world.stage.sudden === HELD) {
      this.#ticksLeft--;
      // Somebody may have come in who is level with them.
      if (this.#ticksLeft <= 0 || levelTwo(this.#world) === null) this.#goOn();
    } else if (this.#wanting.size > 1 && this.#ticksLeft > 0 && isQuiet(this.#world)) {
      if (levelTwo(this.#world)?.every((seat) => this.#wanting.has(seat))) this.#change(hold);
    }
  }

  #goOn(): void {
    this.#ticksLeft = 0;
    this.#change(release);
  }

  #requireTwo(seat: number): readonly [number, number] {
    const two = levelTwo(this.#world);
    if (this.#ticksLeft <= 0 || !two?.includes(seat))
      throw new ProtocolError('WRONG_PHASE', 'There is no draw of yours to settle.');
    return two;
  }
}
