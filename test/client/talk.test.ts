// Talk between real clients on a real server: the commands, private messages, rock, paper, scissors, coming late, coming back.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { speak } from '../../src/client/language.js';
import type { ServerError } from '../../src/client/link-error.js';
import { TALK_COMMANDS } from '../../src/client/talk-commands.js';
import { startTestServer, type TestServer } from '../server/test-server.js';
import { createIdentity, type Place, type Visitor, visit } from './visitor.js';
import { passingFolder, rejection } from './within.js';

interface Context {
  server: TestServer;
  place: Place;
  here: Visitor[];
  come(nick: string, ...rest: [] | [null]): Promise<Visitor>;
}

const test = suite<Context>('client/talk');
test.before.each(async (context) => {
  context.server = await startTestServer({ name: 'Home', motd: 'Be \u001b[2Jkind.' });
  context.place = { port: context.server.port, fingerprint: context.server.fingerprint };
  context.here = [];
  context.come = async (nick, ...rest) => {
    const visitor = await visit(context.place, nick, ...rest);
    context.here.push(visitor);
    return visitor;
  };
});
test.after.each(async ({ server, here }) => {
  speak('en');
  for (const visitor of here) await visitor.leave();
  await server.close();
});

test('name and motd of the server come cleaned', async ({ come }) => {
  const { state } = await come('Ada');
  assert.equal([state.serverName, state.motd], ['Home', 'Be [2Jkind.']);
});

test('the lobby is heard, with tags and actions, and told to those who come later', async ({ come }) => {
  const ada = await come('Ada');
  const bob = await come('Bob');
  await ada.sees(/^Bob is here$/);
  await bob.type('/grupa 4B');
  await bob.sees(/^Your tag is \[4B\]/);
  await ada.sees(/^Bob is now of \[4B\]$/);
  await bob.type('hello');
  await bob.type('/me waves');
  await ada.sees(/^waves$/);
  const carol = await come('Carol');
  await carol.sees(/^waves$/);
  assert.equal(
    carol.state.chat.map(({ nick, group, text, kind }) => [nick, group, text, kind]),
    [
      ['Bob', '4B', 'hello', undefined],
      ['Bob', '4B', 'waves', 'action'],
    ],
  );
});

test('another nick is told to all, kept by the client, and what was known of somebody goes along', async ({
  come,
}) => {
  const [ada, bob, carol] = [await come('Ada'), await come('Bob'), await come('Carol')];
  await bob.type('/msg Ada hello');
  await ada.sees(/^hello$/);
  await carol.type('/ignore Bob');
  await bob.type('/zmiennick Rob');
  await bob.sees(/^You are now called Rob\.$/);
  assert.is(bob.state.nick, 'Rob');
  for (const other of [ada, carol]) await other.sees(/^Bob is now called Rob$/);
  assert.equal(ada.state.people.includes('Bob'), false);
  // Whoever wrote last is answered under the new nick, and is no stranger.
  await ada.type('/r hello yourself');
  await bob.sees(/^hello yourself$/);
  await ada.sees(/^Rob is somebody whom you know by another nick/);
  await bob.type('who hears me?');
  await ada.sees(/^who hears me\?$/);
  await ada.type('the end');
  await carol.sees(/^the end$/);
  assert.not.ok(carol.texts().includes('who hears me?'));
  for (const [typist, line, code] of [
    [bob, '/nick Robert', 'SLOW_DOWN'],
    [ada, '/changename rob', 'NICK_TAKEN'],
  ] as const)
    assert.is(((await rejection(typist.type(line))) as ServerError).code, code);
});

test('a game goes on when somebody takes another nick', async ({ come }) => {
  const [ada, bob] = [await come('Ada'), await come('Bob')];
  await ada.type('/rps Bob');
  await bob.sees(/^Ada asks you/);
  await ada.type('/nick Bea');
  await bob.sees(/^Ada is now called Bea$/);
  await bob.type('/paper');
  await ada.type('/rock');
  await bob.sees(/^paper against rock of Bea: you win/);
});

test('a room has talk of its own, and the lobby is reached from it', async ({ come }) => {
  const [ada, bob, carol] = [await come('Ada'), await come('Bob'), await come('Carol')];
  const { room } = await ada.link.request('START_CHANNEL', {});
  await ada.type('only here');
  await bob.link.request('JOIN_CHANNEL', { code: room.code });
  await bob.sees(/^only here$/);
  await ada.sees(/^Bob has joined$/);
  await bob.type('/wszyscy who else?');
  await carol.sees(/^who else\?$/);
  await ada.sees(/^who else\?$/);
  assert.is(ada.state.chat.at(-1)?.isLobby, true);
  assert.not.ok(carol.texts().includes('only here'));
  await bob.type('/leave');
  await ada.sees(/^Bob has left$/);
  await bob.sees(/^who else\?$/);
  assert.not.ok(bob.texts().includes('only here'));
  await bob.type('/wyjdz');
  await bob.sees(/^You are in no room/);
});

test('a team is told what the other one must not hear', async ({ come }) => {
  const [ada, bob, carol] = [await come('Ada'), await come('Bob'), await come('Carol')];
  const { room } = await ada.link.request('START_CHANNEL', { options: { mode: 'teams', bots: 0 } });
  await bob.link.request('JOIN_CHANNEL', { code: room.code });
  await carol.link.request('JOIN_CHANNEL', { code: room.code });
  const teamOf = ({ state }: Visitor) => state.room?.players.find(({ seat }) => seat === state.seat)?.team;
  const [mate] = [bob, carol].filter((other) => teamOf(other) === teamOf(ada));
  const [enemy] = [bob, carol].filter((other) => teamOf(other) !== teamOf(ada));
  assert.ok(mate && enemy, 'two on one team, one on the other');
  await ada.type('/team to the left');
  await mate.sees(/^to the left$/);
  assert.is(mate.state.chat.at(-1)?.isTeam, true);
  await mate.type('/druzyna I come');
  await ada.sees(/^I come$/);
  await ada.type('for all');
  await enemy.sees(/^for all$/);
  assert.not.ok(enemy.texts().some((text) => /left|come$/.test(text)));
  await ada.link.request('UPDATE_CHANNEL', { options: { mode: 'free-for-all' } });
  assert.match((await rejection(ada.type('/team anybody?'))).message, /no teams/);
});

test('a letter in front of a slash gives no command away', async ({ come }) => {
  const ada = await come('Ada');
  await ada.type('t/r a secret');
  assert.match(ada.texts().at(-1)!, /^Not said.*: \/r a secret$/);
  await ada.type('w/o you');
  await ada.sees(/^w\/o you$/);
  const { lines } = await ada.link.request('HISTORY', { channel: 'lobby' });
  assert.equal(
    lines.map(({ text }) => text),
    ['w/o you'],
  );
});

test('commands answer with lines of the program', async ({ come }) => {
  const ada = await come('Ada');
  for (const [line, answer] of [
    ['/online', /^1 person here: Ada \(in the menu\)$/],
    ['/time', /^It is \d\d?:\d\d:\d\d here, and \d\d:\d\d:\d\d \(UTC\)/],
    ['/ping', /^\d+ ms to the server/],
    ['/help', /\/msg .*\/scissors/],
    ['/help msg', /^\/msg NICK TEXT/],
    ['/help mgs', /Did you mean \/msg\?/],
    ['/help xyzzy', /no command \/xyzzy/],
    ['/onlin', /Did you mean \/online\?/],
    ['/xyzzy', /no command \/xyzzy/],
    ['/mgs Bob a secret', /Did you mean \/msg\?/],
    ['/msg Bob', /^Something is missing\. \/msg NICK TEXT/],
    ['/r hi', /^Nobody has written to you/],
    ['/msg Ada hi', /^That is you/],
    ['/rock', /^Nobody waits for your choice/],
    ['/group', /^You have no tag/],
  ] as const) {
    await ada.type(line);
    assert.match(ada.texts().at(-1)!, answer, line);
  }
  // None of it was said, a mistyped command least of all.
  assert.equal((await ada.link.request('HISTORY', { channel: 'lobby' })).lines, []);
  speak('pl');
  await ada.type('/pomoc');
  assert.match(ada.texts().at(-1)!, /\/szept .*\/nozyce/);
  for (const { name } of TALK_COMMANDS) {
    await ada.type(`/pomoc ${name}`);
    assert.match(ada.texts().at(-1)!, /^\/[a-z]+.*: /, name);
  }
});

test('what is refused is thrown, for the actions to tell', async ({ come }) => {
  const ada = await come('Ada');
  assert.match(String(await rejection(ada.type('/msg Nobody hi'))), /Nobody of this nick/);
  await come('Guest', null);
  assert.match(String(await rejection(ada.type('/msg Guest hi'))), /no key for private messages/);
});

test('two talk in private, and answer, and go on after a new login', async ({ come, place }) => {
  const key = createIdentity();
  const ada = await come('Ada');
  const bob = await visit(place, 'Bob', key);
  await ada.type('/msg bob at noon');
  await bob.sees(/^at noon$/);
  await bob.type('/odp I will be there');
  await ada.sees(/^I will be there$/);
  assert.equal(
    ada.state.chat.filter(({ kind }) => kind === 'private').map(({ nick, isOwn }) => [nick, isOwn ?? false]),
    [
      ['Bob', true],
      ['Bob', false],
    ],
  );
  await ada.sees(/^First contact with Bob/);
  assert.is(ada.texts().filter((text) => text.startsWith('First contact')).length, 1);
  await bob.leave();
  const again = await visit(place, 'Bob', key);
  await ada.type('/msg Bob still here?');
  await again.sees(/^still here\?$/);
  await again.leave();
});

test('a guest is told why he has no private messages', async ({ come }) => {
  const guest = await come('Guest', null);
  await come('Ada');
  await guest.type('/msg Ada hi');
  assert.match(guest.texts().at(-1)!, /^Guests have no key/);
});

test('who is ignored is not heard, in public or private, also on the next day', async ({
  come,
  place,
  here,
}) => {
  const folder = passingFolder();
  const key = createIdentity();
  const ada = await visit(place, 'Ada', key, folder.path);
  const bob = await come('Bob');
  await ada.type('/ignore bob');
  await ada.people.written();
  await ada.leave();
  const again = await visit(place, 'Ada', key, folder.path);
  here.push(again);
  await bob.type('in public');
  await bob.type('/msg Ada in private');
  await bob.type('/me shouts');
  const carol = await come('Carol');
  await carol.type('/msg Ada last');
  await again.sees(/^last$/);
  assert.equal(
    again.state.chat.filter(({ nick }) => nick === 'Bob'),
    [],
  );
  await again.type('/ignore Bob');
  await bob.type('/msg Ada now');
  await again.sees(/^now$/);
  await again.people.written();
  folder.remove();
});

test('rock, paper, scissors to three wins, and both are told', async ({ come }) => {
  const [ada, bob] = [await come('Ada'), await come('Bob')];
  await ada.type('/rps Bob');
  await bob.sees(/^Ada asks you/);
  await bob.type('/rock');
  await ada.sees(/^Bob has chosen/);
  await ada.type('/rock');
  await ada.sees(/^rock against rock of Bob: a draw\. It is 0 to 0/);
  await bob.sees(/^Round 2/);
  for (let round = 1; round <= 3; round++) {
    await ada.type('/paper');
    await bob.type('/kamien');
    await ada.sees(new RegExp(`^paper against rock of Bob: you win\\. It is ${round} to 0`));
    await bob.sees(new RegExp(`^rock against paper of Ada: Ada wins\\. It is 0 to ${round}`));
  }
  await ada.sees(/^YOU HAVE WON against Bob/);
  await bob.sees(/^Ada HAS WON/);
  await bob.type('/rock');
  assert.match(bob.texts().at(-1)!, /^Nobody waits/);
});

test('two who ask each other at the same time play one game', async ({ come }) => {
  const [ada, bob] = [await come('Ada'), await come('Bob')];
  await Promise.all([ada.type('/rps Bob'), bob.type('/rps Ada')]);
  await Promise.race([ada.sees(/^Bob asks you/), bob.sees(/^Ada asks you/)]);
  // A message behind both questions: they have been taken by then.
  await ada.type('/msg Bob x');
  await bob.type('/msg Ada y');
  await Promise.all([ada.sees(/^y$/), bob.sees(/^x$/)]);
  await Promise.all([ada.type('/rock'), bob.type('/scissors')]);
  await ada.sees(/^rock against scissors of Bob: you win/);
  await bob.sees(/^scissors against rock of Ada: Ada wins/);
});

test.run();
