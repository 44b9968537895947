// All colours of the arena and of the screens, 0xRRGGBB, in one place. The tanks' are those that Okabe and Ito chose to stay
// apart for colour-blind eyes, and again, lighter, for seats 8 to 15.

/** Colours of the ground. */
export const GROUND = {
  open: 0x15171c,
  openOther: 0x181a20,
  brick: 0xb05a35,
  brickOther: 0x96492a,
  steel: 0x9aa5b1,
  steelOther: 0xc3ccd5,
  water: 0x1c4f8f,
  waterOther: 0x2a65ab,
  bush: 0x2f7d32,
  bushOther: 0x245f27,
  ice: 0x9fd3e6,
  iceOther: 0xb8e2f0,
  base: 0xd4af37,
  outside: 0x0a0b0d,
} as const;

/** Colours of the screens. */
export const INK = {
  bar: 0x22262e,
  text: 0xd8dee6,
  dim: 0x7c8694,
  bright: 0xffffff,
  accent: 0xf0b840,
  good: 0x58c27d,
  bad: 0xe05555,
  key: 0x7fc7ff,
  shell: 0xfff2b0,
  shield: 0x8fe9ff,
} as const;

const HUES = [0xe69f00, 0x56b4e9, 0x00b583, 0xf0e442, 0x3f86d9, 0xe8603c, 0xcc79a7, 0xdadada] as const;

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

/** Colour of a seat's tank. @param seat 0 to 15 */
export function seatColour(seat: number): number {
  const hue = HUES[seat % HUES.length];
  return seat < HUES.length ? hue : mix(hue, 0xffffff, 0.45);
}
