// The keys of a battle, to be changed: choose an action, press a key. A key that meant something else is taken from it, and
// said so; one that every screen needs is refused.
import { ACTIONS, bindKey, keysOf, unbindKey } from '../bindings.js';
import { BOLD, type Frame } from '../frame.js';
import { textWidth } from '../glyph.js';
import { INK } from '../palette.js';
import type { ClientState } from '../state.js';
import type { Key } from '../terminal.js';
import { sayKey } from './key-words.js';
import { drawHeading } from './logo.js';
import type { PreferenceStore } from './settings.js';
import {
  drawBar,
  drawChoice,
  drawFooter,
  drawPanel,
  drawTitle,
  firstShown,
  isGo,
  moveChoice,
  type View,
} from './view.js';
import { hasWord, word } from './words.js';

const NAMES = [...ACTIONS.keys()];
const WIDTH = 64;

/** The screen of the keys. */
export class KeysView implements View {
  readonly #store: PreferenceStore;
  #chosen = 0;
  #isWaiting = false;
  /** What came of the last change. */
  #said = '';

  constructor(store: PreferenceStore) {
    this.#store = store;
  }

  draw(frame: Frame, _state: ClientState): void {
    const width = Math.min(WIDTH, frame.columns - 2);
    const x = (frame.columns - width) >> 1;
    const rows = Math.min(NAMES.length, frame.rows - 5);
    const top = Math.max(2, (frame.rows - rows - 3) >> 1);
    const first = firstShown(this.#chosen, NAMES.length, rows);
    const keysX = x + Math.min(width >> 1, Math.max(...NAMES.map((name) => textWidth(actionName(name)))) + 6);
    drawTitle(frame, word('set-keys').toUpperCase());
    drawHeading(frame, top, word('set-keys').toUpperCase());
    drawPanel(frame, x, top, width, rows + 2);
    for (let row = 0; row < rows; row++) {
      const name = NAMES[first + row]!;
      const isChosen = first + row === this.#chosen;
      drawChoice(frame, x, top + row, width, actionName(name), isChosen);
      const keys = keysOf(name, this.#store.preferences.keys).map(sayKey).join('  ') || '-';
      const look = isChosen ? { fg: 0x000000, bg: INK.accent, style: BOLD } : { fg: INK.key };
      const text = isChosen && this.#isWaiting ? word('press-key') : keys;
      frame.fill(keysX - 1, top + row, x + width - keysX + 1, 1, isChosen ? { bg: INK.accent } : {});
      frame.text(keysX, top + row, text, { ...look, width: x + width - keysX - 1 });
    }
    if (this.#said !== '')
      frame.text(x + 1, top + rows + 1, this.#said, { fg: INK.accent, width: width - 2 });
    if (this.#isWaiting)
      drawBar(
        frame,
        frame.rows - 1,
        word('press-key-for', { action: actionName(NAMES[this.#chosen]!) }),
        INK.accent,
      );
    else drawFooter(frame, word('keys-keys'));
  }

  key(key: Key): boolean {
    const name = NAMES[this.#chosen]!;
    if (this.#isWaiting) {
      this.#isWaiting = false;
      if (key.name !== 'ESCAPE') this.#bind(name, key.name);
      return true;
    }
    const next = moveChoice(key, this.#chosen, NAMES.length);
    if (next !== null) this.#chosen = next;
    else if (isGo(key)) this.#isWaiting = true;
    else if (key.name === 'BACKSPACE' || key.name === 'DELETE') {
      const chosen = unbindKey(name, this.#store.preferences.keys);
      this.#store.choose({ keys: mutable(chosen) });
      this.#said = keysOf(name, chosen).length === 0 ? word('no-key', { action: actionName(name) }) : '';
      return true;
    } else if (key.name === 'r') {
      this.#store.choose({ keys: {}, keySet: 'usual' });
      this.#said = word('keys-reset');
      return true;
    } else return false;
    this.#said = '';
    return true;
  }

  #bind(name: string, key: string): void {
    const result = bindKey(name, key, this.#store.preferences.keys);
    if (result.kind !== 'bound') {
      this.#said = word(result.kind === 'reserved' ? 'key-reserved' : 'key-full', { key: sayKey(key) });
      return;
    }
    this.#store.choose({ keys: mutable(result.chosen) });
    this.#said =
      result.from === null
        ? word('key-bound', { key: sayKey(key), action: actionName(name) })
        : word('key-moved', { key: sayKey(key), action: actionName(name), from: actionName(result.from) });
  }
}

function mutable(chosen: Readonly<Record<string, readonly string[]>>): Record<string, string[]> {
  return Object.fromEntries(Object.entries(chosen).map(([name, keys]) => [name, [...keys]]));
}

function actionName(name: string): string {
  const id = `action-${name}`;
  return hasWord(id) ? word(id) : name;
}
