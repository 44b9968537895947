// One direct line in memory and in virtual time: the greeting, boxes one after the other, and everything that ends it.
import { randomBytes } from 'node:crypto';
import { type Duplex, duplexPair } from 'node:stream';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { DirectLine } from '../../src/client/direct-line.js';
import { formatMessage } from '../../src/protocol/framing.js';
import {
  COMMANDS_BURST,
  DIRECT_ANSWER_TIMEOUT_MS,
  HANDSHAKE_TIMEOUT_MS,
  MESSAGE_BYTES_MAX,
} from '../../src/protocol/limits.js';
import { FakeTimers, turns, until } from './fake-timers.js';

const NAME = randomBytes(32);

interface Context {
  timers: FakeTimers;
  /** Streams of both ends. */
  near: Duplex;
  far: Duplex;
}

const test = suite<Context>('client/direct-line');
test.before.each((context) => {
  const [near, far] = duplexPair();
  far.on('close', () => near.destroy());
  near.on('close', () => far.destroy());
  near.on('end', () => near.destroy());
  Object.assign(context, { timers: new FakeTimers(), near, far });
});
test.after.each(({ near }) => {
  near.destroy();
});

/** Both ends of a line that have greeted each other. */
async function pair({ timers, near, far }: Context): Promise<[caller: DirectLine, called: DirectLine]> {
  const called = new DirectLine(far, timers, (name) => name.equals(NAME));
  const caller = new DirectLine(near, timers, null);
  assert.ok(await caller.greet(NAME));
  return [caller, called];
}

/** An end that was called, whose far end is played by the test. */
function called({ timers, far }: Context): { line: DirectLine; isOver(): boolean } {
  const line = new DirectLine(far, timers, (name) => name.equals(NAME));
  let isOver = false;
  void line.over.then(() => {
    isOver = true;
  });
  return { line, isOver: () => isOver };
}

const hello = (name: Buffer = NAME): Buffer =>
  formatMessage({ command: 'HELLO', id: 0, body: { line: name.toString('base64url') } });
const msg = (id: number, box = 'AAAA'): Buffer => formatMessage({ command: 'MSG', id, body: { box } });

test('boxes arrive in order, each after the one before was taken', async (context) => {
  const [caller, other] = await pair(context);
  const taken: string[] = [];
  other.begin((box) => taken.push(box) > 0);
  caller.begin((box) => taken.push(`back ${box}`) > 0);
  for (const box of ['one', 'two', 'three']) assert.ok(await caller.send(box));
  assert.ok(await other.send('four'));
  assert.equal(taken, ['one', 'two', 'three', 'back four']);
  assert.equal([caller.sent, other.heard, other.sent, caller.heard], [3, 3, 1, 1]);
});

test('a box that comes before it may be taken waits, unanswered', async (context) => {
  const [caller, other] = await pair(context);
  const taken: string[] = [];
  let isSent = false;
  const sending = caller.send('early').then(() => {
    isSent = true;
  });
  await turns(20);
  assert.equal([isSent, other.heard], [false, 0]);
  other.begin((box) => taken.push(box) > 0);
  await sending;
  assert.equal(taken, ['early']);
});

test('a second box before the first one may be taken ends the line', async (context) => {
  const { isOver } = called(context);
  context.near.resume();
  for (const each of [hello(), msg(1), msg(1)]) context.near.write(each);
  await until(isOver);
});

test('a name that is not awaited gets no answer', async (context) => {
  const { isOver } = called(context);
  let heard = '';
  context.near.on('data', (chunk) => {
    heard += chunk;
  });
  context.near.write(hello(randomBytes(32)));
  await until(isOver);
  assert.is(heard, '');
});

test('whoever does not say which line he wants is cut off in time', async (context) => {
  const { isOver } = called(context);
  await context.timers.advance(HANDSHAKE_TIMEOUT_MS - 1);
  assert.is(isOver(), false);
  await context.timers.advance(1);
  await until(isOver);
});

test('a box that is not taken in time is not taken, and the line is over', async (context) => {
  const [caller] = await pair(context);
  const sending = caller.send('lost');
  await context.timers.advance(DIRECT_ANSWER_TIMEOUT_MS);
  assert.is(await sending, false);
  await caller.over;
  assert.is(await caller.send('after'), false);
  assert.is(context.timers.count, 0);
});

for (const [what, octets] of [
  ['a box that is refused', [hello(), msg(1, 'BAD')]],
  ['a box out of its turn', [hello(), msg(2)]],
  ['a box twice', [hello(), msg(1), msg(1)]],
  ['what is no box', [hello(), msg(1, '=?')]],
  ['a second greeting', [hello(), hello()]],
  ['an answer to nothing', [hello(), formatMessage({ command: 'MSG', id: 1, status: 'SUCC' })]],
  ['another command', [hello(), formatMessage({ command: 'CHAT', id: 1, body: { text: 'x' } })]],
  ['a frame', [hello(), Buffer.from([0x24, 2, 0, 0])]],
  ['noise', [hello(), Buffer.from([0, 255, 13])]],
  ['a message that is too long', [hello(), Buffer.from(`Command: MSG\nLength: ${MESSAGE_BYTES_MAX}\n\n`)]],
  ['too much at once', [hello(), ...Array.from({ length: COMMANDS_BURST }, (_, index) => msg(index + 1))]],
] as const) {
  test(`${what} ends the line`, async (context) => {
    const { line, isOver } = called(context);
    line.begin((box) => box !== 'BAD');
    context.near.resume();
    for (const each of octets) context.near.write(each);
    await until(isOver, what);
  });
}

test.run();
