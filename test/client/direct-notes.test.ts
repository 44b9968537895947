// Notes for direct lines: each kind there and back, and whatever is not exactly a note is none.
import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type DirectNote, decodeNote, encodeNote } from '../../src/client/direct-notes.js';
import { BOX_BYTES_MAX, Whisper } from '../../src/client/whisper.js';
import { CHAT_LENGTH_MAX, DIRECT_ADDRESSES_MAX, DIRECT_NAME_BYTES } from '../../src/protocol/limits.js';
import { createIdentity } from './visitor.js';

const { publicKey, sign } = createIdentity();
const { card } = new Whisper(publicKey, sign);
const name = randomBytes(DIRECT_NAME_BYTES);
const place = {
  addresses: ['192.0.2.7', '2001:db8:0:0:0:0:0:1', '0:0:0:0:0:0:0:1', '1:2:3:4:5:6:7:8'],
  port: 40_000,
  hash: randomBytes(32),
};
const NOTES: readonly DirectNote[] = [
  { step: 'ask', name, card },
  { step: 'here', name, card, place },
  { step: 'ready', name },
  { step: 'no', name },
  { step: 'left', name, sequence: 70_000, content: { kind: 'text', text: 'zażółć 🐸' } },
  { step: 'left', name, sequence: 1, content: { kind: 'rps', move: randomBytes(42) } },
];

test('each note is read as it was written', () => {
  for (const note of NOTES) assert.equal(decodeNote(encodeNote(note), publicKey), note);
});

test('addresses are read however they are written', () => {
  const addresses = ['2001:db8::1', '::', '::ffff:192.0.2.1', 'fd00::2:0:0:1'];
  const note = decodeNote(
    encodeNote({ step: 'here', name, card, place: { ...place, addresses } }),
    publicKey,
  );
  assert.equal(note?.step === 'here' && note.place.addresses, [
    '2001:db8:0:0:0:0:0:1',
    '0:0:0:0:0:0:0:0',
    '0:0:0:0:0:ffff:c000:201',
    'fd00:0:0:0:2:0:0:1',
  ]);
});

test('no note is cut, or has more to it; a text may be shorter', () => {
  for (const note of NOTES.filter(({ step }) => step !== 'left')) {
    const bytes = encodeNote(note);
    for (let length = 0; length < bytes.length; length++) {
      const read = decodeNote(bytes.subarray(0, length), publicKey);
      // What is left of the addresses is a place as well.
      if (read !== null) assert.ok(note.step === 'here' && read.step === 'here', `${note.step} ${length}`);
    }
    assert.is(decodeNote(Buffer.concat([bytes, Buffer.from([0])]), publicKey), null);
  }
});

test('a key that the sender has not signed, a low port, no address and too many are refused', () => {
  assert.is(decodeNote(encodeNote({ step: 'ask', name, card }), createIdentity().publicKey), null);
  const other = new Whisper(publicKey, sign).card;
  assert.is(
    decodeNote(encodeNote({ step: 'ask', name, card: { ...card, key: other.key } }), publicKey),
    null,
  );
  for (const wrong of [{ port: 1023 }, { addresses: [] }])
    assert.is(
      decodeNote(encodeNote({ step: 'here', name, card, place: { ...place, ...wrong } }), publicKey),
      null,
    );
  const many = Array.from({ length: DIRECT_ADDRESSES_MAX }, () => '192.0.2.1');
  const full = encodeNote({ step: 'here', name, card, place: { ...place, addresses: many } });
  assert.ok(decodeNote(full, publicKey));
  assert.is(decodeNote(Buffer.concat([full, Buffer.from([4, 192, 0, 2, 1])]), publicKey), null);
});

test('noise is no note, and never more than that', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), fc.integer({ min: 0, max: 5 }), (noise, step) => {
      decodeNote(Buffer.from(noise), publicKey);
      const note = decodeNote(Buffer.concat([Buffer.from([step]), name, noise]), publicKey);
      assert.ok(note === null || note.name.equals(name));
    }),
  );
});

test('the longest text fits into a box', () => {
  const text = '🐸'.repeat(CHAT_LENGTH_MAX);
  const note = encodeNote({ step: 'left', name, sequence: 1, content: { kind: 'text', text } });
  const reader = createIdentity();
  const peer = new Whisper(reader.publicKey, reader.sign);
  const box = new Whisper(publicKey, sign).seal({ kind: 'direct', note }, peer.card);
  assert.ok(Buffer.from(box, 'base64url').length <= BOX_BYTES_MAX);
});

test.run();
