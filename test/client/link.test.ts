// The link against a server in memory, in virtual time: logging in, commands, notices, and all the ways in which a line
// breaks, comes back, or is closed for good.
import { generateKeyPairSync, sign, verify } from 'node:crypto';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Identity } from '../../src/client/identity.js';
import type { Notice } from '../../src/client/line.js';
import { Link, type LinkOptions } from '../../src/client/link.js';
import { LinkError, ServerError } from '../../src/client/link-error.js';
import type { Answer } from '../../src/client/requests.js';
import { type ClientState, createClientState } from '../../src/client/state.js';
import { ProtocolError } from '../../src/protocol/errors.js';
import { signedBytes } from '../../src/protocol/signed-bytes.js';
import { FakeTimers, turns, until } from './fake-timers.js';
import { CERTIFICATE_HASH, FINGERPRINT, NONCE, room, ScriptedServer, sessionKey } from './scripted-server.js';
import { rejection } from './within.js';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const IDENTITY: Identity = {
  publicKey: publicKey.export({ format: 'jwk' }).x ?? '',
  sign: (bytes) => sign(null, bytes, privateKey).toString('base64url'),
};

interface Setting {
  readonly server: ScriptedServer;
  readonly link: Link;
  readonly state: ClientState;
  readonly timers: FakeTimers;
  readonly answers: Answer[];
  readonly notices: Notice[];
  readonly frames: { kind: number; body: Buffer }[];
}

function create(identity: Identity | null = IDENTITY, more: Partial<LinkOptions> = {}): Setting {
  const server = new ScriptedServer();
  const state = createClientState();
  const timers = new FakeTimers();
  const answers: Answer[] = [];
  const notices: Notice[] = [];
  const frames: { kind: number; body: Buffer }[] = [];
  const link = new Link({
    address: { host: 'host.example', port: 8265 },
    fingerprint: FINGERPRINT,
    identity,
    state,
    handlers: {
      onAnswer: (answer) => answers.push(answer),
      onNotice: (notice) => notices.push(notice),
      onFrame: (kind, body) => {
        if (kind === 99) throw new ProtocolError('BAD_FRAME');
        frames.push({ kind, body: Buffer.from(body) });
      },
    },
    connect: server.connect,
    timers,
    random: () => 0.5,
    ...more,
  });
  return { server, link, state, timers, answers, notices, frames };
}

async function open(identity: Identity | null = IDENTITY): Promise<Setting> {
  const setting = create(identity);
  await setting.link.open('Ada');
  return setting;
}

const login = suite('link: login');

login('a known player logs in with a signature over nonce, certificate and nick', async () => {
  const { server, state } = await open();
  assert.equal(
    server.heard.map(({ command, auth }) => [command, auth]),
    [
      ['HELLO', null],
      ['LOGIN', null],
    ],
  );
  const { signature } = server.heard[1].body as { signature: string };
  const signed = signedBytes(Buffer.from(NONCE, 'base64url'), CERTIFICATE_HASH, 'Ada');
  assert.ok(verify(null, signed, publicKey, Buffer.from(signature, 'base64url')));
  assert.is(state.line, 'open');
  assert.is(state.nick, 'Ada');
  assert.is(state.serverName, 'test');
});

login('an unknown player registers, with a fresh nonce', async () => {
  const { server, link } = create();
  server.replies.LOGIN = () => new ProtocolError('NO_SUCH_ACCOUNT');
  await link.open('Ada');
  assert.equal(
    server.heard.map(({ command }) => command),
    ['HELLO', 'LOGIN', 'HELLO', 'REGISTER'],
  );
  assert.is(server.heard[3].body.publicKey, IDENTITY.publicKey);
});

login("a nick of somebody else's is refused, and another one can be tried", async () => {
  const { server, link, state } = create();
  server.replies.LOGIN = ({ body }) =>
    body.nick === 'Ada'
      ? new ProtocolError('BAD_SIGNATURE')
      : { nick: body.nick as string, key: sessionKey(1), room: null, seat: null };
  const error = await rejection(link.open('Ada'));
  assert.instance(error, ServerError);
  assert.is((error as ServerError).code, 'NICK_TAKEN');
  assert.is(state.line, 'connecting');
  await link.open('Eve');
  assert.is(state.nick, 'Eve');
  assert.is(server.lineCount, 2);
});

login('a guest registers with nothing but a nick', async () => {
  const { server } = await open(null);
  assert.equal(server.heard[1].body, { nick: 'Ada' });
});

login('a changed certificate is refused before a byte is sent', async () => {
  const { server, link } = create();
  server.fingerprint = FINGERPRINT.replace('AB', 'AC');
  const error = await rejection(link.open('Ada'));
  assert.is((error as LinkError).code, 'SERVER_CHANGED');
  assert.is(server.lineCount, 0);
});

login('a changed key for which an authority vouches is told of, and from then on it is the one', async () => {
  const renewed: string[] = [];
  const { server, link } = create(IDENTITY, { onRenewed: (fingerprint) => renewed.push(fingerprint) });
  const other = FINGERPRINT.replace('AB', 'AC');
  Object.assign(server, { fingerprint: other, isVouched: true });
  await link.open('Ada');
  assert.equal(renewed, [other]);
  assert.is(server.lineCount, 1);
});

login('a full server is heard, although it closes the line at once', async () => {
  const { server, link } = create();
  server.replies.HELLO = () => {
    server.fault(new ProtocolError('SERVER_FULL'));
    return null;
  };
  assert.is(((await rejection(link.open('Ada'))) as ServerError).code, 'SERVER_FULL');
});

login('another protocol is no error of the player', async () => {
  const { server, link } = create();
  server.replies.HELLO = () => ({
    message: '',
    protocol: 2,
    server: 'new',
    name: '',
    motd: '',
    players: 0,
    playersMax: 100,
    nonce: NONCE,
  });
  assert.is(((await rejection(link.open('Ada'))) as LinkError).code, 'OTHER_PROTOCOL');
});

login('a server that never answers is given up', async () => {
  const { server, link, timers } = create();
  server.replies.HELLO = () => null;
  const failed = rejection(link.open('Ada'));
  await timers.advance(20_000);
  assert.instance(await failed, LinkError);
});

const talk = suite('link: talk');

talk('answers find their commands, in whatever order they come', async () => {
  const { server, link, answers } = await open();
  const ids: number[] = [];
  server.replies.JOIN_CHANNEL = ({ id }) => {
    ids.push(id);
    return null;
  };
  const first = link.request('JOIN_CHANNEL', { code: 'ABC234' });
  const second = link.request('JOIN_CHANNEL', { code: 'DEF567' });
  await until(() => ids.length === 2);
  const refusal = new ProtocolError('NO_SUCH_ROOM', 'no\u001b[2J room', 'code');
  server.raw(answerText('JOIN_CHANNEL', ids[1], 'SUCC', { room: room({ code: 'DEF567' }), seat: 3 }));
  server.raw(answerText('JOIN_CHANNEL', ids[0], 'ERR', refusal.toBody()));
  const error = (await rejection(first)) as ServerError;
  assert.equal([error.code, error.message, error.field], ['NO_SUCH_ROOM', 'no[2J room', 'code']);
  assert.is((await second).seat, 3);
  assert.is(answers.at(-1)?.command, 'JOIN_CHANNEL');
});

talk('an answer that the schema refuses fails the command', async () => {
  const { server, link } = await open();
  server.replies.TIME = () => ({ utc: 5 });
  assert.is(((await rejection(link.request('TIME', {}))) as LinkError).code, 'BAD_ANSWER');
});

talk('a command without an answer fails after a while, and its late answer is left out', async () => {
  const { server, link, timers, answers } = await open();
  server.replies.TIME = () => null;
  const failed = rejection(link.request('TIME', {}));
  await timers.advance(8000);
  assert.is(((await failed) as LinkError).code, 'NO_ANSWER');
  const { id } = server.heardOf('TIME')[0];
  const before = answers.length;
  server.raw(answerText('TIME', id, 'SUCC', { utc: 'now', milliseconds: 1 }));
  await turns(20);
  assert.is(answers.length, before);
});

talk('notices and frames are handed on in order, unknown notices left out', async () => {
  const { server, notices, frames } = await open();
  server.raw('Command: FUTURE\r\nId: 0\r\nLength: 2\r\n\r\n{}');
  const said = {
    channel: 'room',
    seat: 1,
    nick: 'Bob',
    group: '',
    text: 'hi',
    action: false,
    utcMs: 5,
  } as const;
  server.notice('CHAT', said);
  server.frame(3, Buffer.from([1, 2]));
  await until(() => frames.length === 1);
  assert.equal(notices, [{ name: 'CHAT', body: said }]);
  assert.equal(frames, [{ kind: 3, body: Buffer.from([1, 2]) }]);
});

talk('frames go out as they are', async () => {
  const { server, link } = await open();
  link.sendFrame(Buffer.from([0x24, 1, 0, 2, 8, 9]));
  await until(() => server.frames.length === 1);
  assert.equal(server.frames[0], Buffer.from([8, 9]));
});

talk('a ping measures the round trip', async () => {
  const { server, state, timers } = await open();
  assert.is(state.pingMs, -1);
  let id = 0;
  server.replies.PING = (message) => {
    id = message.id;
    return null;
  };
  await timers.advance(2000);
  timers.stall(37);
  server.raw(answerText('PING', id, 'SUCC', {}));
  await until(() => state.pingMs === 37, 'a ping of 37 ms');
});

talk('quitting tells the server and closes for good, without a reason', async () => {
  const { server, link, state, timers } = await open();
  await link.quit();
  await link.closed;
  assert.is(server.heard.at(-1)?.command, 'QUIT');
  assert.equal([state.line, state.lineReason], ['closed', '']);
  assert.is(timers.count, 0);
  assert.instance(await rejection(link.request('TIME', {})), LinkError);
});

const back = suite('link: coming back');

back('a cut line comes back with the session key, again and again', async () => {
  const { server, state, timers, answers } = await open();
  for (let cut = 1; cut <= 3; cut++) {
    server.cut();
    await until(() => state.line === 'reconnecting');
    assert.is.not(state.lineReason, '');
    await timers.advance(11_000);
    assert.is(state.line, 'open');
    assert.is(server.heardOf('RESUME').at(-1)?.auth, sessionKey(cut));
  }
  assert.is(answers.filter(({ command }) => command === 'RESUME').length, 3);
  assert.is(server.heardOf('LOGIN').length, 1);
});

back('commands that wait when the line is cut fail', async () => {
  const { server, link } = await open();
  server.replies.TIME = () => null;
  const failed = rejection(link.request('TIME', {}));
  await until(() => server.heardOf('TIME').length === 1);
  server.cut();
  assert.is(((await failed) as LinkError).code, 'LINE_LOST');
});

back('silence of five seconds is a cut line', async () => {
  const { server, state, timers } = await open();
  server.replies.PING = () => null;
  await timers.advance(4500);
  assert.is(state.line, 'open');
  assert.ok(state.pingMs >= 1900, 'the ping grows while the line hangs');
  server.isDown = true;
  await timers.advance(2000);
  assert.is(state.line, 'reconnecting');
  assert.is(state.pingMs, -1);
});

back('a stop of this process is no silence', async () => {
  const { state, timers, server } = await open();
  timers.stall(3_600_000);
  await timers.advance(5000);
  assert.is(state.line, 'open');
  assert.is(server.lineCount, 1);
});

back('the pauses double up to less than a second, and after a minute it is over', async () => {
  const { server, link, state, timers } = await open();
  server.isDown = true;
  server.cut();
  await until(() => state.line === 'reconnecting');
  const tries: number[] = [];
  const startMs = timers.now();
  server.onTry = () => tries.push(timers.now() - startMs);
  await timers.advance(70_000);
  await link.closed;
  // Three quarters of 250, 500, 800, 800 ... ms, as the chance in this test is one half.
  assert.equal(tries.slice(0, 5), [187.5, 562.5, 1162.5, 1762.5, 2362.5]);
  const last = tries.at(-1) ?? 0;
  assert.ok(last >= 60_000 && last < 64_000, `given up after ${last} ms`);
  assert.match(state.lineReason, /could not be reached for a minute/);
  assert.is(timers.count, 0);
});

back('a seat that was not kept: an account logs in again', async () => {
  const { server, state, timers, answers } = await open();
  server.replies.RESUME = () => new ProtocolError('BAD_SESSION_KEY');
  server.cut();
  await until(() => state.line === 'reconnecting');
  await timers.advance(1000);
  assert.is(state.line, 'open');
  assert.is(answers.at(-1)?.command, 'LOGIN');
});

back('a seat that was not kept: a guest is told so', async () => {
  const { server, link, state, timers } = await open(null);
  server.replies.RESUME = () => new ProtocolError('BAD_SESSION_KEY');
  server.cut();
  await until(() => state.line === 'reconnecting');
  await timers.advance(1000);
  await link.closed;
  assert.match(state.lineReason, /guest/);
});

back('a server that has changed meanwhile is not spoken to', async () => {
  const { server, link, state, timers } = await open();
  server.fingerprint = FINGERPRINT.replace('AB', 'AC');
  server.cut();
  await until(() => state.line === 'reconnecting');
  await timers.advance(1000);
  await link.closed;
  assert.match(state.lineReason, /another fingerprint/);
  assert.match(state.lineReason, /tank-client --forget host\.example:8265/);
  assert.is(server.lineCount, 1);
});

for (const [code, words] of [
  ['SHUTTING_DOWN', /switched off/],
  ['TAKEN_OVER', /another client/],
  ['KICKED', / says: /],
  ['BANNED', /sorry/],
] as const) {
  back(`a farewell with ${code} closes for good`, async () => {
    const { server, link, state } = await open();
    server.notice('QUIT', { code, message: 'sorry' });
    await link.closed;
    assert.is(state.line, 'closed');
    assert.match(state.lineReason, words);
    await turns(20);
    assert.is(server.lineCount, 1);
  });
}

back('after a slow reader has been dropped it comes back', async () => {
  const { server, state, timers } = await open();
  server.notice('QUIT', { code: 'SLOW_READER', message: 'slow' });
  await until(() => state.line === 'reconnecting');
  await timers.advance(1000);
  assert.is(state.line, 'open');
});

back('a server that starts anew is waited for longer than one that is lost', async () => {
  const { server, link, state, timers } = await open();
  server.isDown = true;
  server.notice('QUIT', { code: 'RESTARTING', message: 'back soon', seconds: 5 });
  await until(() => state.line === 'reconnecting');
  assert.match(state.lineReason, /starts anew/);
  await timers.advance(70_000);
  assert.is(state.line, 'reconnecting');
  await timers.advance(180_000);
  await link.closed;
  assert.is(state.line, 'closed');
});

back('a line that breaks each time after it was made gets one minute in all', async () => {
  const { server, link, state, timers } = await open();
  server.replies.RESUME = () => {
    setImmediate(() => server.frame(99, Buffer.alloc(0)));
    return { nick: 'Ada', key: sessionKey(9), room: null, seat: null };
  };
  server.frame(99, Buffer.alloc(0));
  await until(() => state.line === 'reconnecting');
  await timers.advance(130_000);
  await link.closed;
  assert.is(state.line, 'closed');
  assert.ok(server.lineCount < 110, `${server.lineCount} lines`);
});

back('quitting ends the tries to come back', async () => {
  const { server, link, state, timers } = await open();
  server.isDown = true;
  server.cut();
  await until(() => state.line === 'reconnecting');
  await link.quit();
  await timers.advance(70_000);
  assert.equal([state.line, state.lineReason], ['closed', '']);
  assert.is(timers.count, 0);
});

function answerText(command: string, id: number, status: string, body: object): string {
  const json = JSON.stringify(body);
  return `Command: ${command}\r\nId: ${id}\r\nStatus: ${status}\r\nLength: ${Buffer.byteLength(json)}\r\n\r\n${json}`;
}

login.run();
talk.run();
back.run();
