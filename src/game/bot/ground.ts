// The ground as a bot believes it to be: the arena as it was, and every change that came into its view, its reaction time
// later. Beside it what each place costs to drive onto, for the search of ways. Called by the bot once a tick.
import type { Arena } from '../arena.js';
import { PICKUPS } from '../pickups.js';
import { SHELL_KINDS } from '../shell-kinds.js';
import type { Ground } from '../space.js';
import { BRICK, kindOf, STOPS_TANKS } from '../terrain.js';
import { TICKS_PER_SECOND } from '../units.js';
import type { View } from '../visibility.js';
import type { Tank, World } from '../world.js';

/** Rows of the view that are looked at in one tick. */
const ROWS_A_TICK = 4;
/** Changes that may wait until the bot knows of them. */
const CHANGES_MAX = 256;
/** What a tank pays for a tile's way, in half tiles. What its gun breaks costs one more for every two quarters: it has
 *  to be shot away first. */
const OPEN_COST = 2;
/** What else a gun breaks goes by whole tiles, at one shot, and so counts as this many quarters. */
const TILE_QUARTERS = 2;
/** What a tank without any pickup breaks. */
const PLAIN_BREAKS = SHELL_KINDS[0].breaks;
/** Ticks that a gun must last for the bot to reckon with it. */
const GUN_TICKS_MIN = 3 * TICKS_PER_SECOND;
/** Cost of a place where no tank can be. */
export const IMPASSABLE = 255;

/** How many of a brick's quarters stand, by their four bits. */
const QUARTERS_STANDING = Uint8Array.from(
  { length: 16 },
  (_, bits) => (bits & 1) + ((bits >> 1) & 1) + ((bits >> 2) & 1) + (bits >> 3),
);

/** Where a bot is that has not been asked yet. */
const NO_ARENA: Arena = {
  name: '',
  author: '',
  modes: [],
  columns: 0,
  rows: 0,
  tiles: new Uint8Array(0),
  spawns: [],
  pickupPads: [],
  flags: [],
  bases: [],
  hill: null,
};

/** What a bot believes. `arena` and `terrain` are as in a world, so that space.ts can be asked about it. */
export interface BelievedGround extends Ground {
  arena: Arena;
  terrain: Uint8Array;
  /** For each tile, as the upper left one of a tank's 2 x 2: cost of driving onto it, or IMPASSABLE. */
  costs: Uint8Array;
  /** Kinds of ground that the bot's gun breaks, as a bit set: ways lead through them. */
  breaks: number;
  /** Changes that are seen but not yet known: the terrain with them, and of each its tile, its value and its tick. */
  noticed: Uint8Array;
  readonly changedTiles: Uint16Array;
  readonly changedTo: Uint8Array;
  readonly changedAt: Int32Array;
  first: number;
  waiting: number;
  /** The row of the view that is looked at next. */
  row: number;
}

/** Ground of a bot that has not been in an arena yet. */
export function createGround(): BelievedGround {
  return {
    arena: NO_ARENA,
    terrain: new Uint8Array(0),
    costs: new Uint8Array(0),
    breaks: PLAIN_BREAKS,
    noticed: new Uint8Array(0),
    changedTiles: new Uint16Array(CHANGES_MAX),
    changedTo: new Uint8Array(CHANGES_MAX),
    changedAt: new Int32Array(CHANGES_MAX),
    first: 0,
    waiting: 0,
    row: 0,
  };
}

/** Begins with an arena as everybody is sent it when a match begins. */
export function resetGround(ground: BelievedGround, arena: Arena): void {
  ground.arena = arena;
  ground.terrain = arena.tiles.slice();
  ground.noticed = arena.tiles.slice();
  ground.costs = new Uint8Array(arena.tiles.length);
  ground.breaks = PLAIN_BREAKS;
  ground.first = 0;
  ground.waiting = 0;
  priceAll(ground);
}

/** Prices the ground for the gun that a bot has now, when it is another one than before. One that is about to run out counts as
 *  gone: it would leave the bot in the middle of a wall. */
export function reckonWithGun(ground: BelievedGround, { gun, gunTicks }: Tank): void {
  const breaks = gunTicks < GUN_TICKS_MIN ? PLAIN_BREAKS : SHELL_KINDS[PICKUPS[gun].shell].breaks;
  if (breaks === ground.breaks) return;
  ground.breaks = breaks;
  priceAll(ground);
}

function priceAll(ground: BelievedGround): void {
  const { columns, rows } = ground.arena;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) price(ground, column, row);
  }
}

/** Looks at a part of the view and believes what was noticed long enough ago.
 *  @returns true when the believed ground has changed */
export function study(ground: BelievedGround, world: World, view: View, reactionTicks: number): boolean {
  for (let count = 0; count < ROWS_A_TICK; count++) {
    ground.row = ground.row + 1 >= view.bottom || ground.row < view.top ? view.top : ground.row + 1;
    notice(ground, world, view);
  }
  let hasChanged = false;
  while (ground.waiting > 0 && world.tick - ground.changedAt[ground.first] >= reactionTicks) {
    believe(ground, ground.changedTiles[ground.first], ground.changedTo[ground.first]);
    ground.first = (ground.first + 1) % CHANGES_MAX;
    ground.waiting--;
    hasChanged = true;
  }
  return hasChanged;
}

function notice(ground: BelievedGround, world: World, view: View): void {
  const start = ground.row * ground.arena.columns;
  for (let tile = start + view.left; tile < start + view.right; tile++) {
    if (ground.noticed[tile] === world.terrain[tile] || ground.waiting === CHANGES_MAX) continue;
    ground.noticed[tile] = world.terrain[tile];
    const place = (ground.first + ground.waiting) % CHANGES_MAX;
    ground.changedTiles[place] = tile;
    ground.changedTo[place] = world.terrain[tile];
    ground.changedAt[place] = world.tick;
    ground.waiting++;
  }
}

function believe(ground: BelievedGround, tile: number, value: number): void {
  ground.terrain[tile] = value;
  const { columns } = ground.arena;
  const column = tile % columns;
  const row = (tile / columns) | 0;
  // All places of 2 x 2 tiles that the tile is part of.
  price(ground, column, row);
  if (column > 0) price(ground, column - 1, row);
  if (row > 0) price(ground, column, row - 1);
  if (column > 0 && row > 0) price(ground, column - 1, row - 1);
}

function price(ground: BelievedGround, column: number, row: number): void {
  const { terrain, arena, breaks } = ground;
  const place = row * arena.columns + column;
  ground.costs[place] = IMPASSABLE;
  if (column + 1 >= arena.columns || row + 1 >= arena.rows) return;
  let quarters = 0;
  for (let index = 0; index < 4; index++) {
    const tile = terrain[place + (index >> 1) * arena.columns + (index & 1)];
    const kind = kindOf(tile);
    if (((breaks >> kind) & 1) === 1)
      quarters += kind === BRICK ? QUARTERS_STANDING[tile >> 4] : TILE_QUARTERS;
    else if (((STOPS_TANKS >> kind) & 1) === 1) return;
  }
  ground.costs[place] = OPEN_COST + ((quarters + 1) >> 1);
}
