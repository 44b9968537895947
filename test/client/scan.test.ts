// The port scanner against real sockets of loopback: a tank server, a port that speaks something else, one that is closed.
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { scanPorts } from '../../src/client/scan.js';
import { ConnectError } from '../../src/net/tls.js';
import { startTestServer, type TestServer } from '../server/test-server.js';

const test = suite<{ peers: TestServer }>('client/scan');

test.before.each(async (context) => {
  context.peers = await startTestServer();
});
test.after.each(({ peers }) => peers.close());

test('tells a tank server from another one, and both from nothing', async ({ peers }) => {
  const silent = createServer(() => {}).listen(0, '127.0.0.1');
  const rude = createServer((socket) => socket.end('220 hello\r\n')).listen(0, '127.0.0.1');
  const gone = createServer().listen(0, '127.0.0.1');
  await Promise.all([silent, rude, gone].map((server) => once(server, 'listening')));
  const portOf = (server: typeof silent): number => (server.address() as AddressInfo).port;
  const closedPort = portOf(gone);
  const openPorts = [portOf(rude), portOf(silent)];
  await new Promise((resolve) => gone.close(resolve));
  const told: number[] = [];
  const found = await scanPorts({
    host: '127.0.0.1',
    ports: [...openPorts, peers.port, closedPort],
    onProgress: (done) => told.push(done),
    signal: new AbortController().signal,
    timeoutMs: 500,
  });
  silent.close();
  rude.close();
  const stateOf = new Map(found.map(({ port, state }) => [port, state]));
  assert.is(stateOf.get(peers.port), 'tank server');
  assert.is(stateOf.get(closedPort), 'closed');
  for (const port of openPorts) assert.is(stateOf.get(port), 'open');
  assert.equal(told, [1, 2, 3, 4]);
  const server = found.find(({ port }) => port === peers.port)?.server;
  assert.is(server?.version, 'test-server 1');
  assert.is(server?.playersMax, 100);
  assert.ok(server!.pingMs >= 0);
  assert.match(server?.fingerprint ?? '', /^([0-9A-F]{2}:){31}[0-9A-F]{2}$/);
});

test('a host that is not there is said at once', async () => {
  try {
    await scanPorts({
      host: 'no-such-host.invalid',
      ports: [1, 2],
      onProgress() {},
      signal: new AbortController().signal,
    });
    assert.unreachable();
  } catch (error) {
    assert.instance(error, ConnectError);
  }
});

test('one that is stopped in the middle tells at once what it has found', async ({ peers }) => {
  const waiting: Socket[] = [];
  const silent = createServer((socket) => waiting.push(socket)).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const stop = new AbortController();
  const found = await scanPorts({
    host: 'localhost',
    ports: [peers.port, (silent.address() as AddressInfo).port],
    onProgress: () => stop.abort(),
    signal: stop.signal,
    // Longer than a test may take: nothing but the stop ends the wait for the silent one.
    timeoutMs: 60_000,
  });
  for (const socket of waiting) socket.destroy();
  silent.close();
  assert.equal(
    found.map(({ port, state }) => [port, state]),
    [[peers.port, 'tank server']],
  );
});

test('one that is stopped before tries no more ports', async () => {
  const stop = new AbortController();
  stop.abort();
  assert.equal(
    await scanPorts({ host: '127.0.0.1', ports: [1, 2, 3], onProgress() {}, signal: stop.signal }),
    [],
  );
});

test.run();
