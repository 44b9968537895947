// The state of one match: everything that step() reads and changes, all of it integers. The server owns one a battle;
// a client keeps two (what the server last said, and its prediction), whose hidden tanks are absent.
import type { Arena } from './arena.js';
import { ARMOUR_DEFAULT, SEATS_MAX, SHELLS_MAX, TICKS_PER_SECOND } from './units.js';

/** Values of `Tank.life`. A wreck waits for its respawn; an absent tank is an empty seat, or one that this world can't see. */
export const ABSENT = 0;
export const ALIVE = 1;
export const WRECK = 2;

/** One tank; its index in `World.tanks` is its seat. Lengths in units, times in ticks. */
export interface Tank {
  /** ABSENT, ALIVE or WRECK. */
  life: number;
  /** Centre. */
  x: number;
  y: number;
  /** 0 up, 1 right, 2 down, 3 left. */
  heading: number;
  /** The input that it acted on in the last step. */
  buttons: number;
  /** What driving moved it in the last step (a turn's rounding is not counted), -127 to 127. */
  velocityX: number;
  velocityY: number;
  /** Hits that it still takes, 0 to ARMOUR_MAX. */
  armour: number;
  /** Ticks of spawn shield left, of reloading left, until it spawns again: 0 to 255, each one less a tick. */
  shield: number;
  reload: number;
  respawn: number;
  /** Ticks that it still slides on ice when nobody drives it, and which way. */
  slide: number;
  slideHeading: number;
  /** 1 while its player's line is down: it stands, can be hit, and does not spawn again. */
  parked: number;
}

/** One shell; its slot tells whose it is (SHELLS_PER_SEAT). `x`, `y` is its tip. */
export interface Shell {
  /** 0 or 1. */
  flying: number;
  x: number;
  y: number;
  heading: number;
}

/** What a seat has achieved in this match. */
export interface Score {
  points: number;
  kills: number;
  deaths: number;
}

/** What the host of a room chooses for a match. */
export interface MatchOptions {
  /** Index in MODES. */
  readonly mode: number;
  /** 1 to ARMOUR_MAX. */
  readonly armour: number;
  /** Length in ticks; 0 is without a limit. */
  readonly timeLimitTicks: number;
  /** Points that end the match; 0 is without a limit. */
  readonly scoreLimit: number;
}

/** What step() tells of a tick, for scores, sounds and pictures. Seats are indexes, x and y are units. */
export type WorldEvent =
  | { readonly type: 'spawned'; readonly seat: number }
  | { readonly type: 'shot'; readonly seat: number; readonly x: number; readonly y: number }
  | { readonly type: 'chipped'; readonly tile: number }
  | { readonly type: 'impact'; readonly x: number; readonly y: number }
  | { readonly type: 'hit'; readonly seat: number; readonly by: number }
  | {
      readonly type: 'destroyed';
      readonly seat: number;
      readonly by: number;
      readonly x: number;
      readonly y: number;
    }
  | { readonly type: 'over' };

/** The state of one match. */
export interface World {
  tick: number;
  /** Generator state; in a client's world it is not the server's, and nothing that a client steps draws from it. */
  random: number;
  /** True on the server. Without it step() moves and shoots but harms, spawns, scores and ends nothing. */
  authority: boolean;
  ticksLeft: number;
  /** 1 when the match is decided; step() then only counts ticks. */
  over: number;
  options: MatchOptions;
  arena: Arena;
  /** The ground as it is now, row by row, one byte a tile (terrain.ts). */
  terrain: Uint8Array;
  readonly tanks: readonly Tank[];
  readonly shells: readonly Shell[];
  readonly scores: readonly Score[];
  /** Events of the last step; the array is used again by the next one. */
  readonly events: WorldEvent[];
}

/** Options when the host says nothing else: free for all, 3 minutes. */
export const OPTIONS_DEFAULT: MatchOptions = {
  mode: 0,
  armour: ARMOUR_DEFAULT,
  timeLimitTicks: 180 * TICKS_PER_SECOND,
  scoreLimit: 0,
};

/** A tank that is not there. */
export function createTank(): Tank {
  return {
    life: ABSENT,
    x: 0,
    y: 0,
    heading: 0,
    buttons: 0,
    velocityX: 0,
    velocityY: 0,
    armour: 0,
    shield: 0,
    reload: 0,
    respawn: 0,
    slide: 0,
    slideHeading: 0,
    parked: 0,
  };
}

/** A shell that is not there. */
export function createShell(): Shell {
  return { flying: 0, x: 0, y: 0, heading: 0 };
}

/** A world at tick 0 with empty seats.
 *  @param seed any 32-bit integer
 *  @param authority true on the server */
export function createWorld(arena: Arena, options: MatchOptions, seed: number, authority: boolean): World {
  return {
    tick: 0,
    random: seed | 0,
    authority,
    ticksLeft: options.timeLimitTicks,
    over: 0,
    options,
    arena,
    terrain: arena.tiles.slice(),
    tanks: Array.from({ length: SEATS_MAX }, createTank),
    shells: Array.from({ length: SHELLS_MAX }, createShell),
    scores: Array.from({ length: SEATS_MAX }, () => ({ points: 0, kills: 0, deaths: 0 })),
    events: [],
  };
}

/** Makes `to` equal to `from`, but for `authority` and the events. Allocates nothing when both have the same arena size. */
export function copyWorld(from: World, to: World): void {
  to.tick = from.tick;
  to.random = from.random;
  to.ticksLeft = from.ticksLeft;
  to.over = from.over;
  to.options = from.options;
  to.arena = from.arena;
  if (to.terrain.length === from.terrain.length) to.terrain.set(from.terrain);
  else to.terrain = from.terrain.slice();
  for (let seat = 0; seat < SEATS_MAX; seat++) {
    Object.assign(to.tanks[seat], from.tanks[seat]);
    Object.assign(to.scores[seat], from.scores[seat]);
  }
  for (let slot = 0; slot < SHELLS_MAX; slot++) Object.assign(to.shells[slot], from.shells[slot]);
}

/** A 32-bit FNV-1a hash of all that the rules depend on; equal worlds have equal hashes on every machine. */
export function hashWorld(world: World): number {
  let hash = 0x811c9dc5;
  const mix = (value: number): void => {
    for (let shift = 0; shift < 32; shift += 8)
      hash = Math.imul(hash ^ ((value >>> shift) & 0xff), 0x01000193);
  };
  for (const value of [world.tick, world.random, world.ticksLeft, world.over]) mix(value);
  for (const entity of [...world.tanks, ...world.shells, ...world.scores]) Object.values(entity).forEach(mix);
  world.terrain.forEach(mix);
  return hash >>> 0;
}
