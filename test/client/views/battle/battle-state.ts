// A battle for the tests of the screens: nothing in it is left to bots, chance or a clock. The own tank is of seat 0.

import { chooseLook } from '../../../../src/client/arena/look.js';
import { ServerClock } from '../../../../src/client/clock.js';
import { Frame } from '../../../../src/client/frame.js';
import type { Keys } from '../../../../src/client/keys.js';
import { Predictor } from '../../../../src/client/predictor.js';
import { PREFERENCES_DEFAULT } from '../../../../src/client/settings.js';
import {
  type Battle,
  type ClientState,
  createBattle,
  createClientState,
} from '../../../../src/client/state.js';
import { BattleView } from '../../../../src/client/views/battle.js';
import type { Arena } from '../../../../src/game/arena.js';
import { ARENAS } from '../../../../src/game/arenas.js';
import { copyWorld } from '../../../../src/game/copy-world.js';
import { TILE } from '../../../../src/game/units.js';
import { ALIVE, type World, WRECK } from '../../../../src/game/world.js';
import { ROOM_OPTIONS_DEFAULT } from '../../../../src/protocol/room-state.js';

const LOOK = chooseLook({ colours: 'truecolor', ascii: false }, { palette: 'usual', calm: false });
/** The time of the picture, in ms. */
export const NOW_MS = 100_000;
const NICKS = ['Ada', 'Bob', 'Żółw', 'Diesel', 'Turbo', 'Gizmo', 'Sparky', 'Wolfeschlegel-99'];
/** Column and row in tiles, heading. */
const PLACES = [
  [10, 6, 1],
  [20, 4, 2],
  [30, 6, 3],
  [6, 15, 0],
  [27, 15, 2],
  [19, 10, 1],
  [35, 18, 3],
] as const;

/** Crossroads, or one of another size with some ground in it. */
export function arenaOf(columns: number, rows: number): Arena {
  const arena = ARENAS.get('Crossroads')!;
  if (columns === arena.columns && rows === arena.rows) return arena;
  const tiles = new Uint8Array(columns * rows);
  for (let row = 0; row < arena.rows; row++) {
    const from = arena.tiles.subarray(row * arena.columns, (row + 1) * arena.columns);
    for (const [left, top] of [
      [0, 0],
      [columns - arena.columns, rows - arena.rows],
    ])
      tiles.set(from, (top + row) * columns + left);
  }
  return { ...arena, name: 'Field', columns, rows, tiles };
}

/** A player in a battle, and its screen. */
export interface Scene {
  readonly state: ClientState;
  readonly battle: Battle;
  readonly view: BattleView;
  /** Draws it all at a time. */
  draw(columns: number, rows: number, nowMs?: number): Frame;
  /** Changes both worlds of the client. */
  change(change: (world: World) => void): void;
}

/** A battle of eight; the last of them is a wreck. */
export function createScene(keys: Keys, arena = arenaOf(38, 20), look = LOOK): Scene {
  const state = createClientState();
  const predictor = new Predictor(arena, { mode: 'free-for-all', armour: 3, pickups: 0, seat: 0, tick: 0 });
  const battle = createBattle(predictor, new ServerClock(), 3, 0);
  const change = (act: (world: World) => void): void => {
    act(predictor.server);
    copyWorld(predictor.server, predictor.world);
  };
  change((world) => {
    world.ticksLeft = 95 * 30;
    for (const [seat, [column, row, heading]] of PLACES.entries()) {
      Object.assign(world.tanks[seat], {
        life: ALIVE,
        x: column * TILE,
        y: row * TILE,
        heading,
        armour: 3 - (seat % 3),
      });
      Object.assign(world.scores[seat], { points: (seat * 5) % 8, kills: (seat * 5) % 8, deaths: seat });
    }
    Object.assign(world.tanks[7], { life: WRECK, x: 4 * TILE, y: 4 * TILE });
    Object.assign(world.shells[2], { flying: 1, x: 20 * TILE, y: 8 * TILE, heading: 2 });
  });
  battle.kills.push(
    { seat: 3, by: 0, how: 'shell', atMs: NOW_MS - 9000 },
    { seat: 7, by: 5, how: 'shell', atMs: NOW_MS - 700 },
  );
  Object.assign(state, { line: 'open', nick: 'Ada', pingMs: 12, seat: 0, battle });
  state.room = {
    code: 'K7WQ2M',
    phase: 'battle',
    endsInMs: 0,
    host: 0,
    options: { ...ROOM_OPTIONS_DEFAULT, arena: arena.name },
    players: NICKS.map((nick, seat) => ({ seat, nick, bot: seat > 2, connected: seat !== 1 })),
    podium: [],
    awards: [],
  };
  for (const [seat, text] of [
    [1, 'good luck'],
    [2, 'the one in the bushes at the lower left shoots well, mind the crossing when you come from above'],
  ] as const)
    state.chat.push({ nick: NICKS[seat], seat, text, atMs: NOW_MS - 2000 });
  const store = { preferences: PREFERENCES_DEFAULT, choose: () => {} };
  const view = new BattleView(keys, { showMiss: false, predict: false, look, store, follow: () => {} });
  const draw = (columns: number, rows: number, nowMs = NOW_MS): Frame => {
    const frame = new Frame(columns, rows);
    view.draw(frame, state, nowMs);
    return frame;
  };
  return { state, battle, view, draw, change };
}
