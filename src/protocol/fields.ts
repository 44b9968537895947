// The tables that drive encoding and decoding of entities (PROTOCOL 7.3): each field's place, width and range, and how a
// field goes on by itself when no record says otherwise. Both ends read the same rows, so they can't differ.
import { areButtons, HEADING_X, HEADING_Y } from '../game/buttons.js';
import { ageEffects } from '../game/effects.js';
import { PICKUPS } from '../game/pickups.js';
import { SHELL_KINDS } from '../game/shell-kinds.js';
import { NOBODY } from '../game/things.js';
import { ARMOUR_MAX, MINES_CARRIED_MAX, SEATS_MAX } from '../game/units.js';
import { ABSENT, type Score, type Shell, type Tank, WATCHING } from '../game/world.js';

/** One integer of an entity on the wire: big-endian, `bytes` wide, signed when `min` is below 0. */
export interface Field<Entity> {
  readonly name: keyof Entity & string;
  readonly bytes: 1 | 2;
  readonly min: number;
  readonly max: number;
  /** Says which values of the range there are; all of them when left out. */
  fits?(value: number): boolean;
}

/** True for a seat or a side, and for nobody. */
export function isSeatOrNobody(value: number): boolean {
  return value < SEATS_MAX || value === NOBODY;
}

/** Highest coordinate: the edge of the largest arena. */
export const COORDINATE_MAX = 96 * 256;
/** Longest time that an effect of a pickup may last, in ticks. */
const EFFECT_TICKS_MAX = 1023;

/** Fields of a tank in groups that change together. Group n stands in a record when bit n of its mask is set. */
export const TANK_GROUPS: readonly (readonly Field<Tank>[])[] = [
  [{ name: 'x', bytes: 2, min: 0, max: COORDINATE_MAX }],
  [{ name: 'y', bytes: 2, min: 0, max: COORDINATE_MAX }],
  [
    { name: 'heading', bytes: 1, min: 0, max: 3 },
    { name: 'buttons', bytes: 1, min: 0, max: 127, fits: areButtons },
    { name: 'velocityX', bytes: 1, min: -127, max: 127 },
    { name: 'velocityY', bytes: 1, min: -127, max: 127 },
  ],
  [
    { name: 'life', bytes: 1, min: ABSENT, max: WATCHING },
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
  [
    { name: 'star', bytes: 1, min: 0, max: 1 },
    { name: 'mines', bytes: 1, min: 0, max: MINES_CARRIED_MAX },
    { name: 'gun', bytes: 1, min: 0, max: PICKUPS.length - 1 },
    { name: 'gunTicks', bytes: 2, min: 0, max: EFFECT_TICKS_MAX },
    { name: 'engine', bytes: 1, min: 0, max: PICKUPS.length - 1 },
    { name: 'engineTicks', bytes: 2, min: 0, max: EFFECT_TICKS_MAX },
    { name: 'cover', bytes: 1, min: 0, max: PICKUPS.length - 1 },
    { name: 'coverTicks', bytes: 2, min: 0, max: EFFECT_TICKS_MAX },
  ],
];

/** Mask of a record that holds every group. */
export const TANK_MASK_FULL = (1 << TANK_GROUPS.length) - 1;

/** Fields of a shell; its record holds them all. */
export const SHELL_FIELDS: readonly Field<Shell>[] = [
  { name: 'x', bytes: 2, min: 0, max: COORDINATE_MAX },
  { name: 'y', bytes: 2, min: 0, max: COORDINATE_MAX },
  { name: 'heading', bytes: 1, min: 0, max: 3 },
  { name: 'kind', bytes: 1, min: 0, max: SHELL_KINDS.length - 1 },
  { name: 'bounces', bytes: 1, min: 0, max: 3 },
];

/** Fields of a score; its record holds them all. */
export const SCORE_FIELDS: readonly Field<Score>[] = [
  { name: 'team', bytes: 1, min: 0, max: SEATS_MAX - 1 },
  { name: 'turn', bytes: 1, min: 0, max: SEATS_MAX - 1 },
  { name: 'points', bytes: 2, min: -0x8000, max: 0x7fff },
  { name: 'kills', bytes: 2, min: 0, max: 0xffff },
  { name: 'deaths', bytes: 2, min: 0, max: 0xffff },
];

/** Moves a tank by one tick as both ends expect it when no record comes: it keeps its speed, its timers run down. */
export function expectTank(tank: Tank): void {
  tank.x += tank.velocityX;
  tank.y += tank.velocityY;
  if (tank.shield > 0) tank.shield--;
  if (tank.reload > 0) tank.reload--;
  if (tank.respawn > 0) tank.respawn--;
  ageEffects(tank);
}

/** Moves a shell by one tick as both ends expect it when no record comes: straight on. */
export function expectShell(shell: Shell): void {
  if (shell.flying === 0) return;
  const { speed } = SHELL_KINDS[shell.kind];
  shell.x += HEADING_X[shell.heading] * speed;
  shell.y += HEADING_Y[shell.heading] * speed;
}

/** True when two entities differ in one of some fields. */
export function differ<Entity>(entity: Entity, other: Entity, fields: readonly Field<Entity>[]): boolean {
  for (let index = 0; index < fields.length; index++) {
    const { name } = fields[index];
    if (entity[name] !== other[name]) return true;
  }
  return false;
}

/** True when two tanks are alike in all fields. Asked for every tank in every tick, and most are: so without the tables,
 *  whose fields are looked up by name. */
function isSameTank(tank: Tank, other: Tank): boolean {
  return (
    tank.x === other.x &&
    tank.y === other.y &&
    tank.velocityX === other.velocityX &&
    tank.velocityY === other.velocityY &&
    tank.heading === other.heading &&
    tank.buttons === other.buttons &&
    tank.life === other.life &&
    tank.armour === other.armour &&
    tank.shield === other.shield &&
    tank.reload === other.reload &&
    tank.respawn === other.respawn &&
    tank.slide === other.slide &&
    tank.slideHeading === other.slideHeading &&
    tank.parked === other.parked &&
    tank.star === other.star &&
    tank.mines === other.mines &&
    tank.gun === other.gun &&
    tank.gunTicks === other.gunTicks &&
    tank.engine === other.engine &&
    tank.engineTicks === other.engineTicks &&
    tank.cover === other.cover &&
    tank.coverTicks === other.coverTicks
  );
}

/** Bits of the groups in which two tanks differ. */
export function differingGroups(tank: Tank, other: Tank): number {
  if (isSameTank(tank, other)) return 0;
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
