// Matches in rounds: last tank standing and duel. A round ends when one side at most is left; after a pause all ground is as
// it was, who takes part spawns under a truce, and the ring begins to close in. Called by the entries of modes.ts.

import { countOf, onlyOne, sidesAlive, sidesPresent } from './sides.js';
import { createMine, NOBODY } from './things.js';
import {
  MINES_MAX,
  RING_FIRST_TICKS,
  RING_STEP_TICKS,
  ROUND_PAUSE_TICKS,
  ROUND_TRUCE_TICKS,
  SEATS_MAX,
  SHELLS_MAX,
} from './units.js';
import { ABSENT, ALIVE, createTank, type World, WRECK } from './world.js';

/** Sets the first round up: it begins with its truce. */
export function beginRounds(world: World): void {
  world.stage.number = 1;
  world.stage.pause = ROUND_TRUCE_TICKS + 1;
}

/** True while the tanks of a round come in and cannot be harmed: from the tick after clearRound() on, which would undo it. */
export function isTruce(world: World): boolean {
  return world.stage.pause > 0 && world.stage.pause < ROUND_TRUCE_TICKS;
}

/** Takes the rounds one tick on.
 *  @param takesPart says whether a seat plays the round
 *  @param onWon is told the seat that won, NOBODY when none did */
export function stepRounds(
  world: World,
  takesPart: (world: World, seat: number) => boolean,
  onWon: (world: World, seat: number) => void,
): void {
  const { stage } = world;
  if (stage.pause === ROUND_TRUCE_TICKS) clearRound(world, takesPart);
  if (stage.pause > 1) return;
  if (stage.pause === 1) {
    // A round needs two; until then everybody may drive about.
    if (countOf(sidesPresent(world)) < 2) stage.pause = ROUND_TRUCE_TICKS - 1;
    else stage.ringTicks = stage.sudden === 0 ? RING_FIRST_TICKS : RING_STEP_TICKS;
    return;
  }
  const alive = sidesAlive(world);
  if (countOf(alive) > 1) return;
  const side = onlyOne(alive);
  const winner = side === NOBODY ? NOBODY : seatOfSide(world, side);
  onWon(world, winner);
  world.events.push({ type: 'round-won', seat: winner });
  stage.number++;
  stage.pause = ROUND_PAUSE_TICKS;
  stage.ringTicks = 0;
}

function seatOfSide(world: World, side: number): number {
  for (let seat = 0; seat < SEATS_MAX; seat++) {
    if (world.tanks[seat].life === ALIVE && world.scores[seat].team === side) return seat;
  }
  return NOBODY;
}

function clearRound(world: World, takesPart: (world: World, seat: number) => boolean): void {
  world.terrain.set(world.arena.tiles);
  world.events.push({ type: 'rebuilt' }, { type: 'round-begins', number: world.stage.number });
  // In sudden death too: all who come in outside of a closed ring would end in the same tick, round after round.
  Object.assign(world.stage, { ring: 0, ringTicks: 0 });
  for (let slot = 0; slot < SHELLS_MAX; slot++) world.shells[slot].flying = 0;
  for (let slot = 0; slot < MINES_MAX; slot++) Object.assign(world.mines[slot], createMine());
  for (let seat = 0; seat < SEATS_MAX; seat++) {
    const tank = world.tanks[seat];
    if (tank.life === ABSENT) continue;
    const { x, y, parked } = tank;
    // Who does not take part watches from the next step on.
    Object.assign(tank, createTank(), { life: WRECK, x, y, parked, respawn: takesPart(world, seat) ? 1 : 0 });
  }
}
