// The bell rings for what the player wants to hear of, once for each, and for nothing by default.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Bells } from '../../src/client/bells.js';
import { PREFERENCES_DEFAULT } from '../../src/client/settings.js';
import type { ClientState } from '../../src/client/state.js';
import { battleState, stateIn } from './shown-screens.js';

const test = suite('client/bells');
const ALL = { bellMatch: true, bellWhisper: true, bellIdle: true };

const EVENTS: Readonly<Record<keyof typeof ALL, (state: ClientState) => void>> = {
  bellMatch: (state) => {
    state.battle = battleState().battle;
  },
  bellWhisper: ({ chat }) => {
    chat.push({ nick: 'Bob', seat: null, text: 'psst', atMs: 0, kind: 'private' });
  },
  bellIdle: (state) => {
    state.idleWarnings++;
  },
};

for (const [name, happen] of Object.entries(EVENTS))
  test(`${name}: rings once, and only for who wants it`, () => {
    for (const [wanted, rings] of [
      [ALL, true],
      [{ ...ALL, [name]: false }, false],
      [PREFERENCES_DEFAULT, false],
    ] as const) {
      const state = stateIn('waiting');
      const bells = new Bells(state);
      assert.is(bells.ring(wanted), false);
      happen(state);
      assert.is(bells.ring(wanted), rings);
      assert.is(bells.ring(wanted), false);
    }
  });

test('what was said before, what everybody hears, and an own private line ring nothing', () => {
  const state = stateIn('waiting');
  EVENTS.bellWhisper(state);
  const bells = new Bells(state);
  state.chat.push({ nick: 'Bob', seat: 1, text: 'hello all', atMs: 0 });
  state.chat.push({ nick: 'Bob', seat: null, text: 'hush', atMs: 0, kind: 'private', isOwn: true });
  assert.is(bells.ring(ALL), false);
});

test.run();
