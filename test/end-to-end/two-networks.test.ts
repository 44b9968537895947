// Discovery as it is used: `tank-server` in one network of the kernel, `tank-client discover --json` in another, and a cable between
// them. Both networks belong to processes of the test alone: they, the cable and all addresses go when those end, however they end.
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { passingFolder, within } from '../client/within.js';

const BOUND_MS = 15_000;
const NAME = 'Home of the test';
const SOURCE = fileURLToPath(new URL('../../src/', import.meta.url));

/** The one end's addresses and the other's, one family at a time, so that each has to be enough by itself. */
const CABLES = {
  'IPv4, 239.8.26.5': { server: '192.0.2.1/24', client: '192.0.2.2/24', found: '192.0.2.1' },
  'IPv6, ff02::8265': { server: 'fe80::1/64', client: 'fe80::2/64', found: 'fe80::1%tank-client' },
} as const;

/** The server's network: a user and a network of its own. It says when it is there, and waits until the cable is, too. */
const SERVER_SIDE = 'ip link set lo up && echo ready && read -r go && exec "$@"';
/** The client's: makes the cable, and puts the other end of it into the server's network, whose process is the first word. No address
 *  comes by itself, and none has to be tried out first. */
const CLIENT_SIDE = [
  'process=$1 server=$2 client=$3; shift 3',
  'plug() { address=$1 end=$2; shift 2',
  '  "$@" ip link set dev "$end" addrgenmode none',
  '  "$@" ip addr add "$address" dev "$end" nodad',
  '  "$@" ip link set dev "$end" up',
  '}',
  'ip link add name tank-client type veth peer name tank-server netns "$process"',
  // The kernel may take a second until it says that a cable carries something.
  'await() { end=$1; shift',
  '  for try in $(seq 2000); do "$@" ip link show dev "$end" | grep -q "state UP" && return; done',
  '  echo "no carrier"; exit 1',
  '}',
  'far="nsenter --target $process --net"',
  'plug "$client" tank-client env',
  'plug "$server" tank-server $far',
  'await tank-client env',
  'await tank-server $far',
  'echo ready && read -r go && exec "$@"',
].join('\n');

type Side = ChildProcessByStdio<Writable, Readable, Readable>;

interface Context {
  sides: Side[];
  folder: { readonly path: string; remove(): void };
}

const test = suite<Context>('end-to-end/two-networks');

test.before.each((context) => {
  context.sides = [];
  context.folder = passingFolder();
});
test.after.each(async ({ sides, folder }) => {
  for (const side of sides) {
    // One that never began has no number, and a signal to it would go to everybody.
    if (side.pid === undefined || side.exitCode !== null || side.signalCode !== null) continue;
    const ended = once(side, 'close');
    side.kill('SIGKILL');
    await ended;
  }
  folder.remove();
});

/** Starts one side. When this test ends in any way, its input ends, and with that the side. */
function start({ sides, folder }: Context, command: string, args: readonly string[]): Side {
  const home = { HOME: folder.path, XDG_CONFIG_HOME: folder.path, XDG_DATA_HOME: folder.path };
  const side = spawn(command, args, { stdio: 'pipe', env: { ...process.env, ...home } });
  side.on('error', () => {});
  side.stdin.on('error', () => {});
  sides.push(side);
  return side;
}

/** What a side says until it has said something like this, or until its end.
 *  @throws Error when neither comes in time */
async function hear(side: Side, pattern: RegExp): Promise<string> {
  let text = '';
  const heard = new Promise<string>((resolve) => {
    const take = (chunk: Buffer): void => {
      text += String(chunk);
      if (pattern.test(text)) resolve(text);
    };
    side.stdout.on('data', take);
    side.stderr.on('data', take);
    side.once('error', (error) => resolve(error.message));
    side.once('close', () => resolve(text));
  });
  return within(BOUND_MS, `${pattern}`, heard);
}

/** Makes both networks and what is between them. @returns null where this machine does not allow it, which is said */
async function lay(
  context: Context,
  cable: (typeof CABLES)[keyof typeof CABLES],
): Promise<[Side, Side] | null> {
  const data = context.folder.path;
  const server = start(context, 'unshare', [
    ...['--user', '--map-root-user', '--net', 'sh', '-ec', SERVER_SIDE, 'sh'],
    ...[process.execPath, join(SOURCE, 'tank-server.js'), '--name', NAME, '--port', '0'],
    ...['--data', data, '--certs', data, '--stop-with-parent'],
  ]);
  const first = await hear(server, /ready\n/);
  if (!first.endsWith('ready\n')) return skip(first);
  const client = start(context, 'nsenter', [
    ...['--target', `${server.pid}`, '--user', '--preserve-credentials', '--net'],
    ...['unshare', '--net', 'sh', '-ec', CLIENT_SIDE, 'sh', `${server.pid}`, cable.server, cable.client],
    ...[process.execPath, join(SOURCE, 'tank-client.js'), 'discover', '--json'],
  ]);
  const second = await hear(client, /ready\n/);
  return second.endsWith('ready\n') ? [server, client] : skip(second);
}

function skip(why: string): null {
  console.log(`skipped: no two networks on this machine (${why.trim() || 'no word why'})`);
  return null;
}

for (const [family, cable] of Object.entries(CABLES))
  test(`a server of another network is found within a second of asking: ${family}`, async (context) => {
    const laid = await lay(context, cable);
    if (laid === null) return;
    const [server, client] = laid;
    server.stdin.write('go\n');
    const port = Number(/listening on \S+:(\d+) /.exec(await hear(server, /listening on .*\n/))?.[1]);
    client.stdin.write('go\n');
    // The search itself lasts a second, and what comes later is not in its answer.
    const { servers } = JSON.parse(await hear(client, /\n/));
    assert.is(servers.length, 1);
    const [{ id, ...found }] = servers;
    assert.match(id, /^[0-9a-f]{16}$/);
    assert.equal(found, { host: cable.found, port, name: NAME, players: 0, playersMax: 1000, rooms: 0 });
  });

test.run();
