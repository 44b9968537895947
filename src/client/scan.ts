// Which ports of a host are open, and behind which of them a tank server is (name, version, players, fingerprint). Used by
// `tank-client scan`, and by the title screen for one server. It says HELLO and no more, so that nobody is told who asks; what comes
// back is cleaned.
import { ConnectError, connectTls } from '../net/tls.js';
import { cleanText } from '../protocol/text.js';
import type { ServerAddress } from './address.js';
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
 *  @returns in the order of the ports; when it was stopped, those that were done
 *  @throws ConnectError UNKNOWN_HOST, UNREACHABLE when no port can be tried */
export async function scanPorts(options: ScanOptions): Promise<ScannedPort[]> {
  const waiting = [...options.ports];
  const found: ScannedPort[] = [];
  const work = async (): Promise<void> => {
    for (let port = waiting.shift(); port !== undefined; port = waiting.shift()) {
      if (options.signal.aborted) return;
      found.push(await scanPort(options.host, port, options.timeoutMs ?? TIMEOUT_MS));
      options.onProgress(found.length);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return found.sort((first, second) => first.port - second.port);
}

async function scanPort(host: string, port: number, timeoutMs: number): Promise<ScannedPort> {
  try {
    return { port, state: 'tank server', server: await askServer({ host, port }, timeoutMs) };
  } catch (error) {
    return { port, state: stateOf(error), server: null };
  }
}

/** Asks a tank server how it is.
 *  @throws ConnectError when nothing is there that speaks the protocol, LinkError or ServerError when it does so only by its name */
export async function askServer({ host, port }: ServerAddress, timeoutMs: number): Promise<ScannedServer> {
  let fingerprint = '';
  const { socket } = await connectTls({
    host,
    port,
    timeoutMs,
    // Nothing is told to it but HELLO: there is nothing to trust it with.
    verify: (shown) => {
      fingerprint = shown;
      return true;
    },
  });
  const ignore = (): void => {};
  const handlers = { onAnswer: ignore, onNotice: ignore, onFrame: ignore, onPing: ignore, onOver: ignore };
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
