// What is drawn: the prediction between two ticks, so that all moves evenly at any frame rate and a key shows in the next frame.
// The own tank is where its inputs will act; what is far from it is where the server has it now; between the two the
// difference fades, so that what touches the own tank is in its time (a local perception filter: Sharkey, Ryan and Roberts
// 1998). Read by the draw loop; it changes nothing but its own world.
import { HEADING_X, HEADING_Y } from '../game/buttons.js';
import { copyWorld } from '../game/copy-world.js';
import { SHELL_KINDS } from '../game/shell-kinds.js';
import { SEATS_MAX, SHELLS_MAX, SHELLS_PER_SEAT, TILE } from '../game/units.js';
import { ALIVE, createWorld, type Shell, type World } from '../game/world.js';
import type { ServerClock } from './clock.js';
import type { Predictor } from './predictor.js';

/** Distances in units from the own tank: nearer than the first all is in its time, beyond the second in the server's. */
const NEAR = 4 * TILE;
const FAR = 10 * TILE;
/** Time in which half of a correction is gone, in ms. */
const SMOOTH_HALF_MS = 45;
/** A tank that is corrected by more than this is somewhere else: it is not drawn on the way there. */
const SMOOTH_REACH = 3 * TILE;

/** How the others are drawn: as above, or for measurements all in one time. `past` is interpolation between the last two
 *  things that the server has said. */
export type OthersIn = 'both' | 'own-time' | 'server-time' | 'past';
/** How far in the past that is, behind the way that a snapshot takes: two gaps between snapshots. */
const PAST_TICKS = 2;

interface Place {
  x: number;
  y: number;
}

/** Where a tank was drawn last, before its correction was smoothed; where it was going; and what is left to smooth. */
interface Trace {
  isThere: boolean;
  x: number;
  y: number;
  /** Units a tick. */
  velocityX: number;
  velocityY: number;
  offsetX: number;
  offsetY: number;
}

/** The world as it is drawn. */
export class DrawnWorld {
  readonly #predictor: Predictor;
  readonly #clock: ServerClock;
  readonly #othersIn: OthersIn;
  readonly #world: World;
  readonly #traces: Trace[] = Array.from({ length: SEATS_MAX }, () => ({
    isThere: false,
    x: 0,
    y: 0,
    velocityX: 0,
    velocityY: 0,
    offsetX: 0,
    offsetY: 0,
  }));
  #atMs = 0;
  #revision = -1;
  #corrections = 0;

  constructor(predictor: Predictor, clock: ServerClock, othersIn: OthersIn = 'both') {
    this.#predictor = predictor;
    this.#clock = clock;
    this.#othersIn = othersIn;
    const { arena, options } = predictor.server;
    this.#world = createWorld(arena, options, 0, false);
  }

  /** The world to draw at a time; good until the next call.
   *  @param buttons held now: what they do shows at once */
  at(nowMs: number, buttons: number): World {
    const predictor = this.#predictor;
    const next = predictor.lookAhead(buttons);
    const { world, server } = predictor;
    const own = clamp(this.#clock.predictedTick(nowMs) - world.tick, 0, 1);
    const heard = this.#clock.presentTick(nowMs);
    const presentTick =
      this.#othersIn === 'past'
        ? Math.max(0, heard - this.#clock.halfWayTicks - PAST_TICKS)
        : clamp(heard, server.tick, world.tick + own);
    const present = Math.floor(presentTick);
    const was = predictor.worldAt(present);
    const will = present < world.tick ? predictor.worldAt(present + 1) : next;
    copyWorld(world, this.#world);
    const times: Times = { world, next, own, was, will, others: presentTick - present };
    this.#drawOwn(times);
    for (let seat = 0; seat < SEATS_MAX; seat++) if (seat !== predictor.seat) this.#drawTank(seat, times);
    for (let slot = 0; slot < SHELLS_MAX; slot++) this.#drawShell(slot, times);
    this.#smooth(nowMs);
    return this.#world;
  }

  #drawOwn({ world, next, own }: Times): void {
    const { seat } = this.#predictor;
    const tank = this.#world.tanks[seat];
    if (tank.life !== ALIVE) return;
    Object.assign(tank, next.tanks[seat]);
    lerp(world.tanks[seat], next.tanks[seat], own, tank);
  }

  #drawTank(seat: number, { world, next, own, was, will, others }: Times): void {
    const tank = this.#world.tanks[seat];
    const past = was.tanks[seat];
    if (tank.life !== ALIVE || past.life !== ALIVE) return;
    lerp(world.tanks[seat], next.tanks[seat], own, tank);
    lerp(past, will.tanks[seat], others, place);
    const share = this.#share(tank);
    if (share < 0.5) {
      tank.heading = past.heading;
      tank.reload = past.reload;
    }
    lerp(place, tank, share, tank);
  }

  #drawShell(slot: number, { world, next, own, was, will, others }: Times): void {
    const shell = this.#world.shells[slot];
    const isOwn = Math.floor(slot / SHELLS_PER_SEAT) === this.#predictor.seat;
    const isAhead = flight(world.shells[slot], next.shells[slot], own, shell);
    const isPresent = flight(was.shells[slot], will.shells[slot], others, place);
    const share = this.#share(isAhead ? shell : place);
    if (isAhead && isPresent) lerp(place, shell, share, shell);
    else if (isPresent && share < 0.5) {
      // In the own tank's time it has hit already; the server will say what.
      Object.assign(shell, was.shells[slot], place, { flying: 1 });
      return;
    } else if (!isAhead || (share < 0.5 && !isOwn)) {
      shell.flying = 0;
      return;
    }
    shell.flying = 1;
    shell.heading = (next.shells[slot].flying === 1 ? next : world).shells[slot].heading;
  }

  /** 1 for what is in the own tank's time, 0 for what is in the server's. */
  #share(at: Place): number {
    if (this.#othersIn !== 'both') return this.#othersIn === 'own-time' ? 1 : 0;
    const own = this.#world.tanks[this.#predictor.seat];
    const distance = Math.max(Math.abs(own.x - at.x), Math.abs(own.y - at.y));
    return clamp((FAR - distance) / (FAR - NEAR), 0, 1);
  }

  /** Takes a correction that a snapshot has brought back little by little: a tank never jumps by what it can drive. */
  #smooth(nowMs: number): void {
    const { revision, corrections, seat: own } = this.#predictor;
    const ticks = (nowMs - this.#atMs) / this.#clock.tickMs;
    const left = 0.5 ** ((nowMs - this.#atMs) / SMOOTH_HALF_MS);
    for (let seat = 0; seat < SEATS_MAX; seat++) {
      const tank = this.#world.tanks[seat];
      const trace = this.#traces[seat];
      const isThere = tank.life === ALIVE;
      const isCorrected = seat === own ? corrections !== this.#corrections : revision !== this.#revision;
      trace.offsetX *= left;
      trace.offsetY *= left;
      if (isThere && trace.isThere && isCorrected) {
        trace.offsetX += trace.x + trace.velocityX * ticks - tank.x;
        trace.offsetY += trace.y + trace.velocityY * ticks - tank.y;
      }
      const isNear = Math.abs(trace.offsetX) + Math.abs(trace.offsetY) <= SMOOTH_REACH;
      if (!isThere || !trace.isThere || !isNear) {
        trace.offsetX = 0;
        trace.offsetY = 0;
      }
      trace.isThere = isThere;
      trace.x = tank.x;
      trace.y = tank.y;
      trace.velocityX = tank.velocityX;
      trace.velocityY = tank.velocityY;
      tank.x = Math.round(tank.x + trace.offsetX);
      tank.y = Math.round(tank.y + trace.offsetY);
    }
    this.#atMs = nowMs;
    this.#revision = revision;
    this.#corrections = corrections;
  }
}

/** Two ticks in the own tank's time and the share of the way between them, and the same in the server's. */
interface Times {
  readonly world: World;
  readonly next: World;
  readonly own: number;
  readonly was: World;
  readonly will: World;
  readonly others: number;
}

/** Used again and again, so that a frame allocates nothing for it. */
const place: Place = { x: 0, y: 0 };

function lerp(from: Place, to: Place, share: number, out: Place): void {
  const { x, y } = from;
  out.x = x + (to.x - x) * share;
  out.y = y + (to.y - y) * share;
}

/** Where a shell is between two ticks. @returns false when it is in the air in neither */
function flight(from: Shell, to: Shell, share: number, out: Place): boolean {
  if (from.flying === 1 && to.flying === 1) lerp(from, to, share, out);
  else if (from.flying === 1) lerp(from, from, 0, out);
  else if (to.flying === 1) {
    // It leaves the gun within this tick.
    const { speed } = SHELL_KINDS[to.kind];
    out.x = to.x - HEADING_X[to.heading] * speed * (1 - share);
    out.y = to.y - HEADING_Y[to.heading] * speed * (1 - share);
  } else return false;
  return true;
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}
