// The tables that drive encoding and decoding of THING records (PROTOCOL 7.3): all that is neither tank nor shell nor score.
// Both ends read the same rows, so they can't differ.
import { PICKUPS } from '../game/pickups.js';
import { FLAG_CARRIED, FLAG_DROPPED, HELD } from '../game/things.js';
import { BASE_HEALTH, MINES_MAX, PADS_MAX, TEAMS_MAX } from '../game/units.js';
import type { World } from '../game/world.js';
import { COORDINATE_MAX, type Field, isSeatOrNobody } from './fields.js';

/** A thing as the tables see it: named integers. */
export type Thing = Readonly<Record<string, number>>;

/** One kind of thing: its fields, how many there are, and where they stand in a world. */
export interface ThingTable {
  readonly name: string;
  readonly count: number;
  readonly fields: readonly Field<Thing>[];
  at(world: World, index: number): Thing;
}

const TICKS_MAX = 0x3fff;
const x = { name: 'x', bytes: 2, min: 0, max: COORDINATE_MAX } as const;
const y = { name: 'y', bytes: 2, min: 0, max: COORDINATE_MAX } as const;
const ticks = { name: 'ticks', bytes: 2, min: 0, max: TICKS_MAX } as const;

/** A thing of a world, which is made of integers alone. */
const thing = (entity: object): Thing => entity as Thing;

/** All kinds; the index of one is that of a THING record. The last is not for everybody. */
export const THING_TABLES: readonly ThingTable[] = [
  {
    name: 'clock',
    count: 1,
    at: (world) => world as unknown as Thing,
    fields: [{ name: 'ticksLeft', bytes: 2, min: 0, max: 0xffff }],
  },
  {
    name: 'stage',
    count: 1,
    at: ({ stage }) => thing(stage),
    fields: [
      { name: 'number', bytes: 2, min: 0, max: 0xffff },
      { name: 'left', bytes: 1, min: 0, max: 255 },
      { name: 'pause', bytes: 1, min: 0, max: 255 },
      { name: 'sudden', bytes: 1, min: 0, max: HELD },
      { name: 'ring', bytes: 1, min: 0, max: 63 },
      { name: 'ringTicks', bytes: 2, min: 0, max: TICKS_MAX },
    ],
  },
  {
    name: 'team',
    count: TEAMS_MAX,
    at: ({ teams }, index) => thing(teams[index]),
    fields: [{ name: 'points', bytes: 2, min: -0x8000, max: 0x7fff }],
  },
  {
    name: 'hill',
    count: 1,
    at: ({ hill }) => thing(hill),
    fields: [
      x,
      y,
      { name: 'radius', bytes: 2, min: 0, max: 0x3fff },
      { name: 'holder', bytes: 1, min: 0, max: 255, fits: isSeatOrNobody },
    ],
  },
  {
    name: 'flag',
    count: TEAMS_MAX,
    at: ({ flags }, index) => thing(flags[index]),
    fields: [
      { name: 'state', bytes: 1, min: 0, max: Math.max(FLAG_CARRIED, FLAG_DROPPED) },
      { name: 'carrier', bytes: 1, min: 0, max: 255, fits: isSeatOrNobody },
      ticks,
      x,
      y,
      { name: 'homeX', bytes: 2, min: 0, max: COORDINATE_MAX },
      { name: 'homeY', bytes: 2, min: 0, max: COORDINATE_MAX },
    ],
  },
  {
    name: 'base',
    count: TEAMS_MAX,
    at: ({ bases }, index) => thing(bases[index]),
    fields: [
      { name: 'health', bytes: 1, min: 0, max: BASE_HEALTH },
      { name: 'healthMax', bytes: 1, min: 0, max: BASE_HEALTH },
      x,
      y,
    ],
  },
  {
    name: 'pad',
    count: PADS_MAX,
    at: ({ pads }, index) => thing(pads[index]),
    fields: [{ name: 'kind', bytes: 1, min: 0, max: PICKUPS.length - 1 }, ticks, x, y],
  },
  {
    name: 'mine',
    count: MINES_MAX,
    at: ({ mines }, index) => thing(mines[index]),
    fields: [{ name: 'laid', bytes: 1, min: 0, max: 1 }, ticks, x, y],
  },
];

/** Table of the mines, which are shown to some only. */
export const MINE_TABLE = THING_TABLES.length - 1;

/** One thing that everybody may know of: its place in this list is its bit in the masks of snapshots.ts. */
export interface PublicThing {
  readonly table: number;
  readonly index: number;
}

/** All things that everybody may know of, at most 32. */
export const PUBLIC_THINGS: readonly PublicThing[] = THING_TABLES.slice(0, MINE_TABLE).flatMap(
  ({ count }, table) => Array.from({ length: count }, (_, index) => ({ table, index })),
);
