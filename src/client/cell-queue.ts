// Changed cells on their way to the pen: a few of them wait here, and the one that takes the fewest bytes from where the pen is
// goes first, so that a colour is set once for all cells near by that show it. Filled and emptied by encode-frame.ts.
// Allocates nothing after its start.
import type { ColourMap } from './colour-map.js';
import { DEFAULT_COLOUR, INVERSE, UNDERLINE } from './frame.js';
import { LOWER_HALF, SPACE, UPPER_HALF } from './glyph.js';
import { colourBytes, type Pen, stepBytes } from './pen.js';

/** More waiting cells cost time and hardly save a byte: measured with the frames of `npm run bench -- screen`. */
const WAITING_MAX = 16;
/** A space shows its foreground and style only with one of these. */
const STYLE_OF_SPACE = UNDERLINE | INVERSE;
/** About as many bytes as a style, and a move to another row, take. */
const STYLE_BYTES = 3;
const PLACE_BYTES = 7;
const CRLF_BYTES = 2;
/** More than any cell takes. */
const BYTES_MAX = 10_000;

/** Says whether a cell shows nothing but its background. */
export function isBlank(glyph: number, style: number): boolean {
  return glyph === SPACE && (style & STYLE_OF_SPACE) === 0;
}

/** Shows only its background. */
const BLANK = 1;
/** A half block that looks the same as the other half with its colours changed round. */
const HALF = 2;

function kindOf(
  glyph: number,
  foreground: number,
  background: number,
  style: number,
  colours: ColourMap,
): number {
  if (isBlank(glyph, style)) return BLANK;
  if ((glyph !== UPPER_HALF && glyph !== LOWER_HALF) || style !== 0) return 0;
  // The terminal's own colours are others in front than behind, and of the sixteen some terminals have but eight behind.
  const isSwappable =
    foreground !== DEFAULT_COLOUR && background !== DEFAULT_COLOUR && colours.depth !== '16';
  return isSwappable ? HALF : 0;
}

/** A bounded queue of runs of cells in the same colours, read by their index. */
export class CellQueue {
  count = 0;
  /** Cells of a run; all of them are in one row. */
  readonly length = new Int32Array(WAITING_MAX);
  /** Where a run begins. */
  readonly x = new Int32Array(WAITING_MAX);
  readonly y = new Int32Array(WAITING_MAX);
  readonly #kind = new Uint8Array(WAITING_MAX);
  readonly #glyph = new Uint32Array(WAITING_MAX);
  readonly #foreground = new Int32Array(WAITING_MAX);
  readonly #background = new Int32Array(WAITING_MAX);
  readonly #style = new Uint8Array(WAITING_MAX);
  /** Bytes that it takes to set either colour. */
  readonly #foregroundBytes = new Uint8Array(WAITING_MAX);
  readonly #backgroundBytes = new Uint8Array(WAITING_MAX);

  get isFull(): boolean {
    return this.count === WAITING_MAX;
  }

  /** Appends a run. @param columns of the frame @param foreground a code of the map, as `background` */
  add(
    cell: number,
    columns: number,
    length: number,
    glyph: number,
    foreground: number,
    background: number,
    style: number,
    colours: ColourMap,
  ): void {
    const index = this.count++;
    this.y[index] = (cell / columns) | 0;
    this.x[index] = cell % columns;
    this.#kind[index] = kindOf(glyph, foreground, background, style, colours);
    this.length[index] = length;
    this.#glyph[index] = glyph;
    this.#foreground[index] = foreground;
    this.#background[index] = background;
    this.#style[index] = style;
    this.#foregroundBytes[index] = colourBytes(foreground, colours);
    this.#backgroundBytes[index] = colourBytes(background, colours);
  }

  /** Index of the run that takes the fewest bytes from where the pen is, as near as a choice needs it. Earlier ones are
   *  preferred a little, because what is left behind has to be come back to. */
  cheapest(pen: Pen): number {
    const { x, y, foreground, background, style } = pen;
    // Of a pen that nothing is known of everything must be set.
    if (style < 0) return 0;
    let best = 0;
    let fewest = BYTES_MAX;
    for (let index = 0; index < this.count && index >> 1 < fewest; index++) {
      let bytes = index >> 1;
      if (this.y[index] === y && x >= 0) bytes += stepBytes(this.x[index]! - x);
      else bytes += this.x[index] === 0 && this.y[index] === y + 1 ? CRLF_BYTES : PLACE_BYTES;
      if (bytes >= fewest) continue;
      const kind = this.#kind[index]!;
      const isBackground = this.#background[index] === background;
      const isForeground = this.#foreground[index] === foreground;
      let colour = isBackground ? 0 : this.#backgroundBytes[index]!;
      if (kind !== BLANK) {
        if (!isForeground) colour += this.#foregroundBytes[index]!;
        if (style !== this.#style[index]) colour += STYLE_BYTES;
        if (kind === HALF && colour > 0) {
          let swapped = this.#background[index] === foreground ? 0 : this.#backgroundBytes[index]!;
          if (this.#foreground[index] !== background) swapped += this.#foregroundBytes[index]!;
          if (swapped < colour) colour = swapped;
        }
      }
      bytes += colour;
      if (bytes >= fewest) continue;
      best = index;
      fewest = bytes;
    }
    return best;
  }

  /** Sets the pen's colours for a run and gives the glyph that shows it with them. */
  prepare(index: number, pen: Pen, colours: ColourMap): number {
    const glyph = this.#glyph[index]!;
    const kind = this.#kind[index]!;
    const foreground = this.#foreground[index]!;
    const background = this.#background[index]!;
    if (kind === BLANK && pen.style >= 0) {
      // The foreground of a space isn't seen: keep the one that the pen has.
      pen.setColours(pen.foreground, background, pen.style & ~STYLE_OF_SPACE, colours);
      return glyph;
    }
    if (kind === HALF && this.#gainsBySwap(index, pen)) {
      pen.setColours(background, foreground, 0, colours);
      return glyph === UPPER_HALF ? LOWER_HALF : UPPER_HALF;
    }
    pen.setColours(foreground, background, this.#style[index]!, colours);
    return glyph;
  }

  /** Whether a half block is better written as the other half with its colours changed round. */
  #gainsBySwap(index: number, pen: Pen): boolean {
    const foreground = this.#foreground[index]!;
    const background = this.#background[index]!;
    let gain = 0;
    if (foreground !== pen.foreground) gain += this.#foregroundBytes[index]!;
    if (background !== pen.background) gain += this.#backgroundBytes[index]!;
    if (background !== pen.foreground) gain -= this.#backgroundBytes[index]!;
    if (foreground !== pen.background) gain -= this.#foregroundBytes[index]!;
    return gain > 0;
  }

  /** Takes a run out; the others keep their order. */
  remove(index: number): void {
    this.count--;
    for (let to = index; to < this.count; to++) {
      this.length[to] = this.length[to + 1]!;
      this.x[to] = this.x[to + 1]!;
      this.y[to] = this.y[to + 1]!;
      this.#kind[to] = this.#kind[to + 1]!;
      this.#glyph[to] = this.#glyph[to + 1]!;
      this.#foreground[to] = this.#foreground[to + 1]!;
      this.#background[to] = this.#background[to + 1]!;
      this.#style[to] = this.#style[to + 1]!;
      this.#foregroundBytes[to] = this.#foregroundBytes[to + 1]!;
      this.#backgroundBytes[to] = this.#backgroundBytes[to + 1]!;
    }
  }
}
