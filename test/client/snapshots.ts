// Snapshots written by hand, for tests of what the client makes of them: a field, a tank, and a body with just what a test puts into it.
import type { Arena } from '../../src/game/arena.js';
import { arenaFromGrid } from '../../src/game/arena-text.js';
import { TILE } from '../../src/game/units.js';
import { ALIVE, createTank, type Tank } from '../../src/game/world.js';
import { encodeHeader } from '../../src/protocol/snapshot.js';

export const OWN = 2;
export const OTHER = 5;

/** An open field with two places to start. */
export function arena(): Arena {
  const open = '.'.repeat(24);
  const rows = Array.from({ length: 14 }, (_, row) =>
    row === 2 || row === 8 ? `..S${open.slice(3)}` : open,
  );
  return arenaFromGrid('Field', rows.join('\n'));
}

/** A whole tank in the middle of the field. */
export function tank(changes: Partial<Tank> = {}): Tank {
  return { ...createTank(), life: ALIVE, x: 10 * TILE, y: 6 * TILE, armour: 3, ...changes };
}

/** A snapshot of a tick, with what `write` puts into it. */
export function snapshot(
  tick: number,
  write: (out: Buffer, offset: number) => number = (_out, offset) => offset,
): Buffer {
  const out = Buffer.alloc(4096);
  return out.subarray(0, write(out, encodeHeader(out, 0, tick, 0, 0)));
}
