import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ColourMap } from '../../src/client/colour-map.js';
import { DEFAULT_COLOUR } from '../../src/client/frame.js';
import { INK } from '../../src/client/palette.js';

test('true colour is the colour, no colour is the default', () => {
  assert.is(new ColourMap('truecolor').code(0x123456), 0x123456);
  assert.is(new ColourMap('none').code(0x123456), DEFAULT_COLOUR);
  for (const depth of ['truecolor', '256', '16', 'none'] as const)
    assert.is(new ColourMap(depth).code(DEFAULT_COLOUR), DEFAULT_COLOUR, depth);
});

test('256 colours: the cube, the greys, and never the sixteen that themes change', () => {
  const colours = new ColourMap('256');
  for (const [colour, code] of [
    [0x000000, 16],
    [0xffffff, 231],
    [0xff0000, 196],
    [0x0000ff, 21],
    [0x5f87af, 67],
    [0x080808, 232],
    [0xeeeeee, 255],
    [0x767676, 243],
    [0x60f0d0, 86],
  ] as const)
    assert.is(colours.code(colour), code, colour.toString(16));
});

test('16 colours: the nearest', () => {
  const colours = new ColourMap('16');
  for (const [colour, code] of [
    [0x000000, 0],
    [0xffffff, 15],
    [0xfe0101, 9],
    [0x00cc00, 2],
    [0x808080, 8],
    [0x6060ff, 12],
  ] as const)
    assert.is(colours.code(colour), code, colour.toString(16));
});

test('16 colours: what has a meaning keeps its hue', () => {
  const colours = new ColourMap('16');
  const { good, bad, accent, key, text } = INK;
  assert.equal(
    [good, bad, accent, key, text].map((colour) => colours.code(colour)),
    [10, 9, 11, 14, 7],
  );
});

test('what is remembered is what is found', () => {
  const remembering = new ColourMap('256');
  for (let round = 0; round < 2; round++)
    for (let colour = 0; colour <= 0xffffff; colour += 99_733)
      assert.is(remembering.code(colour), new ColourMap('256').code(colour));
});

test.run();
