// A door: open and shut, the certificate that it shows, and how many strangers it holds.
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { connect as connectTcp, type Socket } from 'node:net';
import { connect as connectPlainTls, type TLSSocket } from 'node:tls';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Door, GUESTS_PER_ADDRESS_MAX } from '../../src/net/door.js';
import { connectTls } from '../../src/net/tls.js';

const ALPN = 'test/1';
const HERE = '127.0.0.1';

interface Context {
  door: Door;
  guests: TLSSocket[];
}

const test = suite<Context>('net/door');
test.before.each((context) => {
  context.guests = [];
  const onGuest = (socket: TLSSocket): void => {
    context.guests.push(socket.on('error', () => {}));
  };
  context.door = new Door({ alpn: ALPN, name: 'nobody', onGuest });
});
test.after.each(({ door, guests }) => {
  door.close();
  for (const guest of guests) guest.destroy();
});

const target = (port: number, alpn = ALPN) => ({
  host: HERE,
  port,
  timeoutMs: 5000,
  verify: () => true,
  alpn,
});
const faultOf = (line: Promise<unknown>): Promise<string> =>
  line.then(
    () => 'a line',
    (error: { code: string }) => error.code,
  );

test('it shows the certificate that it tells of, which names nobody', async ({ door }) => {
  const { port, hash } = await door.open(0);
  const { socket } = await connectTls(target(port));
  const { subject, issuer, subjectaltname, raw } = socket.getPeerCertificate();
  assert.equal(createHash('sha256').update(raw).digest(), hash);
  assert.equal(
    [{ ...subject }, { ...issuer }, subjectaltname],
    [{ CN: 'nobody' }, { CN: 'nobody' }, undefined],
  );
  socket.destroy();
});

test('it speaks its own protocol and no other', async ({ door }) => {
  const { port } = await door.open(0);
  assert.is.not(await faultOf(connectTls(target(port, 'tank/1'))), 'a line');
});

test('shut, it lets nobody in, keeps who is in, and opens again with the same certificate', async ({
  door,
  guests,
}) => {
  const first = await door.open(0);
  assert.equal(await door.open(0), first);
  const { socket } = await connectTls(target(first.port));
  socket.write('x');
  await once(socket, 'session').catch(() => {});
  door.close();
  assert.is(await faultOf(connectTls(target(first.port))), 'REFUSED');
  assert.equal([guests.length, guests[0]?.destroyed], [1, false]);
  const second = await door.open(0);
  assert.equal(second.hash, first.hash);
  // Shut while it opens.
  const opening = new Door({ alpn: ALPN, name: 'nobody', onGuest: () => {} });
  const place = opening.open(0);
  opening.close();
  const { port } = await place;
  assert.is(await faultOf(connectTls(target(port))), 'REFUSED');
  socket.destroy();
});

test('a port that is taken is an error, and another one may be tried', async ({ door }) => {
  const { port } = await door.open(0);
  const other = new Door({ alpn: ALPN, name: 'nobody', onGuest: () => {} });
  assert.is(await faultOf(other.open(port)), 'EADDRINUSE');
  assert.ok((await other.open(0)).port > 0);
  other.close();
});

test('whoever keeps knocking from one network keeps nobody of another one out', async ({ door }) => {
  const { port } = await door.open(0);
  const knock = async (localAddress: string): Promise<string> => {
    const raw = connectTcp({ port, host: HERE, localAddress });
    const line = connectPlainTls({ socket: raw, ALPNProtocols: [ALPN], rejectUnauthorized: false });
    const verdict = await new Promise<string>((resolve) => {
      line.once('secureConnect', () => resolve('in')).once('error', () => resolve('out'));
      raw.once('close', () => resolve('out'));
    });
    line.destroy();
    return verdict;
  };
  const verdicts: string[] = [];
  for (let count = 0; count < 100 && verdicts.at(-1) !== 'out'; count++) verdicts.push(await knock(HERE));
  assert.is(verdicts.at(-1), 'out');
  assert.is(await knock('127.0.0.2'), 'in');
});

test('of one address so many are let in and no more', async ({ door }) => {
  const { port } = await door.open(0);
  const sockets: Socket[] = [];
  let gone = 0;
  let tellGone = (): void => {};
  const oneGone = new Promise<void>((resolve) => {
    tellGone = resolve;
  });
  for (let count = 0; count <= GUESTS_PER_ADDRESS_MAX; count++) {
    const socket = connectTcp(port, HERE).resume();
    socket.on('error', () => {});
    socket.on('close', () => {
      gone++;
      tellGone();
    });
    sockets.push(socket);
  }
  await oneGone;
  assert.is(gone, 1);
  for (const socket of sockets) socket.destroy();
});

test.run();
