// The platform's own limit: node:tls that writes as many bytes, as often, to as many clients as the game server did, and
// reads what they send. Told by its arguments; otherwise as game-server.ts.
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { TICK_MS } from '../../src/game/units.js';
import { loadOrCreateCertificate } from '../../src/net/certificate.js';
import { createTlsServer } from '../../src/net/tls.js';

const [bytesPerWrite, writesPerTick] = process.argv.slice(2).map(Number);
const folder = mkdtempSync(join(tmpdir(), 'tank-bench-raw-'));
const sockets = new Set<TLSSocket>();
const server = createTlsServer({
  ...(await loadOrCreateCertificate(folder)),
  admit: () => true,
  onGone: () => {},
  onConnection(socket) {
    socket.setNoDelay(true);
    sockets.add(socket);
    socket.on('data', () => {});
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
  },
});
const startMs = performance.now();
let tick = 0;
let owed = 0;
const run = (): void => {
  tick++;
  owed += writesPerTick;
  if (owed >= 1) {
    owed -= 1;
    for (const socket of sockets)
      if (socket.writableLength === 0) socket.write(Buffer.allocUnsafe(bytesPerWrite));
  }
  setTimeout(run, Math.max(0, startMs + tick * TICK_MS - performance.now()));
};
run();
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send!({ cpuUs: user + system, late: [] });
});
process.on('disconnect', () => {
  rmSync(folder, { recursive: true, force: true });
  process.exit(0);
});
server.listen(0, '127.0.0.1', () => process.send!({ port: (server.address() as AddressInfo).port }));
