import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ROOM_CODE_LENGTH } from '../../src/protocol/limits.js';
import { parseRoomCode, ROOM_CODE_ALPHABET } from '../../src/protocol/room-code.js';

test('the alphabet has no character twice, and none that is taken for another one', () => {
  assert.is(new Set(ROOM_CODE_ALPHABET).size, ROOM_CODE_ALPHABET.length);
  assert.match(ROOM_CODE_ALPHABET, /^[A-Z0-9]+$/);
  assert.not.match(ROOM_CODE_ALPHABET, /[01OIL]/);
});

test('a code is taken as people type it', () => {
  for (const text of ['QK7M2P', 'qk7m2p', ' QK7-M2P ', 'qk7 m2p', 'Q-K-7-M-2-P', '\tqk7m2p\n']) {
    assert.is(parseRoomCode(text), 'QK7M2P', text);
  }
  for (const letter of ROOM_CODE_ALPHABET) {
    const code = letter.repeat(ROOM_CODE_LENGTH);
    assert.is(parseRoomCode(code.toLowerCase()), code);
  }
});

test('what is no code is null: another length, a character that no code has', () => {
  for (const text of [
    '',
    'QK7M2',
    'QK7M2PP',
    'QK7M20',
    'QK7M2O',
    'QK7M21',
    'QK7M2l',
    'QK7M2i',
    'QK7M2!',
    'QK7M2ſ',
    'ＱＫ７Ｍ２Ｐ',
  ]) {
    assert.is(parseRoomCode(text), null, text);
  }
});

test.run();
