// Golden screens: each screen at 80 x 24 and 120 x 40, in both languages, in true colour and in ASCII
// without colours, drawn from a state that is the same in every run; and
// what keys do on the screens of a room. menus.test.ts has the others.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Frame } from '../../src/client/frame.js';
import { LANGUAGES, speak } from '../../src/client/language.js';
import { modeName } from '../../src/client/views/room-options.js';
import { MODES } from '../../src/game/modes.js';
import { TILE } from '../../src/game/units.js';
import { WATCHING, WRECK } from '../../src/game/world.js';
import { expectGolden } from './golden.js';
import { battleState, NOW_MS, openScreens as open, SHOWN_SCREENS, stateIn } from './shown-screens.js';

const SIZES = [
  [80, 24],
  [120, 40],
] as const;

const test = suite('client/screens');

test.after.each(() => speak('en'));

for (const language of LANGUAGES)
  for (const [columns, rows] of SIZES)
    for (const [name, shown] of Object.entries(SHOWN_SCREENS)) {
      const file = `${language === 'en' ? name : `${language}/${name}`}-${columns}x${rows}`;
      test(`${file}`, () => {
        speak(language);
        return expectGolden(file, shown().draw(columns, rows));
      });
      test(`ascii/${file}`, () => {
        speak(language);
        return expectGolden(`ascii/${file}`, shown().draw(columns, rows, { colours: 'none', ascii: true }));
      });
    }

function textOf(frame: Frame): string {
  return String.fromCodePoint(
    ...[...frame.glyph].map((glyph) => (glyph > 0 && glyph < 0x110000 ? glyph : 0x20)),
  );
}

test('the host changes options and starts; somebody else does not', () => {
  const host = open(stateIn('waiting'));
  host.press('RIGHT', 'DOWN', 'LEFT', 'UP', 'UP', 'k', 'l', 'ENTER');
  assert.equal(host.calls, [
    'option bots 9',
    'option seats 9',
    'option botLevel 1',
    'option arena Brickyard',
    'start',
  ]);
  const state = stateIn('waiting');
  state.seat = 2;
  const guest = open(state);
  guest.press('RIGHT', 'x');
  assert.equal(guest.calls, []);
});

test('bots that fill more seats than there are bring seats along, and fewer seats take bots away', () => {
  const state = stateIn('waiting');
  state.room = { ...state.room!, options: { ...state.room!.options, bots: 8, seats: 8 } };
  const { press, calls } = open(state);
  press('RIGHT', ...Array.from({ length: 5 }, () => 'DOWN'), 'LEFT');
  assert.equal(calls, ['option bots 9', 'option seats 9', 'option seats 7', 'option bots 7']);
  const calm = open(state);
  calm.press('LEFT');
  assert.equal(calm.calls, ['option bots 7']);
});

test('a room at 80 columns shows every mode whole, and the key for teams where there are some', () => {
  const state = stateIn('waiting');
  const { draw } = open(state);
  const showing = (mode: string): string => {
    state.room = { ...state.room!, options: { ...state.room!.options, mode } };
    return textOf(draw(80, 24));
  };
  for (const { id } of MODES) assert.ok(showing(id).includes(modeName(id)), id);
  assert.not.match(showing('teams'), / T team/);
  state.room = { ...state.room!, players: state.room!.players.map((each) => ({ ...each, team: 1 })) };
  assert.match(showing('teams'), / T team/);
  assert.match(showing('teams'), / B {2}Ada/);
});

test('r is ready, T another team; who watches takes a seat', () => {
  const state = stateIn('waiting');
  const own = state.room!.players.find(({ seat }) => seat === state.seat)!;
  const set = (change: Partial<typeof own>): void => {
    const players = state.room!.players.map((player) =>
      player.seat === state.seat ? { ...player, ...change } : player,
    );
    state.room = { ...state.room!, players };
  };
  const { press, calls } = open(state);
  press('r', 'T');
  set({ ready: true, team: 1 });
  press('r', 'T');
  state.seat = null;
  press('r', 'T', 'RIGHT');
  assert.equal(calls, ['ready true', 'ready false', 'team 0', `join ${state.room!.code}`]);
});

test('f frees the camera of who watches, keys that drive move it as far as the arena goes, and f goes back', () => {
  const state = battleState();
  const { press, draw, calls } = open(state);
  state.battle = { ...state.battle!, isWatching: true };
  const battle = state.battle;
  state.seat = null;
  const text = () => textOf(draw(60, 18));
  assert.match(text(), /f camera/);
  press('f');
  const { arena } = battle.predictor.server;
  const start = { ...battle.camera! };
  assert.match(text(), /f back to a tank/);
  press('LEFT', 'a');
  assert.equal(battle.camera, { x: start.x - 4 * TILE, y: start.y });
  text();
  press(...Array.from({ length: 60 }, () => 'DOWN'), ...Array.from({ length: 60 }, () => 'h'));
  text();
  const { x, y } = battle.camera!;
  assert.ok(x > 0 && x < start.x - 4 * TILE && y > start.y && y < arena.rows * TILE, `${x}, ${y}`);
  assert.equal(calls, []);
  press('f');
  assert.equal(calls, [`follow ${battle.seat}`]);
});

test('one who plays has no camera to free', () => {
  const state = battleState();
  open(state).press('f', 'RIGHT');
  assert.is(state.battle!.camera, null);
});

test('a command closes the line of talk in a room as a message does, and its answer is read until the next key', () => {
  const state = stateIn('waiting');
  state.chat = [];
  const { press, draw, calls } = open(state);
  press('t', ...'hi', 'ENTER');
  assert.not.match(textOf(draw(80, 24)), /Say: /);
  press('t', ...'/help', 'ENTER');
  assert.equal(calls, ['say hi', 'say /help']);
  for (let line = 1; line <= 8; line++)
    state.chat.push({ nick: null, seat: null, text: `answer ${line}.`, atMs: NOW_MS });
  const text = textOf(draw(80, 24));
  assert.not.match(text, /Say: |ENTER send/);
  for (let line = 1; line <= 8; line++) assert.match(text, new RegExp(`answer ${line}\\.`));
  assert.match(text, /q leave/);
  press('r');
  assert.not.match(textOf(draw(80, 24)), /answer 1\./);
  assert.is(calls.at(-1), 'ready true', 'the key does what it does');
});

test('the podium takes a vote for what it offers', () => {
  const state = stateIn('podium');
  state.room = { ...state.room!, ballot: [{ mode: 'duel', arena: 'Ford', votes: 2 }] };
  const { press, draw, calls } = open(state);
  press('1', '2', 'r');
  assert.equal(calls, ['vote 0', 'ready true']);
  assert.match(textOf(draw(80, 24)), /1 {2}Ford, duel: 2/);
});

test('who watches follows other tanks with the arrows, and drives none', () => {
  const state = battleState();
  state.battle = { ...state.battle!, isWatching: true };
  state.seat = null;
  const { press, draw, calls } = open(state);
  const seats = state.room!.players.map(({ seat }) => seat).sort((a, b) => a - b);
  press('RIGHT', 'LEFT', 'UP');
  const at = seats.indexOf(state.battle.seat);
  assert.equal(calls, [
    `follow ${seats[(at + 1) % seats.length]}`,
    `follow ${seats[(at + seats.length - 1) % seats.length]}`,
  ]);
  assert.match(textOf(draw(120, 40)), /you watch/);
});

test('only arenas that suit the mode are offered, and a mode brings one along', () => {
  const state = stateIn('waiting');
  state.offer = {
    modes: ['free-for-all', 'duel'],
    arenas: [
      { name: 'Crossroads', modes: ['free-for-all'] },
      { name: 'Garden of Ada', modes: ['duel'] },
      { name: 'Yard', modes: ['free-for-all', 'duel'] },
    ],
  };
  const { press, calls } = open(state);
  press('UP', 'UP', 'RIGHT', 'DOWN', 'RIGHT');
  assert.equal(calls, ['option arena Yard', 'option mode duel', 'option arena Garden of Ada']);
  state.offer = null;
  press('RIGHT');
  assert.is(calls.length, 3, 'nothing is offered before the server has said what there is');
});

test('pickups are turned off and on one by one, and Esc ends that alone', () => {
  const state = stateIn('waiting');
  const { press, draw, calls } = open(state);
  press(...Array.from({ length: 9 }, () => 'DOWN'), 'RIGHT');
  assert.match(textOf(draw(80, 24)), /\[x\] O {2}shield/);
  press('DOWN', 'RIGHT');
  assert.is(calls.at(-1), 'option pickupsOff rapid-fire');
  state.room = { ...state.room!, options: { ...state.room!.options, pickupsOff: ['rapid-fire'] } };
  assert.match(textOf(draw(80, 24)), /\[ \] F {2}rapid fire/);
  press('LEFT');
  assert.is(calls.at(-1), 'option pickupsOff ');
  press('ESCAPE');
  assert.match(textOf(draw(80, 24)), /10 of 11/);
  press('ENTER');
  assert.is(calls.at(-1), 'start');
});

test('leaving is asked for once, Esc never leaves, and Ctrl-C twice means it', () => {
  const { press, draw, calls } = open(battleState());
  press('ESCAPE');
  assert.not.match(textOf(draw(80, 24)), /Leave/);
  press('q');
  assert.match(textOf(draw(80, 24)), /Leave the battle/);
  press('n');
  assert.not.match(textOf(draw(80, 24)), /Leave/);
  press('q', 't', 'q', 'y');
  assert.equal(calls, ['leave-room']);
  press('CTRL_C', 'CTRL_C');
  assert.equal(calls, ['leave-room', 'leave']);
});

test('talk is typed on the last line and sent with ENTER; no key of it drives', () => {
  const { press, draw, calls } = open(battleState());
  press('t', ...'well');
  assert.match(textOf(draw(80, 24)), /Say: well/);
  press('ENTER');
  assert.equal(calls, ['say well']);
  press('t', 'ESCAPE', 't', 'ENTER');
  assert.equal(calls, ['say well']);
});

test('who waits to come back, or watches, talks as well, and is in the battle still', () => {
  for (const life of [WRECK, WATCHING]) {
    const state = battleState();
    for (const world of [state.battle!.predictor.server, state.battle!.predictor.world])
      Object.assign(world.tanks[state.battle!.seat], { life, respawn: 40 });
    const { press, draw, calls } = open(state);
    for (const line of ['/rps', '/rock']) press('t', ...line, 'ENTER');
    assert.equal(calls, ['say /rps', 'say /rock']);
    assert.not.match(textOf(draw(80, 24)), /Leave|Say:/);
  }
});

test('pasted text goes to text fields and is never an order', () => {
  const paste = ({ screens }: ReturnType<typeof open>, text: string): void => {
    for (const name of text) screens.key({ name, text: name, isPasted: true }, NOW_MS);
  };
  const battle = open(battleState());
  paste(battle, 'qy');
  assert.not.match(textOf(battle.draw(80, 24)), /Leave/);
  battle.press('t');
  paste(battle, 'quick');
  assert.match(textOf(battle.draw(80, 24)), /Say: quick/);
  battle.press('ENTER');
  assert.equal(battle.calls, ['say quick']);
  const menu = open(stateIn(null));
  paste(menu, ' q');
  menu.press('DOWN', 'DOWN', 'ENTER');
  paste(menu, 'k7wq2m');
  menu.press('ENTER');
  assert.equal(menu.calls, ['join K7WQ2M']);
});

test('a wreck is told by whom and how long, a lost line that it comes back, a small window to grow', () => {
  const state = battleState();
  const { draw, press } = open(state);
  Object.assign(state.battle!.predictor.world.tanks[0], { life: WRECK, respawn: 45 });
  state.battle!.kills.push({ seat: 0, by: 3, how: 'shell', atMs: NOW_MS });
  assert.match(textOf(draw(80, 24)), /DESTROYED by Diesel[\s\S]*back in 2/);
  state.line = 'reconnecting';
  state.lineReason = 'The line is down.';
  assert.match(textOf(draw(80, 24)), /RECONNECTING[\s\S]*The line is down\./);
  assert.match(textOf(draw(40, 15)), /RECONNECTING/);
  Object.assign(state, { line: 'open', lineReason: '' });
  press('F3');
  assert.match(textOf(draw(120, 40)), /ahead 0 {2}margin 1\.0 {2}corrections 0/);
});

test('in a window that is too small the sentence that says so fits whole', () => {
  const { draw } = open(battleState());
  const saidIn = (columns: number, rows: number): string =>
    textOf(draw(columns, rows)).trim().replace(/\s+/g, ' ');
  for (const [columns, rows] of [
    [39, 24],
    [80, 14],
    [20, 5],
    [18, 3],
    [25, 2],
  ])
    assert.is(saidIn(columns, rows), '40 x 15 at least: the window is too small.', `${columns} x ${rows}`);
  assert.is(saidIn(20, 1), '40 x 15 at least');
  assert.is(saidIn(9, 1), '40 x 15');
});

test.run();
