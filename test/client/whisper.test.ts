// Private messages: what is sealed opens at one place alone, once, and only as it was sent.
import { generateKeyPairSync, sign } from 'node:crypto';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { BOX_BYTES_MAX, checkCard, safetyNumber, Whisper, WhisperError } from '../../src/client/whisper.js';
import { CHAT_LENGTH_MAX } from '../../src/protocol/limits.js';
import { cleanText } from '../../src/protocol/text.js';

function person(): { identity: string; sign: (bytes: Buffer) => string } {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return {
    identity: publicKey.export({ format: 'jwk' }).x!,
    sign: (bytes) => sign(null, bytes, privateKey).toString('base64url'),
  };
}
const login = ({ identity, sign }: ReturnType<typeof person>): Whisper => new Whisper(identity, sign);
const codeOf = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    if (error instanceof WhisperError) return error.code;
    throw error;
  }
  return 'none';
};

test('any text comes out as it went in, cleaned, and its box says little of its length', () => {
  const [ada, bob] = [login(person()), login(person())];
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
      const box = ada.seal(text, bob.card);
      const { length } = Buffer.from(box, 'base64url');
      assert.is(length % 64, 48);
      assert.ok(length <= BOX_BYTES_MAX);
      assert.is(bob.open(box, ada.card), cleanText(text, CHAT_LENGTH_MAX));
    }),
    { numRuns: 50 },
  );
});

test('nobody else opens it, not the sender, not the same player after his next login', () => {
  const bobs = person();
  const [ada, bob, eve, later] = [login(person()), login(bobs), login(person()), login(bobs)];
  const box = ada.seal('at noon', bob.card);
  for (const other of [eve, later, ada])
    assert.is(
      codeOf(() => other.open(box, ada.card)),
      'BAD_BOX',
    );
  assert.is(
    codeOf(() => bob.open(box, eve.card)),
    'BAD_BOX',
  );
  assert.is(bob.open(box, ada.card), 'at noon');
});

test('a box that comes twice, or behind a later one, is refused', () => {
  const [ada, bob] = [login(person()), login(person())];
  const [first, second] = [ada.seal('1', bob.card), ada.seal('2', bob.card)];
  assert.is(bob.open(second, ada.card), '2');
  assert.is(
    codeOf(() => bob.open(second, ada.card)),
    'REPLAYED',
  );
  assert.is(
    codeOf(() => bob.open(first, ada.card)),
    'REPLAYED',
  );
  assert.is(bob.open(ada.seal('3', bob.card), ada.card), '3');
});

test('each octet counts', () => {
  const [ada, bob] = [login(person()), login(person())];
  const box = Buffer.from(ada.seal('at noon', bob.card), 'base64url');
  for (let index = 0; index < box.length; index++) {
    const changed = Buffer.from(box);
    changed[index] ^= 1;
    assert.is(
      codeOf(() => bob.open(changed.toString('base64url'), ada.card)),
      'BAD_BOX',
      `octet ${index}`,
    );
    assert.is(
      codeOf(() => bob.open(box.subarray(0, index).toString('base64url'), ada.card)),
      'BAD_BOX',
    );
  }
});

test('a key that its identity has not signed is refused, and so is one of small order', () => {
  const [ada, bob, eve] = [login(person()), login(person()), login(person())];
  checkCard(ada.card);
  for (const card of [
    { ...bob.card, key: eve.card.key },
    { ...bob.card, identity: eve.card.identity },
    { ...bob.card, signature: eve.card.signature },
    { ...bob.card, key: '' },
  ]) {
    assert.is(
      codeOf(() => ada.seal('x', card)),
      'BAD_CARD',
    );
  }
  const zeros = person();
  const key = Buffer.alloc(32);
  const forged = {
    identity: zeros.identity,
    key: key.toString('base64url'),
    signature: zeros.sign(Buffer.concat([Buffer.from('tank/1 whisper key\0'), key])),
  };
  assert.is(
    codeOf(() => ada.seal('x', forged)),
    'BAD_CARD',
  );
});

test('the safety number is the same on both sides, and another one with another peer', () => {
  const [ada, bob, eve] = [person().identity, person().identity, person().identity];
  assert.match(safetyNumber(ada, bob), /^(\d{5} ){11}\d{5}$/);
  assert.is(safetyNumber(ada, bob), safetyNumber(bob, ada));
  assert.is.not(safetyNumber(ada, bob), safetyNumber(ada, eve));
});

test.run();
