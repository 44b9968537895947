// The game server as a process of its own for the benchmark: tells its port, and each time it is asked its CPU time, its memory, and
// how late its ticks were. Ends with its parent. With a data folder as its
// argument it bounds lines of one address as a host's server does.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadOrCreateCertificate } from '../../src/net/certificate.js';
import { startServer } from '../../src/server/server.js';
import { Store } from '../../src/server/store/store.js';

/** What it is told to do. */
export type GameOrder =
  | { readonly kind: 'measure-ticks' }
  | { readonly kind: 'rooms'; readonly count: number }
  | { readonly kind: 'report' };

const data = process.argv[2];
const folder = mkdtempSync(join(tmpdir(), 'tank-bench-'));
let droppedTicks = 0;
const server = await startServer({
  port: 0,
  bind: '127.0.0.1',
  clientsMax: data === undefined ? 10_000 : 1000,
  ...(data === undefined && { connectionsPerAddressMax: 10_000 }),
  certificate: await loadOrCreateCertificate(join(folder, 'certs')),
  store: await Store.open(data ?? join(folder, 'data')),
  log(kind, text) {
    droppedTicks += Number(/(\d+) ticks were dropped/.exec(text)?.[1] ?? 0);
    if (kind === 'error') console.error(text);
  },
  serverName: 'bench',
});
let late: number[] = [];
let isMeasuring = false;

/** Adds one member to each slot of the tick, the first time that somebody plays. */
function measureTicks(): void {
  if (isMeasuring) return;
  isMeasuring = true;
  for (let slot = 0; slot < 8; slot++) {
    server.ticker.add({ tick: () => late.push(server.ticker.lateMs), send: () => {} });
  }
}

process.on('message', (order: GameOrder) => {
  if (order.kind === 'measure-ticks') {
    measureTicks();
    return;
  }
  if (order.kind === 'rooms') {
    for (let index = 0; index < order.count; index++) {
      server.hall.lobby
        .create({})
        .join({ nick: `p${index}`, account: null, network: '', group: '', connection: null });
    }
    return;
  }
  const { user, system } = process.cpuUsage();
  process.send!({ cpuUs: user + system, rssBytes: process.memoryUsage.rss(), droppedTicks, late });
  late = [];
});
process.on('disconnect', () => {
  rmSync(folder, { recursive: true, force: true });
  process.exit(0);
});
process.send!({ port: server.address.port });
