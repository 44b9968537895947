// Figures for Prometheus and an answer for health probes, over HTTP on loopback alone. It asks the server when it is asked,
// but for how late ticks are, which is counted as they come.
import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Ticker } from '../ticker.js';
import { TROUBLE_KINDS } from './health.js';
import type { Status } from './status.js';

const LATE_BUCKETS_SECONDS = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.033, 0.1, 1];
/** What prom-client adds that is no counter and is called one; the same by kind stands beside each. */
const MISNAMED = ['active_handles', 'active_requests', 'active_resources'];

/** What is measured. */
export interface MetricsSource {
  readonly ticker: Ticker;
  status(): Status;
}

/** Starts to answer `/metrics` and `/health`.
 *  @param onError told what goes wrong afterwards
 *  @throws Error of the system, such as EADDRINUSE */
export async function startMetrics(
  source: MetricsSource,
  port: number,
  onError: (error: Error) => void,
): Promise<Server> {
  const registry = createRegistry(source);
  const server = createServer(({ method = '', url = '' }, response) => {
    const [path] = url.split('?');
    const isKnown = path === '/health' || path === '/metrics';
    if (!isKnown) response.writeHead(404).end('There are /metrics and /health.\n');
    else if (method !== 'GET' && method !== 'HEAD')
      response.writeHead(405, { Allow: 'GET, HEAD' }).end('GET and HEAD are answered.\n');
    else if (path === '/health') answerHealth(source.status(), response);
    else
      registry.metrics().then(
        (text) => response.setHeader('Content-Type', registry.contentType).end(text),
        () => response.writeHead(500).end(),
      );
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  server.on('error', onError);
  return server;
}

/** 200 and `ok`, with a line for each thing to see to; 503 and `failing` when one of them is severe. */
function answerHealth({ troubles }: Status, response: ServerResponse): void {
  const isFailing = troubles.some(({ isSevere }) => isSevere);
  const lines = [isFailing ? 'failing' : 'ok', ...troubles.map(({ kind, text }) => `${kind}: ${text}`)];
  response.statusCode = isFailing ? 503 : 200;
  response.setHeader('Content-Type', 'text/plain; charset=utf-8').end(`${lines.join('\n')}\n`);
}

const secondsOf = (time: string): number => Date.parse(time) / 1000;

/** Name without `tank_`, help, and what it is now; those of a time that has not come are left out. */
const GAUGES: readonly (readonly [string, string, (status: Status) => number | null])[] = [
  ['connections', 'Lines that are up.', ({ connections }) => connections],
  ['players', 'People who are logged in.', ({ players }) => players],
  ['players_max', 'People that are served at most.', ({ playersMax }) => playersMax],
  ['rooms', 'Rooms.', ({ rooms }) => rooms],
  ['battles', 'Rooms in battle.', ({ battles }) => battles],
  ['store_waiting', 'Results and accounts that wait in memory to be written.', ({ waiting }) => waiting],
  [
    'backup_timestamp_seconds',
    'When the backups last held all accounts and results, in seconds since 1970.',
    ({ backupAt }) => (backupAt === null ? null : secondsOf(backupAt)),
  ],
  [
    'certificate_end_timestamp_seconds',
    'When the certificate ends, in seconds since 1970.',
    ({ certificateEndsAt }) => secondsOf(certificateEndsAt),
  ],
];

/** Name without `tank_`, help, and what it has come to since the start; by a label's values where there is one. */
const COUNTERS: readonly (readonly [
  string,
  string,
  (status: Status) => number | Readonly<Record<string, number>>,
  string?,
])[] = [
  ['connections_total', 'Lines that were let in.', ({ connectionsTotal }) => connectionsTotal],
  ['refused_total', 'Lines that were refused, by reason.', ({ refused }) => refused, 'reason'],
  ['errors_total', 'Errors that players were told, by code.', ({ errors }) => errors, 'code'],
  ['ticks_dropped_total', 'Ticks that were not made up for.', ({ ticksDroppedTotal }) => ticksDroppedTotal],
  [
    'received_bytes_total',
    'Octets from players, without TLS.',
    ({ bytesReceivedTotal }) => bytesReceivedTotal,
  ],
  ['sent_bytes_total', 'Octets to players, without TLS.', ({ bytesSentTotal }) => bytesSentTotal],
];

function createRegistry({ ticker, status }: MetricsSource): Registry {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry, prefix: 'tank_' });
  for (const name of MISNAMED) registry.removeSingleMetric(`tank_nodejs_${name}_total`);
  const late = new Histogram({
    name: 'tank_tick_late_seconds',
    help: 'By how much ticks were late.',
    buckets: LATE_BUCKETS_SECONDS,
    registers,
  });
  ticker.onLate = (lateMs) => late.observe(lateMs / 1000);
  for (const [name, help, read] of GAUGES)
    new Gauge({
      name: `tank_${name}`,
      help,
      registers,
      collect() {
        const value = read(status());
        if (value === null) this.remove();
        else this.set(value);
      },
    });
  for (const [name, help, read, label] of COUNTERS)
    new Counter({
      name: `tank_${name}`,
      help,
      registers,
      labelNames: label === undefined ? [] : [label],
      collect() {
        this.reset();
        const value = read(status());
        if (typeof value === 'number') this.inc(value);
        else for (const [key, count] of Object.entries(value)) this.inc({ [label!]: key }, count);
      },
    });
  addTroubles(registry, status);
  return registry;
}

/** One for each kind of trouble that there is, zero for each that there is not; and which program tells it. */
function addTroubles(registry: Registry, status: () => Status): void {
  new Gauge({
    name: 'tank_trouble',
    help: `1 where something is wrong, by kind: ${Object.entries(TROUBLE_KINDS)
      .map(([kind, meaning]) => `${kind}, ${meaning}`)
      .join('; ')}.`,
    labelNames: ['kind'],
    registers: [registry],
    collect() {
      const troubles = new Set(status().troubles.map(({ kind }) => kind));
      for (const kind of Object.keys(TROUBLE_KINDS) as (keyof typeof TROUBLE_KINDS)[])
        this.set({ kind }, troubles.has(kind) ? 1 : 0);
    },
  });
  new Gauge({
    name: 'tank_build_info',
    help: 'Version of the server, and of the Node that runs it; always 1.',
    labelNames: ['version', 'node'],
    registers: [registry],
  }).set({ version: status().server.replace(/^.* /, ''), node: process.version }, 1);
}
