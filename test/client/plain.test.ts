// Frames for terminals that show less: ASCII in place of everything else, reversed cells in place of light backgrounds.
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { BOLD, Frame, INVERSE } from '../../src/client/frame.js';
import { asciiOf, makePlain } from '../../src/client/plain.js';

const ASCII = { colours: 'truecolor', ascii: true } as const;
const MONO = { colours: 'none', ascii: false } as const;
const SEED = Number(process.env.TEST_SEED ?? 4_265);

function plain(text: string): string {
  const frame = new Frame(40, 1);
  const columns = frame.text(0, 0, text);
  makePlain(frame, ASCII);
  return String.fromCharCode(...frame.glyph.subarray(0, columns));
}

test('letters lose their accents, and lines, arrows, dashes and quotes become plain ones', () => {
  for (const [text, expected] of [
    ['Żółw, zażółć gęślą jaźń', 'Zolw, zazolc gesla jazn'],
    ['ŁĄKA Straße øre', 'LAKA Strasse ore'.replace('ss', 's')],
    ['┌──┐│└┘', '+--+|++'],
    ['╔═╗', '+=+'],
    ['← ↑ → ↓ ▲ ▼', '< ^ > v ^ v'],
    ['a – b — c … •·', 'a - b - c . *.'],
    ['„tak” ‘no’', '"tak" \'no\''],
    ['█▓▒░▀▄▐', '#%:."_|'],
    ['e\u0301x\u0301', 'ex'],
    ['漢字', '? ? '],
    ['Ω', '?'],
  ] as const)
    assert.is(plain(text), expected, text);
});

test('whatever is drawn, an ASCII terminal gets ASCII', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
      const frame = new Frame(30, 2);
      frame.text(0, 0, text);
      frame.box(0, 1, 10, 1);
      makePlain(frame, ASCII);
      for (const glyph of frame.glyph) assert.ok(glyph >= 0x20 && glyph < 0x7f, `${glyph} of "${text}"`);
    }),
    { seed: SEED, numRuns: 500 },
  );
  for (let codePoint = 0x7f; codePoint < 0x11_0000; codePoint += 7) {
    const glyph = asciiOf(codePoint);
    assert.ok(glyph >= 0x20 && glyph < 0x7f, `U+${codePoint.toString(16)}`);
  }
});

test('without colours a light background becomes a reversed cell, and a dark one stays', () => {
  const frame = new Frame(3, 1);
  frame.text(0, 0, 'a', { bg: 0xf0b840, style: BOLD });
  frame.text(1, 0, 'b', { bg: 0x22262e });
  frame.text(2, 0, 'c');
  makePlain(frame, MONO);
  assert.equal([...frame.style], [BOLD | INVERSE, 0, 0]);
  assert.equal(
    [...frame.glyph],
    [...'abc'].map((sign) => sign.charCodeAt(0)),
  );
});

test('without colours a half block keeps its light half', () => {
  const frame = new Frame(5, 1);
  const upperHalf = '▀'.codePointAt(0);
  for (const [x, [upper, lower]] of [
    [0xffffff, 0x000000],
    [0x000000, 0xffffff],
    [0xffffff, 0xffff00],
    [0x101010, 0x000000],
  ].entries())
    frame.set(x, 0, upperHalf ?? 0, upper, lower);
  frame.set(4, 0, '▄'.codePointAt(0) ?? 0, 0x101010);
  makePlain(frame, MONO);
  assert.equal([...frame.glyph], [upperHalf, upperHalf, 0x20, 0x20, 0x20]);
  assert.equal([...frame.style], [0, INVERSE, INVERSE, 0, 0]);
});

test('a terminal that shows everything gets the frame as it is', () => {
  const frame = new Frame(10, 1);
  frame.text(0, 0, 'Żółw 漢', { fg: 0xffffff, bg: 0xffffff });
  const before = [...frame.glyph, ...frame.style];
  makePlain(frame, { colours: '16', ascii: false });
  assert.equal([...frame.glyph, ...frame.style], before);
});

test.run();
