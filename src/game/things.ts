// What is in an arena beside tanks and shells, and what a match stands at: plain integers, made empty and set up by the
// mode (modes.ts) or by the pickups' schedule (pickups.ts). Lengths in units, times in ticks. Nothing here knows a mode.

/** Nobody: a seat or a team that is not there, as in `by` of an event, the carrier of a flag, the holder of a hill. */
export const NOBODY = 255;

/** A pad on which pickups appear. There is none where `kind` is 0. */
export interface Pad {
  /** Index in PICKUPS of what lies here, or of what comes next. */
  kind: number;
  /** Until it appears, each one less a tick; 0 while it lies here. */
  ticks: number;
  x: number;
  y: number;
}

/** A mine on the ground; its slot tells whose it is: `seat * MINES_PER_SEAT + n`. */
export interface Mine {
  /** 0 or 1. */
  laid: number;
  /** Until it is armed, each one less a tick. */
  ticks: number;
  x: number;
  y: number;
}

/** Values of `Flag.state`. */
export const FLAG_NONE = 0;
export const FLAG_HOME = 1;
export const FLAG_CARRIED = 2;
export const FLAG_DROPPED = 3;

/** A team's flag; its index is the team. */
export interface Flag {
  state: number;
  /** Seat that carries it, NOBODY when none does. */
  carrier: number;
  /** Until a dropped one is back home, each one less a tick. */
  ticks: number;
  /** Where it lies; where it was taken while somebody carries it. */
  x: number;
  y: number;
  /** Where it belongs. */
  homeX: number;
  homeY: number;
}

/** A team's base; its index is the team. There is none where `healthMax` is 0. */
export interface Base {
  health: number;
  healthMax: number;
  x: number;
  y: number;
}

/** A team; its index is that in `Score.team` where the mode has teams. */
export interface Team {
  points: number;
}

/** The hill. There is none where `radius` is 0. */
export interface Hill {
  x: number;
  y: number;
  /** Half the side of its square. */
  radius: number;
  /** Team (Score.team) that holds it alone, NOBODY while none does. */
  holder: number;
}

/** Sudden death stands still (settle.ts). */
export const HELD = 2;

/** Where a match stands: rounds, waves, the ring that closes in, sudden death. */
export interface Stage {
  /** Number of the round or wave, from 1 on; 0 where there are none. */
  number: number;
  /** Enemies that have yet to come in this wave. */
  left: number;
  /** Until the next round or wave begins, each one less a tick; 0 while one is on. */
  pause: number;
  /** 1 from the moment at which a draw has to be decided; HELD while two settle it otherwise. */
  sudden: number;
  /** Tiles from each edge of the arena that the ring has closed; who is there is harmed. */
  ring: number;
  /** Until it closes by one more, each one less a tick; 0 while it stands still. */
  ringTicks: number;
}

/** Those of a world that count down. */
export interface Things {
  readonly pads: readonly Pad[];
  readonly mines: readonly Mine[];
  readonly flags: readonly Flag[];
  readonly stage: Stage;
}

/** Takes a tick off all that counts down by itself; what happens at 0 is up to the rules. */
export function ageThings({ pads, mines, flags, stage }: Things): void {
  for (let index = 0; index < pads.length; index++) if (pads[index].ticks > 0) pads[index].ticks--;
  for (let slot = 0; slot < mines.length; slot++) if (mines[slot].ticks > 0) mines[slot].ticks--;
  for (let team = 0; team < flags.length; team++) if (flags[team].ticks > 0) flags[team].ticks--;
  if (stage.pause > 0) stage.pause--;
  if (stage.ringTicks > 0) stage.ringTicks--;
}

/** A pad that is not there. */
export function createPad(): Pad {
  return { kind: 0, ticks: 0, x: 0, y: 0 };
}

/** A mine that is not there. */
export function createMine(): Mine {
  return { laid: 0, ticks: 0, x: 0, y: 0 };
}

/** A flag that is not there. */
export function createFlag(): Flag {
  return { state: FLAG_NONE, carrier: NOBODY, ticks: 0, x: 0, y: 0, homeX: 0, homeY: 0 };
}

/** A base that is not there. */
export function createBase(): Base {
  return { health: 0, healthMax: 0, x: 0, y: 0 };
}

/** A team without points. */
export function createTeam(): Team {
  return { points: 0 };
}

/** A hill that is not there. */
export function createHill(): Hill {
  return { x: 0, y: 0, radius: 0, holder: NOBODY };
}

/** A match without rounds, waves or a ring. */
export function createStage(): Stage {
  return { number: 0, left: 0, pause: 0, sudden: 0, ring: 0, ringTicks: 0 };
}
