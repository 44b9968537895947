// The options of a room as lines that the arrows change: one table for the screen that makes a room and for the room itself.
// A new option is one line here; the compiler asks for it as soon as the protocol has one.
import { ARENAS } from '../../game/arenas.js';
import { MODES } from '../../game/modes.js';
import type { RoomOptions } from '../../protocol/messages.js';
import { BOLD, type Frame } from '../frame.js';
import { textWidth } from '../glyph.js';
import { INK } from '../palette.js';
import { hasWord, type WordId, word } from './words.js';

/** Options with one value each; a list has no place on one line. */
type OptionName = {
  [Name in keyof RoomOptions]: RoomOptions[Name] extends string | number | boolean ? Name : never;
}[keyof RoomOptions];

interface OptionRow<Value> {
  readonly word: WordId;
  /** Values that the arrows go through. */
  readonly values: readonly Value[];
  /** What 0 means, where it is more than a number. */
  readonly zero?: WordId;
}

const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

const ROWS: { readonly [Name in OptionName]: OptionRow<RoomOptions[Name]> } = {
  arena: { word: 'option-arena', values: [...ARENAS.keys()] },
  mode: { word: 'option-mode', values: MODES.map(({ id }) => id) },
  bots: { word: 'option-bots', values: [0, ...range(2, 16)], zero: 'no-bots' },
  botLevel: { word: 'option-bot-level', values: range(1, 4) },
  minutes: { word: 'option-minutes', values: [1, 2, 3, 5, 10, 15, 20, 30] },
  score: { word: 'option-score', values: [0, 5, 10, 15, 20, 30, 50, 100], zero: 'no-limit' },
  armour: { word: 'option-armour', values: range(1, 5) },
  seats: { word: 'option-seats', values: range(2, 16) },
  countdown: { word: 'option-countdown', values: [0, 3, 5, 10], zero: 'at-once' },
  teams: { word: 'option-teams', values: range(2, 4) },
  teamDamage: { word: 'option-team-damage', values: [false, true] },
  badPickups: { word: 'option-bad-pickups', values: [false, true] },
  public: { word: 'option-public', values: [false, true] },
  spectators: { word: 'option-spectators', values: [0, 2, 4, 8, 16], zero: 'nobody' },
  delay: { word: 'option-delay', values: [0, 5, 10, 15, 20, 30], zero: 'at-once' },
};

/** The options in the order in which they are shown. */
export const OPTION_NAMES = Object.keys(ROWS) as readonly OptionName[];

/** The value that comes after or before the present one; one that is not in the table counts as the first. */
export function nextValue(name: OptionName, options: RoomOptions, step: -1 | 1): string | number | boolean {
  const values: readonly (string | number | boolean)[] = ROWS[name].values;
  const index = values.indexOf(options[name]);
  return values[(index + step + values.length) % values.length]!;
}

/** What a mode is called; its id where there is no name for it yet. */
export function modeName(id: string): string {
  const name = `mode-${id}`;
  return hasWord(name) ? word(name) : id;
}

function sayValue(name: OptionName, options: RoomOptions): string {
  const value = options[name];
  const { zero } = ROWS[name];
  if (typeof value === 'boolean') return word(value ? 'yes' : 'no');
  if (value === 0 && zero !== undefined) return word(zero);
  return name === 'mode' ? modeName(String(value)) : String(value);
}

/** Draws the options.
 *  @param chosen index of the one that the arrows change, -1 for none
 *  @param rows how many lines there are for them: of more options those around the chosen one are shown */
export function drawOptions(
  frame: Frame,
  x: number,
  y: number,
  width: number,
  rows: number,
  options: RoomOptions,
  chosen: number,
): void {
  const first = Math.max(0, Math.min(chosen - (rows >> 1), OPTION_NAMES.length - rows));
  const labelColumns = Math.min(
    Math.max(...OPTION_NAMES.map((name) => textWidth(word(ROWS[name].word)))) + 1,
    width - 14,
  );
  for (let row = 0; row < rows && first + row < OPTION_NAMES.length; row++) {
    const index = first + row;
    const name = OPTION_NAMES[index]!;
    const isChosen = index === chosen;
    const look = isChosen ? { fg: INK.accent, style: BOLD } : { fg: INK.text };
    frame.text(x, y + row, isChosen ? '>' : ' ', look);
    frame.text(x + 2, y + row, word(ROWS[name].word), { ...look, width: labelColumns - 1 });
    const value = sayValue(name, options);
    frame.text(x + 2 + labelColumns, y + row, isChosen ? `< ${value} >` : `  ${value}`, {
      ...(isChosen ? look : { fg: INK.bright }),
      width: width - labelColumns - 2,
    });
  }
}
