import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { KeyInput } from '../../src/client/key-input.js';
import { FakeTimers } from './fake-timers.js';

function setUp() {
  const timers = new FakeTimers();
  const input = new KeyInput({ resume() {}, pause() {} }, timers);
  const keys: string[] = [];
  input.on('data', (key) => keys.push(key.toString()));
  return { input, keys, timers };
}

/** Keys of a text that is fed whole, and then given up on. */
function keysOf(text: string | Buffer): string[] {
  const { input, keys } = setUp();
  input.feed(Buffer.from(text as string));
  input.flush();
  return keys;
}

test('cuts bytes into keys', () => {
  for (const [text, keys] of [
    ['ab', ['a', 'b']],
    ['\x1b[A\x1bOB\x1b[1;2Cx', ['\x1b[A', '\x1bOB', '\x1b[1;2C', 'x']],
    ['\x1b[[Ax', ['\x1bOP', 'x']],
    ['\x1ba\x1b\r', ['\x1ba', '\x1b\r']],
    ['ż漢😀\r\t\x7f', ['ż', '漢', '😀', '\r', '\t', '\x7f']],
    ['\x1b\x1b[A', ['\x1b', '\x1b[A']],
    ['\x1bż', ['\x1b', 'ż']],
    ['\x1b', ['\x1b']],
  ] as const)
    assert.equal(keysOf(text), [...keys], JSON.stringify(text));
});

test('the same keys come out wherever the bytes are cut', () => {
  const text = Buffer.from('a\x1b[A漢\x1b[1;2C\x1bOP😀\x1b]11;rgb:0/0/0\x1b\\ż\x1b[200~x\ry\x1b[201~\x1bq');
  const whole = keysOf(text);
  assert.equal(whole, ['a', '\x1b[A', '漢', '\x1b[1;2C', '\x1bOP', '😀', 'ż', 'x', ' ', 'y', '\x1bq']);
  for (let cut = 1; cut < text.length; cut++) {
    const { input, keys } = setUp();
    input.feed(text.subarray(0, cut));
    input.feed(text.subarray(cut));
    input.flush();
    assert.equal(keys, whole, `cut at ${cut}`);
  }
  const { input, keys } = setUp();
  for (const byte of text) input.feed(Buffer.of(byte));
  input.flush();
  assert.equal(keys, whole, 'byte by byte');
});

test('an Escape counts as one only when nothing follows it in time', async () => {
  const { input, keys, timers } = setUp();
  input.feed(Buffer.from('\x1b'));
  await timers.advance(99);
  assert.equal(keys, []);
  await timers.advance(1);
  assert.equal(keys, ['\x1b']);
});

test('a paste whose end is lost ends after a second of silence, and the keyboard is not locked', async () => {
  const { input, keys, timers } = setUp();
  input.feed(Buffer.from('\x1b[200~he'));
  await timers.advance(999);
  input.feed(Buffer.from('llo\r'));
  await timers.advance(999);
  assert.equal(keys.join(''), 'hello ');
  await timers.advance(1);
  input.feed(Buffer.from('\r\x1b[A'));
  assert.equal(keys.slice(6), ['\r', '\x1b[A']);
  assert.is(timers.count, 0);
});

test('Ctrl-C ends a paste whose end is lost, in the words of kitty too, and is none where it was pasted', async () => {
  for (const pressed of ['\x03', '\x1b[99;5u']) {
    const { input, keys, timers } = setUp();
    input.feed(Buffer.from(`\x1b[200~a${pressed}b`));
    await timers.advance(200);
    input.feed(Buffer.from(pressed));
    input.feed(Buffer.from('\r'));
    assert.equal(keys.slice(-2), ['\x03', '\r']);
    assert.is(keys.filter((key) => key === '\x03').length, 1);
  }
});

test('an answer of the terminal that comes late, in any two pieces, is never typed', async () => {
  const answers = [
    '\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\',
    '\x1b]4;1;rgb:0/0/0\x07',
    '\x1bP1+r544e=78\x1b\\',
    '\x1bP>|kitty(0.26)\x1b\\',
    '\x1b[?2026;2$y',
    '\x1b[?62;22c',
    '\x1b_Gi=1;OK\x1b\\',
  ];
  for (const answer of answers)
    for (let cut = 1; cut < answer.length; cut++) {
      const { input, keys, timers } = setUp();
      input.feed(Buffer.from(`a${answer.slice(0, cut)}`));
      await timers.advance(5000);
      input.feed(Buffer.from(`${answer.slice(cut)}b`));
      await timers.advance(5000);
      // What came before the pause may be an Escape that was pressed: nobody can know.
      const typed = keys.filter((key) => key !== '\x1b');
      assert.equal(typed, ['a', 'b'], `${JSON.stringify(answer)} cut at ${cut}`);
    }
});

test('the focus of the window is told and is no key', () => {
  const { input, keys } = setUp();
  const told: boolean[] = [];
  input.on('focus', (hasFocus) => told.push(hasFocus));
  input.feed(Buffer.from('a\x1b[O\x1b[Ib'));
  assert.equal(
    [keys, told],
    [
      ['a', 'b'],
      [false, true],
    ],
  );
});

test('keys that follow a sequence without an end do not prolong the wait for it', () => {
  const { input, keys } = setUp();
  input.feed(Buffer.from('\x1b]'));
  for (let count = 0; count < 5; count++) input.feed(Buffer.from('d'));
  input.flush();
  input.feed(Buffer.from('d'));
  assert.equal(keys, ['d']);
});

test('broken bytes and replies of the terminal go no further', () => {
  for (const bytes of [
    Buffer.from([0x80, 0xbf, 0xff, 0xc0, 0x61]),
    Buffer.from([0xe6, 0x61]),
    Buffer.from('\x1bP1+r544e\x1b\\a'),
    Buffer.from('\x1b]4;1;rgb:0/0/0\x07a'),
    Buffer.from('\x1b[12\x00a'.replace('\x00', '\x80')),
  ])
    assert.equal(keysOf(bytes).slice(-1), ['a'], bytes.toString('hex'));
  assert.equal(keysOf(Buffer.from([0xe6, 0xbc])), []);
  assert.equal(keysOf('\x1b[1;'), []);
});

test('keys of the kitty protocol come as those of other terminals, each with what became of it', () => {
  const input = new KeyInput({ resume() {}, pause() {} });
  const keys: string[] = [];
  input.on('data', (key, origin) => keys.push(`${JSON.stringify(key.toString())} ${origin}`));
  input.feed(
    Buffer.from('w\x1b[1;1:2A\x1b[119;1:3u\x1b[27u\x1b[57441u\x1b[99;5u\x1b[200~q\x1b[97u\x1b[201~'),
  );
  assert.equal(keys, [
    '"w" press',
    '"\\u001b[A" repeat',
    '"w" release',
    '"\\u001b" press',
    '"\\u0003" press',
    '"q" paste',
  ]);
});

/** What terminals send, whole. */
const PIECES = [
  ...['a', 'Z', 'ż', '漢', '😀', '\r', '\t', '\x7f', '\x03', ' '],
  ...['\x1b[A', '\x1bOB', '\x1b[1;2C', '\x1b[[A', '\x1b[5~', '\x1bx', '\x1b[Z', '\x1b[13~'],
  ...[
    '\x1b[97u',
    '\x1b[97;1:3u',
    '\x1b[1089::99;5u',
    '\x1b[1;2:2D',
    '\x1b[27u',
    '\x1b[27;1:3u',
    '\x1b[57441;2:3u',
  ],
  ...['\x1b]11;rgb:0/0/0\x1b\\', '\x1bP1+r544e\x07', '\x1b[?7u', '\x1b[?1;2c'],
  ...['\x1b[200~', '\x1b[201~', '\x1b[<0;3;4M'],
] as const;

test('any keys, cut anywhere, are the same keys', () => {
  const texts = fc.array(fc.constantFrom(...PIECES), { maxLength: 30 });
  fc.assert(
    fc.property(texts, fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }), (pieces, lengths) => {
      const bytes = Buffer.from(pieces.join(''));
      const cut = setUp();
      for (let from = 0, turn = 0; from < bytes.length; turn++) {
        const length = lengths[turn % lengths.length];
        cut.input.feed(bytes.subarray(from, from + length));
        from += length;
      }
      cut.input.flush();
      assert.equal(cut.keys, keysOf(bytes));
      // And none of them is an Escape that was part of something else.
      if (!pieces.some((piece) => piece.startsWith('\x1b[27'))) assert.not.ok(cut.keys.includes('\x1b'));
    }),
  );
});

test('any bytes, cut anywhere, are the same keys, and nothing waits for good', () => {
  const bytes = fc.uint8Array({ maxLength: 60 });
  const sequences = fc.stringMatching(/^[[0-9:;uA~]{0,12}$/).map((text) => Buffer.from(`\x1b${text}`));
  fc.assert(
    fc.property(fc.array(fc.oneof(bytes, sequences), { maxLength: 4 }), fc.nat(60), (parts, at) => {
      const all = Buffer.concat(parts);
      const cut = setUp();
      cut.input.feed(all.subarray(0, at));
      cut.input.feed(all.subarray(at));
      cut.input.flush();
      assert.equal(cut.keys, keysOf(all));
      cut.input.feed(Buffer.from('\x1b[201~a'));
      assert.is(cut.keys.at(-1), 'a');
    }),
  );
});

test('what is pasted is text: no line ends, no orders', () => {
  assert.equal(keysOf('\x1b[200~a\r\nb\x1b[Ac\x03\x1b[201~\r'), ['a', ' ', ' ', 'b', 'c', ' ', '\r']);
});

test('close() forgets what came in part', () => {
  const { input, keys } = setUp();
  input.feed(Buffer.from('\x1b['));
  input.close();
  input.feed(Buffer.from('A'));
  assert.equal(keys, ['A']);
});

test('the answer to a question is told as one and is no key, wherever it is cut', () => {
  const answer = '\x1b[?2026;2$y';
  for (let cut = 2; cut < answer.length; cut++) {
    const { input, keys } = setUp();
    const replies: string[] = [];
    input.on('reply', (reply) => replies.push(reply));
    input.feed(Buffer.from(`a${answer.slice(0, cut)}`));
    input.feed(Buffer.from(`${answer.slice(cut)}b`));
    assert.equal([keys, replies], [['a', 'b'], [answer]], `cut at ${cut}`);
  }
});

test.run();
