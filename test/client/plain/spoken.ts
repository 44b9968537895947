// Plain mode on a state, with keys to press: what it says is a text that grows. For transcripts.

import type { Keys } from '../../../src/client/keys.js';
import { plainServer } from '../../../src/client/plain/fronts.js';
import { Lines } from '../../../src/client/plain/lines.js';
import type { ClientState } from '../../../src/client/state.js';
import { NOW_MS, screenParts } from '../shown-screens.js';

const STEP_MS = 50;

/** Somebody who hears a state. */
export function hear(state: ClientState, keys?: Keys) {
  const { calls, parts } = screenParts(state, keys);
  let text = '';
  let bells = 0;
  let nowMs = NOW_MS;
  const add = (more: string): void => {
    text += more;
  };
  const lines = new Lines(add);
  const typing = { echo: add, rub: () => add('<rub>') };
  const screens = plainServer({ ...parts, lines, typing, bell: () => void bells++ });
  const wait = (ms: number): void => {
    for (const endMs = nowMs + ms; nowMs < endMs; nowMs += STEP_MS) screens.draw(null, nowMs);
  };
  const press = (...names: string[]): void => {
    for (const name of names) {
      screens.key({ name, text: name.length === 1 ? name : null }, nowMs);
      wait(STEP_MS);
    }
  };
  wait(STEP_MS);
  return {
    calls,
    press,
    wait,
    store: parts.store,
    type: (line: string) => press(...line, 'ENTER'),
    /** All that was said; and what was said since it was asked last. */
    said: () => text,
    fresh: () => {
      const fresh = text;
      text = '';
      return fresh;
    },
    rung: () => bells,
  };
}
