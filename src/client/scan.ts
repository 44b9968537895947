// Which ports of a host are open, and behind which of them a tank server is (name, version, players, fingerprint). Used by
// `tank-client scan`, and by the title screen for one server. It says HELLO and no more, so that nobody is told who asks; what comes
// back is cleaned.
import { lookup } from 'node:dns/promises';
import type { LookupFunction } from 'node:net';
import { ConnectError, type ConnectOptions, connectTls } from '../net/tls.js';
import { cleanText } from '../protocol/text.js';
import { Line } from './line.js';
import { LinkError, ServerError } from './link-error.js';
import { SYSTEM_TIMERS } from './timers.js';

/** Ports that are tried at the same time: few enough for the table of any home router. */
const AT_ONCE = 64;
const TIMEOUT_MS = 1500;
const NAME_LENGTH_MAX = 64;

/** What is known of a port. Closed: the host refuses. Filtered: nothing comes back. */
export type PortState = 'open' | 'closed' | 'filtered' | 'tank server';

/** One port. */
export interface ScannedPort {
  readonly port: number;
  readonly state: PortState;
  readonly server: ScannedServer | null;
}

/** A tank server behind a port. */
export interface ScannedServer {
  readonly name: string;
  readonly version: string;
  readonly players: number;
  readonly playersMax: number;
  /** How long its answer took, in ms. */
  readonly pingMs: number;
  readonly fingerprint: string;
}

/** What a scan needs. */
export interface ScanOptions {
  readonly host: string;
  readonly ports: readonly number[];
  /** Told after each port. */
  onProgress(done: number): void;
  readonly signal: AbortSignal;
  readonly timeoutMs?: number;
}

/** Tries all ports, as many at once as are good for everybody.
 *  @returns in the order of the ports; when it was stopped, at once those that were done
 *  @throws ConnectError UNKNOWN_HOST, or UNREACHABLE when there is no way to any of the ports */
export async function scanPorts(options: ScanOptions): Promise<ScannedPort[]> {
  const { host, signal, timeoutMs = TIMEOUT_MS } = options;
  const lookup = await lookUp(host);
  const waiting = [...options.ports];
  const found: ScannedPort[] = [];
  let barred: ConnectError | null = null;
  let barredCount = 0;
  const work = async (): Promise<void> => {
    for (let port = waiting.shift(); port !== undefined; port = waiting.shift()) {
      if (signal.aborted) return;
      const scanned = await scanPort({ host, port, timeoutMs, lookup }).catch((error: unknown) => {
        // A firewall may say so of single ports; only of all of them it means the host.
        if (!(error instanceof ConnectError) || error.code !== 'UNREACHABLE') throw error;
        barred = error;
        barredCount++;
        return { port, state: 'filtered', server: null } as const;
      });
      if (signal.aborted) return;
      found.push(scanned);
      options.onProgress(found.length);
    }
  };
  const stopped = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
  await Promise.race([Promise.all(Array.from({ length: AT_ONCE }, work)), stopped]);
  if (barred !== null && barredCount === found.length) throw barred;
  return found.sort((first, second) => first.port - second.port);
}

/** Asks for the host's addresses once, so that a thousand ports are not a thousand questions.
 *  @throws ConnectError UNKNOWN_HOST */
async function lookUp(host: string): Promise<LookupFunction> {
  try {
    const addresses = await lookup(host, { all: true });
    return (_host, { all }, answer) => {
      const [{ address, family }] = addresses;
      if (all === true) answer(null, addresses);
      else answer(null, address, family);
    };
  } catch (error) {
    throw new ConnectError('UNKNOWN_HOST', (error as Error).message);
  }
}

async function scanPort(where: Omit<ConnectOptions, 'verify'>): Promise<ScannedPort> {
  const { port } = where;
  try {
    return { port, state: 'tank server', server: await askServer(where) };
  } catch (error) {
    return { port, state: stateOf(error), server: null };
  }
}

/** Asks a tank server how it is.
 *  @throws ConnectError when nothing is there that speaks the protocol, LinkError or ServerError when it does so only by its name */
export async function askServer(where: Omit<ConnectOptions, 'verify'>): Promise<ScannedServer> {
  let fingerprint = '';
  const { socket } = await connectTls({
    ...where,
    // Nothing is told to it but HELLO: there is nothing to trust it with.
    verify: (shown) => {
      fingerprint = shown;
      return true;
    },
  });
  const ignore = (): void => {};
  const handlers = {
    onAnswer: ignore,
    onNotice: ignore,
    onFrame: ignore,
    onPing: ignore,
    onMistake: ignore,
    onOver: ignore,
  };
  const line = new Line(socket, handlers, SYSTEM_TIMERS);
  try {
    const askedMs = performance.now();
    const hello = await line.request('HELLO', {}, null);
    return {
      name: cleanText(hello.name, NAME_LENGTH_MAX),
      version: cleanText(hello.server, NAME_LENGTH_MAX),
      players: hello.players,
      playersMax: hello.playersMax,
      pingMs: Math.round(performance.now() - askedMs),
      fingerprint,
    };
  } finally {
    line.end();
  }
}

/** @throws what is no news of a port */
function stateOf(error: unknown): PortState {
  if (error instanceof LinkError || error instanceof ServerError) return 'open';
  if (!(error instanceof ConnectError)) throw error;
  switch (error.code) {
    case 'REFUSED':
      return 'closed';
    case 'TIMED_OUT':
      return 'filtered';
    case 'UNKNOWN_HOST':
    case 'UNREACHABLE':
      throw error;
    default:
      return 'open';
  }
}
