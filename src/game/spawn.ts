// Where a tank comes in: on a free pad, one far from its enemies if there is one. Called by match.ts.
import { DOWN, UP } from './buttons.js';
import { MODES } from './modes.js';
import { drawInteger } from './random.js';
import { isSameSide } from './sides.js';
import { overlaps } from './space.js';
import { SEATS_MAX, SHIELD_TICKS, SPAWN_DISTANCE, TILE } from './units.js';
import { ALIVE, createTank, type World } from './world.js';

const NONE = -1;

/** Puts a tank on a pad of its mode's choice, else on any that is free. With no pad free it waits. */
export function spawn(world: World, seat: number): void {
  const mode = MODES[world.options.mode];
  const chosen = choosePad(world, seat);
  if (chosen === NONE) return;
  const { x, y } = world.arena.spawns[chosen];
  const tank = world.tanks[seat];
  const { parked } = tank;
  Object.assign(tank, createTank());
  tank.life = ALIVE;
  tank.x = x;
  tank.y = y;
  tank.heading = y > (world.arena.rows * TILE) / 2 ? UP : DOWN;
  tank.armour = world.options.armour;
  tank.shield = SHIELD_TICKS;
  tank.parked = parked;
  mode.onSpawned(world, seat);
  world.events.push({ type: 'spawned', seat });
}

function choosePad(world: World, seat: number): number {
  const { spawns } = world.arena;
  const mode = MODES[world.options.mode];
  let chosen = NONE;
  let best = -1;
  let alike = 0;
  for (let index = 0; index < spawns.length; index++) {
    const pad = spawns[index];
    const distance = distanceToEnemies(world, seat, pad.x, pad.y);
    if (distance < 0) continue;
    // Any pad that fits is better than the safest of those that do not.
    const value = mode.fitsPad(world, seat, pad) ? SPAWN_DISTANCE + 1 + distance : distance;
    if (value < best) continue;
    alike = value === best ? alike + 1 : 1;
    best = value;
    // Each of several equal pads ends up chosen with the same chance.
    if (drawInteger(world, alike) === 0) chosen = index;
  }
  return chosen;
}

/** Distance from a place to the nearest living tank of another side, SPAWN_DISTANCE at most, or -1 when a tank of any side
 *  stands on it. */
function distanceToEnemies(world: World, seat: number, x: number, y: number): number {
  let nearest = SPAWN_DISTANCE;
  for (let other = 0; other < SEATS_MAX; other++) {
    const tank = world.tanks[other];
    if (other === seat || tank.life !== ALIVE) continue;
    if (overlaps(tank, x, y)) return -1;
    if (isSameSide(world, seat, other)) continue;
    nearest = Math.min(nearest, Math.abs(tank.x - x) + Math.abs(tank.y - y));
  }
  return nearest;
}
