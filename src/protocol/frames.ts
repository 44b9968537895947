// INPUT (PROTOCOL 7.2), which a client sends when its buttons change, LOOK (PROTOCOL 7.7), which one that watches sends when its
// camera moves, and the kinds of all binary frames. Bodies only:
// framing.ts puts the four octets in front.
import { ARENA_COLUMNS_MAX } from '../game/arena.js';
import { areButtons } from '../game/buttons.js';
import { TILE } from '../game/units.js';
import { ProtocolError } from './errors.js';

/** Kinds of binary frame. */
export const INPUT_KIND = 1;
export const SNAPSHOT_KIND = 2;
export const ARENA_KIND = 3;
export const LOOK_KIND = 4;

/** Octets of an INPUT body. */
export const INPUT_BYTES = 6;
/** Octets of a LOOK body. */
export const LOOK_BYTES = 4;

/** One change of a player's buttons. */
export interface Input {
  /** Tick in whose step the buttons are to act first. */
  tick: number;
  /** 0 to 255, one more than the input before, and 0 after 255. */
  sequence: number;
  /** buttons.ts */
  buttons: number;
}

/** The largest x or y of a place in any arena, in units. */
const PLACE_MAX = ARENA_COLUMNS_MAX * TILE;

/** Where a camera stands, in units. */
export interface LookAt {
  readonly x: number;
  readonly y: number;
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

/** Encodes a LOOK body (PROTOCOL 7.7), 4 octets. */
export function encodeLook({ x, y }: LookAt, out: Buffer, offset: number): number {
  out.writeUInt16BE(x, offset);
  out.writeUInt16BE(y, offset + 2);
  return offset + LOOK_BYTES;
}

/** Decodes a LOOK body (PROTOCOL 7.7), 4 octets; nothing of it is kept.
 *  @throws ProtocolError BAD_FRAME */
export function decodeLook(body: Buffer): LookAt {
  if (body.length !== LOOK_BYTES) throw new ProtocolError('BAD_FRAME', 'a LOOK body is 4 octets');
  const [x, y] = [body.readUInt16BE(0), body.readUInt16BE(2)];
  if (x > PLACE_MAX || y > PLACE_MAX) throw new ProtocolError('BAD_FRAME', 'a place is outside of any arena');
  return { x, y };
}
