// Tries at what can be guessed: a bound for each network and account, whatever they log in as.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { ProtocolError } from '../../src/protocol/errors.js';
import { ROOM_CODE_TRIES_MAX } from '../../src/protocol/limits.js';
import { Tries } from '../../src/server/tries.js';
import { ScriptedPeer } from './scripted-peer.js';
import { startTestServer } from './test-server.js';

const test = suite('server/tries');

/** @returns whether one more may be tried, which then is wrong */
function tryOnce(tries: Tries, whom: readonly string[], nowMs: number): boolean {
  try {
    tries.require(whom, 'Too many.', 'code', nowMs);
  } catch (error) {
    assert.equal([(error as ProtocolError).code, (error as ProtocolError).seconds], ['SLOW_DOWN', 3]);
    return false;
  }
  tries.count(whom, nowMs);
  return true;
}

test('so many wrong ones at once, and then one in so many seconds', () => {
  const tries = new Tries(2, 3);
  assert.equal(
    [0, 0, 0, 2999, 3000, 3000].map((nowMs) => tryOnce(tries, ['net'], nowMs)),
    [true, true, false, false, true, false],
  );
  assert.ok(tryOnce(tries, ['other net'], 0));
});

test('an account takes its tries along to another network', () => {
  const tries = new Tries(1, 3);
  assert.ok(tryOnce(tries, ['net', 'key'], 0));
  assert.not.ok(tryOnce(tries, ['other net', 'key'], 0));
  tries.forget(['net', 'key']);
  assert.ok(tryOnce(tries, ['net', 'key'], 0));
});

test('tries at the codes of rooms are not given back by a new login', async () => {
  const server = await startTestServer();
  try {
    const codes: string[] = [];
    for (let login = 0; codes.length <= ROOM_CODE_TRIES_MAX; login++) {
      const peer = new ScriptedPeer(await server.connect());
      peer.send('REGISTER', undefined, JSON.stringify({ nick: `guesser${login}` }));
      peer.send('JOIN_CHANNEL', undefined, '{"code":"AAAAAA"}');
      peer.send('JOIN_CHANNEL', undefined, '{"code":"BBBBBB"}');
      for (let answers = 0; answers < 2; ) {
        const message = await peer.next();
        if (message.type !== 'text' || message.command !== 'JOIN_CHANNEL') continue;
        codes.push(String(message.body.code));
        answers++;
      }
      peer.socket.destroy();
    }
    assert.equal(codes.slice(0, ROOM_CODE_TRIES_MAX), Array(ROOM_CODE_TRIES_MAX).fill('NO_SUCH_ROOM'));
    assert.ok(codes.slice(ROOM_CODE_TRIES_MAX).includes('SLOW_DOWN'), codes.join(' '));
  } finally {
    await server.close();
  }
});

test.run();
