// What the own tank has just taken from a pad. The server tells how pads and tanks stand; this compares it with how the pads stood.
// Used by snapshot-receiver.ts.
import { PICKUPS } from '../game/pickups.js';
import { PADS_MAX, TOUCH_REACH } from '../game/units.js';
import { ALIVE, type Tank, type World } from '../game/world.js';

/** The pads when the server told of them last. */
export class PickupWatch {
  /** By pad: the kind of what lay there, 0 for nothing. */
  readonly #lay = new Uint8Array(PADS_MAX);

  /** Notes how the pads stand after a snapshot. @returns the kind of what this seat's tank has taken in it, 0 for nothing */
  watch(world: World, seat: number): number {
    let taken = 0;
    for (let index = 0; index < PADS_MAX; index++) {
      const pad = world.pads[index];
      const lay = this.#lay[index];
      const isThere = pad.ticks === 0;
      if (lay > 0 && !isThere && hasTaken(world, seat, lay, pad)) taken = lay;
      this.#lay[index] = isThere ? pad.kind : 0;
    }
    return taken;
  }
}

/** Of those that stand at a pad the nearest has taken what lay there, unless it shows that it has not. */
function hasTaken({ tanks }: World, seat: number, kind: number, pad: { x: number; y: number }): boolean {
  const far = ({ life, x, y }: Tank): number =>
    life === ALIVE ? Math.max(Math.abs(x - pad.x), Math.abs(y - pad.y)) : Number.POSITIVE_INFINITY;
  const own = tanks[seat];
  const { part } = PICKUPS[kind];
  if (part !== 'none' && own[part] !== kind) return false;
  const distance = far(own);
  return distance < 2 * TOUCH_REACH && tanks.every((tank) => far(tank) >= distance);
}
