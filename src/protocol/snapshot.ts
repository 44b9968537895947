// SNAPSHOT bodies (PROTOCOL 7.3): a header, then records until the end. Encoding writes single records, so that a room
// can share one among all who see the same thing; decoding brings a client's world to the snapshot's tick.

import { isTile } from '../game/terrain.js';
import { ageThings, createMine } from '../game/things.js';
import { SEATS_MAX, SHELLS_MAX } from '../game/units.js';
import type { Score, Shell, Tank, World } from '../game/world.js';
import { createShell, createTank } from '../game/world.js';
import { checkPlaces } from './check-places.js';
import { ProtocolError } from './errors.js';
import {
  expectShell,
  expectTank,
  type Field,
  isSeatOrNobody,
  SCORE_FIELDS,
  SHELL_FIELDS,
  TANK_GROUPS,
} from './fields.js';
import { MINE_TABLE, THING_TABLES, type Thing } from './thing-fields.js';

/** Octets of the header: tick u32, acknowledged sequence u8, margin i8. */
export const SNAPSHOT_HEADER_BYTES = 6;
/** Most octets of such a record, its first octet included. */
export const TANK_RECORD_BYTES_MAX = 2 + 27;
const NOTE_RECORD_BYTES = 3;
const TILE_BYTES = 3;
/** Tiles in one TILES record at most. */
export const TILES_MAX = 31;
/** Most ticks that a client goes forward to reach a snapshot: a minute. */
const SNAPSHOT_TICKS_MAX = 1800;

/** Kinds of record: the high three bits of its first octet. The low five are an index. */
const TANK = 0;
const SHELL = 1;
const TANK_GONE = 2;
const SHELL_GONE = 3;
const TILES = 4;
const SCORE = 5;
const THING = 6;
const NOTE = 7;

/** Kinds of NOTE, its index: what happened between two seats. */
export const NOTE_HIT = 0;
export const NOTE_DESTROYED = 1;

/** What one snapshot told beside the state: for the client's effects and its clock. */
export interface SnapshotNews {
  tick: number;
  /** Sequence of the last input that the server has acted on. */
  acknowledged: number;
  /** Ticks that the last input waited for its turn at the server; negative when it came too late. */
  margin: number;
  /** Shells that are gone, where they ended. */
  readonly impacts: { x: number; y: number }[];
  /** Mines that went off. */
  readonly blasts: { x: number; y: number }[];
  readonly hits: { seat: number; by: number }[];
  readonly destroyed: { seat: number; by: number }[];
}

/** Writes the header. @returns the offset behind it */
export function encodeHeader(
  out: Buffer,
  offset: number,
  tick: number,
  acknowledged: number,
  margin: number,
): number {
  out.writeUInt32BE(tick, offset);
  out[offset + 4] = acknowledged;
  return out.writeInt8(Math.max(-128, Math.min(127, margin)), offset + 5);
}

/** Writes a TANK record with the groups in `mask`. @returns the offset behind it */
export function encodeTank(out: Buffer, offset: number, seat: number, tank: Tank, mask: number): number {
  let end = offset;
  out[end++] = (TANK << 5) | seat;
  out[end++] = mask;
  for (let group = 0; group < TANK_GROUPS.length; group++) {
    if (((mask >> group) & 1) === 1) end = encodeFields(out, end, tank, TANK_GROUPS[group]);
  }
  return end;
}

/** Writes a SHELL record. @returns the offset behind it */
export function encodeShell(out: Buffer, offset: number, slot: number, shell: Shell): number {
  out[offset] = (SHELL << 5) | slot;
  return encodeFields(out, offset + 1, shell, SHELL_FIELDS);
}

/** Writes a TANK_GONE record: the player no longer sees this tank. @returns the offset behind it */
export function encodeTankGone(out: Buffer, offset: number, seat: number): number {
  out[offset] = (TANK_GONE << 5) | seat;
  return offset + 1;
}

/** Writes a SHELL_GONE record with the place where it ended. @returns the offset behind it */
export function encodeShellGone(out: Buffer, offset: number, slot: number, shell: Shell): number {
  out[offset] = (SHELL_GONE << 5) | slot;
  out.writeUInt16BE(shell.x, offset + 1);
  return out.writeUInt16BE(shell.y, offset + 3);
}

/** Writes the first octet of a TILES record; `count` times encodeTile must follow. @returns the offset behind it
 *  @param count 1 to TILES_MAX */
export function encodeTilesHead(out: Buffer, offset: number, count: number): number {
  out[offset] = (TILES << 5) | count;
  return offset + 1;
}

/** Writes one tile of a TILES record. @returns the offset behind it */
export function encodeTile(out: Buffer, offset: number, index: number, tile: number): number {
  out[out.writeUInt16BE(index, offset)] = tile;
  return offset + TILE_BYTES;
}

/** Writes a SCORE record. @returns the offset behind it */
export function encodeScore(out: Buffer, offset: number, seat: number, score: Score): number {
  out[offset] = (SCORE << 5) | seat;
  return encodeFields(out, offset + 1, score, SCORE_FIELDS);
}

/** Writes a THING record. @returns the offset behind it
 *  @param table index in THING_TABLES
 *  @param index which of its things */
export function encodeThing(out: Buffer, offset: number, table: number, index: number, thing: Thing): number {
  out[offset] = (THING << 5) | table;
  out[offset + 1] = index;
  return encodeFields(out, offset + 2, thing, THING_TABLES[table].fields);
}

/** Writes a NOTE record. @returns the offset behind it */
export function encodeNote(out: Buffer, offset: number, kind: number, seat: number, by: number): number {
  out[offset] = (NOTE << 5) | kind;
  out[offset + 1] = seat;
  out[offset + 2] = by;
  return offset + NOTE_RECORD_BYTES;
}

function encodeFields<Entity>(
  out: Buffer,
  offset: number,
  entity: Entity,
  fields: readonly Field<Entity>[],
): number {
  let end = offset;
  for (const field of fields) {
    const value = entity[field.name] as number;
    if (field.bytes === 2) out[end++] = value >> 8;
    out[end++] = value & 0xff;
  }
  return end;
}

/** An empty news, to be filled again and again. */
export function createNews(): SnapshotNews {
  return { tick: 0, acknowledged: 0, margin: 0, impacts: [], blasts: [], hits: [], destroyed: [] };
}

/** Decodes one SNAPSHOT body into a client's world, which goes forward to the snapshot's tick as both ends expect
 *  (fields.ts) and then takes the records. The world may be half changed when an error is thrown: drop it then.
 *  @param spend asked before the world goes forward by so many ticks; may throw a ProtocolError
 *  @throws ProtocolError BAD_FRAME */
export function decodeSnapshot(
  body: Buffer,
  world: World,
  news: SnapshotNews,
  spend: (ticks: number) => void = () => {},
): void {
  const reader = new Reader(body);
  news.impacts.length = 0;
  news.blasts.length = 0;
  news.hits.length = 0;
  news.destroyed.length = 0;
  news.tick = reader.integer(4, 0, 0xffffffff);
  news.acknowledged = reader.integer(1, 0, 255);
  news.margin = reader.integer(1, -128, 127);
  if (news.tick < world.tick || news.tick - world.tick > SNAPSHOT_TICKS_MAX) {
    throw new ProtocolError('BAD_FRAME', 'tick out of order');
  }
  spend(news.tick - world.tick);
  while (world.tick < news.tick) expectWorld(world);
  while (reader.hasMore()) decodeRecord(reader, world, news);
  checkPlaces(world);
}

/** Takes a client's world one tick forward as both ends expect it when no snapshot comes. */
export function expectWorld(world: World): void {
  world.tick++;
  if (world.ticksLeft > 0) world.ticksLeft--;
  ageThings(world);
  for (const tank of world.tanks) expectTank(tank);
  for (const shell of world.shells) expectShell(shell);
}

function decodeRecord(reader: Reader, world: World, news: SnapshotNews): void {
  const first = reader.integer(1, 0, 255);
  const index = first & 31;
  switch (first >> 5) {
    case TANK:
      decodeTank(reader, world, index);
      break;
    case SHELL:
      reader.fields(world.shells[reader.below(index, SHELLS_MAX)], SHELL_FIELDS);
      world.shells[index].flying = 1;
      break;
    case TANK_GONE:
      Object.assign(world.tanks[reader.below(index, SEATS_MAX)], createTank());
      break;
    case SHELL_GONE:
      Object.assign(world.shells[reader.below(index, SHELLS_MAX)], createShell());
      news.impacts.push({ x: reader.integer(2, 0, 0xffff), y: reader.integer(2, 0, 0xffff) });
      break;
    case TILES:
      for (let count = index; count > 0; count--) {
        const place = reader.integer(2, 0, world.terrain.length - 1);
        const tile = reader.integer(1, 0, 255);
        if (!isTile(tile)) throw new ProtocolError('BAD_FRAME', 'no such tile');
        world.terrain[place] = tile;
      }
      break;
    case SCORE:
      reader.fields(world.scores[reader.below(index, SEATS_MAX)], SCORE_FIELDS);
      break;
    case THING:
      decodeThing(reader, world, index, news);
      break;
    case NOTE: {
      const note = { seat: reader.integer(1, 0, SEATS_MAX - 1), by: reader.integer(1, 0, 255) };
      if (!isSeatOrNobody(note.by)) throw new ProtocolError('BAD_FRAME', 'no such seat');
      if (index === NOTE_HIT) news.hits.push(note);
      else if (index === NOTE_DESTROYED) news.destroyed.push(note);
      break;
    }
  }
}

function decodeTank(reader: Reader, world: World, seat: number): void {
  const tank = world.tanks[reader.below(seat, SEATS_MAX)];
  const mask = reader.integer(1, 0, (1 << TANK_GROUPS.length) - 1);
  for (let group = 0; group < TANK_GROUPS.length; group++) {
    if (((mask >> group) & 1) === 1) reader.fields(tank, TANK_GROUPS[group]);
  }
}

function decodeThing(reader: Reader, world: World, table: number, news: SnapshotNews): void {
  const { count, fields, at } = THING_TABLES[reader.below(table, THING_TABLES.length)];
  const index = reader.below(reader.integer(1, 0, 255), count);
  reader.fields(at(world, index), fields);
  if (table !== MINE_TABLE || world.mines[index].laid === 1) return;
  const { x, y } = world.mines[index];
  if (x > 0) news.blasts.push({ x, y });
  Object.assign(world.mines[index], createMine());
}

/** Reads integers of a body in order, each against its range. */
class Reader {
  private offset = 0;

  constructor(private readonly body: Buffer) {}

  hasMore(): boolean {
    return this.offset < this.body.length;
  }

  /** Reads a big-endian integer, signed when `min` is below 0. @throws ProtocolError BAD_FRAME */
  integer(bytes: 1 | 2 | 4, min: number, max: number): number {
    if (this.offset + bytes > this.body.length)
      throw new ProtocolError('BAD_FRAME', 'body ends within a record');
    const value =
      min < 0 ? this.body.readIntBE(this.offset, bytes) : this.body.readUIntBE(this.offset, bytes);
    this.offset += bytes;
    if (value < min || value > max) throw new ProtocolError('BAD_FRAME', 'value out of range');
    return value;
  }

  fields<Entity>(entity: Entity, fields: readonly Field<Entity>[]): void {
    const values = entity as Record<string, number>;
    for (const field of fields) {
      const value = this.integer(field.bytes, field.min, field.max);
      if (field.fits?.(value) === false) throw new ProtocolError('BAD_FRAME', 'no such value');
      values[field.name] = value;
    }
  }

  /** An index that must be below a bound. @throws ProtocolError BAD_FRAME */
  below(index: number, bound: number): number {
    if (index >= bound) throw new ProtocolError('BAD_FRAME', 'index out of range');
    return index;
  }
}
