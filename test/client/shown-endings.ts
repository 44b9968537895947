// How a match of each mode ends, played by bots from a seed and read off by the server's own code: the moment in which the battle stands
// still, and the podium. For golden screens and the gallery; the player of seat 0 looks.
import { ServerClock } from '../../src/client/clock.js';
import { Predictor } from '../../src/client/predictor.js';
import { type ClientState, createBattle } from '../../src/client/state.js';
import { ARENAS } from '../../src/game/arenas.js';
import { createBot } from '../../src/game/bot/bot.js';
import { chooseButtons } from '../../src/game/bot/choose-buttons.js';
import { copyWorld } from '../../src/game/copy-world.js';
import { seatTank } from '../../src/game/match.js';
import { MODES, modeIndex } from '../../src/game/modes.js';
import { pickupSet } from '../../src/game/pickups.js';
import { SEATS_MAX, TICKS_PER_SECOND } from '../../src/game/units.js';
import { OPTIONS_DEFAULT } from '../../src/game/world.js';
import { Battle } from '../../src/server/battle.js';
import { stateIn } from './shown-screens.js';

/** A match that never ends by itself is a mistake. */
const TICKS_MAX = 20_000;

/** How each match is to end. */
const SHOWN: Readonly<
  Record<string, { readonly seed: number; readonly scoreLimit?: number; readonly seconds?: number }>
> = {
  'free-for-all': { seed: 3, scoreLimit: 6 },
  teams: { seed: 4 },
  'capture-the-flag': { seed: 5, seconds: 150 },
  'king-of-the-hill': { seed: 6 },
  'last-tank-standing': { seed: 7, seconds: 120 },
  duel: { seed: 8, scoreLimit: 3, seconds: 300 },
  defend: { seed: 9, seconds: 900 },
};

export const ENDING_MODES = Object.keys(SHOWN);

/** What the player of seat 0 knows when a match is over. @param phase 'battle' while it stands still */
export function shownEnding(mode: string, phase: 'battle' | 'podium'): ClientState {
  const { seed, scoreLimit = 0, seconds = 60 } = SHOWN[mode];
  const state = stateIn(phase);
  const arena = [...ARENAS.values()].find((each) => each.modes.includes(mode) && each.columns < 40)!;
  const { players } = state.room!;
  const options = {
    ...OPTIONS_DEFAULT,
    mode: modeIndex(mode),
    timeLimitTicks: seconds * TICKS_PER_SECOND,
    scoreLimit,
    pickups: pickupSet([], false),
  };
  let random = seed;
  const battle = new Battle(arena, options, 3, () => random++);
  const { world } = battle;
  const bots = players
    .slice(0, MODES[options.mode].seatsMax)
    .map(({ seat }) => createBot(seed * 31 + seat, 1 + (seat % 4)));
  for (const { seat } of players) seatTank(world, seat);
  const buttons = new Uint8Array(SEATS_MAX);
  for (let tick = 0; world.over === 0; tick++) {
    if (tick > TICKS_MAX) throw new Error(`${mode} does not end`);
    for (const [seat, bot] of bots.entries()) buttons[seat] = chooseButtons(bot, world, seat);
    battle.step(buttons);
  }
  const holders = players.map(({ seat, nick, bot }) => ({ seat, nick, account: bot ? null : nick, bot }));
  const { end, podium, awards } = battle.outcome(holders);
  state.room = {
    ...state.room!,
    options: { ...state.room!.options, mode, arena: arena.name },
    ...{ end, podium, awards },
  };
  if (phase === 'podium') return state;
  const predictor = new Predictor(arena, { mode, armour: 3, pickups: options.pickups, seat: 0, tick: 0 });
  copyWorld(world, predictor.world);
  copyWorld(world, predictor.server);
  state.battle = createBattle(predictor, new ServerClock(), 3, 0);
  return state;
}
