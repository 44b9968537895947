// Two clients that talk past the server: real sessions on a real server, and lines over loopback that a test watches, cuts and holds
// up. What goes by the server is counted where it leaves a client.
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect as connectTcp } from 'node:net';
import type { Duplex } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { DirectNetwork } from '../../src/client/direct-reach.js';
import { Door } from '../../src/net/door.js';
import { connectTls } from '../../src/net/tls.js';
import { formatMessage } from '../../src/protocol/framing.js';
import { DIRECT_ALPN } from '../../src/protocol/limits.js';
import { startTestServer, type TestServer } from '../server/test-server.js';
import { createIdentity, type Visitor, visit } from './visitor.js';
import { within } from './within.js';

const BOUND_MS = 10_000;
const HERE = '127.0.0.1';

/** Somebody whose network is watched. */
interface Friend extends Visitor {
  /** Lines that this client made, as it sees them. */
  readonly calls: Duplex[];
  /** Calls of this client, by port. */
  readonly ports: number[];
  /** Times that an address of this machine was asked for. */
  asked(): number;
  /** Boxes that went by the server. */
  relayed(): number;
  /** What is done to the next calls. */
  net: {
    isBlocked: boolean;
    /** Port to which calls go in place of the right one. */
    detour: number | null;
    /** Waited for before a call. */
    gate: Promise<void>;
  };
}

interface Context {
  server: TestServer;
  here: Friend[];
  come(nick: string, isAllowed?: boolean): Promise<Friend>;
  close: (() => void)[];
  /** Two who are connected directly. */
  pair(): Promise<[Friend, Friend]>;
}

const test = suite<Context>('client/direct');

test.before.each(async (context) => {
  context.server = await startTestServer();
  context.here = [];
  context.close = [];
  context.come = async (nick, isAllowed = true) => {
    const friend = await befriend(context.server, nick);
    context.here.push(friend);
    friend.direct.allow(isAllowed, 0);
    return friend;
  };
  context.pair = async () => {
    const [ada, bob] = [await context.come('Ada'), await context.come('Bob')];
    await ada.type('/direct Bob');
    await bob.sees(/Ada wants to talk to you directly.*Ada would see your network address/);
    await bob.type('/wprost ada');
    await Promise.all([ada.sees(/Bob are connected directly/), bob.sees(/Ada are connected directly/)]);
    return [ada, bob];
  };
});
test.after.each(async ({ server, here, close }) => {
  for (const each of close) each();
  await Promise.all(here.map((friend) => friend.leave()));
  await server.close();
});

async function befriend(server: TestServer, nick: string): Promise<Friend> {
  const calls: Duplex[] = [];
  const ports: number[] = [];
  let asked = 0;
  let relayed = 0;
  const net: Friend['net'] = { isBlocked: false, detour: null, gate: Promise.resolve() };
  const network: DirectNetwork = {
    addresses: () => {
      asked++;
      return [HERE];
    },
    connect: async (options) => {
      ports.push(options.port);
      if (net.isBlocked) throw new Error('there is no way');
      await net.gate;
      const { socket } = await connectTls({ ...options, port: net.detour ?? options.port });
      calls.push(socket);
      return socket;
    },
  };
  const visitor = await visit(server, nick, createIdentity(), undefined, network);
  const { link } = visitor;
  const request = link.request.bind(link);
  link.request = (command, body) => {
    if (command === 'MSG') relayed++;
    return request(command, body);
  };
  return { ...visitor, calls, ports, net, asked: () => asked, relayed: () => relayed };
}

/** Waits until something is true. */
async function until(isTrue: () => boolean, what: string): Promise<void> {
  const endMs = performance.now() + BOUND_MS;
  while (!isTrue()) {
    if (performance.now() > endMs) throw new Error(`${what} did not happen`);
    await setImmediate();
  }
}

const privateOf = ({ state }: Friend): string[] =>
  state.chat.filter(({ kind, isOwn }) => kind === 'private' && isOwn !== true).map(({ text }) => text);
const isDirect = ({ state }: Friend, text: string): boolean | undefined =>
  state.chat.find((line) => line.text === text)?.isDirect;

test('messages and games go past the server once both have said yes, and show that they do', async ({
  pair,
}) => {
  const [ada, bob] = await pair();
  const before = [ada.relayed(), bob.relayed()];
  await ada.type('/msg Bob at noon');
  await bob.sees(/^at noon$/);
  await bob.type('/r fine');
  await ada.sees(/^fine$/);
  for (const friend of [ada, bob])
    for (const text of ['at noon', 'fine']) assert.is(isDirect(friend, text), true);
  await ada.type('/rps Bob');
  await bob.sees(/^Ada asks you for rock/);
  for (let round = 1; round <= 3; round++) {
    await ada.type('/rock');
    await bob.type('/scissors');
    await bob.sees(round === 3 ? /^Ada HAS WON/ : new RegExp(`^Round ${round + 1}`));
  }
  await ada.sees(/^YOU HAVE WON/);
  assert.equal([ada.relayed(), bob.relayed()], before);
});

test('nothing is told before the other one has said yes, and then by him first', async ({ come }) => {
  const [ada, bob] = [await come('Ada'), await come('Bob')];
  await ada.type('/direct Bob');
  await bob.sees(/wants to talk to you directly/);
  assert.equal([ada.asked(), bob.asked()], [0, 0]);
  await bob.type('/direct Ada off');
  await ada.sees(/^Bob says no to a direct line for now/);
  assert.equal([ada.asked(), bob.asked()], [0, 0]);
  await ada.type('/direct Bob');
  await until(
    () => bob.texts().filter((text) => /wants to talk/.test(text)).length === 2,
    'the second offer',
  );
  await bob.type('/direct Ada');
  await ada.sees(/connected directly/);
  // The one who asked has come to the other, and had no need to tell where he is.
  assert.equal([ada.asked(), bob.asked()], [0, 1]);
});

test('who does not allow it is told that he was asked, and the other one that the answer is no', async ({
  come,
}) => {
  const [ada, bob] = [await come('Ada'), await come('Bob', false)];
  await ada.type('/direct Bob');
  await ada.sees(/^Bob says no to a direct line for now/);
  await bob.sees(/You have that turned off/);
  await bob.type('/direct Ada');
  await bob.sees(/^Direct lines are off.*network address.*you two talk/);
  assert.equal([ada.asked(), bob.asked(), bob.ports.length, ada.ports.length], [0, 0, 0, 0]);
  await ada.type('/msg Bob by the server');
  await bob.sees(/^by the server$/);
  assert.is(isDirect(bob, 'by the server'), undefined);
});

test('two who ask each other at the same time need no third word', async ({ come }) => {
  const [ada, bob] = [await come('Ada'), await come('Bob')];
  await Promise.all([ada.type('/direct Bob'), bob.type('/direct Ada')]);
  await Promise.all([ada.sees(/connected directly/), bob.sees(/connected directly/)]);
  await bob.type('/msg Ada hello');
  await ada.sees(/^hello$/);
  assert.is(isDirect(ada, 'hello'), true);
});

test('a line that is cut costs nothing: all goes by the server, once, in order', async ({ pair }) => {
  const [ada, bob] = await pair();
  await ada.type('/msg Bob 1');
  await bob.sees(/^1$/);
  const before = ada.relayed();
  const sending = ['2', '3', '4'].map((text) => ada.type(`/msg Bob ${text}`));
  ada.calls[0]!.destroy();
  await Promise.all(sending);
  await bob.sees(/^4$/);
  await bob.sees(/^The direct line to Ada is down/);
  assert.equal(privateOf(bob), ['1', '2', '3', '4']);
  assert.ok(ada.relayed() - before >= 2);
  await ada.sees(/^The direct line to Bob is down/);
  await bob.type('/r and back');
  await ada.sees(/^and back$/);
});

test('what arrived although its receipt did not is not told twice', async ({ pair }) => {
  const [ada, bob] = await pair();
  const [stream] = ada.calls;
  // Nothing that Bob answers comes through from here on.
  stream!.removeAllListeners('data');
  const sending = ada.type('/msg Bob once');
  await bob.sees(/^once$/);
  stream!.destroy();
  await sending;
  await ada.type('/msg Bob then');
  await bob.sees(/^then$/);
  assert.equal(privateOf(bob), ['once', 'then']);
  assert.is(isDirect(bob, 'once'), true);
  assert.is(isDirect(ada, 'once'), undefined);
});

test('where the first can not come to the second, the second comes to the first', async ({ come }) => {
  const [ada, bob] = [await come('Ada'), await come('Bob')];
  ada.net.isBlocked = true;
  await ada.type('/direct Bob');
  await bob.sees(/wants to talk/);
  await bob.type('/direct Ada');
  await ada.sees(/connected directly/);
  assert.equal([ada.asked(), bob.asked(), bob.calls.length], [1, 1, 1]);
  await ada.type('/msg Bob round the corner');
  await bob.sees(/^round the corner$/);
  assert.is(isDirect(bob, 'round the corner'), true);
});

test('where there is no way at all both are told, and the server goes on', async ({ come }) => {
  const [ada, bob] = [await come('Ada'), await come('Bob')];
  ada.net.isBlocked = true;
  bob.net.isBlocked = true;
  await ada.type('/direct Bob');
  await bob.sees(/wants to talk/);
  await bob.type('/direct Ada');
  await Promise.all([ada.sees(/^No direct way to Bob/), bob.sees(/^No direct way to Ada/)]);
  await ada.type('/msg Bob as ever');
  await bob.sees(/^as ever$/);
  // The doors are shut again.
  assert.is(ada.ports.length + bob.ports.length, 2);
  for (const port of [...ada.ports, ...bob.ports]) {
    const [error] = await once(connectTcp(port, HERE), 'error');
    assert.is((error as NodeJS.ErrnoException).code, 'ECONNREFUSED');
  }
});

test('a port that is taken is told to both, and so is a guest that he has no key', async (context) => {
  const [ada, bob] = [await context.come('Ada'), await context.come('Bob', false)];
  const taken = new Door({ alpn: DIRECT_ALPN, name: 'tank-direct', onGuest: () => {} });
  context.close.push(() => taken.close());
  bob.direct.allow(true, (await taken.open(0)).port);
  await ada.type('/direct Bob');
  await bob.sees(/wants to talk/);
  await bob.type('/direct Ada');
  await bob.sees(/^Nobody can be let in here.*EADDRINUSE/);
  await bob.sees(/^No direct way to Ada/);
  await ada.sees(/^Bob says no to a direct line for now/);
  const guest = await visit(context.server, 'Carol', null);
  guest.direct.allow(true, 0);
  await guest.type('/direct Ada');
  await guest.sees(/^Guests have no key/);
  await guest.leave();
});

test('who shows another certificate is not told a thing, and is no way to the peer', async (context) => {
  const [ada, bob] = [await context.come('Ada'), await context.come('Bob')];
  let octets = 0;
  const impostor = new Door({
    alpn: DIRECT_ALPN,
    name: 'tank-direct',
    onGuest: (socket) => {
      socket.on('error', () => {});
      socket.on('data', (chunk) => {
        octets += chunk.length;
      });
    },
  });
  context.close.push(() => impostor.close());
  ada.net.detour = (await impostor.open(0)).port;
  bob.net.isBlocked = true;
  await ada.type('/direct Bob');
  await bob.sees(/wants to talk/);
  await bob.type('/direct Ada');
  await Promise.all([ada.sees(/^No direct way to Bob/), bob.sees(/^No direct way to Ada/)]);
  assert.equal([octets, ada.ports.length, ada.calls.length], [0, 1, 0]);
});

test('strangers at the door learn nothing, cost little, and keep nobody out', async ({ come }) => {
  const [ada, bob] = [await come('Ada'), await come('Bob')];
  let letGo = (): void => {};
  ada.net.gate = new Promise((resolve) => {
    letGo = resolve;
  });
  await ada.type('/direct Bob');
  await bob.sees(/wants to talk/);
  await bob.type('/direct Ada');
  await until(() => ada.ports.length === 1, 'the call');
  const [port] = ada.ports;
  const plain = connectTcp(port!, HERE);
  plain.on('error', () => {});
  plain.write(randomBytes(5000));
  await within(BOUND_MS, 'the end of the plain one', once(plain.resume(), 'close'));
  const name = randomBytes(32).toString('base64url');
  for (const said of [
    randomBytes(3000),
    'GET / HTTP/1.0\r\n\r\n',
    textOf('HELLO', { line: name }),
    textOf('HELLO', { line: 'x' }),
    textOf('MSG', { box: 'AAAA' }),
    textOf('LOGIN', { nick: 'Bob' }),
    Buffer.from([0x24, 1, 0, 0]),
    `Command: HELLO\nLength: 5000\n\n${' '.repeat(5000)}`,
  ]) {
    const { heard, subject } = await knock(port!, said);
    assert.not.match(heard, /SUCC|Bob|Ada/);
    assert.equal([subject.CN, subject.O], ['tank-direct', undefined]);
  }
  letGo();
  await ada.sees(/connected directly/);
  await ada.type('/msg Bob through');
  await bob.sees(/^through$/);
  assert.is(isDirect(bob, 'through'), true);
});

test('a line stays with a key: over another login, and over another nick', async ({ pair }) => {
  const [ada, bob] = await pair();
  // What a client does when it has come back to the server: boxes of before open nowhere.
  bob.post.begin();
  ada.post.begin();
  await ada.type('/msg Bob the same line');
  await bob.sees(/^the same line$/);
  assert.is(isDirect(bob, 'the same line'), true);
  ada.direct.rename(bob.post.identity!, 'Bobby');
  await ada.type('/msg Bobby another name');
  await bob.sees(/^another name$/);
  assert.is(isDirect(bob, 'another name'), true);
  ada.calls[0]!.destroy();
  await ada.type('/msg Bob by the server');
  await bob.sees(/^by the server$/);
  assert.is(isDirect(bob, 'by the server'), undefined);
});

test('who does not want it any more ends it, and the other one is told', async ({ pair }) => {
  const [ada, bob] = await pair();
  await ada.type('/direct');
  await ada.sees(/^Connected directly: Bob\. Asked by: -\./);
  bob.direct.allow(false, 0);
  await ada.sees(/^The direct line to Bob is down/);
  await ada.type('/msg Bob still?');
  await bob.sees(/^still\?$/);
});

/** A text message as it is sent. */
function textOf(command: string, body: object): Buffer {
  return formatMessage({ command, id: 0, body });
}

/** Says something at a door, and hears until it is shut. */
async function knock(
  port: number,
  said: string | Buffer,
): Promise<{ heard: string; subject: { CN?: string; O?: string } }> {
  const verify = (): boolean => true;
  const { socket } = await connectTls({ host: HERE, port, timeoutMs: BOUND_MS, verify, alpn: DIRECT_ALPN });
  const certificate = socket.getPeerCertificate();
  assert.is(certificate.subjectaltname, undefined);
  let heard = '';
  socket.on('error', () => {});
  socket.on('data', (chunk) => {
    heard += chunk;
  });
  socket.write(said);
  await within(BOUND_MS, 'the end of a stranger', once(socket, 'close'));
  return { heard, subject: certificate.subject as { CN?: string; O?: string } };
}

test.run();
