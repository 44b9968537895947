// Large letters for what has to be read from across a table: the name of the game, a room's code, the CHAMPION. Capitals A to Z,
// those of Polish, and digits, five pixels by seven, drawn as half blocks in one colour, so that they stand without colours too.
import { type Frame, KEEP_COLOUR } from '../frame.js';

const WIDTH = 5;
const HEIGHT = 7;
const UPPER_HALF = 0x2580;
const LOWER_HALF = 0x2584;
const FULL = 0x2588;

/** A row of letters, drawn beside each other with a blank between. */
const DRAWINGS: readonly (readonly [letters: string, rows: readonly string[]])[] = [
  [
    'ABCDEFGHIJKL',
    [
      ' ###  ####   ###  ####  ##### #####  ###  #   #  ###    ### #   # #    ',
      '#   # #   # #   # #   # #     #     #   # #   #   #      #  #  #  #    ',
      '#   # #   # #     #   # #     #     #     #   #   #      #  # #   #    ',
      '##### ####  #     #   # ####  ####  # ### #####   #      #  ##    #    ',
      '#   # #   # #     #   # #     #     #   # #   #   #      #  # #   #    ',
      '#   # #   # #   # #   # #     #     #   # #   #   #   #  #  #  #  #    ',
      '#   # ####   ###  ####  ##### #      ###  #   #  ###   ##   #   # #####',
    ],
  ],
  [
    'MNOPQRSTUVWX',
    [
      '#   # #   #  ###  ####   ###  ####   #### ##### #   # #   # #   # #   #',
      '## ## ##  # #   # #   # #   # #   # #       #   #   # #   # #   # #   #',
      '# # # # # # #   # #   # #   # #   # #       #   #   # #   # #   #  # # ',
      '# # # #  ## #   # ####  #   # ####   ###    #   #   # #   # # # #   #  ',
      '#   # #   # #   # #     # # # # #       #   #   #   # #   # # # #  # # ',
      '#   # #   # #   # #     #  #  #  #      #   #   #   #  # #  ## ## #   #',
      '#   # #   #  ###  #      ## # #   # ####    #    ###    #   #   # #   #',
    ],
  ],
  [
    'YZ0123456789',
    [
      '#   # #####  ###    #    ###  #####    #  #####  ###  #####  ###   ### ',
      '#   #     # #   #  ##   #   #    #    ##  #     #   #     # #   # #   #',
      ' # #     #  #  ##   #       #   #    # #  ####  #        #  #   # #   #',
      '  #     #   # # #   #      #     #  #  #      # ####    #    ###   ####',
      '  #    #    ##  #   #     #       # #####     # #   #   #   #   #     #',
      '  #   #     #   #   #    #    #   #    #  #   # #   #   #   #   # #   #',
      '  #   #####  ###   ###  #####  ###     #   ###   ###    #    ###   ### ',
    ],
  ],
];

/** Pixels that a mark adds to its letter: x from the left, y from the top of the letter, where above it is below 0. */
const MARKS: Readonly<Record<string, readonly (readonly [x: number, y: number])[]>> = {
  '\u0301': [
    [3, -2],
    [2, -1],
  ],
  '\u0307': [[2, -2]],
  '\u0328': [
    [3, 7],
    [4, 8],
  ],
  '/': [
    [2, 2],
    [1, 3],
  ],
};
/** Letters that Unicode does not take apart. */
const APART: Readonly<Record<string, string>> = { Ł: 'L/' };
/** Rows above and below a letter that marks may take. */
const MARK_ROWS = 2;

/** Rows of a letter as bits, the leftmost pixel highest, from the first row for marks on. */
const LETTERS: ReadonlyMap<string, readonly number[]> = new Map(
  DRAWINGS.flatMap(([letters, rows]) =>
    [...letters].map((letter, index) => {
      const from = index * (WIDTH + 1);
      const bits = rows.map((row) =>
        Number.parseInt(
          row
            .slice(from, from + WIDTH)
            .replaceAll('#', '1')
            .replaceAll(' ', '0'),
          2,
        ),
      );
      return [letter, [0, 0, ...bits, 0, 0]] as const;
    }),
  ),
);

/** The rows of a letter with its mark; undefined for a character without a drawing. */
function bitsOf(character: string): readonly number[] | undefined {
  const [letter = '', mark] = APART[character] ?? character.normalize('NFD');
  const plain = LETTERS.get(letter);
  if (plain === undefined || mark === undefined) return plain;
  if (!Object.hasOwn(MARKS, mark)) return undefined;
  const bits = [...plain];
  for (const [x, y] of MARKS[mark]!) bits[y + MARK_ROWS]! |= 1 << (WIDTH - 1 - x);
  return bits;
}

/** Columns that a text takes. @param scale pixels of the screen to one of a letter, 1 or more */
export function bigWidth(text: string, scale = 1): number {
  return text.length === 0 ? 0 : (text.length * (WIDTH + 1) - 1) * scale;
}

/** Rows that large letters take. */
export function bigHeight(scale = 1): number {
  return Math.ceil((HEIGHT * scale) / 2);
}

/** Whether each character of a text has a drawing; a blank has one too. */
export function canBeBig(text: string): boolean {
  return [...text].every((letter) => letter === ' ' || bitsOf(letter) !== undefined);
}

/** Writes large letters from a cell to the right and below, their marks also a row above and below that; a character without
 *  a drawing is left blank. */
export function drawBig(frame: Frame, x: number, y: number, text: string, fg: number, scale = 1): void {
  const rows = bigHeight(scale);
  for (const [index, letter] of [...text].entries()) {
    const bits = bitsOf(letter);
    if (bits === undefined) continue;
    const left = x + index * (WIDTH + 1) * scale;
    for (let row = -scale; row < rows + scale; row++) {
      for (let column = 0; column < WIDTH * scale; column++) {
        const upper = isSet(bits, column, 2 * row, scale);
        const lower = isSet(bits, column, 2 * row + 1, scale);
        if (!upper && !lower) continue;
        const glyph = upper ? (lower ? FULL : UPPER_HALF) : LOWER_HALF;
        frame.set(left + column, y + row, glyph, fg, KEEP_COLOUR);
      }
    }
  }
}

function isSet(bits: readonly number[], x: number, y: number, scale: number): boolean {
  const row = bits[Math.floor(y / scale) + MARK_ROWS];
  return row !== undefined && ((row >> (WIDTH - 1 - Math.floor(x / scale))) & 1) === 1;
}
