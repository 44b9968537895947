// Somebody who plays for the first time, as a script: they see what a player is sent a quarter of a second late, press a key four times a
// second at most, drive straight at whom they see, shoot when in line, and never dodge, lead or plan a way. The measure for bots that a
// beginner should beat. Called by beginner-table.ts and by tests; knows the world only through a bot's senses.

import { createSenses, look, recall, type Senses, type Sight } from '../../src/game/bot/senses.js';
import { driveTowards, FIRE } from '../../src/game/buttons.js';
import { drawInteger } from '../../src/game/random.js';
import { SEATS_MAX, TILE } from '../../src/game/units.js';
import { ALIVE, type Tank, type World } from '../../src/game/world.js';

/** A quarter of a second from the screen to the finger, and between two keys. */
const REACTION_TICKS = 8;
const KEY_TICKS = 8;
/** In line enough to try a shot, in units. */
const IN_LINE = TILE;
/** They stand still to shoot at what is nearer than this. */
const NEAR = 5 * TILE;
/** Against something for so long, they shoot at it, and then go another way. */
const STUCK_TICKS = 12;
const SHOOT_TICKS = 20;
const ASIDE_TICKS = 24;

/** Who plays for the first time. */
export interface Beginner {
  random: number;
  readonly senses: Senses;
  buttons: number;
  /** Until the next key. */
  keyTicks: number;
  heading: number;
  stuckTicks: number;
  asideTicks: number;
}

/** Somebody new. @param seed any 32-bit integer */
export function createBeginner(seed: number): Beginner {
  return {
    random: seed | 0,
    senses: createSenses(REACTION_TICKS),
    buttons: 0,
    keyTicks: 0,
    heading: 0,
    stuckTicks: 0,
    asideTicks: 0,
  };
}

/** Their buttons for the next step. Changes the beginner, never the world. */
export function pressAsBeginner(beginner: Beginner, world: World, seat: number): number {
  const own = world.tanks[seat];
  look(beginner.senses, world, seat);
  const sight = recall(beginner.senses);
  if (sight === null || own.life !== ALIVE) return 0;
  const isStill = own.velocityX === 0 && own.velocityY === 0;
  const isDriving = (beginner.buttons & 7) !== 0 && (beginner.buttons & FIRE) === 0;
  beginner.stuckTicks = isStill && isDriving ? beginner.stuckTicks + 1 : Math.max(0, beginner.stuckTicks - 1);
  if (beginner.asideTicks > 0) beginner.asideTicks--;
  if (beginner.keyTicks-- > 0) return beginner.buttons;
  beginner.keyTicks = KEY_TICKS;
  beginner.buttons = choose(beginner, sight, own);
  return beginner.buttons;
}

function choose(beginner: Beginner, sight: Sight, own: Tank): number {
  if (beginner.stuckTicks >= STUCK_TICKS) {
    beginner.stuckTicks = 0;
    beginner.heading = drawInteger(beginner, 4);
    beginner.asideTicks = ASIDE_TICKS;
    beginner.keyTicks = SHOOT_TICKS;
    return driveTowards(own.heading) | FIRE;
  }
  const target = nearest(sight, own);
  if (target === null || beginner.asideTicks > 0) {
    if (beginner.asideTicks === 0 && drawInteger(beginner, 6) === 0)
      beginner.heading = drawInteger(beginner, 4);
    return driveTowards(beginner.heading);
  }
  const aheadX = target.x - own.x;
  const aheadY = target.y - own.y;
  const isAcross = Math.abs(aheadX) > Math.abs(aheadY);
  const towards = isAcross ? (aheadX > 0 ? 1 : 3) : aheadY > 0 ? 2 : 0;
  const [aside, ahead] = isAcross ? [aheadY, aheadX] : [aheadX, aheadY];
  if (Math.abs(aside) <= IN_LINE)
    return (Math.abs(ahead) < NEAR ? towards + 1 : driveTowards(towards)) | FIRE;
  // Into line first.
  if (isAcross) return driveTowards(aheadY > 0 ? 2 : 0);
  return driveTowards(aheadX > 0 ? 1 : 3);
}

function nearest({ tanks }: Sight, own: Tank): { readonly x: number; readonly y: number } | null {
  let best: { readonly x: number; readonly y: number } | null = null;
  let bestDistance = Number.MAX_SAFE_INTEGER;
  for (let seat = 0; seat < SEATS_MAX; seat++) {
    const tank = tanks[seat];
    const distance = Math.abs(tank.x - own.x) + Math.abs(tank.y - own.y);
    if (tank.life !== ALIVE || distance >= bestDistance) continue;
    best = tank;
    bestDistance = distance;
  }
  return best;
}
