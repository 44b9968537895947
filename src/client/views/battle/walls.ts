// What lies around the picture of the arena, outside of it, so that no tank ever stands on it: a bright line where the world ends, a faint
// one where the arena goes on out of sight. Where a row or column is missing for it, the bars or the window end the picture.
import type { View } from '../../../game/visibility.js';
import type { World } from '../../../game/world.js';
import type { Frame } from '../../frame.js';
import type { Layout } from './layout.js';

const INK_END = 0x8a8a8a;
const INK_ON = 0x3a404a;
const UPRIGHT = 0x2502;
const ACROSS = 0x2500;

/** Draws the lines around the arena. @param view the tiles that are shown */
export function drawWalls(frame: Frame, { arena, hasBorder }: Layout, view: View, world: World): void {
  const { x, y, columns, rows } = arena;
  const right = x + columns;
  const bottom = y + rows;
  const { arena: ground } = world;
  if (hasBorder) {
    frame.box(x - 1, y - 1, columns + 2, rows + 2, { fg: INK_ON });
    if (view.top === 0) frame.fill(x, y - 1, columns, 1, { fg: INK_END, glyph: ACROSS });
    if (view.bottom === ground.rows) frame.fill(x, bottom, columns, 1, { fg: INK_END, glyph: ACROSS });
  }
  const fgOf = (isEnd: boolean): number => (isEnd ? INK_END : INK_ON);
  if (x > 0) frame.fill(x - 1, y, 1, rows, { fg: fgOf(view.left === 0), glyph: UPRIGHT });
  if (right < frame.columns)
    frame.fill(right, y, 1, rows, { fg: fgOf(view.right === ground.columns), glyph: UPRIGHT });
}
