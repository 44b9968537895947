// Mines: laid by a tank, armed after a while, set off by an enemy's tank or by any shell. Laying is the same on both ends;
// what a mine does is up to a world with authority.
import { harm } from './harm.js';
import { isSameSide, layerOf } from './sides.js';
import { createMine } from './things.js';
import {
  MINE_ARM_TICKS,
  MINE_BLAST,
  MINE_HARM,
  MINE_TRIGGER,
  MINES_MAX,
  MINES_PER_SEAT,
  SEATS_MAX,
  TANK_REACH,
} from './units.js';
import { ALIVE, type Tank, type World } from './world.js';

/** Lays one of a tank's mines under it, if it has one, its slot is free, and none of its own lies here already. */
export function layMine(world: World, seat: number): void {
  const tank = world.tanks[seat];
  if (tank.mines === 0) return;
  let free = -1;
  for (let slot = seat * MINES_PER_SEAT; slot < (seat + 1) * MINES_PER_SEAT; slot++) {
    const mine = world.mines[slot];
    if (mine.laid === 0) free = slot;
    else if (isWithin(tank, mine.x, mine.y, 2 * TANK_REACH)) return;
  }
  if (free < 0) return;
  const mine = world.mines[free];
  mine.laid = 1;
  mine.ticks = MINE_ARM_TICKS;
  mine.x = tank.x;
  mine.y = tank.y;
  tank.mines--;
  world.events.push({ type: 'laid', seat, x: tank.x, y: tank.y });
}

/** Sets off the mines that an enemy's tank has come to. */
export function stepMines(world: World): void {
  if (!world.authority) return;
  for (let slot = 0; slot < MINES_MAX; slot++) {
    const mine = world.mines[slot];
    if (mine.laid === 0 || mine.ticks > 0) continue;
    for (let seat = 0; seat < SEATS_MAX; seat++) {
      const tank = world.tanks[seat];
      if (tank.life !== ALIVE || isSameSide(world, layerOf(slot), seat)) continue;
      if (!isWithin(tank, mine.x, mine.y, MINE_TRIGGER)) continue;
      explode(world, slot);
      break;
    }
  }
}

/** Sets a mine off: it harms the tanks around it that its layer may harm. */
export function explode(world: World, slot: number): void {
  const { x, y } = world.mines[slot];
  const by = layerOf(slot);
  Object.assign(world.mines[slot], createMine());
  world.events.push({ type: 'blast', slot, x, y });
  for (let turn = 0; turn < SEATS_MAX; turn++) {
    const seat = (turn + world.tick) % SEATS_MAX;
    const tank = world.tanks[seat];
    if (tank.life === ALIVE && isWithin(tank, x, y, MINE_BLAST)) harm(world, seat, by, MINE_HARM);
  }
}

function isWithin(tank: Tank, x: number, y: number, reach: number): boolean {
  return Math.abs(tank.x - x) < reach && Math.abs(tank.y - y) < reach;
}
