// Two bots at close quarters: sooner or later one of them gives way.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { arenaFromGrid } from '../../../src/game/arena-text.js';
import { createBot, NONE } from '../../../src/game/bot/bot.js';
import { chooseButtons } from '../../../src/game/bot/choose-buttons.js';
import { LEVELS } from '../../../src/game/bot/levels.js';
import { directionOf, LEFT, RIGHT } from '../../../src/game/buttons.js';
import { beginMatch, seatTank } from '../../../src/game/match.js';
import { modeIndex } from '../../../src/game/modes.js';
import { TANK_SPEED, TILE } from '../../../src/game/units.js';
import { ALIVE, OPTIONS_DEFAULT } from '../../../src/game/world.js';

const SEEDS = 8;
const TICKS = 150;
const OPEN_GROUND = ['S..S..S'.padEnd(38, '.'), ...new Array<string>(19).fill('.'.repeat(38))].join('\n');

/** Asks a bot that drives beside another one, as if the two held each other up: neither gets anywhere.
 *  @returns ticks until it drives away from the other one, or NONE */
function ticksToGiveWay(level: number, seed: number, besideTiles: number): number {
  const options = { ...OPTIONS_DEFAULT, mode: modeIndex('teams'), timeLimitTicks: 0 };
  const world = beginMatch(arenaFromGrid('Test', OPEN_GROUND), options, seed);
  for (const seat of [0, 1, 2]) seatTank(world, seat);
  // The one beside it is a mate, the one that it drives at an enemy.
  world.scores[2].team = world.scores[0].team;
  const places = [
    [10, 10],
    [10, 18],
    [10 + besideTiles, 10],
  ];
  for (const [seat, [column, row]] of places.entries())
    Object.assign(world.tanks[seat], { life: ALIVE, x: column * TILE, y: row * TILE, armour: 3, shield: 0 });
  const bot = createBot(seed, level);
  for (let tick = 0; tick < TICKS; tick++) {
    Object.assign(world.tanks[0], { velocityY: TANK_SPEED, reload: 20 });
    const direction = directionOf(chooseButtons(bot, world, 0));
    world.tick++;
    if (direction === (besideTiles > 0 ? LEFT : RIGHT) && bot.touchTicks === 0) return tick;
  }
  return NONE;
}

test('a bot of any level goes aside from a tank that it has touched for long', () => {
  for (let level = 1; level <= LEVELS.length; level++) {
    let away = 0;
    for (let seed = 1; seed <= SEEDS; seed++) if (ticksToGiveWay(level, seed, 2) !== NONE) away++;
    assert.ok(away >= SEEDS - 1, `level ${level}: ${away} of ${SEEDS} went away`);
  }
});

test.run();
