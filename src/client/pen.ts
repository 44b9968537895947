// Drawing orders -> the fewest bytes of escape sequences. Remembers where the terminal's cursor is and which colours and style
// it writes with, across frames, so that only differences are sent. Driven by encode-frame.ts alone. Bytes go into one
// buffer that grows and is used again: take() must be on its way to the terminal before the next begin().
import { type ColourMap, exactIndex } from './colour-map.js';
import { BOLD, DEFAULT_COLOUR, DIM, INVERSE, UNDERLINE } from './frame.js';
import { CLUSTER_BASE, clusterBytes } from './glyph.js';

const UNKNOWN = -1;
const ESC = 0x1b;
const BRACKET = 0x5b;
const SEMICOLON = 0x3b;
const BACKSPACE = 0x08;
const CARRIAGE_RETURN = 0x0d;
const LINE_FEED = 0x0a;
const letter = (text: string): number => text.charCodeAt(0);
const UP = letter('A');
const DOWN = letter('B');
const FORWARD = letter('C');
const BACK = letter('D');
const PLACE = letter('H');
const REPEAT = letter('b');
const GRAPHICS = letter('m');
const ZERO = letter('0');

/** More than the longest order for one cell: a move, two colours with all styles, a cluster. */
const CELL_BYTES_MAX = 128;
const INITIAL_BYTES = 16_384;
/** More columns back than these are shorter as a sequence. */
const BACKSPACES_MAX = 3;
/** More bytes than any move: a small integer, because Infinity would be allocated. */
const IMPOSSIBLE = 1000;

/** State of a terminal's cursor and pen, and the bytes that change it. */
export class Pen {
  /** Column of the cursor, or -1 after a glyph whose width terminals disagree on, or in the last column. */
  x = UNKNOWN;
  y = UNKNOWN;
  /** Codes of ColourMap. */
  foreground = UNKNOWN;
  background = UNKNOWN;
  style = UNKNOWN;
  #bytes = new Uint8Array(INITIAL_BYTES);
  #length = 0;

  /** Bytes written since begin(). */
  get length(): number {
    return this.#length;
  }

  /** Forgets what the terminal's state is, so that the next orders set all of it. */
  forget(): void {
    this.x = UNKNOWN;
    this.y = UNKNOWN;
    this.foreground = UNKNOWN;
    this.background = UNKNOWN;
    this.style = UNKNOWN;
  }

  /** Starts a frame's bytes. */
  begin(): void {
    this.#length = 0;
  }

  /** The bytes since begin(), a view that is overwritten after the next begin(). */
  take(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  /** Appends a sequence that leaves cursor and pen alone. */
  raw(sequence: Uint8Array): void {
    this.#reserve(sequence.length);
    this.#bytes.set(sequence, this.#length);
    this.#length += sequence.length;
  }

  /** Moves the cursor, by the shortest way that works in every terminal. */
  moveTo(x: number, y: number): void {
    if (x === this.x && y === this.y) return;
    this.#reserve(CELL_BYTES_MAX);
    const down = this.y === UNKNOWN ? UNKNOWN : y - this.y;
    if (x === 0 && (down === 0 || down === 1)) {
      this.#byte(CARRIAGE_RETURN);
      if (down === 1) this.#byte(LINE_FEED);
    } else if (this.#relativeBytes(x, y) <= placeBytes(x, y)) {
      if (down !== 0) this.#step(Math.abs(down), down > 0 ? DOWN : UP);
      if (x > this.x) this.#step(x - this.x, FORWARD);
      else if (this.x - x > BACKSPACES_MAX) this.#step(this.x - x, BACK);
      else for (let count = this.x - x; count > 0; count--) this.#byte(BACKSPACE);
    } else {
      this.#introduce();
      if (y > 0 || x > 0) this.#number(y + 1);
      if (x > 0) {
        this.#byte(SEMICOLON);
        this.#number(x + 1);
      }
      this.#byte(PLACE);
    }
    this.x = x;
    this.y = y;
  }

  #relativeBytes(x: number, y: number): number {
    if (this.x === UNKNOWN || this.y === UNKNOWN) return IMPOSSIBLE;
    const down = Math.abs(y - this.y);
    return (down === 0 ? 0 : stepBytes(down)) + stepBytes(x - this.x);
  }

  /** Sets colours (codes of the map) and style; sends only what differs. */
  setColours(foreground: number, background: number, style: number, colours: ColourMap): void {
    if (foreground === this.foreground && background === this.background && style === this.style) return;
    this.#reserve(CELL_BYTES_MAX);
    this.#introduce();
    const plain = foreground === DEFAULT_COLOUR && background === DEFAULT_COLOUR && style === 0;
    if (plain || this.style === UNKNOWN) {
      this.foreground = DEFAULT_COLOUR;
      this.background = DEFAULT_COLOUR;
      this.style = 0;
      if (!plain) this.#parameter(0);
    }
    if (style !== this.style) this.#setStyle(style);
    if (foreground !== this.foreground) this.#colour(foreground, 30, colours);
    if (background !== this.background) this.#colour(background, 40, colours);
    this.foreground = foreground;
    this.background = background;
    if (this.#bytes[this.#length - 1] === SEMICOLON) this.#length--;
    this.#byte(GRAPHICS);
  }

  /** Writes one glyph and moves on. The cursor's place is unknown after one that terminals don't agree on, and in the last column.
   *  @param width 1 or 2 @param columns columns of the terminal */
  glyph(glyph: number, width: number, sure: boolean, columns: number): void {
    this.#reserve(CELL_BYTES_MAX);
    if (glyph < 0x80) this.#byte(glyph);
    else if (glyph >= CLUSTER_BASE) this.raw(clusterBytes(glyph));
    else this.#utf8(glyph);
    const next = this.x + width;
    this.x = sure && next < columns ? next : UNKNOWN;
  }

  /** Shows the one-column glyph that was written last `count` times more (REP, ECMA-48 8.3.103). */
  repeat(count: number, columns: number): void {
    this.#reserve(CELL_BYTES_MAX);
    this.#introduce();
    this.#number(count);
    this.#byte(REPEAT);
    const next = this.x + count;
    this.x = next < columns ? next : UNKNOWN;
  }

  #setStyle(style: number): void {
    const off = this.style & ~style;
    let left = this.style & style;
    if ((off & (BOLD | DIM)) !== 0) {
      // One code ends both, so the one that stays is set again below.
      this.#parameter(22);
      left &= ~(BOLD | DIM);
    }
    if ((off & UNDERLINE) !== 0) this.#parameter(24);
    if ((off & INVERSE) !== 0) this.#parameter(27);
    const on = style & ~left;
    if ((on & BOLD) !== 0) this.#parameter(1);
    if ((on & DIM) !== 0) this.#parameter(2);
    if ((on & UNDERLINE) !== 0) this.#parameter(4);
    if ((on & INVERSE) !== 0) this.#parameter(7);
    this.style = style;
  }

  /** @param first 30 for the foreground, 40 for the background */
  #colour(code: number, first: number, colours: ColourMap): void {
    if (code === DEFAULT_COLOUR) this.#parameter(first + 9);
    else if (colours.depth === '16') this.#parameter(code < 8 ? first + code : first + 60 + code - 8);
    else {
      this.#parameter(first + 8);
      const index = colours.depth === '256' ? code : exactIndex(code);
      if (index >= 0) {
        this.#parameter(5);
        this.#parameter(index);
      } else {
        this.#parameter(2);
        this.#parameter(code >> 16);
        this.#parameter((code >> 8) & 255);
        this.#parameter(code & 255);
      }
    }
  }

  #step(count: number, final: number): void {
    this.#introduce();
    if (count > 1) this.#number(count);
    this.#byte(final);
  }

  #parameter(value: number): void {
    this.#number(value);
    this.#byte(SEMICOLON);
  }

  #introduce(): void {
    this.#byte(ESC);
    this.#byte(BRACKET);
  }

  /** Decimal digits of 0 to 99,999. */
  #number(value: number): void {
    if (value >= 10) this.#number((value / 10) | 0);
    this.#byte(ZERO + (value % 10));
  }

  #utf8(codePoint: number): void {
    if (codePoint < 0x800) this.#byte(0xc0 | (codePoint >> 6));
    else {
      if (codePoint < 0x1_0000) this.#byte(0xe0 | (codePoint >> 12));
      else {
        this.#byte(0xf0 | (codePoint >> 18));
        this.#byte(0x80 | ((codePoint >> 12) & 63));
      }
      this.#byte(0x80 | ((codePoint >> 6) & 63));
    }
    this.#byte(0x80 | (codePoint & 63));
  }

  #byte(byte: number): void {
    this.#bytes[this.#length++] = byte;
  }

  #reserve(count: number): void {
    if (this.#length + count <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.max(this.#bytes.length * 2, this.#length + count));
    larger.set(this.#bytes);
    this.#bytes = larger;
  }
}

/** Bytes of a colour's parameters with the semicolon that follows. */
export function colourBytes(code: number, colours: ColourMap): number {
  if (code === DEFAULT_COLOUR || colours.depth === '16') return 3;
  const index = colours.depth === '256' ? code : exactIndex(code);
  if (index >= 0) return 6 + digits(index);
  return 8 + digits(code >> 16) + digits((code >> 8) & 255) + digits(code & 255);
}

function placeBytes(x: number, y: number): number {
  return 3 + (y > 0 || x > 0 ? digits(y + 1) : 0) + (x > 0 ? 1 + digits(x + 1) : 0);
}

/** Bytes of a move within a row, by so many columns; of one within a column, by so many rows down. */
export function stepBytes(count: number): number {
  if (count >= 0) return count === 0 ? 0 : count === 1 ? 3 : 3 + digits(count);
  return count >= -BACKSPACES_MAX ? -count : 3 + digits(-count);
}

/** Decimal digits of 0 to 9,999. */
function digits(value: number): number {
  if (value < 10) return 1;
  if (value < 100) return 2;
  return value < 1000 ? 3 : 4;
}
