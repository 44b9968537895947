// One picture of the terminal: a grid of cells in typed arrays. Views draw into it, canvas.ts lays pixels into it, and
// encode-frame.ts compares two of them. Knows no terminal and no game. Coordinates are 0-based columns and rows; whatever
// falls outside is left out. A wide glyph is always stored as itself plus CONTINUATION: no call may leave half of one behind.
import {
  CLUSTER_BASE,
  CONTINUATION,
  CONTROL,
  glyphWidth,
  joinMark,
  kindOf,
  LEFT_OUT,
  MARK,
  REPLACEMENT,
  SPACE,
  WIDE,
} from './glyph.js';

/** The terminal's own foreground or background. Other colours are 0xRRGGBB. */
export const DEFAULT_COLOUR = 0x100_0000;
/** As `bg`: leave the background that the cell has, to write over a picture. */
export const KEEP_COLOUR = 0x200_0000;

/** Style bits. */
export const BOLD = 1;
export const DIM = 2;
export const UNDERLINE = 4;
export const INVERSE = 8;

/** How cells are written: colours (default DEFAULT_COLOUR) and style bits (default 0). */
export interface CellStyle {
  readonly fg?: number;
  readonly bg?: number;
  readonly style?: number;
}

/** How text is written: `width` is the most columns that it may take. */
export interface TextStyle extends CellStyle {
  readonly width?: number;
}

/** How a box is drawn; `title` is set into the upper edge. */
export interface BoxStyle extends CellStyle {
  readonly title?: string;
}

/** A grid of cells. The arrays are indexed `y * columns + x`; who writes to them directly calls freeEdges() first. */
export class Frame {
  columns = 0;
  rows = 0;
  /** A glyph as in glyph.ts; CONTINUATION right of a wide one. */
  glyph = new Uint32Array(0);
  foreground = new Uint32Array(0);
  background = new Uint32Array(0);
  style = new Uint8Array(0);
  /** Where the hidden cursor of the terminal is to be, since input methods open there; -1 for anywhere. */
  caretX = -1;
  caretY = -1;

  /** @param columns at least 1 @param rows at least 1 */
  constructor(columns: number, rows: number) {
    this.resize(columns, rows);
  }

  /** Takes a new size and clears. Keeps the arrays when the size is the same. */
  resize(columns: number, rows: number): void {
    if (columns !== this.columns || rows !== this.rows) {
      const cells = columns * rows;
      this.columns = columns;
      this.rows = rows;
      this.glyph = new Uint32Array(cells);
      this.foreground = new Uint32Array(cells);
      this.background = new Uint32Array(cells);
      this.style = new Uint8Array(cells);
    }
    this.caretX = -1;
    this.caretY = -1;
    this.clear();
  }

  /** Makes each cell a space, in the terminal's colours or on `bg`. */
  clear(bg: number = DEFAULT_COLOUR): void {
    this.glyph.fill(SPACE);
    this.foreground.fill(DEFAULT_COLOUR);
    this.background.fill(bg);
    this.style.fill(0);
  }

  /** Sets one cell, or two when the glyph is wide; a wide glyph in the last column becomes a space.
   *  @param glyph a code point or a cluster; one that would steer the terminal is shown as U+FFFD */
  set(
    x: number,
    y: number,
    glyph: number,
    fg: number = DEFAULT_COLOUR,
    bg: number = DEFAULT_COLOUR,
    style = 0,
  ): void {
    if (x < 0 || y < 0 || x >= this.columns || y >= this.rows) return;
    const shown = glyph < 0x7f ? (glyph >= SPACE ? glyph : REPLACEMENT) : storable(glyph);
    this.#put(y * this.columns + x, x, shown, fg, bg, style);
  }

  /** Writes text from a cell to the right, clipped at the frame's edges and at `width` columns. Combining marks join their cell.
   *  @returns the columns that the text took, those clipped at the left edge among them */
  text(x: number, y: number, text: string, options: TextStyle = {}): number {
    const { fg = DEFAULT_COLOUR, bg = DEFAULT_COLOUR, style = 0, width = Number.POSITIVE_INFINITY } = options;
    if (y < 0 || y >= this.rows) return 0;
    const end = Math.min(this.columns, x + width);
    const row = y * this.columns;
    let column = x;
    let last = -1;
    for (let index = 0; index < text.length; index++) {
      let glyph = text.charCodeAt(index);
      let columns = 1;
      if (glyph < SPACE || glyph >= 0x7f) {
        glyph = text.codePointAt(index)!;
        if (glyph > 0xffff) index++;
        const kind = kindOf(glyph);
        if (kind === LEFT_OUT) continue;
        if (kind === MARK) {
          if (last >= 0) this.glyph[last] = joinMark(this.glyph[last]!, glyph);
          continue;
        }
        if (kind === CONTROL) glyph = REPLACEMENT;
        columns = kind === WIDE ? 2 : 1;
      }
      if (column + columns > end) break;
      last = column >= 0 ? row + column : -1;
      if (last >= 0) this.#put(last, column, glyph, fg, bg, style);
      // The right half of a wide glyph that the left edge cuts off still covers what is under it.
      else if (column + columns > 0) this.#put(row, 0, SPACE, fg, bg, style);
      column += columns;
    }
    return column - x;
  }

  /** Makes each cell of a rectangle the same one-column glyph, a space unless said otherwise. */
  fill(
    x: number,
    y: number,
    columns: number,
    rows: number,
    options: CellStyle & { glyph?: number } = {},
  ): void {
    const { fg = DEFAULT_COLOUR, bg = DEFAULT_COLOUR, style = 0, glyph = SPACE } = options;
    const left = Math.max(0, x);
    const right = Math.min(this.columns, x + columns);
    const bottom = Math.min(this.rows, y + rows);
    if (left >= right) return;
    for (let line = Math.max(0, y); line < bottom; line++) {
      this.freeEdges(left, line, right - left);
      const from = line * this.columns + left;
      const to = line * this.columns + right;
      this.glyph.fill(glyph, from, to);
      this.foreground.fill(fg, from, to);
      if (bg !== KEEP_COLOUR) this.background.fill(bg, from, to);
      this.style.fill(style, from, to);
    }
  }

  /** Draws a border on the edges of a rectangle of at least 2 x 2 cells; what is inside stays. */
  box(x: number, y: number, columns: number, rows: number, options: BoxStyle = {}): void {
    const { fg = DEFAULT_COLOUR, bg = DEFAULT_COLOUR, style = 0, title = '' } = options;
    if (columns < 2 || rows < 2) return;
    const [across, down, ...corners] = '─│┌┐└┘';
    const right = x + columns - 1;
    const bottom = y + rows - 1;
    this.fill(x, y, columns, 1, { ...options, glyph: across!.codePointAt(0)! });
    this.fill(x, bottom, columns, 1, { ...options, glyph: across!.codePointAt(0)! });
    this.fill(x, y, 1, rows, { ...options, glyph: down!.codePointAt(0)! });
    this.fill(right, y, 1, rows, { ...options, glyph: down!.codePointAt(0)! });
    this.set(x, y, corners[0]!.codePointAt(0)!, fg, bg, style);
    this.set(right, y, corners[1]!.codePointAt(0)!, fg, bg, style);
    this.set(x, bottom, corners[2]!.codePointAt(0)!, fg, bg, style);
    this.set(right, bottom, corners[3]!.codePointAt(0)!, fg, bg, style);
    if (title !== '' && columns > 6)
      this.text(x + 2, y, ` ${title} `, { fg, bg, style: style | BOLD, width: columns - 4 });
  }

  /** Turns a wide glyph that only half lies in part of a row into spaces, so that the part can be written without a thought for it.
   *  @param x 0 or more @param columns at least 1; x + columns is at most the frame's columns */
  freeEdges(x: number, y: number, columns: number): void {
    const first = y * this.columns + x;
    if (this.glyph[first] === CONTINUATION) {
      this.glyph[first - 1] = SPACE;
      this.glyph[first] = SPACE;
    }
    const after = first + columns;
    if (x + columns < this.columns && this.glyph[after] === CONTINUATION) {
      this.glyph[after - 1] = SPACE;
      this.glyph[after] = SPACE;
    }
  }

  #put(index: number, x: number, glyph: number, fg: number, bg: number, style: number): void {
    const wide = glyph >= 0x7f && glyphWidth(glyph) === 2;
    if (wide && x === this.columns - 1) {
      this.#put(index, x, SPACE, fg, bg, style);
      return;
    }
    const columns = wide ? 2 : 1;
    this.freeEdges(x, (index - x) / this.columns, columns);
    for (let offset = 0; offset < columns; offset++) {
      this.glyph[index + offset] = offset === 0 ? glyph : CONTINUATION;
      this.foreground[index + offset] = fg;
      if (bg !== KEEP_COLOUR) this.background[index + offset] = bg;
      this.style[index + offset] = style;
    }
    // Both halves are shown on one background; left as they were they could differ, and never be drawn equal.
    if (wide && bg === KEEP_COLOUR) this.background[index + 1] = this.background[index]!;
  }
}

function storable(glyph: number): number {
  if (glyph >= CLUSTER_BASE) return glyph;
  const kind = kindOf(glyph);
  return kind === CONTROL || kind === LEFT_OUT || kind === MARK ? REPLACEMENT : glyph;
}
