// ARENA (PROTOCOL 7.4), the frame that a server sends when a battle begins: the ground, and the pads, flags, bases and hill
// on it. The body only: framing.ts puts the four octets in front.
import { deflateSync, inflateSync } from 'node:zlib';
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
} from '../game/arena.js';
import { isTile } from '../game/terrain.js';
import { TEAMS_MAX, TILE } from '../game/units.js';
import { ProtocolError } from './errors.js';

/** Octets in front of the packed part: columns and rows. */
const HEADER_BYTES = 2;
/** Octets of one mark: what, column, row. */
const MARK_BYTES = 3;

// The high four bits of what a mark is.
const SPAWN = 0;
const PICKUP_PAD = 1;
const FLAG = 2;
const BASE = 3;
const HILL = 4;
/** The low four bits of a spawn pad without a team. */
const NO_TEAM = 15;

/** Encodes an ARENA body (PROTOCOL 7.4): columns u8, rows u8, then tiles and marks in zlib's format (RFC 1950). */
export function encodeArena({ columns, rows, tiles, ...marks }: Arena): Buffer {
  const octets: number[] = [];
  const mark = (kind: number, detail: number, place: Place): void => {
    octets.push((kind << 4) | detail, columnOf(place), rowOf(place));
  };
  for (const pad of marks.spawns) mark(SPAWN, pad.team ?? NO_TEAM, pad);
  for (const pad of marks.pickupPads) mark(PICKUP_PAD, 0, pad);
  for (const flag of marks.flags) mark(FLAG, flag.team, flag);
  for (const base of marks.bases) mark(BASE, base.team, base);
  if (marks.hill !== null) mark(HILL, marks.hill.radius / TILE, marks.hill);
  const packed = deflateSync(Buffer.concat([tiles, Buffer.from(octets)]), { level: 9 });
  return Buffer.concat([Buffer.of(columns, rows), packed]);
}

/** Decodes an ARENA body (PROTOCOL 7.4). The result has no author and no modes: a client asks for neither.
 *  @throws ProtocolError BAD_FRAME */
export function decodeArena(name: string, body: Buffer): Arena {
  const [columns, rows] = [body[0] ?? 0, body[1] ?? 0];
  const fits =
    columns >= ARENA_COLUMNS_MIN &&
    columns <= ARENA_COLUMNS_MAX &&
    rows >= ARENA_ROWS_MIN &&
    rows <= ARENA_ROWS_MAX;
  if (!fits) refuse();
  const count = columns * rows;
  const unpacked = inflate(body.subarray(HEADER_BYTES), count + MARKS_MAX * MARK_BYTES);
  const tiles = unpacked.subarray(0, count);
  if (tiles.length !== count || !tiles.every(isTile)) refuse();
  return {
    name,
    author: '',
    modes: [],
    columns,
    rows,
    tiles,
    ...decodeMarks(unpacked.subarray(count), columns, rows),
  };
}

type Marks = Pick<Arena, 'spawns' | 'pickupPads' | 'flags' | 'bases' | 'hill'>;

function decodeMarks(octets: Uint8Array, columns: number, rows: number): Marks {
  if (octets.length % MARK_BYTES !== 0) refuse();
  const spawns: Spawn[] = [];
  const pickupPads: Place[] = [];
  const flags: TeamPlace[] = [];
  const bases: TeamPlace[] = [];
  let hill: Hill | null = null;
  const single = new Set<number>();
  for (let index = 0; index < octets.length; index += MARK_BYTES) {
    const [what, column, row] = octets.subarray(index, index + MARK_BYTES);
    if (column > columns - 2 || row > rows - 2) refuse();
    const kind = what >> 4;
    const detail = what & 0x0f;
    const place = placeAt(column, row);
    if (kind === SPAWN && detail === NO_TEAM) spawns.push(place);
    else if (kind === PICKUP_PAD && detail === 0) pickupPads.push(place);
    else if (kind === SPAWN && detail < TEAMS_MAX) spawns.push({ ...place, team: detail });
    else if (kind === HILL && hill === null && detail >= HILL_RADIUS_MIN && detail <= HILL_RADIUS_MAX) {
      hill = { ...place, radius: detail * TILE };
    } else if ((kind === FLAG || kind === BASE) && detail < TEAMS_MAX && !single.has(what)) {
      single.add(what);
      (kind === FLAG ? flags : bases).push({ ...place, team: detail });
    } else refuse();
  }
  return { spawns, pickupPads, flags, bases, hill };
}

interface Inflated {
  readonly buffer: Buffer;
  readonly engine: { readonly bytesWritten: number };
}

/** @param most octets that may come out: a few may not become many */
function inflate(packed: Buffer, most: number): Uint8Array {
  try {
    // With `info` it also tells how many octets it has read; what it is given as types leaves that out.
    const options = { maxOutputLength: most, info: true };
    const { buffer, engine } = inflateSync(packed, options) as unknown as Inflated;
    if (engine.bytesWritten !== packed.length) throw new Error('octets behind the end');
    return new Uint8Array(buffer);
  } catch {
    return refuse();
  }
}

function refuse(): never {
  throw new ProtocolError('BAD_FRAME', 'no such arena');
}
