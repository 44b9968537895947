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

/** The last ticks as they were seen, in a ring. */
export interface Senses {
  readonly sights: readonly Sight[];
  /** The entry that is written next, which is the oldest. */
  next: number;
  /** Ticks that were written down since the last reset. */
  count: number;
  /** What the player's screen shows now. */
  readonly view: View;
}

/** Senses of a bot that knows of things after so many ticks. @param reactionTicks 1 or more */
export function createSenses(reactionTicks: number): Senses {
  return {
    sights: Array.from({ length: reactionTicks + 1 }, createSight),
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
  const { view } = senses;
  aimView(world, own.x, own.y, view);
  const sight = senses.sights[senses.next];
  lookAtTanks(sight.tanks, world, seat, view);
  lookAtShells(sight, world, seat, view);
  for (let team = 0; team < TEAMS_MAX; team++) {
    const { state, carrier, x, y } = world.flags[team];
    const seen = sight.flags[team];
    seen.state = state;
    seen.carrier = carrier;
    seen.x = x;
    seen.y = y;
  }
  for (let index = 0; index < PADS_MAX; index++) {
    sight.pads[index].kind = world.pads[index].kind;
    sight.pads[index].ticks = world.pads[index].ticks;
  }
  senses.next = (senses.next + 1) % senses.sights.length;
  senses.count++;
}

function lookAtTanks(tanks: readonly SeenTank[], world: World, seat: number, view: View): void {
  for (let other = 0; other < SEATS_MAX; other++) {
    const tank = world.tanks[other];
    const seen = tanks[other];
    seen.life = other !== seat && seesTank(world, seat, view, other) ? tank.life : ABSENT;
    if (seen.life === ABSENT) continue;
    seen.x = tank.x;
    seen.y = tank.y;
    seen.heading = tank.heading;
    seen.velocityX = tank.velocityX;
    seen.velocityY = tank.velocityY;
    seen.armour = tank.armour;
    seen.shield = PICKUPS[tank.cover].shields ? tank.coverTicks : tank.shield;
  }
}

function lookAtShells({ shells, mines }: Sight, world: World, seat: number, view: View): void {
  for (let slot = 0; slot < SHELLS_MAX; slot++) {
    const shell = world.shells[slot];
    const seen = shells[slot];
    seen.flying = shell.flying === 1 && seesShell(world, seat, view, slot) ? 1 : 0;
    if (seen.flying === 0) continue;
    seen.x = shell.x;
    seen.y = shell.y;
    seen.heading = shell.heading;
    seen.kind = shell.kind;
  }
  for (let slot = 0; slot < MINES_MAX; slot++) {
    const mine = world.mines[slot];
    const seen = mines[slot];
    seen.laid = mine.laid === 1 && seesMine(world, seat, view, slot) ? 1 : 0;
    if (seen.laid === 0) continue;
    seen.x = mine.x;
    seen.y = mine.y;
  }
}

/** What was to be seen when the bot's reaction time began, or null when it has not gone by since the match began. */
export function recall(senses: Senses): Sight | null {
  return senses.count < senses.sights.length ? null : senses.sights[senses.next];
}
