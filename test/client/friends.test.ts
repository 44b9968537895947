// Friends on a real server: found by their keys, told of as they come and go, and not mistaken for somebody who has taken their nick.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { startTestServer, type TestServer } from '../server/test-server.js';
import { turns } from './fake-timers.js';
import { createIdentity, type Visitor, visit } from './visitor.js';
import { passingFolder } from './within.js';

interface Context {
  server: TestServer;
  folder: ReturnType<typeof passingFolder>;
}

const test = suite<Context>('client/friends');
test.before.each(async (context) => {
  context.server = await startTestServer();
  context.folder = passingFolder();
});
test.after.each(async ({ server, folder }) => {
  await server.close();
  folder.remove();
});

/** Waits until somebody's friends do what they should, in their order. */
async function sees(visitor: Visitor, ...doing: string[]): Promise<void> {
  const told = (): string =>
    visitor.state.friends
      .map(({ nick, presence, stranger, room }) => [nick, presence, stranger && 'stranger', room && 'open'])
      .map((parts) => parts.filter(Boolean).join(' '))
      .join(', ');
  const endMs = performance.now() + 5000;
  while (told() !== doing.join(', ')) {
    if (performance.now() > endMs) throw new Error(`${told()} instead of ${doing.join(', ')}`);
    await turns(1);
  }
}

test('a friend is shown as he comes, plays and goes, and again on the next visit', async ({
  server,
  folder,
}) => {
  const own = createIdentity();
  const [ada, bob] = [await visit(server, 'Ada', own, folder.path), await visit(server, 'Bob')];
  await ada.type('/friend bob');
  assert.match(await ada.sees(/is a friend/), /^Bob is a friend/);
  await sees(ada, 'Bob lobby');
  await bob.link.request('START_CHANNEL', { options: { public: true, bots: 2, countdown: 0 } });
  await sees(ada, 'Bob room open');
  await bob.link.request('START_GAME', {});
  await sees(ada, 'Bob battle open');
  await ada.leave();
  const again = await visit(server, 'Ada', own, folder.path);
  await sees(again, 'Bob battle open');
  await bob.leave();
  await sees(again, 'Bob offline');
  await again.type('/zapomnij BOB');
  await sees(again);
  await again.type('/unfriend Bob');
  await again.sees(/Bob is not among your friends/);
});

test('who takes the nick of a friend is not shown as the friend, and cannot become one', async ({
  server,
  folder,
}) => {
  const ada = await visit(server, 'Ada', createIdentity(), folder.path);
  const bob = await visit(server, 'Bob');
  await ada.type('/znajomy Bob');
  await bob.leave();
  // The account stays Bob's: on a server that has lost it, anybody may take the nick.
  const players = server.server.hall.players;
  const other = players.add('Bob', false);
  other.identity = 'E'.repeat(43);
  await sees(ada, 'Bob offline stranger');
  players.remove(other);
  await sees(ada, 'Bob offline');
});

test('somebody without a key, or with another one than before, becomes no friend', async ({
  server,
  folder,
}) => {
  const ada = await visit(server, 'Ada', createIdentity(), folder.path);
  const guest = await visit(server, 'Guest', null);
  await ada.type('/friend Guest').catch(() => {});
  const bob = await visit(server, 'Bob');
  await ada.people.pin('Bob', 'E'.repeat(43));
  await ada.type('/friend Bob');
  await ada.sees(/ANOTHER KEY THAN BEFORE/);
  assert.equal(ada.people.friends, []);
  await ada.type('/verify Bob');
  await ada.type('/verify Bob ok');
  await ada.type('/friend Bob');
  await sees(ada, 'Bob lobby');
  for (const visitor of [guest, bob, ada]) await visitor.leave();
});

test.run();
