// A server and a room with a password, over real TLS: nobody gets in without it, guessing is slowed for an address and not for a
// line, and the client asks for it, however it came to the door. What was typed is found in no log and in no file.
import { once } from 'node:events';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Console, LeftError } from '../../src/client/ask.js';
import { type PlayOptions, parseFlags } from '../../src/client/options.js';
import { startOnServer } from '../../src/client/start.js';
import { PASSWORD_TRIES_MAX } from '../../src/protocol/limits.js';
import { passingFolder, rejection } from '../client/within.js';
import { receive, startTestServer, type TestServer } from '../server/test-server.js';

const PASSWORD = 'open sesame 7f3a';
const ROOM_PASSWORD = 'behind the brick wall 9c1d';
const FLAGS = {
  create: false,
  trust: true,
  local: false,
  resetTerminal: false,
  showNet: false,
  showMiss: false,
  predict: true,
  calm: false,
  direct: false,
  json: false,
  yes: false,
} as const;

interface Context {
  server: TestServer;
  /** Of a client, and of another one. */
  folder: { readonly path: string; remove(): void };
  other: { readonly path: string; remove(): void };
}

const test = suite<Context>('end-to-end/passwords');

test.before.each(async (context) => {
  context.server = await startTestServer({ password: PASSWORD });
  context.folder = passingFolder();
  context.other = passingFolder();
});
test.after.each(async ({ server, folder, other }) => {
  await server.close();
  folder.remove();
  other.remove();
});

/** Sends one command on a line of its own. @returns its Status, and the code of its error */
async function ask(server: TestServer, command: string, body: object, auth = 'None'): Promise<string> {
  const socket = await server.connect();
  const text = JSON.stringify(body);
  socket.write(
    `Auth: ${auth}\r\nCommand: ${command}\r\nId: 1\r\nLength: ${Buffer.byteLength(text)}\r\n\r\n${text}`,
  );
  const answer = await receive(socket, (got) => /\r\n\r\n\{.*\}$/s.test(got));
  socket.end();
  if (!socket.closed) await once(socket, 'close');
  return /"code":"([A-Z_]+)"/.exec(answer)?.[1] ?? /Status: ([A-Z]+)/.exec(answer)?.[1] ?? answer;
}

const register = (server: TestServer, nick: string, password?: string): Promise<string> =>
  ask(server, 'REGISTER', { nick, ...(password === undefined ? {} : { password }) });

test('nobody gets in without the password, and nobody learns who has an account', async ({ server }) => {
  assert.is(await register(server, 'Ada'), 'BAD_PASSWORD');
  assert.is(await register(server, 'Ada', 'open Sesame 7f3a'), 'BAD_PASSWORD');
  assert.is(await ask(server, 'LOGIN', { nick: 'Ada', signature: 'A'.repeat(86) }), 'BAD_PASSWORD');
  assert.is(await ask(server, 'RESUME', {}, 'A'.repeat(43)), 'BAD_SESSION_KEY');
  assert.is(server.server.stats().players, 0);
  assert.is(await register(server, 'Ada', PASSWORD), 'SUCC');
});

test('who guesses too often has to wait, on every line of that address, and the right one is no way round', async ({
  server,
}) => {
  for (let guess = 0; guess < PASSWORD_TRIES_MAX; guess++)
    assert.is(await register(server, 'Eve', `guess ${guess}`), 'BAD_PASSWORD');
  assert.is(await register(server, 'Eve', 'one more'), 'SLOW_DOWN');
  assert.is(await register(server, 'Eve', PASSWORD), 'SLOW_DOWN');
  // To say nothing is no guess, and no way round either.
  assert.is(await register(server, 'Eve'), 'BAD_PASSWORD');
});

/** Answers questions for secrets, in their order, and keeps what was asked. */
function typing(...secrets: string[]): Console & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    tell: () => {},
    ask: () => Promise.reject(new LeftError()),
    askSecret: async (question, problem) => {
      asked.push(`${problem}|${question}`);
      const secret = secrets.shift();
      if (secret === undefined) throw new LeftError();
      return secret;
    },
  };
}

function optionsOf(
  input: readonly string[],
  flags: { nick: string; password?: string; create?: boolean },
): PlayOptions {
  const task = parseFlags({ ...FLAGS, ...flags }, input);
  if (task.kind !== 'play') throw new Error('not to be played');
  return task.options;
}

test('the client asks, says when it was wrong, and keeps it nowhere', async ({ server, folder, other }) => {
  const address = { host: '127.0.0.1', port: server.port };
  const console = typing('wrong', PASSWORD);
  const session = await startOnServer(address, optionsOf([], { nick: 'Ada' }), console, folder.path);
  assert.is(session.state.nick, 'Ada');
  assert.equal(console.asked, [
    '|This server asks for a password: ',
    'That was not the password. Try again, or ask whoever invited you.|This server asks for a password: ',
  ]);
  const { room } = await session.link.request('START_CHANNEL', { password: ROOM_PASSWORD });

  // By the address of a room, as somebody who knows the one password and has to be asked for the other.
  const place = `tank://127.0.0.1:${server.port}/${room.code}`;
  const guest = typing(PASSWORD, ROOM_PASSWORD);
  const joined = await startOnServer(address, optionsOf([place], { nick: 'Bob' }), guest, other.path);
  assert.is(joined.state.room?.code, room.code);
  assert.equal(guest.asked, [
    '|This server asks for a password: ',
    `|Room ${room.code} asks for a password: `,
  ]);
  await joined.leave();
  const lost = typing('wrong');
  const options = optionsOf([place], { nick: 'Bob', password: PASSWORD });
  assert.instance(await rejection(startOnServer(address, options, lost, other.path)), LeftError);
  assert.is(lost.asked.length, 2);
  await session.leave();
  const kept = [folder.path, other.path, server.folder].flatMap(textsIn);
  for (const secret of [PASSWORD, ROOM_PASSWORD]) {
    assert.not.ok(server.lines.some((line) => line.includes(secret)));
    assert.not.ok(kept.some((text) => text.includes(secret)));
  }
  // So that a search which finds nothing is known to look in the right places.
  assert.ok(kept.some((text) => text.includes(`127.0.0.1:${server.port}`)));
});

function textsIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .map((path) => readFileSync(path, 'latin1'));
}

test.run();
