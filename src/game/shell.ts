// How one shell flies for one tick, and what it hits: other shells, tanks, ground. Called by step() for each slot.
import { HEADING_X, HEADING_Y } from './buttons.js';
import { harm } from './match.js';
import { clearGround, isHorizontal, QUARTER_SHIFT, quarterStops, signOf } from './space.js';
import { BRICK, kindOf, OPEN, STOPS_SHELLS } from './terrain.js';
import {
  HOLE_REACH,
  SEATS_MAX,
  SHELL_REACH,
  SHELL_SPEED,
  SHELLS_MAX,
  SHELLS_PER_SEAT,
  TANK_REACH,
} from './units.js';
import { ALIVE, type Shell, type World } from './world.js';

const NONE = -1;

/** Seat of the tank that shot a shell. */
export function shooterOf(slot: number): number {
  return (slot / SHELLS_PER_SEAT) | 0;
}

/** Steps one shell by one tick: it flies, or hits the nearest thing in its way and is gone. */
export function stepShell(world: World, slot: number): void {
  const shell = world.shells[slot];
  if (shell.flying === 0) return;
  const { heading, x, y } = shell;
  let clear = clearGround(world, heading, x, y, 0, SHELL_REACH, SHELL_SPEED, STOPS_SHELLS);
  const hitsGround = clear < SHELL_SPEED;

  let victim = NONE;
  for (let seat = 0; seat < SEATS_MAX; seat++) {
    const tank = world.tanks[seat];
    if (tank.life !== ALIVE || seat === shooterOf(slot)) continue;
    const distance = distanceTo(shell, tank.x, tank.y, TANK_REACH, TANK_REACH + SHELL_REACH);
    if (distance >= 0 && distance <= clear) {
      clear = distance;
      victim = seat;
    }
  }
  let opponent = NONE;
  for (let other = 0; other < SHELLS_MAX; other++) {
    const rival = world.shells[other];
    if (rival.flying === 0 || shooterOf(other) === shooterOf(slot)) continue;
    const distance = distanceTo(shell, rival.x, rival.y, SHELL_REACH, 2 * SHELL_REACH);
    if (distance >= 0 && distance <= clear) {
      clear = distance;
      opponent = other;
    }
  }

  shell.x += HEADING_X[heading] * clear;
  shell.y += HEADING_Y[heading] * clear;
  if (opponent !== NONE) {
    burst(world, world.shells[opponent]);
    burst(world, shell);
  } else if (victim !== NONE) {
    burst(world, shell);
    harm(world, victim, shooterOf(slot));
  } else if (hitsGround) {
    chip(world, slot);
    burst(world, shell);
  }
}

/** Way along the shell's heading to the near side of a box, 0 when inside of it, -1 when the shell misses it.
 *  @param reach from the box's centre to its near and far side
 *  @param side how far beside the centre the shell still hits */
function distanceTo(shell: Shell, x: number, y: number, reach: number, side: number): number {
  const horizontal = isHorizontal(shell.heading);
  if (Math.abs(horizontal ? y - shell.y : x - shell.x) >= side) return -1;
  const ahead = signOf(shell.heading) * (horizontal ? x - shell.x : y - shell.y);
  return ahead < -reach ? -1 : Math.max(0, ahead - reach);
}

function burst(world: World, shell: Shell): void {
  shell.flying = 0;
  world.events.push({ type: 'impact', x: shell.x, y: shell.y });
}

/** Takes the bricks of the quarter line in front of the shell's tip, as wide as a tank, so that one can drive through. */
function chip(world: World, slot: number): void {
  const shell = world.shells[slot];
  const horizontal = isHorizontal(shell.heading);
  const tip = horizontal ? shell.x : shell.y;
  const line = (signOf(shell.heading) > 0 ? tip : tip - 1) >> QUARTER_SHIFT;
  const across = horizontal ? shell.y : shell.x;
  const last = (across + HOLE_REACH - 1) >> QUARTER_SHIFT;
  for (let place = (across - HOLE_REACH) >> QUARTER_SHIFT; place <= last; place++) {
    const quarterX = horizontal ? line : place;
    const quarterY = horizontal ? place : line;
    const inside = quarterX >= 0 && quarterY >= 0 && quarterX >> 1 < world.arena.columns;
    if (!inside || quarterY >> 1 >= world.arena.rows) continue;
    const index = (quarterY >> 1) * world.arena.columns + (quarterX >> 1);
    if (kindOf(world.terrain[index]) !== BRICK) continue;
    if (!quarterStops(world, quarterX, quarterY, 1 << BRICK)) continue;
    const left = world.terrain[index] & ~(1 << (4 + (quarterX & 1) + ((quarterY & 1) << 1)));
    world.terrain[index] = left === BRICK ? OPEN : left;
    world.events.push({ type: 'chipped', tile: index, by: shooterOf(slot) });
  }
}
