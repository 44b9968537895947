// Copies of worlds, field by field: a client makes dozens of them for each snapshot, and a copy by names at run time takes ten
// times as long. A test sets every field of a world and looks for it in the copy.
import type { Base, Flag, Hill, Mine, Pad, Stage } from './things.js';
import { MINES_MAX, PADS_MAX, SEATS_MAX, SHELLS_MAX, TEAMS_MAX } from './units.js';
import type { Score, Shell, Tank, World } from './world.js';

/** Makes `to` equal to `from`, but for `authority` and the events. Allocates nothing when both have the same arena size. */
export function copyWorld(from: World, to: World): void {
  to.tick = from.tick;
  to.random = from.random;
  to.ticksLeft = from.ticksLeft;
  to.over = from.over;
  to.options = from.options;
  to.arena = from.arena;
  if (to.terrain.length === from.terrain.length) to.terrain.set(from.terrain);
  else to.terrain = from.terrain.slice();
  for (let seat = 0; seat < SEATS_MAX; seat++) {
    copyTank(from.tanks[seat], to.tanks[seat]);
    copyScore(from.scores[seat], to.scores[seat]);
  }
  for (let slot = 0; slot < SHELLS_MAX; slot++) copyShell(from.shells[slot], to.shells[slot]);
  for (let slot = 0; slot < MINES_MAX; slot++) copyMine(from.mines[slot], to.mines[slot]);
  for (let pad = 0; pad < PADS_MAX; pad++) copyPad(from.pads[pad], to.pads[pad]);
  for (let team = 0; team < TEAMS_MAX; team++) {
    copyFlag(from.flags[team], to.flags[team]);
    copyBase(from.bases[team], to.bases[team]);
    to.teams[team].points = from.teams[team].points;
  }
  copyHill(from.hill, to.hill);
  copyStage(from.stage, to.stage);
}

function copyTank(from: Tank, to: Tank): void {
  to.life = from.life;
  to.x = from.x;
  to.y = from.y;
  to.heading = from.heading;
  to.buttons = from.buttons;
  to.velocityX = from.velocityX;
  to.velocityY = from.velocityY;
  to.armour = from.armour;
  to.shield = from.shield;
  to.reload = from.reload;
  to.respawn = from.respawn;
  to.slide = from.slide;
  to.slideHeading = from.slideHeading;
  to.parked = from.parked;
  to.star = from.star;
  to.mines = from.mines;
  to.gun = from.gun;
  to.gunTicks = from.gunTicks;
  to.engine = from.engine;
  to.engineTicks = from.engineTicks;
  to.cover = from.cover;
  to.coverTicks = from.coverTicks;
}

function copyShell(from: Shell, to: Shell): void {
  to.flying = from.flying;
  to.x = from.x;
  to.y = from.y;
  to.heading = from.heading;
  to.kind = from.kind;
  to.bounces = from.bounces;
}

function copyScore(from: Score, to: Score): void {
  to.team = from.team;
  to.turn = from.turn;
  to.points = from.points;
  to.kills = from.kills;
  to.deaths = from.deaths;
}

function copyPad(from: Pad, to: Pad): void {
  to.kind = from.kind;
  to.ticks = from.ticks;
  to.x = from.x;
  to.y = from.y;
}

function copyMine(from: Mine, to: Mine): void {
  to.laid = from.laid;
  to.ticks = from.ticks;
  to.x = from.x;
  to.y = from.y;
}

function copyFlag(from: Flag, to: Flag): void {
  to.state = from.state;
  to.carrier = from.carrier;
  to.ticks = from.ticks;
  to.x = from.x;
  to.y = from.y;
  to.homeX = from.homeX;
  to.homeY = from.homeY;
}

function copyBase(from: Base, to: Base): void {
  to.health = from.health;
  to.healthMax = from.healthMax;
  to.x = from.x;
  to.y = from.y;
}

function copyHill(from: Hill, to: Hill): void {
  to.x = from.x;
  to.y = from.y;
  to.radius = from.radius;
  to.holder = from.holder;
}

function copyStage(from: Stage, to: Stage): void {
  to.number = from.number;
  to.left = from.left;
  to.pause = from.pause;
  to.sudden = from.sudden;
  to.ring = from.ring;
  to.ringTicks = from.ringTicks;
}
