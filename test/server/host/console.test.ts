// What is typed at the server's terminal: each command in both languages, what it answers, what it offers; and the line below the log.
import { PassThrough } from 'node:stream';
import type { ReadStream } from 'node:tty';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { ROOM_OPTIONS_DEFAULT } from '../../../src/protocol/room-state.js';
import { CONSOLE_COMMANDS, Console } from '../../../src/server/host/console.js';
import { Prompt } from '../../../src/server/host/prompt.js';
import { startTestServer, type TestServer } from '../test-server.js';

const test = suite<{ peers: TestServer; terminal: Console; calls: string[] }>('server/host/console');

test.before.each(async (context) => {
  const peers = await startTestServer();
  const { hall, stats } = peers.server;
  const calls: string[] = [];
  const terminal = new Console({
    hall,
    stats,
    troubles: () => [{ kind: 'log', isSevere: true, text: 'No log.' }],
    reload: async () => void calls.push('reload'),
    stop: () => calls.push('stop'),
  });
  Object.assign(context, { peers, terminal, calls });
});
test.after.each(({ peers }) => peers.close());

test('no word means two things, and help has each command', async ({ terminal }) => {
  const words = CONSOLE_COMMANDS.flatMap((row) => row.words);
  assert.is(new Set(words).size, words.length);
  const help = await terminal.run('/pomoc');
  for (const word of words) assert.ok(help.includes(`/${word}`), word);
});

test('what can not be done is said', async ({ terminal }) => {
  for (const [line, answer] of [
    ['/dance', /There is no \/dance/],
    ['/kick', /^\/kick NICK/],
    ['/op Ada king', /A role is one of/],
    ['/kick Nobody', /NO_SUCH_PLAYER/],
    ['/ban 1.2.3.4/99', /BAD_BODY/],
    ['/unban Nobody', /NO_SUCH_BAN/],
    ['/ban Ada 1y', /Not understood: "1y".*nothing was done/],
    ['/mute Ada 2 hourz', /Not understood/],
    ['/roles', /Nobody has a role/],
    ['/close AAAAAA', /NO_SUCH_ROOM/],
    ['/shutdown soon', /number from 0/],
    ['/rooms', /There is no room/],
    ['/bans', /Nobody is banned/],
    ['/online', /Nobody is here/],
  ] as const) {
    assert.match(await terminal.run(line), answer, line);
  }
});

test('keeps order and tells how things are', async ({ terminal, peers, calls }) => {
  const { hall } = peers.server;
  const player = hall.players.add('Ada', true);
  player.address = '192.0.2.7';
  const room = hall.lobby.create(ROOM_OPTIONS_DEFAULT);
  room.join(player);
  player.room = room;
  assert.match(await terminal.run('/rooms'), `${room.code}  waiting   1/8`);
  assert.match(await terminal.run('/kto'), /Ada +line down +192\.0\.2\.7 +guest/);
  assert.match(
    await terminal.run('/stats'),
    /1 players of 100 on 0 lines, 1 rooms.*0 refused.*0 ticks dropped, \d+ MB.*! No log\./s,
  );
  assert.match(
    await terminal.run('/wycisz Ada 2h calm down'),
    /^Ada is muted for 2 hours, until \d{4}-\d\d-\d\d \d\d:\d\d UTC\.$/,
  );
  assert.match(
    await terminal.run('/bany'),
    /mute Ada, guests of 192\.0\.2\.7\/32 +2 hours +by the terminal +calm down/,
  );
  assert.is(await terminal.run('/odcisz Ada'), 'Ada may speak.');
  assert.is(await terminal.run(`/zamknij ${room.code.toLowerCase()}`), '');
  assert.is(player.room, null);
  assert.is(hall.lobby.count, 0);
  assert.match(
    await terminal.run('/ban 192.0.2.0/24 1d'),
    /is banned for 1 day, until .* UTC; .* concerned 1\./,
  );
  assert.is(hall.players.count, 0);
  assert.match(await terminal.run('/bans'), /192\.0\.2\.0\/24 +1 day/);
  await terminal.run('/unban 192.0.2.0/24');
  assert.match(await terminal.run('/bans'), /Nobody/);
  await terminal.run('Good evening.');
  assert.equal(
    hall.talk.past().map(({ nick, text }) => [nick, text]),
    [['*server', 'Good evening.']],
  );
  assert.is(await terminal.run('/shutdown 60'), '');
  assert.is(await terminal.run('/wylacz anuluj'), 'The server runs on.');
  assert.equal(
    hall.talk
      .past()
      .slice(-2)
      .map(({ text }) => text),
    ['This server ends in 60 s.', 'This server runs on.'],
  );
  await terminal.run('/reload');
  assert.equal(calls, ['reload']);
});

test('offers what may stand at each place', ({ terminal, peers }) => {
  const { hall } = peers.server;
  hall.players.add('Ada', true);
  const { code } = hall.lobby.create(ROOM_OPTIONS_DEFAULT);
  assert.equal(terminal.complete('/sh'), ['/shutdown ']);
  assert.equal(terminal.complete('/WYR'), ['/wyrzuc ']);
  assert.equal(terminal.complete('/kick a'), ['/kick Ada ']);
  assert.equal(terminal.complete('/op Ada mod'), ['/op Ada moderator ']);
  assert.equal(terminal.complete('/close '), [`/close ${code} `]);
  assert.equal(terminal.complete('/say he'), []);
});

/** All that waits in a stream; a read without a size may give one of its pieces alone. */
function readAll(stream: PassThrough): string {
  let text = '';
  for (let piece = stream.read(); piece !== null; piece = stream.read()) text += String(piece);
  return text;
}

test('a pipe is read line by line, in order, to its end', async () => {
  const input = new PassThrough();
  const output = new PassThrough();
  const prompt = new Prompt(input as unknown as ReadStream, output, {
    run: async (line) => {
      if (line === 'fail') throw new Error('it failed');
      await new Promise(setImmediate);
      return line === 'quiet' ? '' : `did ${line}`;
    },
    complete: () => [],
  });
  input.end('one\nquiet\nfail\n\n\x1b[31mtwo');
  await prompt.closed;
  assert.is(readAll(output), 'did one\nit failed\ndid [31mtwo\n');
});

test('on a terminal, a line of the log stands above what is being typed', async () => {
  const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode() {} });
  const output = Object.assign(new PassThrough(), { isTTY: true, columns: 80 });
  const prompt = new Prompt(input as unknown as ReadStream, output, {
    run: async () => '',
    complete: () => ['/kick '],
  });
  input.write('/ki');
  await new Promise(setImmediate);
  readAll(output);
  prompt.show('a line of the log\n');
  const shown = readAll(output);
  assert.ok(shown.startsWith('\x1b[1G\x1b[2Ka line of the log\n'), JSON.stringify(shown));
  assert.match(shown, '> /ki');
  prompt.close();
  await prompt.closed;
});

test.run();
