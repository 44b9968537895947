import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { SCALE_MAX } from '../../../../src/client/arena/camera.js';
import { arrange, type Rect } from '../../../../src/client/views/battle/layout.js';

test('the drawing is as large as the window, and beside or below it stands the rest', () => {
  for (const [columns, rows, scale, tilesAcross, tilesDown, panel, below] of [
    [40, 15, 1, 19, 12, 0, 1],
    [80, 24, 1, 38, 20, 0, 2],
    [100, 30, 1, 38, 20, 22, 8],
    [114, 34, 1.5, 38, 20, 0, 2],
    [120, 40, 1.5, 38, 20, 0, 6],
    [150, 36, 1.5, 38, 20, 32, 2],
    [160, 48, 2, 38, 20, 0, 4],
    [200, 60, 2, 38, 20, 36, 8],
    [240, 70, 3, 38, 20, 0, 6],
  ] as const) {
    const layout = arrange(columns, rows, 38, 20, SCALE_MAX, true);
    assert.equal(
      [layout.scale, layout.tilesAcross, layout.tilesDown, layout.panel?.columns ?? 0, layout.below.rows],
      [scale, tilesAcross, tilesDown, panel, below],
      `${columns} x ${rows}`,
    );
  }
});

test('the largest view fits into the windows of most people, or is narrowed', () => {
  for (const [columns, rows, tilesAcross, tilesDown, panel] of [
    [80, 24, 39, 20, 0],
    [100, 30, 37, 28, 24],
    [120, 40, 56, 32, 0],
    [200, 60, 56, 32, 36],
  ] as const) {
    const layout = arrange(columns, rows, 56, 32);
    assert.equal(
      [layout.tilesAcross, layout.tilesDown, layout.panel?.columns ?? 0],
      [tilesAcross, tilesDown, panel],
      `${columns} x ${rows}`,
    );
  }
});

function cells({ x, y, columns, rows }: Rect): string[] {
  return Array.from(
    { length: columns * rows },
    (_, index) => `${x + (index % columns)},${y + Math.floor(index / columns)}`,
  );
}

test('in any window nothing lies on anything else, nor on the bars, nor outside', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 40, max: 260 }),
      fc.integer({ min: 15, max: 90 }),
      fc.constantFrom([38, 20], [56, 32], [20, 12], [56, 20], [39, 21]),
      fc.boolean(),
      (columns, rows, [across, down], takesHalf) => {
        const { arena, panel, below, hasBorder, scale, tilesAcross, tilesDown } = arrange(
          columns,
          rows,
          across,
          down,
          SCALE_MAX,
          takesHalf,
        );
        assert.equal([arena.columns, arena.rows], [tilesAcross * 2 * scale, tilesDown * scale]);
        assert.ok(tilesAcross >= Math.min(across, 19) && tilesDown >= Math.min(down, 12));
        const edge = hasBorder ? 1 : 0;
        const outer = {
          x: arena.x - edge,
          y: arena.y - edge,
          columns: arena.columns + 2 * edge,
          rows: arena.rows + 2 * edge,
        };
        const rects = panel === null ? [outer, below] : [outer, below, panel];
        for (const rect of rects) {
          assert.ok(rect.x >= 0 && rect.x + rect.columns <= columns && rect.columns > 0);
          assert.ok(rect.y >= 1 && rect.y + rect.rows <= rows - 1);
        }
        const all = rects.flatMap(cells);
        assert.is(new Set(all).size, all.length);
        assert.ok(panel !== null || below.rows >= 1, 'the score has a place');
      },
    ),
  );
});

test.run();
