// The tables that drive encoding and decoding of entities (PROTOCOL 7.3): each field's place, width and range, and how a
// field goes on by itself when no record says otherwise. Both ends read the same rows, so they can't differ.
import { HEADING_X, HEADING_Y } from '../game/buttons.js';
import { ARMOUR_MAX, SHELL_SPEED } from '../game/units.js';
import { ABSENT, type Shell, type Tank, WRECK } from '../game/world.js';

/** One integer of an entity on the wire: big-endian, `bytes` wide, signed when `min` is below 0. */
export interface Field<Entity> {
  readonly name: keyof Entity & string;
  readonly bytes: 1 | 2;
  readonly min: number;
  readonly max: number;
}

/** Highest coordinate: the edge of the largest arena. */
const COORDINATE_MAX = 96 * 256;

/** Fields of a tank in groups that change together. Group n stands in a record when bit n of its mask is set. */
export const TANK_GROUPS: readonly (readonly Field<Tank>[])[] = [
  [{ name: 'x', bytes: 2, min: 0, max: COORDINATE_MAX }],
  [{ name: 'y', bytes: 2, min: 0, max: COORDINATE_MAX }],
  [
    { name: 'heading', bytes: 1, min: 0, max: 3 },
    { name: 'buttons', bytes: 1, min: 0, max: 63 },
    { name: 'velocityX', bytes: 1, min: -127, max: 127 },
    { name: 'velocityY', bytes: 1, min: -127, max: 127 },
  ],
  [
    { name: 'life', bytes: 1, min: ABSENT, max: WRECK },
    { name: 'armour', bytes: 1, min: 0, max: ARMOUR_MAX },
    { name: 'parked', bytes: 1, min: 0, max: 1 },
  ],
  [
    { name: 'shield', bytes: 1, min: 0, max: 255 },
    { name: 'reload', bytes: 1, min: 0, max: 255 },
    { name: 'respawn', bytes: 1, min: 0, max: 255 },
  ],
  [
    { name: 'slide', bytes: 1, min: 0, max: 63 },
    { name: 'slideHeading', bytes: 1, min: 0, max: 3 },
  ],
];

/** Mask of a record that holds every group. */
export const TANK_MASK_FULL = (1 << TANK_GROUPS.length) - 1;

/** Fields of a shell; its record holds them all. */
export const SHELL_FIELDS: readonly Field<Shell>[] = [
  { name: 'x', bytes: 2, min: 0, max: COORDINATE_MAX },
  { name: 'y', bytes: 2, min: 0, max: COORDINATE_MAX },
  { name: 'heading', bytes: 1, min: 0, max: 3 },
];

/** Moves a tank by one tick as both ends expect it when no record comes: it keeps its speed, its timers run down. */
export function expectTank(tank: Tank): void {
  tank.x += tank.velocityX;
  tank.y += tank.velocityY;
  if (tank.shield > 0) tank.shield--;
  if (tank.reload > 0) tank.reload--;
  if (tank.respawn > 0) tank.respawn--;
}

/** Moves a shell by one tick as both ends expect it when no record comes: straight on. */
export function expectShell(shell: Shell): void {
  if (shell.flying === 0) return;
  shell.x += HEADING_X[shell.heading] * SHELL_SPEED;
  shell.y += HEADING_Y[shell.heading] * SHELL_SPEED;
}

/** Bits of the groups in which two tanks differ. */
export function differingGroups(tank: Tank, other: Tank): number {
  let mask = 0;
  for (let group = 0; group < TANK_GROUPS.length; group++) {
    for (const field of TANK_GROUPS[group]) {
      if (tank[field.name] !== other[field.name]) {
        mask |= 1 << group;
        break;
      }
    }
  }
  return mask;
}
