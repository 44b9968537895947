// Colours of seats and teams, measured: how far apart they are for usual eyes, and for eyes that lack one kind of cones.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { PALETTES, PALETTES_256, SIXTEEN_COLOURS } from '../../../src/client/arena/colours.js';
import { chooseLook } from '../../../src/client/arena/look.js';
import { ColourMap } from '../../../src/client/colour-map.js';
import { SEAT_COLOURS } from '../../../src/client/palette.js';

/** Machado, Oliveira and Fernandes (2009), severity 1, on linear RGB. */
const EYES: Readonly<Record<string, readonly number[]>> = {
  usual: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  protanopia: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deuteranopia: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  tritanopia: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
};

/** CIELAB under D65 of what an eye sees of a colour. */
function lab(colour: number, eye: readonly number[]): number[] {
  const linear = [16, 8, 0].map((shift) => {
    const value = ((colour >> shift) & 0xff) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  const [r, g, b] = [0, 3, 6].map((row) =>
    Math.min(1, Math.max(0, eye[row] * linear[0] + eye[row + 1] * linear[1] + eye[row + 2] * linear[2])),
  );
  const [x, y, z] = [
    (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047,
    0.2126 * r + 0.7152 * g + 0.0722 * b,
    (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883,
  ].map((value) => (value > 0.008856 ? Math.cbrt(value) : 7.787 * value + 16 / 116));
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

/** Every pair of colours and how far apart it is, in CIELAB (CIE76), nearest first. */
function distances(colours: readonly number[], eye: readonly number[]): { pair: string; far: number }[] {
  const seen = colours.map((colour) => lab(colour, eye));
  return seen
    .flatMap((one, index) =>
      seen.slice(index + 1).map((other, offset) => ({
        pair: `${index} and ${index + 1 + offset}`,
        far: Math.hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2]),
      })),
    )
    .sort((a, b) => a.far - b.far);
}

function assertApart(what: string, colours: readonly number[], least: number): void {
  for (const [name, eye] of Object.entries(EYES)) {
    const nearest = distances(colours, eye).slice(0, 4);
    const numbers = nearest.map(({ pair, far }) => `${pair}: ${far.toFixed(1)}`).join(', ');
    assert.ok(nearest[0].far >= least, `${what}, ${name}, nearest ${numbers}; at least ${least}`);
  }
}

test('the first eight seats stay apart for every kind of eyes', () => {
  assertApart('seats', SEAT_COLOURS.slice(0, 8), 25);
});

test('all sixteen seats are different colours, and light enough for a dark ground', () => {
  assert.is(new Set(SEAT_COLOURS).size, 16);
  for (const [seat, colour] of SEAT_COLOURS.entries()) {
    const [light] = lab(colour, EYES.usual);
    assert.ok(light > 40, `seat ${seat} has lightness ${light.toFixed(1)}`);
  }
});

test('the four teams stay apart for every kind of eyes', () => {
  for (const [name, { teams }] of Object.entries(PALETTES)) assertApart(`teams, ${name}`, teams, 30);
});

test('for colour-blind players brick and bush differ in every kind of eyes', () => {
  const { brick, bush, open, water } = PALETTES['colour-blind'];
  assertApart('ground', [brick, bush, open, water], 18);
});

test('a terminal of sixteen colours shows each of eight seats in a colour of its own, and the same beside the arena', () => {
  const colours = new ColourMap('16');
  const codes = SEAT_COLOURS.slice(0, 8).map((colour) => colours.code(colour));
  assert.is(new Set(codes).size, 8, codes.join(' '));
  const inArena = SIXTEEN_COLOURS.seats.map((colour) => colours.code(colour));
  assert.equal(
    inArena,
    SEAT_COLOURS.map((colour) => colours.code(colour)),
  );
});

test('no ground of a 256-colour terminal turns grey that should not be', () => {
  const colours = new ColourMap('256');
  const { brick, bush, water } = PALETTES_256.usual;
  for (const colour of [brick, bush, water]) assert.ok(colours.code(colour) < 232, colour.toString(16));
});

test('a look follows the terminal and the player', () => {
  const player = { palette: 'colour-blind', calm: true } as const;
  const look = chooseLook({ colours: 'truecolor', ascii: false }, player);
  assert.equal([look.drawing, look.calm], ['pixels', true]);
  assert.is(look.colours, PALETTES['colour-blind']);
  assert.is(chooseLook({ colours: 'none', ascii: false }, player).drawing, 'blocks');
  assert.is(chooseLook({ colours: '16', ascii: true }, player).drawing, 'ascii');
  assert.is(chooseLook({ colours: '16', ascii: false }, player).colours, SIXTEEN_COLOURS);
});

test.run();
