// The platform's own limit: node:tls that writes as many bytes, as often, to as many clients as the game server does, and
// reads what they send. The clients are spread over the slots of a tick as rooms are, or with `burst` all written to at once.
// Works and rests as it is told; otherwise as game-server.ts.
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { TICK_MS } from '../../src/game/units.js';
import { loadOrCreateCertificate } from '../../src/net/certificate.js';
import { createTlsServer } from '../../src/net/tls.js';

/** As the ticker has them, and players in a room. */
const SLOTS = 8;
const ROOM_SEATS = 8;

/** What it is told to do. */
export type RawOrder =
  | { readonly kind: 'work'; readonly bytes: number; readonly writesPerTick: number; readonly slots: number }
  | { readonly kind: 'rest' }
  | { readonly kind: 'report' };

const folder = mkdtempSync(join(tmpdir(), 'tank-bench-raw-'));
const sockets: TLSSocket[] = [];
const { server } = createTlsServer({
  ...(await loadOrCreateCertificate(folder)),
  admit: () => true,
  onGone: () => {},
  onConnection(socket) {
    socket.setNoDelay(true);
    sockets.push(socket);
    socket.on('data', () => {});
    socket.on('error', () => {});
  },
});

let timer: NodeJS.Timeout | undefined;

function work(bytes: number, writesPerTick: number, slots: number): void {
  const groups: TLSSocket[][] = Array.from({ length: slots }, () => []);
  for (const [index, socket] of sockets.entries()) {
    groups[Math.floor(index / ROOM_SEATS) % slots].push(socket);
  }
  const startMs = performance.now();
  // Each client by itself: as in a game, a tick that has nothing for one has something for another.
  const owed = groups.map((group) =>
    Float64Array.from(group, (_, index) => (index % ROOM_SEATS) / ROOM_SEATS),
  );
  let turn = 0;
  const run = (): void => {
    const slot = turn++ % slots;
    for (const [index, socket] of groups[slot].entries()) {
      owed[slot][index] += writesPerTick;
      if (owed[slot][index] < 1) continue;
      owed[slot][index] -= 1;
      if (socket.writableLength === 0) socket.write(Buffer.allocUnsafe(bytes));
    }
    timer = setTimeout(run, Math.max(0, startMs + (turn * TICK_MS) / slots - performance.now()));
  };
  run();
}

process.on('message', (order: RawOrder) => {
  if (order.kind === 'work') work(order.bytes, order.writesPerTick, Math.min(SLOTS, order.slots));
  else if (order.kind === 'rest') clearTimeout(timer);
  else {
    const { user, system } = process.cpuUsage();
    process.send!({ cpuUs: user + system, late: [] });
  }
});
process.on('disconnect', () => {
  rmSync(folder, { recursive: true, force: true });
  process.exit(0);
});
server.listen(0, '127.0.0.1', () => process.send!({ port: (server.address() as AddressInfo).port }));
