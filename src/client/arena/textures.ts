// What each kind of ground looks like: squares of pixels made once for a set of colours and a size, and copied from then on by
// ground.ts. A texture repeats after PERIOD_TILES tiles and is laid over the arena from its corner, so that neighbours fit.
import { BASE, BRICK, BUSH, ICE, OPEN, STEEL, TERRAIN, WATER } from '../../game/terrain.js';
import { TRANSPARENT } from '../canvas.js';
import { artIndexOf } from './camera.js';
import type { ArenaColours } from './colours.js';

/** Tiles after which a texture repeats; a power of two. */
export const PERIOD_TILES = 8;

/** The textures of one set of colours and one size. Row by row, `2 * period` pixels a row: the second half repeats the first,
 *  so that a texture can be shifted by up to one period without a thought. */
export interface Textures {
  readonly period: number;
  readonly rowPixels: number;
  /** By kind of ground. */
  readonly ground: readonly Uint32Array[];
  /** Ground from which brick has been shot. */
  readonly rubble: Uint32Array;
  /** Leaves over what stands in a bush, with gaps. */
  readonly leaves: Uint32Array;
}

/** Colour of a pixel of a texture. @param s pixels to half a tile */
type Paint = (x: number, y: number, s: number, colours: ArenaColours) => number;

/** A number of 0 to 255 that looks like chance and is the same for a pixel in every run. */
function noise(x: number, y: number): number {
  const mixed = Math.imul(x * 73 + y * 179 + 17, 0x9e37_79b1);
  return ((mixed ^ (mixed >>> 15)) >>> 8) & 0xff;
}

const paintOpen: Paint = (x, y, s, colours) => (noise(x, y) < 4 - s ? colours.speck : colours.open);

/** Courses of half a tile, each brick a tile long. Too small for mortar, whole bricks differ in tone. */
const paintBrick: Paint = (x, y, s, colours) => {
  const course = Math.floor(y / s);
  const along = x + (course & 1) * Math.floor(s);
  if (s < 2) return (Math.floor(along / (2 * s)) + course) & 1 ? colours.brick : colours.brickLight;
  if (y % s === s - 1 || along % (2 * s) === 2 * s - 1) return colours.mortar;
  return y % s === 0 && noise(Math.floor(along / (2 * s)), course) < 150 ? colours.brickLight : colours.brick;
};

/** One plate a tile, lit from the upper left; the largest one has rivets. */
const paintSteel: Paint = (x, y, s, colours) => {
  const last = 2 * s - 1;
  const left = x % (2 * s);
  const top = y % (2 * s);
  if (left === last || top === last) return colours.steelDark;
  if (left === 0 || top === 0) return colours.steelLight;
  const isRivet = s === 3 && (left === 1 || left === 4) && (top === 1 || top === 4);
  return isRivet ? colours.steelDark : colours.steel;
};

/** Crests in rows, every other row set off by half. */
const paintWater: Paint = (x, y, s, colours) => {
  const row = Math.floor(y / (2 * s));
  const along = (x + (row & 1) * 4 * s + (row & 2) * s) % (8 * s);
  const height = y % (2 * s);
  if (s < 2) return height === 0 && along < 3 * s ? colours.crest : colours.water;
  const isBack = height === s && (along < s || (along >= 3 * s - 1 && along < 4 * s - 1));
  const isTop = height === s - 1 && along >= s && along < 3 * s - 1;
  return isBack || isTop ? colours.crest : colours.water;
};

const paintBush: Paint = (x, y, s, colours) => {
  const leaf = s < 2 ? noise(x, y) : noise(x >> 1, y >> 1);
  if (leaf < 70) return colours.bushDark;
  const isTip = s < 2 || ((x | y) & 1) === 0;
  return isTip && leaf > 160 ? colours.bushLight : colours.bush;
};

/** Every other leaf of the bush: small ones stand one pixel apart, large ones two. */
const paintLeaves: Paint = (x, y, s, colours) => {
  const isLeaf = s < 2 ? ((x ^ y) & 1) === 0 : (((x >> 1) ^ (y >> 1)) & 1) === 0;
  return isLeaf ? paintBush(x, y, s, colours) : TRANSPARENT;
};

/** Streaks from lower left to upper right. */
const paintIce: Paint = (x, y, s, colours) => {
  const streak = (x + y) % (8 * s);
  if (s > 1 && streak === 3 * s && noise(x, y) < 120) return colours.glint;
  return streak < 3 * s ? colours.iceOther : colours.ice;
};

const paintBase: Paint = (x, y, s, colours) => {
  const last = 2 * s - 1;
  const left = x % (2 * s);
  const top = y % (2 * s);
  if (s === 1) return left === top ? colours.baseLight : colours.base;
  if (left === 0 || top === 0 || left === last || top === last) return colours.baseDark;
  return Math.abs(left - last / 2) + Math.abs(top - last / 2) <= s - 0.5 ? colours.baseLight : colours.base;
};

const paintRubble: Paint = (x, y, _, colours) => (noise(x, y) < 56 ? colours.rubble : colours.open);

/** By kind of ground. */
const PAINTS: readonly Paint[] = Object.assign(new Array<Paint>(TERRAIN.length).fill(paintOpen), {
  [OPEN]: paintOpen,
  [BRICK]: paintBrick,
  [STEEL]: paintSteel,
  [WATER]: paintWater,
  [BUSH]: paintBush,
  [ICE]: paintIce,
  [BASE]: paintBase,
});

function paint(how: Paint, s: number, colours: ArenaColours): Uint32Array {
  const period = 2 * s * PERIOD_TILES;
  const row = 2 * period;
  return Uint32Array.from({ length: row * period }, (_, index) =>
    how((index % row) % period, Math.floor(index / row), s, colours),
  );
}

const made = new Map<ArenaColours, Textures[]>();

/** The textures of a set of colours and a size, made when they are asked for first.
 *  @param scale pixels to half a tile */
export function texturesOf(colours: ArenaColours, scale: number): Textures {
  let sizes = made.get(colours);
  if (sizes === undefined) {
    sizes = [];
    made.set(colours, sizes);
  }
  const index = artIndexOf(scale);
  sizes[index] ??= {
    period: 2 * scale * PERIOD_TILES,
    rowPixels: 4 * scale * PERIOD_TILES,
    ground: PAINTS.map((how) => paint(how, scale, colours)),
    rubble: paint(paintRubble, scale, colours),
    leaves: paint(paintLeaves, scale, colours),
  };
  return sizes[index];
}
