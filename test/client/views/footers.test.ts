// Footers: all their keys find room at 80 columns in both languages, that of help at every width; and keys that a player has chosen stand
// in every text that names them.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { bindingsOf } from '../../../src/client/bindings.js';
import type { Frame } from '../../../src/client/frame.js';
import { textWidth } from '../../../src/client/glyph.js';
import { Keys } from '../../../src/client/keys.js';
import { fill, LANGUAGES, speak } from '../../../src/client/language.js';
import { footerOf, keyWords } from '../../../src/client/views/key-words.js';
import { COLUMNS_MIN, footerParts } from '../../../src/client/views/view.js';
import { WORDS, type WordId, word } from '../../../src/client/views/words.js';
import { battleState, menuState, openScreens, stateIn } from '../shown-screens.js';

const test = suite('client/views/footers');
test.after.each(() => speak('en'));

const COLUMNS = 80;
/** The longest nick, and of what else the longest. */
const LONGEST = { nick: 'W'.repeat(16), room: 'K7WQ2M', seconds: 30 };
const { bindings } = new Keys();

/** Every footer with its longest values, in the language that is spoken. */
function footers(): [id: string, keys: string][] {
  const ids = (Object.keys(WORDS.en) as WordId[]).filter(
    (id) => /-keys$/.test(id) && !/^(set|about)-|^talk-/.test(id),
  );
  const goesOn = word('podium-goes-on', LONGEST);
  return [
    ...ids.map((id): [string, string] => [id, footerOf(id, bindings, { ...LONGEST, lay: '' })]),
    ['mines', footerOf('battle-keys', bindings, { lock: '' })],
    ['friend who plays', `${word('friend-join', LONGEST)}  ${word('friends-keys')}`],
    ['podium', `${word('podium-keys')}  - ${goesOn}`],
    ['podium of who watches', `${word('podium-watcher-keys')}  - ${goesOn}`],
  ];
}

for (const language of LANGUAGES) {
  test(`every footer has room for all its keys at ${COLUMNS} columns: ${language}`, () => {
    speak(language);
    assert.ok(footers().length > 25);
    for (const [id, keys] of footers())
      assert.is(footerParts(keys, COLUMNS).join('  '), keys, `${id}: ${textWidth(keys)} columns`);
  });

  test(`a narrow window keeps the key that shows all others, and what is drawn fits: ${language}`, () => {
    speak(language);
    for (const [id, keys] of footers())
      for (let columns = COLUMNS_MIN; columns <= 132; columns++) {
        const shown = footerParts(keys, columns);
        assert.ok(textWidth(shown.join('  ')) <= columns - 2, `${id} at ${columns}`);
        const help = keys.split('  ').find((part) => part.startsWith('? '));
        if (help !== undefined) assert.ok(shown.includes(help), `${id} at ${columns}: ${shown.join('  ')}`);
      }
  });

  test(`the other lines at the bottom fit as well: ${language}`, () => {
    speak(language);
    const figures = { ping: 999, jitter: 999, ahead: 99, margin: '-99.9', count: 9999 };
    const line = word('net-line', figures) + word('net-miss', { last: 999 });
    for (const text of [
      line,
      word('leave-battle'),
      word('leave-server'),
      word('press-key-for', { action: word('action-drive-right') }),
    ])
      assert.ok(textWidth(text) <= COLUMNS - 2, text);
    assert.ok(textWidth(word('talk') + word('talk-keys')) + 8 <= COLUMNS - 1, word('talk-keys'));
  });
}

test('what has no key is left out of a footer', () => {
  const keys = new Keys(bindingsOf({ stop: [], fire: ['z'] }));
  assert.match(footerOf('battle-keys', keys.bindings), / {2}z shoot {2}e mine {2}f auto/);
});

test('sets of four keys are called by their places', () => {
  assert.match(String(keyWords(bindings, true).drive), /^arrows, WASD, HJKL$/);
  assert.match(String(keyWords(bindings, true).turn), /^Shift\+arrows, WASD, HJKL$/);
  const chosen = { 'drive-up': ['i'], 'drive-left': ['j'], 'drive-down': ['k'], 'drive-right': ['l'] };
  assert.is(keyWords(new Keys(bindingsOf(chosen)).bindings).drive, 'IJKL');
  const mixed = { ...chosen, 'drive-up': ['HOME', 'UP'] };
  assert.is(keyWords(new Keys(bindingsOf(mixed)).bindings, true).drive, 'HOME/j/k/l, up');
});

/** Somebody who drives by IJKL, shoots by z, and has given `q` and `t` to the battle. */
const CHOSEN = {
  'drive-up': ['i'],
  'drive-left': ['j'],
  'drive-down': ['k'],
  'drive-right': ['l'],
  'turn-up': ['I'],
  'turn-left': ['J'],
  'turn-down': ['K'],
  'turn-right': ['L'],
  fire: ['z'],
  stop: ['0'],
  'auto-fire': ['q'],
  lock: ['t'],
  lay: ['n'],
};

function textOf(frame: Frame): string {
  const glyphs = [...frame.glyph].map((glyph) => (glyph > 0 && glyph < 0x110000 ? glyph : 0x20));
  return String.fromCodePoint(...glyphs);
}

test('keys that were chosen stand in the footer of a battle, in help and on the practice ground', () => {
  const keys = new Keys(bindingsOf(CHOSEN));
  const state = battleState();
  state.battle!.kills.length = 0;
  const battle = openScreens(state, undefined, keys);
  assert.match(
    textOf(battle.draw(80, 24)),
    /\? keys {2}IJKL drive {2}z shoot {2}0 stop {2}q auto {2}t lock {2}ENTER talk {2}Ctrl-C leave/,
  );
  const help = openScreens(stateIn('waiting'), undefined, keys);
  help.press('?');
  const page = textOf(help.draw(80, 24));
  for (const line of [
    /IJKL +drive that way/,
    /Shift\+IJKL +turn/,
    /0 +stop/,
    /z +shoot/,
    /n +lay a mine/,
    /q +shoot by itself/,
  ])
    assert.match(page, line);
  assert.match(page, /Ctrl-C +leave/);
  assert.not.match(page, /WASD|SPACE|arrows, /);
  const practice = openScreens(menuState(), undefined, keys);
  practice.press('UP', 'UP', 'UP', 'UP', 'ENTER');
  assert.match(textOf(practice.draw(80, 24)), /Drive: IJKL\./);
  help.press('RIGHT', 'RIGHT');
  assert.match(textOf(help.draw(80, 24)), /Three mines: n lays one/);
});

test('no text names a key of the battle by its letter, but those that no player can change', () => {
  const usual = Object.keys(WORDS.en) as WordId[];
  const named = usual.filter(
    (id) => /^(try|about|solo)-/.test(id) && !/^about-(calm|net|direct|language)/.test(id),
  );
  for (const language of LANGUAGES)
    for (const id of named) {
      const text = fill(
        WORDS[language][id],
        Object.fromEntries(Object.keys(keyWords(bindings)).map((name) => [name, 'KEY'])),
      );
      assert.not.match(
        text,
        /\b(?:WASD|W A S D|HJKL|SPACE|SPACJA|arrows?|strzałk\w*)\b|(?:^|key |Klawisz |\. )[xvetf] /i,
        `${language} ${id}`,
      );
    }
});

test.run();
