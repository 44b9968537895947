// What one player of a battle has been sent, so that only the rest is. Made when he enters it, changed by snapshots.ts.
import type { View } from '../game/visibility.js';
import { createWorld, type Tank, type World } from '../game/world.js';
import { differ } from '../protocol/fields.js';
import { PUBLIC_THINGS, THING_TABLES } from '../protocol/thing-fields.js';
import type { Note } from './changes.js';

/** What one player has been sent. Bits of the masks stand for seats and shell slots. */
export interface Viewer {
  /** Seat whose player's picture this is; NOBODY for a camera, which is on no side. */
  seat: number;
  /** The tank that looks. That of a camera is in no world, and has nothing but a place. */
  eye: Tank;
  readonly view: View;
  knownTanks: number;
  knownShells: number;
  knownMines: number;
  /** Known, but a change of it could not be written: to be sent whole. */
  behindTanks: number;
  behindShells: number;
  behindMines: number;
  behindScores: number;
  behindThings: number;
  behindTerrain: boolean;
  readonly terrain: Uint8Array;
  readonly notes: Note[];
  acknowledged: number;
  lastTick: number;
}

/** A player who has been sent nothing but the ARENA frame. */
export function createViewer(world: World, seat: number): Viewer {
  return {
    seat,
    eye: world.tanks[seat],
    view: { left: -1, top: 0, right: 0, bottom: 0 },
    knownTanks: 0,
    knownShells: 0,
    knownMines: 0,
    behindTanks: 0,
    behindShells: 0,
    behindMines: 0,
    behindScores: 0xffff,
    behindThings: unknownThings(world),
    behindTerrain: true,
    terrain: world.arena.tiles.slice(),
    notes: [],
    acknowledged: -1,
    lastTick: 0,
  };
}

/** Things that a client does not know by itself when it enters a battle. */
function unknownThings(world: World): number {
  const blank = createWorld(world.arena, world.options, 0, false);
  // Of the clock a client knows nothing.
  blank.ticksLeft = -1;
  return PUBLIC_THINGS.reduce((set, { table, index }, place) => {
    const { fields, at } = THING_TABLES[table];
    return differ(at(blank, index), at(world, index), fields) ? set | (1 << place) : set;
  }, 0);
}
