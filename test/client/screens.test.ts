// Golden screens: each screen at 80 x 24 and 120 x 40, drawn from a state that is the same in every run, and what its keys do.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Screens } from '../../src/client/app.js';
import { chooseLook } from '../../src/client/arena/look.js';
import { ServerClock } from '../../src/client/clock.js';
import { Frame } from '../../src/client/frame.js';
import { Keys } from '../../src/client/keys.js';
import { Predictor } from '../../src/client/predictor.js';
import { type ClientState, createBattle, createClientState } from '../../src/client/state.js';
import type { Actions } from '../../src/client/views/view.js';
import { ARENAS } from '../../src/game/arenas.js';
import { createBot } from '../../src/game/bot/bot.js';
import { chooseButtons } from '../../src/game/bot/choose-buttons.js';
import { copyWorld } from '../../src/game/copy-world.js';
import { seatTank } from '../../src/game/match.js';
import { step } from '../../src/game/step.js';
import { SEATS_MAX } from '../../src/game/units.js';
import { createWorld, OPTIONS_DEFAULT, WRECK } from '../../src/game/world.js';
import { ROOM_OPTIONS_DEFAULT, type RoomState } from '../../src/protocol/messages.js';
import { expectGolden } from './golden.js';

const NICKS = ['Ada', 'Bob', 'Żółw', 'Diesel', 'Turbo', 'Gizmo', 'Sparky', 'Axle'];
const SIZES = [
  [80, 24],
  [120, 40],
] as const;
const NOW_MS = 10_000;
const LOOK = chooseLook({ colours: 'truecolor', ascii: false }, { palette: 'usual', calm: false });

function roomIn(phase: RoomState['phase']): RoomState {
  return {
    code: 'K7WQ2M',
    phase,
    endsInMs: phase === 'waiting' ? 0 : 8000,
    host: 0,
    options: { ...ROOM_OPTIONS_DEFAULT, bots: 8 },
    players: NICKS.map((nick, seat) => ({ seat, nick, bot: seat > 2, connected: seat !== 1 })),
    podium:
      phase === 'podium'
        ? NICKS.map((nick, seat) => ({
            seat,
            nick,
            team: seat,
            points: 20 - seat,
            kills: 20 - seat,
            deaths: seat,
          }))
        : [],
    awards: [],
  };
}

function stateIn(phase: RoomState['phase'] | null): ClientState {
  const state = createClientState();
  Object.assign(state, {
    line: 'open',
    serverName: 'terminal-tanks 0.1.0',
    nick: 'Ada',
    pingMs: 12,
    roomAtMs: NOW_MS,
  });
  if (phase === null) return state;
  state.room = roomIn(phase);
  state.seat = 0;
  state.chat.push({ nick: 'Bob', seat: 1, text: 'good luck', atMs: NOW_MS - 1000 });
  return state;
}

/** A battle of bots after ten seconds, seen from seat 0. */
function battleState(): ClientState {
  const state = stateIn('battle');
  const arena = ARENAS.get('Crossroads')!;
  const world = createWorld(arena, { ...OPTIONS_DEFAULT, timeLimitTicks: 5400 }, 3, true);
  const bots = NICKS.map((_, seat) => createBot(seat, 3));
  for (const seat of NICKS.keys()) seatTank(world, seat);
  const inputs = new Uint8Array(SEATS_MAX);
  for (let tick = 0; tick < 300; tick++) {
    for (const [seat, bot] of bots.entries()) inputs[seat] = chooseButtons(bot, world, seat);
    step(world, inputs);
  }
  const predictor = new Predictor(arena, { mode: 'free-for-all', armour: 3, pickups: 0, seat: 0, tick: 0 });
  copyWorld(world, predictor.world);
  copyWorld(world, predictor.server);
  state.battle = createBattle(predictor, new ServerClock(), 3, 0);
  state.battle.effects.push(
    { kind: 'explosion', x: 5000, y: 2500, atMs: NOW_MS - 250 },
    { kind: 'impact', x: 8000, y: 1500, atMs: NOW_MS - 60 },
  );
  state.battle.kills.push({ seat: 3, by: 0, atMs: NOW_MS - 500 }, { seat: 1, by: 5, atMs: NOW_MS - 300 });
  return state;
}

function open(state: ClientState) {
  const calls: string[] = [];
  const note =
    (name: string) =>
    (...values: unknown[]) =>
      void calls.push([name, ...values].join(' '));
  const actions: Actions = {
    createRoom: note('create'),
    joinRoom: note('join'),
    leaveRoom: note('leave-room'),
    startGame: note('start'),
    setOption: note('option'),
    say: note('say'),
    leave: note('leave'),
  };
  const screens = new Screens(
    state,
    new Keys(),
    { showNet: false, showMiss: false, predict: true, look: LOOK },
    actions,
  );
  const press = (...names: string[]): void => {
    for (const name of names) screens.key({ name, text: name.length === 1 ? name : null }, NOW_MS);
  };
  const draw = (columns: number, rows: number): Frame => {
    const frame = new Frame(columns, rows);
    screens.draw(frame, NOW_MS);
    return frame;
  };
  return { screens, press, draw, calls };
}

const test = suite('client/screens');

for (const [columns, rows] of SIZES) {
  const size = `${columns}x${rows}`;
  test(`the menu at ${size}`, () => expectGolden(`menu-${size}`, open(stateIn(null)).draw(columns, rows)));
  test(`the room at ${size}`, () =>
    expectGolden(`room-${size}`, open(stateIn('waiting')).draw(columns, rows)));
  test(`the battle at ${size}`, () =>
    expectGolden(`battle-${size}`, open(battleState()).draw(columns, rows)));
  test(`the podium at ${size}`, () =>
    expectGolden(`podium-${size}`, open(stateIn('podium')).draw(columns, rows)));
  test(`the keys at ${size}`, async () => {
    const { press, draw } = open(stateIn('waiting'));
    press('?');
    await expectGolden(`help-${size}`, draw(columns, rows));
  });
}

function textOf(frame: Frame): string {
  return String.fromCodePoint(
    ...[...frame.glyph].map((glyph) => (glyph > 0 && glyph < 0x110000 ? glyph : 0x20)),
  );
}

test('the menu makes a room, or joins one by a code that is typed in any way', () => {
  const { press, draw, calls } = open(stateIn(null));
  press('ENTER', 'DOWN', 'ENTER', ...'k7wq-2m', 'ENTER');
  assert.equal(calls, ['create', 'join K7WQ2M']);
  press('ENTER', 'q', 'ESCAPE');
  assert.not.match(textOf(draw(80, 24)), /Leave/);
});

test('the host changes options and starts; somebody else does not', () => {
  const host = open(stateIn('waiting'));
  host.press('RIGHT', 'DOWN', 'LEFT', 'UP', 'UP', 'l', 'ENTER');
  assert.equal(host.calls, ['option bots 9', 'option botLevel 1', 'option arena Brickyard', 'start']);
  const state = stateIn('waiting');
  state.seat = 2;
  const guest = open(state);
  guest.press('RIGHT', 'x');
  assert.equal(guest.calls, []);
});

test('leaving is asked for once, Esc never leaves, and Ctrl-C twice means it', () => {
  const { press, draw, calls } = open(battleState());
  press('ESCAPE');
  assert.not.match(textOf(draw(80, 24)), /Leave/);
  press('q');
  assert.match(textOf(draw(80, 24)), /Leave the battle/);
  press('n');
  assert.not.match(textOf(draw(80, 24)), /Leave/);
  press('q', 'y');
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
  menu.press('DOWN', 'ENTER');
  paste(menu, 'k7wq2m');
  menu.press('ENTER');
  assert.equal(menu.calls, ['join K7WQ2M']);
});

test('a wreck is told by whom and how long, a lost line that it comes back, a small window to grow', () => {
  const state = battleState();
  const { draw, press } = open(state);
  Object.assign(state.battle!.predictor.world.tanks[0], { life: WRECK, respawn: 45 });
  state.battle!.kills.push({ seat: 0, by: 3, atMs: NOW_MS });
  assert.match(textOf(draw(80, 24)), /DESTROYED by Diesel[\s\S]*back in 2/);
  state.line = 'reconnecting';
  state.lineReason = 'The line is down.';
  assert.match(textOf(draw(80, 24)), /RECONNECTING[\s\S]*The line is down\./);
  assert.match(textOf(draw(39, 24)), /Too small/);
  assert.match(textOf(draw(40, 15)), /RECONNECTING/);
  Object.assign(state, { line: 'open', lineReason: '' });
  press('F3');
  assert.match(textOf(draw(120, 40)), /ahead 0 {2}margin 1\.0 {2}corrections 0/);
});

test.run();
