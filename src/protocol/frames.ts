// INPUT (PROTOCOL 7.2), which a client sends when its buttons change, and the kinds of all binary frames. Bodies only:
// framing.ts puts the four octets in front.
import { areButtons } from '../game/buttons.js';
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
