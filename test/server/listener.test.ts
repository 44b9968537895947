// The listener: whom it lets in, how fast, and that each refusal is counted.

import { once } from 'node:events';
import { connect as connectTcp, type Socket } from 'node:net';
import { connect as connectPlainTls } from 'node:tls';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { ALPN } from '../../src/protocol/limits.js';
import { createIdentity, visit } from '../client/visitor.js';
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

test('an admin logs in from an address that a moderator has banned, and nobody else does', async () => {
  for (const nick of ['Root', 'Bob']) {
    const peers = await startTestServer();
    try {
      const { store } = peers.server.hall;
      const [root, bob] = [createIdentity(), createIdentity()];
      for (const [nick, identity] of Object.entries({ Root: root, Bob: bob }))
        await (await visit(peers, nick, identity)).leave();
      const by = 'Mod';
      await store.addOrder({ kind: 'role', by: '', identity: root.publicKey, nick: 'Root', role: 'admin' });
      await store.addOrder({
        kind: 'sanction',
        by,
        sanction: 'ban',
        subject: 'address:127.0.0.0/8',
        nick: '',
        until: null,
        reason: '',
      });
      const came = visit(peers, nick, nick === 'Root' ? root : bob);
      if (nick === 'Root') await (await came).leave();
      else assert.match((await rejection(came)).message, /banned/i);
    } finally {
      await peers.close();
    }
  }
});

/** A line from an address of loopback, on which somebody registers as a guest, and the answer. */
async function open(port: number, nick: string, localAddress: string) {
  const raw = connectTcp({ port, host: '127.0.0.1', localAddress });
  const socket = connectPlainTls({ socket: raw, ALPNProtocols: [ALPN], rejectUnauthorized: false });
  socket.on('error', () => {});
  const body = JSON.stringify({ nick });
  socket.write(`Command: REGISTER\r\nId: 1\r\nLength: ${body.length}\r\n\r\n${body}`);
  const answer = await receive(socket, (text) => text.includes('"key"') || text.includes('"code"'));
  return { socket, answer };
}

/** The answer alone; the line is cut. */
async function register(port: number, nick: string, localAddress: string): Promise<string> {
  const { socket, answer } = await open(port, nick, localAddress);
  socket.destroy();
  return answer;
}

test('silent lines of an address refuse no login, neither of that address nor of others', async () => {
  const peers = await startTestServer({ newcomersMax: 20, connectionsPerAddressMax: 100 });
  const silent: Socket[] = [];
  try {
    for (let index = 0; index < 60; index++) {
      const socket = connectTcp({ port: peers.port, host: '127.0.0.1' });
      socket.on('error', () => {});
      // Every second one knocks as one who wants to shake hands, and says no more.
      if (index % 2 === 0) socket.write(Buffer.from('160301', 'hex'));
      silent.push(socket);
      await once(socket, 'connect');
    }
    for (let index = 0; index < 10; index++) {
      assert.match(await register(peers.port, `a${index}`, '127.0.0.1'), /Status: SUCC/);
      assert.match(await register(peers.port, `b${index}`, '127.0.0.2'), /Status: SUCC/);
    }
    assert.ok(peers.server.stats().refused.TOO_MANY_CONNECTIONS >= 40);
  } finally {
    for (const socket of silent) socket.destroy();
    await peers.close();
  }
});

test('lines on which nobody has logged in fill no server, and who is one too many is told when they log in', async () => {
  const peers = await startTestServer({ clientsMax: 3, connectionsPerAddressMax: 2 });
  const lines: Socket[] = [];
  try {
    for (let index = 0; index < 10; index++) lines.push(await peers.connect());
    assert.match(await register(peers.port, 'a', '127.0.0.1'), /Status: SUCC/);
    assert.match(await register(peers.port, 'b', '127.0.0.1'), /Status: SUCC/);
    // Both lines are down by now or soon; their seats wait, and the one who came last makes room.
    assert.match(await register(peers.port, 'c', '127.0.0.2'), /Status: SUCC/);
    assert.match(await register(peers.port, 'd', '127.0.0.3'), /"code":"SERVER_FULL"/);
    assert.is(peers.server.stats().refused.SERVER_FULL, 1);
  } finally {
    for (const line of lines) line.destroy();
    await peers.close();
  }
});

test('each refusal counts under its reason, those too that nobody is told', async () => {
  const peers = await startTestServer({ connectionsPerAddressMax: 2, handshakeTimeoutMs: 1000 });
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
    const people = [];
    for (const nick of ['a', 'b', 'c']) people.push(await open(peers.port, nick, '127.0.0.1'));
    assert.equal(stats().refused, { ...faults, TOO_MANY_CONNECTIONS: 1 });
    for (const { socket } of people) socket.destroy();
    peer.destroy();
    await hall.order.ban(null, { address: '127.0.0.0/8' }, { minutes: 5, reason: 'noise' });
    // The first one may hear of it, the others are not worth a handshake.
    for (let count = 0; count < 5; count++) await closed(connectTcp(peers.port, '127.0.0.1'));
    assert.is(stats().refused.BANNED, 4);
  } finally {
    await peers.close();
  }
});

test.run();
