// Orders by the places of keys: layouts without Latin letters, Caps Lock, and keyboards with another letter in the place of one of ours.

import { PassThrough } from 'node:stream';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { askYesOrNo, createConsole } from '../../src/client/ask.js';
import { bindingsOf, bindKey } from '../../src/client/bindings.js';
import { CapsLock, placeOf } from '../../src/client/key-places.js';
import { Keys } from '../../src/client/keys.js';
import { parseKittyKey } from '../../src/client/kitty-keys.js';
import { DRIVE, driveTowards, LEFT, UP } from '../../src/game/buttons.js';
import { battleState, openScreens } from './shown-screens.js';

test('letters of Cyrillic, Greek and other layouts are the Latin ones of their keys', () => {
  for (const [letters, places] of [
    ['цфыв', 'wasd'],
    ['ЦФЫВ', 'WASD'],
    ['хъжэбю', "[];',."],
    ['ςασδ', 'wasd'],
    ['Σ', 'S'],
    ['ולחך', 'ukjl'],
    ['ㅈㅁㄴㅇ', 'wasd'],
    ['wasd?1 ', 'wasd?1 '],
  ] as const)
    assert.is(Array.from(letters, placeOf).join(''), places);
});

test('a battle can be driven, asked about and left with a Cyrillic layout', () => {
  const { press, calls, keys } = openScreens(battleState());
  press('ц');
  assert.is(keys.buttons(1e6) & ~0x10, driveTowards(UP));
  press('й', 'н');
  assert.ok(calls.includes('leave-room'), calls.join());
});

test('Caps Lock neither turns driving into turning for long, nor kills the keys that have no capital', () => {
  const caps = new CapsLock();
  const order = (name: string): string => caps.orderOf({ name, text: name }).name;
  // Somebody who turns on the spot, holding the key.
  assert.equal(['W', 'W', 'W', 'A', 'w', 'D'].map(order), ['W', 'W', 'W', 'A', 'w', 'D']);
  assert.equal(['w', 'W', 'A', 'D', 'S', 'w', 'S'].map(order), ['w', 'W', 'A', 'd', 's', 'w', 'S']);
});

test('with Caps Lock on auto-fire, lock, mines, stop and the map do what they do', () => {
  const { press, keys } = openScreens(battleState());
  press('F');
  assert.ok(keys.isAutoFire);
  // That has told: from here on capitals are small letters.
  press('W');
  assert.is(keys.buttons(1e6) & DRIVE, DRIVE);
  press('V');
  assert.ok(keys.isLocked);
});

test('kitty tells the place of a key, with Shift and without Caps Lock', () => {
  for (const [sequence, bytes, place] of [
    ['\x1b[1094::119u', 'ц', 'w'],
    ['\x1b[1094:1062:119;2u', 'Ц', 'W'],
    ['\x1b[119;65u', 'W', 'w'],
    ['\x1b[119:87;66u', 'W', 'W'],
    ['\x1b[47:63;2u', '?', '?'],
    ['\x1b[55:63:47;2u', '?', '?'],
    ['\x1b[97::113u', 'a', 'a'],
    ['\x1b[1094u', 'ц', undefined],
    ['\x1b[27u', '\x1b', undefined],
  ] as const) {
    const key = parseKittyKey(sequence);
    assert.equal([key?.bytes, key?.place], [bytes, place], JSON.stringify(sequence));
  }
});

test('q and t can be bound, as a French keyboard needs it, and the footer tells what does their work', () => {
  const bound = bindKey('drive-left', 'q', {});
  assert.is(bound.kind, 'bound');
  const chosen = bound.kind === 'bound' ? bound.chosen : {};
  const keys = new Keys(bindingsOf(chosen));
  keys.press('q', 0);
  assert.is(keys.buttons(1000), driveTowards(LEFT));
  const state = battleState();
  // The last row has the keys when nothing has happened a moment ago.
  Object.assign(state.battle!, { kills: [], news: [], hit: null });
  const { press, draw, calls } = openScreens(state, undefined, keys);
  press('q');
  assert.not.ok(calls.includes('leave-room'));
  assert.match(
    String.fromCodePoint(
      ...[...draw(120, 40).glyph].map((glyph) => (glyph > 0 && glyph < 0x110000 ? glyph : 32)),
    ),
    /Ctrl-C leave/,
  );
});

test('a question in line mode is answered by the places of the keys', async () => {
  for (const [typed, isYes] of [
    ['н', true],
    ['Т', false],
    ['υ', true],
  ] as const) {
    const input = new PassThrough();
    const answer = askYesOrNo(createConsole(input, new PassThrough()), 'Trust it? ');
    input.write(`${typed}\n`);
    assert.is(await answer, isYes, typed);
  }
});

test.run();
