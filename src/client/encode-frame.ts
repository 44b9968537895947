// Two frames -> the bytes that turn the picture of the first into that of the second. Pure but for the Pen, which carries the
// terminal's state from frame to frame. Called by screen.ts. Never clears the screen, allocates nothing per cell, and
// sends nothing for a cell that would look the same in the terminal's colours.
import { CellQueue, isBlank } from './cell-queue.js';
import type { ColourMap } from './colour-map.js';
import type { Frame } from './frame.js';
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
/** Empty between two calls. */
const queue = new CellQueue();

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
  const end = columns * rows;
  let cell = nextChange(shown, next, 0, end, options.colours);
  while (cell < end) {
    cell += takeRun(shown, next, pen, cell, options);
    if (queue.isFull) writeCheapest(next, pen, options);
    cell = nextChange(shown, next, cell, end, options.colours);
  }
  while (queue.count > 0) writeCheapest(next, pen, options);
  if (next.caretX >= 0) pen.moveTo(next.caretX, next.caretY);
  if (pen.length === empty) return NO_BYTES;
  if (options.synchronized) pen.raw(SYNCHRONIZE_END);
  return pen.take();
}

/** The first cell from `cell` on that the terminal would show otherwise than it should. */
function nextChange(
  shown: Frame | null,
  next: Frame,
  first: number,
  end: number,
  colours: ColourMap,
): number {
  const { glyph, foreground, background, style } = next;
  let cell = first;
  if (shown !== null) {
    const { glyph: oldGlyph, foreground: oldForeground, background: oldBackground, style: oldStyle } = shown;
    for (; cell < end; cell++) {
      // One test in place of four, because nearly all cells are the same.
      const difference =
        (glyph[cell]! ^ oldGlyph[cell]!) |
        (background[cell]! ^ oldBackground[cell]!) |
        (foreground[cell]! ^ oldForeground[cell]!) |
        (style[cell]! ^ oldStyle[cell]!);
      if (difference !== 0 && glyph[cell] !== CONTINUATION && !looksSame(shown, next, cell, colours)) break;
    }
  } else while (cell < end && glyph[cell] === CONTINUATION) cell++;
  return cell;
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
  if (isBlank(glyph, style | shownStyle)) return true;
  if (shownStyle !== style) return false;
  return (
    shown.foreground[cell] === foreground ||
    colours.code(shown.foreground[cell]!) === colours.code(foreground)
  );
}

/** Lets one changed cell wait, with those right of it that go with it; gives the columns done. */
function takeRun(shown: Frame | null, next: Frame, pen: Pen, cell: number, options: EncodeOptions): number {
  const { colours } = options;
  const glyph = next.glyph[cell]!;
  const width = glyphWidth(glyph);
  const style = next.style[cell]!;
  const foreground = colours.code(next.foreground[cell]!);
  const background = colours.code(next.background[cell]!);
  if (!isSure(glyph)) {
    // What it does to its neighbours differs between terminals, so it takes its turn: they come after it.
    while (queue.count > 0) writeCheapest(next, pen, options);
    queue.add(cell, next.columns, 1, glyph, foreground, background, style, colours);
    writeUnsure(next, pen, width, colours);
    return width;
  }
  let length = 1;
  if (width === 1) {
    const end = cell - (cell % next.columns) + next.columns;
    while (
      cell + length < end &&
      isAlike(next, cell, cell + length) &&
      hasChanged(shown, next, cell + length, colours)
    )
      length++;
  }
  queue.add(cell, next.columns, length, glyph, foreground, background, style, colours);
  return width === 1 ? length : width;
}

/** Whether a cell goes with the first of a run: the same colours, and the same glyph or both of them text. */
function isAlike(next: Frame, one: number, other: number): boolean {
  const glyph = next.glyph[other]!;
  return (
    next.background[one] === next.background[other] &&
    next.foreground[one] === next.foreground[other] &&
    next.style[one] === next.style[other] &&
    (next.glyph[one] === glyph || (isLetter(next.glyph[one]!) && (glyph === SPACE || isLetter(glyph))))
  );
}

function isLetter(glyph: number): boolean {
  return glyph > SPACE && glyph < 0x7f;
}

function hasChanged(shown: Frame | null, next: Frame, cell: number, colours: ColourMap): boolean {
  return shown === null || !looksSame(shown, next, cell, colours);
}

/** Writes the run that takes the fewest bytes. */
function writeCheapest(next: Frame, pen: Pen, { colours, repeat }: EncodeOptions): void {
  const { columns } = next;
  const index = queue.cheapest(pen);
  approach(next, pen, queue.x[index]!, queue.y[index]!, colours);
  const drawn = queue.prepare(index, pen, colours);
  let cell = queue.y[index]! * columns + queue.x[index]!;
  const end = cell + queue.length[index]!;
  const first = next.glyph[cell]!;
  const width = glyphWidth(first);
  while (cell < end) {
    const glyph = next.glyph[cell]!;
    let same = 1;
    while (cell + same < end && next.glyph[cell + same] === glyph) same++;
    cell += same;
    // All of the run are other halves when the first one is.
    const shown = glyph === first ? drawn : glyph;
    pen.glyph(shown, width, true, columns);
    if (repeat && (same - 1) * (glyph < 0x80 ? 1 : 3) >= REPEAT_BYTES_MIN) pen.repeat(same - 1, columns);
    else for (let count = 1; count < same; count++) pen.glyph(shown, width, true, columns);
  }
  queue.remove(index);
}

/** Writes the only cell of the queue, whose glyph has a width that terminals do not agree on. */
function writeUnsure(next: Frame, pen: Pen, width: number, colours: ColourMap): void {
  const { columns } = next;
  const x = queue.x[0]!;
  const y = queue.y[0]!;
  approach(next, pen, x, y, colours);
  const glyph = queue.prepare(0, pen, colours);
  if (width === 2) {
    // A terminal that draws it in one column would leave what was in the second.
    pen.glyph(SPACE, 1, true, columns);
    pen.glyph(SPACE, 1, false, columns);
    pen.moveTo(x, y);
  }
  pen.glyph(glyph, width, false, columns);
  queue.remove(0);
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
  if (isBlank(glyph, style)) return isBlank(SPACE, pen.style);
  return style === pen.style && colours.code(next.foreground[cell]!) === pen.foreground;
}
