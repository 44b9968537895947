// Figures for Prometheus and an answer for health probes, over HTTP on loopback alone. It asks the server when it is asked,
// but for how late ticks are, which is counted as they come.
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { RunningServer } from '../server.js';

const LATE_BUCKETS_SECONDS = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.033, 0.1, 1];

/** Starts to answer `/metrics` and `/health`.
 *  @throws Error of the system, such as EADDRINUSE */
export async function startMetrics(running: RunningServer, port: number): Promise<Server> {
  const registry = createRegistry(running);
  const server = createServer((request, response) => {
    const path = request.method === 'GET' ? request.url : undefined;
    if (path === '/health') {
      response.setHeader('Content-Type', 'text/plain; charset=utf-8').end('ok\n');
    } else if (path === '/metrics') {
      registry.metrics().then(
        (text) => response.setHeader('Content-Type', registry.contentType).end(text),
        () => response.writeHead(500).end(),
      );
    } else {
      response.writeHead(404).end('There are /metrics and /health.\n');
    }
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

function createRegistry(running: RunningServer): Registry {
  const registers = [new Registry()];
  collectDefaultMetrics({ register: registers[0], prefix: 'tank_' });
  const late = new Histogram({
    name: 'tank_tick_late_seconds',
    help: 'By how much ticks were late.',
    buckets: LATE_BUCKETS_SECONDS,
    registers,
  });
  running.ticker.onLate = (lateMs) => late.observe(lateMs / 1000);
  const gauges = {
    connections: 'Lines that are up.',
    players: 'People who are logged in.',
    rooms: 'Rooms.',
    battles: 'Rooms in battle.',
  } as const;
  for (const [name, help] of Object.entries(gauges)) {
    new Gauge({
      name: `tank_${name}`,
      help,
      registers,
      collect() {
        this.set(running.stats()[name as keyof typeof gauges]);
      },
    });
  }
  const counters = {
    connectionsTotal: ['tank_connections_total', 'Lines that were let in.'],
    refusedTotal: ['tank_refused_total', 'Lines that were refused.'],
    bytesReceivedTotal: ['tank_received_bytes_total', 'Octets from players, without TLS.'],
    bytesSentTotal: ['tank_sent_bytes_total', 'Octets to players, without TLS.'],
  } as const;
  for (const [field, [name, help]] of Object.entries(counters)) {
    new Counter({
      name,
      help,
      registers,
      collect() {
        this.reset();
        this.inc(running.stats()[field as keyof typeof counters]);
      },
    });
  }
  return registers[0];
}
