import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { BOLD, DEFAULT_COLOUR, Frame, KEEP_COLOUR } from '../../src/client/frame.js';
import { CONTINUATION, glyphText, SPACE } from '../../src/client/glyph.js';
import { expectGolden } from './golden.js';

function rowOf(frame: Frame, y = 0): string {
  const glyphs = frame.glyph.slice(y * frame.columns, (y + 1) * frame.columns);
  return Array.from(glyphs, (glyph) => (glyph === CONTINUATION ? '<' : glyphText(glyph))).join('');
}

test('a frame starts blank, and is blank again after resize', () => {
  const frame = new Frame(3, 2);
  frame.text(0, 0, 'abc');
  frame.resize(4, 1);
  assert.is(rowOf(frame), '    ');
  assert.is(frame.background[3], DEFAULT_COLOUR);
});

test('text says how many columns it took, and is clipped at the edges and at its limit', () => {
  const frame = new Frame(6, 1);
  assert.is(frame.text(4, 0, 'abcd'), 2);
  assert.is(frame.text(-2, 0, 'xyz'), 3);
  assert.is(rowOf(frame), 'z   ab');
  assert.is(frame.text(1, 0, 'abcd', { width: 2 }), 2);
  assert.is(rowOf(frame), 'zab ab');
  assert.is(frame.text(0, 1, 'abc'), 0);
});

test('a wide glyph takes two cells and is never cut', () => {
  const frame = new Frame(6, 1);
  assert.is(frame.text(0, 0, '漢字'), 4);
  assert.is(rowOf(frame), '漢<字<  ');
  assert.is(frame.text(5, 0, '漢'), 0, 'no room for the right half');
  frame.text(-1, 0, '字');
  assert.is(rowOf(frame), '  字<  ', 'the right half alone is a space');
  assert.is(frame.text(0, 0, '字', { width: 1 }), 0);
});

test('overwriting one half of a wide glyph blanks the other', () => {
  const frame = new Frame(4, 1);
  frame.text(0, 0, '漢字');
  frame.set(1, 0, 0x61);
  assert.is(rowOf(frame), ' a字<');
  frame.text(1, 0, '漢');
  assert.is(rowOf(frame), ' 漢< ');
  frame.fill(2, 0, 2, 1);
  assert.is(rowOf(frame), '    ');
  frame.set(3, 0, 0x6f22);
  assert.is(rowOf(frame), '    ', 'a wide glyph in the last column');
});

test('marks join their cell; what steers a terminal is never stored', () => {
  const frame = new Frame(8, 1);
  assert.is(frame.text(0, 0, '\u0301e\u0301x\u0301\x1b[\x9bm\u202e'), 6);
  assert.is(rowOf(frame), 'éx\u0301�[�m  ');
  frame.set(0, 0, 0x1b);
  frame.set(1, 0, 0x85);
  frame.set(2, 0, 0x301);
  assert.is(rowOf(frame), '���[�m  ');
});

test('KEEP_COLOUR writes over a picture', () => {
  const frame = new Frame(3, 1);
  frame.clear(0x123456);
  frame.text(0, 0, 'a漢', { fg: 1, bg: KEEP_COLOUR });
  assert.equal([...frame.background], [0x123456, 0x123456, 0x123456]);
  assert.equal([...frame.foreground], [1, 1, 1]);
});

test('rectangles and cells outside are left out', () => {
  const frame = new Frame(3, 2);
  frame.fill(-1, -1, 2, 2, { glyph: 0x23 });
  frame.fill(2, 1, 9, 9, { glyph: 0x24 });
  frame.fill(5, 0, 2, 2, { glyph: 0x25 });
  frame.set(-1, 0, 0x41);
  frame.set(0, 2, 0x41);
  assert.is(rowOf(frame, 0), '#  ');
  assert.is(rowOf(frame, 1), '  $');
  assert.is(frame.glyph[1], SPACE);
});

test('boxes and text, as a terminal shows them', async () => {
  const frame = new Frame(24, 8);
  frame.fill(0, 0, 24, 8, { bg: 0x102030 });
  frame.box(0, 0, 24, 8, { fg: 0x8090a0, bg: 0x102030, title: 'Zażółć 漢字' });
  frame.text(2, 2, 'x\u0301 bold', { style: BOLD });
  frame.box(2, 4, 8, 3, { fg: 0xff0000 });
  await expectGolden('frame-boxes', frame);
});

test.run();
