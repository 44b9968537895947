// What a bot is shown: tanks and shells that a player in its seat is sent, each tick written down, and read again when
// the bot's reaction time has gone by. Called by the bot once a tick. It must copy nothing that the player would not see.
import { PICKUPS } from '../pickups.js';
import { FLAG_NONE } from '../things.js';
import { MINES_MAX, PADS_MAX, SEATS_MAX, SHELLS_MAX, TEAMS_MAX } from '../units.js';
import { aimView, seesMine, seesShell, seesTank, type View } from '../visibility.js';
import { ABSENT, type World } from '../world.js';

/** A tank as it was seen. Nothing but `life` means anything while that is ABSENT: not there, or not to be seen. */
export interface SeenTank {
  life: number;
  x: number;
  y: number;
  heading: number;
  velocityX: number;
  velocityY: number;
  armour: number;
  /** Ticks for which nothing harms it. */
  shield: number;
}

/** A shell as it was seen; `flying` is 0 when it was not. */
export interface SeenShell {
  flying: number;
  x: number;
  y: number;
  heading: number;
  kind: number;
}

/** A mine as it was seen; `laid` is 0 when it was not. */
export interface SeenMine {
  laid: number;
  x: number;
  y: number;
}

/** A flag, of which everybody is told. */
export interface SeenFlag {
  state: number;
  carrier: number;
  x: number;
  y: number;
}

/** A pad, of which everybody is told. */
export interface SeenPad {
  kind: number;
  ticks: number;
}

/** What was to be seen in one tick, by seat and by slot. */
export interface Sight {
  readonly tanks: readonly SeenTank[];
  readonly shells: readonly SeenShell[];
  readonly mines: readonly SeenMine[];
  readonly flags: readonly SeenFlag[];
  readonly pads: readonly SeenPad[];
}

/** The last ticks as they were seen, in a ring of plain numbers: kept as objects they would be most of what a bot weighs. */
export interface Senses {
  /** Entries of SIGHT_NUMBERS. */
  readonly ring: Int16Array;
  /** The entry that was read last. */
  readonly sight: Sight;
  /** Entries of the ring. */
  readonly length: number;
  /** The entry that is written next, which is the oldest. */
  next: number;
  /** Ticks that were written down since the last reset. */
  count: number;
  /** What the player's screen shows now. */
  readonly view: View;
}

/** Numbers that stand in the ring for one of each, and for all of a tick. */
const TANK_NUMBERS = 8;
const SHELL_NUMBERS = 5;
const MINE_NUMBERS = 3;
const FLAG_NUMBERS = 4;
const PAD_NUMBERS = 2;
const SIGHT_NUMBERS =
  TANK_NUMBERS * SEATS_MAX +
  SHELL_NUMBERS * SHELLS_MAX +
  MINE_NUMBERS * MINES_MAX +
  FLAG_NUMBERS * TEAMS_MAX +
  PAD_NUMBERS * PADS_MAX;

/** Senses of a bot that knows of things after so many ticks. @param reactionTicks 1 or more */
export function createSenses(reactionTicks: number): Senses {
  const length = reactionTicks + 1;
  return {
    ring: new Int16Array(length * SIGHT_NUMBERS),
    sight: createSight(),
    length,
    next: 0,
    count: 0,
    view: { left: 0, top: 0, right: 0, bottom: 0 },
  };
}

function createSight(): Sight {
  return {
    tanks: Array.from({ length: SEATS_MAX }, () => ({
      life: ABSENT,
      x: 0,
      y: 0,
      heading: 0,
      velocityX: 0,
      velocityY: 0,
      armour: 0,
      shield: 0,
    })),
    shells: Array.from({ length: SHELLS_MAX }, () => ({ flying: 0, x: 0, y: 0, heading: 0, kind: 0 })),
    mines: Array.from({ length: MINES_MAX }, () => ({ laid: 0, x: 0, y: 0 })),
    flags: Array.from({ length: TEAMS_MAX }, () => ({ state: FLAG_NONE, carrier: 0, x: 0, y: 0 })),
    pads: Array.from({ length: PADS_MAX }, () => ({ kind: 0, ticks: 0 })),
  };
}

/** Forgets everything: a match begins. */
export function resetSenses(senses: Senses): void {
  senses.next = 0;
  senses.count = 0;
}

/** Writes down what the player of a seat sees now. Changes the senses, never the world. */
export function look(senses: Senses, world: World, seat: number): void {
  const own = world.tanks[seat];
  const { ring, view } = senses;
  aimView(world, own.x, own.y, view);
  let at = senses.next * SIGHT_NUMBERS;
  at = lookAtTanks(ring, at, world, seat, view);
  at = lookAtShells(ring, at, world, seat, view);
  for (let team = 0; team < TEAMS_MAX; team++) {
    const { state, carrier, x, y } = world.flags[team];
    ring[at++] = state;
    ring[at++] = carrier;
    ring[at++] = x;
    ring[at++] = y;
  }
  for (let index = 0; index < PADS_MAX; index++) {
    ring[at++] = world.pads[index].kind;
    ring[at++] = world.pads[index].ticks;
  }
  senses.next = (senses.next + 1) % senses.length;
  senses.count++;
}

function lookAtTanks(ring: Int16Array, start: number, world: World, seat: number, view: View): number {
  let at = start;
  for (let other = 0; other < SEATS_MAX; other++, at += TANK_NUMBERS) {
    const tank = world.tanks[other];
    ring[at] = other !== seat && seesTank(world, seat, view, other) ? tank.life : ABSENT;
    if (ring[at] === ABSENT) continue;
    ring[at + 1] = tank.x;
    ring[at + 2] = tank.y;
    ring[at + 3] = tank.heading;
    ring[at + 4] = tank.velocityX;
    ring[at + 5] = tank.velocityY;
    ring[at + 6] = tank.armour;
    ring[at + 7] = PICKUPS[tank.cover].shields ? tank.coverTicks : tank.shield;
  }
  return at;
}

function lookAtShells(ring: Int16Array, start: number, world: World, seat: number, view: View): number {
  let at = start;
  for (let slot = 0; slot < SHELLS_MAX; slot++, at += SHELL_NUMBERS) {
    const shell = world.shells[slot];
    ring[at] = shell.flying === 1 && seesShell(world, seat, view, slot) ? 1 : 0;
    if (ring[at] === 0) continue;
    ring[at + 1] = shell.x;
    ring[at + 2] = shell.y;
    ring[at + 3] = shell.heading;
    ring[at + 4] = shell.kind;
  }
  for (let slot = 0; slot < MINES_MAX; slot++, at += MINE_NUMBERS) {
    const mine = world.mines[slot];
    ring[at] = mine.laid === 1 && seesMine(world, seat, view, slot) ? 1 : 0;
    if (ring[at] === 0) continue;
    ring[at + 1] = mine.x;
    ring[at + 2] = mine.y;
  }
  return at;
}

/** What was to be seen when the bot's reaction time began, or null when it has not gone by since the match began.
 *  @returns good until the next call */
export function recall(senses: Senses): Sight | null {
  if (senses.count < senses.length) return null;
  const { ring, sight } = senses;
  let at = senses.next * SIGHT_NUMBERS;
  for (let seat = 0; seat < SEATS_MAX; seat++, at += TANK_NUMBERS) recallTank(sight.tanks[seat], ring, at);
  for (let slot = 0; slot < SHELLS_MAX; slot++, at += SHELL_NUMBERS) {
    const shell = sight.shells[slot];
    shell.flying = ring[at];
    if (shell.flying === 0) continue;
    shell.x = ring[at + 1];
    shell.y = ring[at + 2];
    shell.heading = ring[at + 3];
    shell.kind = ring[at + 4];
  }
  for (let slot = 0; slot < MINES_MAX; slot++, at += MINE_NUMBERS) {
    const mine = sight.mines[slot];
    mine.laid = ring[at];
    if (mine.laid === 0) continue;
    mine.x = ring[at + 1];
    mine.y = ring[at + 2];
  }
  for (let team = 0; team < TEAMS_MAX; team++, at += FLAG_NUMBERS) {
    const flag = sight.flags[team];
    flag.state = ring[at];
    flag.carrier = ring[at + 1];
    flag.x = ring[at + 2];
    flag.y = ring[at + 3];
  }
  for (let index = 0; index < PADS_MAX; index++, at += PAD_NUMBERS) {
    sight.pads[index].kind = ring[at];
    sight.pads[index].ticks = ring[at + 1];
  }
  return sight;
}

function recallTank(tank: SeenTank, ring: Int16Array, at: number): void {
  tank.life = ring[at];
  if (tank.life === ABSENT) return;
  tank.x = ring[at + 1];
  tank.y = ring[at + 2];
  tank.heading = ring[at + 3];
  tank.velocityX = ring[at + 4];
  tank.velocityY = ring[at + 5];
  tank.armour = ring[at + 6];
  tank.shield = ring[at + 7];
}
