// Lines over real TLS on loopback: who is let in, who is not, and what a client says of servers that are none.
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, connect as connectTcp, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type TLSSocket } from 'node:tls';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Certificate, loadOrCreateCertificate } from '../../src/net/certificate.js';
import {
  type ConnectError,
  connectTls,
  createTlsServer,
  type ShownCertificate,
  type TlsServerOptions,
} from '../../src/net/tls.js';

interface Context {
  folder: string;
  certificate: Certificate;
  /** Octets that servers of this test have got. */
  received: string;
  sockets: TLSSocket[];
  listen(options?: Partial<TlsServerOptions>): Promise<number>;
  close: (() => void)[];
}

const test = suite<Context>('net/tls');

test.before.each(async (context) => {
  context.folder = mkdtempSync(join(tmpdir(), 'tank-tls-'));
  context.certificate = await loadOrCreateCertificate(context.folder);
  context.received = '';
  context.sockets = [];
  context.close = [];
  context.listen = async (options = {}) => {
    const { server } = createTlsServer({
      ...context.certificate,
      admit: () => true,
      onGone: () => {},
      onConnection: (socket) => {
        context.sockets.push(socket);
        socket.on('error', () => {});
        socket.on('data', (chunk) => {
          context.received += chunk;
        });
      },
      ...options,
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    context.close.push(() => server.close());
    return (server.address() as AddressInfo).port;
  };
});

test.after.each((context) => {
  for (const socket of context.sockets) socket.destroy();
  for (const close of context.close) close();
  rmSync(context.folder, { recursive: true, force: true });
});

const target = (port: number) => ({ host: '127.0.0.1', port, timeoutMs: 3000 });
const faultOf = (line: Promise<unknown>): Promise<string> =>
  line.then(
    () => 'a line',
    (error: ConnectError) => error.code,
  );

test('both ends agree on TLS 1.3 and tank/1, and the client is told the hash of the certificate', async (context) => {
  const port = await context.listen();
  const seen: ShownCertificate[] = [];
  const { socket } = await connectTls({
    ...target(port),
    verify: (fingerprint, shown) => seen.push(shown) > 0 && fingerprint === context.certificate.fingerprint,
  });
  assert.is(socket.getProtocol(), 'TLSv1.3');
  assert.is(socket.alpnProtocol, 'tank/1');
  assert.equal(seen, [{ hash: context.certificate.hash, isVouched: false }]);
  socket.destroy();
});

test('a certificate that is not accepted gets no octet', async (context) => {
  const port = await context.listen();
  assert.is(await faultOf(connectTls({ ...target(port), verify: () => false })), 'NOT_TRUSTED');
  assert.is(
    await faultOf(connectTls({ ...target(port), verify: () => Promise.reject(new Error('no')) })),
    'NOT_TRUSTED',
  );
  assert.is(context.received, '');
});

test('clients without our protocol, or with an older TLS, are shut out', async (context) => {
  let lines = 0;
  const port = await context.listen({ onConnection: () => lines++ });
  for (const options of [
    {},
    { ALPNProtocols: ['h2'] },
    { ALPNProtocols: ['tank/1'], maxVersion: 'TLSv1.2' as const },
  ]) {
    const socket = connect({ host: '127.0.0.1', port, rejectUnauthorized: false, ...options });
    socket.on('error', () => {});
    await new Promise((resolve) => socket.once('close', resolve));
  }
  assert.is(lines, 0);
});

test('who does not finish the handshake is cut off, and so is who is not admitted', async (context) => {
  let tellGone = (): void => {};
  const gone = new Promise<void>((resolve) => {
    tellGone = resolve;
  });
  const port = await context.listen({ handshakeTimeoutMs: 100, onGone: () => tellGone() });
  await once(connectTcp(port, '127.0.0.1').resume(), 'close');
  await gone;
  const closed = await context.listen({ admit: () => false });
  const socket = connectTcp(closed, '127.0.0.1').resume();
  socket.on('error', () => {});
  await new Promise((resolve) => socket.once('close', resolve));
});

test('a client knows what is wrong with the other end', async (context) => {
  const verify = (): boolean => true;
  assert.is(await faultOf(connectTls({ ...target(1), verify })), 'REFUSED');
  assert.is(
    await faultOf(connectTls({ host: 'no-such-host.invalid', port: 1, timeoutMs: 5000, verify })),
    'UNKNOWN_HOST',
  );
  const talkers = { chatty: 'SSH-2.0-x\r\n', mute: '', rude: null } as const;
  const expected = { chatty: 'NOT_A_TANK_SERVER', mute: 'NOT_A_TANK_SERVER', rude: 'CLOSED' };
  for (const [name, says] of Object.entries(talkers)) {
    const server = createServer((socket) => {
      socket.on('error', () => {});
      if (says === null) socket.destroy();
      else socket.write(says);
      context.close.push(() => socket.destroy());
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    context.close.push(() => server.close());
    const { port } = server.address() as AddressInfo;
    assert.is(
      await faultOf(connectTls({ host: '127.0.0.1', port, timeoutMs: 300, verify })),
      expected[name as keyof typeof expected],
      name,
    );
  }
});

test.run();
