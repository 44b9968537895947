// What one player may see. The server sends nothing else, and bots are shown nothing else.
import { BUSH } from './terrain.js';
import { BUSH_SIGHT, TANK_REACH, TILE, VIEW_COLUMNS, VIEW_ROWS } from './units.js';
import { ABSENT, ALIVE, type Tank, type World } from './world.js';

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

/** True when a bush hides a tank from those who are not near. Wrecks show where they ended. */
export function isTankHidden(world: World, tank: Tank): boolean {
  return tank.life === ALIVE && isInBush(world, tank);
}

/** True when a living tank is so near to another that it sees it in a bush. */
export function isTankNear(own: Tank, tank: Tank): boolean {
  return (
    own.life === ALIVE && Math.abs(own.x - tank.x) <= BUSH_SIGHT && Math.abs(own.y - tank.y) <= BUSH_SIGHT
  );
}

/** True when a seat's player may see the tank of another seat: it is in the view, and no bush hides it. */
export function seesTank(world: World, seat: number, view: View, other: number): boolean {
  const tank = world.tanks[other];
  if (tank.life === ABSENT) return false;
  if (other === seat) return true;
  if (!isInView(view, tank.x, tank.y, TANK_REACH)) return false;
  return !isTankHidden(world, tank) || isTankNear(world.tanks[seat], tank);
}
