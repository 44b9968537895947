// A server under siege: honest players play from addresses of their own while others attack from 127.0.2.x, one attack after the other.
// What the honest ones measure is compared with the calm before each attack, in the same run. --attack N picks one, --seconds N is how
// long each lasts. The server, the attacker and the honest players are three processes.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { percentile } from './battle.js';
import type { Findings } from './findings.js';
import { ServerProcess } from './server-process.js';
import { ATTACKS } from './siege/attacks.js';
import { HonestPlayers } from './siege/honest.js';
import { buildTie } from './siege/tie.js';

const PLAYERS = 32;
const CALM_MS = 4000;
const ATTACK_SECONDS = 8;
const WARM_UP_MS = 4000;
/** What was counted a moment before is no part of the attack. */
const ROUND_MS = 1000;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Figures of some seconds. */
interface Stretch {
  readonly roundTripP50Ms: number;
  readonly roundTripP99Ms: number;
  readonly deliveryP99Ms: number;
  readonly ticksDropped: number;
  readonly lateShare: number;
  readonly cpuShare: number;
  readonly rssMaxMb: number;
  readonly gone: number;
}

/** What one attack has come to. */
interface Siege {
  readonly calm: Stretch;
  readonly attacked: Stretch;
  /** By the attacker: lines that are up, messages, lines that came again. */
  readonly said: object;
}

async function measure(server: ServerProcess, players: HonestPlayers, ms: number): Promise<Stretch> {
  players.take();
  const before = await server.report();
  const startedAt = performance.now();
  let rssMax = before.rssBytes;
  const late: number[] = [];
  let last = before;
  for (let rest = ms; rest > 0; rest -= ROUND_MS) {
    await pause(Math.min(rest, ROUND_MS));
    last = await server.report();
    rssMax = Math.max(rssMax, last.rssBytes);
    late.push(...last.late);
  }
  const { roundTrips, deliveries, gone } = players.take();
  return {
    roundTripP50Ms: percentile(roundTrips, 0.5) ?? Number.POSITIVE_INFINITY,
    roundTripP99Ms: percentile(roundTrips, 0.99) ?? Number.POSITIVE_INFINITY,
    deliveryP99Ms: percentile(deliveries, 0.99) ?? Number.POSITIVE_INFINITY,
    ticksDropped: last.droppedTicks - before.droppedTicks,
    lateShare: late.filter((ms) => ms > 33).length / Math.max(1, late.length),
    cpuShare: (last.cpuUs - before.cpuUs) / 1000 / (performance.now() - startedAt),
    rssMaxMb: rssMax / 2 ** 20,
    gone,
  };
}

async function besiege(index: number, port: number): Promise<{ attacker: ChildProcess; go(): void }> {
  const script = fileURLToPath(new URL('./siege/attacker.js', import.meta.url));
  const attacker = fork(script, [String(index), String(port)]);
  await once(attacker, 'message');
  return { attacker, go: () => attacker.send('go') };
}

/** One attack on a server of its own, which knows a champions table with a tie. */
async function siege(index: number, folder: string, attackMs: number): Promise<Siege> {
  const server = new ServerProcess('game-server', [folder]);
  const port = await server.port();
  const players = await HonestPlayers.begin(port, PLAYERS);
  server.tell({ kind: 'measure-ticks' });
  await pause(WARM_UP_MS);
  const calm = await measure(server, players, CALM_MS);
  const { attacker, go } = await besiege(index, port);
  go();
  const attacked = await measure(server, players, attackMs);
  attacker.send('report');
  const [said] = await once(attacker, 'message');
  attacker.disconnect();
  players.stop();
  await Promise.all([once(attacker, 'exit'), server.stop()]);
  return { calm, attacked, said };
}

/** The benchmark. @param args --attack N, --seconds N */
export async function benchSiege(args: readonly string[]): Promise<Findings> {
  const numberOf = (name: string, fallback: number): number => {
    const at = args.indexOf(name);
    return at < 0 ? fallback : Number(args[at + 1]);
  };
  const only = numberOf('--attack', -1);
  const attackMs = 1000 * numberOf('--seconds', ATTACK_SECONDS);
  const rows: [string, string][] = [];
  const attacks: object[] = [];
  const folder = mkdtempSync(join(tmpdir(), 'tank-siege-'));
  try {
    await buildTie(folder);
    for (const [index, name] of Object.keys(ATTACKS).entries()) {
      if (only >= 0 && index !== only) continue;
      const found = await siege(index, folder, attackMs);
      rows.push([`${index} ${name}`, show(found)]);
      console.error(...rows.at(-1)!, JSON.stringify(found.said));
      attacks.push({ name, ...found });
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const head = 'round trip p50, p99 ms; snapshots late p99; ticks late, dropped; CPU; RSS (calm > attacked)';
  return { rows: [['attack', head], ...rows], json: { players: PLAYERS, attacks } };
}

function show({ calm, attacked }: Siege): string {
  const both = (name: keyof Stretch, digits: number): string =>
    `${calm[name].toFixed(digits)} > ${attacked[name].toFixed(digits)}`;
  return [
    `${calm.roundTripP50Ms.toFixed(1)}, ${calm.roundTripP99Ms.toFixed(1)} > ${attacked.roundTripP50Ms.toFixed(1)}, ${attacked.roundTripP99Ms.toFixed(1)}`,
    both('deliveryP99Ms', 1),
    `${(100 * attacked.lateShare).toFixed(1)} %, ${attacked.ticksDropped}`,
    both('cpuShare', 2),
    `${both('rssMaxMb', 0)} MB`,
    ...(attacked.gone > 0 ? [`${attacked.gone} honest players were cut`] : []),
  ].join('; ');
}
