// The way to where a bot wants to be: a search from its goals towards its tank over the places of its believed ground, a
// few places a tick. The last search that came to an end is driven by. Called by the bot; it knows no goal by name.
import { HEADING_X, HEADING_Y } from '../buttons.js';
import { TANK_REACH, TILE } from '../units.js';
import { type BelievedGround, IMPASSABLE } from './ground.js';

/** Places that one tick looks at. */
const PLACES_A_TICK = 150;
/** Waiting places are sorted by cost into rings of this many; a power of two, more than costs in one search differ by. */
const RINGS = 1024;
/** Distance of a place to which no way was found. */
export const UNREACHED = 0xffff;
const NONE = -1;
/** State of a place within a search. */
const WAITING = 1;
const DONE = 2;

/** A search and the way that the last one found. A place is the index of a tank's upper left tile. */
export interface Way {
  /** Cost from each place to the nearest goal, in half tiles, as far as the search had to look. */
  distances: Uint16Array;
  /** The search that runs: what it found, the state of each place, and the rings of waiting places. */
  found: Uint16Array;
  states: Uint8Array;
  /** What a place costs beyond its ground, since another tank stands about there. */
  crowds: Uint8Array;
  after: Int16Array;
  before: Int16Array;
  readonly heads: Int16Array;
  ring: number;
  waiting: number;
  isSearching: boolean;
  /** Where the tank was when the search began: it ends there. */
  destination: number;
}

/** A way in no arena. */
export function createWay(): Way {
  return {
    distances: new Uint16Array(0),
    found: new Uint16Array(0),
    states: new Uint8Array(0),
    crowds: new Uint8Array(0),
    after: new Int16Array(0),
    before: new Int16Array(0),
    heads: new Int16Array(RINGS).fill(NONE),
    ring: 0,
    waiting: 0,
    isSearching: false,
    destination: 0,
  };
}

/** Forgets the way: a match begins. @param places tiles of the arena */
export function resetWay(way: Way, places: number): void {
  way.isSearching = false;
  if (way.found.length !== places) {
    way.distances = new Uint16Array(places);
    way.found = new Uint16Array(places);
    way.states = new Uint8Array(places);
    way.crowds = new Uint8Array(places);
    way.after = new Int16Array(places);
    way.before = new Int16Array(places);
  }
  way.distances.fill(UNREACHED);
}

/** The upper left tile of the 2 x 2 that stand for a tank around a coordinate. */
export function tileOf(coordinate: number): number {
  return (coordinate - TANK_REACH + TILE / 2) >> 8;
}

/** The place of a tank around x, y. */
export function placeOf(ground: BelievedGround, x: number, y: number): number {
  return tileOf(y) * ground.arena.columns + tileOf(x);
}

/** Begins a search; addGoal() tells it where to, and search() does it. */
export function beginSearch(way: Way, destination: number): void {
  way.found.fill(UNREACHED);
  way.states.fill(0);
  way.crowds.fill(0);
  way.heads.fill(NONE);
  way.ring = 0;
  way.waiting = 0;
  way.destination = destination;
  way.isSearching = true;
}

/** Adds a goal to a search that has begun. @param cost what it costs to be there instead of at the best goal, 0 to 200 */
export function addGoal(way: Way, ground: BelievedGround, place: number, cost: number): void {
  if (ground.costs[place] !== IMPASSABLE) reach(way, ground, place, cost);
}

/** Makes the places around x, y dear in a search that has begun, so that its way rather goes round them.
 *  @param cost 0 to 100 half tiles a place */
export function addCrowd(way: Way, ground: BelievedGround, x: number, y: number, cost: number): void {
  const { columns, rows } = ground.arena;
  const column = tileOf(x);
  const row = tileOf(y);
  for (let nearRow = Math.max(0, row - 1); nearRow <= Math.min(rows - 1, row + 1); nearRow++) {
    for (let near = Math.max(0, column - 1); near <= Math.min(columns - 1, column + 1); near++) {
      way.crowds[nearRow * columns + near] = cost;
    }
  }
}

/** Goes on with the search. @returns true when it has come to an end with this call */
export function search(way: Way, ground: BelievedGround): boolean {
  if (!way.isSearching) return false;
  for (let count = 0; count < PLACES_A_TICK; count++) {
    const place = takeNearest(way);
    if (place !== NONE) expand(way, ground, place);
    if (place !== NONE && place !== way.destination) continue;
    way.isSearching = false;
    const { distances } = way;
    way.distances = way.found;
    way.found = distances;
    return true;
  }
  return false;
}

/** Of the waiting places the one with the shortest way from a goal over it to the tank. */
function takeNearest(way: Way): number {
  if (way.waiting === 0) return NONE;
  while (way.heads[way.ring & (RINGS - 1)] === NONE) way.ring++;
  const place = way.heads[way.ring & (RINGS - 1)];
  way.heads[way.ring & (RINGS - 1)] = way.after[place];
  if (way.after[place] !== NONE) way.before[way.after[place]] = NONE;
  way.states[place] = DONE;
  way.waiting--;
  return place;
}

function expand(way: Way, ground: BelievedGround, place: number): void {
  const { columns, rows } = ground.arena;
  const onward = way.found[place] + ground.costs[place] + way.crowds[place];
  const column = place % columns;
  const row = (place / columns) | 0;
  if (column > 0) reach(way, ground, place - 1, onward);
  if (row > 0) reach(way, ground, place - columns, onward);
  if (column < columns - 1) reach(way, ground, place + 1, onward);
  if (row < rows - 1) reach(way, ground, place + columns, onward);
}

function reach(way: Way, ground: BelievedGround, place: number, cost: number): void {
  if (cost >= way.found[place] || ground.costs[place] === IMPASSABLE) return;
  const estimate = estimateRest(way, ground, place);
  if (way.states[place] === DONE) return;
  if (way.states[place] === WAITING) remove(way, place, way.found[place] + estimate);
  way.found[place] = cost;
  insert(way, place, cost + estimate);
}

/** What is left at least from a place to the tank, so that the search goes towards it. */
function estimateRest(way: Way, ground: BelievedGround, place: number): number {
  const { columns } = ground.arena;
  const aside = Math.abs((place % columns) - (way.destination % columns));
  return 2 * (aside + Math.abs(((place / columns) | 0) - ((way.destination / columns) | 0)));
}

function insert(way: Way, place: number, key: number): void {
  if (way.waiting === 0 || key < way.ring) way.ring = key;
  const ring = key & (RINGS - 1);
  const head = way.heads[ring];
  way.after[place] = head;
  way.before[place] = NONE;
  if (head !== NONE) way.before[head] = place;
  way.heads[ring] = place;
  way.states[place] = WAITING;
  way.waiting++;
}

function remove(way: Way, place: number, key: number): void {
  const before = way.before[place];
  const after = way.after[place];
  if (before === NONE) way.heads[key & (RINGS - 1)] = after;
  else way.after[before] = after;
  if (after !== NONE) way.before[after] = before;
  way.waiting--;
}

/** Heading of the first step on the way, or -1 at a goal, or where no way leads.
 *  @param driven heading that is driven already, kept among equal ways so that a bot does not dither */
export function headingOnWay(way: Way, ground: BelievedGround, x: number, y: number, driven: number): number {
  const { columns, rows } = ground.arena;
  const column = tileOf(x);
  const row = tileOf(y);
  const own = way.distances[row * columns + column];
  let best = NONE;
  let bestDistance = UNREACHED;
  for (let heading = 0; heading < 4; heading++) {
    const nextColumn = column + HEADING_X[heading];
    const nextRow = row + HEADING_Y[heading];
    if (nextColumn < 0 || nextRow < 0 || nextColumn >= columns - 1 || nextRow >= rows - 1) continue;
    const next = nextRow * columns + nextColumn;
    if (way.distances[next] >= own) continue;
    const distance = way.distances[next] + ground.costs[next];
    if (distance > bestDistance || (distance === bestDistance && heading !== driven)) continue;
    best = heading;
    bestDistance = distance;
  }
  return best;
}
