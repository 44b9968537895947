// Harm: of tanks, and of bases. Only a world with authority is harmed: a client's prediction waits for the server.
import { isShielded } from './effects.js';
import { MODES } from './modes.js';
import { isSameSide } from './sides.js';
import { NOBODY } from './things.js';
import { RESPAWN_TICKS, TEAMS_MAX, TILE } from './units.js';
import { ALIVE, type World, WRECK } from './world.js';

/** Takes points of armour, and the tank with the last of them, where the sides and a shield allow it.
 *  @param by the seat that does it, NOBODY for the arena itself, which no shield keeps off
 *  @param points 1 to ARMOUR_MAX */
export function harm(world: World, seat: number, by: number, points = 1): void {
  const tank = world.tanks[seat];
  if (!world.authority || world.over === 1 || world.stage.pause > 0 || tank.life !== ALIVE) return;
  if (by !== NOBODY && (isShielded(tank) || !mayHarm(world, by, seat))) return;
  tank.armour = Math.max(0, tank.armour - points);
  world.events.push({ type: 'hit', seat, by });
  if (tank.armour > 0) return;
  tank.life = WRECK;
  tank.respawn = RESPAWN_TICKS;
  tank.buttons = 0;
  tank.shield = 0;
  world.scores[seat].deaths++;
  if (by !== NOBODY && !isSameSide(world, by, seat)) world.scores[by].kills++;
  MODES[world.options.mode].onDestroyed(world, seat, by);
  world.events.push({ type: 'destroyed', seat, by, x: tank.x, y: tank.y });
}

function mayHarm(world: World, by: number, seat: number): boolean {
  return !isSameSide(world, by, seat) || (world.options.teamDamage === 1 && by !== seat);
}

/** Takes a point of health from the base that is hit at a place, unless it is the shooter's own. */
export function harmBase(world: World, x: number, y: number, by: number): void {
  if (!world.authority || world.over === 1) return;
  for (let team = 0; team < TEAMS_MAX; team++) {
    const base = world.bases[team];
    const isHit = Math.abs(base.x - x) <= 2 * TILE && Math.abs(base.y - y) <= 2 * TILE;
    if (base.health === 0 || !isHit || world.scores[by].team === team) continue;
    base.health--;
    world.events.push({ type: 'base-hit', team, by });
    if (base.health === 0) MODES[world.options.mode].onBaseLost(world, team, by);
  }
}
