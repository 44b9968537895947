// A name with several addresses, some of which lead nowhere or are far away: each gets its seconds.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { LookupFunction } from 'node:net';
import { Socket } from 'node:net';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { dial } from '../../src/net/dial.js';
import { connectTls } from '../../src/net/tls.js';

const test = suite('net/dial');
const NOWHERE = '2001:db8::1';

/** A lookup that gives these addresses. */
function lookupOf(...addresses: string[]): LookupFunction {
  return (_host, _options, answer) =>
    answer(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
}

/** Connections that a test lets succeed or fail. */
class Exchange {
  readonly opened: string[] = [];
  readonly sockets = new Map<string, Socket>();
  #tell = (): void => {};

  readonly open = (address: string): Socket => {
    const socket = new Socket();
    this.opened.push(address);
    this.sockets.set(address, socket);
    this.#tell();
    return socket;
  };

  /** Resolves when so many were opened. */
  async until(count: number): Promise<void> {
    while (this.opened.length < count) {
      await new Promise<void>((resolve) => {
        this.#tell = resolve;
      });
    }
  }
}

const signal = new AbortController().signal;
const options = { host: 'far.example', port: 8265, signal };
const faultCode = (code: string): Error => Object.assign(new Error(code), { code });

test('an address that leads nowhere keeps its seconds while the next one is tried, which has its own', async () => {
  const exchange = new Exchange();
  const dialled = dial({ ...options, lookup: lookupOf(NOWHERE, '192.0.2.7'), open: exchange.open });
  await exchange.until(2);
  assert.equal(exchange.opened, [NOWHERE, '192.0.2.7']);
  for (const socket of exchange.sockets.values()) assert.not.ok(socket.destroyed);
  const far = exchange.sockets.get('192.0.2.7')!;
  far.emit('connect');
  assert.is(await dialled, far);
  assert.ok(exchange.sockets.get(NOWHERE)!.destroyed);
  assert.not.ok(far.destroyed);
  far.destroy();
});

test('families take turns, and a refusal brings the next address at once', async () => {
  const exchange = new Exchange();
  const lookup = lookupOf(NOWHERE, '2001:db8::2', '192.0.2.7');
  const dialled = dial({ ...options, lookup, open: exchange.open });
  await exchange.until(1);
  exchange.sockets.get(NOWHERE)!.destroy(faultCode('ENETUNREACH'));
  await exchange.until(2);
  exchange.sockets.get('192.0.2.7')!.destroy(faultCode('ECONNREFUSED'));
  await exchange.until(3);
  assert.equal(exchange.opened, [NOWHERE, '192.0.2.7', '2001:db8::2']);
  exchange.sockets.get('2001:db8::2')!.destroy(faultCode('EHOSTUNREACH'));
  const error = await dialled.catch((reason: NodeJS.ErrnoException) => reason);
  assert.is((error as NodeJS.ErrnoException).code, 'ECONNREFUSED');
});

test('who gives up leaves nothing open', async () => {
  const exchange = new Exchange();
  const giveUp = new AbortController();
  const lookup = lookupOf(NOWHERE, '192.0.2.7');
  const dialled = dial({ ...options, signal: giveUp.signal, lookup, open: exchange.open });
  await exchange.until(2);
  giveUp.abort(new Error('enough'));
  await dialled.then(
    () => assert.unreachable(),
    (error: Error) => assert.is(error.message, 'enough'),
  );
  for (const socket of exchange.sockets.values()) assert.ok(socket.destroyed);
});

// Linux answers no more knocks on a port whose owner takes none of those that wait: they are asked again after a second.
const SLEEPER = `
  const server = require('node:net').createServer((socket) => socket.on('error', () => {}).write('not TLS'));
  server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
    process.stdout.write(server.address().port + '\\n');
    process.stdin.once('data', () => {
      process.stdout.write('asleep\\n', () => {
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 700);
      });
    });
  });`;

const onLinux = process.platform === 'linux' ? test : test.skip;
onLinux('a server that takes more than a quarter of a second to answer is reached by its name', async () => {
  const sleeper = spawn(process.execPath, ['-e', SLEEPER], { stdio: ['pipe', 'pipe', 'inherit'] });
  sleeper.stdout.setEncoding('utf8');
  try {
    const port = Number((await once(sleeper.stdout, 'data'))[0]);
    sleeper.stdin.write('sleep\n');
    await once(sleeper.stdout, 'data');
    const crowd = Array.from({ length: 4 }, () =>
      new Socket().on('error', () => {}).connect(port, '127.0.0.1'),
    );
    await Promise.all(crowd.slice(0, 2).map((socket) => once(socket, 'connect')));
    // A resolver puts the address first to which there is a way.
    const reached = [lookupOf('127.0.0.1', NOWHERE), lookupOf(NOWHERE, '127.0.0.1')].map((lookup) =>
      connectTls({ host: 'far.example', port, timeoutMs: 8000, lookup, verify: () => true }).catch(
        (error: { code: string }) => error.code,
      ),
    );
    // Both times it was reached: what it says is no TLS.
    assert.equal(await Promise.all(reached), ['NOT_A_TANK_SERVER', 'NOT_A_TANK_SERVER']);
    for (const socket of crowd) socket.destroy();
  } finally {
    sleeper.kill('SIGKILL');
  }
});

test.run();
