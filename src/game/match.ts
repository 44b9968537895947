// A match around the driving and shooting: its beginning, seats, the clock, who comes in, the end. Where a mode has a say,
// its entry in MODES is asked. Only a world with authority spawns or ends: a client's prediction waits for the server.
import type { Arena } from './arena.js';
import { dropFlags } from './flags.js';
import { MODES } from './modes.js';
import { setUpPads } from './pads.js';
import { spawn } from './spawn.js';
import { createMine, NOBODY } from './things.js';
import { MINES_PER_SEAT, RESPAWN_TICKS, SEATS_MAX, SHELLS_PER_SEAT } from './units.js';
import { isTankHidden } from './visibility.js';
import {
  ABSENT,
  ALIVE,
  createScore,
  createTank,
  createWorld,
  type MatchOptions,
  WATCHING,
  type World,
  WRECK,
} from './world.js';

/** A world in which a match begins, set up by its mode, with empty seats; the server's.
 *  @param seed any 32-bit integer */
export function beginMatch(arena: Arena, options: MatchOptions, seed: number): World {
  const world = createWorld(arena, options, seed, true);
  setUpPads(world);
  MODES[options.mode].begin(world);
  return world;
}

/** Gives a seat a tank, which spawns as soon as the mode lets it. Its score starts at 0.
 *  @param team a team of those that the mode lets choose from; the smallest when left out */
export function seatTank(world: World, seat: number, team = NOBODY): void {
  clearSeat(world, seat);
  world.tanks[seat].life = WRECK;
  world.tanks[seat].respawn = 1;
  Object.assign(world.scores[seat], createScore(seat));
  MODES[world.options.mode].onSeated(world, seat);
  if (team !== NOBODY) world.scores[seat].team = team;
}

/** Puts a seat on another team: its tank is a wreck and comes in again there. What it has achieved stays its own.
 *  @param team one of those that the mode lets choose from */
export function changeTeam(world: World, seat: number, team: number): void {
  const { parked } = world.tanks[seat];
  dropFlags(world, seat);
  clearSeat(world, seat);
  Object.assign(world.tanks[seat], { life: WRECK, respawn: RESPAWN_TICKS, parked });
  world.scores[seat].team = team;
}

/** Empties a seat: its tank, shells and mines are gone, and its flag is dropped. */
export function unseatTank(world: World, seat: number): void {
  dropFlags(world, seat);
  clearSeat(world, seat);
  MODES[world.options.mode].onLeft(world, seat);
}

function clearSeat(world: World, seat: number): void {
  Object.assign(world.tanks[seat], createTank());
  for (let slot = seat * SHELLS_PER_SEAT; slot < (seat + 1) * SHELLS_PER_SEAT; slot++)
    world.shells[slot].flying = 0;
  for (let slot = seat * MINES_PER_SEAT; slot < (seat + 1) * MINES_PER_SEAT; slot++)
    Object.assign(world.mines[slot], createMine());
}

/** Steps what is not a tank or a thing: the clock, who comes in, the end. */
export function stepMatch(world: World): void {
  const mode = MODES[world.options.mode];
  if (world.options.timeLimitTicks > 0 && world.ticksLeft > 0) world.ticksLeft--;
  for (let turn = 0; turn < SEATS_MAX; turn++) stepOut(world, (turn + world.tick) % SEATS_MAX);
  if (world.authority && mode.isDecided(world)) {
    world.over = 1;
    world.events.push({ type: 'over' });
  }
}

/** Steps a seat whose tank is not in the arena. */
function stepOut(world: World, seat: number): void {
  const tank = world.tanks[seat];
  if (tank.life === ABSENT || tank.life === ALIVE) return;
  if (tank.respawn > 0) tank.respawn--;
  if (tank.respawn > 0) return;
  if (world.authority) {
    if (!MODES[world.options.mode].maySpawn(world, seat)) tank.life = WATCHING;
    else if (tank.parked === 0) spawn(world, seat);
  }
  if (tank.life === WATCHING) watch(world, seat);
}

/** Takes the place of one that watches along with the tank that is nearest to it, so that it stays with one for as long as
 *  that lives; a hidden one is not followed. */
function watch(world: World, seat: number): void {
  const own = world.tanks[seat];
  let followed = -1;
  let nearest = Number.MAX_SAFE_INTEGER;
  for (let other = 0; other < SEATS_MAX; other++) {
    const tank = world.tanks[other];
    const distance = Math.abs(tank.x - own.x) + Math.abs(tank.y - own.y);
    if (tank.life !== ALIVE || distance >= nearest) continue;
    followed = other;
    nearest = distance;
  }
  own.velocityX = 0;
  own.velocityY = 0;
  if (followed < 0 || isTankHidden(world, followed)) return;
  const { x, y, velocityX, velocityY } = world.tanks[followed];
  own.x = x;
  own.y = y;
  own.velocityX = velocityX;
  own.velocityY = velocityY;
}
