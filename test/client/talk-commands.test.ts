// The line of talk: what is said, what is a command, and what was probably meant.
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { completeTalk, parseTalk, TALK_COMMANDS } from '../../src/client/talk-commands.js';

test('a line without a slash is said, one with two begins with one', () => {
  assert.equal(parseTalk('  hello / there '), { kind: 'say', text: 'hello / there' });
  assert.equal(parseTalk('//shrug'), { kind: 'say', text: '/shrug' });
});

test('commands go by each of their words, in both languages, with or without accents', () => {
  for (const { name, words } of TALK_COMMANDS) {
    for (const word of words) {
      assert.equal(parseTalk(`/${word} a b`).kind, 'command');
      const parsed = parseTalk(`/${word.toUpperCase()} a b`);
      assert.is(parsed.kind === 'command' && parsed.name, name);
    }
  }
  assert.equal(parseTalk('/wyjdź'), { kind: 'command', name: 'leave', args: [] });
  const words = TALK_COMMANDS.flatMap((command) => command.words as readonly string[]);
  assert.is(new Set(words).size, words.length);
});

test('the last argument is the rest of the line', () => {
  assert.equal(parseTalk('/msg Bob  see you   there'), {
    kind: 'command',
    name: 'msg',
    args: ['Bob', 'see you there'],
  });
  assert.equal(parseTalk('/help'), { kind: 'command', name: 'help', args: [] });
});

test('a command without what it needs says so', () => {
  assert.equal(parseTalk('/msg Bob'), { kind: 'incomplete', name: 'msg' });
  assert.equal(parseTalk('/me'), { kind: 'incomplete', name: 'me' });
});

test('an unknown one comes with the nearest that there is', () => {
  for (const [typed, nearest] of [
    ['/hlep', 'help'],
    ['/onlin', 'online'],
    ['/wyjd', 'wyjdz'],
    ['/xyzzy', null],
    ['/', null],
  ] as const) {
    assert.equal(parseTalk(typed), { kind: 'unknown', word: typed.slice(1), nearest });
  }
});

test('Tab completes commands and nicks as far as there is one way', () => {
  const nicks = ['Ada', 'Adam', 'Żółw'];
  assert.is(completeTalk('/onl', nicks), '/online ');
  assert.is(completeTalk('/msg zo', nicks), '/msg Żółw ');
  assert.is(completeTalk('/msg a', nicks), '/msg Ada');
  assert.is(completeTalk('hello adam', nicks), 'hello Adam ');
  assert.is(completeTalk('/msg x', nicks), '/msg x');
  assert.is(completeTalk('', nicks), '');
});

test('no line is too odd to be read', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (line) => {
      const { kind } = parseTalk(line);
      assert.is(kind === 'say', !line.trim().startsWith('/') || line.trim().startsWith('//'));
      assert.ok(completeTalk(line, ['Ada']).length >= line.length);
    }),
  );
});

test.run();
