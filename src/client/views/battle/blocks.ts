// Things that are counted or run out, as blocks, and the headings of a panel. They tell by their glyphs as well as by their
// colours, so that they can be read without colours.
import { BOLD, DEFAULT_COLOUR, type Frame } from '../../frame.js';
import { textWidth } from '../../glyph.js';
import { INK } from '../../palette.js';

const FULL = 0x2588;
const EMPTY = 0x2591;
const LINE = 0x2500;
const INK_EMPTY = 0x565f6b;

/** How much there is of something. */
export interface Blocks {
  readonly filled: number;
  readonly blocks: number;
  readonly colour: number;
}

/** Draws blocks of so many columns; those of more than one have gaps between them. @returns the columns that they took */
export function drawBlocks(
  frame: Frame,
  x: number,
  y: number,
  { filled, blocks, colour }: Blocks,
  columns: number,
  bg: number = DEFAULT_COLOUR,
): number {
  const step = columns + (columns > 1 ? 1 : 0);
  for (let block = 0; block < blocks; block++) {
    for (let column = 0; column < columns; column++) {
      const isThere = block < filled;
      frame.set(x + block * step + column, y, isThere ? FULL : EMPTY, isThere ? colour : INK_EMPTY, bg);
    }
  }
  return blocks * step - (step - columns);
}

/** Draws the name of a part of the panel with a line behind it, and what heads its columns at the right end. */
export function drawHeading(
  frame: Frame,
  x: number,
  y: number,
  width: number,
  name: string,
  right = '',
): void {
  const used = frame.text(x, y, name, { fg: INK.dim, style: BOLD, width }) + 1;
  const end = right === '' ? width : width - textWidth(right) - 1;
  frame.fill(x + used, y, Math.max(0, end - used), 1, { fg: INK_EMPTY, glyph: LINE });
  if (right !== '') frame.text(x + end + 1, y, right, { fg: INK.dim });
}
