// What bots cost: 16 of them in an arena of 96 x 60, each level, beside the plainest way to find a way: a breadth-first
// search of the whole arena for each bot and tick.
import type { Arena } from '../../src/game/arena.js';
import { arenaFromGrid } from '../../src/game/arena-text.js';
import { createBot } from '../../src/game/bot/bot.js';
import { chooseButtons } from '../../src/game/bot/choose-buttons.js';
import { LEVELS } from '../../src/game/bot/levels.js';
import { seatTank } from '../../src/game/match.js';
import { step } from '../../src/game/step.js';
import { kindOf, STOPS_TANKS } from '../../src/game/terrain.js';
import { SEATS_MAX } from '../../src/game/units.js';
import { createWorld, OPTIONS_DEFAULT } from '../../src/game/world.js';
import { percentile } from './battle.js';
import type { Findings } from './findings.js';

const TICKS = 9000;
const SEARCHES = 500;
/** A piece of ground that the arena is laid out with, as wide and high as goes into 96 x 60 often. */
const PIECE = [
  '................',
  '..S..##...XX....',
  '.....##...%%....',
  '..##......%%.##.',
  '..##.~~~~....##.',
  '.....~~~~....##.',
  '.%%%.....==.....',
  '.%%%..#..==..S..',
  '......#.........',
  '..##..#..##.##..',
  '..##.........##.',
  '................',
];

function largeArena(): Arena {
  const text = Array.from({ length: 60 }, (_, row) => PIECE[row % PIECE.length].repeat(6)).join('\n');
  return arenaFromGrid('Bench', text);
}

/** Microseconds a bot and tick, of each level. */
export async function benchBots(): Promise<Findings> {
  const arena = largeArena();
  const found = LEVELS.map((_, index) => playLevel(arena, index + 1));
  const searchUs = timeSearches(arena);
  return {
    rows: [
      ...found.map(
        ({ meanUs, p99Us }, index) =>
          [
            `level ${index + 1}, us a bot and tick`,
            `${meanUs.toFixed(1)} (p99 of ticks ${p99Us.toFixed(1)})`,
          ] as const,
      ),
      ['a search of the whole arena, us', searchUs.toFixed(1)],
    ],
    json: { levels: found, searchUs },
  };
}

function playLevel(arena: Arena, level: number): { meanUs: number; p99Us: number } {
  const world = createWorld(arena, { ...OPTIONS_DEFAULT, timeLimitTicks: 0 }, 1, true);
  const bots = Array.from({ length: SEATS_MAX }, (_, seat) => createBot(seat, level));
  for (let seat = 0; seat < SEATS_MAX; seat++) seatTank(world, seat);
  const inputs = new Uint8Array(SEATS_MAX);
  const times: number[] = [];
  for (let tick = 0; tick < TICKS; tick++) {
    const startedAt = performance.now();
    for (let seat = 0; seat < SEATS_MAX; seat++) inputs[seat] = chooseButtons(bots[seat], world, seat);
    times.push(((performance.now() - startedAt) * 1000) / SEATS_MAX);
    step(world, inputs);
  }
  return { meanUs: times.reduce((sum, time) => sum + time, 0) / TICKS, p99Us: percentile(times, 0.99) };
}

function timeSearches({ columns, tiles }: Arena): number {
  const distances = new Uint16Array(tiles.length);
  const queue = new Uint16Array(tiles.length);
  const startedAt = performance.now();
  for (let round = 0; round < SEARCHES; round++) {
    distances.fill(0xffff);
    queue[0] = round;
    distances[round] = 0;
    for (let head = 0, tail = 1; head < tail; head++) {
      const tile = queue[head];
      for (const step of [-columns, 1, columns, -1]) {
        const next = tile + step;
        if (next < 0 || next >= tiles.length || distances[next] !== 0xffff) continue;
        if (((STOPS_TANKS >> kindOf(tiles[next])) & 1) === 1) continue;
        distances[next] = distances[tile] + 1;
        queue[tail++] = next;
      }
    }
  }
  return ((performance.now() - startedAt) * 1000) / SEARCHES;
}
