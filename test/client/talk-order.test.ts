// Keeping order from the line of talk, on a real server: what a moderator types, and what those whom it concerns read.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { startTestServer, type TestServer } from '../server/test-server.js';
import { createIdentity, type Visitor, visit } from './visitor.js';
import { rejection } from './within.js';

interface Context {
  server: TestServer;
  mod: Visitor;
  bob: Visitor;
}

const test = suite<Context>('client/talk-order');
test.before.each(async (context) => {
  context.server = await startTestServer();
  const { port, fingerprint, server } = context.server;
  const identity = createIdentity();
  await server.hall.store.addOrder({
    kind: 'role',
    by: '',
    identity: identity.publicKey,
    nick: 'Mod',
    role: 'moderator',
  });
  context.mod = await visit({ port, fingerprint }, 'Mod', identity);
  context.bob = await visit({ port, fingerprint }, 'Bob');
});
test.after.each(async ({ server, mod, bob }) => {
  await mod.leave();
  await bob.leave();
  await server.close();
});

test('somebody is silenced, and heard again', async ({ mod, bob }) => {
  await mod.type('/mute Bob 2h too loud');
  await bob.sees(/^Nobody hears Bob for 120 min: too loud$/);
  assert.match((await rejection(bob.type('hello?'))).message, /muted/);
  assert.match(mod.texts().at(-1)!, /^Bob is silenced: 2 hours, until .*\d{4}.*\d\d.$/);
  await mod.type('/bans');
  assert.match(mod.texts().at(-1)!, /^Silenced: Bob, 2 hours, by Mod: too loud$/);
  await mod.type('/odcisz Bob');
  await bob.sees(/^Bob can be heard again$/);
  await bob.type('hello again');
  await mod.sees(/^hello again$/);
});

test('an account and a prefix are kept out, listed, and let in again', async ({ mod }) => {
  await mod.type('/ban Bob 30m cheating');
  await mod.sees(/^Bob is kept out: 30 minutes, until .* 1 had to go/);
  await mod.type('/zbanuj 198.51.100.0/24');
  await mod.sees(/^198.51.100.0.24 is kept out: for good\. .* 0 had to go/);
  await mod.type('/bans');
  assert.equal(mod.texts().slice(-2), [
    'Kept out: 198.51.100.0/24, for good, by Mod: -',
    'Kept out: Bob, 30 minutes, by Mod: cheating',
  ]);
  await mod.type('/unban Bob');
  await mod.sees(/^Bob may come in again/);
  await mod.type('/unban 198.51.100.0/24');
  await mod.type('/bany 1');
  assert.is(mod.texts().at(-1), 'Nobody is kept out or silenced.');
  assert.match((await rejection(mod.type('/unban Bob'))).message, /no such ban/);
});

test('a mistyped time bans nobody, and says so', async ({ mod, bob }) => {
  for (const typed of ['/ban Bob 1y', '/zbanuj Bob 30 times', '/mute Bob 1.5.2h']) {
    await mod.type(typed);
    assert.match(mod.texts().at(-1)!, /^Nothing was done: "(1y|30 times|1\.5\.2h)" begins with a number/);
  }
  await mod.type('/bans');
  assert.is(mod.texts().at(-1), 'Nobody is kept out or silenced.');
  await bob.type('still here');
  await mod.sees(/^still here$/);
});

test('who is not here is silenced and heard again, too', async ({ mod, server }) => {
  const { store } = server.server.hall;
  await store.addAccount({ nick: 'Zoe', publicKey: createIdentity().publicKey, createdAt: 0 });
  await mod.type('/mute Zoe 1w spam');
  assert.match(mod.texts().at(-1)!, /^Zoe is silenced: 1 week, until/);
  assert.is(store.order.ofNick('mute', 'Zoe', store.now()).length, 1);
  await mod.type('/unmute Zoe');
  assert.is(mod.texts().at(-1), 'Zoe can be heard again.');
  assert.is(store.order.ofNick('mute', 'Zoe', store.now() + 1).length, 0);
  assert.match((await rejection(mod.type('/mute Nobody 1w'))).message, /Nobody/);
});

test('an admin closes a room, reads settings again, ends the server and lets it run on, and a moderator does not', async ({
  mod,
  bob,
  server,
}) => {
  const { hall } = server.server;
  const { room } = await bob.link.request('START_CHANNEL', {});
  const calls: (number | null | string)[] = [];
  const endIn = (seconds: number | null): unknown => calls.push(seconds);
  hall.operation = { reload: async () => void calls.push('reload'), endIn };
  for (const line of ['/close AAAAAA', '/reload', '/shutdown'])
    assert.match((await rejection(mod.type(line))).message, /not yours/);
  await hall.order.op(null, 'Mod', 'admin');
  for (const line of [`/zamknij ${room.code}`, '/wczytaj', '/shutdown 60', '/wylacz anuluj'])
    await mod.type(line);
  assert.equal(calls, ['reload', 60, null]);
  await bob.sees(/closed the room/);
  assert.is(hall.lobby.count, 0);
});

test('who has a role is listed', async ({ mod, bob }) => {
  await mod.type('/roles');
  assert.is(mod.texts().at(-1), 'With a role: Mod (moderator)');
  assert.match((await rejection(bob.type('/role'))).message, /not yours/);
});

test('the host hands his role on, and nobody gives what he has not', async ({ mod, bob }) => {
  const { room } = await bob.link.request('START_CHANNEL', {});
  await mod.link.request('JOIN_CHANNEL', { code: room.code });
  await bob.type('/rola Mod gospodarz');
  await mod.sees(/^Mod is now host$/);
  await bob.type('/op Mod king');
  assert.match(bob.texts().at(-1)!, /^\/op NICK ROLE/);
  assert.match((await rejection(bob.type('/op Mod admin'))).message, /not yours/);
  assert.match((await rejection(bob.type('/bans'))).message, /not yours/);
});

test.run();
