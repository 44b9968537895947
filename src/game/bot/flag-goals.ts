// What a bot may want where there are flags: one entry each, as in goals.ts, which names them.
import { FLAG_CARRIED, FLAG_DROPPED, FLAG_HOME, NOBODY } from '../things.js';
import { TEAMS_MAX } from '../units.js';
import { ABSENT, type World } from '../world.js';
import { addLinesOfFire } from './aiming.js';
import { type Bot, NONE } from './bot.js';
import { addRing, type Goal, GUARD_TILES, goTo, patrol } from './goal.js';
import { UNKNOWN } from './memory.js';
import type { SeenFlag } from './senses.js';

/** Bring an enemy's flag to where the own one belongs. */
export const carry: Goal = {
  id: 'carry',
  worth: (_bot, world, seat) => (carriedBy(world, seat) === NOBODY ? 0 : 95),
  aim(bot, world, seat) {
    const { homeX, homeY } = world.flags[world.scores[seat].team];
    goTo(bot, homeX, homeY);
  },
};

/** Touch the own flag where it was dropped. */
export const bringBack: Goal = {
  id: 'bring-back',
  worth: (bot, world, seat) => (ownFlag(bot, world, seat)?.state === FLAG_DROPPED ? 80 : 0),
  aim(bot, world, seat) {
    const { x, y } = bot.sight!.flags[world.scores[seat].team];
    goTo(bot, x, y);
  },
};

/** Stop who carries the own flag: where he is seen, else on his way home. */
export const chase: Goal = {
  id: 'chase',
  worth: (bot, world, seat) => (ownFlag(bot, world, seat)?.state === FLAG_CARRIED ? 75 : 0),
  aim(bot, world, seat) {
    const { carrier } = bot.sight!.flags[world.scores[seat].team];
    const rival = bot.memory.rivals[carrier];
    if (rival.age === 0 && bot.level.seeksLines)
      addLinesOfFire(bot.way, bot.ground, rival.x, rival.y, bot.lineTiles, bot.lineShift);
    else if (rival.age < UNKNOWN) goTo(bot, rival.x, rival.y);
    else {
      const { homeX, homeY } = world.flags[world.scores[carrier].team % TEAMS_MAX];
      goTo(bot, homeX, homeY);
    }
  },
};

/** Take an enemy's flag that nobody carries. */
export const steal: Goal = {
  id: 'steal',
  worth(bot, world, seat) {
    if (isGuard(world, seat)) return 0;
    return nearestFlag(bot, world, seat) === NONE ? 0 : 55;
  },
  aim(bot, world, seat) {
    const { x, y } = bot.sight!.flags[nearestFlag(bot, world, seat)];
    goTo(bot, x, y);
  },
};

/** Stay about the own flag. */
export const guardFlag: Goal = {
  id: 'guard-flag',
  worth: (bot, world, seat) =>
    isGuard(world, seat) && ownFlag(bot, world, seat)?.state === FLAG_HOME ? 50 : 0,
  aim(bot, world, seat) {
    const { homeX, homeY } = world.flags[world.scores[seat].team];
    patrol(bot, world.tanks[seat], homeX, homeY, GUARD_TILES);
  },
};

/** Drive with a mate who carries a flag. */
export const escort: Goal = {
  id: 'escort',
  worth(bot, world, seat) {
    const mate = carryingMate(bot, world, seat);
    return mate === NONE || bot.memory.rivals[mate].age > 0 ? 0 : 52;
  },
  aim(bot, world, seat) {
    const { x, y } = bot.memory.rivals[carryingMate(bot, world, seat)];
    addRing(bot, x, y, 3);
  },
};

function ownFlag(bot: Bot, world: World, seat: number): SeenFlag | null {
  const { team } = world.scores[seat];
  return bot.sight === null || team >= TEAMS_MAX ? null : bot.sight.flags[team];
}

/** Team of the flag that a seat carries, or NOBODY. */
function carriedBy(world: World, seat: number): number {
  for (let team = 0; team < TEAMS_MAX; team++) {
    if (world.flags[team].state === FLAG_CARRIED && world.flags[team].carrier === seat) return team;
  }
  return NOBODY;
}

/** Team of the nearest flag that the seat's team may take and nobody carries, or NONE. */
function nearestFlag(bot: Bot, world: World, seat: number): number {
  let nearest = NONE;
  let nearestDistance = Number.MAX_SAFE_INTEGER;
  const own = world.tanks[seat];
  for (let team = 0; team < TEAMS_MAX && bot.sight !== null; team++) {
    const { state, x, y } = bot.sight.flags[team];
    const isFree = state === FLAG_HOME || state === FLAG_DROPPED;
    const distance = Math.abs(x - own.x) + Math.abs(y - own.y);
    if (!isFree || team === world.scores[seat].team || distance >= nearestDistance) continue;
    nearest = team;
    nearestDistance = distance;
  }
  return nearest;
}

/** Seat of a mate who carries a flag, or NONE. */
function carryingMate(bot: Bot, world: World, seat: number): number {
  for (let team = 0; team < TEAMS_MAX && bot.sight !== null; team++) {
    const { state, carrier } = bot.sight.flags[team];
    if (state !== FLAG_CARRIED || carrier === seat) continue;
    if (world.scores[carrier].team === world.scores[seat].team) return carrier;
  }
  return NONE;
}

/** True for every third of a team with three or more: it stays at home. */
function isGuard(world: World, seat: number): boolean {
  let rank = 0;
  for (let other = 0; other < seat; other++) {
    if (world.tanks[other].life !== ABSENT && world.scores[other].team === world.scores[seat].team) rank++;
  }
  return rank % 3 === 2;
}
