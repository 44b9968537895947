// A visit put together: what one part of it hears that another one has to know.
import { setImmediate } from 'node:timers/promises';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { startTestServer, type TestServer } from '../server/test-server.js';
import { type Visitor, visit } from './visitor.js';

const BOUND_MS = 10_000;

const test = suite<{ server: TestServer; here: Visitor[] }>('client/session');

test.before.each(async (context) => {
  context.server = await startTestServer();
  context.here = [];
});
test.after.each(async ({ server, here }) => {
  await Promise.all(here.map((visitor) => visitor.leave()));
  await server.close();
});

async function until(isTrue: () => boolean, what: string): Promise<void> {
  const endMs = performance.now() + BOUND_MS;
  while (!isTrue()) {
    if (performance.now() > endMs) throw new Error(`${what} did not happen`);
    await setImmediate();
  }
}

test('who is ignored stays so under another nick, and a room that tells it late moves nobody else', async ({
  server,
  here,
}) => {
  const [ada, bob] = [await visit(server, 'Ada'), await visit(server, 'Bob')];
  here.push(ada, bob);
  const { room } = await bob.link.request('START_CHANNEL', { options: { delay: 1, spectators: 1 } });
  await ada.link.request('SPECTATE', { code: room.code });
  ada.people.turnIgnored('Bob');
  await bob.type('/nick Robert');
  await until(() => ada.people.isIgnored('Robert'), 'the new nick');
  // Somebody else has the nick now, and is not heard either.
  assert.is(ada.people.turnIgnored('Bob'), true);
  await ada.sees(/^Bob is now called Robert$/);
  assert.is(ada.people.isIgnored('Bob'), true);
});

test.run();
