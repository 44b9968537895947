// Where spawn pads and pickups stand in an arena from a seed: by chance, among the places that are fair.

import { type Place, placeAt, type Spawn } from './arena.js';
import { UNFAIR_PERCENT } from './arena-fairness.js';
import { type Box, gapBetween, imagesOf, type Symmetry } from './arena-symmetry.js';
import { waysFrom } from './arena-ways.js';
import { drawInteger, type RandomState } from './random.js';
import { OPEN } from './terrain.js';

/** An arena in the making. `taken` are the boxes that something stands on already. */
export interface Ground {
  readonly symmetry: Symmetry;
  readonly tiles: Uint8Array;
  readonly taken: Box[];
}

/** How many of the places that would do are looked at for the next pads: the one farthest from the others is taken. */
const LOOKS = 24;
/** Pads keep as many tiles apart. */
const PAD_GAP = 2;
/** Ways from a spawn pad to its nearest pickup, in tiles; the longest that works is taken. */
const PICKUP_WAY_MIN = 5;
const PICKUP_WAY_MAX = 18;
/** How often pickups are laid out anew before the arena is given up. */
const PICKUP_LOOKS = 6;

/** Spawn pads for those who fight alone, all as far from the hill. Takes their places.
 *  @param ring the way to the hill in tiles; where there is no room it is shorter, down to half of it
 *  @returns null when there are not as many places */
export function chooseRingPads(
  ground: Ground,
  hill: Place,
  ring: number,
  count: number,
  random: RandomState,
): Place[] | null {
  const ways = waysFrom({ ...ground.symmetry, tiles: ground.tiles }, [hill]);
  const orbits = freeOrbits(ground);
  for (let way = ring; way > ring >> 1; way--) {
    const near = orbits.filter(([{ column, row }]) => {
      const here = ways[row * ground.symmetry.columns + column];
      return here >= way && here <= withinPercent(way);
    });
    const pads = spread(ground, near, count, random);
    if (pads !== null) return pads.map(placeOf);
  }
  return null;
}

/** Spawn pads of two teams on the left and the right side. Takes their places.
 *  @param count of each team
 *  @returns null when there are not as many places */
export function chooseFlankPads(ground: Ground, count: number, random: RandomState): Spawn[] | null {
  const { columns } = ground.symmetry;
  const depth = (columns / 3) | 0;
  const isOnFlank = ({ column }: Box): boolean => column < depth || column >= columns - 2 - depth;
  const orbits = freeOrbits(ground).filter((orbit) => orbit.every(isOnFlank));
  const pads = spread(ground, orbits, 2 * count, random);
  return pads?.map((box) => ({ ...placeOf(box), team: box.column < depth ? 0 : 1 })) ?? null;
}

/** Pickup pads such that each spawn pad has its nearest one as far as the others have theirs. Takes their places.
 *  @param count at least; twice as many at most
 *  @returns null when there is no such choice */
export function choosePickupPads(
  ground: Ground,
  spawns: readonly Place[],
  count: number,
  random: RandomState,
): Place[] | null {
  const { columns } = ground.symmetry;
  const arena = { ...ground.symmetry, tiles: ground.tiles };
  const ways = spawns.map((spawn) => waysFrom(arena, [spawn]));
  const wayTo = (from: Uint16Array, { column, row }: Box): number => from[row * columns + column];
  const orbits = freeOrbits(ground);
  for (let look = 0; look < PICKUP_LOOKS; look++) {
    shuffle(orbits, random);
    for (let way = PICKUP_WAY_MAX; way >= PICKUP_WAY_MIN; way--) {
      const far = orbits.filter(([box]) => ways.every((from) => wayTo(from, box) >= way));
      const isNear = (from: Uint16Array, box: Box): boolean => wayTo(from, box) <= withinPercent(way);
      const pads = serveAll(far, ways, count, isNear);
      if (pads === null) continue;
      ground.taken.push(...pads);
      return pads.map(placeOf);
    }
  }
  return null;
}

/** The first of some orbits that together are near to all of the spawn pads whose ways are given, and no more of them than
 *  that and `count` need. @returns null when there are none, or too many */
function serveAll(
  orbits: readonly Box[][],
  ways: readonly Uint16Array[],
  count: number,
  isNear: (from: Uint16Array, box: Box) => boolean,
): Box[] | null {
  const pads: Box[] = [];
  let unserved = ways;
  for (const orbit of orbits) {
    if (gapToAll(orbit, pads) < 2 * PAD_GAP) continue;
    const after = unserved.filter((from) => !orbit.some((box) => isNear(from, box)));
    // While some spawn pads are without, a pickup has to be near to one of those.
    if (unserved.length > 0 && after.length === unserved.length) continue;
    unserved = after;
    pads.push(...orbit);
    if (unserved.length === 0 && pads.length >= count) break;
  }
  return unserved.length > 0 || pads.length < count || pads.length > 2 * count ? null : pads;
}

/** The longest way that is as good as a way of so many tiles. */
function withinPercent(way: number): number {
  return ((way * (100 + UNFAIR_PERCENT)) / 100) | 0;
}

function placeOf({ column, row }: Box): Place {
  return placeAt(column, row);
}

/** All places for a pad, each with its images. */
function freeOrbits({ symmetry, tiles, taken }: Ground): Box[][] {
  const { columns, rows } = symmetry;
  const orbits: Box[][] = [];
  for (let row = 0; row < rows - 1; row++) {
    for (let column = 0; column < columns - 1; column++) {
      const corner = row * columns + column;
      if (!isOpen(tiles, columns, corner)) continue;
      const box = { column, row, width: 2, height: 2 };
      if (taken.some((other) => gapBetween(box, other) < PAD_GAP)) continue;
      const orbit = imagesOf(symmetry, box);
      // Of an orbit the first place in reading order stands for all.
      const isFirst = orbit.every((image) => image.row * columns + image.column >= corner);
      const isApart = orbit.every((image, index) =>
        orbit.every((other, place) => place <= index || gapBetween(image, other) >= PAD_GAP),
      );
      if (isFirst && isApart) orbits.push(orbit);
    }
  }
  return orbits;
}

function isOpen(tiles: Uint8Array, columns: number, corner: number): boolean {
  return [0, 1, columns, columns + 1].every((offset) => tiles[corner + offset] === OPEN);
}

/** Takes places far from each other, none on an axis: two more would have to be found for it.
 *  @returns null when there are not as many */
function spread(ground: Ground, places: readonly Box[][], count: number, random: RandomState): Box[] | null {
  const orbits = places.filter(({ length }) => length === (ground.symmetry.isMirrored ? 4 : 2));
  const chosen: Box[] = [];
  while (chosen.length < count) {
    let best: Box[] | null = null;
    let bestGap = PAD_GAP - 1;
    for (let look = 0; look < LOOKS && orbits.length > 0; look++) {
      const orbit = orbits[drawInteger(random, orbits.length)];
      if (chosen.length + orbit.length > count) continue;
      const gap = Math.min(gapToAll(orbit, chosen), gapToAll(orbit, ground.taken));
      if (gap <= bestGap) continue;
      best = orbit;
      bestGap = gap;
    }
    if (best === null) return null;
    chosen.push(...best);
  }
  ground.taken.push(...chosen);
  return chosen;
}

function gapToAll(orbit: readonly Box[], others: readonly Box[]): number {
  let gap = Number.MAX_SAFE_INTEGER;
  for (const box of orbit) for (const other of others) gap = Math.min(gap, gapBetween(box, other));
  return gap;
}

function shuffle<Item>(items: Item[], random: RandomState): Item[] {
  for (let last = items.length - 1; last > 0; last--) {
    const other = drawInteger(random, last + 1);
    [items[last], items[other]] = [items[other], items[last]];
  }
  return items;
}
