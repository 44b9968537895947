// The state of one match: everything that step() reads and changes, all of it integers. The server owns one a battle;
// a client keeps two (what the server last said, and its prediction), whose hidden tanks are absent.
import type { Arena } from './arena.js';
import {
  type Base,
  createBase,
  createFlag,
  createHill,
  createMine,
  createPad,
  createStage,
  createTeam,
  type Flag,
  type Hill,
  type Mine,
  type Pad,
  type Stage,
  type Team,
} from './things.js';
import {
  ARMOUR_DEFAULT,
  MINES_MAX,
  PADS_MAX,
  SEATS_MAX,
  SHELLS_MAX,
  TEAMS_MAX,
  TICKS_PER_SECOND,
} from './units.js';

/** Values of `Tank.life`. A wreck waits for its respawn; an absent tank is an empty seat, or one that this world can't see;
 *  one that watches is out of the game for now, and its place is that of the tank that its player is shown. */
export const ABSENT = 0;
export const ALIVE = 1;
export const WRECK = 2;
export const WATCHING = 3;

/** One tank; its index in `World.tanks` is its seat. Lengths in units, times in ticks. */
export interface Tank {
  /** ABSENT, ALIVE, WRECK or WATCHING. */
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
  /** 1 with a star: two shells in the air. */
  star: number;
  /** Mines that it carries, 0 to MINES_CARRIED_MAX. */
  mines: number;
  /** What its gun, its engine and its cover are under the effect of (index in PICKUPS, 0 nothing), and for how long: each
   *  one less a tick, and with the last the effect is gone. */
  gun: number;
  gunTicks: number;
  engine: number;
  engineTicks: number;
  cover: number;
  coverTicks: number;
}

/** One shell; its slot tells whose it is (SHELLS_PER_SEAT). `x`, `y` is its tip. */
export interface Shell {
  /** 0 or 1. */
  flying: number;
  x: number;
  y: number;
  heading: number;
  /** Index in SHELL_KINDS. */
  kind: number;
  /** How often it still turns at a wall. */
  bounces: number;
}

/** What a seat has achieved in this match, and whom it is with: everybody may know it. */
export interface Score {
  /** 0 to 3 in a mode with teams; the seat itself where everybody is alone. Who has the same number is on one side. */
  team: number;
  /** Place in the queue of a duel: 0 for who fights, else how many rounds it waits. */
  turn: number;
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
  /** Teams in the modes that have them, 2 to TEAMS_MAX. */
  readonly teams: number;
  /** Pickups that appear: bit n for PICKUPS[n]. */
  readonly pickups: number;
  /** 1 when shells harm those of the same team. */
  readonly teamDamage: number;
}

/** What step() tells of a tick, for scores, sounds and pictures. Seats are indexes, x and y are units. */
export type WorldEvent =
  | { readonly type: 'spawned'; readonly seat: number }
  | { readonly type: 'shot'; readonly seat: number; readonly x: number; readonly y: number }
  | { readonly type: 'chipped'; readonly tile: number; readonly by: number }
  /** All ground is as it was when the match began. */
  | { readonly type: 'rebuilt' }
  | { readonly type: 'picked'; readonly seat: number; readonly kind: number }
  | { readonly type: 'laid'; readonly seat: number; readonly x: number; readonly y: number }
  /** A mine went off or was shot. */
  | { readonly type: 'blast'; readonly slot: number; readonly x: number; readonly y: number }
  /** What became of a team's flag; `seat` did it, NOBODY when it came home by itself. */
  | {
      readonly type: 'flag-taken' | 'flag-dropped' | 'flag-returned' | 'flag-captured';
      readonly seat: number;
      readonly team: number;
    }
  | { readonly type: 'base-hit'; readonly team: number; readonly by: number }
  /** A round or a wave begins; a round has been won by a seat, NOBODY when by none. */
  | { readonly type: 'round-begins' | 'wave-begins'; readonly number: number }
  | { readonly type: 'round-won'; readonly seat: number }
  | { readonly type: 'sudden-death' }
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
  readonly pads: readonly Pad[];
  readonly mines: readonly Mine[];
  /** One a team, as are the bases; those of teams that have none are empty. */
  readonly flags: readonly Flag[];
  readonly bases: readonly Base[];
  readonly teams: readonly Team[];
  readonly hill: Hill;
  readonly stage: Stage;
  /** Events of the last step; the array is used again by the next one. */
  readonly events: WorldEvent[];
}

/** Options when the host says nothing else: free for all, 3 minutes. */
export const OPTIONS_DEFAULT: MatchOptions = {
  mode: 0,
  armour: ARMOUR_DEFAULT,
  timeLimitTicks: 180 * TICKS_PER_SECOND,
  scoreLimit: 0,
  teams: 2,
  pickups: 0,
  teamDamage: 0,
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
    star: 0,
    mines: 0,
    gun: 0,
    gunTicks: 0,
    engine: 0,
    engineTicks: 0,
    cover: 0,
    coverTicks: 0,
  };
}

/** A shell that is not there. */
export function createShell(): Shell {
  return { flying: 0, x: 0, y: 0, heading: 0, kind: 0, bounces: 0 };
}

/** The score of an empty seat: alone and without points. */
export function createScore(seat: number): Score {
  return { team: seat, turn: 0, points: 0, kills: 0, deaths: 0 };
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
    scores: Array.from({ length: SEATS_MAX }, (_, seat) => createScore(seat)),
    pads: Array.from({ length: PADS_MAX }, createPad),
    mines: Array.from({ length: MINES_MAX }, createMine),
    flags: Array.from({ length: TEAMS_MAX }, createFlag),
    bases: Array.from({ length: TEAMS_MAX }, createBase),
    teams: Array.from({ length: TEAMS_MAX }, createTeam),
    hill: createHill(),
    stage: createStage(),
    events: [],
  };
}

/** Everything in a world that is made of named integers, in an order that is the same on both ends. */
export function entitiesOf(world: World): object[] {
  const { tanks, shells, scores, pads, mines, flags, bases, teams, hill, stage } = world;
  return [...tanks, ...shells, ...scores, ...pads, ...mines, ...flags, ...bases, ...teams, hill, stage];
}

/** A 32-bit FNV-1a hash of all that the rules depend on; equal worlds have equal hashes on every machine. */
export function hashWorld(world: World): number {
  let hash = 0x811c9dc5;
  const mix = (value: number): void => {
    for (let shift = 0; shift < 32; shift += 8)
      hash = Math.imul(hash ^ ((value >>> shift) & 0xff), 0x01000193);
  };
  for (const value of [world.tick, world.random, world.ticksLeft, world.over]) mix(value);
  for (const entity of entitiesOf(world)) Object.values(entity).forEach(mix);
  world.terrain.forEach(mix);
  return hash >>> 0;
}
