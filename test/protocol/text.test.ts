import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { cleanText } from '../../src/protocol/text.js';

test('text that would harm a terminal is cleaned', () => {
  const cases: [string, string][] = [
    ['  hello   world \t\r\n again ', 'hello world again'],
    ['\x1b[31mred\x1b]0;title\x07\x9b2J', '[31mred]0;title2J'],
    ['a\u202eb\u2066c\u200bd\ufeffe\u00adf', 'abcdef'],
    ['line\u2028para\u2029graph\u0085end', 'line para graph end'],
    ['\ud800x\udfff', 'x'],
    ['\ue000\u{10ffff}\u0378x', 'x'],
    ['e\u0301', 'é'],
    ['x\u0300\u0301\u0302\u0303\u0304y', 'x\u0300\u0301y'],
    ['\u0301\u0302a \u0303b', 'a b'],
    ['e\u200d\u0301', 'é'],
    ['a \u200b b', 'a b'],
    ['\u3164\u115f\ufe0f', ''],
    ['', ''],
    ['Zażółć gęślą 坦克 танк', 'Zażółć gęślą 坦克 танк'],
  ];
  for (const [text, clean] of cases) assert.is(cleanText(text, 200), clean);
});

test('text is cut by code points, and no blank is left at the end', () => {
  assert.is(cleanText('abcdef', 3), 'abc');
  assert.is(cleanText('ab cd', 3), 'ab');
  assert.is(cleanText('𝄞𝄞𝄞', 2), '𝄞𝄞');
  assert.is(cleanText('abc', 0), '');
});

test('whatever goes in, what comes out is short, clean and stable', () => {
  const any = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc
      .array(fc.constantFrom('a', ' ', '\u0301', '\u0323', '\u200d', '\n', '\ud800', 'e', '\u1100', '\u1161'))
      .map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(any, fc.nat(40), (text, codePointsMax) => {
      const clean = cleanText(text, codePointsMax);
      assert.ok(Array.from(clean).length <= codePointsMax);
      assert.not.match(clean, /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]|\p{M}{3}|^\p{M}|^ | $| {2}/u);
      assert.is(cleanText(clean, codePointsMax), clean);
    }),
    { numRuns: 3000 },
  );
});

test('a line of signs without ink is empty', () => {
  for (const blank of [
    '\u2800',
    '\u3164',
    '\u115f\u1160',
    '\uffa0',
    '\u3000',
    '\u180e',
    '\u{1d159}',
    '\u200b\u2060\u00ad',
    '\u{e0020}',
  ]) {
    assert.is(cleanText(blank.repeat(5), 100), '', JSON.stringify(blank));
    assert.is(cleanText(`a${blank}`, 100), 'a', JSON.stringify(blank));
  }
});

test.run();
