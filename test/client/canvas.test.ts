import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Canvas } from '../../src/client/canvas.js';
import { DEFAULT_COLOUR, Frame } from '../../src/client/frame.js';
import { glyphText } from '../../src/client/glyph.js';
import { expectGolden } from './golden.js';

const RED = 0xff0000;
const BLUE = 0x0000ff;

function cellOf(frame: Frame, x: number, y = 0): [string, number, number] {
  const cell = y * frame.columns + x;
  return [glyphText(frame.glyph[cell]!), frame.foreground[cell]!, frame.background[cell]!];
}

test('two pixels are one cell, and equal ones are a space', () => {
  const canvas = new Canvas(2, 1);
  canvas.put(0, 0, RED);
  canvas.put(0, 1, BLUE);
  canvas.rect(1, 0, 1, 2, BLUE);
  const frame = new Frame(2, 1);
  canvas.layInto(frame);
  assert.equal(cellOf(frame, 0), ['▀', RED, BLUE]);
  assert.equal(cellOf(frame, 1), [' ', DEFAULT_COLOUR, BLUE]);
});

test('through transparent pixels the frame shows', () => {
  const canvas = new Canvas(3, 1);
  canvas.put(0, 0, RED);
  canvas.put(1, 1, BLUE);
  const frame = new Frame(3, 1);
  frame.clear(0x222222);
  frame.text(0, 0, 'abc', { bg: 0x222222 });
  canvas.layInto(frame);
  assert.equal(cellOf(frame, 0), ['▀', RED, 0x222222]);
  assert.equal(cellOf(frame, 1), ['▄', BLUE, 0x222222]);
  assert.equal(cellOf(frame, 2), ['c', DEFAULT_COLOUR, 0x222222]);
});

test('a wide glyph under a canvas is kept whole or not at all', () => {
  const frame = new Frame(8, 1);
  frame.text(0, 0, '漢漢漢漢');
  const canvas = new Canvas(6, 1);
  canvas.put(1, 0, RED);
  canvas.put(4, 0, RED);
  canvas.layInto(frame, 1, 0);
  const row = Array.from(frame.glyph, (glyph) => (glyph === 0 ? '<' : glyphText(glyph))).join('');
  assert.is(row.match(/▀/g)?.length, 2);
  for (let x = 0; x < 8; x++)
    assert.is(row[x] === '<', x > 0 && row[x - 1] === '漢', `half a glyph in "${row}" at ${x}`);
});

test('a canvas that hangs over the frame is clipped', () => {
  const canvas = new Canvas(4, 3);
  canvas.clear(RED);
  canvas.rect(-5, -5, 100, 7, BLUE);
  const frame = new Frame(2, 2);
  canvas.layInto(frame, -3, -2);
  assert.equal(cellOf(frame, 0), [' ', DEFAULT_COLOUR, RED]);
  assert.equal(cellOf(frame, 1), [' ', DEFAULT_COLOUR, DEFAULT_COLOUR]);
  canvas.layInto(frame, 1, 1);
  assert.equal(cellOf(frame, 1, 1), [' ', DEFAULT_COLOUR, BLUE]);
  canvas.layInto(frame, 7, 7);
});

test('a drawing, as a terminal shows it', async () => {
  const canvas = new Canvas(7, 3);
  canvas.rect(2, 1, 2, 4, RED);
  canvas.rect(1, 2, 4, 2, RED);
  canvas.rect(2, 2, 2, 2, BLUE);
  const frame = new Frame(9, 4);
  canvas.layInto(frame, 1, 1);
  await expectGolden('canvas-sprite', frame);
});

test.run();
