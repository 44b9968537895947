// Kills a store again and again with SIGKILL while it writes, and looks afterwards what is left of what it acknowledged.
// Used by the test with a few cycles and by the benchmark with many.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Store } from '../../../src/server/store/store.js';
import { hasDan, NOW } from './played.js';

const CHILD = fileURLToPath(new URL('./kill-child.js', import.meta.url));

/** What the cycles found. */
export interface KillFindings {
  readonly acknowledged: number;
  /** Matches, and the nick that somebody had taken last. */
  readonly lost: number;
  /** Matches of the journal that stand in it, or in a player's total or rating, more than once. */
  readonly countedTwice: number;
  /** Openings at which the store said that it is damaged. */
  readonly damaged: number;
}

/** Runs one child until it is killed. @returns numbers of the matches that it acknowledged */
function runUntilKilled(args: readonly string[], afterMs: number): Promise<number[]> {
  const child = spawn(process.execPath, [CHILD, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.on('data', (chunk) => {
    // Counted from the first word, so that a slow start kills nobody too early.
    if (output === '') setTimeout(() => child.kill('SIGKILL'), afterMs);
    output += chunk;
  });
  return new Promise((resolve) => {
    child.on('close', () => resolve(output.split('\n').slice(0, -1).map(Number)));
  });
}

/** @param folder an empty one @param draw a number from 0 to 1 (not 1), from a seed that the caller prints */
export async function runKillCycles(
  folder: string,
  cycles: number,
  disk: 'synced' | 'unsynced',
  draw: () => number,
): Promise<KillFindings> {
  const acknowledged = new Set<number>();
  let damaged = 0;
  for (let cycle = 0; cycle < cycles; cycle++) {
    // The last match is told again: nobody knows whether it is in.
    const first = Math.max(1, ...acknowledged);
    for (const number of await runUntilKilled([folder, disk, String(first)], draw() * 40))
      acknowledged.add(number);
  }
  const log = (_kind: string, text: string): void => {
    if (text.startsWith('The store is damaged')) damaged++;
  };
  const store = await Store.open(folder, { log, backupEntries: 0, now: () => NOW });
  const found = new Map<number, number>();
  for await (const line of store.lines()) {
    const number = Number(/"match-(\d+)"/.exec(line)?.[1] ?? 0);
    if (number > 0) found.set(number, (found.get(number) ?? 0) + 1);
  }
  const bob = await store.readProfile('bob', null);
  const counts = [bob?.totals.matches ?? 0, bob?.modes[0]?.matches ?? 0];
  const last = Math.max(...acknowledged);
  const isDanThere = [last, last + 1].filter((number) => hasDan(store, number)).length === 1;
  await store.close();
  return {
    acknowledged: acknowledged.size,
    lost: [...acknowledged].filter((number) => !found.has(number)).length + (isDanThere ? 0 : 1),
    countedTwice:
      [...found.values()].filter((count) => count > 1).length +
      Math.max(0, ...counts.map((count) => count - found.size)),
    damaged,
  };
}
