// What keys do on the screens around a room: the title, the menu and what it opens, help, settings, the practice ground.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Frame } from '../../src/client/frame.js';
import { speak } from '../../src/client/language.js';
import { ROOM_OPTIONS_DEFAULT } from '../../src/protocol/room-state.js';
import {
  befriended,
  doorState,
  menuState,
  NOW_MS,
  openScreens as open,
  openTitle,
  stateIn,
} from './shown-screens.js';

const test = suite('client/menus');
test.after.each(() => speak('en'));

function textOf(frame: Frame): string {
  const glyphs = [...frame.glyph].map((glyph) => (glyph > 0 && glyph < 0x110000 ? glyph : 0x20));
  return String.fromCodePoint(...glyphs);
}

const down = (count: number): string[] => Array.from({ length: count }, () => 'DOWN');

test('the menu plays now, and asks once before it leaves', () => {
  const { press, draw, calls } = open(menuState());
  press('ENTER');
  assert.equal(calls, ['play']);
  press('UP', 'ENTER');
  assert.match(textOf(draw(80, 24)), /Leave the server/);
  press('n');
  assert.equal(calls, ['play']);
  press('q', 'y');
  assert.equal(calls, ['play', 'leave']);
});

test('a room is made with the options that were chosen', () => {
  const { press, calls } = open(menuState());
  press('DOWN', 'ENTER', 'UP', 'UP', 'UP', 'UP', 'RIGHT', 'ENTER');
  assert.equal(calls, [
    `create ${JSON.stringify({ ...ROOM_OPTIONS_DEFAULT, bots: 8, public: true, delay: 10 })}`,
  ]);
});

test('a room is made with a password, in which every letter is a letter, and which nobody can read over a shoulder', () => {
  const { press, draw, calls } = open(menuState());
  press('DOWN', 'ENTER', 'UP', ...'jk?q x', 'UP', 'DOWN');
  assert.not.match(textOf(draw(80, 24)), /jk\?q|Leave|HELP/);
  assert.match(textOf(draw(80, 24)), /> Password +\*{6} /);
  press('BACKSPACE', 'ENTER');
  assert.equal(calls, ['list', `create ${JSON.stringify({ ...ROOM_OPTIONS_DEFAULT, bots: 8 })} jk?q `]);
  press('ESCAPE');
  assert.match(textOf(draw(80, 24)), /Play now/);
});

test('a password that is asked for is given once for each ENTER, and ESC gives up', () => {
  const state = doorState('');
  const { press, draw, calls } = open(state);
  press('ENTER', ...'?q t', 'ENTER', 'ENTER');
  assert.equal(calls, ['door ?q t']);
  press(...'secret');
  const shown = textOf(draw(40, 15));
  assert.match(shown, /Room ZZ9TTB asks .*\*{6} /s);
  assert.not.match(shown, /secret/);
  state.door = { ...state.door!, problem: 'That was not it.' };
  assert.match(textOf(draw(80, 24)), /\*{6} .*That was not it/s);
  press('ESCAPE');
  assert.is(calls.at(-1), 'door ');
  state.door = null;
  assert.match(textOf(draw(80, 24)), /Play now/);
  // The next one begins empty.
  state.door = doorState('').door;
  assert.not.match(textOf(draw(80, 24)), /\*{6}/);
});

test('a code is taken in any way that people type it, and what is none is not sent', () => {
  const { press, draw, calls } = open(menuState());
  press(...down(2), 'ENTER', ...'k7w q-2m', 'ENTER');
  assert.equal(calls, ['join K7WQ2M']);
  press('CTRL_U', ...'k7', 'ENTER');
  assert.match(textOf(draw(80, 24)), /A code has 6 letters and digits/);
  press('CTRL_U', ...'k7wq20', 'ENTER');
  assert.match(textOf(draw(80, 24)), /No code has 0 in it/);
  press('CTRL_U', ...'k7wq2mm', 'ENTER');
  assert.match(textOf(draw(80, 24)), /too much/);
  assert.equal(calls, ['join K7WQ2M']);
  // Letters that mean something elsewhere are letters here.
  press('CTRL_U', 'q', '?');
  assert.not.match(textOf(draw(80, 24)), /Leave|HELP/);
  press('ESCAPE');
  assert.match(textOf(draw(80, 24)), /Play now/);
});

test('a code that the server refuses is told of under the code, until the next key', () => {
  const state = menuState();
  const { press, draw, calls } = open(state);
  press(...down(2), 'ENTER', ...'k7wq2m', 'ENTER');
  assert.equal(calls, ['join K7WQ2M']);
  state.refusal = 'There is no such room.';
  assert.match(textOf(draw(80, 24)), /There is no such room\./);
  assert.match(textOf(draw(40, 15)), /There is no such room\./);
  press('BACKSPACE');
  assert.not.match(textOf(draw(80, 24)), /no such room/);
});

test('what a server refuses is told of in the list of rooms, where one is made, and in the menu, too', () => {
  for (const [line, words] of [
    [3, /PUBLIC ROOMS/],
    [1, /CREATE A ROOM/],
    [-1, /Play now/],
  ] as const) {
    const state = menuState();
    const { press, draw } = open(state);
    if (line > 0) press(...down(line), 'ENTER');
    state.refusal = 'The room is full.';
    for (const [columns, rows] of [
      [80, 24],
      [40, 15],
    ] as const)
      assert.match(textOf(draw(columns, rows)), /The room is full\./);
    assert.match(textOf(draw(80, 24)), words);
    press('UP');
    assert.not.match(textOf(draw(80, 24)), /room is full/);
  }
});

test('what is pasted goes to a field and to nothing else', () => {
  const { screens, draw, calls, press } = open(menuState());
  for (const name of ['q', 'y', 'ENTER'])
    screens.key({ name, text: name.length === 1 ? name : null, isPasted: true }, NOW_MS);
  assert.equal(calls, []);
  press(...down(2), 'ENTER');
  for (const name of 'K7W-Q2M') screens.key({ name, text: name, isPasted: true }, NOW_MS);
  press('ENTER');
  assert.equal(calls, ['join K7WQ2M']);
  assert.match(textOf(draw(80, 24)), /ENTER joins/);
});

test('the list of rooms is asked for as soon as it is shown, and every three seconds', () => {
  const { screens, press, draw, calls } = open(menuState());
  press(...down(3), 'ENTER');
  const frame = draw(80, 24);
  assert.equal(calls, ['list']);
  frame.clear();
  screens.draw(frame, NOW_MS + 2999);
  assert.equal(calls, ['list']);
  screens.draw(frame, NOW_MS + 3000);
  assert.equal(calls, ['list', 'list']);
  press('DOWN', 'ENTER');
  assert.equal(calls.at(-1), 'join HH3PXA');
});

test('the list is of one mode, or of rooms with a free seat, as the player chooses', () => {
  const state = menuState();
  state.offer = { modes: ['free-for-all', 'duel'], arenas: [] };
  const { press, draw, calls } = open(state);
  press(...down(3), 'ENTER');
  assert.match(textOf(draw(80, 24)), /Mode: all .*Ping: 12 ms.*K7WQ2M.*ZZ9TTB +Eve .*yes/s);
  press('m', 'm');
  assert.match(textOf(draw(80, 24)), /Mode: duel.*> ZZ9TTB/s);
  assert.not.match(textOf(draw(80, 24)), /K7WQ2M/);
  press('f');
  assert.match(textOf(draw(80, 24)), /only: yes.*No public room is like that/s);
  press('ENTER', 'm');
  assert.match(textOf(draw(80, 24)), /Mode: all/);
  assert.equal(calls, ['list', 'list duel', 'list duel true', 'list true']);
});

test('the choice stays on its room when others come and go', () => {
  const state = menuState();
  const { press, draw, calls } = open(state);
  press(...down(3), 'ENTER', 'DOWN');
  draw(80, 24);
  state.rooms = state.rooms!.toReversed().slice(1);
  press('s');
  assert.equal(calls, ['list', 'spectate HH3PXA']);
});

test('a list that grows shorter keeps the choice inside', () => {
  const state = menuState();
  const { press, calls } = open(state);
  press(...down(3), 'ENTER', 'END');
  state.rooms = state.rooms!.slice(0, 1);
  press('ENTER');
  assert.equal(calls, ['join K7WQ2M']);
  state.rooms = [];
  press('ENTER', 'DOWN', 'ENTER');
  assert.equal(calls, ['join K7WQ2M']);
});

test('the champions are asked for page by page, and no further than there are', () => {
  const { press, draw, calls } = open(menuState());
  press(...down(4), 'ENTER');
  draw(80, 24);
  press('RIGHT', 'PAGE_DOWN', 'RIGHT', 'LEFT');
  assert.equal(
    calls,
    [1, 2, 3, 2].map((page) => `champions ${page} free-for-all`),
  );
});

test('from a friend one key joins his room, another one writes to him', () => {
  const { press, draw, calls } = open(befriended());
  assert.match(textOf(draw(80, 24)), /> Play now.*FRIENDS/);
  press('RIGHT', 'ENTER');
  assert.equal(calls, ['join K7WQ2M']);
  press('DOWN', 'DOWN', 'm', ...'hi', 'ENTER');
  assert.is(calls.at(-1), 'say /msg Turbo hi');
  press('ESCAPE', 'ENTER', 'ESCAPE');
  assert.is(calls.length, 2, 'a room that is not for everybody is not joined');
  press('LEFT', 'ENTER');
  assert.is(calls.at(-1), 'play');
});

test('the keys stay with the friend whom they are about, and leave when there is none any more', () => {
  const state = befriended();
  const { press, draw, calls } = open(state);
  press('RIGHT', 'DOWN');
  state.friends = state.friends.toReversed();
  assert.match(textOf(draw(80, 24)), /> Diesel/);
  press('ENTER');
  assert.equal(calls, ['join HH3PXA']);
  state.friends = [];
  press('ENTER', 'RIGHT', 'ENTER');
  assert.equal(calls.slice(1), ['play', 'play']);
});

test('somebody else with the nick of a friend is warned of', () => {
  const { press, draw } = open(befriended());
  press('RIGHT', ...down(5));
  assert.match(
    textOf(draw(80, 24)),
    /> Eve +somebody else[\s\S]*Eve now has another key than the one that you know/,
  );
});

test('a window that is too narrow for both shows the friends in the place of the choices', () => {
  const { press, draw } = open(befriended());
  assert.not.match(textOf(draw(60, 20)), /FRIENDS/);
  press('RIGHT');
  assert.match(textOf(draw(40, 15)), /FRIENDS[\s\S]*> Bob/);
  assert.not.match(textOf(draw(40, 15)), /Play now/);
});

test('a row of the champions opens a profile, and Esc goes back to the table', () => {
  const state = menuState();
  const { press, draw, calls } = open(state);
  press(...down(4), 'ENTER', 'DOWN', 'ENTER');
  assert.is(calls.at(-1), 'profile Bob');
  assert.match(textOf(draw(80, 24)), /Asking the server/);
  press('ESCAPE', 'm');
  assert.match(calls.at(-1)!, /^champions 1 /);
  assert.match(textOf(draw(80, 24)), />[^>]*1\. {3}Ada/);
  press('ESCAPE');
  assert.match(textOf(draw(80, 24)), /Play now/);
});

test('talk is opened with t in the menu and what it opens, and stays open while people talk', () => {
  const { press, draw, calls } = open(menuState());
  press('t', ...'hi', 'ENTER', ...'/online', 'ENTER');
  assert.equal(calls, ['say hi', 'say /online']);
  assert.match(textOf(draw(80, 24)), /Say: /);
  press('UP', 'UP', 'ENTER', 'ENTER');
  assert.is(calls.at(-1), 'say hi');
  assert.not.match(textOf(draw(80, 24)), /Say: /);
  press(...down(4), 'ENTER', 't', 'x', 'ESCAPE');
  assert.match(textOf(draw(80, 24)), /CHAMPIONS/);
});

test('the page keys show older talk, and no further back than there is', () => {
  const state = menuState();
  for (let line = 0; line < 50; line++)
    state.chat.push({ nick: null, seat: null, text: `line ${line}.`, atMs: NOW_MS });
  const { press, draw } = open(state);
  press('t', 'PAGE_UP');
  assert.match(textOf(draw(80, 24)), /line 44\./);
  assert.not.match(textOf(draw(80, 24)), /line 45\./);
  for (let page = 0; page < 20; page++) press('PAGE_UP');
  assert.match(textOf(draw(80, 24)), /line 0\./);
  for (let page = 0; page < 20; page++) press('PAGE_DOWN');
  assert.match(textOf(draw(80, 24)), /line 49\./);
});

test('who is away is not said to have lost the line, nor the other way round', () => {
  const state = stateIn('waiting');
  const [first, second, ...others] = state.room!.players;
  const players = [{ ...first, away: true as const }, { ...second, bot: false, connected: false }, ...others];
  state.room = { ...state.room!, players };
  const text = textOf(open(state).draw(80, 24));
  assert.match(text, new RegExp(`${first.nick} +away`));
  assert.match(text, new RegExp(`${second.nick} +line down`));
  assert.is(text.match(/line down/g)?.length, 1);
});

test('whoever comes into a room is done with what was open', () => {
  const state = menuState();
  const { press, draw } = open(state);
  press('DOWN', 'ENTER');
  assert.match(textOf(draw(80, 24)), /CREATE A ROOM/);
  Object.assign(state, { room: stateIn('waiting').room, seat: 0 });
  assert.match(textOf(draw(80, 24)), /Pass this code on/);
  state.room = null;
  assert.match(textOf(draw(80, 24)), /Play now/);
});

test('Esc goes back one step from everywhere, and never further than the screen below', () => {
  const { press, draw, calls } = open(menuState());
  press(...down(6), 'ENTER', 'END', 'ENTER');
  assert.match(textOf(draw(80, 24)), /drive up/);
  press('ESCAPE');
  assert.match(textOf(draw(80, 24)), /Language/);
  press('ESCAPE');
  assert.match(textOf(draw(80, 24)), /Play now/);
  press('ESCAPE', 'ESCAPE');
  assert.match(textOf(draw(80, 24)), /Play now/);
  assert.equal(calls, []);
});

test('a setting shows at once, and goes round', () => {
  const { press, draw, store } = open(menuState());
  press(...down(6), 'ENTER', 'RIGHT');
  assert.is(store.preferences.language, 'en');
  press('LEFT', 'LEFT');
  assert.is(store.preferences.language, 'pl');
  press('DOWN', ' ');
  assert.is(store.preferences.palette, 'colour-blind');
  assert.match(textOf(draw(80, 24)), /< colour-blind >/);
});

test('a key is given to an action, taken from another one, refused, and all are reset', () => {
  const { press, draw, store } = open(menuState());
  press(...down(6), 'ENTER', 'END', 'ENTER', 'ENTER', 'e');
  assert.equal(store.preferences.keys['drive-up'], ['UP', 'w', 'k', 'e']);
  press('ENTER', 'f');
  assert.match(textOf(draw(80, 24)), /f now means "drive up", and no longer "shoot by itself"/);
  assert.equal(store.preferences.keys['auto-fire'], []);
  press('ENTER', 'F3');
  assert.match(textOf(draw(80, 24)), /F3 means the same on every screen/);
  assert.equal(store.preferences.keys['drive-up'], ['UP', 'w', 'k', 'e', 'f']);
  press('BACKSPACE');
  assert.equal(store.preferences.keys['drive-up'], ['UP', 'w', 'k', 'e']);
  press(...down(9), 'DELETE');
  assert.match(textOf(draw(80, 24)), /No key is left for "shoot"/);
  press('ENTER', 'ESCAPE', 'r');
  assert.equal(store.preferences.keys, {});
});

test('help turns its pages and scrolls in a small window', () => {
  const { press, draw } = open(menuState());
  press('?');
  assert.match(textOf(draw(40, 15)), /more below/);
  press('PAGE_DOWN', 'PAGE_DOWN', 'PAGE_DOWN', 'PAGE_DOWN');
  assert.not.match(textOf(draw(40, 15)), /more below/);
  press('RIGHT', 'RIGHT');
  assert.match(textOf(draw(80, 24)), /R {2}ricochet/);
  press('LEFT', 'LEFT', 'LEFT');
  assert.match(textOf(draw(80, 24)), /capture the flag/);
  press('x');
  assert.match(textOf(draw(80, 24)), /Play now/);
});

test('the practice ground steps its world, ticks what was done, and is remembered', () => {
  const { screens, press, draw, store } = open(menuState());
  store.choose({ practised: false });
  assert.match(textOf(draw(80, 24)), /New here/);
  press(...down(5), 'ENTER', 'RIGHT');
  const frame = draw(80, 24);
  for (let tick = 1; tick <= 40; tick++) {
    frame.clear();
    screens.draw(frame, NOW_MS + tick * 34);
  }
  assert.match(textOf(frame), /\[x\] drive/);
  press('t', ...'hi q', 'ENTER');
  assert.match(textOf(draw(80, 24)), /\[x\] say something/);
  press('ESCAPE');
  assert.is(store.preferences.practised, true);
  assert.match(textOf(draw(80, 24)), /Play now/);
});

test('the practice ground can be left, or a lesson be skipped, at any moment, and F2 opens the settings there', () => {
  const { press, draw, keys } = open(menuState());
  const shown = (): string => textOf(draw(80, 24));
  press(...down(5), 'ENTER');
  for (const words of [
    /Drive:/,
    /stops\./,
    /on the spot/,
    /chips away/,
    /Now hit/,
    /locks the gun/,
    /line of talk/,
  ]) {
    assert.match(shown(), words);
    press('TAB');
  }
  for (const words of [
    /shoots now/,
    /pad with the \+/,
    /Drive over the M/,
    /onto the ice/,
    /into the leaves/,
  ]) {
    assert.match(shown().replaceAll(/ {2,}/g, ' '), words);
    press('F2');
    assert.match(shown(), /SETTINGS/);
    press('F2');
    press('ESCAPE');
    assert.match(shown().replaceAll(/ {2,}/g, ' '), words, 'one step back');
    press('?');
    assert.match(shown(), /HELP/);
    press('ESCAPE', 'TAB');
  }
  assert.match(shown(), /all there is to it/);
  press('ENTER');
  assert.match(shown(), /Play now/);
  press('ENTER');
  assert.not.ok(keys.isAutoFire);
});

test('F2 opens the settings from every screen that types nothing', () => {
  for (const line of [3, 4, 5]) {
    const { press, draw } = open(menuState());
    const first = textOf(open(menuState()).draw(80, 24));
    press(...down(line), 'ENTER', 'F2');
    assert.match(textOf(draw(80, 24)), /SETTINGS/);
    press('ESCAPE');
    assert.not.match(textOf(draw(80, 24)), /SETTINGS/);
    press('ESCAPE');
    assert.is(textOf(draw(80, 24)).slice(0, 80), first.slice(0, 80));
  }
});

test('the title screen plays here, visits a known server, or one that is typed', () => {
  const { press, draw, asked } = openTitle();
  press('ENTER', 'ENTER', 'DOWN', 'ENTER', 'DOWN', 'ENTER', 'DOWN', 'ENTER', ...'a b', 'ENTER');
  assert.match(textOf(draw(80, 24)), /"a b" is not the name/);
  press('CTRL_U', ...'[::1]:77', 'ENTER');
  const here = 'here free-for-all Crossroads 3 1';
  assert.equal(asked, [here, 'visit play.example.org 8265', 'visit 192.0.2.7 9000', 'visit ::1 77']);
});

test('what is played at once can be chosen before', () => {
  const { press, draw, asked } = openTitle();
  press('ENTER');
  assert.match(textOf(draw(80, 24)), /Welcome![\s\S]*Start/);
  press(
    'HOME',
    'RIGHT',
    'DOWN',
    'DOWN',
    'RIGHT',
    'DOWN',
    'LEFT',
    'ESCAPE',
    'ENTER',
    'UP',
    'RIGHT',
    'END',
    'ENTER',
  );
  assert.equal(asked, ['here free-for-all Crossroads 3 2'], 'Esc has left the first choice');
  press('ENTER', 'HOME', 'RIGHT', 'END', 'ENTER');
  assert.match(asked[1], /^here teams /);
});

test('an address that leads nowhere stays to be mended, with what was wrong', () => {
  const { press, draw, asked, title } = openTitle();
  press(...down(3), 'ENTER', ...'h.exampel', 'ENTER');
  Object.assign(title, { trying: 'Connecting ...' });
  press('x');
  Object.assign(title, { trying: '', said: 'There is no host of this name.' });
  assert.match(textOf(draw(80, 24)), /h\.exampel[\s\S]*There is no host of this name/);
  press('BACKSPACE', 'BACKSPACE');
  assert.not.match(textOf(draw(80, 24)), /There is no host/);
  press(...'le', 'ENTER');
  assert.equal(asked, ['visit h.exampel 8265', 'visit h.example 8265']);
  press('ESCAPE');
  assert.match(textOf(draw(80, 24)), /Play at once/);
});

test('the title screen takes the address of a room as it was passed on', () => {
  const { press, draw, asked } = openTitle();
  press(...down(3), 'ENTER', ...'tank://h.example/K7W0', 'ENTER');
  assert.match(textOf(draw(80, 24)), /is not the name/);
  press('CTRL_U', ...'tank://h.example:77/k7wq2m', 'ENTER');
  assert.equal(asked, ['visit h.example 77 K7WQ2M']);
});

test('the title screen asks what the start asks, and gives up with Esc', () => {
  const asking = openTitle({ trying: 'Connecting ...', question: 'Your nick? ' });
  asking.press(...'Ada q', 'ENTER', 'ESCAPE');
  assert.equal(asking.asked, ['answer Ada q', 'cancel']);
  const trying = openTitle({ trying: 'Connecting ...' });
  trying.press('q', 'ENTER', 'ESCAPE');
  assert.equal(trying.asked, ['cancel']);
});

test('yes is y in every language, and t in Polish', () => {
  const english = open(menuState());
  english.press('q', 't');
  assert.equal(english.calls, []);
  speak('pl');
  const polish = open(menuState());
  assert.match(textOf(polish.draw(80, 24)), /Graj od razu/);
  polish.press('q', 't');
  assert.equal(polish.calls, ['leave']);
});

test.run();
