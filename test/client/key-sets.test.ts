// The sets of keys for one hand and for the keypad, and keys that switch.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { ACTIONS, bindingsOf, keysOf } from '../../src/client/bindings.js';
import { findBindingFaults } from '../../src/client/check-bindings.js';
import { KEY_SET_NAMES } from '../../src/client/key-set-names.js';
import { keysOfSet } from '../../src/client/key-sets.js';
import { Keys } from '../../src/client/keys.js';
import { KEYS_MAX, PREFERENCES_DEFAULT, type Preferences } from '../../src/client/settings.js';
import { changeSetting } from '../../src/client/views/settings.js';
import { DOWN, driveTowards, FIRE, LEFT, RIGHT, UP } from '../../src/game/buttons.js';

const test = suite('client/key-sets');

const NEEDED = [
  'drive-up',
  'drive-right',
  'drive-down',
  'drive-left',
  'stop',
  'fire',
  'lay',
  'auto-fire',
  'lock',
];

test('every set has a key for all that a battle needs, none twice, and no more than the settings keep', () => {
  for (const name of KEY_SET_NAMES) {
    const keys = keysOfSet(name);
    const faults = findBindingFaults(keys, new Set(ACTIONS.keys()), new Set(['ESCAPE', 'ENTER', '?']));
    assert.equal(
      faults.filter(({ kind }) => kind !== 'no-key'),
      [],
      name,
    );
    for (const action of NEEDED) assert.ok(keysOf(action, keys).length > 0, `${name} ${action}`);
    for (const each of Object.values(keys)) assert.ok(each.length <= KEYS_MAX);
  }
});

test('the left hand alone drives and shoots, and the right one, each with nothing of the other', () => {
  const reach = {
    'left-hand': /^[qwertasdfgzxcvbQWERTASDFGZXCVB ]$/,
    'right-hand': /^([yuiophjklnm,.;/YUIOPHJKLNM ]|(SHIFT_)?(UP|DOWN|LEFT|RIGHT))$/,
  };
  for (const name of ['left-hand', 'right-hand'] as const) {
    for (const key of Object.keys(bindingsOf(keysOfSet(name))))
      assert.match(key, reach[name], `${name} ${key}`);
  }
});

test('the keypad drives with NumLock and without it', () => {
  const keys = new Keys(bindingsOf(keysOfSet('keypad')));
  let nowMs = 0;
  const buttonsAfter = (...names: string[]): number => {
    keys.reset();
    for (const name of names) {
      nowMs += 1000;
      keys.press(name, nowMs);
    }
    return keys.buttons(nowMs);
  };
  const ways: readonly [number, readonly string[]][] = [
    [UP, ['8', 'UP', 'KP_8']],
    [RIGHT, ['6', 'RIGHT', 'KP_6']],
    [DOWN, ['2', 'DOWN', 'KP_2']],
    [LEFT, ['4', 'LEFT', 'KP_4']],
  ];
  for (const [way, names] of ways)
    for (const name of names) assert.is(buttonsAfter(name), driveTowards(way), name);
  for (const name of ['0', 'INSERT', 'KP_0']) assert.is(buttonsAfter(name), FIRE, name);
  for (const name of ['5', 'KP_5']) assert.is(buttonsAfter('8', name), 0, name);
});

test('a set that is chosen becomes the keys, and the usual one gives them back', () => {
  const store = {
    preferences: PREFERENCES_DEFAULT,
    choose(chosen: Partial<Preferences>): void {
      store.preferences = { ...store.preferences, ...chosen };
    },
  };
  changeSetting(store, 'keySet', 1);
  assert.equal(store.preferences.keys, keysOfSet('left-hand'));
  changeSetting(store, 'keySet', -1);
  assert.equal(store.preferences.keys, {});
});

test('keys that switch: a press shoots on until the next one, and a release stops nothing', () => {
  const keys = new Keys(bindingsOf({}, true));
  keys.toggles = true;
  keys.press(' ', 1000);
  keys.release(' ');
  assert.is(keys.buttons(9000) & FIRE, FIRE);
  keys.press('UP', 10_000);
  keys.release('UP');
  assert.is(keys.buttons(15_000), driveTowards(UP) | FIRE);
  keys.press(' ', 20_000);
  assert.is(keys.buttons(25_000), driveTowards(UP));
});

test.run();
