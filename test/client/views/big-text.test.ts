// Large letters: their sizes, their marks, and what has none.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Frame } from '../../../src/client/frame.js';
import { bigHeight, bigWidth, canBeBig, drawBig } from '../../../src/client/views/big-text.js';

function rowsOf(text: string, scale = 1): string[] {
  const frame = new Frame(bigWidth(text, scale), bigHeight(scale) + 2 * scale);
  drawBig(frame, 0, scale, text, 0xffffff, scale);
  return Array.from({ length: frame.rows }, (_, y) =>
    String.fromCodePoint(...frame.glyph.slice(y * frame.columns, (y + 1) * frame.columns)).trimEnd(),
  );
}

test('a letter is five pixels by seven, with its mark above or below', () => {
  assert.equal(rowsOf('L'), ['', '█', '█', '█', '▀▀▀▀▀', '']);
  assert.equal(rowsOf('Ś').slice(0, 2), ['  ▄▀', '▄▀▀▀▀']);
  assert.equal(rowsOf('Ą').slice(4), ['▀  ▄▀', '    ▀']);
  assert.is.not(rowsOf('Ł').join(), rowsOf('L').join());
});

test('a scale draws each pixel so many times', () => {
  assert.is(bigWidth('AB', 2), 22);
  assert.is(bigHeight(2), 7);
  assert.is(rowsOf('L', 2)[2], '██');
});

test('what has no drawing is known before it is drawn', () => {
  assert.ok(canBeBig('KRÓL ŻÓŁW 7'));
  for (const text of ['a', 'Ж', 'Ü', '!']) assert.not.ok(canBeBig(text), text);
  assert.equal(rowsOf('!').join('').trim(), '');
});

test.run();
