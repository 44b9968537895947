// `tank-server arenas`: the arenas as lines for a terminal, and what a host wants to know of one that he draws.
import type { Arena } from '../game/arena.js';
import { compareWays, isFair } from '../game/arena-fairness.js';

/** One line an arena: name, size, modes. */
export function listArenas(arenas: Iterable<Arena>): string {
  const lines = [...arenas].map(
    ({ name, columns, rows, modes }) =>
      `${name.padEnd(24)} ${`${columns} x ${rows}`.padEnd(8)} ${modes.join(', ')}\n`,
  );
  return lines.join('');
}

/** What is unfair about an arena, one line each; an unfair arena can be played all the same. */
export function describeArena(arena: Arena): string {
  const { name, columns, rows, modes, spawns, pickupPads } = arena;
  const unfair = compareWays(arena).filter((ways) => !isFair(ways));
  return [
    `${name}: ${columns} x ${rows}, ${spawns.length} spawn pads, ${pickupPads.length} pickup pads; good for ${modes.join(', ')}`,
    ...unfair.map(
      ({ what, shortest, longest }) =>
        `unfair: ${what} it is ${shortest} tiles for one, ${longest} for another`,
    ),
    ...(unfair.length === 0 ? ['fair: nobody has more than 15 % farther than another'] : []),
    '',
  ].join('\n');
}
