// The drawings of tanks, as text: one each for the three sizes, all facing up, and turned for the other headings once, when
// the program starts. Letters: t and u track, b body, h hatch, g gun. Size n has n pixels to half a tile.
import { TRANSPARENT } from './canvas.js';

const TANKS: readonly (readonly string[])[] = [
  ['.gg.', 'tggt', 'ubbu', 'tbbt'],
  ['...gg...', 'tt.gg.tt', 'uubggbuu', 'ttbhhbtt', 'uubhhbuu', 'ttbbbbtt', 'uubbbbuu', 'tt....tt'],
  [
    '.....gg.....',
    'ttt..gg..ttt',
    'uuu..gg..uuu',
    'tttbbggbbttt',
    'uuubbhhbbuuu',
    'tttbhhhhbttt',
    'uuubhhhhbuuu',
    'tttbhhhhbttt',
    'uuubbhhbbuuu',
    'tttbbbbbbttt',
    'uuubbbbbbuuu',
    'ttt......ttt',
  ],
];

/** Sizes of drawing there are. */
export const SCALE_MAX = TANKS.length;

/** Which part of a tank a pixel shows. */
export enum Part {
  Nothing,
  Track,
  TrackOther,
  Body,
  Hatch,
  Gun,
}

const PART_OF_LETTER: Readonly<Record<string, Part>> = {
  '.': Part.Nothing,
  t: Part.Track,
  u: Part.TrackOther,
  b: Part.Body,
  h: Part.Hatch,
  g: Part.Gun,
};

function parse(rows: readonly string[]): Uint8Array {
  return Uint8Array.from(rows.join(''), (letter) => PART_OF_LETTER[letter]);
}

function turnRight(parts: Uint8Array, side: number): Uint8Array {
  return parts.map((_, index) => parts[(side - 1 - (index % side)) * side + ((index / side) | 0)]);
}

/** Parts by scale - 1 and heading; each a square of `4 * scale` pixels a side, row by row. */
export const TANK_PARTS: readonly (readonly Uint8Array[])[] = TANKS.map((rows) => {
  const turned = [parse(rows)];
  while (turned.length < 4) turned.push(turnRight(turned[turned.length - 1], rows.length));
  return turned;
});

/** Colour of a part. @param colours indexed by Part @param moved swaps the two track colours */
export function colourOfPart(part: Part, colours: Uint32Array, moved: boolean): number {
  if (part === Part.Nothing) return TRANSPARENT;
  if (moved && part === Part.Track) return colours[Part.TrackOther];
  if (moved && part === Part.TrackOther) return colours[Part.Track];
  return colours[part];
}
