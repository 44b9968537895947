// The settings: each line a choice that the left and right arrows change. It shows at once, and is kept.

import { BOLD, type Frame } from '../frame.js';
import { textWidth } from '../glyph.js';
import { KEY_SET_NAMES, type KeySetName } from '../key-set-names.js';
import { keysOfSet } from '../key-sets.js';
import { LANGUAGES } from '../language.js';
import { INK } from '../palette.js';
import type { Preferences } from '../settings.js';
import type { ClientState } from '../state.js';
import type { Key } from '../terminal.js';
import { drawHeading } from './logo.js';
import {
  changeOf,
  drawChoice,
  drawFooter,
  drawPanel,
  drawTitle,
  firstShown,
  isGo,
  moveChoice,
  type Pages,
  type View,
  wrap,
} from './view.js';
import { type WordId, word } from './words.js';

/** What a player has chosen, and how to choose otherwise. */
export interface PreferenceStore {
  readonly preferences: Preferences;
  /** Takes effect at once. */
  choose(chosen: Partial<Preferences>): unknown;
}

/** Name of a choice of the settings. */
export type SettingName = Exclude<keyof Preferences, 'keys' | 'practised' | 'bestWave' | 'finished' | 'solo'>;

interface Row<Value> {
  readonly word: WordId;
  readonly about: WordId;
  readonly values: readonly (readonly [value: Value, word: WordId])[];
}

const YES_NO = [
  [false, 'no'],
  [true, 'yes'],
] as const;

const ROWS: { readonly [Name in SettingName]: Row<Preferences[Name]> } = {
  language: {
    word: 'set-language',
    about: 'about-language',
    values: [['auto', 'auto'], ...LANGUAGES.map((name) => [name, `language-${name}`] as const)],
  },
  palette: {
    word: 'set-palette',
    about: 'about-palette',
    values: [
      ['usual', 'palette-usual'],
      ['colour-blind', 'palette-colour-blind'],
    ],
  },
  colours: {
    word: 'set-colours',
    about: 'about-colours',
    values: [
      ['auto', 'auto'],
      ['truecolor', 'colours-truecolor'],
      ['256', 'colours-256'],
      ['16', 'colours-16'],
      ['none', 'colours-none'],
    ],
  },
  glyphs: {
    word: 'set-glyphs',
    about: 'about-glyphs',
    values: [
      ['auto', 'auto'],
      ['unicode', 'glyphs-unicode'],
      ['ascii', 'glyphs-ascii'],
    ],
  },
  calm: { word: 'set-calm', about: 'about-calm', values: YES_NO },
  scale: {
    word: 'set-scale',
    about: 'about-scale',
    values: [
      [0, 'scale-largest'],
      [1, 'scale-1'],
      [2, 'scale-2'],
      [3, 'scale-3'],
    ],
  },
  net: { word: 'set-net', about: 'about-net', values: YES_NO },
  speed: {
    word: 'set-speed',
    about: 'about-speed-here',
    values: [
      [0, 'auto'],
      [100, 'speed-100'],
      [75, 'speed-75'],
      [50, 'speed-50'],
      [33, 'speed-33'],
    ],
  },
  keySet: {
    word: 'set-key-set',
    about: 'about-key-set',
    values: KEY_SET_NAMES.map((name) => [name, `key-set-${name}`] as const),
  },
  toggle: { word: 'set-toggle', about: 'about-toggle', values: YES_NO },
  bellMatch: { word: 'set-bell-match', about: 'about-bell-match', values: YES_NO },
  bellWhisper: { word: 'set-bell-whisper', about: 'about-bell-whisper', values: YES_NO },
  bellIdle: { word: 'set-bell-idle', about: 'about-bell-idle', values: YES_NO },
  bellBattle: { word: 'set-bell-battle', about: 'about-bell-battle', values: YES_NO },
  direct: { word: 'set-direct', about: 'about-direct', values: YES_NO },
};
/** The choices in their order. */
export const SETTING_NAMES = Object.keys(ROWS) as readonly SettingName[];
/** Behind the choices: the keys. */
const COUNT = SETTING_NAMES.length + 1;
const WIDTH = 60;

/** The settings. */
export class SettingsView implements View {
  readonly #store: PreferenceStore;
  readonly #pages: Pages;
  #chosen = 0;

  constructor(store: PreferenceStore, pages: Pages) {
    this.#store = store;
    this.#pages = pages;
  }

  draw(frame: Frame, _state: ClientState): void {
    const width = Math.min(WIDTH, frame.columns - 2);
    const x = (frame.columns - width) >> 1;
    const rows = Math.min(COUNT, frame.rows - 7);
    const top = Math.max(2, (frame.rows - rows - 4) >> 1);
    const first = firstShown(this.#chosen, COUNT, rows);
    const labels = [...SETTING_NAMES.map((name) => word(ROWS[name].word)), word('set-keys')];
    const valueX = x + Math.max(...labels.map(textWidth)) + 6;
    drawTitle(frame, word('settings'));
    drawHeading(frame, top, word('settings'));
    drawPanel(frame, x, top, width, rows + 4);
    for (let row = 0; row < rows; row++) {
      const index = first + row;
      const isChosen = index === this.#chosen;
      drawChoice(frame, x, top + row, width, labels[index]!, isChosen);
      const name = SETTING_NAMES[index];
      const value = name === undefined ? word('set-keys-value') : saySetting(this.#store, name);
      const look = isChosen ? { fg: 0x000000, bg: INK.accent, style: BOLD } : { fg: INK.bright };
      const text = name !== undefined && isChosen ? `< ${value} >` : `  ${value}`;
      frame.text(valueX, top + row, text, { ...look, width: x + width - valueX });
    }
    const about = SETTING_NAMES[this.#chosen];
    const text = word(about === undefined ? 'about-keys' : ROWS[about].about);
    for (const [index, line] of wrap(text, width - 4)
      .slice(0, 3)
      .entries()) {
      frame.text(x + 2, top + rows + 1 + index, line, { fg: INK.dim });
    }
    drawFooter(frame, word('settings-keys'));
  }

  key(key: Key): boolean {
    const chosen = moveChoice(key, this.#chosen, COUNT);
    const name = SETTING_NAMES[this.#chosen];
    const step = isGo(key) ? 1 : changeOf(key);
    if (chosen !== null) this.#chosen = chosen;
    else if (name === undefined && step !== 0) this.#pages.open('keys');
    else if (name !== undefined && step !== 0) changeSetting(this.#store, name, step);
    else return false;
    return true;
  }
}

/** What a choice is called. */
export function settingName(name: SettingName): string {
  return word(ROWS[name].word);
}

/** Where a choice stands, in words. */
export function saySetting({ preferences }: PreferenceStore, name: SettingName): string {
  const found = ROWS[name].values.find(([value]) => value === preferences[name]);
  return word(found?.[1] ?? 'auto');
}

/** Goes on to the next value of a choice, or back to the one before. */
export function changeSetting(store: PreferenceStore, name: SettingName, step: -1 | 1): void {
  const values: readonly (readonly [unknown, WordId])[] = ROWS[name].values;
  const index = values.findIndex(([value]) => value === store.preferences[name]);
  const next = values[(index + step + values.length) % values.length]!;
  // The keys of a set are the player's own from then on.
  const keys = name === 'keySet' ? { keys: keysOfSet(next[0] as KeySetName) } : {};
  store.choose({ [name]: next[0], ...keys });
}
