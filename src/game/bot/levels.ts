// The four levels of bots, one entry each: how fast and how well a bot plays. Read by the bot's parts; a level changes
// what a bot makes of what it sees, never what it is shown.

import { TILE } from '../units.js';

/** What tells a level from the others. Times in ticks. */
export interface Level {
  /** From what happens to the moment that the bot knows of it: 200 to 500 ms. */
  readonly reactionTicks: number;
  /** Between two decisions. */
  readonly decideTicks: number;
  /** Pause after a shot beyond the gun's own, 0 to as many. */
  readonly patienceTicks: number;
  /** How far beside a target's middle a shot may go by, in units; a tank is hit below 320. */
  readonly aimReach: number;
  /** How far it shoots at a tank, in units: a shell from far away is easily dodged, and until it has landed there is none. */
  readonly shotRange: number;
  /** Aims where a tank will be, not where it was. */
  readonly leads: boolean;
  /** In how many of 16 cases it tries to get out of a shell's way. */
  readonly dodges: number;
  /** Shoots at shells that it can't get out of the way of. */
  readonly parries: boolean;
  /** Stays before a shell that would hit its base if it got out of the way. */
  readonly shields: boolean;
  /** What a pickup is worth to it, in quarters of the table's value. */
  readonly greed: number;
  /** How much it cares for what is near the base that it holds: a tile from there counts as so many quarters of a tile more. */
  readonly duty: number;
  /** How far before its base it waits for enemies, in sixteenths of the way to where they come in. */
  readonly advance: number;
  /** Ticks for which it waits for a pickup that is about to appear. */
  readonly foresightTicks: number;
  /** Drives to a place with a free line to its target, instead of to the target. */
  readonly seeksLines: boolean;
  /** Leaves the line of a gun while its own is empty. */
  readonly seeksCover: boolean;
  /** Drives sideways with the gun on its target. */
  readonly strafes: boolean;
  /** In how many of 16 new goals it goes for a drive instead. */
  readonly strays: number;
}

/** All levels, from one that a child beats to one that a good player fears. Level n is entry n - 1. */
export const LEVELS: readonly Level[] = [
  {
    reactionTicks: 13,
    decideTicks: 3,
    patienceTicks: 120,
    aimReach: 520,
    shotRange: 10 * TILE,
    leads: false,
    dodges: 0,
    parries: false,
    shields: false,
    greed: 3,
    duty: 0,
    advance: 0,
    foresightTicks: 0,
    seeksLines: false,
    seeksCover: false,
    strafes: false,
    strays: 10,
  },
  {
    reactionTicks: 11,
    decideTicks: 3,
    patienceTicks: 14,
    aimReach: 320,
    shotRange: 14 * TILE,
    leads: false,
    dodges: 4,
    parries: false,
    shields: false,
    greed: 4,
    duty: 1,
    advance: 0,
    foresightTicks: 0,
    seeksLines: false,
    seeksCover: false,
    strafes: false,
    strays: 2,
  },
  {
    reactionTicks: 9,
    decideTicks: 2,
    patienceTicks: 5,
    aimReach: 290,
    shotRange: 11 * TILE,
    leads: true,
    dodges: 10,
    parries: false,
    shields: false,
    greed: 4,
    duty: 3,
    advance: 1,
    foresightTicks: 30,
    seeksLines: true,
    seeksCover: false,
    strafes: true,
    strays: 0,
  },
  {
    reactionTicks: 6,
    decideTicks: 1,
    patienceTicks: 0,
    aimReach: 260,
    shotRange: 9 * TILE,
    leads: true,
    dodges: 16,
    parries: true,
    shields: true,
    greed: 4,
    duty: 6,
    advance: 4,
    foresightTicks: 60,
    seeksLines: true,
    seeksCover: true,
    strafes: true,
    strays: 0,
  },
];

/** Level of a bot when nobody says otherwise. */
export const LEVEL_DEFAULT = 2;
