// How fast the rules are, and what they allocate: step() with 16 tanks, on inputs that bots chose beforehand.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { step } from '../../src/game/step.js';
import { hashWorld } from '../../src/game/world.js';
import { createBotBattle, median } from './battle.js';
import type { Findings } from './findings.js';

const TICKS = 10_000;
const ROUNDS = 5;

/** Ticks a second of step() alone, beside the same battle with the bots' thinking; heap bytes a tick. */
export async function benchStep(): Promise<Findings> {
  const thinking = createBotBattle(16);
  const recorded: Uint8Array[] = [];
  const startedAt = performance.now();
  for (let tick = 0; tick < TICKS; tick++) {
    thinking.choose();
    recorded.push(thinking.inputs.slice());
    step(thinking.world, thinking.inputs);
  }
  const withBotsMs = performance.now() - startedAt;
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const times: number[] = [];
  const heaps: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const { world } = createBotBattle(16);
    collect();
    const heapBefore = process.memoryUsage().heapUsed;
    const roundAt = performance.now();
    for (const inputs of recorded) step(world, inputs);
    times.push(performance.now() - roundAt);
    heaps.push(process.memoryUsage().heapUsed - heapBefore);
    if (hashWorld(world) !== hashWorld(thinking.world)) throw new Error('the replay is another match');
  }
  const ticksPerSecond = Math.round((TICKS * 1000) / median(times));
  // A collection within a round would make this negative: then nothing can be said but that little was allocated.
  const heapBytesPerTick = Math.max(0, Math.round(median(heaps) / TICKS));
  return {
    rows: [
      ['ticks a second, 16 tanks', String(ticksPerSecond)],
      ['us a tick', (1e6 / ticksPerSecond).toFixed(2)],
      ['the same with bots that think', `${((TICKS * 1000) / withBotsMs).toFixed(0)} ticks a second`],
      ['heap bytes a tick (10,000 ticks)', String(heapBytesPerTick)],
    ],
    json: { ticksPerSecond, heapBytesPerTick },
  };
}
