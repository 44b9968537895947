// The waves of the mode in which people hold a base together: how many enemies come, how hard they are, and when it is over.
// Called by the entry in modes.ts.
import { overlaps } from './space.js';
import { NOBODY } from './things.js';
import { ARMOUR_MAX, SEATS_MAX, WAVE_ENEMIES_MAX, WAVE_PAUSE_TICKS, WAVE_SEATS, WAVE_STAR } from './units.js';
import { ALIVE, createTank, type World, WRECK } from './world.js';

/** Their team; pads and arenas know it by this number. */
export const ENEMY_TEAM = 1;
/** True for the seat of an enemy. */
export function isEnemy(seat: number): boolean {
  return seat >= SEATS_MAX - WAVE_SEATS;
}

/** What a wave brings: enemies in all, and in the arena at the same time; their armour; whether they have a star.
 *  @param number from 1 on */
export function waveOf(number: number): { enemies: number; atOnce: number; armour: number; star: number } {
  return {
    enemies: Math.min(WAVE_ENEMIES_MAX, 2 + 2 * number),
    atOnce: Math.min(WAVE_SEATS, 2 + number),
    armour: Math.min(ARMOUR_MAX, 1 + Math.trunc(number / 3)),
    star: number >= WAVE_STAR ? 1 : 0,
  };
}

/** Seats the enemies and gets the first wave ready. */
export function beginWaves(world: World): void {
  world.stage.number = 1;
  world.stage.pause = WAVE_PAUSE_TICKS;
  for (let seat = SEATS_MAX - WAVE_SEATS; seat < SEATS_MAX; seat++) {
    Object.assign(world.tanks[seat], createTank(), { life: WRECK, respawn: 1 });
    world.scores[seat].team = ENEMY_TEAM;
  }
}

/** True when another enemy may come in: some are left, not too many are there already, and none stands in its way. */
export function mayEnterWave(world: World): boolean {
  const { left, number, pause } = world.stage;
  if (pause > 0 || left === 0 || enemiesAlive(world) >= waveOf(number).atOnce) return false;
  return !isCrowdedOut(world);
}

/** True while the enemies' own pads are all taken, one of them by an enemy, who will drive on: an enemy would come in beside
 *  the base instead. Defenders that block the pads keep nobody out. */
function isCrowdedOut(world: World): boolean {
  let isOneOfThem = false;
  for (const { team, x, y } of world.arena.spawns) {
    if (team !== ENEMY_TEAM) continue;
    const holder = holderOf(world, x, y);
    if (holder === NOBODY) return false;
    if (isEnemy(holder)) isOneOfThem = true;
  }
  return isOneOfThem;
}

/** Seat of the tank that stands on a pad, or NOBODY. */
function holderOf(world: World, x: number, y: number): number {
  for (let seat = 0; seat < SEATS_MAX; seat++) {
    if (world.tanks[seat].life === ALIVE && overlaps(world.tanks[seat], x, y)) return seat;
  }
  return NOBODY;
}

/** Arms an enemy that has come in as its wave asks for. */
export function onWaveSpawned(world: World, seat: number): void {
  if (!isEnemy(seat)) return;
  const { stage } = world;
  stage.left--;
  const { armour, star } = waveOf(stage.number);
  Object.assign(world.tanks[seat], { armour, star });
}

/** Takes the waves one tick on. @returns true when the base is lost or the time is up */
export function stepWaves(world: World): boolean {
  const { stage, options } = world;
  if (stage.pause === 1) {
    stage.left = waveOf(stage.number).enemies;
    world.events.push({ type: 'wave-begins', number: stage.number });
  } else if (stage.pause === 0 && stage.left === 0 && enemiesAlive(world) === 0) {
    stage.number++;
    stage.pause = WAVE_PAUSE_TICKS;
  }
  return world.bases[0].health === 0 || (options.timeLimitTicks > 0 && world.ticksLeft === 0);
}

function enemiesAlive(world: World): number {
  let count = 0;
  for (let seat = SEATS_MAX - WAVE_SEATS; seat < SEATS_MAX; seat++) {
    if (world.tanks[seat].life === ALIVE) count++;
  }
  return count;
}
