// Flags: taken by a tank of another team that touches them, carried until it is destroyed, brought home by its own team, and
// captured by a carrier who comes to his own flag's home while that is there. Only with authority. Called by step().
import { MODES } from './modes.js';
import { FLAG_CARRIED, FLAG_DROPPED, FLAG_HOME, FLAG_NONE, type Flag, NOBODY } from './things.js';
import { FLAG_TICKS, SEATS_MAX, TEAMS_MAX, TOUCH_REACH } from './units.js';
import { ALIVE, type Tank, type World } from './world.js';

/** Steps all flags. */
export function stepFlags(world: World): void {
  if (!world.authority) return;
  for (let team = 0; team < TEAMS_MAX; team++) {
    const flag = world.flags[team];
    if (flag.state === FLAG_NONE) continue;
    if (flag.state === FLAG_CARRIED) stepCarried(world, team, flag);
    else stepLying(world, team, flag);
  }
}

/** Drops the flags that a seat carries where its tank is. */
export function dropFlags(world: World, seat: number): void {
  for (let team = 0; team < TEAMS_MAX; team++) {
    const flag = world.flags[team];
    if (flag.carrier !== seat) continue;
    const { x, y } = world.tanks[seat];
    flag.state = FLAG_DROPPED;
    flag.carrier = NOBODY;
    flag.ticks = FLAG_TICKS;
    flag.x = x;
    flag.y = y;
    world.events.push({ type: 'flag-dropped', seat, team });
  }
}

function stepCarried(world: World, team: number, flag: Flag): void {
  const seat = flag.carrier;
  const tank = world.tanks[seat];
  if (tank.life !== ALIVE) {
    dropFlags(world, seat);
    return;
  }
  const own = world.flags[world.scores[seat].team];
  if (own.state !== FLAG_HOME || !touches(tank, own.homeX, own.homeY)) return;
  sendHome(flag);
  world.events.push({ type: 'flag-captured', seat, team });
  MODES[world.options.mode].onCaptured(world, seat, team);
}

function stepLying(world: World, team: number, flag: Flag): void {
  if (flag.state === FLAG_DROPPED && flag.ticks === 0) {
    sendHome(flag);
    world.events.push({ type: 'flag-returned', seat: NOBODY, team });
    return;
  }
  for (let turn = 0; turn < SEATS_MAX; turn++) {
    const seat = (turn + world.tick) % SEATS_MAX;
    const tank = world.tanks[seat];
    if (tank.life !== ALIVE || !touches(tank, flag.x, flag.y)) continue;
    if (world.scores[seat].team !== team) {
      flag.state = FLAG_CARRIED;
      flag.carrier = seat;
      flag.ticks = 0;
      world.events.push({ type: 'flag-taken', seat, team });
      return;
    }
    if (flag.state === FLAG_HOME) continue;
    sendHome(flag);
    world.events.push({ type: 'flag-returned', seat, team });
    return;
  }
}

function sendHome(flag: Flag): void {
  flag.state = FLAG_HOME;
  flag.carrier = NOBODY;
  flag.ticks = 0;
  flag.x = flag.homeX;
  flag.y = flag.homeY;
}

function touches({ x, y }: Tank, atX: number, atY: number): boolean {
  return Math.abs(x - atX) < TOUCH_REACH && Math.abs(y - atY) < TOUCH_REACH;
}
