// Keys of accounts: one spelling each, and none that anybody can sign for.
import { generateKeyPairSync } from 'node:crypto';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { COMMANDS } from '../../src/protocol/commands.js';
import { isBase64url, isIdentity } from '../../src/protocol/keys.js';
import { createIdentity } from '../client/visitor.js';
import { ScriptedPeer } from '../server/scripted-peer.js';
import { startTestServer } from '../server/test-server.js';

const test = suite('protocol/keys');

/** All encodings of points of small order, the ones of the paper and those that OpenSSL takes besides: y from p on. */
const WEAK = [
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000000',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
].flatMap((hex) => {
  const signed = Buffer.from(hex, 'hex');
  signed[31] |= 0x80;
  return [Buffer.from(hex, 'hex'), signed].map((octets) => octets.toString('base64url'));
});
/** R is the identity point and S is 0: it fits where the key's part of the equation vanishes. */
const FORGED = Buffer.concat([Buffer.from([1]), Buffer.alloc(63)]);

test('keys of small order and other encodings of a point are refused, those of people are not', () => {
  for (const key of WEAK) assert.not.ok(isIdentity(key), key);
  for (let count = 0; count < 100; count++) assert.ok(isIdentity(createIdentity().publicKey));
});

test('a second spelling of a key or a signature is none', () => {
  const { publicKey } = generateKeyPairSync('ed25519');
  const key = publicKey.export({ format: 'jwk' }).x!;
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const same = Buffer.from(key, 'base64url');
  const spellings = [...alphabet]
    .map((letter) => key.slice(0, -1) + letter)
    .filter((text) => Buffer.from(text, 'base64url').equals(same));
  assert.is(spellings.length, 4);
  assert.equal(spellings.filter(isIdentity), [key]);
  const { body } = COMMANDS.REGISTER;
  const taken = spellings.filter((text) => {
    return body.safeParse({ nick: 'Ada', publicKey: text, signature: 'A'.repeat(86) }).success;
  });
  assert.equal(taken, [key]);
  assert.not.ok(body.safeParse({ nick: 'Ada', publicKey: key, signature: `${'A'.repeat(85)}B` }).success);
  assert.not.ok(isBase64url(`${key}=`));
  assert.not.ok(isBase64url(key.slice(1), 32));
});

test('nobody registers with a key for which anybody can sign', async () => {
  const server = await startTestServer();
  const peer = new ScriptedPeer(await server.connect());
  try {
    for (const publicKey of [WEAK[0], WEAK[2], WEAK[3], WEAK[12]]) {
      peer.send('HELLO', undefined, '');
      await peer.next();
      const signature = FORGED.toString('base64url');
      peer.send('REGISTER', undefined, JSON.stringify({ nick: 'Eve', publicKey, signature }));
      const answer = await peer.next();
      assert.is(answer.type, 'text');
      if (answer.type !== 'text') return;
      assert.equal([answer.body.code, answer.body.field], ['BAD_BODY', 'publicKey']);
    }
  } finally {
    peer.socket.destroy();
    await server.close();
  }
});

test.run();
