import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { textWidth } from '../../../src/client/glyph.js';
import { wrap } from '../../../src/client/views/view.js';

test('text breaks at its blanks, and a long word anywhere', () => {
  assert.equal(wrap('one two three', 8), ['one two', 'three']);
  assert.equal(wrap('  a   b ', 8), ['a b']);
  assert.equal(wrap('abcdefghij', 4), ['abcd', 'efgh', 'ij']);
  assert.equal(wrap('x abcdefghij y', 4), ['x', 'abcd', 'efgh', 'ij y']);
  assert.equal(wrap('漢字漢字', 5), ['漢字', '漢字']);
  assert.equal(wrap('a\nb', 5), ['a', 'b']);
  assert.equal(wrap('', 5), ['']);
});

test('nothing is lost, and no line is too long', () => {
  const words = fc.array(fc.constantFrom('a', 'ż', '漢', '😀', 'e\u0301', ' ', 'word'), { maxLength: 80 });
  fc.assert(
    fc.property(words, fc.integer({ min: 2, max: 30 }), (parts, width) => {
      const text = parts.join('');
      const lines = wrap(text, width);
      for (const line of lines) assert.ok(textWidth(line) <= width);
      assert.is(lines.join('').replaceAll(' ', ''), text.replaceAll(' ', ''));
    }),
  );
});

test.run();
