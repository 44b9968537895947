// The frames of one tick and the lines that they are for: written at the end of the tick, one behind the other, since writes in a
// row cost less than writes with work in between. Filled by those who encode, emptied by room.ts.
import type { Connection } from '../net/connection.js';
import type { Snapshots } from './snapshots.js';
import type { Viewer } from './viewer.js';

/** What this tick sends. */
export class Delivery {
  readonly #connections: Connection[] = [];
  readonly #frames: Buffer[] = [];

  /** Encodes a viewer's snapshot. A line that is behind gets the next tick's instead.
   *  @param acknowledged sequence of the last input acted on @param margin ticks that it had waited */
  add(
    connection: Connection | null | undefined,
    snapshots: Snapshots,
    viewer: Viewer,
    acknowledged: number,
    margin: number,
  ): void {
    if (!connection?.isOpen) return;
    if (connection.isBehind) {
      snapshots.skip(viewer);
      return;
    }
    const frame = snapshots.encode(viewer, acknowledged, margin);
    if (frame === null) return;
    this.#connections.push(connection);
    this.#frames.push(frame);
  }

  /** Writes all of it. */
  send(): void {
    const count = this.#connections.length;
    if (count === 0) return;
    for (let index = 0; index < count; index++) this.#connections[index].flush(this.#frames[index]);
    this.clear();
  }

  /** Forgets what was not written. */
  clear(): void {
    this.#connections.length = 0;
    this.#frames.length = 0;
  }
}
