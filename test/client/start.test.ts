// From an address to a player in a room, against a real server: trust, nick, registration, login, coming back after a cut
// line, and the sentences when it does not work. The answers to the questions come from a script.
import type { Duplex } from 'node:stream';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { ServerAddress } from '../../src/client/address.js';
import { type Console, LeftError } from '../../src/client/ask.js';
import { explain } from '../../src/client/explain.js';
import { loadIdentity } from '../../src/client/identity.js';
import { Link } from '../../src/client/link.js';
import type { ServerError } from '../../src/client/link-error.js';
import { type LocalServer, startLocalServer } from '../../src/client/local.js';
import type { PlayOptions } from '../../src/client/options.js';
import { Receiver } from '../../src/client/receiver.js';
import type { Session } from '../../src/client/session.js';
import { soloRoom } from '../../src/client/solo.js';
import { openPins, startOnServer, startOnThisMachine } from '../../src/client/start.js';
import { type ClientState, createClientState } from '../../src/client/state.js';
import { connectTls } from '../../src/net/tls.js';
import { passingFolder, rejection, within } from './within.js';

const BOUND_MS = 20_000;
const OPTIONS: PlayOptions = {
  address: null,
  nick: null,
  room: null,
  password: null,
  create: false,
  trust: true,
  bots: null,
  botLevel: null,
  mode: null,
  arena: null,
  showNet: false,
  showMiss: false,
  predict: true,
  lag: null,
  local: false,
  language: null,
  terminal: {},
  palette: 'usual',
  calm: false,
  plain: null,
  speed: null,
  direct: false,
  directPort: 0,
};

interface Context {
  server: LocalServer;
  address: ServerAddress;
  folders: { readonly path: string; remove(): void }[];
  folder(): string;
}

const test = suite<Context>('start');

test.before.each(async (context) => {
  context.folders = [];
  context.folder = () => {
    const folder = passingFolder();
    context.folders.push(folder);
    return folder.path;
  };
  context.server = await startLocalServer();
  const { host, port } = context.server;
  context.address = { host, port };
});
test.after.each(async ({ server, folders }) => {
  await server.stop();
  for (const folder of folders) folder.remove();
});

/** Answers questions from a list, secret ones too, and keeps what was said. */
function scripted(...answers: string[]): Console & { readonly said: string[] } {
  const said: string[] = [];
  const ask = async (question: string): Promise<string> => {
    said.push(question);
    const answer = answers.shift();
    if (answer === undefined) throw new LeftError();
    return answer;
  };
  return {
    said,
    tell: (text) => said.push(text),
    ask,
    askSecret: (question, problem) => ask(`${problem}${question}`),
  };
}

async function play(
  address: ServerAddress,
  folder: string,
  options: Partial<PlayOptions>,
  run: (session: Session) => Promise<void> = async () => {},
): Promise<void> {
  const session = await startOnServer(address, { ...OPTIONS, ...options }, scripted(), folder);
  try {
    await run(session);
  } finally {
    await session.leave();
  }
}

test('an unknown server is shown, asked about once, and pinned; the nick is asked for and kept', async ({
  address,
  server,
  folder,
}) => {
  const home = folder();
  const console = scripted('maybe', 'y', 'not a nick', 'Ada');
  const session = await startOnServer(address, { ...OPTIONS, trust: false }, console, home);
  assert.is(session.state.nick, 'Ada');
  assert.ok(console.said[0].includes(server.fingerprint));
  assert.equal(openPins(home).pinned(address.host, address.port), {
    of: 'key',
    fingerprint: server.fingerprint,
  });
  await session.leave();
  const again = scripted();
  const second = await startOnServer(address, { ...OPTIONS, trust: false }, again, home);
  assert.equal(again.said, []);
  assert.is(second.state.nick, 'Ada');
  await second.leave();
});

test('a server that the player does not trust is sent nothing and not kept', async ({ address, folder }) => {
  const home = folder();
  const start = startOnServer(address, { ...OPTIONS, trust: false }, scripted('n'), home);
  assert.match(explain(await rejection(start), address), /Nothing was sent/);
  assert.is(openPins(home).pinned(address.host, address.port), null);
  const left = startOnServer(address, { ...OPTIONS, trust: false }, scripted(), home);
  assert.instance(await rejection(left), LeftError);
});

test('a changed fingerprint is refused, with what to do about it', async ({ address, folder }) => {
  const home = folder();
  const other = Array.from({ length: 32 }, () => '00').join(':');
  openPins(home).add(address.host, address.port, other);
  const start = startOnServer(address, { ...OPTIONS, nick: 'Ada' }, scripted(), home);
  const sentence = explain(await rejection(start), address);
  assert.match(sentence, /another fingerprint/);
  assert.ok(sentence.includes(`tank-client --forget ${address.host}:${address.port}`));
});

test('a nick of somebody else is refused, and another one asked for', async ({ address, folder }) => {
  await play(address, folder(), { nick: 'Ada' });
  const console = scripted('Ada', 'Eve');
  const session = await startOnServer(address, { ...OPTIONS, nick: 'Ada' }, console, folder());
  assert.is(session.state.nick, 'Eve');
  assert.match(console.said.join('\n'), /belongs to somebody else/);
  await session.leave();
});

test('a room is created, joined by its code, and left', async ({ address, folder }) => {
  await play(address, folder(), { nick: 'Ada', create: true, bots: 3 }, async ({ state }) => {
    const code = state.room?.code ?? '';
    assert.is(state.room?.options.bots, 4);
    assert.is(state.room?.players.length, 4);
    await play(address, folder(), { nick: 'Bob', room: code }, async (bob) => {
      assert.is(bob.state.room?.code, code);
      assert.is(bob.state.room?.players.filter(({ bot }) => !bot).length, 2);
    });
  });
});

test('a room that is not there is a sentence', async ({ address, folder }) => {
  const start = startOnServer(address, { ...OPTIONS, nick: 'Ada', room: 'ZZZZZZ' }, scripted(), folder());
  assert.match(explain(await rejection(start), address), /no room with this code/);
});

test('a server that is switched off says goodbye', async ({ address, folder, server }) => {
  await play(address, folder(), { nick: 'Ada' }, async ({ link, state }) => {
    await server.stop();
    await within(BOUND_MS, 'closing', link.closed);
    assert.is(state.line, 'closed');
    assert.match(state.lineReason, /switched off/);
  });
  const start = startOnServer(address, { ...OPTIONS, nick: 'Ada' }, scripted(), folder());
  assert.match(explain(await rejection(start), address), /Nothing listens/);
});

/** A link whose stream a test can cut, and the state that it fills. */
async function openCuttable(
  { server, address }: Context,
  home: string,
): Promise<{ link: Link; state: ClientState; cut(): void; back: Promise<void> }> {
  const state = createClientState();
  const receiver = new Receiver(state);
  let stream: Duplex | null = null;
  let tellBack = (): void => {};
  const back = new Promise<void>((resolve) => {
    tellBack = resolve;
  });
  const link = new Link({
    address,
    fingerprint: server.fingerprint,
    identity: await loadIdentity(home),
    state,
    handlers: {
      onAnswer: (answer) => {
        receiver.onAnswer(answer);
        if (answer.command === 'RESUME') tellBack();
      },
      onNotice: (notice) => receiver.onNotice(notice),
      onFrame: (kind, body) => receiver.onFrame(kind, body),
    },
    connect: async (verify) => {
      const { socket } = await connectTls({ ...address, timeoutMs: BOUND_MS, verify });
      stream = socket;
      return socket;
    },
  });
  await link.open('Ada');
  return { link, state, cut: () => stream?.destroy(), back };
}

test('a cut line comes back to the same seat of the same battle', async (context) => {
  const { link, state, cut, back } = await openCuttable(context, context.folder());
  await link.request('START_CHANNEL', { options: { bots: 4, countdown: 0 } });
  await link.request('START_GAME', {});
  assert.is.not(state.battle, null);
  const { seat, room } = state;
  const before = state.battle;
  cut();
  await within(BOUND_MS, 'coming back', back);
  assert.is(state.seat, seat);
  assert.is(state.room?.code, room?.code);
  assert.is.not(state.battle, null);
  assert.is.not(state.battle, before);
  await link.quit();
});

test('the same player elsewhere takes the seat over, and the first client says so', async (context) => {
  const home = context.folder();
  const first = await openCuttable(context, home);
  await first.link.request('START_CHANNEL', {});
  const code = first.state.room?.code ?? '';
  await play(context.address, home, { nick: 'Ada', room: code }, async ({ state }) => {
    await within(BOUND_MS, 'closing', first.link.closed);
    assert.match(first.state.lineReason, /another client/);
    assert.is(state.room?.code, code);
  });
});

test('what the server refuses comes with its code', async (context) => {
  const { link } = await openCuttable(context, context.folder());
  const error = (await rejection(link.request('START_GAME', {}))) as ServerError;
  assert.is(error.code, 'NOT_IN_ROOM');
  await link.quit();
});

test('a game on this machine is a battle at once', async () => {
  const solo = { mode: 'teams', arena: 'Ford', bots: 15, botLevel: 1 };
  const session = await startOnThisMachine(OPTIONS, { ...soloRoom(solo, true), countdown: 0 });
  const { state } = session;
  assert.is(state.nick, 'You');
  assert.is(state.room?.phase, 'battle');
  assert.is(state.room?.players.length, 16);
  const { mode, arena, botLevel, botTruce } = state.room!.options;
  assert.equal([mode, arena, botLevel, botTruce], ['teams', 'Ford', 1, 8]);
  assert.ok(state.isPrivate);
  assert.is.not(state.battle, null);
  await within(BOUND_MS, 'leaving', session.leave());
});

test.run();
