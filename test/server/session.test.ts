// How often a session may be refused: a flood ends it, an evening of small mistakes does not.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
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

test.run();
