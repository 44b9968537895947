// The battle's screen: golden pictures in windows of all kinds, and what it tells when.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { chooseLook } from '../../../../src/client/arena/look.js';
import type { Frame } from '../../../../src/client/frame.js';
import { Keys } from '../../../../src/client/keys.js';
import { INK } from '../../../../src/client/palette.js';
import { DRIVE } from '../../../../src/game/buttons.js';
import { modeIndex } from '../../../../src/game/modes.js';
import { FROZEN, PICKUPS, pickupSet } from '../../../../src/game/pickups.js';
import { TILE } from '../../../../src/game/units.js';
import { ABSENT, WRECK } from '../../../../src/game/world.js';
import { expectGolden } from '../../golden.js';
import { arenaOf, createScene, NOW_MS } from './battle-state.js';

const test = suite('client/views/battle');

function rowsOf(frame: Frame): string[] {
  return Array.from({ length: frame.rows }, (_, y) =>
    String.fromCodePoint(
      ...Array.from(
        frame.glyph.subarray(y * frame.columns, (y + 1) * frame.columns),
        (glyph) => glyph || 0x20,
      ),
    ),
  );
}
const textOf = (frame: Frame): string => rowsOf(frame).join('\n');

/** A battle in which much happens at once. */
function busy() {
  const keys = new Keys();
  keys.press('f', 0);
  keys.press('v', 1);
  const scene = createScene(keys);
  scene.change((world) => Object.assign(world.tanks[0], { shield: 45, reload: 4, armour: 1 }));
  scene.battle.hit = { by: 9, heading: 1, atMs: NOW_MS - 100 };
  return scene;
}

for (const [columns, rows] of [
  [40, 15],
  [80, 24],
  [100, 30],
  [120, 40],
  [160, 48],
  [200, 60],
] as const) {
  test(`at ${columns}x${rows}`, () =>
    expectGolden(`battle-busy-${columns}x${rows}`, busy().draw(columns, rows)));
}

for (const [columns, rows] of [
  [80, 24],
  [120, 40],
] as const) {
  test(`a large arena with its map at ${columns}x${rows}`, () =>
    expectGolden(
      `battle-large-${columns}x${rows}`,
      createScene(new Keys(), arenaOf(96, 60)).draw(columns, rows),
    ));
}

test('the map is there when not all of the arena is shown, and m hides it', () => {
  const { draw, view, state } = createScene(new Keys(), arenaOf(64, 40));
  assert.match(textOf(draw(170, 50)), /MAP/);
  view.key({ name: 'm', text: 'm' }, state, NOW_MS);
  assert.not.match(textOf(draw(170, 50)), /MAP/);
  assert.not.match(textOf(createScene(new Keys()).draw(170, 50)), /MAP/);
});

test('the map shows no tank that the player does not see', () => {
  const scene = createScene(new Keys(), arenaOf(96, 60));
  const count = (frame: Frame): number => frame.background.filter((colour) => colour === INK.bright).length;
  const before = scene.draw(170, 50);
  scene.change((world) => Object.assign(world.tanks[3], { life: ABSENT }));
  const after = scene.draw(170, 50);
  assert.is(count(after), count(before));
  assert.not.equal(after.background, before.background);
});

test('without pixels the map is drawn with characters, the own tank above all', () => {
  const look = chooseLook({ colours: 'none', ascii: true }, { palette: 'usual', calm: true });
  const { draw } = createScene(new Keys(), arenaOf(96, 60), look);
  const corner = rowsOf(draw(80, 24))
    .slice(2, 7)
    .map((row) => row.slice(62, 79).trimEnd());
  assert.match(corner.join(), /@/);
  assert.match(corner.join(), /o/);
});

test('the clock is red in the last half minute', () => {
  const { draw, change } = createScene(new Keys());
  const isRed = (frame: Frame): boolean => frame.background[rowsOf(frame)[0].indexOf(':')] === INK.bad;
  change((world) => {
    world.ticksLeft = 31 * 30;
  });
  assert.not.ok(isRed(draw(80, 24)));
  change((world) => {
    world.ticksLeft = 30 * 30;
  });
  assert.ok(isRed(draw(80, 24)));
});

test('a kill of the own tank is told for a moment', () => {
  const { draw, battle } = createScene(new Keys());
  battle.kills.push({ seat: 4, by: 0, how: 'shell', atMs: NOW_MS });
  assert.match(textOf(draw(80, 24, NOW_MS + 1900)), /You destroyed Turbo/);
  assert.not.match(textOf(draw(80, 24, NOW_MS + 2000)), /You destroyed/);
});

test('no word lies over the arena while the own tank can be shot at, nor is a watcher told what happens to somebody else', () => {
  const { draw, battle, state, change } = createScene(new Keys());
  const shown = (): string[] => rowsOf(draw(80, 24, NOW_MS + 100));
  const arena = shown().slice(1, 21);
  battle.kills.push({ seat: 4, by: 0, how: 'shell', atMs: NOW_MS });
  assert.equal(shown().slice(1, 21), arena);
  assert.match(shown()[23], /You destroyed Turbo/);
  battle.kills.length = 0;
  change(({ tanks }) => void Object.assign(tanks[0], { engine: FROZEN, engineTicks: 40 }));
  assert.match(shown()[23], /FROZEN/);
  assert.not.match(shown().slice(1, 21).join(), /[A-Z]{3}/);
  battle.kills.push({ seat: 4, by: 0, how: 'shell', atMs: NOW_MS });
  state.battle = { ...battle, isWatching: true };
  assert.match(shown()[23], /you watch Ada/);
  change(({ tanks }) => Object.assign(tanks[0], { life: WRECK, respawn: 40 }));
  assert.not.match(shown().join('\n'), /DESTROYED|You destroyed/);
});

test('who was destroyed reads by whom, how, and for how long', () => {
  const { draw, battle, change } = createScene(new Keys());
  change((world) => Object.assign(world.tanks[0], { life: WRECK, respawn: 45 }));
  battle.kills.push({ seat: 0, by: 3, how: 'shell', atMs: NOW_MS });
  battle.hit = { by: 3, heading: 3, atMs: NOW_MS };
  assert.match(textOf(draw(40, 15)), /DESTROYED by Diesel[\s\S]*a shell from the right[\s\S]*back in 2/);
  battle.hit = { by: 4, heading: 3, atMs: NOW_MS };
  assert.not.match(textOf(draw(40, 15)), /a shell/);
  battle.kills.push({ seat: 0, by: 255, how: 'ring', atMs: NOW_MS });
  assert.match(textOf(draw(40, 15)), /DESTROYED {2}/);
});

test('a tank that was destroyed while it drove waits for a key when it is back', () => {
  const keys = new Keys();
  const { draw, change } = createScene(keys);
  draw(80, 24);
  keys.press('UP', NOW_MS);
  draw(80, 24);
  assert.ok((keys.buttons(NOW_MS) & DRIVE) !== 0);
  change((world) => Object.assign(world.tanks[0], { life: WRECK }));
  draw(80, 24);
  assert.is(keys.buttons(NOW_MS), 0);
  // What is pressed while it waits is meant.
  keys.press('LEFT', NOW_MS);
  draw(80, 24);
  assert.ok((keys.buttons(NOW_MS) & DRIVE) !== 0);
});

test('a hit from out of sight is marked at the edge from which it came, for a moment', () => {
  const { draw, battle, change } = createScene(new Keys(), arenaOf(64, 40));
  change((world) => Object.assign(world.tanks[0], { x: 30 * TILE, y: 20 * TILE }));
  const arrows = (nowMs = NOW_MS): { arrow: string; x: number; y: number }[] =>
    rowsOf(draw(80, 24, nowMs)).flatMap((row, y) =>
      Array.from(row.matchAll(/[←↑→↓]/g), ({ 0: arrow, index: x }) => ({ arrow, x, y })),
    );
  for (const [heading, arrow, isEdge] of [
    [0, '↓', (x: number, y: number) => y === 20 && x > 20 && x < 60],
    [1, '←', (x: number, y: number) => x === 1 && y > 5 && y < 18],
    [2, '↑', (x: number, y: number) => y === 1 && x > 20 && x < 60],
    [3, '→', (x: number, y: number) => x === 77 && y > 5 && y < 18],
  ] as const) {
    battle.hit = { by: 12, heading, atMs: NOW_MS };
    const found = arrows();
    assert.ok(found.length === 2 && found.every((each) => each.arrow === arrow), JSON.stringify(found));
    assert.ok(
      found.some(({ x, y }) => isEdge(x, y)),
      JSON.stringify(found),
    );
    assert.equal(arrows(NOW_MS + 1200), []);
  }
  // Who is in sight needs no mark there, and a shell that nobody saw has none.
  change((world) => Object.assign(world.tanks[4], { x: 35 * TILE, y: 20 * TILE }));
  for (const [hit, count] of [
    [{ by: 4, heading: 3, atMs: NOW_MS }, 1],
    [{ by: 12, heading: -1, atMs: NOW_MS }, 0],
    [{ by: 255, heading: -1, atMs: NOW_MS }, 0],
  ] as const) {
    battle.hit = hit;
    assert.is(arrows().length, count);
  }
});

test('a hit shows at the own tank, on the side from which it came, in every drawing', () => {
  for (const terminal of [
    { colours: 'truecolor', ascii: false },
    { colours: 'none', ascii: true },
  ] as const) {
    const look = chooseLook(terminal, { palette: 'usual', calm: false });
    const { draw, battle } = createScene(new Keys(), arenaOf(38, 20), look);
    const whole = draw(80, 24);
    const later = draw(80, 24, NOW_MS + 1200);
    // The tank of seat 0 stands on the cells from 20, 6 to 23, 7.
    for (const [heading, arrow, sides] of [
      [0, '↓', [21, 7]],
      [1, '←', [20, 6]],
      [2, '↑', [21, 6]],
      [3, '→', [23, 6]],
    ] as const) {
      battle.hit = { by: 1, heading, atMs: NOW_MS };
      const frame = draw(80, 24);
      const [x, y] = sides;
      assert.is(String.fromCodePoint(frame.glyph[y * 80 + x]), arrow, `${heading}, ${terminal.colours}`);
      if (!terminal.ascii) assert.is(frame.background[y * 80 + x], 0xff0000);
      const rest = draw(80, 24, NOW_MS + 1200);
      assert.equal(rest.glyph, later.glyph, 'gone after a moment');
    }
    // A mine is everywhere.
    battle.hit = { by: 1, heading: -1, atMs: NOW_MS };
    const mined = draw(80, 24);
    for (const [x, y] of [
      [20, 6],
      [23, 6],
      [20, 7],
      [23, 7],
    ])
      assert.is.not(
        mined.background[y * 80 + x] * 4 + mined.style[y * 80 + x],
        whole.background[y * 80 + x] * 4 + whole.style[y * 80 + x],
      );
  }
});

test('what the own tank takes is said by its name and for how long, and what lies near it stands at the right of the keys', () => {
  const { draw, battle, change } = createScene(new Keys());
  battle.kills.length = 0;
  const kind = PICKUPS.findIndex(({ id }) => id === 'rapid-fire');
  const last = (nowMs = NOW_MS): string => rowsOf(draw(80, 24, nowMs))[23];
  assert.not.match(last(), /RAPID/);
  change(({ pads, tanks }) =>
    Object.assign(pads[0], { kind, ticks: 0, x: tanks[0].x + 3 * TILE, y: tanks[0].y }),
  );
  assert.match(last(), /^ \? keys {2}.* \(F\) RAPID FIRE 12 s $/);
  change(({ pads, tanks }) => Object.assign(pads[0], { x: tanks[0].x + 4 * TILE }));
  assert.not.match(last(), /RAPID/);
  battle.taken = { kind, atMs: NOW_MS };
  assert.match(last(), /RAPID FIRE 12 s/);
  assert.not.match(last(NOW_MS + 2500), /RAPID/);
  change(({ tanks }) => Object.assign(tanks[0], { gun: kind, gunTicks: 300 }));
  assert.match(rowsOf(draw(80, 24))[0], /RAPID FIRE 10 s/);
});

test('the line of players at 80 x 24 names all of them, also sixteen in four teams', () => {
  for (const count of [8, 16]) {
    const { draw, state, battle, change } = createScene(new Keys());
    const players = Array.from({ length: count }, (_, seat) => ({
      seat,
      nick: `${String.fromCharCode(97 + seat)}${'x'.repeat(15)}`,
      bot: false,
      connected: true,
    }));
    state.room = { ...state.room!, players };
    battle.kills.length = 0;
    change((world) => {
      Object.assign(world.options, { mode: modeIndex(count === 8 ? 'free-for-all' : 'teams') });
      for (const [seat, score] of world.scores.entries())
        Object.assign(score, { points: 10 + seat, team: seat & 3 });
    });
    const line = rowsOf(draw(80, 24))[21];
    for (const { nick } of players) assert.match(line, new RegExp(`[█>] ?${nick[0]}`), nick);
    assert.match(line, count === 8 ? /> ?axx+ 10/ : />a/);
  }
});

test('no tank stands on the line around the arena: it lies outside, bright where the world ends and faint where it goes on', () => {
  const { draw, change } = createScene(new Keys(), arenaOf(64, 40));
  const sideOf = (frame: Frame, x: number): Set<number> =>
    new Set(Array.from({ length: 20 }, (_, row) => frame.foreground[(row + 1) * frame.columns + x]));
  const place = (column: number): Frame => {
    change(({ tanks }) => Object.assign(tanks[0], { x: column * TILE, y: TILE }));
    return draw(80, 24);
  };
  for (const [column, left, right] of [
    [1, 0x8a8a8a, 0x3a404a],
    [32, 0x3a404a, 0x3a404a],
    [63, 0x3a404a, 0x8a8a8a],
  ]) {
    const frame = place(column);
    const rows = rowsOf(frame).slice(1, 21);
    assert.ok(
      rows.every((row) => row[0] === '│' && row[79] === '│'),
      `column ${column}`,
    );
    assert.equal(sideOf(frame, 0), new Set([left]), `left of column ${column}`);
    assert.equal(sideOf(frame, 79), new Set([right]), `right of column ${column}`);
  }
});

test('at 100 x 30 what the letters on the pads mean stands below the arena, with talk above it', () => {
  const { draw, state, change } = createScene(new Keys());
  change(({ options }) => Object.assign(options, { pickups: pickupSet([], false) }));
  const below = (): string[] =>
    rowsOf(draw(100, 30))
      .slice(21, 29)
      .map((row) => row.slice(0, 77).trim());
  assert.match(below().join('\n'), /TALK[\s\S]*PICKUPS[\s\S]*\(F\) RAPID FIRE 12 s/);
  state.chat.length = 0;
  const rows = below();
  assert.match(rows[0], /^PICKUPS ─+$/);
  assert.match(rows.join('\n'), /\(O\) SHIELD 8 s[\s\S]*\(\*\) STAR/);
});

test('a tank that was set on the field is named, and the beginning of a match told', () => {
  const { draw, battle, change } = createScene(new Keys());
  battle.spawnedAtMs = NOW_MS;
  assert.match(textOf(draw(80, 24, NOW_MS + 800)), /┌─ {4}─┐/);
  assert.match(textOf(draw(80, 24, NOW_MS + 800)), / YOU /);
  assert.not.match(textOf(draw(80, 24, NOW_MS + 1800)), / YOU /);
  battle.kills.length = 0;
  change((world) => {
    world.ticksLeft = 180 * 30 - 20;
  });
  assert.match(textOf(draw(80, 24, 1000)), /THE BATTLE BEGINS/);
  assert.not.match(textOf(draw(80, 24, 2500)), /THE BATTLE BEGINS/);
  // Who comes later has not missed it.
  change((world) => {
    world.ticksLeft = 90 * 30;
  });
  assert.not.match(textOf(draw(80, 24, 1000)), /THE BATTLE BEGINS/);
});

test('the own place and the points to the leader stand in the panel', () => {
  const { draw, change, battle } = createScene(new Keys());
  assert.match(textOf(draw(120, 40)), /7\/8, 7 behind Diesel/);
  change((world) => {
    world.scores[0].points = 9;
  });
  battle.predictor.revision++;
  assert.match(textOf(draw(120, 40)), /1\/8, 2 ahead of Diesel/);
  change((world) => {
    world.scores[0].points = 7;
  });
  battle.predictor.revision++;
  assert.match(textOf(draw(120, 40)), /1\/8, level with Diesel/);
});

test('talk in the battle fades and goes', () => {
  const { draw, state } = createScene(new Keys());
  state.chat.splice(0, 2, { nick: 'Bob', seat: 1, text: 'hello', atMs: NOW_MS + 1000 });
  assert.match(textOf(draw(80, 24, NOW_MS + 2000)), /Bob: hello/);
  const inkAt = (nowMs: number): number => {
    const frame = draw(80, 24, nowMs);
    return frame.foreground[textOf(frame).replaceAll('\n', '').indexOf('hello')];
  };
  assert.is(inkAt(NOW_MS + 2000), INK.text);
  assert.is.not(inkAt(NOW_MS + 6500), INK.text);
  assert.not.match(textOf(draw(80, 24, NOW_MS + 7000)), /hello/);
});

test.run();
