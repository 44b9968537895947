// A real server on loopback under many strangers at once, each of whom logs in as a guest and then sends what is almost good, while
// one honest player is in a battle that they may watch and join. Found is: a mistake that the server logs, a player who is not answered,
// octets that stay held, and anybody whom the server still knows of when all are gone.
import { mkdtempSync, rmSync } from 'node:fs';
import { connect as connectTcp } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { connect, type TLSSocket } from 'node:tls';
import { drawInteger, type RandomState } from '../../src/game/random.js';
import { loadOrCreateCertificate } from '../../src/net/certificate.js';
import { formatMessage } from '../../src/protocol/framing.js';
import { ALPN } from '../../src/protocol/limits.js';
import { startServer } from '../../src/server/server.js';
import { Store } from '../../src/server/store/store.js';
import { mutate, pick } from './mutate.js';
import { sampleStream } from './targets.js';

/** Strangers at once. */
const STRANGERS = 8;
/** How long the honest player waits for an answer. */
const ANSWER_MS = 5000;
/** How long a seat is kept: what they hold is to be let go within the run. */
const SEAT_MS = 500;
/** Growth of what is not garbage that is no leak. */
const HEAP_GROWTH_MAX = 64 * 1024 * 1024;

/** Attacks a server for a while. @param seconds how long @returns lines that were tried @throws Error that tells what was found */
export async function fuzzServer(seconds: number, seed: number): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'tank-fuzz-'));
  const faults: string[] = [];
  const server = await startServer({
    port: 0,
    bind: '127.0.0.1',
    clientsMax: 200,
    connectionsPerAddressMax: 10_000,
    certificate: await loadOrCreateCertificate(join(folder, 'certs')),
    store: await Store.open(join(folder, 'data')),
    log: (kind, text) => kind === 'error' && faults.push(text),
    serverName: 'fuzz',
    resumeSeatMs: SEAT_MS,
  });
  const { port } = server.address;
  const endMs = performance.now() + seconds * 1000;
  let tried = 0;
  try {
    const honest = await Honest.enter(port);
    const heapBefore = heapUsed();
    const strangers = Array.from({ length: STRANGERS }, async (_, index) => {
      const random = { random: Math.imul(seed + index, 0x9e3779b1) };
      for (; performance.now() < endMs; tried++) await attack(port, honest.code, random);
    });
    while (performance.now() < endMs) {
      await honest.ping();
      await wait(200);
    }
    await Promise.all(strangers);
    await wait(2 * SEAT_MS);
    await honest.ping();
    const { players, friends, lobby } = server.hall;
    const left = `${players.count} players, ${friends.askerCount} with friends, ${lobby.count} rooms`;
    honest.socket.destroy();
    if (left !== '1 players, 0 with friends, 1 rooms') throw new Error(`when all are gone there are ${left}`);
    if (faults.length > 0) throw new Error(`the server has made ${faults.length} mistakes: ${faults[0]}`);
    const growth = heapUsed() - heapBefore;
    if (growth > HEAP_GROWTH_MAX)
      throw new Error(`the heap has grown by ${growth >> 20} MB in ${tried} tries`);
    return tried;
  } finally {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** One stranger, from the handshake until the server has had enough of him, or he of it. */
async function attack(port: number, code: string, random: RandomState): Promise<void> {
  const socket = await open(port, `127.0.${1 + drawInteger(random, 250)}.${1 + drawInteger(random, 250)}`);
  if (socket.destroyed) return;
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.resume();
  if (drawInteger(random, 4) > 0) {
    const nick = `Eve${drawInteger(random, 60_000)}`;
    socket.write(formatMessage({ command: 'REGISTER', id: 1, body: { nick } }));
    const ways = [
      { command: 'START_CHANNEL', id: 2, body: { options: { bots: 2, public: true } } },
      { command: 'SPECTATE', id: 2, body: { code } },
      { command: 'JOIN_CHANNEL', id: 2, body: { code } },
      { command: 'FRIENDS', id: 2, body: { friends: [{ nick: 'Ada', identity: 'A'.repeat(43) }] } },
    ];
    if (drawInteger(random, 4) > 0) socket.write(formatMessage(pick(ways, random)));
    if (drawInteger(random, 2) > 0) socket.write(formatMessage({ command: 'START_GAME', id: 3, body: {} }));
  }
  for (let count = 1 + drawInteger(random, 4); count > 0 && socket.writable; count--) {
    socket.write(mutate(sampleStream(random), sampleStream(random), random));
    await wait(drawInteger(random, 10));
  }
  if (drawInteger(random, 2) > 0) socket.destroy();
  else {
    socket.end();
    setTimeout(() => socket.destroy(), 1000).unref();
  }
  await closed;
}

/** @param localAddress of whom; strangers come from many, since a server bounds what one address may do */
async function open(port: number, localAddress: string): Promise<TLSSocket> {
  const tcp = connectTcp({ host: '127.0.0.1', port, localAddress });
  tcp.on('error', () => {});
  const socket = connect({
    socket: tcp,
    ALPNProtocols: [ALPN],
    minVersion: 'TLSv1.3',
    rejectUnauthorized: false,
  });
  socket.on('error', () => {});
  await new Promise((resolve) => socket.once('secureConnect', resolve).once('close', resolve));
  return socket;
}

/** Somebody who only wants to play. */
class Honest {
  readonly socket: TLSSocket;
  /** Of the room in which he plays. */
  code = '';
  #heard = '';

  private constructor(socket: TLSSocket) {
    this.socket = socket;
    socket.on('data', (chunk: Buffer) => {
      // As much as an answer may be cut in.
      this.#heard = (this.#heard + chunk.toString('latin1')).slice(-4096);
    });
  }

  static async enter(port: number): Promise<Honest> {
    const honest = new Honest(await open(port, '127.0.0.1'));
    await honest.#ask('REGISTER', { nick: 'Ada' });
    await honest.#ask('START_CHANNEL', { options: { bots: 8, countdown: 0, minutes: 30 } });
    honest.code = /"code":"([A-Z0-9]+)"/.exec(honest.#heard)![1];
    await honest.#ask('START_GAME', {});
    return honest;
  }

  ping(): Promise<void> {
    return this.#ask('PING', {});
  }

  #id = 0;
  async #ask(command: string, body: object): Promise<void> {
    const id = ++this.#id;
    this.socket.write(formatMessage({ command, id, body }));
    const endMs = performance.now() + ANSWER_MS;
    while (!this.#heard.includes(`Id: ${id}\r\nStatus: SUCC`)) {
      if (performance.now() > endMs || this.socket.destroyed)
        throw new Error(`an honest player was not answered to ${command}`);
      await wait(5);
    }
  }
}

function heapUsed(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}
