// The other binary frames (PROTOCOL 7): INPUT, which a client sends when its buttons change, and ARENA, which a server
// sends when a battle begins. Bodies only; framing.ts puts the four octets in front.
import { deflateSync, inflateSync } from 'node:zlib';
import {
  ARENA_COLUMNS_MAX,
  ARENA_COLUMNS_MIN,
  ARENA_ROWS_MAX,
  ARENA_ROWS_MIN,
  type Arena,
} from '../game/arena.js';
import { areButtons } from '../game/buttons.js';
import { isTile } from '../game/terrain.js';
import { ProtocolError } from './errors.js';

/** Kinds of binary frame. */
export const INPUT_KIND = 1;
export const SNAPSHOT_KIND = 2;
export const ARENA_KIND = 3;

/** Octets of an INPUT body. */
export const INPUT_BYTES = 6;

/** One change of a player's buttons. */
export interface Input {
  /** Tick in whose step the buttons are to act first. */
  tick: number;
  /** 0 to 255, one more than the input before, and 0 after 255. */
  sequence: number;
  /** buttons.ts */
  buttons: number;
}

/** Encodes an INPUT body (PROTOCOL 7.2), 6 octets. */
export function encodeInput(input: Input, out: Buffer, offset: number): number {
  out.writeUInt32BE(input.tick, offset);
  out[offset + 4] = input.sequence;
  out[offset + 5] = input.buttons;
  return offset + INPUT_BYTES;
}

/** Decodes an INPUT body (PROTOCOL 7.2), 6 octets; nothing of it is kept.
 *  @throws ProtocolError BAD_FRAME, BAD_BUTTONS */
export function decodeInput(body: Buffer): Input {
  if (body.length !== INPUT_BYTES) throw new ProtocolError('BAD_FRAME', 'an INPUT body is 6 octets');
  const buttons = body[5];
  if (!areButtons(buttons)) throw new ProtocolError('BAD_BUTTONS');
  return { tick: body.readUInt32BE(0), sequence: body[4], buttons };
}

/** Octets in front of an ARENA body's tiles: columns and rows. */
const ARENA_HEADER_BYTES = 2;

/** Encodes an ARENA body (PROTOCOL 7.4): columns u8, rows u8, then the tiles in zlib's format (RFC 1950). */
export function encodeArena({ columns, rows, tiles }: Arena): Buffer {
  return Buffer.concat([Buffer.of(columns, rows), deflateSync(tiles, { level: 9 })]);
}

/** Decodes an ARENA body (PROTOCOL 7.4). The result has no spawn pads: only a server needs them.
 *  @throws ProtocolError BAD_FRAME */
export function decodeArena(name: string, body: Buffer): Arena {
  const [columns, rows] = [body[0] ?? 0, body[1] ?? 0];
  const fits =
    columns >= ARENA_COLUMNS_MIN &&
    columns <= ARENA_COLUMNS_MAX &&
    rows >= ARENA_ROWS_MIN &&
    rows <= ARENA_ROWS_MAX;
  if (!fits) throw new ProtocolError('BAD_FRAME', 'no such arena');
  const tiles = inflateTiles(body.subarray(ARENA_HEADER_BYTES), columns * rows);
  if (tiles.length !== columns * rows || !tiles.every(isTile)) {
    throw new ProtocolError('BAD_FRAME', 'no such arena');
  }
  const marks = { spawns: [], pickupPads: [], flags: [], bases: [], hill: null };
  return { name, author: '', modes: [], columns, rows, tiles, ...marks };
}

interface Inflated {
  readonly buffer: Buffer;
  readonly engine: { readonly bytesWritten: number };
}

/** @param count octets that may come out at most: a few may not become many */
function inflateTiles(packed: Buffer, count: number): Uint8Array {
  try {
    // With `info` it also tells how many octets it has read; what it is given as types leaves that out.
    const options = { maxOutputLength: count, info: true };
    const { buffer, engine } = inflateSync(packed, options) as unknown as Inflated;
    if (engine.bytesWritten !== packed.length) throw new Error('octets behind the end');
    return new Uint8Array(buffer);
  } catch {
    throw new ProtocolError('BAD_FRAME', 'no such arena');
  }
}
