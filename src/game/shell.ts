// How one shell flies for one tick, and what it hits: other shells, mines, tanks, ground, bases. What its kind does differently
// stands in SHELL_KINDS. Called by step() for each slot.
import { HEADING_X, HEADING_Y } from './buttons.js';
import { harm, harmBase } from './harm.js';
import { explode } from './mines.js';
import { SHELL_KINDS } from './shell-kinds.js';
import { clearGround, groundAt, isHorizontal, QUARTER_SHIFT, quarterStops, signOf } from './space.js';
import { BASE, BRICK, kindOf, OPEN } from './terrain.js';
import {
  HOLE_REACH,
  MINE_REACH,
  MINES_MAX,
  SEATS_MAX,
  SHELL_REACH,
  SHELLS_MAX,
  SHELLS_PER_SEAT,
  TANK_REACH,
  TILE,
  TURN_SIGHT,
} from './units.js';
import { ALIVE, type Shell, type World } from './world.js';

const NONE = -1;

/** What is in a shell's way, nearest last: filled and read within one step of a shell, so that none is allocated. */
const way = { clear: 0, tank: NONE, shell: NONE, mine: NONE };

/** Seat of the tank that shot a shell. */
function shooterOf(slot: number): number {
  return (slot / SHELLS_PER_SEAT) | 0;
}

/** Steps one shell that flies by one tick: it goes on, or hits the nearest thing in its way and is gone. */
export function stepShell(world: World, slot: number): void {
  const shell = world.shells[slot];
  const { heading, x, y } = shell;
  const { speed, stops } = SHELL_KINDS[shell.kind];
  way.clear = clearGround(world, heading, x, y, 0, SHELL_REACH, speed, stops);
  const hitsGround = way.clear < speed;
  way.tank = NONE;
  way.shell = NONE;
  way.mine = NONE;
  findTank(world, slot);
  findShell(world, slot);
  findMine(world, slot);
  shell.x += HEADING_X[heading] * way.clear;
  shell.y += HEADING_Y[heading] * way.clear;
  if (way.mine !== NONE) {
    burst(world, shell);
    // What a mine does is up to the server; a prediction lets it lie.
    if (world.authority) explode(world, way.mine);
  } else if (way.shell !== NONE) {
    burst(world, world.shells[way.shell]);
    burst(world, shell);
  } else if (way.tank !== NONE) {
    burst(world, shell);
    harm(world, way.tank, shooterOf(slot));
  } else if (hitsGround) {
    hitGround(world, slot);
  }
}

function findTank(world: World, slot: number): void {
  const shell = world.shells[slot];
  const shooter = shooterOf(slot);
  for (let seat = 0; seat < SEATS_MAX; seat++) {
    const tank = world.tanks[seat];
    if (tank.life !== ALIVE || seat === shooter) continue;
    const distance = distanceTo(shell, tank.x, tank.y, TANK_REACH, TANK_REACH + SHELL_REACH);
    if (distance < 0 || distance > way.clear) continue;
    way.clear = distance;
    way.tank = seat;
  }
}

function findShell(world: World, slot: number): void {
  const shell = world.shells[slot];
  const shooter = shooterOf(slot);
  for (let other = 0; other < SHELLS_MAX; other++) {
    const rival = world.shells[other];
    if (rival.flying === 0 || shooterOf(other) === shooter) continue;
    const distance = distanceTo(shell, rival.x, rival.y, SHELL_REACH, 2 * SHELL_REACH);
    if (distance < 0 || distance > way.clear) continue;
    way.clear = distance;
    way.shell = other;
  }
}

function findMine(world: World, slot: number): void {
  for (let other = 0; other < MINES_MAX; other++) {
    const mine = world.mines[other];
    // One that is not armed yet lies under its own tank's gun.
    if (mine.laid === 0 || mine.ticks > 0) continue;
    const distance = distanceTo(world.shells[slot], mine.x, mine.y, MINE_REACH, MINE_REACH + SHELL_REACH);
    if (distance < 0 || distance >= way.clear) continue;
    way.clear = distance;
    way.mine = other;
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

function hitGround(world: World, slot: number): void {
  const shell = world.shells[slot];
  chip(world, slot);
  if (isAtBase(world, shell)) harmBase(world, shell.x, shell.y, shooterOf(slot));
  if (shell.bounces === 0) {
    burst(world, shell);
    return;
  }
  shell.bounces--;
  // Back by half its width, so that its side clears what its tip has hit.
  shell.x -= HEADING_X[shell.heading] * SHELL_REACH;
  shell.y -= HEADING_Y[shell.heading] * SHELL_REACH;
  const left = (shell.heading + 3) & 3;
  const right = (shell.heading + 1) & 3;
  shell.heading = openWay(world, shell, left) > openWay(world, shell, right) ? left : right;
}

function openWay(world: World, shell: Shell, heading: number): number {
  const { stops } = SHELL_KINDS[shell.kind];
  return clearGround(world, heading, shell.x, shell.y, 0, SHELL_REACH, TURN_SIGHT, stops);
}

/** True when what a shell's tip has come to is a base, over its whole width. */
function isAtBase(world: World, { x, y, heading }: Shell): boolean {
  const aheadX = HEADING_X[heading];
  const aheadY = HEADING_Y[heading];
  // The point behind the tip's edge; a tip on the line between two tiles belongs to the one that it enters.
  const atX = aheadX < 0 ? x - 1 : x;
  const atY = aheadY < 0 ? y - 1 : y;
  for (let side = -SHELL_REACH; side < SHELL_REACH; side += 2 * SHELL_REACH - 1) {
    const sideX = atX + (aheadY === 0 ? 0 : side);
    const sideY = atY + (aheadX === 0 ? 0 : side);
    const inside =
      sideX >= 0 && sideY >= 0 && sideX < world.arena.columns * TILE && sideY < world.arena.rows * TILE;
    if (inside && groundAt(world, sideX, sideY) === BASE) return true;
  }
  return false;
}

/** Breaks what the shell's kind breaks in the quarter line in front of its tip, as wide as a tank, so that one can drive
 *  through. */
function chip(world: World, slot: number): void {
  const shell = world.shells[slot];
  const horizontal = isHorizontal(shell.heading);
  const tip = horizontal ? shell.x : shell.y;
  const line = (signOf(shell.heading) > 0 ? tip : tip - 1) >> QUARTER_SHIFT;
  const across = horizontal ? shell.y : shell.x;
  const last = (across + HOLE_REACH - 1) >> QUARTER_SHIFT;
  for (let place = (across - HOLE_REACH) >> QUARTER_SHIFT; place <= last; place++) {
    chipQuarter(world, slot, horizontal ? line : place, horizontal ? place : line);
  }
}

function chipQuarter(world: World, slot: number, quarterX: number, quarterY: number): void {
  const { columns, rows } = world.arena;
  if (quarterX < 0 || quarterY < 0 || quarterX >> 1 >= columns || quarterY >> 1 >= rows) return;
  const { breaks } = SHELL_KINDS[world.shells[slot].kind];
  const index = (quarterY >> 1) * columns + (quarterX >> 1);
  const tile = world.terrain[index];
  if (!quarterStops(world, quarterX, quarterY, breaks)) return;
  const left = tile & ~(1 << (4 + (quarterX & 1) + ((quarterY & 1) << 1)));
  world.terrain[index] = kindOf(tile) !== BRICK || left === BRICK ? OPEN : left;
  world.events.push({ type: 'chipped', tile: index, by: shooterOf(slot) });
}
