// A line that dies without a word: found by its silence, in virtual time by the real limits, and over a real network by shorter ones.
import { generateKeyPairSync, sign } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import type { TLSSocket } from 'node:tls';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { PING_MS, SILENCE_MS_MAX } from '../../src/client/line.js';
import { Connection } from '../../src/net/connection.js';
import { connectTls } from '../../src/net/tls.js';
import type { ProtocolError } from '../../src/protocol/errors.js';
import {
  CLOSE_TIMEOUT_MS,
  LOGIN_TIMEOUT_MS,
  PING_TIMEOUT_MS,
  SLOW_READER_TIMEOUT_MS,
} from '../../src/protocol/limits.js';
import { signedBytes } from '../../src/protocol/signed-bytes.js';
import { BEAT_MS, Heartbeat } from '../../src/server/heartbeat.js';
import type { Session } from '../../src/server/session.js';
import { receive, startTestServer } from './test-server.js';

const test = suite('server/heartbeat');

/** From the last octet of a line that dies to the news of it. */
const NEWS_MS_MAX = 10_000;
const PATIENCE = {
  loginTimeoutMs: LOGIN_TIMEOUT_MS,
  pingTimeoutMs: PING_TIMEOUT_MS,
  slowReaderTimeoutMs: SLOW_READER_TIMEOUT_MS,
};

/** A line of which something is heard at some times, and a server that beats until it is ended, but for a while in which it is stopped.
 *  @returns when it was ended, and why */
function endOf(
  state: Session['state'],
  heardAtMs: readonly number[],
  endMs: number,
  { phaseMs = 0, stoppedAtMs = 0, stoppedMs = 0 } = {},
) {
  const heartbeat = new Heartbeat(PATIENCE);
  for (let nowMs = phaseMs; nowMs <= endMs; nowMs += BEAT_MS) {
    const isStopped = nowMs > stoppedAtMs && nowMs < stoppedAtMs + stoppedMs;
    if (isStopped) continue;
    // At the first beat after a stop nothing has been read yet.
    const readMs = nowMs - stoppedMs < stoppedAtMs + BEAT_MS ? Math.min(nowMs, stoppedAtMs) : nowMs;
    const heardMs = heardAtMs.findLast((atMs) => atMs <= readMs) ?? 0;
    const ended: string[] = [];
    const connection = { bytesTaken: null, end: (error: ProtocolError) => ended.push(error.code) };
    heartbeat.beat([{ state, openedMs: 0, heardMs, connection } as unknown as Session], nowMs);
    if (ended.length > 0) return { nowMs, code: ended[0] };
  }
  return null;
}

test('a player of whom nothing more comes is given up in time for the others to know within 10 s', () => {
  for (let phaseMs = 0; phaseMs < BEAT_MS; phaseMs += 50) {
    const end = endOf('room', [0, 700], 20_000, { phaseMs })!;
    assert.is(end.code, 'TIMED_OUT');
    // The connection waits for the other end before it is closed, and friends are told at the next beat.
    assert.ok(end.nowMs + CLOSE_TIMEOUT_MS - 700 <= NEWS_MS_MAX, `${end.nowMs} ms`);
  }
});

test('a player who only pings is never given up, nor before his own client would give up', () => {
  const pings = Array.from({ length: 30 }, (_, index) => index * (PING_MS + 1000));
  assert.is(endOf('room', pings, 80_000), null);
  assert.ok(endOf('room', [0], 20_000)!.nowMs > SILENCE_MS_MAX + PING_MS);
});

test('a server that was stopped ends nobody for what it has not read yet', () => {
  const pings = Array.from({ length: 40 }, (_, index) => index * PING_MS);
  assert.is(endOf('room', pings, 60_000, { stoppedAtMs: 10_000, stoppedMs: 20_000 }), null);
});

test('who has not logged in has the time for that, in which he may think', () => {
  assert.equal(endOf('greeting', [0], 20_000), { nowMs: LOGIN_TIMEOUT_MS + BEAT_MS, code: 'LOGIN_TIMEOUT' });
});

/** A player who pings and asks for history all the time, of which he takes a step now and then.
 *  @returns when he was cut, and why; null when he was not */
async function endOfReader(takesEveryMs: number, endMs: number) {
  let taken: (() => void) | null = null;
  const stream = new Duplex({
    read() {},
    write: (_chunk, _encoding, done) => {
      taken = done;
    },
  });
  const ignore = (): void => {};
  const connection = new Connection(
    stream,
    { onText: ignore, onFrame: ignore, onClose: ignore, onError: ignore },
    { limits: { messageBytesMax: 1, frameBytesMax: 1 }, defer: (run) => run() },
  );
  let code: string | null = null;
  stream.on('error', ignore);
  connection.destroy = (reason) => {
    code = (reason as ProtocolError).code;
  };
  const heartbeat = new Heartbeat(PATIENCE);
  const session = { state: 'room', openedMs: 0, heardMs: 0, connection };
  connection.sendText({ command: 'HISTORY', body: { text: 'x'.repeat(12_000) } });
  for (let nowMs = 0; nowMs <= endMs; nowMs += BEAT_MS) {
    await setImmediate();
    if (nowMs % 2000 === 0) connection.sendText({ command: 'HISTORY', body: { text: 'x'.repeat(4000) } });
    if (nowMs > 0 && nowMs % takesEveryMs === 0) (taken as (() => void) | null)?.();
    await setImmediate();
    session.heardMs = nowMs;
    heartbeat.beat([session as unknown as Session], nowMs);
    if (code !== null) return { nowMs, code };
  }
  return null;
}

test('a slow reader is cut after 6 s without progress, however much they ping and ask for history', async () => {
  const end = await endOfReader(Number.POSITIVE_INFINITY, 60_000)!;
  assert.equal(end, { nowMs: SLOW_READER_TIMEOUT_MS + BEAT_MS, code: 'SLOW_READER' });
});

test('who reads slowly, but reads, is not cut', async () => {
  assert.is(await endOfReader(SLOW_READER_TIMEOUT_MS - BEAT_MS, 120_000), null);
});

test('a line whose reader has stopped is cut while it still pings', async () => {
  const server = await startTestServer({ slowReaderTimeoutMs: 600 });
  const ada = await server.connect();
  ada.write(request('REGISTER', { nick: 'Ada' }));
  await receive(ada, (text) => text.includes('"key"'));
  ada.pause();
  const beat = setInterval(() => ada.write(request('PING')), 100);
  try {
    const player = server.server.hall.players.find('Ada')!;
    const { connection } = player;
    let isCut = false;
    const { detach } = server.server.hall.players;
    server.server.hall.players.detach = function (gone) {
      detach.call(this, gone);
      isCut ||= gone === player;
    };
    while (!isCut) {
      // What the systems of both ends keep for a reader is no matter of the server's.
      if (connection!.bytesTaken === null)
        connection!.sendText({ command: 'HISTORY', body: { text: 'x'.repeat(12_000) } });
      await setImmediate();
    }
    assert.ok(server.lines.some((line) => line.startsWith('Ada lost the line (Too much waits')));
  } finally {
    clearInterval(beat);
    ada.destroy();
    await server.close();
  }
});

test('a network that swallows everything: room, friends and WHO are told', async () => {
  const server = await startTestServer({ pingTimeoutMs: 400 });
  const network = await openNetwork(server.port);
  const ada = await server.connect();
  const { socket: bob } = await connectTls({
    host: '127.0.0.1',
    port: network.port,
    timeoutMs: 5000,
    verify: () => true,
  });
  bob.on('error', () => {});
  const beat = setInterval(() => {
    ada.write(request('PING'));
    bob.write(request('PING'));
  }, 100);
  try {
    ada.write(request('REGISTER', { nick: 'Ada' }));
    ada.write(request('START_CHANNEL', { options: { public: true } }));
    const [, code] = /"code":"(\w+)"/.exec(await receive(ada, (text) => text.includes('"seat":0')))!;
    const identity = await register(bob, 'Bob', server.server.hall.certificateHash);
    bob.write(request('JOIN_CHANNEL', { code }));
    await receive(bob, (text) => text.includes('JOIN_CHANNEL'));
    ada.write(request('FRIENDS', { friends: [{ nick: 'Bob', identity }] }));
    await receive(ada, (text) => text.includes(`"presence":"room","room":"${code}"`));
    network.swallow();
    const isTold = (text: string): boolean =>
      /Command: FRIEND\r[^{]*\{[^}]*"presence":"offline"\}/.test(text) &&
      /"kind":"dropped","nick":"Bob"/.test(text) &&
      /"nick":"Bob","bot":false,"connected":false/.test(text);
    assert.ok(isTold(await receive(ada, isTold)));
    ada.write(request('WHO'));
    assert.match(
      await receive(ada, (text) => text.includes('"count"')),
      /"nick":"Bob","group":"","presence":"offline"/,
    );
  } finally {
    clearInterval(beat);
    ada.destroy();
    bob.destroy();
    network.close();
    await server.close();
  }
});

function request(command: string, body: object = {}): string {
  const json = JSON.stringify(body);
  return `Command: ${command}\r\nId: 1\r\nLength: ${json.length}\r\n\r\n${json}`;
}

async function register(socket: TLSSocket, nick: string, certificateHash: Buffer): Promise<string> {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const identity = publicKey.export({ format: 'jwk' }).x!;
  socket.write(request('HELLO'));
  const [, nonce] = /"nonce":"([^"]+)"/.exec(await receive(socket, (text) => text.includes('"nonce"')))!;
  const bytes = signedBytes(Buffer.from(nonce, 'base64url'), certificateHash, nick);
  const signature = sign(null, bytes, privateKey).toString('base64url');
  socket.write(request('REGISTER', { nick, publicKey: identity, signature }));
  await receive(socket, (text) => text.includes('"key"'));
  return identity;
}

/** A network in front of a server that can stop to pass anything on, without a word to either end. */
async function openNetwork(port: number) {
  const sockets: Socket[] = [];
  const network = createServer((client) => {
    const server = connect(port, '127.0.0.1');
    sockets.push(client, server);
    for (const socket of [client, server]) socket.on('error', () => {});
    client.on('data', (chunk) => server.write(chunk));
    server.on('data', (chunk) => client.write(chunk));
  });
  network.listen(0, '127.0.0.1');
  await once(network, 'listening');
  return {
    port: (network.address() as AddressInfo).port,
    swallow(): void {
      for (const socket of sockets) socket.removeAllListeners('data').resume();
    },
    close(): void {
      network.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

test.run();
