// The settings as a menu of plain mode: those that mean something without a picture. A number takes the next value and says it.
import {
  changeSetting,
  type PreferenceStore,
  type SettingName,
  saySetting,
  settingName,
} from '../views/settings.js';
import { word } from '../views/words.js';
import type { Desk, Menu } from './menu.js';

const NAMES: readonly SettingName[] = [
  ...(['language', 'speed', 'keySet', 'toggle'] as const),
  ...(['bellMatch', 'bellWhisper', 'bellIdle', 'bellBattle', 'direct'] as const),
];

/** The settings. */
export function settingsMenu(store: PreferenceStore, desk: Desk): Menu {
  const say = (name: SettingName): string =>
    word('plain-value', { name: settingName(name), value: saySetting(store, name) });
  const choices = NAMES.map((name) => ({
    text: say(name),
    run: () => {
      changeSetting(store, name, 1);
      desk.say(say(name));
    },
  }));
  return { head: [word('settings')], choices };
}
