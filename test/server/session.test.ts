// How much a session may do: be refused, which a flood ends and an evening of small mistakes does not, and be told of to a whole room.
import { Duplex } from 'node:stream';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { COMMANDS_BURST, COMMANDS_READ_MAX, ROOM_CHANGES_BURST } from '../../src/protocol/limits.js';
import { Session } from '../../src/server/session.js';
import type { Customer } from '../../src/server/turns.js';
import { receive, startTestServer } from './test-server.js';

test('refusals are forgotten in time, and a flood of them ends the line', async () => {
  const { server, connect, close } = await startTestServer();
  let aheadMs = 0;
  const { now } = server.hall;
  server.hall.now = () => now() + aheadMs;
  const line = await connect();
  const countOf = (text: string): number => text.split('Status: ERR').length - 1;
  const refused = (count: number): Promise<string> => {
    line.write('Command: DANCE\n\n'.repeat(count));
    return receive(line, (text) => countOf(text) === count);
  };
  const first = await refused(45);
  // Less than a login may take.
  aheadMs += 8000;
  const second = await refused(10);
  const last = await refused(100);
  await close();
  assert.equal([countOf(first), countOf(second)], [45, 10]);
  assert.not.match(first + second, /FLOOD/);
  assert.match(last, /"code":"FLOOD"/);
});

test('what a whole room is told of is bounded for each of its people; the rest goes on', async () => {
  const { server, connect, close } = await startTestServer();
  const nowMs = server.hall.now();
  server.hall.now = () => nowMs;
  const line = await connect();
  const request = (command: string, body: object): string => {
    const json = JSON.stringify(body);
    return `Command: ${command}\nLength: ${json.length}\n\n${json}`;
  };
  const heard = receive(line, (text) => /Command: TIME\r\n/.test(text));
  line.write(request('REGISTER', { nick: 'Ada' }) + request('START_CHANNEL', { options: { countdown: 10 } }));
  for (let time = 0; time < 24; time++) line.write(request('READY', { ready: time % 2 === 0 }));
  line.write(request('TIME', {}));
  const answers = (await heard).match(/Command: READY\r\nId: 0\r\nStatus: (SUCC|ERR)/g)!;
  await close();
  assert.equal(
    answers.map((answer) => answer.endsWith('SUCC')),
    Array.from({ length: 24 }, (_, time) => time < ROOM_CHANGES_BURST),
  );
});

test('a line whose commands wait is read no further until they are done: a flood stays with its sender', async () => {
  const { server, close } = await startTestServer();
  const held = new Set<Customer>();
  // As when the line has cost more than it may.
  server.hall.turns.enter = (customer) => void held.add(customer);
  const stream = new Duplex({ read() {}, write: (_chunk, _encoding, done) => done() });
  const session = new Session(stream, '192.0.2.7', server.hall, () => {});
  const ask = (): boolean => stream.emit('data', Buffer.from('Command: TIME\n\n'));
  for (let time = 1; time < COMMANDS_READ_MAX; time++) ask();
  assert.not(stream.isPaused());
  ask();
  assert.ok(stream.isPaused());
  assert.equal([...held], [session]);
  session.serve();
  assert.not(stream.isPaused());
  while (session.hasWaiting) session.serve();
  stream.destroy();
  await close();
});

test('more commands than may wait are told to slow down, and the line goes on', async () => {
  const { server, close } = await startTestServer();
  server.hall.turns.enter = () => {};
  let heard = '';
  const stream = new Duplex({
    read() {},
    write(chunk, _encoding, done) {
      heard += chunk;
      done();
    },
  });
  const session = new Session(stream, '192.0.2.7', server.hall, () => {});
  stream.emit('data', Buffer.from('Command: TIME\n\n'.repeat(COMMANDS_BURST)));
  // Time in which more may be said, but nothing is done.
  const { now } = server.hall;
  server.hall.now = () => now() + 1000;
  stream.emit('data', Buffer.from('Command: TIME\n\n'));
  session.connection.flush();
  assert.match(heard, /Status: ERR[\s\S]*SLOW_DOWN/);
  assert.is(session.state, 'greeting');
  stream.destroy();
  await close();
});

test.run();
