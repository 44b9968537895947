// What a bot may want, one entry each: what it is worth at this moment, and where it is to be had. Each mode names the
// entries that it is played by; the bot takes the one of most worth and asks nothing else about a mode. Called by planning.ts.
import { MODES } from '../modes.js';
import { PICKUPS } from '../pickups.js';
import { drawInteger } from '../random.js';
import type { Base } from '../things.js';
import { PADS_MAX, SEATS_MAX, TEAMS_MAX, TILE } from '../units.js';
import type { World } from '../world.js';
import { addLinesOfFire } from './aiming.js';
import { type Bot, NONE } from './bot.js';
import { bringBack, carry, chase, escort, guardFlag, steal } from './flag-goals.js';
import { addRing, addSquare, type Goal, GUARD_TILES, goTo, patrol, TRIES } from './goal.js';
import { IMPASSABLE } from './ground.js';
import { UNKNOWN } from './memory.js';
import { addGoal, placeOf } from './way.js';

/** Tiles before the ring from which on a bot gets away, and how far it goes then. */
const RING_MARGIN = 2;
/** Mates farther away than this are joined, in units. */
const LONELY_DISTANCE = 14 * TILE;

/** Where enemies come in; found anew each time. */
const front = { x: 0, y: 0 };

/** Shoot the tank that it fights. */
const hunt: Goal = {
  id: 'hunt',
  worth: (bot) => (bot.target === NONE || bot.memory.rivals[bot.target].age === UNKNOWN ? 0 : 40),
  aim(bot) {
    const { x, y, age } = bot.memory.rivals[bot.target];
    if (bot.level.seeksLines && age === 0)
      addLinesOfFire(bot.way, bot.ground, x, y, bot.lineTiles, bot.lineShift);
    else goTo(bot, x, y);
  },
};

/** Have a look around: nothing else is to be done, or the bot is not at its best. */
const stray: Goal = {
  id: 'stray',
  worth: (bot) => (bot.strayTicks > 0 ? 100 : 1),
  aim(bot, world, seat) {
    const { x, y } = world.tanks[seat];
    if (bot.strayPlace === NONE || placeOf(bot.ground, x, y) === bot.strayPlace) {
      for (let attempt = 0; attempt < TRIES; attempt++) {
        bot.strayPlace = drawInteger(bot, bot.ground.costs.length);
        if (bot.ground.costs[bot.strayPlace] !== IMPASSABLE) break;
      }
    }
    addGoal(bot.way, bot.ground, bot.strayPlace, 0);
  },
};

/** Take what lies on the pad that is worth the way. */
const fetch: Goal = {
  id: 'fetch',
  worth: (bot, world, seat) => Math.max(0, worthOfPad(bot, world, seat, bestPad(bot, world, seat))),
  aim(bot, world, seat) {
    const { x, y } = world.pads[bestPad(bot, world, seat)];
    goTo(bot, x, y);
  },
};

/** Be on the hill. */
const hold: Goal = {
  id: 'hold',
  worth: (_bot, { hill }) => (hill.radius > 0 ? 60 : 0),
  aim(bot, { hill, tanks }, seat) {
    const tiles = Math.max(0, (hill.radius >> 8) - 1);
    const { x, y } = tanks[seat];
    const isThere = Math.abs(x - hill.x) <= hill.radius && Math.abs(y - hill.y) <= hill.radius;
    if (isThere) patrol(bot, tanks[seat], hill.x, hill.y, tiles);
    else addSquare(bot, hill.x, hill.y, tiles, 0);
  },
};

/** Shoot an enemy's base. */
const siege: Goal = {
  id: 'siege',
  worth: (_bot, world, seat) => (enemyBase(world, seat) === NONE ? 0 : 45),
  aim(bot, world, seat) {
    const { x, y } = world.bases[enemyBase(world, seat)];
    addLinesOfFire(bot.way, bot.ground, x, y, bot.lineTiles, 0);
  },
};

/** Stay about the own base, rather on the side that enemies come from. */
const guardBase: Goal = {
  id: 'guard-base',
  worth(bot, world, seat) {
    const { team } = world.scores[seat];
    if (team >= TEAMS_MAX || world.bases[team].healthMax === 0) return 0;
    // With an enemy in sight it is better to go and meet him.
    return bot.target !== NONE && bot.memory.rivals[bot.target].age === 0 ? 30 : 42;
  },
  aim(bot, world, seat) {
    const { x, y } = world.bases[world.scores[seat].team];
    const { advance } = bot.level;
    findFront(world, seat);
    const postX = x + (((front.x - x) * advance) >> 4);
    const postY = y + (((front.y - y) * advance) >> 4);
    patrol(bot, world.tanks[seat], postX, postY, GUARD_TILES + (seat & 3));
  },
};

/** Get away from the ring that closes in. */
const flee: Goal = {
  id: 'flee',
  worth(_bot, { stage, arena, tanks }, seat) {
    if (stage.ring === 0) return 0;
    const margin = (stage.ring + RING_MARGIN) * TILE;
    const { x, y } = tanks[seat];
    const isFar =
      x > margin && y > margin && x < arena.columns * TILE - margin && y < arena.rows * TILE - margin;
    return isFar ? 0 : 90;
  },
  aim(bot, { stage, arena, tanks }, seat) {
    const { x, y } = tanks[seat];
    const inset = (stage.ring + 3 * RING_MARGIN) * TILE;
    goTo(bot, within(x, inset, arena.columns * TILE), within(y, inset, arena.rows * TILE));
    goTo(bot, (arena.columns * TILE) >> 1, (arena.rows * TILE) >> 1, 40);
  },
};

/** Join the mates when none is near. */
const rally: Goal = {
  id: 'rally',
  worth: (bot, world, seat) => (lonelyMate(bot, world, seat) === NONE ? 0 : 44),
  aim(bot, world, seat) {
    const { x, y } = bot.memory.rivals[lonelyMate(bot, world, seat)];
    addRing(bot, x, y, 3);
  },
};

// The ring closes in sudden death too, in every mode but the one that has no draw.
const ALONE: readonly Goal[] = [flee, hunt, fetch, stray];

/** What each mode is played by; ALONE where none is named. */
const GOALS: Readonly<Record<string, readonly Goal[]>> = {
  teams: [flee, hunt, fetch, rally, stray],
  'capture-the-flag': [carry, flee, bringBack, chase, steal, escort, guardFlag, fetch, hunt, siege, stray],
  'king-of-the-hill': [flee, hold, fetch, hunt, stray],
  defend: [siege, guardBase, hunt, fetch, stray],
};

/** The goals that bots play a world's mode by. */
export function goalsOf(world: World): readonly Goal[] {
  return GOALS[MODES[world.options.mode].id] ?? ALONE;
}

/** Places of the enemies' bases: the first that stands, or NONE. */
export function enemyBase(world: World, seat: number): number {
  for (let team = 0; team < TEAMS_MAX; team++) {
    if (world.bases[team].health > 0 && team !== world.scores[seat].team) return team;
  }
  return NONE;
}

/** The base of a seat's own team, while it stands, or null. */
export function ownBase(world: World, seat: number): Base | null {
  const { team } = world.scores[seat];
  return team >= TEAMS_MAX || world.bases[team].health === 0 ? null : world.bases[team];
}

/** What a place's distance from the own base adds to its distance from the bot, in units; 0 without a base. */
export function awayFromBase(bot: Bot, world: World, seat: number, x: number, y: number): number {
  const base = ownBase(world, seat);
  return base === null ? 0 : ((Math.abs(x - base.x) + Math.abs(y - base.y)) * bot.level.duty) >> 2;
}

/** Finds the middle of the pads of the other teams, which is where those come in who attack a base; without any, the base. */
function findFront({ arena, scores, bases }: World, seat: number): void {
  const { team: own } = scores[seat];
  front.x = 0;
  front.y = 0;
  let count = 0;
  for (const { team, x, y } of arena.spawns) {
    if (team === undefined || team === own) continue;
    front.x += x;
    front.y += y;
    count++;
  }
  front.x = count === 0 ? bases[own].x : (front.x / count) | 0;
  front.y = count === 0 ? bases[own].y : (front.y / count) | 0;
}

function within(coordinate: number, inset: number, size: number): number {
  return inset * 2 >= size ? size >> 1 : Math.max(inset, Math.min(size - inset, coordinate));
}

function bestPad(bot: Bot, world: World, seat: number): number {
  let best = 0;
  for (let index = 1; index < PADS_MAX; index++) {
    if (worthOfPad(bot, world, seat, index) > worthOfPad(bot, world, seat, best)) best = index;
  }
  return best;
}

function worthOfPad(bot: Bot, world: World, seat: number, index: number): number {
  if (bot.sight === null) return 0;
  const { kind, ticks } = bot.sight.pads[index];
  const pickup = PICKUPS[kind];
  if (kind === 0 || pickup.isBad || ticks > bot.level.foresightTicks) return 0;
  const tank = world.tanks[seat];
  const { x, y } = world.pads[index];
  const tiles = (Math.abs(tank.x - x) + Math.abs(tank.y - y)) >> 8;
  const need = pickup.id === 'repair' && tank.armour >= world.options.armour ? 0 : pickup.value;
  return ((need * bot.level.greed) >> 2) - tiles - (awayFromBase(bot, world, seat, x, y) >> 8);
}

/** The nearest mate that is known, when none is near, or NONE. */
function lonelyMate(bot: Bot, world: World, seat: number): number {
  let nearest = NONE;
  let nearestDistance = Number.MAX_SAFE_INTEGER;
  const own = world.tanks[seat];
  for (let other = 0; other < SEATS_MAX; other++) {
    const { age, x, y } = bot.memory.rivals[other];
    const distance = Math.abs(x - own.x) + Math.abs(y - own.y);
    if (other === seat || age === UNKNOWN || world.scores[other].team !== world.scores[seat].team) continue;
    if (distance >= nearestDistance) continue;
    nearest = other;
    nearestDistance = distance;
  }
  return nearestDistance < LONELY_DISTANCE ? NONE : nearest;
}
