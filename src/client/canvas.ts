// Pixels -> half blocks: a picture of `width` x `height` pixels that is laid into a Frame, two pixels to a cell, one above the
// other. scene.ts draws into it 60 times a second, so nothing here allocates. Colours are 0xRRGGBB: the terminal's own
// colours have no place here, because a half block can't show them.
import type { Frame } from './frame.js';
import { DEFAULT_COLOUR } from './frame.js';
import { CONTINUATION, LOWER_HALF, SPACE, UPPER_HALF } from './glyph.js';

/** A pixel through which the frame's cell shows. */
export const TRANSPARENT = 0xffff_ffff;

/** A grid of pixels, indexed `y * width + x` in `pixels`. Whatever falls outside is left out. */
export class Canvas {
  width = 0;
  height = 0;
  pixels = new Uint32Array(0);

  /** @param columns cells across, one pixel each @param rows cells down, two pixels each */
  constructor(columns: number, rows: number) {
    this.resize(columns, rows);
  }

  /** Takes a new size in cells and makes all of it transparent. */
  resize(columns: number, rows: number): void {
    if (columns !== this.width || rows * 2 !== this.height) {
      this.width = columns;
      this.height = rows * 2;
      this.pixels = new Uint32Array(columns * rows * 2);
    }
    this.clear();
  }

  /** Sets each pixel to one colour. */
  clear(colour: number = TRANSPARENT): void {
    this.pixels.fill(colour);
  }

  put(x: number, y: number, colour: number): void {
    if (x >= 0 && y >= 0 && x < this.width && y < this.height) this.pixels[y * this.width + x] = colour;
  }

  /** Fills a rectangle of pixels. */
  rect(x: number, y: number, width: number, height: number, colour: number): void {
    const left = Math.max(0, x);
    const right = Math.min(this.width, x + width);
    const bottom = Math.min(this.height, y + height);
    if (left >= right) return;
    for (let line = Math.max(0, y); line < bottom; line++)
      this.pixels.fill(colour, line * this.width + left, line * this.width + right);
  }

  /** Draws the outline of a rectangle; of every `every` pixels the first is left out, none for 0. */
  frame(x: number, y: number, width: number, height: number, colour: number, every = 0): void {
    for (let step = 0; step < width; step++) {
      if (every > 0 && step % every === 0) continue;
      this.put(x + step, y, colour);
      this.put(x + step, y + height - 1, colour);
    }
    for (let step = 0; step < height; step++) {
      if (every > 0 && step % every === 0) continue;
      this.put(x, y + step, colour);
      this.put(x + width - 1, y + step, colour);
    }
  }

  /** Lays the canvas into a frame with its upper left corner on cell x, y. Two equal pixels become a space, which is one byte. */
  layInto(frame: Frame, x = 0, y = 0): void {
    const left = Math.max(0, -x);
    const right = Math.min(this.width, frame.columns - x);
    const bottom = Math.min(this.height / 2, frame.rows - y);
    if (left >= right) return;
    for (let row = Math.max(0, -y); row < bottom; row++) {
      frame.freeEdges(x + left, y + row, right - left);
      this.#layRow(frame, row, left, right, (y + row) * frame.columns + x);
    }
  }

  #layRow(frame: Frame, row: number, left: number, right: number, start: number): void {
    const { glyph, foreground, background, style } = frame;
    const { pixels, width } = this;
    for (let column = left; column < right; column++) {
      const upper = pixels[2 * row * width + column]!;
      const lower = pixels[(2 * row + 1) * width + column]!;
      const cell = start + column;
      if (upper === lower) {
        if (upper === TRANSPARENT) {
          // A wide glyph stays only where both its halves show through.
          if (glyph[cell] === CONTINUATION && !this.#isClear(row, column - 1)) glyph[cell] = SPACE;
          const wide = column + 1 < right && glyph[cell + 1] === CONTINUATION;
          if (wide && !this.#isClear(row, column + 1)) glyph[cell] = SPACE;
          continue;
        }
        glyph[cell] = SPACE;
        foreground[cell] = DEFAULT_COLOUR;
        background[cell] = upper;
      } else if (upper === TRANSPARENT) {
        glyph[cell] = LOWER_HALF;
        foreground[cell] = lower;
      } else {
        glyph[cell] = UPPER_HALF;
        foreground[cell] = upper;
        if (lower !== TRANSPARENT) background[cell] = lower;
      }
      style[cell] = 0;
    }
  }

  #isClear(row: number, column: number): boolean {
    const upper = this.pixels[2 * row * this.width + column];
    return upper === TRANSPARENT && this.pixels[(2 * row + 1) * this.width + column] === TRANSPARENT;
  }
}
