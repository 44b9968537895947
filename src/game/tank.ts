// How one tank turns, drives, slides and shoots in one tick. Called by step() for each seat; the same on both ends.
import { DOWN, DRIVE, directionOf, FIRE, HEADING_X, HEADING_Y, LAY, LOCK, RIGHT } from './buttons.js';
import { ageEffects } from './effects.js';
import { layMine } from './mines.js';
import { PICKUPS } from './pickups.js';
import { SHELL_KINDS } from './shell-kinds.js';
import { clearGround, clearOfTanks, groundAt, isHorizontal, signOf } from './space.js';
import { ICE, STOPS_TANKS } from './terrain.js';
import { GAP_REACH, HALF_TILE, ICE_SLIDE_TICKS, SHELLS_PER_SEAT, TANK_REACH, TANK_SPEED } from './units.js';
import { ABSENT, ALIVE, type Tank, type World } from './world.js';

/** Steps one tank by one tick. Changes the tank, may set a shell flying and adds events; never throws on an input.
 *  @param buttons this tick's input (buttons.ts) */
export function stepTank(world: World, seat: number, buttons: number): void {
  const tank = world.tanks[seat];
  if (tank.life === ABSENT) return;
  tank.velocityX = 0;
  tank.velocityY = 0;
  if (tank.shield > 0) tank.shield--;
  if (tank.reload > 0) tank.reload--;
  ageEffects(tank);
  if (tank.life !== ALIVE) return;
  tank.buttons = buttons;
  const direction = directionOf(buttons);
  if (direction >= 0 && (buttons & LOCK) === 0 && direction !== tank.heading) turn(world, seat, direction);
  if ((buttons & DRIVE) !== 0) drive(world, seat, direction);
  else slide(world, seat);
  if ((buttons & FIRE) !== 0) shoot(world, seat);
  if ((buttons & LAY) !== 0) layMine(world, seat);
}

/** Sets the heading and rounds the tank's place across it to the nearest half tile, as far as nothing is in the way. */
function turn(world: World, seat: number, heading: number): void {
  const tank = world.tanks[seat];
  tank.heading = heading;
  const across = isHorizontal(heading) ? tank.y : tank.x;
  const off = ((across + HALF_TILE / 2) & -HALF_TILE) - across;
  if (off === 0) return;
  const sideways = off > 0 ? growing(heading) : growing(heading) ^ 2;
  move(tank, sideways, clearWay(world, seat, sideways, Math.abs(off)));
}

/** The heading across another one in which the coordinate grows; `^ 2` turns any heading round. */
function growing(heading: number): number {
  return isHorizontal(heading) ? DOWN : RIGHT;
}

/** Drives as fast as its engine does; in front of a wall with a gap beside the tank, sideways to the gap instead. */
function drive(world: World, seat: number, heading: number): void {
  const tank = world.tanks[seat];
  const { speed } = PICKUPS[tank.engine];
  if (slides(world, tank)) {
    tank.slide = ICE_SLIDE_TICKS;
    tank.slideHeading = heading;
  } else {
    tank.slide = 0;
  }
  const clear = clearGround(world, heading, tank.x, tank.y, TANK_REACH, TANK_REACH, speed, STOPS_TANKS);
  if (clear === 0 && speed > 0) slipToGap(world, seat, heading);
  else driveBy(tank, heading, Math.min(clear, clearOfTanks(world, seat, heading, clear)));
}

/** Moves towards the nearer half-tile place beside the tank from which the way ahead is open, if one is in reach. */
function slipToGap(world: World, seat: number, heading: number): void {
  const tank = world.tanks[seat];
  const across = isHorizontal(heading) ? tank.y : tank.x;
  const forwards = growing(heading);
  const backwards = forwards ^ 2;
  const beyond = HALF_TILE - (across & (HALF_TILE - 1));
  const before = across & (HALF_TILE - 1) || HALF_TILE;
  const nearFirst = before <= beyond ? backwards : forwards;
  for (const sideways of [nearFirst, nearFirst ^ 2]) {
    const distance = sideways === forwards ? beyond : before;
    if (distance > GAP_REACH || !leadsThrough(world, tank, heading, sideways, distance)) continue;
    const reach = Math.min(distance, PICKUPS[tank.engine].speed);
    driveBy(tank, sideways, clearOfTanks(world, seat, sideways, reach));
    return;
  }
}

function leadsThrough(
  world: World,
  tank: Tank,
  heading: number,
  sideways: number,
  distance: number,
): boolean {
  const { x, y } = tank;
  if (clearGround(world, sideways, x, y, TANK_REACH, TANK_REACH, distance, STOPS_TANKS) < distance)
    return false;
  const gapX = x + HEADING_X[sideways] * distance;
  const gapY = y + HEADING_Y[sideways] * distance;
  return clearGround(world, heading, gapX, gapY, TANK_REACH, TANK_REACH, 1, STOPS_TANKS) === 1;
}

/** True where a tank does not stop at once: on ice, or without brakes. */
function slides(world: World, tank: Tank): boolean {
  return groundAt(world, tank.x, tank.y) === ICE || !PICKUPS[tank.engine].brakes;
}

/** A tank on ice that nobody drives goes on for a while, slower and slower. */
function slide(world: World, seat: number): void {
  const tank = world.tanks[seat];
  if (tank.slide === 0) return;
  tank.slide = slides(world, tank) ? tank.slide - 1 : 0;
  const reach = ((TANK_SPEED * tank.slide) / ICE_SLIDE_TICKS) | 0;
  if (reach > 0) driveBy(tank, tank.slideHeading, clearWay(world, seat, tank.slideHeading, reach));
}

function clearWay(world: World, seat: number, heading: number, most: number): number {
  const { x, y } = world.tanks[seat];
  const clear = clearGround(world, heading, x, y, TANK_REACH, TANK_REACH, most, STOPS_TANKS);
  return clearOfTanks(world, seat, heading, clear);
}

function driveBy(tank: Tank, heading: number, distance: number): void {
  move(tank, heading, distance);
  if (isHorizontal(heading)) tank.velocityX = signOf(heading) * distance;
  else tank.velocityY = signOf(heading) * distance;
}

function move(tank: Tank, heading: number, distance: number): void {
  tank.x += HEADING_X[heading] * distance;
  tank.y += HEADING_Y[heading] * distance;
}

/** Sets a shell flying from the muzzle if the gun is loaded. Shooting ends the spawn shield. */
function shoot(world: World, seat: number): void {
  const tank = world.tanks[seat];
  if (tank.reload > 0) return;
  const { reload, inAir, shell: kind } = PICKUPS[tank.gun];
  const most = Math.min(SHELLS_PER_SEAT, inAir + tank.star);
  for (let slot = seat * SHELLS_PER_SEAT; slot < seat * SHELLS_PER_SEAT + most; slot++) {
    const shell = world.shells[slot];
    if (shell.flying === 1) continue;
    shell.flying = 1;
    shell.heading = tank.heading;
    shell.x = tank.x + HEADING_X[tank.heading] * TANK_REACH;
    shell.y = tank.y + HEADING_Y[tank.heading] * TANK_REACH;
    shell.kind = kind;
    shell.bounces = SHELL_KINDS[kind].bounces;
    tank.reload = reload;
    tank.shield = 0;
    world.events.push({ type: 'shot', seat, x: shell.x, y: shell.y });
    return;
  }
}
