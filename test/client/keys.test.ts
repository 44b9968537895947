import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { DOUBLE_MS, REPEAT_DELAY_MS_MAX, REPEAT_MS, SWITCH_MS } from '../../src/client/key-repeats.js';
import { FIRE_HOLD_TICKS, KEY_BINDINGS, Keys } from '../../src/client/keys.js';
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

/** When a held key comes, in ms from its press: the delay and rate that these send by default. */
const TERMINALS = {
  xterm: [660, 40],
  kitty: [660, 40],
  'GNOME Terminal': [500, 33],
  'Linux console': [250, 92],
  'Windows Terminal': [500, 33],
  macOS: [400, 33],
  'a quick one': [200, 17],
} as const;

/** Calls back for each time at which a key that is held for so long comes. */
function hold(terminal: keyof typeof TERMINALS, forMs: number, come: (atMs: number) => void): void {
  const [delayMs, intervalMs] = TERMINALS[terminal];
  come(0);
  for (let atMs = delayMs; atMs < forMs; atMs += intervalMs) come(atMs);
}

for (const terminal of Object.keys(TERMINALS) as (keyof typeof TERMINALS)[]) {
  test(`a held key is one press: ${terminal}`, () => {
    for (const [held, buttons] of [
      ['DOWN', 0],
      ['UP', driveTowards(UP)],
      ['f', FIRE | driveTowards(UP)],
      ['v', LOCK | driveTowards(UP)],
    ] as const) {
      const keys = new Keys();
      keys.press('UP', 0);
      let lastMs = 0;
      hold(terminal, 3000, (atMs) => {
        // At every tick in between as well: nothing may act for a moment.
        for (let nowMs = lastMs + 1000; nowMs < atMs + 1000; nowMs += 1)
          assert.is(keys.buttons(nowMs), buttons, `${held} at ${nowMs}`);
        keys.press(held, 1000 + atMs);
        lastMs = atMs;
      });
      assert.is(keys.buttons(10_000), buttons, held);
      // A press of its own after that counts.
      keys.press(held, 10_000);
      if (held === 'DOWN') assert.is(keys.buttons(10_000), driveTowards(DOWN));
      if (held === 'f' || held === 'v') assert.is(keys.buttons(10_000), driveTowards(UP));
    }
  });

  test(`the second of two presses may be held, and still reverses: ${terminal}`, () => {
    for (const gapMs of [80, DOUBLE_MS - 1, 300, 650, 900]) {
      const keys = new Keys();
      keys.press('UP', 0);
      keys.press('DOWN', 1000);
      hold(terminal, 2000, (atMs) => keys.press('DOWN', 1000 + gapMs + atMs));
      assert.is(keys.buttons(5000), driveTowards(DOWN), `${gapMs} ms`);
    }
  });
}

test('a double press of the opposite key reverses: a quick one at once, a slow one when no repeats follow', () => {
  for (const [gapMs, waitMs] of [
    [60, 0],
    [DOUBLE_MS - 1, 0],
    [DOUBLE_MS, REPEAT_MS],
    [400, REPEAT_MS],
    [REPEAT_DELAY_MS_MAX - 1, REPEAT_MS],
    [REPEAT_DELAY_MS_MAX, 0],
  ] as const) {
    const keys = new Keys();
    keys.press('UP', 0);
    keys.press('DOWN', 1000);
    keys.press('DOWN', 1000 + gapMs);
    if (waitMs > 0) assert.is(keys.buttons(1000 + gapMs + waitMs - 1), 0, `${gapMs} ms, too early`);
    assert.is(keys.buttons(1000 + gapMs + waitMs), driveTowards(DOWN), `${gapMs} ms`);
  }
});

test('a switch that is pressed twice by mistake stays on; pressed again in earnest it is off', () => {
  const keys = new Keys();
  keys.press('f', 1000);
  keys.press('f', 1000 + SWITCH_MS - 1);
  assert.is(keys.buttons(5000), FIRE);
  keys.press('f', 6000);
  assert.is(keys.buttons(6000), 0);
  keys.press('f', 6500);
  assert.is(keys.buttons(6500 + REPEAT_MS), FIRE);
});

test('a line that stalls within a held key does not make presses of it', () => {
  const keys = new Keys();
  keys.press('UP', 0);
  for (const atMs of [1000, 1003, 1005, 1300, 1303, 1303, 1900, 1901, 1902]) keys.press('DOWN', atMs);
  assert.is(keys.buttons(5000), 0);
});

test('another key settles what waits', () => {
  const keys = new Keys();
  for (const [name, atMs] of [
    ['UP', 0],
    ['DOWN', 1000],
    ['DOWN', 1300],
    [' ', 1320],
  ] as const)
    keys.press(name, atMs);
  assert.is(keys.buttons(1320), driveTowards(DOWN) | FIRE);
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

test('a new tank waits for a key, but a key that is held goes on', () => {
  const keys = new Keys();
  keys.press('UP', 0);
  keys.letGo();
  assert.is(keys.buttons(1), 0);
  keys.press('f', 10);
  keys.press('UP', 20);
  keys.release('UP');
  keys.press('UP', 1000);
  keys.letGo();
  assert.is(keys.buttons(1010), driveTowards(UP) | FIRE);
});

test('a switch that was pressed right before the tank was destroyed counts', () => {
  const keys = new Keys();
  keys.press('f', 0);
  // So late after the one before it may be the first repeat of a held key: it waits.
  keys.press('f', 500);
  assert.ok(keys.isAutoFire);
  keys.letGo();
  assert.not.ok(keys.isAutoFire);
});

test('from the first release on, holding drives and letting go stops', () => {
  const keys = new Keys();
  const at = (nowMs: number, buttons: number): void => assert.is(keys.buttons(nowMs), buttons, `at ${nowMs}`);
  keys.press('UP', 0);
  keys.press('UP', 500, true);
  at(600, driveTowards(UP));
  keys.release('UP');
  at(601, 0);
  // The newest direction counts, and the one before it when it is let go.
  keys.press('LEFT', 1000);
  keys.press('d', 1100);
  at(1100, driveTowards(RIGHT));
  keys.release('d');
  at(1200, driveTowards(LEFT));
  keys.release('LEFT');
  at(1300, 0);
  // A modifier that is let go first changes nothing, nor does one that comes in between.
  keys.press('A', 2000);
  at(2000, driveTowards(LEFT) & ~DRIVE);
  keys.release('a');
  keys.press('d', 2100);
  keys.press('D', 2200);
  at(2200, driveTowards(RIGHT));
  keys.release('d');
  at(2300, 0);
  // Fire is held as well, and a switch switches at once.
  keys.press(' ', 3000);
  at(9000, FIRE);
  keys.release(' ');
  at(9100, 0);
  keys.press('f', 9200);
  keys.press('f', 9600, true);
  keys.release('f');
  keys.press('f', 9700);
  at(9700, 0);
});

test('a release without a press promises nothing', () => {
  const keys = new Keys();
  keys.press('UP', 0);
  for (const name of ['ENTER', 'LEFT', 'constructor']) keys.release(name);
  keys.press('LEFT', 1000);
  keys.press('UP', 2000);
  assert.is(keys.buttons(9000), driveTowards(UP));
});

test('a held key that is pressed anew tells that releases are lost, and directions drive on again', () => {
  const keys = new Keys();
  keys.press('UP', 0);
  keys.release('UP');
  keys.press('UP', 1000);
  keys.press('UP', 1000 + REPEAT_DELAY_MS_MAX);
  keys.press('LEFT', 3000);
  assert.is(keys.buttons(9000), driveTowards(LEFT));
  // As before: the opposite stops.
  keys.press('RIGHT', 9000);
  assert.is(keys.buttons(9000), 0);
  // And it can be won again; what was down before is forgotten.
  keys.press('UP', 9500);
  keys.release('UP');
  assert.is(keys.buttons(9600), 0);
});

test('no order of presses and releases ends in impossible buttons, nor in fire without an end', () => {
  const names = fc.constantFrom(...Object.keys(KEY_BINDINGS), 'q', 'T');
  const events = fc.array(fc.tuple(fc.constantFrom('press', 'repeat', 'release'), names, fc.nat(900)));
  fc.assert(
    fc.property(events, (list) => {
      const keys = new Keys();
      let nowMs = 0;
      for (const [kind, name, gapMs] of list) {
        nowMs += gapMs;
        if (kind === 'release') keys.release(name);
        else keys.press(name, nowMs, kind === 'repeat');
        assert.ok(areButtons(keys.buttons(nowMs)));
      }
      for (const name of Object.keys(KEY_BINDINGS)) keys.release(name);
      const held = keys.buttons(nowMs + 10_000);
      assert.is((held & FIRE) !== 0, keys.isAutoFire);
      keys.reset();
      assert.is(keys.buttons(nowMs), 0);
    }),
  );
});

test('the table can be replaced', () => {
  const keys = new Keys({ e: KEY_BINDINGS.UP!, ENTER: { kind: 'fire' } });
  assert.not.ok(keys.press('UP', 0));
  assert.ok(keys.press('e', 1));
  assert.ok(keys.press('ENTER', 2));
  assert.is(keys.buttons(3), driveTowards(UP) | FIRE);
});

test('keys that are held when the window loses the focus are let go, where releases are told', () => {
  const keys = new Keys();
  // A release that was seen says that keys can be held here.
  keys.press('d', 0);
  keys.release('d');
  keys.press('w', 1000);
  keys.press(' ', 1010);
  assert.is(keys.buttons(2000), driveTowards(UP) | FIRE);
  keys.letGoOfHeld();
  assert.is(keys.buttons(3000), 0);
  // A key that is still down when the focus is back is told as held, and is.
  keys.press('w', 4000, true);
  assert.is(keys.buttons(4000), driveTowards(UP));
});

test('where releases are not told a tank drives on when the window loses the focus', () => {
  const keys = new Keys();
  keys.press('w', 0);
  keys.letGoOfHeld();
  assert.is(keys.buttons(1000), driveTowards(UP));
});

test.run();
