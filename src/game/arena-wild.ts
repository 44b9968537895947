// An arena from a seed: the same for all sides, connected, fair, and good for every mode. The same seed gives the same arena on
// every machine. Made by the server when a match begins; its name is all that is needed to play on it again.

import { type Arena, placeAt } from './arena.js';
import { MODE_NEEDS } from './arena-checks.js';
import { comparisonsOf, isFair } from './arena-fairness.js';
import { scatterPieces } from './arena-pieces.js';
import { chooseFlankPads, choosePickupPads, chooseRingPads } from './arena-places.js';
import { type Box, imagesOf, type Symmetry } from './arena-symmetry.js';
import type { RandomState } from './random.js';
import { drawInteger } from './random.js';
import { BASE, OPEN, WHOLE_BRICK } from './terrain.js';
import { TILE } from './units.js';

/** Sizes of an arena from a seed, as they stand in its name. */
export const WILD_SIZES = {
  small: { columns: 38, rows: 20, hillRadius: 4, ring: 19, ringPads: 8, teamPads: 4, pickups: 4 },
  middle: { columns: 64, rows: 40, hillRadius: 5, ring: 30, ringPads: 8, teamPads: 6, pickups: 6 },
  large: { columns: 96, rows: 60, hillRadius: 6, ring: 46, ringPads: 12, teamPads: 8, pickups: 8 },
} as const;
export type WildSize = keyof typeof WILD_SIZES;

/** Seeds are less than this, so that one is easily said aloud. */
export const WILD_SEEDS = 10_000;

/** Whose pads and flags there are in each of them, for those who have to know before it is made. */
export const WILD_SIDES: Pick<Arena, 'spawns' | 'flags'> = {
  spawns: [0, 1].map((team) => ({ ...placeAt(0, 0), team })),
  flags: [0, 1].map((team) => ({ ...placeAt(0, 0), team })),
};

/** Tries to find room for a wall, for each 8 x 8 tiles. */
const TRIES = 16;

/** What a name asks for, or null when it is not that of an arena from a seed. Without a seed each match has a new one. */
export function parseWildName(name: string): { size: WildSize; seed: number | null } | null {
  const match = /^Wild (small|middle|large)(?: (\d{1,4}))?$/.exec(name);
  if (match === null) return null;
  return { size: match[1] as WildSize, seed: match[2] === undefined ? null : Number(match[2]) };
}

/** Makes the arena of a seed. Its name is "Wild", the size and the seed.
 *  @param seed 0 to WILD_SEEDS - 1 */
export function generateArena(size: WildSize, seed: number): Arena {
  const steps = generateInSteps(size, seed);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** As generateArena(), in steps of a few milliseconds for somebody who has other things to do in between. */
export function* generateInSteps(size: WildSize, seed: number): Generator<undefined, Arena, undefined> {
  const random: RandomState = { random: Math.imul(seed + 1, 0x9e3779b1) };
  // The rare one that is not fair is thrown away; later ones have fewer walls.
  for (let attempt = 0; ; attempt++) {
    const arena = yield* tryArena(size, seed, Math.max(1, TRIES - (attempt >> 1)), random);
    yield;
    if (arena === null) continue;
    let isGood = true;
    for (const ways of comparisonsOf(arena)) {
      isGood &&= isFair(ways);
      if (!isGood) break;
      yield;
    }
    if (isGood) return arena;
  }
}

function* tryArena(
  size: WildSize,
  seed: number,
  tries: number,
  random: RandomState,
): Generator<undefined, Arena | null, undefined> {
  const { columns, rows, hillRadius, ring, ringPads, teamPads, pickups } = WILD_SIZES[size];
  const symmetry: Symmetry = { columns, rows, isMirrored: drawInteger(random, 2) === 0 };
  const middle = rows / 2 - 1;
  const hill: Box = { column: columns / 2 - 1, row: middle, width: 2, height: 2 };
  const base: Box = { column: 1, row: middle, width: 2, height: 2 };
  const flag: Box = { column: 5 + drawInteger(random, columns >> 4), row: middle, width: 2, height: 2 };
  const tiles = new Uint8Array(columns * rows).fill(OPEN);
  const fence = grow(base, 1);
  const kept = [grow(hill, 1), ...imagesOf(symmetry, flag), ...imagesOf(symmetry, fence)];
  scatterPieces(tiles, symmetry, kept, ((columns * rows) >> 6) * tries, random);
  for (const box of imagesOf(symmetry, fence)) fill(tiles, columns, box, WHOLE_BRICK);
  for (const box of imagesOf(symmetry, base)) fill(tiles, columns, box, BASE);
  for (const box of kept.slice(0, 3)) fill(tiles, columns, box, OPEN);
  yield;
  const ground = { symmetry, tiles, taken: kept.slice() };
  const spawns = chooseRingPads(ground, placeAt(hill.column, hill.row), ring, ringPads, random);
  yield;
  const teams = chooseFlankPads(ground, teamPads, random);
  if (spawns === null || teams === null) return null;
  yield;
  const pickupPads = choosePickupPads(ground, spawns, pickups, random);
  if (pickupPads === null) return null;
  const sides = (box: Box) =>
    imagesOf(symmetry, box).map(({ column, row }, team) => ({ ...placeAt(column, row), team }));
  return {
    name: `Wild ${size} ${seed}`,
    author: '',
    modes: Object.keys(MODE_NEEDS),
    columns,
    rows,
    tiles,
    spawns: [...spawns, ...teams],
    pickupPads,
    flags: sides(flag),
    bases: sides(base),
    hill: { ...placeAt(hill.column, hill.row), radius: hillRadius * TILE },
  };
}

function grow({ column, row, width, height }: Box, by: number): Box {
  return { column: column - by, row: row - by, width: width + 2 * by, height: height + 2 * by };
}

function fill(tiles: Uint8Array, columns: number, box: Box, tile: number): void {
  for (let row = box.row; row < box.row + box.height; row++) {
    tiles.fill(tile, row * columns + box.column, row * columns + box.column + box.width);
  }
}
