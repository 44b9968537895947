// Each screen of the client in a state that is the same in every run: for the golden screens and the gallery.
import { Screens } from '../../src/client/app.js';
import { chooseLook } from '../../src/client/arena/look.js';
import { ServerClock } from '../../src/client/clock.js';
import { Frame } from '../../src/client/frame.js';
import { Keys } from '../../src/client/keys.js';
import { Predictor } from '../../src/client/predictor.js';
import { type ClientState, createBattle, createClientState } from '../../src/client/state.js';
import type { Actions } from '../../src/client/views/view.js';
import { ARENAS } from '../../src/game/arenas.js';
import { chooseButtons, createBot } from '../../src/game/bot.js';
import { seatTank } from '../../src/game/match.js';
import { step } from '../../src/game/step.js';
import { SEATS_MAX } from '../../src/game/units.js';
import { copyWorld, createWorld, OPTIONS_DEFAULT } from '../../src/game/world.js';
import { ROOM_OPTIONS_DEFAULT, type RoomState } from '../../src/protocol/messages.js';

const NICKS = ['Ada', 'Bob', 'Żółw', 'Diesel', 'Turbo', 'Gizmo', 'Sparky', 'Axle'];
/** When all of them are drawn. */
export const NOW_MS = 10_000;
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
        ? NICKS.map((nick, seat) => ({ seat, nick, points: 20 - seat, kills: 20 - seat, deaths: seat }))
        : [],
  };
}

/** What a player knows in one phase of a room, or outside of any. */
export function stateIn(phase: RoomState['phase'] | null): ClientState {
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
export function battleState(): ClientState {
  const state = stateIn('battle');
  const arena = ARENAS.get('Crossroads')!;
  const world = createWorld(arena, { ...OPTIONS_DEFAULT, timeLimitTicks: 5400 }, 3, true);
  const bots = NICKS.map((_, seat) => createBot(seat));
  for (const seat of NICKS.keys()) seatTank(world, seat);
  const inputs = new Uint8Array(SEATS_MAX);
  for (let tick = 0; tick < 300; tick++) {
    for (const [seat, bot] of bots.entries()) inputs[seat] = chooseButtons(bot, world, seat);
    step(world, inputs);
  }
  const predictor = new Predictor(arena, { mode: 'free-for-all', armour: 3, seat: 0, tick: 0 });
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

/** A client's screens on a state, with keys to press; what is asked of the server is noted in `calls`. */
export function openScreens(state: ClientState) {
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

/** Opens each screen that there is, by the name of its golden file. */
export const SHOWN_SCREENS: Readonly<Record<string, () => ReturnType<typeof openScreens>>> = {
  menu: () => openScreens(stateIn(null)),
  room: () => openScreens(stateIn('waiting')),
  battle: () => openScreens(battleState()),
  podium: () => openScreens(stateIn('podium')),
  help: () => {
    const screens = openScreens(stateIn('waiting'));
    screens.press('?');
    return screens;
  },
};
