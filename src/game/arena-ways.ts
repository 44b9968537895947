// How far a tank has to drive between places of an arena as it was drawn: no brick is shot away. A tank covers 2 x 2 tiles, so a
// place is named by the upper left one of them. Asked when an arena is made, never within a tick.
import { type Arena, columnOf, type Place, rowOf } from './arena.js';
import { kindOf, STOPS_TANKS } from './terrain.js';

/** The way to where no tank gets. */
export const UNREACHED = 0xffff;

/** Ways in tiles from a place to every other one, by `row * columns + column` of its upper left tile. */
export function waysFrom(arena: Arena, start: Place): Uint16Array {
  const { columns, rows } = arena;
  const ways = new Uint16Array(columns * rows).fill(UNREACHED);
  const queue = [rowOf(start) * columns + columnOf(start)];
  ways[queue[0]] = 0;
  for (let head = 0; head < queue.length; head++) {
    const place = queue[head];
    const column = place % columns;
    for (const next of [place - columns, place + columns, column > 0 ? place - 1 : -1, place + 1]) {
      if (next < 0 || next >= ways.length || ways[next] !== UNREACHED || !fitsTank(arena, next)) continue;
      ways[next] = ways[place] + 1;
      queue.push(next);
    }
  }
  return ways;
}

/** The way to a place in ways that waysFrom() has measured. */
export function wayTo(ways: Uint16Array, arena: Arena, place: Place): number {
  return ways[rowOf(place) * arena.columns + columnOf(place)];
}

function fitsTank({ tiles, columns, rows }: Arena, place: number): boolean {
  if (place % columns === columns - 1 || place >= columns * (rows - 1)) return false;
  return [0, 1, columns, columns + 1].every((offset) => !stopsTank(tiles[place + offset]));
}

function stopsTank(tile: number): boolean {
  return ((STOPS_TANKS >> kindOf(tile)) & 1) === 1;
}
