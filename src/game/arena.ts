// An arena: its size, its ground when a match begins, and its spawn pads. Made from text that a person can draw.
// Read by the server when it loads arenas; the client gets the tiles over the wire.
import { BRICK, OPEN, TERRAIN, WHOLE_BRICK } from './terrain.js';
import { TILE } from './units.js';

/** Smallest and largest arena in tiles. */
export const ARENA_COLUMNS_MIN = 20;
export const ARENA_COLUMNS_MAX = 96;
export const ARENA_ROWS_MIN = 12;
export const ARENA_ROWS_MAX = 60;

/** The letter of a spawn pad: the upper left one of its 2 x 2 open tiles. */
export const SPAWN_LETTER = 'S';

/** A place in an arena, in units. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** A place that belongs to a team, 0 to 3. */
export interface TeamPlace extends Place {
  readonly team: number;
}

/** An arena as a match starts on it. `tiles` is row by row, one byte a tile; never written to after it was made. */
export interface Arena {
  readonly name: string;
  readonly columns: number;
  readonly rows: number;
  readonly tiles: Uint8Array;
  /** Centres of the spawn pads, in units. */
  readonly spawns: readonly Place[];
  /** Centres of the pads on which pickups appear; of the flags; of the bases, which are 2 x 2 tiles of base. */
  readonly pickupPads: readonly Place[];
  readonly flags: readonly TeamPlace[];
  readonly bases: readonly TeamPlace[];
  /** Centre of the hill in units, and half of its square's side in tiles; null where there is none. */
  readonly hill: { readonly x: number; readonly y: number; readonly radius: number } | null;
}

/** An arena of ground alone, without pads or places: what a client knows of one. */
export function plainArena(name: string, columns: number, rows: number, tiles: Uint8Array): Arena {
  return { name, columns, rows, tiles, spawns: [], pickupPads: [], flags: [], bases: [], hill: null };
}

/** What is wrong with an arena's text, and where: line and column count from 1. */
export class ArenaError extends Error {
  constructor(
    readonly line: number,
    readonly column: number,
    reason: string,
  ) {
    super(`line ${line}, column ${column}: ${reason}`);
  }
}

const TILE_OF_LETTER = new Map(
  TERRAIN.map((terrain, kind) => [terrain.letter, kind === BRICK ? WHOLE_BRICK : kind]),
);

/** Reads an arena from its text, one letter of TERRAIN or SPAWN_LETTER a tile, one line a row.
 *  @throws ArenaError with line, column and reason */
export function parseArena(name: string, text: string): Arena {
  const lines = text
    .replace(/\r/g, '')
    .replace(/^\n+|\n+$/g, '')
    .split('\n');
  const rows = lines.length;
  const columns = lines[0].length;
  if (columns < ARENA_COLUMNS_MIN || columns > ARENA_COLUMNS_MAX) {
    throw new ArenaError(1, columns, `an arena is ${ARENA_COLUMNS_MIN} to ${ARENA_COLUMNS_MAX} columns wide`);
  }
  if (rows < ARENA_ROWS_MIN || rows > ARENA_ROWS_MAX) {
    throw new ArenaError(rows, 1, `an arena is ${ARENA_ROWS_MIN} to ${ARENA_ROWS_MAX} rows high`);
  }
  const tiles = new Uint8Array(columns * rows);
  const spawns: { x: number; y: number }[] = [];
  for (const [row, line] of lines.entries()) {
    if (line.length !== columns)
      throw new ArenaError(row + 1, line.length, `this row is not ${columns} columns wide`);
    for (let column = 0; column < columns; column++) {
      const letter = line[column];
      if (letter === SPAWN_LETTER) {
        spawns.push({ x: (column + 1) * TILE, y: (row + 1) * TILE });
        continue;
      }
      const tile = TILE_OF_LETTER.get(letter);
      if (tile === undefined) throw new ArenaError(row + 1, column + 1, `'${letter}' is no kind of ground`);
      tiles[row * columns + column] = tile;
    }
  }
  if (spawns.length < 2) throw new ArenaError(rows, columns, 'an arena needs at least two spawn pads');
  const arena: Arena = { ...plainArena(name, columns, rows, tiles), spawns };
  for (const spawn of spawns) requireOpenPad(arena, spawn);
  return arena;
}

function requireOpenPad(arena: Arena, spawn: { x: number; y: number }): void {
  for (const row of [spawn.y / TILE - 1, spawn.y / TILE]) {
    for (const column of [spawn.x / TILE - 1, spawn.x / TILE]) {
      const inside = column < arena.columns && row < arena.rows;
      if (!inside || arena.tiles[row * arena.columns + column] !== OPEN) {
        throw new ArenaError(row + 1, column + 1, 'a spawn pad needs 2 x 2 open tiles');
      }
    }
  }
}
