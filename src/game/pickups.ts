// The pickups, one entry each: what it does and for how long, how it shows, what it is worth to a bot. The rules ask the
// entry that a tank's gun, engine or cover is under, and know no pickup by name. Entry 0 is a tank without any.
import { ARMOUR_MAX, MINES_CARRIED_MAX, RELOAD_TICKS, TANK_SPEED, TICKS_PER_SECOND } from './units.js';
import type { World } from './world.js';

/** Names of the colours in which pickups show; the letter alone tells them apart without. */
export type PickupColour =
  | 'white'
  | 'red'
  | 'orange'
  | 'yellow'
  | 'green'
  | 'cyan'
  | 'blue'
  | 'violet'
  | 'grey';

/** One pickup. Its index in PICKUPS is its kind on a pad and on a tank. */
export interface Pickup {
  /** Short name as it stands in commands, `[a-z-]`. */
  readonly id: string;
  readonly letter: string;
  readonly colour: PickupColour;
  /** The part of a tank that it works on; the effect that was there before is gone. 'none' acts at once. */
  readonly part: 'gun' | 'engine' | 'cover' | 'none';
  /** How long it works, 0 for one that acts at once or until the tank's end. */
  readonly ticks: number;
  /** Harms who takes it: only there where the room allows it. */
  readonly isBad: boolean;
  /** What a bot gives for it, 0 to 100. */
  readonly value: number;
  /** As a gun: ticks between two shots, shells in the air, index in SHELL_KINDS. */
  readonly reload: number;
  readonly inAir: number;
  readonly shell: number;
  /** As an engine: units a tick, and whether the tank stops when nobody drives it. */
  readonly speed: number;
  readonly brakes: boolean;
  /** As a cover: nothing harms the tank; enemies do not see it; its player sees nothing behind it. */
  readonly shields: boolean;
  readonly hides: boolean;
  readonly blinds: boolean;
  /** What it does at once. */
  take(world: World, seat: number): void;
}

/** A tank under the effect of nothing; each entry says what is different. */
const PLAIN: Pickup = {
  id: 'nothing',
  letter: ' ',
  colour: 'white',
  part: 'none',
  ticks: 0,
  isBad: false,
  value: 0,
  reload: RELOAD_TICKS,
  inAir: 1,
  shell: 0,
  speed: TANK_SPEED,
  brakes: true,
  shields: false,
  hides: false,
  blinds: false,
  take: () => {},
};

const seconds = (count: number): number => count * TICKS_PER_SECOND;

/** Kind of the effect that the freeze pickup has on the others' engines; it lies on no pad. */
export const FROZEN = 15;
const FROZEN_TICKS = seconds(2);

/** All kinds. */
export const PICKUPS: readonly Pickup[] = [
  PLAIN,
  {
    ...PLAIN,
    id: 'shield',
    letter: 'O',
    colour: 'cyan',
    part: 'cover',
    ticks: seconds(8),
    value: 70,
    shields: true,
  },
  {
    ...PLAIN,
    id: 'rapid-fire',
    letter: 'F',
    colour: 'red',
    part: 'gun',
    ticks: seconds(12),
    value: 60,
    reload: 5,
    inAir: 2,
  },
  {
    ...PLAIN,
    id: 'speed',
    letter: 'V',
    colour: 'yellow',
    part: 'engine',
    ticks: seconds(10),
    value: 45,
    speed: 72,
  },
  {
    ...PLAIN,
    id: 'repair',
    letter: '+',
    colour: 'green',
    value: 50,
    take(world, seat) {
      world.tanks[seat].armour = Math.min(
        ARMOUR_MAX,
        Math.max(world.options.armour, world.tanks[seat].armour + 1),
      );
    },
  },
  {
    ...PLAIN,
    id: 'mine',
    letter: 'M',
    colour: 'orange',
    value: 30,
    take(world, seat) {
      world.tanks[seat].mines = MINES_CARRIED_MAX;
    },
  },
  {
    ...PLAIN,
    id: 'ricochet',
    letter: 'R',
    colour: 'violet',
    part: 'gun',
    ticks: seconds(15),
    value: 40,
    shell: 1,
  },
  { ...PLAIN, id: 'laser', letter: 'L', colour: 'red', part: 'gun', ticks: seconds(10), value: 60, shell: 2 },
  {
    ...PLAIN,
    id: 'steel-breaker',
    letter: 'X',
    colour: 'grey',
    part: 'gun',
    ticks: seconds(20),
    value: 35,
    shell: 3,
  },
  {
    ...PLAIN,
    id: 'cloak',
    letter: 'C',
    colour: 'blue',
    part: 'cover',
    ticks: seconds(10),
    value: 55,
    hides: true,
  },
  {
    ...PLAIN,
    id: 'freeze',
    letter: 'I',
    colour: 'cyan',
    value: 65,
    take(world, seat) {
      // Of the others a prediction does not know whom it reaches.
      if (!world.authority) return;
      for (const [other, tank] of world.tanks.entries()) {
        if (world.scores[other].team === world.scores[seat].team) continue;
        tank.engine = FROZEN;
        tank.engineTicks = FROZEN_TICKS;
      }
    },
  },
  {
    ...PLAIN,
    id: 'star',
    letter: '*',
    colour: 'yellow',
    value: 80,
    take(world, seat) {
      world.tanks[seat].star = 1;
    },
  },
  {
    ...PLAIN,
    id: 'slow',
    letter: 's',
    colour: 'grey',
    part: 'engine',
    ticks: seconds(6),
    isBad: true,
    speed: 24,
  },
  {
    ...PLAIN,
    id: 'blind-arc',
    letter: 'b',
    colour: 'grey',
    part: 'cover',
    ticks: seconds(8),
    isBad: true,
    blinds: true,
  },
  {
    ...PLAIN,
    id: 'lost-brakes',
    letter: 'k',
    colour: 'grey',
    part: 'engine',
    ticks: seconds(8),
    isBad: true,
    brakes: false,
  },
  { ...PLAIN, id: 'frozen', letter: 'i', colour: 'cyan', part: 'engine', ticks: FROZEN_TICKS, speed: 0 },
];

/** The bit set of the pickups that a room lets appear (MatchOptions.pickups).
 *  @param off ids of those that are turned off; an id that is unknown does nothing
 *  @param allowsBad whether the bad ones appear */
export function pickupSet(off: readonly string[], allowsBad: boolean): number {
  let set = 0;
  for (let kind = 1; kind < FROZEN; kind++) {
    const { id, isBad } = PICKUPS[kind];
    if ((allowsBad || !isBad) && !off.includes(id)) set |= 1 << kind;
  }
  return set;
}
