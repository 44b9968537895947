// Each mode in play: golden pictures with half blocks and in ASCII, and what its line and its banners say.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Frame } from '../../../../src/client/frame.js';
import { speak } from '../../../../src/client/language.js';
import type { ClientState } from '../../../../src/client/state.js';
import { hasWord } from '../../../../src/client/views/words.js';
import { AWARDS } from '../../../../src/game/awards.js';
import { MODES } from '../../../../src/game/modes.js';
import { PICKUPS } from '../../../../src/game/pickups.js';
import { HELD } from '../../../../src/game/things.js';
import { SUDDEN_TICKS, TILE } from '../../../../src/game/units.js';
import { ALIVE, type World, WRECK } from '../../../../src/game/world.js';
import { expectGolden } from '../../golden.js';
import { SHOWN_BATTLES, shownBattle } from '../../shown-battles.js';
import { NOW_MS, openScreens } from '../../shown-screens.js';

const test = suite('client/views/battle/modes');
test.after.each(() => speak('en'));

const ASCII = { colours: 'none', ascii: true } as const;

for (const [name, shown] of Object.entries(SHOWN_BATTLES))
  for (const [columns, rows] of [
    [80, 24],
    [120, 40],
  ] as const)
    test(`${name} at ${columns}x${rows}`, async () => {
      const state = shownBattle(shown);
      await expectGolden(`modes/${name}-${columns}x${rows}`, openScreens(state).draw(columns, rows));
      const plain = openScreens(state).draw(columns, rows, ASCII);
      await expectGolden(`modes/${name}-ascii-${columns}x${rows}`, plain);
    });

function textOf(frame: Frame): string {
  const glyphs = [...frame.glyph].map((glyph) => (glyph > 0 && glyph < 0x110000 ? glyph : 0x20));
  return String.fromCodePoint(...glyphs);
}

/** What is shown of a battle after something in it has changed. */
function shownAfter(name: string, change: (world: World, state: ClientState) => void): string {
  const state = shownBattle(SHOWN_BATTLES[name]);
  const { predictor } = state.battle!;
  for (const world of [predictor.server, predictor.world]) change(world, state);
  state.chat.length = 0;
  return textOf(openScreens(state).draw(80, 24));
}

test('every mode, pickup and award has its words', () => {
  for (const { id, help } of MODES)
    for (const word of [`mode-${id}`, `aim-${id}`, help]) assert.ok(hasWord(word), word);
  for (const { id, part, ticks } of PICKUPS.slice(1)) {
    if (id !== 'frozen') for (const word of [`pickup-${id}`, `about-${id}`]) assert.ok(hasWord(word), word);
    if (part !== 'none' && ticks > 0) assert.ok(hasWord(`panel-${id}`), id);
  }
  for (const id of Object.keys(AWARDS)) assert.ok(hasWord(`award-${id}`), id);
});

test('who is out of the round reads whom he watches, and why', () => {
  assert.match(
    shownAfter('last-tank-standing', () => {}),
    /You watch \S+: you are out until the next round\./,
  );
  const queued = shownAfter('duel', ({ tanks, scores }) => {
    Object.assign(scores[0], { turn: 2 });
    const { x, y } = tanks.find(({ life }, seat) => life === ALIVE && seat > 0) ?? tanks[0];
    Object.assign(tanks[0], { life: 3, x, y });
  });
  assert.match(queued, /you fight in 2 rounds\./);
});

test('a wreck that stays out is not told when it comes back', () => {
  const out = shownAfter('last-tank-standing', ({ tanks }) =>
    Object.assign(tanks[0], { life: WRECK, respawn: 40 }),
  );
  assert.match(out, /you are out until the next round/);
  assert.not.match(out, /back in/);
});

test('a mine and the ring are named as what they are', () => {
  const ends = (how: 'mine' | 'ring', by: number): string =>
    shownAfter('free-for-all', ({ tanks }, { battle }) => {
      Object.assign(tanks[0], { life: WRECK, respawn: 40 });
      battle!.kills.push({ seat: 0, by, how, atMs: NOW_MS });
    });
  assert.match(ends('mine', 2), /DESTROYED by Żółw[\s\S]*a mine/);
  assert.match(ends('ring', 255), /outside of the ring/);
});

test('sudden death is told, and stays in the line of the mode', () => {
  const begun = shownAfter('free-for-all', (world) => {
    world.stage.sudden = 1;
    world.ticksLeft = SUDDEN_TICKS - 10;
  });
  assert.match(begun, /Nobody comes back/);
  const later = shownAfter('free-for-all', (world) => {
    world.stage.sudden = 1;
    world.ticksLeft = SUDDEN_TICKS - 300;
  });
  assert.not.match(later, /Nobody comes back/);
  assert.match(later, /SUDDEN DEATH/);
});

test('two who are level in a duel read how to settle it, and while the battle stands still what to do', () => {
  const level = (sudden: number) => (world: World, state: ClientState) => {
    for (const score of world.scores) score.points = 0;
    for (const player of state.room!.players) player.bot = false;
    const two = state.room!.players.slice(0, 2);
    for (const { seat } of two) world.scores[seat].points = 3;
    world.stage.sudden = sudden;
    world.ticksLeft = SUDDEN_TICKS - 10;
  };
  assert.match(shownAfter('duel', level(1)), /Without a shot: \/rps \S+, if you both want to/);
  assert.match(shownAfter('duel', level(HELD)), /STANDS STILL[\s\S]*or you: \/rock/);
  const others = (world: World, state: ClientState): void => {
    level(HELD)(world, state);
    world.scores[0].points = 1;
    world.scores[2].points = 3;
  };
  assert.match(shownAfter('duel', others), /STANDS STILL[\s\S]*Two who are level settle it/);
});

test('the line of a mode says what counts in it', () => {
  const carried = shownAfter('capture-the-flag', () => {});
  assert.match(carried, /flag B: Ada/);
  assert.match(carried, / [AB] \d+ +[AB] \d+ /);
  assert.match(
    shownAfter('king-of-the-hill', ({ hill }) => {
      hill.holder = 3;
    }),
    /hill: Diesel/,
  );
  assert.match(
    shownAfter('defend', ({ bases }) => {
      bases[0].health = 3;
    }),
    /wave \d.*base 3\/12/,
  );
});

test('what the own tank has stands in the bar, and who has mines is told the key', () => {
  const text = shownAfter('teams', ({ tanks }) =>
    Object.assign(tanks[0], { life: ALIVE, x: 4 * TILE, y: 4 * TILE }),
  );
  assert.match(text, /Ada \d+ +\d:\d\d +\* MINES 2 LASER 7 s/);
  assert.match(text, /e mine/);
  assert.not.match(
    shownAfter('duel', () => {}),
    /e mine/,
  );
});

test.run();
