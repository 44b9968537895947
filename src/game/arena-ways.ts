// How far a tank has to drive between places of an arena as it was drawn: no brick is shot away. A tank covers 2 x 2 tiles, so a
// place is named by the upper left one of them. Asked when an arena is made, never within a tick.
import { type Arena, columnOf, type Place, rowOf } from './arena.js';
import { kindOf, STOPS_TANKS } from './terrain.js';

/** The ground of an arena, row by row. */
type Ground = Pick<Arena, 'columns' | 'rows' | 'tiles'>;

/** The way to where no tank gets. */
export const UNREACHED = 0xffff;

/** Ways in tiles from the nearest of some places to every other one, by `row * columns + column` of its upper left tile. */
export function waysFrom(arena: Ground, starts: readonly Place[]): Uint16Array {
  const { columns, rows } = arena;
  const ways = new Uint16Array(columns * rows).fill(UNREACHED);
  const queue = new Int32Array(columns * rows + starts.length);
  let waiting = 0;
  for (const start of starts) {
    queue[waiting] = rowOf(start) * columns + columnOf(start);
    ways[queue[waiting++]] = 0;
  }
  const steps = [-columns, columns, -1, 1];
  for (let head = 0; head < waiting; head++) {
    const place = queue[head];
    // A step over the left or right edge ends on the last column, where no tank fits.
    for (const step of steps) {
      const next = place + step;
      if (next < 0 || ways[next] !== UNREACHED || !fitsTank(arena, next)) continue;
      ways[next] = ways[place] + 1;
      queue[waiting++] = next;
    }
  }
  return ways;
}

/** The way to a place in ways that waysFrom() has measured. */
export function wayTo(ways: Uint16Array, arena: Arena, place: Place): number {
  return ways[rowOf(place) * arena.columns + columnOf(place)];
}

function fitsTank({ tiles, columns }: Ground, place: number): boolean {
  if (place % columns === columns - 1 || place + columns >= tiles.length) return false;
  const stops = isWall(tiles[place]) || isWall(tiles[place + 1]);
  return !stops && !isWall(tiles[place + columns]) && !isWall(tiles[place + columns + 1]);
}

function isWall(tile: number): boolean {
  return ((STOPS_TANKS >> kindOf(tile)) & 1) === 1;
}
