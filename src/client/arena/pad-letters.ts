// What is written on the pads, under the pixels, which leave its cells open unless something stands or flies there: in how many seconds something
// will lie there and in the last of them what, and in the smallest picture, where a letter of pixels would be larger than a tank, what lies there, in
// brackets as where all is characters. Called by painter.ts; allocates nothing.
import { PICKUPS } from '../../game/pickups.js';
import { PADS_MAX, TICKS_PER_SECOND } from '../../game/units.js';
import type { World } from '../../game/world.js';
import { BOLD, type Frame } from '../frame.js';
import { SPACE } from '../glyph.js';
import { type ArenaBox, type Camera, pixelX, pixelY } from './camera.js';
import type { Look } from './look.js';

/** A pad tells for so long before it appears what will. */
export const PAD_SOON_TICKS = 5 * TICKS_PER_SECOND;

const OPENING = '('.charCodeAt(0);
const ZERO = '0'.charCodeAt(0);
const CLOSING = ')'.charCodeAt(0);

/** Characters of a pad on which nothing lies yet: its letter when it is soon, and the seconds, two digits at most.
 *  @param part -1 to 1, from left to right @param ticks until something lies there */
export function waitingGlyph(letter: string, ticks: number, part: number): number {
  const seconds = Math.min(99, Math.ceil(ticks / TICKS_PER_SECOND));
  const digit = part === 1 ? seconds % 10 : Math.floor(seconds / 10);
  if (part === -1) return ticks <= PAD_SOON_TICKS ? letter.charCodeAt(0) : SPACE;
  return part === 0 && digit === 0 ? SPACE : ZERO + digit;
}

/** Writes the letter of what lies on each pad, in its colour, and in grey in how many seconds it will.
 *  @param frame changed within the cells of `box` alone */
export function writePadLetters(
  frame: Frame,
  { x: left, y: top, columns, rows }: ArenaBox,
  { pads }: World,
  camera: Camera,
  { colours }: Look,
): void {
  for (let index = 0; index < PADS_MAX; index++) {
    const { kind, ticks, x, y } = pads[index];
    const isThere = ticks === 0;
    if (kind === 0 || (isThere && camera.scale > 1)) continue;
    const column = pixelX(x, camera);
    const row = pixelY(y, camera) >> 1;
    if (row < 0 || row >= rows) continue;
    const { letter, colour } = PICKUPS[kind];
    const ink = isThere ? colours.pickups[colour] : colours.pad;
    for (let part = -1; part <= 1; part++) {
      const at = column + part;
      if (at < 0 || at >= columns) continue;
      const lying = part === 0 ? letter.charCodeAt(0) : part < 0 ? OPENING : CLOSING;
      const glyph = isThere ? lying : waitingGlyph(letter, ticks, part);
      const style = part === 0 && isThere ? BOLD : 0;
      frame.set(left + at, top + row, glyph, ink, colours.open, style);
    }
  }
}
