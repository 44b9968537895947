import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parseKittyKey } from '../../src/client/kitty-keys.js';

const ESC = '\x1b';

/** A key without its place, of which key-places.test.ts has more. */
function keyOf(sequence: string): { bytes: string; motion: string } | null | undefined {
  const key = parseKittyKey(ESC + sequence);
  return key && { bytes: key.bytes, motion: key.motion };
}

test('keys of the protocol -> the bytes of other terminals', () => {
  for (const [sequence, bytes, motion] of [
    // Text keys; a press may also come as the text alone.
    ['[97u', 'a', 'press'],
    ['[97;1:1u', 'a', 'press'],
    ['[97;1:2u', 'a', 'repeat'],
    ['[97;1:3u', 'a', 'release'],
    ['[97:65;2u', 'A', 'press'],
    ['[97;2u', 'A', 'press'],
    ['[97;65u', 'A', 'press'],
    ['[97;66u', 'a', 'press'],
    ['[97:65;2:3u', 'a', 'release'],
    ['[49:33;2u', '!', 'press'],
    ['[97;;97u', 'a', 'press'],
    ['[380;1u', 'ż', 'press'],
    ['[223;2u', 'ß', 'press'],
    ['[32;1:2u', ' ', 'repeat'],
    // Orders, also from a Cyrillic keyboard.
    ['[99;5u', '\x03', 'press'],
    ['[99;133u', '\x03', 'press'],
    ['[1089::99;5u', '\x03', 'press'],
    ['[122;5u', '\x1a', 'press'],
    ['[97;3u', `${ESC}a`, 'press'],
    ['[97:65;4u', `${ESC}A`, 'press'],
    ['[27u', ESC, 'press'],
    ['[27;1:3u', ESC, 'release'],
    ['[13u', '\r', 'press'],
    ['[9;2u', `${ESC}[Z`, 'press'],
    ['[127;3u', `${ESC}\x7f`, 'press'],
    // Keys without a character.
    ['[A', `${ESC}[A`, 'press'],
    ['[1;1:3A', `${ESC}[A`, 'release'],
    ['[1;2:2C', `${ESC}[1;2C`, 'repeat'],
    ['[1;2:3C', `${ESC}[C`, 'release'],
    ['[1;129D', `${ESC}[D`, 'press'],
    ['[P', `${ESC}OP`, 'press'],
    ['[13~', `${ESC}OR`, 'press'],
    ['[5;1:2~', `${ESC}[5~`, 'repeat'],
    ['[3;5~', `${ESC}[3;5~`, 'press'],
    ['[57417u', `${ESC}[D`, 'press'],
    ['[57404u', '5', 'press'],
    ['[57414u', '\r', 'press'],
  ] as const)
    assert.equal(keyOf(sequence), { bytes, motion }, sequence);
});

test('what says nothing to others is left out', () => {
  for (const sequence of [
    '[57441;2u',
    '[97;9u',
    '[u',
    '[0u',
    '[55296u',
    '[1114112u',
    '[9999999u',
    '[7;1u',
    '[97;1:4u',
    '[53;5u',
    '[128512;5u',
    '[173u',
  ])
    assert.is(parseKittyKey(ESC + sequence), null, sequence);
});

test('what is not of the protocol is undefined', () => {
  for (const sequence of ['a', 'OA', '[<0;1;1M', '[?1u', '[12345678u', '[[A', '[200;x~', '[5;2R', ']0;x'])
    assert.is(parseKittyKey(ESC + sequence), undefined, sequence);
});

test.run();
