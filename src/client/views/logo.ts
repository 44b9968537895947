// The name of the game and its sign, as large as there is room for. Drawn by the title screen and by the menu.
import { Canvas, TRANSPARENT } from '../canvas.js';
import { BOLD, type Frame } from '../frame.js';
import { INK } from '../palette.js';
import { drawEmblem } from '../scene.js';
import { bigHeight, bigWidth, canBeBig, drawBig } from './big-text.js';
import { drawCentred } from './view.js';
import { word } from './words.js';

const EMBLEM_COLUMNS = 12;
const EMBLEM_ROWS = 6;
/** Proper names are the same in every language. */
const NAME = ['TERMINAL', 'TANKS'] as const;
const GAP = 3;

/** Scale of the letters, and in how many lines they stand; the first that fits is taken. */
const FORMS: readonly (readonly [scale: number, lines: 1 | 2])[] = [
  [2, 1],
  [2, 2],
  [1, 1],
  [1, 2],
];

/** A tank from the side of its seat's colour, each pixel drawn `scale` times. */
export function emblemOf(seat: number, scale: number): Canvas {
  const small = new Canvas(EMBLEM_COLUMNS, EMBLEM_ROWS);
  drawEmblem(small, seat);
  if (scale === 1) return small;
  const large = new Canvas(EMBLEM_COLUMNS * scale, EMBLEM_ROWS * scale);
  for (let y = 0; y < small.height; y++) {
    for (let x = 0; x < small.width; x++) {
      const colour = small.pixels[y * small.width + x]!;
      if (colour !== TRANSPARENT) large.rect(x * scale, y * scale, scale, scale, colour);
    }
  }
  return large;
}

/** Writes what a screen is in large letters above its content, where there is room.
 *  @param top first row of the content */
export function drawHeading(frame: Frame, top: number, text: string): void {
  if (!canBeBig(text)) return;
  for (const scale of [2, 1]) {
    const y = top - bigHeight(scale) - 3 * scale - 1;
    const width = bigWidth(text, scale);
    if (y < 3 + scale || width > frame.columns - 4) continue;
    drawBig(frame, (frame.columns - width) >> 1, y, text, INK.accent, scale);
    return;
  }
}

function sizeOf([scale, lines]: (typeof FORMS)[number]): { columns: number; rows: number } {
  const text = lines === 1 ? bigWidth(NAME.join(' '), scale) : bigWidth(NAME[0], scale);
  const letters = lines * bigHeight(scale) + lines - 1;
  return {
    columns: EMBLEM_COLUMNS * scale + GAP * scale + text,
    rows: Math.max(EMBLEM_ROWS * scale, letters),
  };
}

function formFor(frame: Frame, rowsMax: number): (typeof FORMS)[number] | undefined {
  return FORMS.find((form) => {
    const { columns, rows } = sizeOf(form);
    return columns <= frame.columns - 4 && rows <= rowsMax;
  });
}

/** Rows that drawLogo takes, the line below the name among them. */
export function logoRows(frame: Frame, rowsMax: number): number {
  const form = formFor(frame, rowsMax - 1);
  return form === undefined ? 1 : sizeOf(form).rows + 1;
}

/** Draws name and sign. @param rowsMax rows that there are for it, 1 or more */
export function drawLogo(frame: Frame, y: number, rowsMax: number): void {
  const form = formFor(frame, rowsMax - 1);
  if (form === undefined) {
    drawCentred(frame, y, NAME.join(' '), INK.accent, BOLD);
    return;
  }
  const [scale, lines] = form;
  const { columns, rows } = sizeOf(form);
  const left = (frame.columns - columns) >> 1;
  emblemOf(0, scale).layInto(frame, left, y + ((rows - EMBLEM_ROWS * scale) >> 1));
  const x = left + (EMBLEM_COLUMNS + GAP) * scale;
  const height = bigHeight(scale);
  const top = y + ((rows - lines * height - lines + 1) >> 1);
  drawBig(frame, x, top, NAME[0], INK.bright, scale);
  if (lines === 2) drawBig(frame, x, top + height + 1, NAME[1], INK.accent, scale);
  else drawBig(frame, x + bigWidth(`${NAME[0]} `, scale) + scale, top, NAME[1], INK.accent, scale);
  drawCentred(frame, y + rows, word('subtitle'), INK.dim);
}
