// The languages: which one is spoken, how numbers bend words, and that no table lacks a line or a value.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { detectLanguage, fill, LANGUAGES, speak } from '../../src/client/language.js';
import { MESSAGES, say } from '../../src/client/messages.js';
import { USAGE } from '../../src/client/usage.js';
import { HELP } from '../../src/client/views/help-text.js';
import { spell } from '../../src/client/views/phone-alphabet.js';
import { WORDS, word } from '../../src/client/views/words.js';
import { ROOM_CODE_ALPHABET } from '../../src/protocol/room-code.js';

const test = suite('client/language');
test.after.each(() => speak('en'));

test('the locale says which', () => {
  for (const [env, language] of [
    [{}, 'en'],
    [{ LANG: 'pl_PL.UTF-8' }, 'pl'],
    [{ LANG: 'pl' }, 'pl'],
    [{ LANG: 'pl_PL.UTF-8', LC_MESSAGES: 'C' }, 'en'],
    [{ LANG: 'en_GB.UTF-8', LC_ALL: 'pl_PL' }, 'pl'],
    [{ LANG: 'de_DE.UTF-8' }, 'en'],
    [{ LANG: 'plt_MG' }, 'en'],
    [{ LANG: 'pl_PL.UTF-8', LC_ALL: '' }, 'pl'],
  ] as const) {
    assert.is(detectLanguage(env), language, JSON.stringify(env));
  }
});

test('a word bends with its number', () => {
  const forms = (n: number): string => fill('{n} {n:punkt|punkty|punktów}', { n }, 'pl');
  assert.equal([0, 1, 2, 4, 5, 11, 12, 14, 21, 22, 25, 102, 112].map(forms), [
    '0 punktów',
    '1 punkt',
    '2 punkty',
    '4 punkty',
    '5 punktów',
    '11 punktów',
    '12 punktów',
    '14 punktów',
    '21 punktów',
    '22 punkty',
    '25 punktów',
    '102 punkty',
    '112 punktów',
  ]);
  assert.equal(
    [0, 1, 2].map((n) => fill('{n:point|points}', { n }, 'en')),
    ['points', 'point', 'points'],
  );
  assert.is(word('points-of', { points: 1 }), '1 point');
  speak('pl');
  assert.is(word('points-of', { points: 3 }), '3 punkty');
  assert.match(say('bad-room', { code: 'x', length: 6 }), /6 znaków/);
});

test('a value is put in as it is, whatever it looks like', () => {
  assert.is(fill('<{a}>', { a: '{b} $& $1' }), '<{b} $& $1>');
});

/** The names of the values in a text, and how many forms each number has. */
const holesOf = (text: string): { names: string[]; forms: number[] } => {
  const holes = [...text.matchAll(/\{([a-z]+)(?::([^}]*))?\}/gi)];
  return {
    names: [...new Set(holes.map(([, name]) => name!))].sort(),
    forms: holes.flatMap(([, , forms]) => (forms === undefined ? [] : [forms.split('|').length])),
  };
};

/** Polish explains a nick in its own words, since the reason comes in English. */
const LEFT_OUT: Readonly<Record<string, readonly string[]>> = {
  'bad-nick': ['reason'],
  BAD_NICK: ['message'],
};

for (const [what, tables] of [
  ['words', WORDS],
  ['messages', MESSAGES],
] as const) {
  test(`${what}: every language has every line, with the same values`, () => {
    for (const language of LANGUAGES) {
      const table: Readonly<Record<string, string>> = tables[language];
      assert.equal(Object.keys(table).sort(), Object.keys(tables.en).sort(), language);
      for (const [id, english] of Object.entries(tables.en)) {
        const text = table[id]!;
        assert.ok(text.trim() !== '', `${language} ${id}`);
        assert.is(text, text.normalize('NFC'), `${language} ${id}`);
        const { names, forms } = holesOf(text);
        const left = LEFT_OUT[id] ?? [];
        assert.equal(
          names,
          holesOf(english).names.filter((name) => language === 'en' || !left.includes(name)),
          `${language} ${id}`,
        );
        for (const count of forms) assert.is(count, language === 'en' ? 2 : 3, `${language} ${id}`);
      }
    }
  });
}

test('help and usage have the same parts in every language', () => {
  const flags = (text: string): string[] => [...text.matchAll(/^ {4}(--[a-z-]+)/gm)].map(([, flag]) => flag!);
  for (const language of LANGUAGES) {
    assert.equal(
      HELP[language].map(({ lines }) => lines.length),
      HELP.en.map(({ lines }) => lines.length),
    );
    assert.equal(flags(USAGE[language]), flags(USAGE.en));
    for (const line of USAGE[language].split('\n')) assert.ok([...line].length <= 88, line);
  }
});

test('a code is spelled with a word for each character', () => {
  assert.is(spell('K7WQ2M', 'en'), 'Kilo Seven Whiskey Quebec Two Mike');
  assert.is(spell('K7WQ2M', 'pl'), 'Karol Siedem Wanda Quebec Dwa Maria');
  for (const language of LANGUAGES) {
    for (const letter of ROOM_CODE_ALPHABET) {
      const name = spell(letter, language);
      assert.ok(
        /\d/.test(letter) ? name.length > 1 : name.startsWith(letter),
        `${language} ${letter} ${name}`,
      );
    }
  }
});

test.run();
