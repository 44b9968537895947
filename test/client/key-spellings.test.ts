import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { KeyInput } from '../../src/client/key-input.js';
import { FakeTimers } from './fake-timers.js';

/** What keys a terminal's bytes are, and how each came. */
function keysOf(bytes: string, isSt = false): (readonly [string, string])[] {
  const input = new KeyInput({ resume() {}, pause() {} }, new FakeTimers(), isSt);
  const keys: (readonly [string, string])[] = [];
  input.on('data', (key, origin) => keys.push([key.toString(), origin]));
  for (const chunk of bytes.split('|')) input.feed(Buffer.from(chunk, 'latin1'));
  input.flush();
  return keys;
}

const names = (bytes: string, isSt = false): string[] => keysOf(bytes, isSt).map(([key]) => key);

test('Enter, Tab and Backspace count once in kitty 0.26 and foot 1.13, as recorded', () => {
  for (const bytes of [
    '\x1b[13u\x1b[13;1:3u|\x1b[9u|\x1b[9;1:3u|\x1b[127u|\x1b[127;1:3u',
    '\x1b[13;129:1u|\x1b[13;129:3u|\x1b[9;129:1u|\x1b[9;129:3u|\x1b[127;129:1u|\x1b[127;129:3u',
  ])
    assert.equal(
      keysOf(bytes).map(([key, origin]) => key + origin),
      ['\rpress', '\rrelease', '\tpress', '\trelease', '\x7fpress', '\x7frelease'],
    );
});

test('letters with Shift, with NumLock on and of the number pad, as kitty and foot tell them', () => {
  assert.equal(names('\x1b[57441u|\x1b[97:65;2;65u'), ['A']);
  assert.equal(names('\x1b[57441;129:1u\x1b[97:65;130:1;65u'), ['A']);
  assert.equal(names('\x1b[57360u|\x1b[57407;129;56u'), ['8']);
  assert.equal(names('\x1b[99;133u|\x1b[120;131u'), ['\x03', '\x1bx']);
  // What a key writes, whatever it is called.
  assert.equal(names('\x1b[122;;380u'), ['ż']);
});

test('F3 in kitty and foot, also with Shift', () => {
  assert.equal(keysOf('\x1b[R|\x1b[1;1:3R'), [
    ['\x1bOR', 'press'],
    ['\x1bOR', 'release'],
  ]);
  assert.equal(names('\x1b[1;129:1R|\x1b[1;130R'), ['\x1bOR', '\x1bO1;2R']);
});

test('where the cursor is, is no key', () => {
  assert.equal(names('\x1b[2;3Ra'), ['a']);
});

test('the keys of urxvt are those of xterm: F1 to F4, arrows with Shift and Ctrl, Home and End', () => {
  assert.equal(names('\x1b[11~|\x1b[12~|\x1b[13~|\x1b[14~|\x1b[15~'), [
    '\x1bOP',
    '\x1bOQ',
    '\x1bOR',
    '\x1bOS',
    '\x1b[15~',
  ]);
  assert.equal(names('\x1b[a|\x1b[d|\x1bOa'), ['\x1b[1;2A', '\x1b[1;2D', '\x1b[1;5A']);
  assert.equal(names('\x1b[7~|\x1b[8~|\x1b[7$x|\x1b[3^'), [
    '\x1b[H',
    '\x1b[F',
    '\x1b[1;2H',
    'x',
    '\x1b[3;5~',
  ]);
});

test('F1 to F5 of the Linux console', () => {
  assert.equal(names('\x1b[[A|\x1b[[C|\x1b[[E'), ['\x1bOP', '\x1bOR', '\x1b[15~']);
});

test('Delete of st is not the F1 of kitty', () => {
  assert.equal(names('\x1b[P|\x1b[4h', true), ['\x1b[3~', '\x1b[2~']);
  assert.equal(names('\x1b[P'), ['\x1bOP']);
});

test('the wheel of a mouse drives no tank, in kitty, foot, and where arrows come without their releases', () => {
  const up = '\x1b[A\x1b[1;1:3A'.repeat(5);
  for (const wheel of [
    up,
    '\x1b[1;1:1B\x1b[1;1:1B\x1b[1;1:1B\x1b[1;1:3B',
    '\x1b[A\x1b[A\x1b[A',
    '\x1bOB\x1bOB\x1bOB',
  ])
    assert.equal(names(`a|${wheel}|b`), ['a', 'b'], JSON.stringify(wheel));
  // Fingers: a tap, two, a key that is held, and two keys.
  for (const [keys, count] of [
    ['\x1b[A\x1b[1;1:3A', 2],
    ['\x1b[A\x1b[A', 2],
    ['\x1b[1;1:2A\x1b[1;1:2A\x1b[1;1:2A', 3],
    ['\x1b[A\x1b[B\x1b[A', 3],
  ] as const)
    assert.is(names(keys).length, count, JSON.stringify(keys));
});

test.run();
