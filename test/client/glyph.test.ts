import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  CLUSTER_BASE,
  CONTROL,
  glyphText,
  glyphWidth,
  isSure,
  joinMark,
  kindOf,
  LEFT_OUT,
  MARK,
  NARROW,
  textWidth,
  WIDE,
} from '../../src/client/glyph.js';

const at = (text: string): number => text.codePointAt(0)!;

test('code points have kinds', () => {
  for (const [text, kind] of [
    ['a', NARROW],
    ['ż', NARROW],
    ['▀', NARROW],
    ['│', NARROW],
    ['漢', WIDE],
    ['😀', WIDE],
    ['\u0301', MARK],
    ['\u200d', LEFT_OUT],
    ['\u202e', LEFT_OUT],
    ['\ufe0f', LEFT_OUT],
    ['\x1b', CONTROL],
    ['\x9b', CONTROL],
    ['\u2028', CONTROL],
    ['\ud800', CONTROL],
  ] as const)
    assert.is(kindOf(at(text)), kind, `U+${at(text).toString(16)}`);
});

test('half blocks, letters and ideographs are sure, emoji and clusters are not', () => {
  for (const text of ['a', 'Ł', '▀', '─', '漢', '…']) assert.ok(isSure(at(text)), text);
  for (const text of ['😀', '🇵', '❤']) assert.not.ok(isSure(at(text)), text);
  assert.not.ok(isSure(joinMark(at('x'), 0x301)));
});

test('a mark joins its base, as one code point where there is one', () => {
  assert.is(joinMark(at('e'), 0x301), at('é'));
  const cluster = joinMark(at('x'), 0x301);
  assert.ok(cluster >= CLUSTER_BASE);
  assert.is(glyphText(cluster), 'x\u0301');
  assert.is(glyphWidth(cluster), 1);
  assert.is(joinMark(at('x'), 0x301), cluster, 'the same cluster has the same number');
  assert.is(glyphWidth(joinMark(at('漢'), 0x301)), 2);
});

test('a third mark is left out', () => {
  const two = joinMark(joinMark(at('x'), 0x301), 0x323);
  assert.is(joinMark(two, 0x302), two);
});

test('widths of texts', () => {
  assert.is(textWidth('tank'), 4);
  assert.is(textWidth('漢字'), 4);
  assert.is(textWidth('e\u0301x\u0301'), 2);
  assert.is(textWidth('a\x1b[2J'), 5);
  assert.is(textWidth('a\u200db'), 2);
});

test.run();
