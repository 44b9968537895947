// The code by which people join a room: six characters that can be read out over the telephone.
// Used by the server, which draws a code from the alphabet, and by the client, which takes what a person typed. Pure.
import { ROOM_CODE_LENGTH } from './limits.js';

/** Characters of a code: capitals and digits without 0, O, 1, I and L, which are taken for one another. */
export const ROOM_CODE_ALPHABET = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';

const CODE = new RegExp(`^[${ROOM_CODE_ALPHABET}]{${ROOM_CODE_LENGTH}}$`);

/** Parses a code as somebody typed it: small letters, blanks and dashes are forgiven. A character outside the alphabet
 *  is not: no code has one, so there is nothing that it could stand for, and a guess may be somebody else's room.
 *  @returns the code as the server knows it, or null */
export function parseRoomCode(text: string): string | null {
  const code = text.replace(/[\s-]+/g, '').toUpperCase();
  // Upper case turns a few letters outside ASCII into letters inside it.
  return CODE.test(code) && !/[^\s\x21-\x7e]/.test(text) ? code : null;
}
