// The other binary frames (PROTOCOL 7): INPUT, which a client sends when its buttons change, and ARENA, which a server
// sends when a battle begins. Bodies only; framing.ts puts the four octets in front.
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

/** Encodes an ARENA body (PROTOCOL 7.4): columns u8, rows u8, then runs of a tile and its count. At most 2 + 2 octets a tile. */
export function encodeArena(arena: Arena): Buffer {
  const { tiles } = arena;
  const bytes = [arena.columns, arena.rows];
  for (let start = 0; start < tiles.length; ) {
    let end = start + 1;
    while (end < tiles.length && tiles[end] === tiles[start] && end - start < 255) end++;
    bytes.push(tiles[start], end - start);
    start = end;
  }
  return Buffer.from(bytes);
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
  if (!fits || body.length % 2 !== 0) throw new ProtocolError('BAD_FRAME', 'no such arena');
  const tiles = new Uint8Array(columns * rows);
  let filled = 0;
  for (let offset = 2; offset < body.length; offset += 2) {
    const end = filled + body[offset + 1];
    if (!isTile(body[offset]) || end > tiles.length) throw new ProtocolError('BAD_FRAME', 'no such arena');
    tiles.fill(body[offset], filled, end);
    filled = end;
  }
  if (filled !== tiles.length) throw new ProtocolError('BAD_FRAME', 'no such arena');
  return { name, columns, rows, tiles, spawns: [] };
}
