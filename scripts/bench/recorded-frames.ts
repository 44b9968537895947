// A battle as pictures for the benchmark of the screen: 8 bots, one of them watched, through the real snapshots, the real
// receiver and the real screens, 30 frames a second. The same in every run.
import { chooseLook } from '../../src/client/arena/look.js';
import { Frame } from '../../src/client/frame.js';
import { Keys } from '../../src/client/keys.js';
import { paintGround } from '../../src/client/paint-ground.js';
import { Receiver } from '../../src/client/receiver.js';
import { Screens, serverScreens } from '../../src/client/screens.js';
import { PREFERENCES_DEFAULT } from '../../src/client/settings.js';
import { createClientState } from '../../src/client/state.js';
import type { Arena } from '../../src/game/arena.js';
import { ARENAS } from '../../src/game/arenas.js';
import { step } from '../../src/game/step.js';
import { TICK_MS } from '../../src/game/units.js';
import { encodeArena } from '../../src/protocol/arena-frame.js';
import { ARENA_KIND, SNAPSHOT_KIND } from '../../src/protocol/frames.js';
import { ROOM_OPTIONS_DEFAULT, type RoomState } from '../../src/protocol/room-state.js';
import { Snapshots } from '../../src/server/snapshots.js';
import { createBotBattle } from './battle.js';

const NICKS = ['Ada', 'Bolt', 'Rusty', 'Sparky', 'Diesel', 'Turbo', 'Gizmo', 'Axle'];
/** Until the spawn shields are gone and the tanks have met. */
const START_TICKS = 150;

const ROOM: RoomState = {
  code: 'K7WQ2M',
  phase: 'battle',
  endsInMs: 0,
  host: 0,
  options: ROOM_OPTIONS_DEFAULT,
  players: NICKS.map((nick, seat) => ({ seat, nick, bot: true, connected: true })),
  podium: [],
  awards: [],
};

/** An arena that is larger than the view: the camera follows the tank. */
export function largestArena(): Arena {
  return [...ARENAS.values()].reduce((largest, arena) => (arena.columns > largest.columns ? arena : largest));
}

/** Draws a battle of 8 bots from its sixth second on, one frame a tick.
 *  @param arena null for one that a small terminal shows whole */
export function recordFrames(columns: number, rows: number, count: number, arena: Arena | null): Frame[] {
  const { world, inputs, choose } = createBotBattle(NICKS.length, arena ?? undefined);
  const snapshots = new Snapshots(world);
  const viewer = snapshots.createViewer(0);
  let nowMs = 0;
  const state = createClientState();
  Object.assign(state, { line: 'open', nick: NICKS[0], pingMs: 12 });
  const receiver = new Receiver(state, () => nowMs);
  receiver.onAnswer({ command: 'START_CHANNEL', body: { room: ROOM, seat: 0 } });
  const start = { arena: world.arena.name, mode: 'free-for-all', seat: 0, tick: 0, armour: 3, pickups: 0 };
  receiver.onNotice({ name: 'START_GAME', body: start });
  receiver.onFrame(ARENA_KIND, encodeArena(world.arena));
  // The server's world as it is: what a prediction would put in its place depends on keys.
  const flags = { showMiss: false, predict: false };
  const look = chooseLook({ colours: 'truecolor', ascii: false }, { palette: 'usual', calm: false });
  const store = { preferences: PREFERENCES_DEFAULT, choose: () => {} };
  const parts = { state, keys: new Keys(), actions: {} as never, store, look };
  const screens = new Screens({ ...parts, base: serverScreens(parts, flags) });
  const frames: Frame[] = [];
  for (let tick = 0; frames.length < count; tick++) {
    nowMs = tick * TICK_MS;
    choose();
    snapshots.update(step(world, inputs));
    const snapshot = snapshots.encode(viewer, tick & 0xff, 1);
    if (snapshot !== null) receiver.onFrame(SNAPSHOT_KIND, snapshot.subarray(4));
    if (tick < START_TICKS) continue;
    const frame = new Frame(columns, rows);
    screens.draw(frame, nowMs);
    paintGround(frame);
    frames.push(frame);
  }
  return frames;
}
