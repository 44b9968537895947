// Where things are and how far they may go: ground, edges and tanks in the way. Queries only, nothing here moves.
import { DOWN, LEFT, RIGHT } from './buttons.js';
import { BRICK, kindOf } from './terrain.js';
import { HALF_TILE, SEATS_MAX, TANK_REACH } from './units.js';
import { ALIVE, type Tank, type World } from './world.js';

/** log2 of HALF_TILE: `units >> QUARTER_SHIFT` is the index of a quarter row or column. */
export const QUARTER_SHIFT = 7;

/** The ground of a world, or one that somebody believes in. */
export type Ground = Pick<World, 'arena' | 'terrain'>;

/** True for headings along x. */
export function isHorizontal(heading: number): boolean {
  return heading === RIGHT || heading === LEFT;
}

/** 1 for headings along which the coordinate grows, else -1. */
export function signOf(heading: number): number {
  return heading === RIGHT || heading === DOWN ? 1 : -1;
}

/** True when the quarter tile stops what `stops` describes. Outside of the arena everything stops.
 *  @param stops STOPS_TANKS or STOPS_SHELLS */
export function quarterStops(world: Ground, quarterX: number, quarterY: number, stops: number): boolean {
  const column = quarterX >> 1;
  const row = quarterY >> 1;
  if (column < 0 || row < 0 || column >= world.arena.columns || row >= world.arena.rows) return true;
  const tile = world.terrain[row * world.arena.columns + column];
  const kind = kindOf(tile);
  if (((stops >> kind) & 1) === 0) return false;
  return kind !== BRICK || ((tile >> (4 + (quarterX & 1) + ((quarterY & 1) << 1))) & 1) === 1;
}

/** How far a box may go towards a heading before the ground or the arena's edge stops it, 0 to `most`.
 *  @param front from x, y to the box's leading edge
 *  @param side from x, y to each of its sides */
export function clearGround(
  world: Ground,
  heading: number,
  x: number,
  y: number,
  front: number,
  side: number,
  most: number,
  stops: number,
): number {
  const horizontal = isHorizontal(heading);
  const across = horizontal ? y : x;
  const first = (across - side) >> QUARTER_SHIFT;
  const last = (across + side - 1) >> QUARTER_SHIFT;
  const sign = signOf(heading);
  const edge = (horizontal ? x : y) + sign * front;
  // Quarter lines that the leading edge would newly enter, nearest first.
  const nearest = sign > 0 ? ((edge - 1) >> QUARTER_SHIFT) + 1 : (edge >> QUARTER_SHIFT) - 1;
  const farthest = sign > 0 ? (edge + most - 1) >> QUARTER_SHIFT : (edge - most) >> QUARTER_SHIFT;
  for (let line = nearest; sign > 0 ? line <= farthest : line >= farthest; line += sign) {
    for (let place = first; place <= last; place++) {
      if (quarterStops(world, horizontal ? line : place, horizontal ? place : line, stops)) {
        return sign > 0 ? line * HALF_TILE - edge : edge - (line + 1) * HALF_TILE;
      }
    }
  }
  return most;
}

/** How far a tank may go towards a heading before another tank stops it, 0 to `most`. Tanks that overlap already
 *  (a prediction can make them) may always drive apart. */
export function clearOfTanks(world: World, seat: number, heading: number, most: number): number {
  const tank = world.tanks[seat];
  const horizontal = isHorizontal(heading);
  const sign = signOf(heading);
  let clear = most;
  for (let other = 0; other < SEATS_MAX; other++) {
    const obstacle = world.tanks[other];
    if (other === seat || obstacle.life !== ALIVE) continue;
    const beside = horizontal ? obstacle.y - tank.y : obstacle.x - tank.x;
    if (beside <= -2 * TANK_REACH || beside >= 2 * TANK_REACH) continue;
    const ahead = sign * (horizontal ? obstacle.x - tank.x : obstacle.y - tank.y);
    if (ahead > 0 && ahead - 2 * TANK_REACH < clear) clear = Math.max(0, ahead - 2 * TANK_REACH);
  }
  return clear;
}

/** True when two tanks, or a tank and a place for one, overlap. */
export function overlaps(tank: Tank, x: number, y: number): boolean {
  return Math.abs(tank.x - x) < 2 * TANK_REACH && Math.abs(tank.y - y) < 2 * TANK_REACH;
}

/** Kind of the ground under a point inside of the arena. */
export function groundAt(world: World, x: number, y: number): number {
  return kindOf(world.terrain[(y >> 8) * world.arena.columns + (x >> 8)]);
}
