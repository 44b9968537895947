// Two frames -> the bytes that turn the picture of the first into that of the second. Pure but for the Pen, which carries the
// terminal's state from frame to frame. Called by screen.ts. Never clears the screen, allocates nothing per cell, and
// sends nothing for a cell that would look the same in the terminal's colours.
import type { ColourMap } from './colour-map.js';
import { type Frame, INVERSE, UNDERLINE } from './frame.js';
import { CONTINUATION, glyphWidth, isSure, SPACE } from './glyph.js';
import type { Pen } from './pen.js';

/** What the terminal can do. */
export interface EncodeOptions {
  readonly colours: ColourMap;
  /** Put the frame between the marks of DEC mode 2026, so that it is shown at once. */
  readonly synchronized: boolean;
  /** The terminal knows REP (CSI b). */
  readonly repeat: boolean;
}

const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);
const SYNCHRONIZE = ascii('\x1b[?2026h');
const SYNCHRONIZE_END = ascii('\x1b[?2026l');
const NO_BYTES = new Uint8Array(0);

/** Unchanged cells that are written again where that is shorter than moving over them. */
const BRIDGE_CELLS_MAX = 3;
/** Shortest run that REP is used for, counted in bytes that it saves. */
const REPEAT_BYTES_MIN = 8;
/** A space shows its foreground and style only with one of these. */
const STYLE_OF_SPACE = UNDERLINE | INVERSE;

/** Encodes the change from one frame to the next.
 *  @param previous what the terminal shows, or null to send everything; of another size means the same as null
 *  @param pen changed; its buffer holds the answer
 *  @returns a view of the pen's buffer, good until the next call; of length 0 when nothing changed */
export function encodeFrame(
  previous: Frame | null,
  next: Frame,
  pen: Pen,
  options: EncodeOptions,
): Uint8Array {
  const { columns, rows } = next;
  const shown = previous !== null && previous.columns === columns && previous.rows === rows ? previous : null;
  if (shown === null) pen.forget();
  pen.begin();
  if (options.synchronized) pen.raw(SYNCHRONIZE);
  const empty = pen.length;
  for (let y = 0; y < rows; y++) {
    let x = 0;
    while (x < columns) {
      const cell = y * columns + x;
      if (shown !== null && looksSame(shown, next, cell, options.colours)) x++;
      else if (next.glyph[cell] === CONTINUATION) x++;
      else x += writeRun(shown, next, pen, x, y, options);
    }
  }
  if (pen.length === empty) return NO_BYTES;
  if (options.synchronized) pen.raw(SYNCHRONIZE_END);
  return pen.take();
}

function looksSame(shown: Frame, next: Frame, cell: number, colours: ColourMap): boolean {
  const glyph = next.glyph[cell]!;
  if (shown.glyph[cell] !== glyph) return false;
  const background = next.background[cell]!;
  const foreground = next.foreground[cell]!;
  const style = next.style[cell]!;
  const sameBackground =
    shown.background[cell] === background ||
    colours.code(shown.background[cell]!) === colours.code(background);
  if (!sameBackground) return false;
  const shownStyle = shown.style[cell]!;
  if (glyph === SPACE && ((style | shownStyle) & STYLE_OF_SPACE) === 0) return true;
  if (shownStyle !== style) return false;
  return (
    shown.foreground[cell] === foreground ||
    colours.code(shown.foreground[cell]!) === colours.code(foreground)
  );
}

/** Writes one changed cell, with those right of it that are its equals where REP is worth it; gives the columns done. */
function writeRun(
  shown: Frame | null,
  next: Frame,
  pen: Pen,
  x: number,
  y: number,
  options: EncodeOptions,
): number {
  const cell = y * next.columns + x;
  const glyph = next.glyph[cell]!;
  const width = glyphWidth(glyph);
  const sure = isSure(glyph);
  approach(next, pen, x, y, options.colours);
  setColoursOf(next, cell, pen, options.colours);
  if (!sure && width === 2) {
    // A terminal that draws it in one column would leave what was in the second.
    pen.glyph(SPACE, 1, true, next.columns);
    pen.glyph(SPACE, 1, false, next.columns);
    pen.moveTo(x, y);
  }
  pen.glyph(glyph, width, sure, next.columns);
  if (!options.repeat || !sure || width === 2) return width;
  const more = equalsAfter(shown, next, x, y, options.colours);
  if (more * (glyph < 0x80 ? 1 : 3) < REPEAT_BYTES_MIN) return width;
  pen.repeat(more, next.columns);
  return width + more;
}

/** Moves to a cell, by writing again the few cells on the way where they are ASCII in the pen's colours. */
function approach(next: Frame, pen: Pen, x: number, y: number, colours: ColourMap): void {
  const gap = x - pen.x;
  if (pen.x >= 0 && pen.y === y && gap > 0 && gap <= BRIDGE_CELLS_MAX) {
    const first = y * next.columns + pen.x;
    let cell = first;
    while (cell < first + gap && isInPenColours(next, cell, pen, colours)) cell++;
    if (cell === first + gap)
      for (cell = first; cell < first + gap; cell++) pen.glyph(next.glyph[cell]!, 1, true, next.columns);
  }
  pen.moveTo(x, y);
}

function isInPenColours(next: Frame, cell: number, pen: Pen, colours: ColourMap): boolean {
  const glyph = next.glyph[cell]!;
  if (glyph < SPACE || glyph >= 0x7f || colours.code(next.background[cell]!) !== pen.background) return false;
  const style = next.style[cell]!;
  if (glyph === SPACE && (style & STYLE_OF_SPACE) === 0) return (pen.style & STYLE_OF_SPACE) === 0;
  return style === pen.style && colours.code(next.foreground[cell]!) === pen.foreground;
}

function setColoursOf(next: Frame, cell: number, pen: Pen, colours: ColourMap): void {
  const style = next.style[cell]!;
  const background = colours.code(next.background[cell]!);
  // The foreground of a space isn't seen: keep the one that the pen has.
  if (next.glyph[cell] === SPACE && (style & STYLE_OF_SPACE) === 0 && pen.style >= 0)
    pen.setColours(pen.foreground, background, pen.style & ~STYLE_OF_SPACE, colours);
  else pen.setColours(colours.code(next.foreground[cell]!), background, style, colours);
}

/** Cells right of x that equal it, up to the last of them that has changed. */
function equalsAfter(shown: Frame | null, next: Frame, x: number, y: number, colours: ColourMap): number {
  const { glyph, foreground, background, style, columns } = next;
  const first = y * columns + x;
  const end = (y + 1) * columns;
  let changed = first;
  for (let cell = first + 1; cell < end; cell++) {
    if (glyph[cell] !== glyph[first] || background[cell] !== background[first]) break;
    if (foreground[cell] !== foreground[first] || style[cell] !== style[first]) break;
    if (shown === null || !looksSame(shown, next, cell, colours)) changed = cell;
  }
  return changed - first;
}
