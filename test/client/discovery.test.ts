// A client finds a server in this network: real datagrams, on loopback alone. Where the machine has no multicast on loopback, the
// test says so.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Discovery, type FoundServer } from '../../src/client/discovery.js';
import { listInterfaces, openAsker, sendToGroup } from '../../src/net/multicast.js';
import { encodeQuestion } from '../../src/protocol/discovery.js';
import { Beacon } from '../../src/server/beacon.js';
import { within } from './within.js';

/** Not the group's own port, so that no server of this machine answers. */
const PORT = 39_265;
const BOUND_MS = 5000;
const HINT = { id: 'a1a2a3a4a5a6a7a8', port: 8265, players: 3, playersMax: 1000, rooms: 1, name: 'Home' };

const test = suite<{ beacon: Beacon; asked: number }>('client/discovery');

test.before.each(async (context) => {
  context.asked = 0;
  context.beacon = await Beacon.start({
    port: PORT,
    bind: '127.0.0.1',
    now: () => performance.now(),
    hint: () => {
      context.asked++;
      return HINT;
    },
  });
});
test.after.each(({ beacon }) => beacon.close());

function search(durationMs: number): {
  search: Discovery;
  found: FoundServer[];
  first: Promise<FoundServer>;
} {
  const found: FoundServer[] = [];
  let tell = (_server: FoundServer): void => {};
  const first = new Promise<FoundServer>((resolve) => {
    tell = resolve;
  });
  return {
    found,
    first,
    search: new Discovery({
      durationMs,
      port: PORT,
      onFound(server) {
        found.push(server);
        tell(server);
      },
    }),
  };
}

async function hasMulticast(): Promise<boolean> {
  const running = search(1000);
  const isFound = await Promise.race([running.first.then(() => true), running.search.over.then(() => false)]);
  running.search.stop();
  if (!isFound) console.log('skipped: this machine has no multicast on loopback');
  return isFound;
}

test('a server answers, and is told once however often it answers', async (context) => {
  if (!(await hasMulticast())) return;
  const { search: running, found, first } = search(700);
  const { host, ...hint } = await within(BOUND_MS, 'an answer', first);
  assert.equal(hint, HINT);
  assert.is(host, '127.0.0.1');
  await running.over;
  assert.is(found.length, 1);
  assert.ok(context.asked > 1);
});

test('who asks too often gets no more answers than five at once', async (context) => {
  if (!(await hasMulticast())) return;
  const loopback = listInterfaces().find(({ family, isLoopback }) => family === 4 && isLoopback)!;
  const before = context.asked;
  let answers = 0;
  let tellFirst = (): void => {};
  const first = new Promise<void>((resolve) => {
    tellFirst = resolve;
  });
  const socket = await openAsker(loopback, () => {
    answers++;
    tellFirst();
  });
  for (let count = 0; count < 50; count++) sendToGroup(socket, 4, encodeQuestion(new Uint8Array(8)), PORT);
  await Promise.race([first, search(500).search.over]);
  await search(500).search.over;
  socket.close();
  // What the searches before it have used of the five counts as well.
  assert.ok(answers <= 5, `${answers} answers`);
  assert.ok(context.asked - before < 20);
});

test('a stopped search tells nothing more', async () => {
  const { search: running, found } = search(10_000);
  running.stop();
  await running.over;
  assert.is(found.length, 0);
});

test.run();
