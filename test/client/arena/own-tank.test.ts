// The own tank is found at a glance: in every depth of colour, among others, beside brick, in fire, in leaves.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { PALETTE_NAMES } from '../../../src/client/arena/colours.js';
import { chooseLook } from '../../../src/client/arena/look.js';
import { type Frame, INVERSE } from '../../../src/client/frame.js';
import { LOWER_HALF, UPPER_HALF } from '../../../src/client/glyph.js';
import { NOBODY } from '../../../src/game/things.js';
import { drawOwnPlaces, OWN, OWN_AT } from '../shown-own.js';

const MODES = ['free-for-all', 'teams'];

/** Colours of the pixels of a cell. */
function pixelsOf({ columns, glyph, foreground, background }: Frame, x: number, y: number): number[] {
  const cell = y * columns + x;
  if (glyph[cell] === UPPER_HALF) return [foreground[cell], background[cell]];
  if (glyph[cell] === LOWER_HALF) return [background[cell], foreground[cell]];
  return [background[cell], background[cell]];
}

/** The cells of the own tank in each place. */
function cellsOfOwn(scale: number): { x: number; y: number }[][] {
  return OWN_AT.map((at) =>
    Array.from({ length: 8 * scale * scale }, (_, index) => ({
      x: (at.x - 1) * 2 * scale + (index % (4 * scale)),
      y: (at.y - 1) * scale + Math.floor(index / (4 * scale)),
    })),
  );
}

for (const colours of ['truecolor', '256', '16'] as const) {
  test(`in ${colours} the own tank has bright tracks that nothing around it has, whatever it stands at`, () => {
    for (const mode of MODES) {
      for (const palette of PALETTE_NAMES) {
        for (const scale of [1, 2, 3]) {
          const terminal = { colours, ascii: false };
          const { own, ownOther } = chooseLook(terminal, { palette, calm: false }).colours;
          const brightOf = (frame: Frame): number[] =>
            cellsOfOwn(scale).map(
              (cells) =>
                cells.flatMap(({ x, y }) => pixelsOf(frame, x, y)).filter((c) => c === own || c === ownOther)
                  .length,
            );
          const shown = brightOf(drawOwnPlaces(terminal, mode, scale, palette));
          const other = brightOf(drawOwnPlaces(terminal, mode, scale, palette, NOBODY));
          const which = `${mode}, ${palette}, ${scale}x`;
          for (const [place, bright] of shown.entries()) {
            assert.ok(
              bright >= 6 * scale * scale,
              `${which}: ${bright} bright pixels of the own tank in place ${place}`,
            );
            assert.ok(
              other[place] <= bright / 3,
              `${which}: ${other[place]} of a tank of others in place ${place}`,
            );
          }
        }
      }
    }
  });
}

for (const ascii of [false, true]) {
  test(`without colours, ${ascii ? 'in ASCII' : 'with blocks'}, the own tank is a plate that is reversed, and no other is`, () => {
    for (const mode of MODES) {
      for (const scale of [1, 2, 3]) {
        const frame = drawOwnPlaces({ colours: 'none', ascii }, mode, scale);
        const own = new Set(
          cellsOfOwn(scale).flatMap((cells) => cells.map(({ x, y }) => y * frame.columns + x)),
        );
        for (const [cell, style] of frame.style.entries())
          assert.is((style & INVERSE) !== 0, own.has(cell), `${mode}, ${scale}x, cell ${cell}`);
      }
    }
  });
}

test('a picture without an own tank marks none', () => {
  const frame = drawOwnPlaces({ colours: 'none', ascii: true }, 'teams', 1, 'usual', NOBODY);
  assert.ok(frame.style.every((style) => (style & INVERSE) === 0));
  assert.is.not(OWN, NOBODY);
});

test.run();
