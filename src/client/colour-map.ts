// 0xRRGGBB -> what a terminal of a given colour depth can show. Called for each cell that is written or compared, so answers
// are remembered in typed arrays. Never decides which depth a terminal has: capabilities.ts does.
import { DEFAULT_COLOUR } from './frame.js';
import { INK, SEAT_COLOURS } from './palette.js';

/** 'none' shows only the terminal's own two colours. */
export type ColourDepth = 'truecolor' | '256' | '16' | 'none';

/** The usual values of the sixteen colours; people's own differ, so the nearest of them is a guess. */
const SIXTEEN: readonly number[] = [
  0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5, 0x7f7f7f, 0xff0000,
  0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff,
];
/** Seats are told apart by their colour alone, so each hue has its own of the sixteen, whatever lies nearest. */
const CODES_OF_SEATS: readonly number[] = [3, 14, 10, 11, 12, 9, 13, 15];
const CHOSEN: ReadonlyMap<number, number> = new Map([
  ...SEAT_COLOURS.map((colour, seat): [number, number] => [
    colour,
    CODES_OF_SEATS[seat % CODES_OF_SEATS.length],
  ]),
  // The nearest to a soft colour is a grey, and these have a meaning.
  [INK.good, 10],
  [INK.bad, 9],
  [INK.accent, 11],
  [INK.key, 14],
]);
const CUBE_LEVELS: readonly number[] = [0, 95, 135, 175, 215, 255];
const CUBE_START = 16;
const GREY_START = 232;
const GREYS = 24;

const REMEMBERED_BITS = 12;
const NOTHING = 0xffff_ffff;

/** Distance of two colours as the eye sees it, roughly: the "redmean" of https://www.compuphase.com/cmetric.htm */
function distance(one: number, other: number): number {
  const red = (one >> 16) - (other >> 16);
  const green = ((one >> 8) & 255) - ((other >> 8) & 255);
  const blue = (one & 255) - (other & 255);
  const mean = ((one >> 16) + (other >> 16)) / 2;
  return (2 + mean / 256) * red * red + 4 * green * green + (2 + (255 - mean) / 256) * blue * blue;
}

function nearestLevel(value: number): number {
  let best = 0;
  for (let level = 1; level < CUBE_LEVELS.length; level++)
    if (Math.abs(CUBE_LEVELS[level]! - value) < Math.abs(CUBE_LEVELS[best]! - value)) best = level;
  return best;
}

/** The first sixteen of the 256 are left out: themes change them. */
function nearestOf256(colour: number): number {
  const red = nearestLevel(colour >> 16);
  const green = nearestLevel((colour >> 8) & 255);
  const blue = nearestLevel(colour & 255);
  const cube = (CUBE_LEVELS[red]! << 16) | (CUBE_LEVELS[green]! << 8) | CUBE_LEVELS[blue]!;
  const mean = ((colour >> 16) + ((colour >> 8) & 255) + (colour & 255)) / 3;
  const step = Math.max(0, Math.min(GREYS - 1, Math.round((mean - 8) / 10)));
  const grey = (8 + 10 * step) * 0x010101;
  return distance(grey, colour) < distance(cube, colour)
    ? GREY_START + step
    : CUBE_START + 36 * red + 6 * green + blue;
}

function nearestOf16(colour: number): number {
  const chosen = CHOSEN.get(colour);
  if (chosen !== undefined) return chosen;
  let best = 0;
  for (let index = 1; index < SIXTEEN.length; index++)
    if (distance(SIXTEEN[index]!, colour) < distance(SIXTEEN[best]!, colour)) best = index;
  return best;
}

/** Turns a Frame's colours into codes of one depth, and remembers the answers. */
export class ColourMap {
  #colours = new Uint32Array(1 << REMEMBERED_BITS).fill(NOTHING);
  #codes = new Uint32Array(1 << REMEMBERED_BITS);

  constructor(readonly depth: ColourDepth) {}

  /** The code of a colour: 0xRRGGBB in truecolor, a palette index in '256' (16 to 255) and '16' (0 to 15), or DEFAULT_COLOUR. */
  code(colour: number): number {
    if (this.depth === 'truecolor' || colour >= DEFAULT_COLOUR) return colour;
    if (this.depth === 'none') return DEFAULT_COLOUR;
    const slot = Math.imul(colour, 0x9e37_79b1) >>> (32 - REMEMBERED_BITS);
    if (this.#colours[slot] !== colour) {
      this.#colours[slot] = colour;
      this.#codes[slot] = this.depth === '256' ? nearestOf256(colour) : nearestOf16(colour);
    }
    return this.#codes[slot]!;
  }
}
