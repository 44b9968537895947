import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { FIRE_HOLD_TICKS, KEY_BINDINGS, Keys, REPEAT_MS } from '../../src/client/keys.js';
import {
  areButtons,
  DOWN,
  DRIVE,
  driveTowards,
  FIRE,
  LEFT,
  LOCK,
  RIGHT,
  UP,
} from '../../src/game/buttons.js';
import { RELOAD_TICKS, TICK_MS } from '../../src/game/units.js';

/** Presses keys a second apart and gives the buttons after the last. */
function buttonsAfter(...names: string[]): number {
  const keys = new Keys();
  let nowMs = 0;
  for (const name of names) {
    nowMs += 1000;
    assert.ok(keys.press(name, nowMs), name);
  }
  return keys.buttons(nowMs);
}

test('presses -> buttons', () => {
  for (const [names, buttons] of [
    ['UP', driveTowards(UP)],
    ['w', driveTowards(UP)],
    ['k', driveTowards(UP)],
    ['UP UP', driveTowards(UP)],
    ['UP w k', driveTowards(UP)],
    ['UP RIGHT', driveTowards(RIGHT)],
    ['UP DOWN', 0],
    ['UP DOWN DOWN', driveTowards(DOWN)],
    ['UP DOWN UP', driveTowards(UP)],
    ['UP DOWN LEFT', driveTowards(LEFT)],
    ['LEFT d', 0],
    ['h l l', driveTowards(RIGHT)],
    ['UP x', 0],
    ['UP .', 0],
    ['UP x DOWN', driveTowards(DOWN)],
    ['SHIFT_LEFT', driveTowards(LEFT) & ~DRIVE],
    ['UP A', driveTowards(LEFT) & ~DRIVE],
    ['A d', driveTowards(RIGHT)],
    ['v', LOCK],
    ['v UP', LOCK | driveTowards(UP)],
    ['v UP v', driveTowards(UP)],
    ['f', FIRE],
    ['f UP', FIRE | driveTowards(UP)],
    ['f f', 0],
  ] as const) {
    assert.is(buttonsAfter(...names.split(' ')), buttons, names);
    assert.ok(areButtons(buttons), names);
  }
  assert.is(buttonsAfter(' '), FIRE);
  assert.is(buttonsAfter('UP', ' '), FIRE | driveTowards(UP));
});

test('a key without a meaning is not handled and changes nothing', () => {
  const keys = new Keys();
  keys.press('UP', 0);
  for (const name of ['q', 'ESCAPE', 'TAB', 'constructor', '__proto__']) assert.not.ok(keys.press(name, 1));
  assert.is(keys.buttons(2), driveTowards(UP));
});

test('one press of fire holds for some ticks, and is one shot', () => {
  const keys = new Keys();
  keys.press(' ', 1000);
  const endMs = 1000 + FIRE_HOLD_TICKS * TICK_MS;
  assert.is(keys.buttons(endMs - 1), FIRE);
  assert.is(keys.buttons(endMs), 0);
  assert.ok(FIRE_HOLD_TICKS < RELOAD_TICKS);
});

test('a held fire key keeps firing', () => {
  const keys = new Keys();
  for (let nowMs = 0; nowMs < 1000; nowMs += 33) {
    keys.press(' ', nowMs);
    assert.is(keys.buttons(nowMs), FIRE);
  }
});

test('the repeats of a held key are one press', () => {
  for (const [held, buttons] of [
    ['DOWN', 0],
    ['UP', driveTowards(UP)],
    ['f', FIRE | driveTowards(UP)],
    ['v', LOCK | driveTowards(UP)],
  ] as const) {
    const keys = new Keys();
    keys.press('UP', 0);
    for (let nowMs = 1000; nowMs < 3000; nowMs += REPEAT_MS - 1) {
      keys.press(held, nowMs);
      assert.is(keys.buttons(nowMs), buttons, `${held} at ${nowMs}`);
    }
    // A new press of the opposite key, after it was let go, drives the other way.
    keys.press(held, 3000 + REPEAT_MS);
    if (held === 'DOWN') assert.is(keys.buttons(4000), driveTowards(DOWN));
  }
});

test('another key between two presses makes the second a press of its own', () => {
  const keys = new Keys();
  keys.press('UP', 0);
  keys.press('DOWN', 1000);
  keys.press(' ', 1050);
  keys.press('DOWN', 1100);
  assert.is(keys.buttons(5000), driveTowards(DOWN));
});

test('reset lets go of everything, and a key that is still held counts anew', () => {
  const keys = new Keys();
  for (const [index, name] of ['f', 'v', ' ', 'UP'].entries()) keys.press(name, index);
  assert.ok(keys.isAutoFire && keys.isLocked);
  keys.reset();
  assert.is(keys.buttons(5), 0);
  assert.not.ok(keys.isAutoFire || keys.isLocked);
  keys.press('UP', 10);
  assert.is(keys.buttons(10), driveTowards(UP));
});

test('the table can be replaced', () => {
  const keys = new Keys({ e: KEY_BINDINGS.UP!, ENTER: { kind: 'fire' } });
  assert.not.ok(keys.press('UP', 0));
  assert.ok(keys.press('e', 1));
  assert.ok(keys.press('ENTER', 2));
  assert.is(keys.buttons(3), driveTowards(UP) | FIRE);
});

test.run();
