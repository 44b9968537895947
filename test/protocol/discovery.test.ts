// Datagrams of discovery: octet by octet as PROTOCOL 9 has them, any value there and back, and nothing read from garbage.
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  decodeAnswer,
  decodeQuestion,
  encodeAnswer,
  encodeQuestion,
  QUESTION_BYTES,
} from '../../src/protocol/discovery.js';

const NONCE = Uint8Array.from([1, 2, 3, 4, 5, 6, 7, 8]);
const HINT = { id: 'a1a2a3a4a5a6a7a8', port: 8265, players: 3, playersMax: 1000, rooms: 1, name: 'HOME' };
const U16 = fc.integer({ min: 0, max: 0xffff });

test('as PROTOCOL 9 has them', () => {
  const question = encodeQuestion(NONCE);
  assert.is(question.toString('hex'), `54414e4b51310102030405060708${'00'.repeat(114)}`);
  assert.equal(decodeQuestion(question), NONCE);
  const answer = encodeAnswer(NONCE, HINT);
  assert.is(answer.toString('hex'), '54414e4b41310102030405060708a1a2a3a4a5a6a7a82049000303e80001484f4d45');
  assert.equal(decodeAnswer(answer, NONCE), HINT);
});

test('no answer is larger than its question, whatever the name', () => {
  fc.assert(
    fc.property(
      U16,
      U16,
      U16,
      fc.string({ unit: 'grapheme', maxLength: 200 }),
      (port, players, rooms, name) => {
        const answer = encodeAnswer(NONCE, { ...HINT, port, players, rooms, name });
        assert.ok(answer.length <= QUESTION_BYTES);
        const hint = decodeAnswer(answer, NONCE);
        if (port === 0) assert.is(hint, null);
        else assert.equal([hint?.port, hint?.players, hint?.rooms], [port, players, rooms]);
      },
    ),
  );
});

test('garbage, a cut datagram, and the answer to somebody else are nothing', () => {
  const answer = encodeAnswer(NONCE, HINT);
  for (let length = 0; length < 30; length++)
    assert.is(decodeAnswer(answer.subarray(0, length), NONCE), null);
  assert.is(decodeAnswer(answer, Uint8Array.from([1, 2, 3, 4, 5, 6, 7, 9])), null);
  assert.is(decodeAnswer(encodeQuestion(NONCE), NONCE), null);
  assert.is(decodeQuestion(answer), null);
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (octets) => {
      assert.is(decodeQuestion(octets), null);
      assert.is(decodeAnswer(octets, NONCE), null);
    }),
  );
});

test('a name can bring no control characters to the screen', () => {
  const answer = Buffer.concat([encodeAnswer(NONCE, { ...HINT, name: 'A' }), Buffer.from('\x1b[2J\nB')]);
  assert.is(decodeAnswer(answer, NONCE)?.name, 'A[2J B');
});

test.run();
