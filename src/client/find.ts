// The commands that look for servers: `tank-client discover` in this network, `tank-client scan HOST` on one machine. They print
// lines for people, or one JSON object. Called by the entry; they take no terminal over and log in nowhere.
import type { ServerAddress } from './address.js';
import { formatAddress } from './address.js';
import { Discovery, type FoundServer } from './discovery.js';
import { say } from './messages.js';
import { type ScannedPort, scanPorts } from './scan.js';

const SEARCH_MS = 1000;
const BAR_LENGTH = 30;
/** Digits of the largest port. */
const PORT_COLUMNS = 5;
/** Of a process that Ctrl-C has ended. */
export const INTERRUPTED_CODE = 130;

/** Where the text goes. */
export interface FindOutput {
  print(text: string): unknown;
  /** Shows how far it is, in one line that is written again; not called for --json. */
  progress(text: string): unknown;
}

/** Looks for servers in this network. @returns exit code: 0 when there is one */
export async function discover(isJson: boolean, output: FindOutput): Promise<number> {
  const servers: FoundServer[] = [];
  const search = new Discovery({
    durationMs: SEARCH_MS,
    onFound(server) {
      servers.push(server);
      if (!isJson) output.print(describeServer(server));
    },
  });
  await search.over;
  if (isJson) output.print(JSON.stringify({ servers }));
  else if (servers.length === 0) output.print(say('none-found'));
  return servers.length > 0 ? 0 : 1;
}

function describeServer(server: FoundServer): string {
  const address = formatAddress(server as ServerAddress);
  const { name, players, playersMax, rooms } = server;
  return `${address.padEnd(28)} ${say('found-server', { name, players, playersMax, rooms })}`;
}

/** Tries ports of a host.
 *  @returns exit code: 0 when a tank server is there, 1 when there is none, INTERRUPTED_CODE when it was stopped
 *  @throws ConnectError when there is no such host, or no way to it */
export async function scan(
  host: string,
  ports: readonly number[],
  isJson: boolean,
  signal: AbortSignal,
  output: FindOutput,
): Promise<number> {
  const show = isJson ? () => {} : output.progress;
  let found: ScannedPort[];
  try {
    const onProgress = (done: number): unknown => show(formatBar(done, ports.length));
    found = await scanPorts({ host, ports, signal, onProgress });
  } finally {
    show('');
  }
  const isComplete = found.length === ports.length;
  if (isJson) output.print(JSON.stringify({ host, isComplete, ports: found }));
  else output.print(describePorts(host, found));
  if (!isComplete && !isJson) output.print(say('scan-stopped', { done: found.length, total: ports.length }));
  if (!isComplete) return INTERRUPTED_CODE;
  return found.some((port) => port.state === 'tank server') ? 0 : 1;
}

function formatBar(done: number, total: number): string {
  const full = Math.round((done / total) * BAR_LENGTH);
  return `[${'#'.repeat(full)}${'.'.repeat(BAR_LENGTH - full)}] ${done}/${total}`;
}

function describePorts(host: string, found: readonly ScannedPort[]): string {
  const count = (state: string): number => found.filter((port) => port.state === state).length;
  const lines = found
    .filter(({ state }) => state === 'open' || state === 'tank server')
    .map(({ port, server }) => {
      const column = String(port).padEnd(PORT_COLUMNS);
      if (server === null) return say('open-port', { port: column });
      const { name, version, players, playersMax } = server;
      return `${say('tank-port', { port: column, name, version, players, playersMax })}\n        ${server.fingerprint}`;
    });
  const rest = { host, closed: count('closed'), filtered: count('filtered'), total: found.length };
  return [...lines, say('scanned', rest)].join('\n');
}
