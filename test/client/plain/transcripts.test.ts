// What plain mode says, as text that a person can read: menus, a room, a battle, a podium, in both languages. UPDATE_GOLDEN=1 writes the
// transcripts anew: read them aloud before a commit.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { speak } from '../../../src/client/language.js';
import { compareText } from '../golden.js';
import { SHOWN_BATTLES, shownBattle } from '../shown-battles.js';
import { ENDING_MODES, shownEnding } from '../shown-endings.js';
import { menuState, stateIn } from '../shown-screens.js';
import { hear } from './spoken.js';

const test = suite('client/plain/transcripts');
test.after.each(() => speak('en'));

for (const language of ['en', 'pl'] as const) {
  test(`the menu of a server, its settings and its help are told (${language})`, () => {
    speak(language);
    const heard = hear(menuState());
    heard.press('?', 'DOWN', 'DOWN', 'ENTER', '7', '1', '0', '8', '3', '0', 'q', 'n');
    compareText(`plain-menu-${language}`, heard.said());
  });

  test(`a room, its options and who is in it are told (${language})`, () => {
    speak(language);
    const heard = hear(stateIn('waiting'));
    heard.press('3', '9', '1', '0', '4', '5');
    heard.press('t', 'h', 'i', 'BACKSPACE', 'o', 'ENTER');
    compareText(`plain-room-${language}`, heard.said());
  });

  for (const mode of Object.keys(SHOWN_BATTLES)) {
    test(`a battle and the answers to its questions are told: ${mode} (${language})`, () => {
      speak(language);
      const state = shownBattle(SHOWN_BATTLES[mode]!);
      const heard = hear(state);
      heard.wait(3000);
      heard.press('n', 'c', 'g', 'b', '?');
      compareText(`plain-battle-${mode}-${language}`, heard.said());
    });
  }

  for (const mode of ENDING_MODES) {
    test(`the podium and its vote are told: ${mode} (${language})`, () => {
      speak(language);
      const heard = hear(shownEnding(mode, 'podium'));
      heard.press('1');
      compareText(`plain-podium-${mode}-${language}`, heard.said());
    });
  }
}

test('nothing that is said steers a terminal', () => {
  const state = stateIn('waiting');
  const heard = hear(state);
  heard.press('?', '3', '0', '4', '5', 't', 'x', 'ENTER', 'q');
  assert.not.match(heard.said(), /[^\n\P{Cc}]/u);
});

test('a password that is asked for is not shown while it is typed', () => {
  const state = stateIn(null);
  state.door = { question: 'Password of the room K7WQ2M: ', problem: '' };
  const heard = hear(state);
  heard.type('secret');
  assert.match(heard.said(), /Password of the room K7WQ2M:/);
  assert.is(heard.said().trimEnd().endsWith('K7WQ2M:'), true);
  assert.equal(heard.calls, ['door secret']);
});

test('talk goes out as a line, and what others say comes in when nothing is typed', () => {
  const state = stateIn('waiting');
  const heard = hear(state);
  heard.wait(6000);
  heard.fresh();
  heard.press('t', 'h');
  state.chat.push({ nick: 'Bob', seat: 1, text: 'hello Ada', atMs: 20_000 });
  heard.wait(500);
  assert.is(heard.fresh(), 'Say: h');
  heard.press('i', 'ENTER');
  heard.wait(3000);
  assert.match(heard.fresh(), /^i\nBob: hello Ada\n$/);
  assert.equal(heard.calls, ['say hi']);
});

test.run();
