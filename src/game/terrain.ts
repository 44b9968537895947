// What the ground is made of. A tile is one byte: its kind in the low four bits; for brick the four quarters that
// still stand in the high four (bit 4 upper left, 5 upper right, 6 lower left, 7 lower right).
// A new kind of ground is one more row of TERRAIN.

/** One kind of ground: its name, its letter in an arena's text, and what it does. */
export interface Terrain {
  readonly name: string;
  readonly letter: string;
  readonly stopsTanks: boolean;
  readonly stopsShells: boolean;
}

export const OPEN = 0;
export const BRICK = 1;
export const STEEL = 2;
export const WATER = 3;
export const BUSH = 4;
export const ICE = 5;
export const BASE = 6;

/** All kinds, indexed by the low four bits of a tile. */
export const TERRAIN: readonly Terrain[] = [
  { name: 'open', letter: '.', stopsTanks: false, stopsShells: false },
  { name: 'brick', letter: '#', stopsTanks: true, stopsShells: true },
  { name: 'steel', letter: 'X', stopsTanks: true, stopsShells: true },
  { name: 'water', letter: '~', stopsTanks: true, stopsShells: false },
  { name: 'bush', letter: '%', stopsTanks: false, stopsShells: false },
  { name: 'ice', letter: '=', stopsTanks: false, stopsShells: false },
  { name: 'base', letter: 'B', stopsTanks: true, stopsShells: true },
];

/** A set of kinds, one bit each, so that a test of a quarter is one shift. */
function kindSet(holds: (kind: Terrain) => boolean): number {
  return TERRAIN.reduce((set, kind, index) => (holds(kind) ? set | (1 << index) : set), 0);
}

/** Kinds that stop tanks and kinds that stop shells, as bit sets. */
export const STOPS_TANKS = kindSet((kind) => kind.stopsTanks);
export const STOPS_SHELLS = kindSet((kind) => kind.stopsShells);

/** A whole brick, all four quarters standing. */
export const WHOLE_BRICK = BRICK | 0xf0;

/** Kind of a tile byte, 0 to 15. */
export function kindOf(tile: number): number {
  return tile & 0x0f;
}

/** True when a byte from outside is a possible tile: a known kind, quarters on brick alone and at least one of them. */
export function isTile(byte: number): boolean {
  const kind = kindOf(byte);
  return byte <= 0xff && kind < TERRAIN.length && (kind === BRICK) === byte > 0x0f;
}
