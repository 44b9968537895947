// The letters on the pads in the smallest picture, where a letter of pixels would be larger than a tank: a character in brackets, as where all is
// characters, written under the pixels, which leave its cells open unless something stands or flies there. Called by painter.ts; allocates nothing.
import { PICKUPS } from '../../game/pickups.js';
import { PADS_MAX } from '../../game/units.js';
import type { World } from '../../game/world.js';
import { BOLD, type Frame } from '../frame.js';
import { PAD_SOON_TICKS } from '../scene.js';
import { type ArenaBox, type Camera, pixelX, pixelY } from './camera.js';
import type { Look } from './look.js';

const OPENING = '('.charCodeAt(0);
const CLOSING = ')'.charCodeAt(0);

/** Writes the letter of what lies on each pad, in its colour, and in grey of what soon will.
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
    if (kind === 0 || ticks > PAD_SOON_TICKS) continue;
    const column = pixelX(x, camera);
    const row = pixelY(y, camera) >> 1;
    if (row < 0 || row >= rows) continue;
    const { letter, colour } = PICKUPS[kind];
    const isThere = ticks === 0;
    const ink = isThere ? colours.pickups[colour] : colours.pad;
    for (let part = -1; part <= 1; part++) {
      const at = column + part;
      if (at < 0 || at >= columns) continue;
      const glyph = part === 0 ? letter.charCodeAt(0) : part < 0 ? OPENING : CLOSING;
      const style = part === 0 && isThere ? BOLD : 0;
      frame.set(left + at, top + row, glyph, ink, colours.open, style);
    }
  }
}
