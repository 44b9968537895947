// The queue of a duel: two fight (turn 0), the others wait (turn 1 and on), and who loses goes to its end. Called by the
// entry in modes.ts; it changes turns alone.
import { NOBODY } from './things.js';
import { SEATS_MAX } from './units.js';
import { ABSENT, type World } from './world.js';

/** Seats that fight at the same time. */
const FIGHTERS = 2;

/** Puts a seat that was just taken at the end. */
export function queueUp(world: World, seat: number): void {
  world.scores[seat].turn = 0;
  let fighters = 0;
  let last = 0;
  for (let other = 0; other < SEATS_MAX; other++) {
    if (other === seat || world.tanks[other].life === ABSENT) continue;
    if (world.scores[other].turn === 0) fighters++;
    last = Math.max(last, world.scores[other].turn);
  }
  if (fighters >= FIGHTERS) world.scores[seat].turn = last + 1;
}

/** Takes a seat that was just freed out of it; those behind move up. */
export function leaveQueue(world: World, seat: number): void {
  const { turn } = world.scores[seat];
  world.scores[seat].turn = 0;
  moveUp(world, turn, seat);
}

/** Sends the fighter who lost to the end and lets the next one fight; with nobody in the queue both fight again. */
export function sendToEnd(world: World, winner: number): void {
  const loser = seatWithTurn(world, 0, winner);
  if (loser === NOBODY || seatWithTurn(world, 1, NOBODY) === NOBODY) return;
  moveUp(world, 0, loser);
  world.scores[loser].turn = lastTurn(world) + 1;
}

function lastTurn(world: World): number {
  let last = 0;
  for (let seat = 0; seat < SEATS_MAX; seat++) {
    if (world.tanks[seat].life !== ABSENT) last = Math.max(last, world.scores[seat].turn);
  }
  return last;
}

/** Brings everybody behind a turn one place forward, but for one seat. */
function moveUp(world: World, turn: number, but: number): void {
  for (let seat = 0; seat < SEATS_MAX; seat++) {
    if (seat === but || world.tanks[seat].life === ABSENT) continue;
    if (world.scores[seat].turn > turn) world.scores[seat].turn--;
  }
}

function seatWithTurn(world: World, turn: number, but: number): number {
  for (let seat = 0; seat < SEATS_MAX; seat++) {
    if (seat !== but && world.tanks[seat].life !== ABSENT && world.scores[seat].turn === turn) return seat;
  }
  return NOBODY;
}
