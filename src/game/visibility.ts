// What one player may see. The server sends nothing else, and bots are shown nothing else.
import { PICKUPS } from './pickups.js';
import { carriesFlag, isBehind, isSameSide, layerOf } from './sides.js';
import { BUSH } from './terrain.js';
import { BUSH_SIGHT, MINE_REACH, SHELL_REACH, TANK_REACH, TILE, VIEW_COLUMNS, VIEW_ROWS } from './units.js';
import { ABSENT, ALIVE, type Tank, WATCHING, type World } from './world.js';

/** A part of the arena in tiles: `left` and `top` are inside, `right` and `bottom` are not. */
export interface View {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** The part of the arena that is shown around a place in units: as near to its middle as the edges allow.
 *  @param view changed in place, so that asking each tick allocates nothing */
export function aimView(world: World, x: number, y: number, view: View): void {
  const { columns, rows } = world.arena;
  const width = Math.min(VIEW_COLUMNS, columns);
  const height = Math.min(VIEW_ROWS, rows);
  view.left = Math.max(0, Math.min(columns - width, ((x / TILE) | 0) - (width >> 1)));
  view.top = Math.max(0, Math.min(rows - height, ((y / TILE) | 0) - (height >> 1)));
  view.right = view.left + width;
  view.bottom = view.top + height;
}

/** True when a box around a place in units touches the view. */
export function isInView(view: View, x: number, y: number, reach: number): boolean {
  return (
    x + reach > view.left * TILE &&
    x - reach < view.right * TILE &&
    y + reach > view.top * TILE &&
    y - reach < view.bottom * TILE
  );
}

/** True when every tile that a tank covers is bush and no shot has just given it away (it reloads). */
export function isInBush(world: World, tank: Tank): boolean {
  if (tank.reload > 0) return false;
  const { columns } = world.arena;
  const lastRow = (tank.y + TILE - 1) >> 8;
  const lastColumn = (tank.x + TILE - 1) >> 8;
  for (let row = (tank.y - TILE) >> 8; row <= lastRow; row++) {
    for (let column = (tank.x - TILE) >> 8; column <= lastColumn; column++) {
      if (world.terrain[row * columns + column] !== BUSH) return false;
    }
  }
  return true;
}

/** True when a bush or a cloak hides a seat's tank from its enemies who are not near. Wrecks show where they ended, a shot
 *  or a flag gives a tank away. */
export function isTankHidden(world: World, seat: number): boolean {
  const tank = world.tanks[seat];
  if (tank.life !== ALIVE || carriesFlag(world, seat)) return false;
  return (PICKUPS[tank.cover].hides && tank.reload === 0) || isInBush(world, tank);
}

/** True when a seat's player is shown nothing at a place that is in his view: his tank can't see what is behind it. */
export function isBlindTo(own: Tank, x: number, y: number): boolean {
  return PICKUPS[own.cover].blinds && isBehind(own, x, y);
}

/** True when a living tank is so near to a place that it sees what is hidden there. */
export function isNear(own: Tank, x: number, y: number): boolean {
  return own.life === ALIVE && Math.abs(own.x - x) <= BUSH_SIGHT && Math.abs(own.y - y) <= BUSH_SIGHT;
}

/** True when a seat's player may see a mine: his own always, else in the view one of his side, or one that he is near to.
 *  @param seat 0 to 15; NOBODY for an eye that is on no side @param own the tank that looks, or stands for that eye */
export function seesMine(
  world: World,
  seat: number,
  view: View,
  slot: number,
  own = world.tanks[seat],
): boolean {
  const mine = world.mines[slot];
  if (mine.laid === 0) return false;
  const layer = layerOf(slot);
  if (layer === seat) return true;
  if (!isInView(view, mine.x, mine.y, MINE_REACH) || isBlindTo(own, mine.x, mine.y)) return false;
  return isSameSide(world, seat, layer) || isNear(own, mine.x, mine.y);
}

/** True when a seat's player may see the shell in a slot. */
export function seesShell(world: World, seat: number, view: View, slot: number): boolean {
  const { flying, x, y } = world.shells[slot];
  return flying === 1 && isInView(view, x, y, SHELL_REACH) && !isBlindTo(world.tanks[seat], x, y);
}

/** True when a seat's player may see the tank of another seat: it is in the view, and nothing hides it. */
export function seesTank(world: World, seat: number, view: View, other: number): boolean {
  const tank = world.tanks[other];
  if (tank.life === ABSENT) return false;
  if (other === seat) return true;
  const own = world.tanks[seat];
  const { life, x, y } = tank;
  if (life === WATCHING || !isInView(view, x, y, TANK_REACH) || isBlindTo(own, x, y)) return false;
  return isSameSide(world, seat, other) || !isTankHidden(world, other) || isNear(own, x, y);
}
