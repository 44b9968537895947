import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ProtocolError } from '../../src/protocol/errors.js';
import { nickKey, parseNick } from '../../src/protocol/nick.js';

function isRefused(text: string): boolean {
  try {
    parseNick(text);
    return false;
  } catch (error) {
    assert.instance(error, ProtocolError);
    const { code, field, fatal } = error as ProtocolError;
    assert.equal({ code, field, fatal }, { code: 'BAD_NICK', field: 'nick', fatal: false });
    return true;
  }
}

test('nicks of many scripts are taken as they are', () => {
  const nicks = [
    'Ada',
    'a',
    'x_X',
    '1337',
    'Zażółć',
    'Łukasz-2',
    'танкист',
    'Ёж',
    'Οδυσσέας',
    'Արամ',
    'ნინო',
    'דוד',
  ];
  nicks.push(
    'سمير',
    '坦克',
    'タンクー',
    'せんしゃ',
    '탱크',
    'สมชาย',
    'a.b-c_d',
    'A'.repeat(16),
    '坦'.repeat(16),
  );
  for (const nick of nicks) assert.is(parseNick(nick), nick, nick);
  assert.is(parseNick('Ade\u0301'), 'Adé', 'composed');
});

test('nicks in scripts that write their vowels as marks are taken, and told apart by them', () => {
  const nicks = ['नमस्ते', 'राम', 'रोम', 'राधा', 'தமிழ்', 'தமில்', 'বাংলা', 'ಕನ್ನಡ', 'മലയാളം', 'ไทย', 'ก้อง', 'සිංහල'];
  for (const nick of nicks) assert.is(parseNick(nick), nick, nick);
  assert.is(new Set(nicks.map(nickKey)).size, nicks.length);
  for (const bad of [
    'ा',
    'ाराम',
    'a\u093e',
    'रा\u0301',
    'र\u093e\u093e\u093e',
    'रa',
    'राதமி',
    '1\u093e',
    'र\u200dम',
  ])
    assert.ok(isRefused(bad), JSON.stringify(bad));
});

test('what looks like nothing is no nick', () => {
  for (const blank of [
    '\u2800',
    '\u3164',
    '\u115f',
    '\u1160',
    '\uffa0',
    '\u00a0',
    '\u180e',
    '\u2060',
    '\u00ad',
    '\u{1d159}',
    '\u{e0041}',
  ])
    for (const nick of [blank, blank.repeat(4), `a${blank}`, `${blank}a`])
      assert.ok(isRefused(nick), JSON.stringify(nick));
});

test('what is no nick is refused', () => {
  const bad = [
    '',
    ' ',
    'a b',
    ' Ada',
    'Ada\n',
    'A'.repeat(17),
    '坦'.repeat(17),
    'a'.repeat(5000),
    '-',
    '...',
    '_',
  ];
  bad.push(
    'a@b',
    'a/b',
    '<b>',
    'a\u0000',
    '\x1b[31m',
    'a\u200bb',
    'a\u202eb',
    '\u3164',
    'a\u3164',
    '\u1100',
    '😀',
  );
  bad.push(
    'x\u0301',
    'ﬁn',
    'Ａｄａ',
    'ª',
    '𝐀da',
    '١٢٣',
    '²',
    'Aдa',
    'αb',
    'Аda',
    'a坦',
    '\ud800',
    'ᏣᎳᎩ',
    'a\u034f',
  );
  for (const nick of bad) assert.ok(isRefused(nick), JSON.stringify(nick));
});

test('nicks that look alike have the same key', () => {
  const alike: string[][] = [
    ['Ada', 'ada', 'ADA', 'аԁа', 'AԀA'],
    ['Bob', 'b0b', 'BOB', 'ВОВ', 'вов'],
    ['lil', 'Iil', '1i1', 'III', 'ııı', 'İİİ', 'ӏіӏ'],
    ['a_b', 'a-b', 'a.b'],
    ['Nikos', 'NIKOS', 'nik0s'],
    ['NIKO', 'ΝΙΚΟ', 'νικο'],
    ['pocox', 'росох', 'РОСОХ'],
    ['ΟΔΟΣ', 'οδος', 'οδοσ'],
    ['cepex', 'серех'],
  ];
  for (const nicks of alike) {
    const keys = new Set(nicks.map(nickKey));
    assert.is(keys.size, 1, `${nicks} -> ${[...keys]}`);
  }
});

test('nicks that are told apart easily have keys of their own', () => {
  const nicks = [
    'Ada',
    'Adam',
    'Àda',
    'Ewa',
    'танк',
    'tank',
    'a_b',
    'ab',
    'Zażółć',
    'Zazolc',
    'Ёж',
    'Еж',
    '坦克',
  ];
  assert.is(new Set(nicks.map(nickKey)).size, nicks.length);
});

test('any text is a nick or is refused; a nick and its key are stable', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: 'binary', maxLength: 20 }), fc.string({ maxLength: 20 })),
      (text) => {
        assert.type(nickKey(text), 'string');
        if (isRefused(text)) return;
        const nick = parseNick(text);
        assert.is(parseNick(nick), nick);
        assert.is(nickKey(nickKey(nick)), nickKey(nick));
        assert.is(nickKey(nick.toUpperCase()), nickKey(nick.toUpperCase().toLowerCase()));
      },
    ),
    { numRuns: 5000 },
  );
});

test.run();
