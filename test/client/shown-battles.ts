// A battle of each mode, played by bots from a seed to a moment at which there is something to see: for golden screens and the
// gallery. The player of seat 0 is shown what the server would send him.
import { ServerClock } from '../../src/client/clock.js';
import { ModeWatch } from '../../src/client/mode-watch.js';
import { Predictor } from '../../src/client/predictor.js';
import { type ClientState, createBattle, type Kill, type ModeNews } from '../../src/client/state.js';
import { ARENAS } from '../../src/game/arenas.js';
import { createBot } from '../../src/game/bot/bot.js';
import { chooseButtons } from '../../src/game/bot/choose-buttons.js';
import { copyWorld } from '../../src/game/copy-world.js';
import { beginMatch, seatTank } from '../../src/game/match.js';
import { MODES, modeIndex } from '../../src/game/modes.js';
import { FROZEN, pickupSet } from '../../src/game/pickups.js';
import { step } from '../../src/game/step.js';
import { createMine, FLAG_CARRIED } from '../../src/game/things.js';
import { MINES_MAX, SEATS_MAX, SHELLS_MAX, TILE } from '../../src/game/units.js';
import { aimView, seesMine, seesShell, seesTank, type View } from '../../src/game/visibility.js';
import { ALIVE, createTank, OPTIONS_DEFAULT, WATCHING, type World } from '../../src/game/world.js';
import { NOW_MS, stateIn } from './shown-screens.js';

/** What is played, and until when. */
interface Shown {
  readonly mode: string;
  readonly arena: string;
  readonly ticks: number;
  readonly teams?: number;
  /** Makes more of the moment than the bots have. */
  readonly change?: (world: World) => void;
}

/** By the name of the golden screen. */
export const SHOWN_BATTLES: Readonly<Record<string, Shown>> = {
  'free-for-all': { mode: 'free-for-all', arena: 'Crossroads', ticks: 660 },
  teams: {
    mode: 'teams',
    arena: 'Crossroads',
    ticks: 870,
    change: ({ tanks, mines, shells }) => {
      Object.assign(tanks[0], { mines: 2, star: 1, gun: 7, gunTicks: 200 });
      Object.assign(mines[0], { laid: 1, x: 14 * TILE, y: 14 * TILE });
      for (const [kind, row] of [3, 5, 16, 18].entries())
        Object.assign(shells[4 * kind], { flying: 1, x: 18 * TILE, y: row * TILE, heading: 1, kind });
    },
  },
  'capture-the-flag': {
    mode: 'capture-the-flag',
    arena: '',
    ticks: 1200,
    change: ({ flags, tanks, bases }) => {
      Object.assign(flags[1], { state: FLAG_CARRIED, carrier: 0 });
      Object.assign(bases[1], { health: 5 });
      Object.assign(tanks[0], { engine: FROZEN, engineTicks: 40 });
    },
  },
  'king-of-the-hill': { mode: 'king-of-the-hill', arena: '', ticks: 990 },
  'last-tank-standing': {
    mode: 'last-tank-standing',
    arena: '',
    ticks: 900,
    change: ({ stage, tanks }) => {
      Object.assign(stage, { number: 2, pause: 0, ring: 3, ringTicks: 20 });
      const followed = tanks.findIndex(({ life }, seat) => life === ALIVE && seat > 0);
      Object.assign(tanks[0], { life: WATCHING, x: tanks[followed].x, y: tanks[followed].y });
    },
  },
  duel: { mode: 'duel', arena: '', ticks: 400 },
  defend: { mode: 'defend', arena: '', ticks: 900 },
};

/** What the player of seat 0 knows in such a battle. */
export function shownBattle({ mode, arena: name, ticks, teams = 2, change }: Shown): ClientState {
  const state = stateIn('battle');
  const arena =
    ARENAS.get(name) ?? [...ARENAS.values()].find((each) => each.modes.includes(mode) && each.columns < 40)!;
  state.room = { ...state.room!, options: { ...state.room!.options, mode, arena: arena.name } };
  const players = state.room.players.map(({ seat }) => seat);
  const options = {
    ...OPTIONS_DEFAULT,
    mode: modeIndex(mode),
    timeLimitTicks: 5400,
    teams,
    pickups: pickupSet([], false),
  };
  const world = beginMatch(arena, options, 5);
  const { seatsMax, enemySeats } = MODES[options.mode];
  const enemies = Array.from({ length: enemySeats }, (_, index) => seatsMax + index);
  const bots = new Map([...players, ...enemies].map((seat) => [seat, createBot(seat + 1, 3)]));
  for (const seat of players) seatTank(world, seat);
  const inputs = new Uint8Array(SEATS_MAX);
  const kills: Kill[] = [];
  const news: ModeNews[] = [];
  const modeWatch = new ModeWatch();
  for (let tick = 0; tick < ticks; tick++) {
    for (const [seat, bot] of bots) inputs[seat] = chooseButtons(bot, world, seat);
    const atMs = NOW_MS - ((ticks - tick) * 1000) / 30;
    for (const event of step(world, inputs)) {
      if (event.type !== 'destroyed') continue;
      kills.push({ seat: event.seat, by: event.by, how: event.by > SEATS_MAX ? 'ring' : 'shell', atMs });
    }
    modeWatch.watch(world, (what, who, number) => void news.push({ what, who, number, atMs }));
  }
  change?.(world);
  hide(world);
  const start = { mode, armour: 3, pickups: options.pickups, seat: 0, tick: 0 };
  const predictor = new Predictor(arena, start);
  copyWorld(world, predictor.world);
  copyWorld(world, predictor.server);
  state.battle = createBattle(predictor, new ServerClock(), 3, 0);
  state.battle.kills.push(...kills.slice(-8));
  state.battle.news.push(...news.slice(-8));
  return state;
}

/** Takes out of a world what the player of seat 0 does not see. */
function hide(world: World): void {
  const view: View = { left: 0, top: 0, right: 0, bottom: 0 };
  aimView(world, world.tanks[0].x, world.tanks[0].y, view);
  const hidden = world.tanks.map((_, seat) => !seesTank(world, 0, view, seat));
  for (let slot = 0; slot < SHELLS_MAX; slot++)
    if (!seesShell(world, 0, view, slot)) world.shells[slot].flying = 0;
  for (let slot = 0; slot < MINES_MAX; slot++)
    if (!seesMine(world, 0, view, slot)) Object.assign(world.mines[slot], createMine());
  for (const [seat, isHidden] of hidden.entries())
    if (isHidden) Object.assign(world.tanks[seat], createTank());
}
