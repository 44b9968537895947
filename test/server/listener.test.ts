// The listener: whom it lets in, how fast, and that each refusal is counted.
import { connect as connectTcp, type Socket } from 'node:net';
import { connect as connectPlainTls } from 'node:tls';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { rejection, within } from '../client/within.js';
import { receive, startTestServer } from './test-server.js';

const test = suite('server/listener');

test('a banned address is told why, and soon after the door stays shut', async () => {
  const peers = await startTestServer();
  try {
    const { order } = peers.server.hall;
    await order.ban(null, { address: '127.0.0.0/8' }, { minutes: 5, reason: 'noise' });
    const told = await receive(await peers.connect(), () => false);
    assert.match(told, /"code":"BANNED","message":"You are banned for 5 minutes: noise","seconds":300/);
    const error = await rejection(peers.connect());
    assert.match((error as { code?: string }).code ?? '', /CLOSED/);
    await order.unban(null, { address: '127.0.0.0/8' });
    (await peers.connect()).destroy();
  } finally {
    await peers.close();
  }
});

test('whoever keeps coming and going is let in no faster than a handshake is worth', async () => {
  const peers = await startTestServer({ connectionsPerAddressMax: 2 });
  try {
    for (let count = 0; count < 16; count++) (await peers.connect()).destroy();
    let refusal: Error | null = null;
    for (let count = 0; count < 200 && refusal === null; count++) {
      await peers.connect().then(
        (socket) => socket.destroy(),
        (error) => {
          refusal = error;
        },
      );
    }
    assert.ok(refusal !== null, 'two hundred came in at once');
  } finally {
    await peers.close();
  }
});

test('each refusal counts under its reason, those too that nobody is told', async () => {
  const peers = await startTestServer({ connectionsPerAddressMax: 2, handshakeTimeoutMs: 50 });
  const { hall, stats } = peers.server;
  const closed = async (socket: Socket): Promise<void> => {
    socket.on('error', () => {}).resume();
    const end = new Promise((resolve) => socket.once('close', resolve));
    if (!socket.closed) await within(5000, 'the end of the line', end);
  };
  const place = { host: '127.0.0.1', port: peers.port, rejectUnauthorized: false };
  try {
    await closed(connectTcp(peers.port, '127.0.0.1').end('GET / HTTP/1.1\r\n\r\n'));
    await closed(connectPlainTls({ ...place, ALPNProtocols: ['h2'] }));
    await closed(connectPlainTls(place));
    await closed(connectTcp(peers.port, '127.0.0.1'));
    const faults = { HANDSHAKE_FAILED: 1, OTHER_PROTOCOL: 2, HANDSHAKE_TIMEOUT: 1 };
    assert.equal(stats().refused, faults);
    const peer = await peers.connect();
    peer.write('Command: DANCE\r\nId: 1\r\n\r\n');
    await receive(peer, (text) => text.includes('UNKNOWN_COMMAND'));
    assert.equal(stats().errors, { UNKNOWN_COMMAND: 1 });
    const other = await peers.connect();
    // So that the server has let it in before the next one comes.
    other.write('Command: HELLO\r\nId: 1\r\n\r\n');
    await receive(other, (text) => text.includes('SUCC'));
    await receive(await peers.connect(), () => false);
    assert.equal(stats().refused, { ...faults, TOO_MANY_CONNECTIONS: 1 });
    peer.destroy();
    other.destroy();
    const before = stats().refusedTotal;
    let refused = 0;
    for (let count = 0; count < 50; count++)
      await peers.connect().then(
        (socket) => closed(socket.destroy()),
        () => refused++,
      );
    assert.ok(refused > 0, 'fifty came in at once');
    assert.ok(stats().refused.SLOW_DOWN > 0);
    assert.ok(stats().refusedTotal - before >= refused);
    await hall.order.ban(null, { address: '127.0.0.0/8' }, { minutes: 5, reason: 'noise' });
    // The first one may hear of it, the others are not worth a handshake.
    for (let count = 0; count < 5; count++) await closed(connectTcp(peers.port, '127.0.0.1'));
    assert.is(stats().refused.BANNED, 4);
  } finally {
    await peers.close();
  }
});

test.run();
