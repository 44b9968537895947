// What a bot makes of what it saw: where each tank is by now, as far as its level can tell, and which shells fly at what
// time where. Made anew from each sight; called by the bot before it decides. All of it may be wrong, as a person's is.
import { HEADING_X, HEADING_Y } from '../buttons.js';
import { SHELL_KINDS } from '../shell-kinds.js';
import { clearGround } from '../space.js';
import { STOPS_TANKS } from '../terrain.js';
import { SEATS_MAX, SHELL_REACH, SHELLS_MAX, TANK_REACH, TICKS_PER_SECOND } from '../units.js';
import { ABSENT, ALIVE } from '../world.js';
import type { BelievedGround } from './ground.js';
import type { Sight } from './senses.js';

/** For how long a tank that went out of sight is looked for. */
const REMEMBER_TICKS = 8 * TICKS_PER_SECOND;
/** Age of a tank of which nothing is known. */
export const UNKNOWN = 0x7fff;

/** A tank as the bot believes it to be now. */
export interface Rival {
  /** Ticks since it was seen last, beyond the reaction time; UNKNOWN when it never was, or was seen to be a wreck. */
  age: number;
  x: number;
  y: number;
  heading: number;
  velocityX: number;
  velocityY: number;
  armour: number;
  shield: number;
}

/** A shell as the bot believes it to be now. */
export interface Threat {
  slot: number;
  x: number;
  y: number;
  heading: number;
  /** Units a tick. */
  speed: number;
}

/** Everything that moves, as the bot believes it to be. */
export interface Memory {
  readonly rivals: readonly Rival[];
  /** The first `threatCount` of these count. */
  readonly threats: readonly Threat[];
  threatCount: number;
  /** Shells of the last sight, one bit a slot. */
  flying: number;
  /** Shells that have come into sight with the last one. */
  appeared: number;
}

/** An empty memory. */
export function createMemory(): Memory {
  return {
    rivals: Array.from({ length: SEATS_MAX }, () => ({
      age: UNKNOWN,
      x: 0,
      y: 0,
      heading: 0,
      velocityX: 0,
      velocityY: 0,
      armour: 0,
      shield: 0,
    })),
    threats: Array.from({ length: SHELLS_MAX }, () => ({ slot: 0, x: 0, y: 0, heading: 0, speed: 0 })),
    threatCount: 0,
    flying: 0,
    appeared: 0,
  };
}

/** Forgets everything: a match begins. */
export function resetMemory(memory: Memory): void {
  for (const rival of memory.rivals) rival.age = UNKNOWN;
  memory.threatCount = 0;
  memory.flying = 0;
  memory.appeared = 0;
}

/** Takes in one sight.
 *  @param sightAge ticks since the sight, which everything has gone on moving for
 *  @param leads whether the bot reckons with that */
export function remember(
  memory: Memory,
  sight: Sight,
  ground: BelievedGround,
  sightAge: number,
  leads: boolean,
): void {
  for (let seat = 0; seat < SEATS_MAX; seat++) {
    const rival = memory.rivals[seat];
    const seen = sight.tanks[seat];
    if (seen.life === ABSENT) {
      if (rival.age < UNKNOWN) rival.age = rival.age < REMEMBER_TICKS ? rival.age + 1 : UNKNOWN;
      continue;
    }
    rival.age = seen.life === ALIVE ? 0 : UNKNOWN;
    rival.x = seen.x;
    rival.y = seen.y;
    rival.heading = seen.heading;
    rival.velocityX = seen.velocityX;
    rival.velocityY = seen.velocityY;
    rival.armour = seen.armour;
    rival.shield = Math.max(0, seen.shield - sightAge);
    if (leads) moveOn(rival, ground, sightAge);
  }
  rememberShells(memory, sight, ground, sightAge);
}

/** Moves a rival on as it drove, up to the next wall. */
function moveOn(rival: Rival, ground: BelievedGround, ticks: number): void {
  const { x, y, velocityX, velocityY } = rival;
  if (velocityX === 0 && velocityY === 0) return;
  const heading = velocityX > 0 ? 1 : velocityX < 0 ? 3 : velocityY > 0 ? 2 : 0;
  const way = (Math.abs(velocityX) + Math.abs(velocityY)) * ticks;
  const clear = clearGround(ground, heading, x, y, TANK_REACH, TANK_REACH, way, STOPS_TANKS);
  rival.x += HEADING_X[heading] * clear;
  rival.y += HEADING_Y[heading] * clear;
  if (clear < way) {
    rival.velocityX = 0;
    rival.velocityY = 0;
  }
}

function rememberShells(memory: Memory, sight: Sight, ground: BelievedGround, sightAge: number): void {
  let flying = 0;
  memory.threatCount = 0;
  for (let slot = 0; slot < SHELLS_MAX; slot++) {
    const seen = sight.shells[slot];
    if (seen.flying === 0) continue;
    flying |= 1 << slot;
    const { heading, x, y } = seen;
    const { speed, stops } = SHELL_KINDS[seen.kind];
    const way = speed * sightAge;
    if (clearGround(ground, heading, x, y, 0, SHELL_REACH, way, stops) < way) continue;
    const threat = memory.threats[memory.threatCount++];
    threat.slot = slot;
    threat.heading = heading;
    threat.speed = speed;
    threat.x = x + HEADING_X[heading] * way;
    threat.y = y + HEADING_Y[heading] * way;
  }
  memory.appeared = flying & ~memory.flying;
  memory.flying = flying;
}
