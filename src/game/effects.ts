// How the effects of pickups run down, and what a tank is under them. Used by the rules, and by both ends of the wire to
// expect what no record tells.
import { PICKUPS } from './pickups.js';
import type { Tank } from './world.js';

/** Takes a tick off each effect on a tank; the last one ends it. */
export function ageEffects(tank: Tank): void {
  if (tank.gunTicks > 0 && --tank.gunTicks === 0) tank.gun = 0;
  if (tank.engineTicks > 0 && --tank.engineTicks === 0) tank.engine = 0;
  if (tank.coverTicks > 0 && --tank.coverTicks === 0) tank.cover = 0;
}

/** True while nothing harms a tank: the shield of a spawn, or of a pickup. */
export function isShielded(tank: Tank): boolean {
  return tank.shield > 0 || PICKUPS[tank.cover].shields;
}
