// The colours of the screens and of the seats, 0xRRGGBB, in one place. Read by the views and by all that draws the arena, whose
// own colours are in arena/colours.ts; colour-map.ts turns them into what a terminal can show.
import type { PickupColour } from '../game/pickups.js';
import { SEATS_MAX } from '../game/units.js';

/** Colours of the screens. */
export const INK = {
  /** Under all that has no background of its own; short to say, and black of the sixteen. */
  ground: 0x121212,
  bar: 0x22262e,
  text: 0xd8dee6,
  dim: 0x7c8694,
  bright: 0xffffff,
  accent: 0xf0b840,
  good: 0x58c27d,
  bad: 0xe05555,
  key: 0x7fc7ff,
  shield: 0x8fe9ff,
} as const;

/** Colours of the teams, 0 to 3. */
export const TEAM_COLOURS: readonly number[] = [0xd8572a, 0x6b6cf0, 0xf4f000, 0x10f0c8];

/** Colours of the pickups, by the names that their table has for them. */
export const PICKUP_COLOURS: Readonly<Record<PickupColour, number>> = {
  white: 0xffffff,
  red: 0xff6b5e,
  orange: 0xe0a060,
  yellow: 0xfff05a,
  green: 0x6fe08a,
  cyan: 0x8fe9ff,
  blue: 0x9a8cff,
  violet: 0xd58cff,
  grey: 0xc9d2db,
};

/** Mixes two colours. @param share of the second one, 0 to 1 */
export function mix(first: number, second: number, share: number): number {
  let mixed = 0;
  for (let shift = 0; shift <= 16; shift += 8) {
    const from = (first >> shift) & 0xff;
    const to = (second >> shift) & 0xff;
    mixed |= Math.round(from + (to - from) * share) << shift;
  }
  return mixed;
}

/** Found by a search for the largest distance between any two of them, also for eyes that lack one kind of cones; each is also
 *  another one of a terminal's sixteen. The test of this file measures them. */
const HUES = [0xea8a05, 0x19efff, 0x05a489, 0xfff400, 0x7664ff, 0xd33931, 0xad63c0, 0xccffd8] as const;

/** Colours of the seats' tanks, 0 to 15: of the hues above, and again, paler. */
export const SEAT_COLOURS: readonly number[] = Array.from({ length: SEATS_MAX }, (_, seat) =>
  seat < HUES.length ? HUES[seat] : mix(HUES[seat - HUES.length], 0xffffff, 0.5),
);

/** Colour of a seat's tank. @param seat 0 to 15 */
export function seatColour(seat: number): number {
  return SEAT_COLOURS[seat];
}
