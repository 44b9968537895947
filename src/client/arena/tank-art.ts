// The drawings of a tank, as text: one each for the sizes of SCALES, all facing up, and turned for the other headings once, when
// the program starts. Read by tanks.ts. Size n has n pixels to half a tile.
import { SCALES } from './camera.js';

/** Which part of a tank a pixel shows. */
export enum Part {
  Nothing,
  Track,
  TrackOther,
  Body,
  Shade,
  Hatch,
  Gun,
}
/** Parts there are. */
export const PARTS = 7;

/** Letters of TANKS. */
const PART_OF_LETTER: Readonly<Record<string, Part>> = {
  '.': Part.Nothing,
  t: Part.Track,
  u: Part.TrackOther,
  b: Part.Body,
  s: Part.Shade,
  h: Part.Hatch,
  g: Part.Gun,
};

const TANKS: readonly (readonly string[])[] = [
  ['.gg.', 'tggt', 'ubbu', 'tbbt'],
  ['..gg..', 't.gg.t', 'ubggbu', 'tbhhbt', 'ubhhbu', 'tsssst'],
  ['...gg...', 'tt.gg.tt', 'uusggsuu', 'ttbggbtt', 'uubhhbuu', 'ttbhhbtt', 'uubbbbuu', 'ttsssstt'],
  [
    '.....gg.....',
    'ttt..gg..ttt',
    'uuu..gg..uuu',
    'tttssggssttt',
    'uuubbggbbuuu',
    'tttbhhhhbttt',
    'uuubhbbhbuuu',
    'tttbhbbhbttt',
    'uuubhhhhbuuu',
    'tttbbbbbbttt',
    'uuussssssuuu',
    'ttt......ttt',
  ],
];

/** What hits do to it: 1 from the first hit on, 2 when the next one is the end, 3 burns then. */
const SCARS: readonly (readonly string[])[] = [
  ['....', '..12', '2.3.', '....'],
  ['......', '.....2', '2..1..', '...13.', '......', '.2..2.'],
  ['........', '.......2', '2..1....', '.....1..', '..3...12', '2.......', '...13...', '.2...2..'],
  [
    '............',
    '.........2..',
    '22........1.',
    '....1......2',
    '...11....2..',
    '2.......33..',
    '......1.13..',
    '...1......22',
    '..23........',
    '...33..11...',
    '2....1...2..',
    '22........2.',
  ],
];

function parse(rows: readonly string[], read: (letter: string) => number): Uint8Array {
  return Uint8Array.from(rows.join(''), read);
}

/** The four headings of a square drawing that faces up. */
function turn(up: Uint8Array): readonly Uint8Array[] {
  const side = Math.sqrt(up.length);
  const turned = [up];
  while (turned.length < 4) {
    const last = turned[turned.length - 1];
    turned.push(last.map((_, index) => last[(side - 1 - (index % side)) * side + ((index / side) | 0)]));
  }
  return turned;
}

/** Parts by artIndexOf the scale and heading; each a square of `4 * scale` pixels a side, row by row. */
export const TANK_PARTS: readonly (readonly Uint8Array[])[] = TANKS.map((rows) =>
  turn(parse(rows, (letter) => PART_OF_LETTER[letter])),
);

/** Scars by artIndexOf the scale and heading, 0 to 3, as TANK_PARTS. */
export const TANK_SCARS: readonly (readonly Uint8Array[])[] = SCARS.map((rows) =>
  turn(parse(rows, (letter) => Number(letter === '.' ? 0 : letter))),
);

/** Pixels from a tank to the outer side of its ring. */
export function ringMargin(scale: number): number {
  return Math.round(scale);
}

/** A ring around a tank by artIndexOf the scale: squares that reach ringMargin beyond it; 0 nothing, 1 and 2 dashes in turn. */
export const SHIELD_RINGS: readonly Uint8Array[] = SCALES.map((scale) => {
  const side = 4 * scale + 2 * ringMargin(scale);
  const centre = (side - 1) / 2;
  return Uint8Array.from({ length: side * side }, (_unused, pixel) => {
    const x = (pixel % side) - centre;
    const y = Math.floor(pixel / side) - centre;
    // Between a circle and a square, so that it goes round the corners of a tank.
    const distance = Math.cbrt(Math.abs(x) ** 3 + Math.abs(y) ** 3);
    if (distance > side / 2 || distance <= side / 2 - 1) return 0;
    return 1 + (Math.floor(((Math.atan2(y, x) + Math.PI) * 4) / Math.PI) & 1);
  });
});
