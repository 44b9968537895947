// The first words on a line: how a player comes in where not everybody may.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Identity } from '../../src/client/identity.js';
import type { Line } from '../../src/client/line.js';
import { ServerError } from '../../src/client/link-error.js';
import { enter } from '../../src/client/login.js';
import { PROTOCOL_VERSION } from '../../src/protocol/commands.js';

const identity = { publicKey: 'A'.repeat(43), sign: () => 'signed' } as unknown as Identity;

/** A line to a server that answers with these, in turn, but for HELLO. */
function lineOf(answers: readonly (object | ServerError)[]) {
  const asked: string[] = [];
  const left = [...answers];
  const line = {
    async request(command: string, body: { publicKey?: string }) {
      if (command === 'HELLO') return { protocol: PROTOCOL_VERSION, nonce: 'AAAA' };
      asked.push(body.publicKey === undefined ? command : `${command} with a key`);
      const answer = left.shift()!;
      if (answer instanceof ServerError) throw answer;
      return answer;
    },
  } as unknown as Line;
  return { line, asked };
}

const welcome = { nick: 'Ada', key: 'k' };
const guestsOnly = new ServerError('GUESTS_ONLY', '');

test('where guests alone may come in, a player with a key comes as a guest', async () => {
  const newcomer = lineOf([new ServerError('NO_SUCH_ACCOUNT', ''), guestsOnly, welcome]);
  assert.is((await enter(newcomer.line, 'Ada', identity, Buffer.alloc(32), null)).nick, 'Ada');
  assert.equal(newcomer.asked, ['LOGIN', 'REGISTER with a key', 'REGISTER']);
  const known = lineOf([guestsOnly, welcome]);
  assert.is((await enter(known.line, 'Ada', identity, Buffer.alloc(32), null)).nick, 'Ada');
  assert.equal(known.asked, ['LOGIN', 'REGISTER']);
});

test('who is not invited is told so, and tries nothing else', async () => {
  const { line, asked } = lineOf([new ServerError('NOT_INVITED', '')]);
  const error = await enter(line, 'Ada', identity, Buffer.alloc(32), null).catch((fault) => fault);
  assert.is(error.code, 'NOT_INVITED');
  assert.equal(asked, ['LOGIN']);
});

test.run();
