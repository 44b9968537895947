// The text of an arena, as a person draws it in an editor -> the arena. A few lines `name: value`, then the ground, one letter
// a tile, one line a row. Read by the arenas that come with the game and by the server's folder of arenas.

import {
  ARENA_COLUMNS_MAX,
  ARENA_COLUMNS_MIN,
  ARENA_ROWS_MAX,
  ARENA_ROWS_MIN,
  type Arena,
  columnOf,
  HILL_RADIUS_MAX,
  HILL_RADIUS_MIN,
  type Hill,
  MARKS_MAX,
  type Place,
  placeAt,
  rowOf,
  type Spawn,
  type TeamPlace,
} from './arena.js';
import { type Fault, findFault } from './arena-checks.js';
import { BASE, BRICK, OPEN, TERRAIN, WHOLE_BRICK } from './terrain.js';
import { TILE } from './units.js';

// Each of these letters stands for the upper left one of 2 x 2 tiles; the other three are drawn open.
/** A spawn pad for modes in which everybody fights alone. */
const SPAWN_LETTER = 'S';
/** A pad on which pickups appear. */
const PICKUP_LETTER = 'P';
/** The middle of the hill. */
const HILL_LETTER = 'H';
/** Letters of the four teams: a spawn pad, the flag, the base. */
const TEAM_SPAWN_LETTERS = '1234';
const FLAG_LETTERS = 'abcd';
const BASE_LETTERS = 'ABCD';

/** Letters of a name, `-` and `'` among them; no more than an option of a room takes. */
const NAME = /^[\p{L}\p{N}](?:[\p{L}\p{N} '.-]{0,22}[\p{L}\p{N}.])?$/u;
/** Radius of a hill in tiles when the text does not say. */
const HILL_RADIUS_DEFAULT = 4;

/** What is wrong with an arena's text, and where: line and column count from 1. */
export class ArenaError extends Error {
  constructor(
    readonly line: number,
    readonly column: number,
    readonly reason: string,
  ) {
    super(`line ${line}, column ${column}: ${reason}`);
  }
}

// Base ground is drawn by the letters of the teams' bases.
const TILE_OF_LETTER = new Map(
  TERRAIN.map((terrain, kind) => [terrain.letter, kind === BRICK ? WHOLE_BRICK : kind] as const).filter(
    ([, tile]) => tile !== BASE,
  ),
);

interface Header {
  name: string;
  author: string;
  modes: string[];
  hillRadius: number;
  /** Line of `modes`, and the column at which each of them stands. */
  modesLine: number;
  modeColumns: number[];
}

/** Reads an arena from its text, and refuses one that its modes could not be played on.
 *  @throws ArenaError with line, column and reason; nothing else, whatever the text */
export function parseArena(text: string): Arena {
  const lines = linesOf(text);
  const header: Header = {
    name: '',
    author: '',
    modes: [],
    hillRadius: HILL_RADIUS_DEFAULT,
    modesLine: 0,
    modeColumns: [],
  };
  let first = 0;
  for (; first < lines.length; first++) {
    const field = /^([A-Za-z]+):[ \t]*/.exec(lines[first]);
    if (field !== null) readField(header, field[1], lines[first], field[0].length, first + 1);
    else if (lines[first] !== '') break;
  }
  if (header.name === '') throw new ArenaError(1, 1, 'the arena has no name: "name: ..."');
  if (header.modesLine === 0) throw new ArenaError(1, 1, 'the arena suits no mode: "modes: ..."');
  const arena = readGrid(header, lines.slice(first), first + 1);
  const fault = findFault(arena);
  if (fault !== null) throw errorOf(fault, header, first + 1);
  return arena;
}

/** Reads bare ground, for tests and experiments: letters as in an arena's text, without its header, and without the
 *  question whether a mode could be played on it.
 *  @throws ArenaError */
export function arenaFromGrid(name: string, grid: string): Arena {
  const lines = linesOf(grid);
  const first = lines.findIndex((line) => line !== '');
  const header = { name, author: '', modes: [], hillRadius: HILL_RADIUS_DEFAULT };
  return readGrid(header, first < 0 ? [] : lines.slice(first), Math.max(0, first) + 1);
}

/** Blanks at the end of a line and empty lines at the end do not count. */
function linesOf(text: string): string[] {
  return text
    .replace(/^\uFEFF/, '')
    .trimEnd()
    .split('\n')
    .map((line) => line.trimEnd());
}

function errorOf({ reason, place, mode }: Fault, header: Header, firstLine: number): ArenaError {
  if (place !== null) return new ArenaError(firstLine + rowOf(place), columnOf(place) + 1, reason);
  return new ArenaError(header.modesLine, header.modeColumns[header.modes.indexOf(mode)], reason);
}

function readField(header: Header, name: string, text: string, start: number, line: number): void {
  const value = text.slice(start);
  switch (name.toLowerCase()) {
    case 'name':
    case 'author':
      if (!NAME.test(value)) {
        throw new ArenaError(line, start + 1, `a ${name} is 1 to 24 letters, digits, blanks, '.' and '-'`);
      }
      header[name.toLowerCase() as 'name' | 'author'] = value;
      return;
    case 'modes':
      header.modesLine = line;
      for (const mode of text.slice(start).matchAll(/[^\s,]+/g)) {
        if (header.modes.includes(mode[0])) continue;
        header.modes.push(mode[0]);
        header.modeColumns.push(start + mode.index + 1);
      }
      if (header.modes.length === 0) throw new ArenaError(line, start + 1, 'no mode stands here');
      return;
    case 'hill': {
      const radius = /^\d{1,2}$/.test(value) ? Number(value) : 0;
      if (radius < HILL_RADIUS_MIN || radius > HILL_RADIUS_MAX) {
        const range = `${HILL_RADIUS_MIN} to ${HILL_RADIUS_MAX}`;
        throw new ArenaError(line, start + 1, `the radius of a hill is ${range} tiles`);
      }
      header.hillRadius = radius;
      return;
    }
    default:
      throw new ArenaError(line, 1, 'this is none of name, author, modes, hill');
  }
}

interface Marks {
  readonly spawns: Spawn[];
  readonly pickupPads: Place[];
  readonly flags: TeamPlace[];
  readonly bases: TeamPlace[];
  hill: Hill | null;
}

type Heading = Pick<Header, 'name' | 'author' | 'modes' | 'hillRadius'>;

function readGrid({ name, author, modes, hillRadius }: Heading, lines: string[], firstLine: number): Arena {
  const rows = lines.length;
  const columns = lines[0]?.length ?? 0;
  if (columns < ARENA_COLUMNS_MIN || columns > ARENA_COLUMNS_MAX) {
    const range = `${ARENA_COLUMNS_MIN} to ${ARENA_COLUMNS_MAX}`;
    throw new ArenaError(firstLine, Math.max(1, columns), `an arena is ${range} columns wide`);
  }
  if (rows < ARENA_ROWS_MIN || rows > ARENA_ROWS_MAX) {
    const range = `${ARENA_ROWS_MIN} to ${ARENA_ROWS_MAX}`;
    throw new ArenaError(
      firstLine + Math.min(rows, ARENA_ROWS_MAX + 1) - 1,
      1,
      `an arena is ${range} rows high`,
    );
  }
  const tiles = new Uint8Array(columns * rows);
  const marks: Marks = { spawns: [], pickupPads: [], flags: [], bases: [], hill: null };
  const marked: Place[] = [];
  for (const [row, line] of lines.entries()) {
    if (line.length !== columns) {
      const end = Math.min(line.length, columns) + 1;
      throw new ArenaError(
        firstLine + row,
        end,
        `this row is ${line.length} wide, and the first one ${columns}`,
      );
    }
    for (let column = 0; column < columns; column++) {
      const tile = TILE_OF_LETTER.get(line[column]);
      if (tile !== undefined) {
        tiles[row * columns + column] = tile;
        continue;
      }
      const place = placeAt(column, row);
      const wrong = mark(marks, line[column], place, hillRadius * TILE);
      if (wrong !== '') throw new ArenaError(firstLine + row, column + 1, wrong);
      if (marked.push(place) > MARKS_MAX) {
        throw new ArenaError(
          firstLine + row,
          column + 1,
          `an arena has at most ${MARKS_MAX} pads, flags and bases`,
        );
      }
    }
  }
  const arena = { name, author, modes, columns, rows, tiles, ...marks };
  requireApart(arena, marked, firstLine);
  for (const base of marks.bases) fillBase(arena, base);
  return arena;
}

/** Notes what a letter marks. @returns what is wrong with it, or '' */
function mark(marks: Marks, letter: string, place: Place, hillRadius: number): string {
  const spawnTeam = TEAM_SPAWN_LETTERS.indexOf(letter);
  const flagTeam = FLAG_LETTERS.indexOf(letter);
  const baseTeam = BASE_LETTERS.indexOf(letter);
  if (letter === SPAWN_LETTER) marks.spawns.push(place);
  else if (letter === PICKUP_LETTER) marks.pickupPads.push(place);
  else if (letter === HILL_LETTER) {
    if (marks.hill !== null) return 'an arena has one hill';
    marks.hill = { ...place, radius: hillRadius };
  } else if (spawnTeam >= 0) marks.spawns.push({ ...place, team: spawnTeam });
  else if (flagTeam >= 0) return markOnce(marks.flags, { ...place, team: flagTeam }, 'flag');
  else if (baseTeam >= 0) return markOnce(marks.bases, { ...place, team: baseTeam }, 'base');
  else return `${nameOf(letter)} is no kind of ground`;
  return '';
}

function markOnce(places: TeamPlace[], place: TeamPlace, what: string): string {
  if (places.some(({ team }) => team === place.team)) return `a team has one ${what}`;
  places.push(place);
  return '';
}

/** A letter as it may be shown on any terminal. */
function nameOf(letter: string): string {
  if (letter > ' ' && letter <= '~') return `'${letter}'`;
  return `U+${letter.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** Each mark needs 2 x 2 open tiles of its own. */
function requireApart(arena: Arena, marked: readonly Place[], firstLine: number): void {
  const taken = new Set<number>();
  for (const place of marked) {
    const column = columnOf(place);
    const row = rowOf(place);
    for (let index = 0; index < 4; index++) {
      const x = column + (index & 1);
      const y = row + (index >> 1);
      const tile = y * arena.columns + x;
      const isInside = x < arena.columns && y < arena.rows;
      if (!isInside || arena.tiles[tile] !== OPEN || taken.has(tile)) {
        const reason = 'a pad, flag, base or hill needs 2 x 2 open tiles of its own';
        throw new ArenaError(firstLine + row, column + 1, reason);
      }
      taken.add(tile);
    }
  }
}

function fillBase({ tiles, columns }: Arena, base: TeamPlace): void {
  const corner = rowOf(base) * columns + columnOf(base);
  for (const offset of [0, 1, columns, columns + 1]) tiles[corner + offset] = BASE;
}
