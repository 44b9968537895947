// How much a session may do: be refused, which a flood ends and an evening of small mistakes does not, and be told of to a whole room.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ROOM_CHANGES_BURST } from '../../src/protocol/limits.js';
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

test.run();
