// The arena as pixels, at each size: tanks, ground, what lies in it, and how often anything changes by itself.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { SCALES } from '../../../src/client/arena/camera.js';
import { PALETTES } from '../../../src/client/arena/colours.js';
import { drawGround, drawLeaves } from '../../../src/client/arena/ground.js';
import { chooseLook, type Look } from '../../../src/client/arena/look.js';
import { PAD_SOON_TICKS } from '../../../src/client/arena/pad-letters.js';
import { ArenaPainter } from '../../../src/client/arena/painter.js';
import { drawEffect, drawShell, EXPLOSION_MS } from '../../../src/client/arena/shots.js';
import { drawTank, drawWreck, type TankMarks, wearOf } from '../../../src/client/arena/tanks.js';
import { drawCarriedFlag, drawFlag, drawMine } from '../../../src/client/arena/things.js';
import { Canvas, TRANSPARENT } from '../../../src/client/canvas.js';
import { Frame } from '../../../src/client/frame.js';
import { SPACE } from '../../../src/client/glyph.js';
import { drawScene } from '../../../src/client/scene.js';
import { arenaFromGrid } from '../../../src/game/arena-text.js';
import { FROZEN, PICKUPS } from '../../../src/game/pickups.js';
import { BRICK } from '../../../src/game/terrain.js';
import { SEATS_MAX, TICKS_PER_SECOND, TILE } from '../../../src/game/units.js';
import {
  ALIVE,
  createShell,
  createTank,
  createWorld,
  OPTIONS_DEFAULT,
  type Tank,
} from '../../../src/game/world.js';

const LOOK = chooseLook({ colours: 'truecolor', ascii: false }, { palette: 'usual', calm: false });
const CALM: Look = { ...LOOK, calm: true };
const MARKS: TankMarks = {
  seat: 0,
  isOwn: false,
  team: -1,
  wear: 0,
  isCloaked: false,
  isFrozen: false,
  hasStar: false,
};
const COLUMNS = 20;
const ROWS = 12;
/** Every kind of ground, two tanks' pads, and room between them. */
const ARENA = arenaFromGrid(
  'all',
  [
    'S...................',
    '..........%%%%......',
    '..##XX~~==%%%%A.....',
    '..##XX~~==%%%%......',
    ...Array(6).fill('.'.repeat(COLUMNS)),
    '..................S.',
    '.'.repeat(COLUMNS),
  ].join('\n'),
);

const worldOf = () => createWorld(ARENA, OPTIONS_DEFAULT, 1, true);

function tankAt(column: number, row: number, changes: Partial<Tank> = {}): Tank {
  return { ...createTank(), life: ALIVE, x: column * TILE, y: row * TILE, armour: 3, ...changes };
}

/** Pixels of a picture of `COLUMNS` x `ROWS` tiles. */
function draw(
  scale: number,
  how: (canvas: Canvas, camera: { left: 0; top: 0; scale: number }) => void,
): Canvas {
  const canvas = new Canvas(COLUMNS * 2 * scale, ROWS * scale);
  how(canvas, { left: 0, top: 0, scale });
  return canvas;
}

/** What of a pad is drawn on a terminal, whatever its colours. */
function shapeOfPad(scale: number, pad: { kind: number; ticks: number }): string {
  const world = worldOf();
  Object.assign(world.pads[0], pad, { x: 4 * TILE, y: 8 * TILE });
  const box = { x: 0, y: 0, columns: COLUMNS * 2 * scale, rows: ROWS * scale };
  const frame = new Frame(box.columns, box.rows);
  const picture = { world, effects: [], own: 0, nowMs: 0 };
  new ArenaPainter().draw(frame, box, picture, { left: 0, top: 0, scale }, LOOK);
  const isGround = (colour: number) => colour === LOOK.colours.open || colour === LOOK.colours.speck;
  return Array.from(frame.glyph, (glyph, cell) =>
    isGround(frame.background[cell]) && glyph === SPACE ? '.' : String.fromCodePoint(glyph),
  ).join('');
}

const keyOf = (canvas: Canvas): string => canvas.pixels.join(' ');
/** Which pixels are drawn, whatever their colour. */
const shapeOf = (canvas: Canvas): string =>
  Array.from(canvas.pixels, (pixel) => (pixel === TRANSPARENT ? '.' : '#')).join('');

function drawnTank(
  scale: number,
  tank: Tank,
  marks: Partial<TankMarks> = {},
  look = LOOK,
  nowMs = 0,
): Canvas {
  return draw(scale, (canvas, camera) => drawTank(canvas, tank, { ...MARKS, ...marks }, camera, look, nowMs));
}

for (const scale of SCALES) {
  test(`a tank at ${scale}x fills its 2 x 2 tiles and no more, and its four headings differ in shape`, () => {
    const shapes = [0, 1, 2, 3].map((heading) => {
      const canvas = drawnTank(scale, tankAt(4, 4, { heading }));
      for (let y = 0; y < canvas.height; y++)
        for (let x = 0; x < canvas.width; x++)
          if (x < 6 * scale || x >= 10 * scale || y < 6 * scale || y >= 10 * scale)
            assert.is(canvas.pixels[y * canvas.width + x], TRANSPARENT, `${x}, ${y}`);
      return shapeOf(canvas);
    });
    assert.is(new Set(shapes).size, 4);
  });

  test(`seats, teams, the own tank and every state of it look different at ${scale}x`, () => {
    const tank = tankAt(4, 4);
    const pictures = [
      ...Array.from({ length: SEATS_MAX }, (_, seat) => drawnTank(scale, tank, { seat })),
      ...[0, 1, 2, 3].map((team) => drawnTank(scale, tank, { team })),
      drawnTank(scale, tank, { isOwn: true }),
      drawnTank(scale, tank, { wear: 1 }),
      drawnTank(scale, tank, { wear: 2 }),
      drawnTank(scale, tank, { isCloaked: true }),
      drawnTank(scale, tank, { isFrozen: true }),
      drawnTank(scale, tank, { hasStar: true }),
      drawnTank(scale, { ...tank, shield: 9 }),
      draw(scale, (canvas, camera) => drawWreck(canvas, tank, camera, LOOK)),
    ].map(keyOf);
    assert.is(new Set(pictures).size, pictures.length);
  });

  test(`tracks at ${scale}x have two pictures that change with each pixel of the way, but not when frozen`, () => {
    const pixel = TILE / 2 / scale;
    const base = tankAt(4, 4);
    const tops = [0, 1, 2].map((step) => {
      const canvas = drawnTank(scale, { ...base, x: Math.round(base.x + step * pixel) });
      return Array.from(
        { length: 4 * scale },
        (_, y) => canvas.pixels[(6 * scale + y) * canvas.width + 6 * scale + step],
      );
    });
    assert.not.equal(tops[0], tops[1]);
    assert.equal(tops[0], tops[2]);
    const frozen = (x: number) =>
      drawnTank(scale, { ...base, x }, { isFrozen: true }).pixels.filter((p) => p !== TRANSPARENT);
    assert.equal(frozen(base.x), frozen(Math.round(base.x + pixel)));
  });

  test(`each state of brick at ${scale}x shows the quarters that stand`, () => {
    const { brick, brickLight, mortar } = PALETTES.usual;
    const stone = new Set([brick, brickLight, mortar]);
    const world = worldOf();
    for (let quarters = 1; quarters < 16; quarters++) {
      world.terrain[5 * COLUMNS + 5] = BRICK | (quarters << 4);
      const canvas = draw(scale, (to, camera) => drawGround(to, world, camera, LOOK, 0));
      for (let y = 0; y < 2 * scale; y++) {
        for (let x = 0; x < 2 * scale; x++) {
          const quarter = Math.floor(x / scale) + 2 * Math.floor(y / scale);
          const pixel = canvas.pixels[(10 * scale + y) * canvas.width + 10 * scale + x];
          assert.is(
            stone.has(pixel),
            ((quarters >> quarter) & 1) === 1,
            `${quarters.toString(2)} at ${x}, ${y}`,
          );
        }
      }
    }
    const whole = draw(scale, (to, camera) => drawGround(to, worldOf(), camera, LOOK, 0));
    assert.is(whole.pixels.includes(mortar), scale >= 2, 'mortar');
  });

  test(`a bush at ${scale}x covers a tank and lets it shine through`, () => {
    const world = worldOf();
    const tank = tankAt(12, 3);
    const without = draw(scale, (canvas) => canvas.clear(LOOK.colours.open));
    drawTank(without, tank, MARKS, { left: 0, top: 0, scale }, LOOK, 0);
    const covered = draw(scale, (canvas) => canvas.pixels.set(without.pixels));
    drawLeaves(covered, world, tank.x, tank.y, { left: 0, top: 0, scale }, LOOK);
    let hidden = 0;
    let shown = 0;
    for (let y = 4 * scale; y < 8 * scale; y++)
      for (let x = 22 * scale; x < 26 * scale; x++)
        if (covered.pixels[y * covered.width + x] === without.pixels[y * covered.width + x]) shown++;
        else hidden++;
    assert.ok(hidden >= 4 * scale * scale && shown >= 4 * scale * scale, `${hidden} hidden, ${shown} shown`);
  });

  test(`pickups at ${scale}x are told apart without their colours, and a pad that refills says in how many seconds`, () => {
    const kinds = PICKUPS.slice(1, FROZEN);
    const shapes = kinds.map((_, index) => shapeOfPad(scale, { kind: index + 1, ticks: 0 }));
    assert.is(new Set(shapes).size, kinds.length);
    assert.is(new Set(kinds.map(({ letter }) => letter)).size, kinds.length);
    for (const [ticks, text] of [
      [17 * TICKS_PER_SECOND, '17'],
      [PAD_SOON_TICKS + 1, ' 6'],
      [PAD_SOON_TICKS, 'O 5'],
      [1, 'O 1'],
    ] as const)
      assert.match(shapeOfPad(scale, { kind: 1, ticks }).replaceAll('.', ' '), text, `in ${ticks} ticks`);
  });

  test(`flags, mines and shells at ${scale}x show whose they are`, () => {
    for (const drawOne of [drawFlag, drawCarriedFlag]) {
      for (let team = 0; team < 4; team++) {
        const canvas = draw(scale, (to, camera) => drawOne(to, team, 4 * TILE, 4 * TILE, camera, LOOK, 0));
        assert.ok(canvas.pixels.includes(LOOK.colours.teams[team]));
      }
    }
    const mine = draw(scale, (to, camera) =>
      drawMine(to, LOOK.colours.seats[3], 4 * TILE, 4 * TILE, camera, LOOK, 0),
    );
    assert.ok(mine.pixels.includes(LOOK.colours.seats[3]));
    const shapes = [0, 1, 2, 3].map((heading) => {
      const shell = { ...createShell(), flying: 1, x: 4 * TILE, y: 4 * TILE, heading };
      const canvas = draw(scale, (to, camera) => drawShell(to, shell, LOOK.colours.seats[3], camera, LOOK));
      assert.ok(canvas.pixels.includes(LOOK.colours.seats[3]));
      return shapeOf(canvas);
    });
    assert.is(new Set(shapes).size, 4);
  });

  test(`an explosion at ${scale}x has five phases or more, and then is over`, () => {
    const phases = new Set<string>();
    const at = (nowMs: number): Canvas =>
      draw(scale, (canvas, camera) =>
        drawEffect(canvas, { kind: 'explosion', x: 4 * TILE, y: 4 * TILE, atMs: 0 }, camera, LOOK, nowMs),
      );
    for (let nowMs = 0; nowMs < EXPLOSION_MS; nowMs += 10) phases.add(keyOf(at(nowMs)));
    assert.ok(phases.size >= 5 && phases.size <= 12, `${phases.size} phases`);
    assert.ok(at(EXPLOSION_MS).pixels.every((pixel) => pixel === TRANSPARENT));
  });
}

/** Most changes of any one pixel in a second of a picture in which nothing drives: 60 frames of it from `fromMs` on. */
function changesInASecond(look: Look, fromMs: number): number {
  const world = worldOf();
  Object.assign(world.tanks[0], tankAt(3, 6, { shield: 60 }));
  Object.assign(world.tanks[1], tankAt(8, 7, { armour: 1 }));
  const canvas = new Canvas(COLUMNS * 4, ROWS * 2);
  const changes = new Uint8Array(canvas.pixels.length);
  let before = canvas.pixels.slice();
  for (let frame = 0; frame <= 60; frame++) {
    drawScene(canvas, world, [], 0, { left: 0, top: 0, scale: 2 }, look, fromMs + (frame * 1000) / 60);
    if (frame > 0) {
      for (const [index, pixel] of canvas.pixels.entries()) if (pixel !== before[index]) changes[index]++;
    }
    before = canvas.pixels.slice();
  }
  return Math.max(...changes);
}

test('nothing flashes more than three times a second, and something moves', () => {
  for (let fromMs = 0; fromMs < 8000; fromMs += 470) {
    const most = changesInASecond(LOOK, fromMs);
    assert.ok(most >= 1 && most <= 3, `${most} changes from ${fromMs} ms on`);
  }
});

test('calm scenery stands still', () => {
  for (let fromMs = 0; fromMs < 8000; fromMs += 470) assert.is(changesInASecond(CALM, fromMs), 0);
});

test('a camera inside the arena shows the same pixels as one of the whole', () => {
  const world = worldOf();
  Object.assign(world.tanks[0], tankAt(5, 4, { heading: 1 }));
  for (const scale of SCALES) {
    const whole = draw(scale, (canvas, camera) => drawScene(canvas, world, [], 0, camera, CALM, 0));
    const part = new Canvas(8 * 2 * scale, 5 * scale);
    drawScene(part, world, [], 0, { left: 3, top: 2, scale }, CALM, 0);
    for (let y = 0; y < part.height; y++) {
      const from = (y + 4 * scale) * whole.width + 6 * scale;
      assert.equal(
        [...part.pixels.subarray(y * part.width, (y + 1) * part.width)],
        [...whole.pixels.subarray(from, from + part.width)],
        `row ${y} at ${scale}x`,
      );
    }
  }
});

test('wear is told from the armour that is left', () => {
  for (const [armour, most, wear] of [
    [3, 3, 0],
    [2, 3, 1],
    [1, 3, 2],
    [1, 1, 0],
    [2, 5, 1],
    [1, 2, 2],
  ] as const)
    assert.is(wearOf(armour, most), wear, `${armour} of ${most}`);
});

test.run();
