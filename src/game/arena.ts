// An arena: its size, its ground when a match begins, and the places that modes use. Made from text (arena-text.ts) or
// from a seed (arena-wild.ts) on a server, from an ARENA frame on a client. Never changed after it was made.
import { TILE } from './units.js';

/** Smallest and largest arena in tiles. */
export const ARENA_COLUMNS_MIN = 20;
export const ARENA_COLUMNS_MAX = 96;
export const ARENA_ROWS_MIN = 12;
export const ARENA_ROWS_MAX = 60;

/** Radius of a hill in tiles. */
export const HILL_RADIUS_MIN = 2;
export const HILL_RADIUS_MAX = 12;
/** Spawn pads, pickup pads, flags, bases and the hill of one arena together, at most. */
export const MARKS_MAX = 96;

/** A place in units. A spawn pad, a pickup pad, a flag, a base and a hill are each given by the middle of 2 x 2 tiles. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** A spawn pad: with a team for that team in modes with teams, without one for modes in which everybody fights alone. */
export interface Spawn extends Place {
  /** 0 to TEAMS_MAX - 1. */
  readonly team?: number;
}

/** A place that belongs to a team, 0 to TEAMS_MAX - 1: where its flag stands, or its base of 2 x 2 tiles of BASE. */
export interface TeamPlace extends Place {
  readonly team: number;
}

/** The hill: all within `radius` units of its middle. */
export interface Hill extends Place {
  readonly radius: number;
}

/** An arena as a match starts on it. */
export interface Arena {
  readonly name: string;
  /** Who drew it. */
  readonly author: string;
  /** Ids of the modes that it suits. */
  readonly modes: readonly string[];
  readonly columns: number;
  readonly rows: number;
  /** The ground row by row, one byte a tile (terrain.ts); never written to after it was made. */
  readonly tiles: Uint8Array;
  readonly spawns: readonly Spawn[];
  /** Where pickups appear. */
  readonly pickupPads: readonly Place[];
  /** Where each team's flag stands, at most one a team. */
  readonly flags: readonly TeamPlace[];
  /** At most one a team. In `defend` that of team 0 is held, and team 1 attacks. */
  readonly bases: readonly TeamPlace[];
  readonly hill: Hill | null;
}

/** Column and row of the upper left one of a place's 2 x 2 tiles. */
export function columnOf({ x }: Place): number {
  return x / TILE - 1;
}
export function rowOf({ y }: Place): number {
  return y / TILE - 1;
}

/** The place whose upper left tile this is. */
export function placeAt(column: number, row: number): Place {
  return { x: (column + 1) * TILE, y: (row + 1) * TILE };
}
