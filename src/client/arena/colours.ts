// The colours of the arena, 0xRRGGBB, in three sets: the usual one, one for colour-blind players, and one for terminals of
// sixteen colours, made of just those sixteen so that none of them is guessed. Read by everything that draws the arena;
// the colours of the screens around it are in palette.ts.
import type { PickupColour } from '../../game/pickups.js';
import { exactColour } from '../colour-map.js';
import { mix, PICKUP_COLOURS, SEAT_COLOURS, TEAM_COLOURS } from '../palette.js';

/** Tones of one tank. */
export interface TankTones {
  readonly track: number;
  readonly trackOther: number;
  readonly body: number;
  readonly shade: number;
  readonly hatch: number;
  readonly gun: number;
}

/** One set of colours. */
export interface ArenaColours {
  readonly open: number;
  readonly speck: number;
  /** Dots on a hill that nobody holds, and what lies beyond the end of the world. */
  readonly edge: number;
  readonly outside: number;
  readonly brick: number;
  readonly brickLight: number;
  readonly mortar: number;
  readonly rubble: number;
  readonly steel: number;
  readonly steelLight: number;
  readonly steelDark: number;
  readonly water: number;
  readonly crest: number;
  readonly bush: number;
  readonly bushLight: number;
  readonly bushDark: number;
  readonly ice: number;
  readonly iceOther: number;
  readonly glint: number;
  readonly base: number;
  readonly baseLight: number;
  readonly baseDark: number;
  /** White-hot to smoke. */
  readonly fire: readonly number[];
  readonly soot: number;
  readonly ember: number;
  readonly smoke: number;
  readonly shell: number;
  readonly shield: number;
  /** Tracks of the own tank, which no other has: links in turn. */
  readonly own: number;
  readonly ownOther: number;
  /** By seat, 0 to 15; the same in all sets but for the sixteen, so that the screens around the arena match. */
  readonly seats: readonly number[];
  /** By team, 0 to 3. */
  readonly teams: readonly number[];
  /** Side of a hill that nobody holds. */
  readonly hill: number;
  /** Corners of a pad that waits. */
  readonly pad: number;
  readonly pickups: Readonly<Record<PickupColour, number>>;
  /** Stripes over the ground that the ring has closed, and its edge. */
  readonly ring: number;
  readonly ringEdge: number;
  /** Tones of a tank, from the colour of its seat or team. */
  tonesOf(colour: number): TankTones;
}

/** The names of --palette. */
export type PaletteName = 'usual' | 'colour-blind';
export const PALETTE_NAMES: readonly PaletteName[] = ['usual', 'colour-blind'];

/** What moves is sent again and again: all but the hull, which tells the seats apart, is in colours that are short to say. */
function blendTones(colour: number): TankTones {
  return {
    track: exactColour(mix(colour, 0x101010, 0.66)),
    trackOther: exactColour(mix(colour, 0x101010, 0.48)),
    body: colour,
    shade: exactColour(mix(colour, 0, 0.25)),
    hatch: exactColour(mix(colour, 0, 0.5)),
    gun: exactColour(mix(colour, 0xffffff, 0.45)),
  };
}

const USUAL: ArenaColours = {
  open: 0x121212,
  speck: 0x262626,
  edge: 0x303030,
  outside: 0x08090b,
  brick: 0x8f4a30,
  brickLight: 0xa35a3b,
  mortar: 0x54301f,
  rubble: 0x3d271f,
  steel: 0x8e98a4,
  steelLight: 0xc9d2db,
  steelDark: 0x59626d,
  water: 0x17407a,
  crest: 0x3170b8,
  bush: 0x2a6b2f,
  bushLight: 0x3f8a3d,
  bushDark: 0x1b4a22,
  ice: 0x5b8ca3,
  iceOther: 0x6d9fb5,
  glint: 0xf2fcff,
  base: 0xb8912c,
  baseLight: 0xf3d36b,
  baseDark: 0x6e5414,
  fire: [0xffffff, 0xffffaf, 0xffaf00, 0xd75f00, 0x6e3a2e, 0x303030],
  soot: 0x1c1c1c,
  ember: 0xff875f,
  smoke: 0x4e4e4e,
  shell: 0xffffaf,
  shield: 0x8fe9ff,
  own: 0xffffff,
  ownOther: 0xc6c6c6,
  seats: SEAT_COLOURS,
  teams: TEAM_COLOURS,
  hill: 0xa8a8a8,
  pad: 0x585858,
  pickups: PICKUP_COLOURS,
  ring: 0x5f0000,
  ringEdge: 0xff0000,
  tonesOf: blendTones,
};

/** Scenery in greys and blues that leaves the bright hues to the tanks; bush and brick differ in lightness, not only in hue. */
const COLOUR_BLIND: ArenaColours = {
  ...USUAL,
  brick: 0x9a7f5c,
  brickLight: 0xb39772,
  mortar: 0x54473a,
  rubble: 0x38312a,
  bush: 0x1f5f5c,
  bushLight: 0x31807a,
  bushDark: 0x14413f,
  water: 0x14306b,
  crest: 0x3a66bd,
  fire: [0xffffff, 0xfff2b8, 0xffc64a, 0xe08a1e, 0x6b5636, 0x3a3632],
  teams: [0xe47c00, 0x5c6cf2, 0xfff205, 0xd0ffff],
};

const [BLACK, RED, GREEN, YELLOW, BLUE, MAGENTA, CYAN, WHITE] = [
  0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5,
];
const [GREY, LIGHT_RED, LIGHT_GREEN, LIGHT_YELLOW, LIGHT_BLUE, LIGHT_MAGENTA, LIGHT_CYAN, LIGHT_WHITE] = [
  0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff,
];
/** The same hue, one step darker. */
const DARKER: ReadonlyMap<number, number> = new Map([
  [LIGHT_RED, RED],
  [LIGHT_GREEN, GREEN],
  [LIGHT_YELLOW, YELLOW],
  [LIGHT_BLUE, BLUE],
  [LIGHT_MAGENTA, MAGENTA],
  [LIGHT_CYAN, CYAN],
  [LIGHT_WHITE, GREY],
  [WHITE, GREY],
  [YELLOW, RED],
  [CYAN, BLUE],
]);
/** As colour-map.ts shows SEAT_COLOURS on such a terminal. */
const SIXTEEN_SEATS = [
  ...[YELLOW, LIGHT_CYAN, LIGHT_GREEN, LIGHT_YELLOW, LIGHT_BLUE, LIGHT_RED, LIGHT_MAGENTA, LIGHT_WHITE],
  ...[YELLOW, LIGHT_CYAN, LIGHT_GREEN, LIGHT_YELLOW, LIGHT_BLUE, LIGHT_RED, LIGHT_MAGENTA, LIGHT_WHITE],
];

/** For a terminal of sixteen colours: walls are dark and tanks are light; of more than eight tanks two share a colour. */
export const SIXTEEN_COLOURS: ArenaColours = {
  open: BLACK,
  speck: BLACK,
  edge: BLACK,
  outside: GREY,
  brick: RED,
  brickLight: RED,
  mortar: BLACK,
  rubble: BLACK,
  steel: WHITE,
  steelLight: WHITE,
  steelDark: GREY,
  water: BLUE,
  crest: CYAN,
  bush: GREEN,
  bushLight: GREEN,
  bushDark: BLACK,
  ice: CYAN,
  iceOther: WHITE,
  glint: LIGHT_WHITE,
  base: YELLOW,
  baseLight: LIGHT_YELLOW,
  baseDark: YELLOW,
  fire: [LIGHT_WHITE, LIGHT_YELLOW, LIGHT_YELLOW, LIGHT_RED, RED, GREY],
  soot: GREY,
  ember: LIGHT_RED,
  smoke: GREY,
  shell: LIGHT_WHITE,
  shield: LIGHT_CYAN,
  own: LIGHT_WHITE,
  ownOther: WHITE,
  seats: SIXTEEN_SEATS,
  teams: [LIGHT_RED, LIGHT_BLUE, LIGHT_YELLOW, LIGHT_GREEN],
  hill: WHITE,
  pad: GREY,
  pickups: {
    white: LIGHT_WHITE,
    red: LIGHT_RED,
    orange: YELLOW,
    yellow: LIGHT_YELLOW,
    green: LIGHT_GREEN,
    cyan: LIGHT_CYAN,
    blue: LIGHT_BLUE,
    violet: LIGHT_MAGENTA,
    grey: WHITE,
  },
  ring: RED,
  ringEdge: LIGHT_RED,
  tonesOf(colour) {
    const dark = DARKER.get(colour) ?? GREY;
    return { track: dark, trackOther: GREY, body: colour, shade: colour, hatch: BLACK, gun: colour };
  },
};

/** The sets of --palette. */
export const PALETTES: Readonly<Record<PaletteName, ArenaColours>> = {
  usual: USUAL,
  'colour-blind': COLOUR_BLIND,
};

/** The same for a terminal of 256 colours: its cube has few dark ones, and the nearest to a dark hue is often a grey. */
export const PALETTES_256: Readonly<Record<PaletteName, ArenaColours>> = {
  usual: {
    ...USUAL,
    brick: 0x875f00,
    brickLight: 0xaf5f00,
    mortar: 0x5f0000,
    rubble: 0x5f0000,
    bush: 0x005f00,
    bushLight: 0x008700,
    bushDark: 0x303030,
    water: 0x00005f,
    crest: 0x005faf,
    ice: 0x5f87af,
    iceOther: 0x5fafd7,
  },
  'colour-blind': {
    ...COLOUR_BLIND,
    brick: 0x878787,
    brickLight: 0xafaf87,
    mortar: 0x444444,
    rubble: 0x3a3a3a,
    bush: 0x005f5f,
    bushLight: 0x008787,
    bushDark: 0x303030,
    water: 0x00005f,
    crest: 0x5f5fd7,
    ice: 0x5f87af,
    iceOther: 0x5fafd7,
  },
};
