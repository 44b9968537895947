// What a beacon answers: its nonce, never more than was asked with, five a second to one address, nothing that leaves the network.
// Real datagrams on loopback, by a clock of the test; where the machine has no multicast there, the test says so.
import { Socket } from 'node:dgram';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Interface, listInterfaces, openAsker, sendToGroup } from '../../src/net/multicast.js';
import { decodeAnswer, encodeQuestion, QUESTION_BYTES } from '../../src/protocol/discovery.js';
import { DISCOVERY_QUESTIONS_BURST, DISCOVERY_QUESTIONS_PER_SECOND } from '../../src/protocol/limits.js';
import { Beacon } from '../../src/server/beacon.js';
import { within } from '../client/within.js';

/** Not the group's own port, so that no server of this machine answers. */
const PORT = 39_266;
const BOUND_MS = 5000;
/** As long as a name gets, and longer. */
const HINT = {
  id: 'a1a2a3a4a5a6a7a8',
  port: 8265,
  players: 3,
  playersMax: 1000,
  rooms: 1,
  name: 'Ż'.repeat(300),
};

interface Context {
  beacon: Beacon;
  /** By the beacon's clock, for each question that it gets; the last one holds. */
  timesMs: number[];
  /** Hops that sockets were told, by which call. */
  hops: string[];
}

const test = suite<Context>('server/beacon');
const { setTTL, setMulticastTTL } = Socket.prototype;

test.before.each(async (context) => {
  context.timesMs = [0];
  context.hops = [];
  const { hops, timesMs } = context;
  Socket.prototype.setTTL = function (ttl) {
    hops.push(`one ${ttl}`);
    return setTTL.call(this, ttl);
  };
  Socket.prototype.setMulticastTTL = function (ttl) {
    hops.push(`group ${ttl}`);
    return setMulticastTTL.call(this, ttl);
  };
  context.beacon = await Beacon.start({
    port: PORT,
    bind: '127.0.0.1',
    now: () => (timesMs.length > 1 ? timesMs.shift()! : timesMs[0]),
    hint: () => HINT,
  });
});
test.after.each(({ beacon }) => {
  Object.assign(Socket.prototype, { setTTL, setMulticastTTL });
  beacon.close();
});

/** Asks with these nonces, one after the other. @returns the answers until that to the last one; null when none comes */
async function ask(by: Interface, nonces: readonly number[]): Promise<Buffer[] | null> {
  const answers: Buffer[] = [];
  const last = nonceOf(nonces.at(-1)!);
  let tell = (): void => {};
  const isAnswered = new Promise<void>((resolve) => {
    tell = resolve;
  });
  const socket = await openAsker(by, (datagram) => {
    answers.push(datagram);
    if (decodeAnswer(datagram, last) !== null) tell();
  });
  try {
    for (const nonce of nonces) sendToGroup(socket, by.family, encodeQuestion(nonceOf(nonce)), PORT);
    await within(BOUND_MS, 'the last answer', isAnswered);
    return answers;
  } catch {
    return null;
  } finally {
    socket.close();
  }
}

function nonceOf(number: number): Uint8Array {
  return Uint8Array.from({ length: 8 }, (_, index) => (number * 31 + index) & 0xff);
}

test('a server that listens on one address answers who asks by its interface alone', async () => {
  // An address of this machine that no question on loopback comes from, and one that it has not.
  const other = listInterfaces().find((each) => each.family === 4 && !each.isLoopback)?.name ?? '192.0.2.1';
  const loopback = listInterfaces().find((each) => each.family === 4 && each.isLoopback);
  if (loopback === undefined) return;
  const silent = await Beacon.start({
    port: PORT,
    bind: other,
    now: () => 0,
    hint: () => ({ ...HINT, port: 1 }),
  });
  try {
    const answers = await ask(loopback, [1, 2, 3]);
    if (answers === null) return console.log('skipped: this machine has no multicast on loopback');
    assert.equal(
      answers.map((answer) => answer.readUInt16BE(22)),
      answers.map(() => HINT.port),
    );
  } finally {
    silent.close();
  }
});

test('five at once, then five a second, each with the nonce of its question', async (context) => {
  const loopback = listInterfaces().find((each) => each.family === 4 && each.isLoopback);
  const probe = loopback === undefined ? null : await ask(loopback, [0]);
  if (loopback === undefined || probe === null) {
    console.log('skipped: this machine has no multicast on loopback');
    return;
  }
  // The probe was the first of those at once. Twenty more in the same moment, and one just when the next is free.
  const refillMs = 1000 / DISCOVERY_QUESTIONS_PER_SECOND;
  const crowd = Array.from({ length: 20 }, (_, index) => index + 1);
  context.timesMs.splice(0, 1, ...crowd.map(() => 0), refillMs);
  const answers = (await ask(loopback, [...crowd, 99]))!;
  assert.ok(answers !== null, 'no answer to the one that was free again');
  const expected = [...crowd.slice(0, DISCOVERY_QUESTIONS_BURST - 1), 99];
  assert.is(answers.length, expected.length);
  for (const [index, answer] of answers.entries()) {
    assert.ok(answer.length <= QUESTION_BYTES);
    assert.is(decodeAnswer(answer, nonceOf(expected[index]))?.port, HINT.port);
  }
  // Questions and answers alike stay in the network.
  assert.ok(context.hops.includes('group 1') && context.hops.includes('one 1'));
  assert.ok(context.hops.every((call) => call.endsWith(' 1')));
});

test.run();
