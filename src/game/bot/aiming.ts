// Where a bot's gun would hit: the heading from which a shell would meet a tank, wall and way reckoned with, and the places
// from which one could. Pure questions about what the bot believes; asked by the bot and by its goals.
import { HEADING_X, HEADING_Y } from '../buttons.js';
import { PICKUPS } from '../pickups.js';
import { SHELL_KINDS, type ShellKind } from '../shell-kinds.js';
import { clearGround, isHorizontal, signOf } from '../space.js';
import { BRICK, kindOf, STOPS_SHELLS } from '../terrain.js';
import { SHELL_REACH, TANK_REACH, TILE } from '../units.js';
import type { Tank } from '../world.js';
import { type BelievedGround, IMPASSABLE } from './ground.js';
import type { Level } from './levels.js';
import { addGoal, tileOf, type Way } from './way.js';

/** How much wall it shoots away to hit what stands behind, in units. */
const WALL_DEPTH_MAX = 2 * TILE;
/** Places on a line of fire that a way may lead to, in tiles from the target. */
const LINE_TILES_MAX = 12;

/** What is aimed at: where it is, and how it moves. */
export interface Aim {
  x: number;
  y: number;
  velocityX: number;
  velocityY: number;
}

/** Heading from which a shell shot now from x, y would hit a tank, or -1.
 *  @param kind of the shell
 *  @param level how far, and how far beside the target's middle it may go by */
export function headingOfShot(
  ground: BelievedGround,
  x: number,
  y: number,
  rival: Aim,
  level: Level,
  kind: ShellKind,
): number {
  for (let heading = 0; heading < 4; heading++) {
    const horizontal = isHorizontal(heading);
    const sign = signOf(heading);
    const ahead = sign * (horizontal ? rival.x - x : rival.y - y);
    if (ahead <= 0 || ahead > level.shotRange) continue;
    const away = sign * (horizontal ? rival.velocityX : rival.velocityY);
    const flight = Math.max(0, ((ahead - 2 * TANK_REACH) / (kind.speed - away)) | 0);
    const aside = horizontal
      ? rival.y - y + rival.velocityY * flight
      : rival.x - x + rival.velocityX * flight;
    if (Math.abs(aside) > level.aimReach) continue;
    if (reaches(ground, heading, x, y, ahead - TANK_REACH, kind)) return heading;
  }
  return -1;
}

/** True when a shell gets as far, through a little at most of what falls to the shots after it. */
function reaches(
  ground: BelievedGround,
  heading: number,
  x: number,
  y: number,
  distance: number,
  { stops, breaks }: ShellKind,
): boolean {
  if (distance <= 0) return true;
  const clear = clearGround(ground, heading, x, y, 0, SHELL_REACH, distance, stops);
  if (clear === distance) return true;
  if (clearGround(ground, heading, x, y, 0, SHELL_REACH, distance, stops & ~breaks) < distance) return false;
  // What is left of the way behind the first wall.
  const behind = clear + WALL_DEPTH_MAX;
  const rest = distance - behind;
  if (rest <= 0) return true;
  const nextX = x + HEADING_X[heading] * behind;
  const nextY = y + HEADING_Y[heading] * behind;
  return clearGround(ground, heading, nextX, nextY, 0, SHELL_REACH, rest, stops) === rest;
}

/** True when a tank has something before it within a tile that its shells would break. */
export function isWallAhead(ground: BelievedGround, heading: number, { x, y, gun }: Tank): boolean {
  const { breaks } = SHELL_KINDS[PICKUPS[gun].shell];
  if (breaks === 0) return false;
  // Beyond the arena's edge there is nothing to break, though everything stops there.
  const { columns, rows } = ground.arena;
  const place = isHorizontal(heading) ? x : y;
  const end = (isHorizontal(heading) ? columns : rows) * TILE;
  const room = (signOf(heading) > 0 ? end - place : place) - TANK_REACH;
  const sight = Math.min(TILE, room);
  return clearGround(ground, heading, x, y, TANK_REACH, SHELL_REACH, sight, breaks) < sight;
}

/** Adds every place from which a tank at x, y can be shot to the goals of a search.
 *  @param best how many tiles away is best, 3 to 8
 *  @param shift by how many tiles the lines pass the target's middle, -1 to 1: a shell hits it all the same, and does not
 *  meet the one that comes back */
export function addLinesOfFire(
  way: Way,
  ground: BelievedGround,
  x: number,
  y: number,
  best: number,
  shift: number,
): void {
  const { columns, rows } = ground.arena;
  const column = tileOf(x);
  const row = tileOf(y);
  for (let heading = 0; heading < 4; heading++) {
    let walls = 0;
    // The first two tiles are under the target itself, be it a tank or a base.
    for (let tiles = 2; tiles <= LINE_TILES_MAX; tiles++) {
      const placeColumn = column + HEADING_X[heading] * tiles + (isHorizontal(heading) ? 0 : shift);
      const placeRow = row + HEADING_Y[heading] * tiles + (isHorizontal(heading) ? shift : 0);
      if (placeColumn < 0 || placeRow < 0 || placeColumn >= columns - 1 || placeRow >= rows - 1) break;
      const place = placeRow * columns + placeColumn;
      const wall = wallCost(ground, place, columns);
      if (wall === IMPASSABLE) break;
      walls += wall;
      // Tanks that touch push each other: no goal is nearer than two tiles.
      if (tiles >= 3) addGoal(way, ground, place, walls + 2 * Math.abs(tiles - best));
    }
  }
}

/** What the ground of a place costs a shell, in half tiles of a tank's way: what it breaks takes shots. */
function wallCost(ground: BelievedGround, place: number, columns: number): number {
  let walls = 0;
  for (let index = 0; index < 4; index++) {
    const kind = kindOf(ground.terrain[place + (index >> 1) * columns + (index & 1)]);
    if (kind === BRICK || ((ground.breaks >> kind) & 1) === 1) walls++;
    else if (((STOPS_SHELLS >> kind) & 1) === 1) return IMPASSABLE;
  }
  return 2 * walls;
}
