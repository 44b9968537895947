// A key as the kitty keyboard protocol tells it (https://sw.kovidgoyal.net/kitty/keyboard-protocol) -> the bytes that any other
// terminal would send for it, which terminal-kit can name, and whether it was pressed or let go. Called by key-input.ts. Pure.
import { kindOf, NARROW, WIDE } from './glyph.js';

/** What a finger did. Terminals without the protocol know only presses. */
export type KeyMotion = 'press' | 'repeat' | 'release';

/** A key in the bytes of other terminals. */
export interface KittyKey {
  readonly bytes: string;
  readonly motion: KeyMotion;
  /** What stands there on a Latin keyboard, with Shift and without Caps Lock; left out where it is nothing or nobody knows. */
  readonly place?: string;
}

/** Asks for all of the protocol. With less than "all keys as escape codes" (8) Enter, Tab and Backspace are the same plain byte when
 *  they are let go as when they are pressed (kitty 0.26, foot 1.13), and with it alone what a key writes can only be guessed (16). */
export const KITTY_PUSH = '\x1b[>31u';
/** The same without another place on the terminal's stack, after a stop. */
export const KITTY_SET = '\x1b[=31u';

const SHIFT = 1;
const ALT = 2;
const CTRL = 4;
const CAPS_LOCK = 64;
const NUM_LOCK = 128;
const ESC = '\x1b';

/** key : shifted : on a Latin keyboard ; modifiers : motion ; text, and the final letter. */
const PATTERN =
  /^\[(\d{0,7})(?::(\d{0,7}))?(?::(\d{0,7}))?(?:;(\d{0,4})(?::(\d))?(?:;([\d:]*))?)?([u~A-HPQRS])$/;
const MOTIONS: readonly (KeyMotion | undefined)[] = [undefined, 'press', 'repeat', 'release'];

/** Keys of the number pad, from KEYPAD_FIRST on. */
const KEYPAD_FIRST = 57399;
const KEYPAD = [
  ...'0123456789./*-+',
  ...['\r', '=', ',', '[D', '[C', '[A', '[B', '[5~', '[6~', '[H', '[F', '[2~', '[3~', '[E'],
];
/** F1 to F4, which other terminals tell by SS3. */
const FUNCTION_KEYS: Readonly<Record<string, string>> = { P: 'OP', Q: 'OQ', R: 'OR', S: 'OS', '13~': 'OR' };

/** Takes a key apart.
 *  @param sequence that begins with Escape
 *  @returns undefined when it is none of the protocol's, null for a key that says nothing to others */
export function parseKittyKey(sequence: string): KittyKey | null | undefined {
  const match = PATTERN.exec(sequence.slice(1));
  if (match === null) return undefined;
  const [, number, shifted, latin, modifiers, event, text, final] = match;
  // Where the cursor is, and no F3.
  if (final === 'R' && Number(number || 1) > 1) return undefined;
  const motion = MOTIONS[Number(event || 1)];
  let bits = Math.max(0, Number(modifiers || 1) - 1);
  // Super, hyper and meta belong to the window manager.
  if (motion === undefined || (bits & ~(SHIFT | ALT | CTRL | CAPS_LOCK | NUM_LOCK)) !== 0) return null;
  // A modifier may be let go before the key.
  if (motion === 'release') bits = 0;
  const bytes =
    final === 'u'
      ? bytesOfCode(Number(number), Number(shifted), Number(latin), bits, Number(text || 0))
      : bytesOfFunction(number, final, bits & (SHIFT | ALT | CTRL));
  if (bytes === null) return null;
  const place = final === 'u' ? placeOf(Number(number), Number(shifted), Number(latin), bits) : null;
  return { bytes, motion, ...(place !== null && { place }) };
}

/** Orders are given by the place of a key where it writes no Latin letter, and Caps Lock is none. */
function placeOf(code: number, shifted: number, latin: number, bits: number): string | null {
  const base = code < 0x7f ? code : latin;
  if (!(base > 0x20 && base < 0x7f) || (bits & (CTRL | ALT)) !== 0) return null;
  if ((bits & SHIFT) === 0) return String.fromCharCode(base);
  const isAscii = code < 0x7f && shifted > 0x20 && shifted < 0x7f;
  return String.fromCharCode(isAscii ? shifted : base).toUpperCase();
}

function bytesOfFunction(number: string, final: string, bits: number): string {
  const key = final === '~' ? `${number}~` : final;
  if (bits === 0) return ESC + (FUNCTION_KEYS[key] ?? `[${key}`);
  if (final === '~') return `${ESC}[${number};${bits + 1}~`;
  // The other spelling of F3 is also that of where the cursor is.
  return `${ESC}${final === 'R' ? 'O' : '['}1;${bits + 1}${final}`;
}

/** @param text code point that the key writes; 0 where that is not told, NaN where it is more than one */
function bytesOfCode(
  code: number,
  shifted: number,
  latin: number,
  bits: number,
  text: number,
): string | null {
  const prefix = (bits & ALT) === 0 ? '' : ESC;
  switch (code) {
    case 27:
      return ESC;
    case 9:
      return (bits & SHIFT) === 0 ? `${prefix}\t` : `${ESC}[Z`;
    case 13:
    case 127:
      return prefix + String.fromCharCode(code);
    default:
  }
  const pad = KEYPAD[code - KEYPAD_FIRST];
  if (pad !== undefined) return pad.startsWith('[') ? ESC + pad : pad;
  if ((bits & (CTRL | ALT)) === 0 && isPrintable(text)) return String.fromCodePoint(text);
  if (!isPrintable(code)) return null;
  if ((bits & (CTRL | ALT)) === 0) return shift(code, shifted, bits);
  // Orders are given by the place of the key, whatever it writes.
  const place = code < 0x7f || !isPrintable(latin) ? code : latin;
  if (place > 0x7e) return null;
  if ((bits & CTRL) === 0) return prefix + shift(place, shifted < 0x7f ? shifted : 0, bits);
  const isLetter = place >= 0x61 && place <= 0x7a;
  return isLetter ? prefix + String.fromCharCode(place & 0x1f) : null;
}

function shift(code: number, shifted: number, bits: number): string {
  const character = String.fromCodePoint(code);
  const isShifted = (bits & SHIFT) !== 0;
  if (isShifted && isPrintable(shifted)) return String.fromCodePoint(shifted);
  const upper = character.toUpperCase();
  const isUpper = isShifted !== ((bits & CAPS_LOCK) !== 0) && upper.length === character.length;
  return isUpper ? upper : character;
}

function isPrintable(code: number): boolean {
  // The protocol numbers keys without a character in the private use area.
  const isPrivate = code >= 0xe000 && code <= 0xf8ff;
  if (!(code >= 0x20 && code <= 0x10ffff) || isPrivate) return false;
  const kind = kindOf(code);
  return kind === NARROW || kind === WIDE;
}
