// A ground of our own under every picture: what has no colour would be shown in the terminal's own, and white, which is the default of
// xterm and urxvt, swallows light letters. In place, before the frame is compared. Called by screen.ts; allocates nothing.
import { DEFAULT_COLOUR, type Frame } from './frame.js';
import { INK } from './palette.js';

/** Gives each cell both of its colours. The ground is that of the arena, so that little has to be said between the two.
 *  @param frame changed in place; not for terminals without colours */
export function paintGround({ foreground, background }: Frame): void {
  for (let cell = 0; cell < background.length; cell++) {
    if (background[cell] === DEFAULT_COLOUR) background[cell] = INK.ground;
    if (foreground[cell] === DEFAULT_COLOUR) foreground[cell] = INK.text;
  }
}
