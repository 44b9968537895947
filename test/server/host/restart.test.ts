// A restart as players live it: two server processes, one after the other, on loopback, and the client's own link, which comes back by
// itself to its seat.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Link } from '../../../src/client/link.js';
import { Receiver } from '../../../src/client/receiver.js';
import { type ClientState, createClientState } from '../../../src/client/state.js';
import { connectTls } from '../../../src/net/tls.js';
import { ROOM_OPTIONS_DEFAULT } from '../../../src/protocol/room-state.js';
import type { Handover } from '../../../src/server/handover.js';
import { askServer } from '../../../src/server/host/control.js';
import { askStatus, startDaemon, stopDaemon } from '../../../src/server/host/daemon.js';
import { takeHandoverFile, writeHandover } from '../../../src/server/host/handover-file.js';
import { passingFolder } from '../../client/within.js';
import { startTestServer } from '../test-server.js';

const ENTRY = fileURLToPath(new URL('../../../src/tank-server.js', import.meta.url));
const WAIT_MS = 30_000;

const test = suite<{ folder: string; remove(): void }>('server/host/restart');

test.before.each((context) => {
  const { path, remove } = passingFolder();
  Object.assign(context, { folder: path, remove });
});
test.after.each(async ({ folder, remove }) => {
  await stopDaemon(folder);
  remove();
});

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

/** A client without a screen. */
function createClient(
  port: number,
  fingerprint: string,
): { link: Link; state: ClientState; lines: string[] } {
  const lines: string[] = [];
  const state = createClientState();
  const link = new Link({
    address: { host: '127.0.0.1', port },
    fingerprint,
    identity: null,
    state: new Proxy(state, {
      set(target, name, value) {
        if (name === 'lineReason' && value !== '') lines.push(String(value));
        return Reflect.set(target, name, value);
      },
    }),
    handlers: new Receiver(state),
    connect: async (verify) =>
      (await connectTls({ host: '127.0.0.1', port, timeoutMs: 5000, verify })).socket,
  });
  return { link, state, lines };
}

async function until(isSo: () => boolean, what: string): Promise<void> {
  const end = Date.now() + WAIT_MS;
  while (!isSo()) {
    if (Date.now() > end) throw new Error(`${what} did not happen`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

test('clients come back by themselves into their room, with seats, host and password', async ({ folder }) => {
  const port = await freePort();
  const where = ['--bind', '127.0.0.1', '--no-discovery', '--certs', join(folder, 'certs'), '--data', folder];
  await startDaemon(ENTRY, ['--port', String(port), ...where], folder);
  const before = (await askStatus(folder))!;
  const [ada, bob] = [createClient(port, before.fingerprint), createClient(port, before.fingerprint)];
  await ada.link.open('Ada');
  await bob.link.open('Bob');
  const { room } = await ada.link.request('START_CHANNEL', {
    options: { bots: 3, countdown: 0, arena: 'Brickyard' },
    password: 'sesame',
  });
  const joined = await bob.link.request('JOIN_CHANNEL', { code: room.code, password: 'sesame' });
  await ada.link.request('START_GAME', {});

  const restart = spawn(process.execPath, [ENTRY, 'restart', '--data', folder], { stdio: 'ignore' });
  const restarted = once(restart, 'exit');
  await until(() => ada.state.line === 'reconnecting' && bob.state.line === 'reconnecting', 'the farewell');
  assert.match(ada.lines[0], /starts anew/);
  await until(() => ada.state.line === 'open' && bob.state.line === 'open', 'the way back');
  await restarted;
  const after = (await askStatus(folder))!;
  assert.is.not(after.pid, before.pid);
  assert.not.ok(existsSync(join(folder, 'handover.json')), 'it is read once');

  for (const [client, seat] of [
    [ada, 0],
    [bob, joined.seat],
  ] as const) {
    await until(
      () => client.state.room?.players.filter(({ bot }) => !bot).every(({ connected }) => connected) === true,
      'both',
    );
    assert.is(client.state.seat, seat);
    assert.is(client.state.room?.code, room.code);
    assert.is(client.state.room?.phase, 'waiting');
    assert.is(client.state.room?.options.arena, 'Brickyard');
    assert.is(client.state.room?.host, 0);
    assert.is(client.state.room?.locked, true);
    assert.is(client.state.battle, null);
  }
  const cid = createClient(port, before.fingerprint);
  await cid.link.open('Cid');
  try {
    await cid.link.request('JOIN_CHANNEL', { code: room.code, password: 'barley' });
    assert.unreachable();
  } catch (error) {
    assert.is((error as { code?: string }).code, 'BAD_PASSWORD');
  }
  await cid.link.request('JOIN_CHANNEL', { code: room.code, password: 'sesame' });
  // What the terminal can do, a terminal that is attached can.
  assert.match(String(await askServer(folder, 'console /rooms')), `${room.code}  waiting   3/8`);
  assert.equal(await askServer(folder, 'complete /kick a'), ['/kick Ada ']);
  await askServer(folder, 'console /kick Cid');
  await cid.link.closed;
  for (const { link } of [ada, bob]) await link.quit();
});

test('the file is for its owner, counts once, and not when it is old or not whole', ({ folder }) => {
  const handover: Handover = { version: 1, rooms: [], players: [] };
  const file = join(folder, 'handover.json');
  writeHandover(folder, handover);
  if (process.platform !== 'win32') assert.is(statSync(file).mode & 0o777, 0o600);
  assert.equal(takeHandoverFile(folder, Date.now()), handover);
  assert.is(takeHandoverFile(folder, Date.now()), null);
  writeHandover(folder, handover);
  utimesSync(file, 0, 0);
  assert.is(takeHandoverFile(folder, Date.now()), null);
  for (const text of [
    '',
    '{',
    '[]',
    '{"version":2,"rooms":[],"players":[]}',
    '{"version":1,"rooms":[{}],"players":[]}',
  ]) {
    writeFileSync(file, text);
    assert.is(takeHandoverFile(folder, Date.now()), null, text);
  }
  assert.equal(readdirSync(folder), []);
});

test('what does not fit any more is left out, and nothing else', async () => {
  const person = { group: '', identity: null, address: '127.0.0.1', room: 'AAAAAA', seat: 0 };
  const players = ['Ada', 'ada', 'No nick', 'Bob', 'Zoe'].map((nick, index) => ({
    ...person,
    nick,
    sessionHash: String(index).repeat(64),
    seat: index,
  }));
  players[4] = { ...players[4], identity: 'k'.repeat(43) as never };
  const room = { options: ROOM_OPTIONS_DEFAULT, host: 15, password: null };
  const rooms = [
    { ...room, code: 'AAAAAA' },
    { ...room, code: 'BBBBBB' },
    { ...room, code: 'AAAAAB', options: { ...ROOM_OPTIONS_DEFAULT, arena: 'Nowhere' } },
  ];
  const peers = await startTestServer({ handover: { version: 1, rooms, players } });
  try {
    const { lobby, players: known } = peers.server.hall;
    assert.equal(
      [...known].map((player) => [player.nick, player.room?.seatOf(player)]),
      [
        ['Ada', 0],
        ['Bob', 3],
      ],
    );
    const [only, ...others] = lobby;
    assert.equal(others, []);
    assert.is(only.hostNick, 'Ada');
    assert.equal(
      only.state().players.map(({ nick, seat, connected }) => [nick, seat, connected]),
      [
        ['Ada', 0, false],
        ['Bob', 3, false],
      ],
    );
  } finally {
    await peers.close();
  }
});

test.run();
