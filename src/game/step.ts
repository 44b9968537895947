// THE RULES' one door: the world moves here and nowhere else, on the server and in the client's prediction alike.
// PROTOCOL 12 tells these rules to who writes a client: a change here or below is one there.
import { stepFlags } from './flags.js';
import { stepMatch } from './match.js';
import { stepMines } from './mines.js';
import { stepPads } from './pads.js';
import { stepShell } from './shell.js';
import { stepTank } from './tank.js';
import { ageThings, HELD } from './things.js';
import { SEATS_MAX, SHELLS_MAX } from './units.js';
import type { World, WorldEvent } from './world.js';
import { stepHill, stepRing } from './zones.js';

/** Moves the world by one tick: tanks, then shells, then what lies and stands in the arena, then the match around it.
 *  Who goes first changes from tick to tick, so that no seat is better than another.
 *  @param world changed in place; a world that is over or held only counts the tick
 *  @param inputs one buttons byte a seat, SEATS_MAX of them; bytes of empty seats are ignored
 *  @returns what happened, good until the next step of this world */
export function step(world: World, inputs: Uint8Array): readonly WorldEvent[] {
  if (world.events.length > 0) world.events.length = 0;
  world.tick++;
  if (world.over === 1 || world.stage.sudden === HELD) return world.events;
  for (let turn = 0; turn < SEATS_MAX; turn++) {
    const seat = (turn + world.tick) % SEATS_MAX;
    stepTank(world, seat, world.tanks[seat].parked === 1 ? 0 : inputs[seat]);
  }
  for (let turn = 0; turn < SHELLS_MAX; turn++) {
    const slot = (turn + world.tick) % SHELLS_MAX;
    if (world.shells[slot].flying === 1) stepShell(world, slot);
  }
  stepRing(world);
  ageThings(world);
  stepPads(world);
  stepMines(world);
  stepFlags(world);
  stepHill(world);
  stepMatch(world);
  return world.events;
}
