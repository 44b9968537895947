// A match around the driving and shooting: seats, harm, respawn, time and end. Where a mode has a say, its entry in
// MODES is asked. Only a world with authority is harmed, spawns or ends: a client's prediction waits for the server.
import { DOWN, UP } from './buttons.js';
import { MODES } from './modes.js';
import { drawInteger } from './random.js';
import { overlaps } from './space.js';
import { NOBODY } from './things.js';
import { RESPAWN_TICKS, SEATS_MAX, SHELLS_PER_SEAT, SHIELD_TICKS, TILE } from './units.js';
import { ABSENT, ALIVE, createScore, createTank, type World, WRECK } from './world.js';

/** A spawn pad with every enemy this far away is as good as any other. */
const SAFE_DISTANCE = 12 * TILE;

/** Gives a seat a tank, which spawns in the next step. Its score starts at 0. */
export function seatTank(world: World, seat: number): void {
  Object.assign(world.tanks[seat], createTank());
  Object.assign(world.scores[seat], createScore(seat));
  world.tanks[seat].life = WRECK;
  world.tanks[seat].respawn = 1;
}

/** Empties a seat: its tank and shells are gone. */
export function unseatTank(world: World, seat: number): void {
  Object.assign(world.tanks[seat], createTank());
  for (let slot = seat * SHELLS_PER_SEAT; slot < (seat + 1) * SHELLS_PER_SEAT; slot++)
    world.shells[slot].flying = 0;
}

/** Takes one point of armour, and the tank when it was the last. */
export function harm(world: World, seat: number, by: number): void {
  const tank = world.tanks[seat];
  const mode = MODES[world.options.mode];
  if (!world.authority || world.over === 1 || tank.shield > 0 || !mode.mayHarm(world, by, seat)) return;
  tank.armour--;
  world.events.push({ type: 'hit', seat, by });
  if (tank.armour > 0) return;
  tank.life = WRECK;
  tank.respawn = RESPAWN_TICKS;
  tank.buttons = 0;
  tank.shield = 0;
  world.scores[seat].deaths++;
  if (by !== NOBODY) world.scores[by].kills++;
  mode.onDestroyed(world, seat, by);
  world.events.push({ type: 'destroyed', seat, by, x: tank.x, y: tank.y });
}

/** Steps what is not a tank or a shell: the clock, respawns, the end. */
export function stepMatch(world: World): void {
  if (world.options.timeLimitTicks > 0 && world.ticksLeft > 0) world.ticksLeft--;
  for (let seat = 0; seat < SEATS_MAX; seat++) {
    const tank = world.tanks[seat];
    if (tank.life !== WRECK) continue;
    if (tank.respawn > 0) tank.respawn--;
    if (world.authority && tank.respawn === 0 && tank.parked === 0) spawn(world, seat);
  }
  if (world.authority && MODES[world.options.mode].isOver(world)) {
    world.over = 1;
    world.events.push({ type: 'over' });
  }
}

/** Puts a tank on a free pad, one far from its enemies if there is one. With no pad free it waits. */
function spawn(world: World, seat: number): void {
  const { spawns, rows } = world.arena;
  let chosen = -1;
  let chosenDistance = -1;
  let alike = 0;
  for (let index = 0; index < spawns.length; index++) {
    const distance = Math.min(SAFE_DISTANCE, distanceToTanks(world, seat, spawns[index].x, spawns[index].y));
    if (distance < 0 || distance < chosenDistance) continue;
    alike = distance === chosenDistance ? alike + 1 : 1;
    chosenDistance = distance;
    // Each of several equal pads ends up chosen with the same chance.
    if (drawInteger(world, alike) === 0) chosen = index;
  }
  if (chosen < 0) return;
  const { x, y } = spawns[chosen];
  const { parked } = world.tanks[seat];
  Object.assign(world.tanks[seat], createTank(), {
    life: ALIVE,
    x,
    y,
    heading: y > (rows * TILE) / 2 ? UP : DOWN,
    armour: world.options.armour,
    shield: SHIELD_TICKS,
    parked,
  });
  world.events.push({ type: 'spawned', seat });
}

/** Distance from a place to the nearest living tank of another seat, or -1 when one stands on it. */
function distanceToTanks(world: World, seat: number, x: number, y: number): number {
  let nearest = SAFE_DISTANCE;
  for (let other = 0; other < SEATS_MAX; other++) {
    const tank = world.tanks[other];
    if (other === seat || tank.life === ABSENT || tank.life === WRECK) continue;
    if (overlaps(tank, x, y)) return -1;
    nearest = Math.min(nearest, Math.abs(tank.x - x) + Math.abs(tank.y - y));
  }
  return nearest;
}
