// Which way did the shell fly that has just hit? A hit names only who shot, and the shell is gone when it is told; so this keeps the
// headings of the shells that were in the air. Made for one battle; used for each of its snapshots.
import { SHELLS_MAX, SHELLS_PER_SEAT } from '../game/units.js';
import { ALIVE, type World } from '../game/world.js';

const NONE = -1;

/** Headings of the shells in the air, as the server last told. */
export class ShellWatch {
  readonly #headings = new Int8Array(SHELLS_MAX).fill(NONE);

  /** Notes what flies, after all of a snapshot was looked at. */
  watch(world: World): void {
    for (let slot = 0; slot < SHELLS_MAX; slot++) {
      const { flying, heading } = world.shells[slot];
      this.#headings[slot] = flying === 1 ? heading : NONE;
    }
  }

  /** Heading of the shell with which a seat has hit, 0 to 3: of one that flew until this snapshot; else, when it was too quick
   *  to be seen, of its tank; -1 when neither was seen.
   *  @param by the seat; 255 for nobody @param world after the snapshot */
  headingOf(by: number, world: World): number {
    const tank = world.tanks[by];
    if (tank === undefined) return NONE;
    for (let slot = by * SHELLS_PER_SEAT; slot < (by + 1) * SHELLS_PER_SEAT; slot++) {
      if (this.#headings[slot] !== NONE && world.shells[slot].flying === 0) return this.#headings[slot];
    }
    return tank.life === ALIVE ? tank.heading : NONE;
  }
}
