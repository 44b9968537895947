// One short match of bots in a mode, the same in every run of a seed: what the tests of the modes are made of.
import * as assert from 'uvu/assert';
import type { Arena } from '../../src/game/arena.js';
import { ARENAS } from '../../src/game/arenas.js';
import { createBot } from '../../src/game/bot/bot.js';
import { chooseButtons } from '../../src/game/bot/choose-buttons.js';
import { beginMatch, seatTank } from '../../src/game/match.js';
import { MODES, rankSeats } from '../../src/game/modes.js';
import { pickupSet } from '../../src/game/pickups.js';
import { step } from '../../src/game/step.js';
import { SEATS_MAX, SUDDEN_TICKS, TICKS_PER_SECOND } from '../../src/game/units.js';
import { OPTIONS_DEFAULT, type World, type WorldEvent } from '../../src/game/world.js';

const SECONDS = 8;

/** What came of a match. */
export interface Played {
  readonly world: World;
  readonly events: WorldEvent[];
  readonly ranked: number[];
}

/** Small arenas that suit a mode: the others only take longer. */
function arenasOf(mode: number): Arena[] {
  const fitting = [...ARENAS.values()].filter(({ modes }) => modes.includes(MODES[mode].id));
  const least = Math.min(...fitting.map(({ columns }) => columns));
  return fitting.filter(({ columns }) => columns === least);
}

/** Plays a match to its end.
 *  @param seatOf where each bot sits, in the order in which they come
 *  @param look is shown the world after each tick @param seconds until the time is up */
export function play(
  mode: number,
  seed: number,
  seatOf: readonly number[],
  look: (world: World) => void = () => {},
  seconds = SECONDS,
): Played {
  const limit = seconds * TICKS_PER_SECOND;
  const arenas = arenasOf(mode);
  const teams = MODES[mode].id === 'teams' ? 2 + (seed % 3) : 2;
  const options = {
    ...OPTIONS_DEFAULT,
    mode,
    teams,
    timeLimitTicks: limit,
    armour: 1,
    pickups: pickupSet([], seed % 2 === 0),
    teamDamage: seed % 5 === 0 ? 1 : 0,
  };
  const world = beginMatch(arenas[seed % arenas.length], options, seed);
  const bots = Array.from({ length: SEATS_MAX }, (_, seat) => createBot(seed * 31 + seat, 1 + (seed & 3)));
  for (const seat of seatOf) seatTank(world, seat);
  const inputs = new Uint8Array(SEATS_MAX);
  const events: WorldEvent[] = [];
  while (world.over === 0) {
    assert.ok(world.tick <= limit + SUDDEN_TICKS, `${MODES[mode].id}, seed ${seed}: does not end`);
    for (let seat = 0; seat < SEATS_MAX; seat++) inputs[seat] = chooseButtons(bots[seat], world, seat);
    events.push(...step(world, inputs));
    look(world);
  }
  return { world, events, ranked: rankSeats(world, MODES[mode], seatOf) };
}
