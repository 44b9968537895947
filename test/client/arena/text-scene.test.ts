// The arena as characters, in block characters and in ASCII: golden pictures of a battle of bots, and what its parts must show.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { chooseLook } from '../../../src/client/arena/look.js';
import { ArenaPainter } from '../../../src/client/arena/painter.js';
import type { TankMarks } from '../../../src/client/arena/tanks.js';
import {
  ASCII_ART,
  BLOCK_ART,
  seatSign,
  type TextArt,
  teamSign,
} from '../../../src/client/arena/text-art.js';
import { drawTextGround } from '../../../src/client/arena/text-ground.js';
import type { TextPlace } from '../../../src/client/arena/text-place.js';
import { drawTextTank, drawTextWreck } from '../../../src/client/arena/text-tanks.js';
import {
  drawTextCarriedFlag,
  drawTextFlag,
  drawTextMine,
  drawTextPickup,
} from '../../../src/client/arena/text-things.js';
import { DEFAULT_COLOUR, Frame, INVERSE } from '../../../src/client/frame.js';
import { glyphWidth, isSure } from '../../../src/client/glyph.js';
import { ARENAS } from '../../../src/game/arenas.js';
import { createBot } from '../../../src/game/bot/bot.js';
import { chooseButtons } from '../../../src/game/bot/choose-buttons.js';
import { seatTank } from '../../../src/game/match.js';
import { PICKUPS } from '../../../src/game/pickups.js';
import { step } from '../../../src/game/step.js';
import { BRICK } from '../../../src/game/terrain.js';
import { SEATS_MAX, TILE } from '../../../src/game/units.js';
import { ALIVE, createTank, createWorld, OPTIONS_DEFAULT, type World } from '../../../src/game/world.js';
import { expectGolden } from '../golden.js';

const PLAYER = { palette: 'usual', calm: false } as const;
const ARTS = [
  ['ascii', ASCII_ART],
  ['blocks', BLOCK_ART],
] as const;
const SCALES = [1, 2, 3] as const;
const MARKS: TankMarks = {
  seat: 0,
  isOwn: false,
  team: -1,
  wear: 0,
  isCloaked: false,
  isFrozen: false,
  hasStar: false,
};
const BOTS = 8;
const LOOK_COLOUR = 0xffffff;
const CROSSROADS = ARENAS.get('Crossroads');

function emptyWorld(): World {
  if (CROSSROADS === undefined) throw new Error('no arena');
  return createWorld(CROSSROADS, OPTIONS_DEFAULT, 3, true);
}

function battle(ticks: number): World {
  const world = emptyWorld();
  const bots = Array.from({ length: BOTS }, (_, seat) => createBot(seat, 3));
  for (const seat of bots.keys()) seatTank(world, seat);
  const inputs = new Uint8Array(SEATS_MAX);
  for (let tick = 0; tick < ticks; tick++) {
    for (const [seat, bot] of bots.entries()) inputs[seat] = chooseButtons(bot, world, seat);
    step(world, inputs);
  }
  return world;
}

function placeOf(drawing: 'ascii' | 'blocks', art: TextArt, scale: number, world = emptyWorld()): TextPlace {
  const frame = new Frame(38 * 2 * scale, 20 * scale);
  const look = chooseLook({ colours: 'none', ascii: drawing === 'ascii' }, PLAYER);
  const camera = { left: 0, top: 0, scale };
  return { frame, x: 0, y: 0, columns: frame.columns, rows: frame.rows, world, camera, look, art };
}

function textOf({ glyph }: Frame): string {
  return String.fromCodePoint(...glyph);
}

const test = suite('client/arena/text-scene');

for (const [drawing] of ARTS) {
  test(`a battle in ${drawing}`, async () => {
    const frame = new Frame(80, 22);
    const effects = [{ kind: 'explosion', x: 5000, y: 4600, atMs: 0 }] as const;
    const look = chooseLook({ colours: 'none', ascii: drawing === 'ascii' }, PLAYER);
    const picture = { world: battle(240), effects, own: 0, nowMs: 170 };
    const box = { x: 2, y: 1, columns: 76, rows: 20 };
    new ArenaPainter().draw(frame, box, picture, { left: 0, top: 0, scale: 1 }, look);
    // The terminal has no colours; what it is told is left out of the golden picture.
    frame.foreground.fill(DEFAULT_COLOUR);
    await expectGolden(`arena-${drawing}`, frame);
  });
}

for (const [drawing, art] of ARTS) {
  test(`every character of ${drawing} takes one column everywhere`, () => {
    const all = JSON.stringify(art).replaceAll('\\\\', '\\');
    for (const sign of new Set(all)) {
      const glyph = sign.codePointAt(0) ?? 0;
      assert.ok(isSure(glyph) && glyphWidth(glyph) === 1, sign);
      if (drawing === 'ascii') assert.ok(glyph >= 0x20 && glyph < 0x7f, sign);
    }
  });

  test(`tanks in ${drawing} have their size at each scale`, () => {
    for (const scale of SCALES) {
      for (const rows of art.tanks[scale - 1]) {
        assert.is(rows.length, 2 * scale);
        for (const row of rows) assert.is(row.length, 4 * scale, row);
      }
    }
  });

  for (const scale of SCALES) {
    test(`in ${drawing} at ${scale}x a tank shows its seat, its heading and its state`, () => {
      const pictureOf = (heading: number, changes: Partial<TankMarks>, shield = 0): string => {
        const place = placeOf(drawing, art, scale);
        const tank = { ...createTank(), life: ALIVE, x: 6 * TILE, y: 6 * TILE, heading, shield };
        drawTextTank(place, tank, { ...MARKS, ...changes }, 0);
        return textOf(place.frame) + place.frame.style.join('');
      };
      const signs = Array.from({ length: SEATS_MAX }, (_, seat) => seatSign(seat));
      for (const [seat, sign] of signs.entries()) assert.ok(pictureOf(0, { seat }).includes(sign), sign);
      assert.is(new Set(signs).size, SEATS_MAX);
      for (let team = 0; team < 4; team++)
        assert.ok(pictureOf(1, { team }).includes(teamSign(team)), teamSign(team));
      const looks = [
        ...[0, 1, 2, 3].map((heading) => pictureOf(heading, {})),
        ...[
          { wear: 1 },
          { wear: 2 },
          { isOwn: true },
          { isFrozen: true },
          { isCloaked: true },
          { hasStar: true },
        ].map((changes) => pictureOf(1, changes)),
        pictureOf(1, {}, 9),
      ];
      assert.is(new Set(looks).size, looks.length);
    });

    test(`in ${drawing} at ${scale}x brick shows which quarters stand`, () => {
      const shown = new Set<string>();
      for (let quarters = 1; quarters < 16; quarters++) {
        const place = placeOf(drawing, art, scale);
        place.world.terrain[0] = BRICK | (quarters << 4);
        drawTextGround(place, 0);
        let cells = '';
        for (let y = 0; y < scale; y++)
          for (let x = 0; x < 2 * scale; x++)
            cells += String.fromCodePoint(place.frame.glyph[y * place.frame.columns + x]);
        shown.add(cells);
      }
      assert.is(shown.size, 15);
    });
  }

  test(`in ${drawing} things are letters`, () => {
    const place = placeOf(drawing, art, 1);
    const kinds = PICKUPS.slice(1, 12);
    for (const index of kinds.keys()) drawTextPickup(place, index + 1, (3 + 3 * index) * TILE, 2 * TILE);
    for (let team = 0; team < 4; team++) {
      drawTextFlag(place, team, (3 + 3 * team) * TILE, 6 * TILE);
      drawTextCarriedFlag(place, team, (3 + 3 * team) * TILE, 10 * TILE);
    }
    drawTextMine(place, LOOK_COLOUR, 3 * TILE, 14 * TILE);
    const text = textOf(place.frame);
    for (const { letter } of kinds) assert.ok(text.includes(`(${letter})`), letter);
    for (let team = 0; team < 4; team++) assert.is(text.split(`${teamSign(team)}>`).length, 3, 'two flags');
    assert.ok(text.includes(art.mine));
  });
}

test('the own tank is reversed, a wreck is not a tank', () => {
  const place = placeOf('ascii', ASCII_ART, 1);
  const tank = { ...createTank(), life: ALIVE, x: 6 * TILE, y: 6 * TILE };
  drawTextTank(place, tank, { ...MARKS, isOwn: true }, 0);
  assert.is(place.frame.style.filter((style) => (style & INVERSE) !== 0).length, 8);
  const wreck = placeOf('ascii', ASCII_ART, 1);
  drawTextWreck(wreck, tank);
  assert.match(textOf(wreck.frame), /xxxx/);
});

test('water moves, but not when it is calm', () => {
  const groundAt = (calm: boolean, nowMs: number): string => {
    const place = placeOf('ascii', ASCII_ART, 1);
    drawTextGround({ ...place, look: { ...place.look, calm } }, nowMs);
    return textOf(place.frame);
  };
  assert.is.not(groundAt(false, 0), groundAt(false, 1000));
  assert.is(groundAt(true, 0), groundAt(true, 1000));
});

test.run();
