// The options of a room as lines that the arrows change: one table for the screen that makes a room and for the room itself.
// Modes and arenas are those that the server offers, and of the arenas those that suit the mode. A new option is one line here;
// the compiler asks for it as soon as the protocol has one.
import { changeOptions, type RoomOptions } from '../../protocol/room-state.js';
import { BOLD, type Frame } from '../frame.js';
import { textWidth } from '../glyph.js';
import { INK } from '../palette.js';
import type { Offer } from '../state.js';
import type { Key } from '../terminal.js';
import { countOff, drawPickups, PICKUP_COUNT, togglePickup } from './pickup-options.js';
import { changeOf, firstShown, isGo, moveChoice } from './view.js';
import { hasWord, type WordId, word } from './words.js';

/** Name of an option. */
export type OptionName = keyof RoomOptions;
type OptionValue = RoomOptions[OptionName];

interface OptionRow<Value> {
  readonly word: WordId;
  /** Values that the arrows go through; those of a list are chosen on lines of their own. */
  values(options: RoomOptions, offer: Offer | null): readonly Value[];
  /** What 0 means, where it is more than a number. */
  readonly zero?: WordId;
}

const range = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);
const numbers = (...values: number[]) => {
  return () => values;
};
const switches = () => [false, true];

const ROWS: { readonly [Name in OptionName]: OptionRow<RoomOptions[Name]> } = {
  arena: { word: 'option-arena', values: ({ mode }, offer) => arenasFor(mode, offer) },
  mode: { word: 'option-mode', values: (_options, offer) => offer?.modes ?? [] },
  bots: { word: 'option-bots', values: numbers(0, ...range(2, 16)), zero: 'no-bots' },
  botLevel: { word: 'option-bot-level', values: numbers(...range(1, 4)) },
  botTruce: { word: 'option-bot-truce', values: numbers(0, 8, 15, 30), zero: 'no-truce' },
  minutes: { word: 'option-minutes', values: numbers(1, 2, 3, 5, 10, 15, 20, 30) },
  score: { word: 'option-score', values: numbers(0, 5, 10, 15, 20, 30, 50, 100), zero: 'no-limit' },
  armour: { word: 'option-armour', values: numbers(...range(1, 5)) },
  seats: { word: 'option-seats', values: numbers(...range(2, 16)) },
  countdown: { word: 'option-countdown', values: numbers(0, 3, 5, 10), zero: 'at-once' },
  teams: { word: 'option-teams', values: numbers(...range(2, 4)) },
  teamDamage: { word: 'option-team-damage', values: switches },
  pickupsOff: { word: 'option-pickups', values: () => [] },
  badPickups: { word: 'option-bad-pickups', values: switches },
  public: { word: 'option-public', values: switches },
  spectators: { word: 'option-spectators', values: numbers(0, 2, 4, 8, 16), zero: 'nobody' },
  delay: { word: 'option-delay', values: numbers(0, 5, 10, 15, 20, 30), zero: 'at-once' },
};

/** Columns of the longest value, that of a mode, with the signs around the one that is chosen. */
const VALUE_COLUMNS = 22;

/** The options in the order in which they are shown; the truce is for somebody new, whose client asks for it. */
export const OPTION_NAMES: readonly OptionName[] = (Object.keys(ROWS) as OptionName[]).filter(
  (name) => name !== 'botTruce',
);

/** Columns of the names in a list of this width, from the third one on. */
export function labelColumnsIn(width: number): number {
  return Math.min(labelsWide(), width - 14);
}

/** What an option is called. */
export function optionName(name: OptionName): string {
  return word(ROWS[name].word);
}

/** What a mode is called; its id where there is no name for it yet. */
export function modeName(id: string): string {
  const name = `mode-${id}`;
  return hasWord(name) ? word(name) : id;
}

/** Which option is chosen, and whether the list of the pickups is open in place of the options. */
export class OptionList {
  #chosen: number;
  #pickup = 0;
  #isOpen = false;
  readonly #names: readonly OptionName[];
  readonly #lines: number;

  /** @param chosen index in the names, or of a line behind them @param linesBehind lines that can be chosen behind them
   *  @param names the options that it has; all of them when left out */
  constructor(chosen: number, linesBehind = 0, names: readonly OptionName[] = OPTION_NAMES) {
    this.#chosen = chosen;
    this.#names = names;
    this.#lines = names.length + linesBehind;
  }

  /** Columns in which every value of this program is shown whole. */
  static columns(): number {
    return 2 + labelsWide() + VALUE_COLUMNS;
  }

  /** Index in its names, or of a line behind them. */
  get chosen(): number {
    return this.#chosen;
  }

  /** Whether the pickups are being chosen. */
  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Lines that it takes now. */
  get rows(): number {
    return this.#isOpen ? PICKUP_COUNT : this.#names.length;
  }

  /** Takes a key. @returns what it changes, nothing for one that only moves; null when the key means nothing here */
  key(key: Key, options: RoomOptions, offer: Offer | null): Partial<RoomOptions> | null {
    const step = changeOf(key);
    if (this.#isOpen) return this.#keyOfPickups(key, step, options);
    const chosen = moveChoice(key, this.#chosen, this.#lines);
    if (chosen !== null) {
      this.#chosen = chosen;
      return {};
    }
    const name = this.#names[this.#chosen];
    if (step === 0 || name === undefined) return null;
    if (name === 'pickupsOff') {
      this.#isOpen = true;
      return {};
    }
    return changedOption(name, step, options, offer);
  }

  #keyOfPickups(key: Key, step: number, options: RoomOptions): Partial<RoomOptions> | null {
    const chosen = moveChoice(key, this.#pickup, PICKUP_COUNT);
    if (chosen !== null) this.#pickup = chosen;
    else if (step !== 0 || key.name === ' ')
      return { pickupsOff: togglePickup(this.#pickup, options.pickupsOff) };
    else if (isGo(key) || key.name === 'ESCAPE') this.#isOpen = false;
    else return null;
    return {};
  }

  /** Draws the options, or the pickups.
   *  @param isActive whether the arrows change something here
   *  @param rows how many lines there are for them: of more those around the chosen one are shown */
  draw(
    frame: Frame,
    x: number,
    y: number,
    width: number,
    rows: number,
    options: RoomOptions,
    isActive: boolean,
  ): void {
    if (this.#isOpen && isActive) {
      drawPickups(frame, x, y, width, rows, options.pickupsOff, this.#pickup);
      return;
    }
    const chosen = isActive ? this.#chosen : -1;
    const first = firstShown(chosen, this.#names.length, rows);
    const labelColumns = labelColumnsIn(width);
    for (let row = 0; row < rows && first + row < this.#names.length; row++) {
      const name = this.#names[first + row]!;
      const isChosen = first + row === chosen;
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
}

/** Columns of the longest name of an option, with a blank behind. */
function labelsWide(): number {
  return 1 + Math.max(...OPTION_NAMES.map((name) => textWidth(word(ROWS[name].word))));
}

function arenasFor(mode: string, offer: Offer | null): string[] {
  return (offer?.arenas ?? []).filter(({ modes }) => modes.includes(mode)).map(({ name }) => name);
}

/** The next value or the one before; one that is not in the list counts as the first. A mode brings an arena that suits it. */
export function changedOption(
  name: OptionName,
  step: number,
  options: RoomOptions,
  offer: Offer | null,
): Partial<RoomOptions> {
  const values: readonly OptionValue[] = ROWS[name].values(options, offer);
  if (values.length === 0) return {};
  const index = Math.max(0, values.indexOf(options[name]));
  const value = values[(index + step + values.length) % values.length]!;
  const changed: Partial<RoomOptions> = { [name]: value };
  if (name === 'public') {
    const { delay } = changeOptions(options, changed);
    return delay === options.delay ? changed : { ...changed, delay };
  }
  // Bots fill seats: the two never contradict each other.
  if (name === 'bots' && Number(value) > options.seats) return { ...changed, seats: Number(value) };
  if (name === 'seats' && Number(value) < options.bots) return { ...changed, bots: Number(value) };
  if (name !== 'mode') return changed;
  // The mode goes first: the arena would not suit the one before.
  const suiting = arenasFor(String(value), offer);
  return suiting.length === 0 || suiting.includes(options.arena)
    ? changed
    : { ...changed, arena: suiting[0]! };
}

/** The value of an option in words. */
export function sayValue(name: OptionName, options: RoomOptions): string {
  if (name === 'pickupsOff') {
    const off = countOff(options.pickupsOff);
    if (off === 0) return word('pickups-all');
    const count = PICKUP_COUNT - off;
    return count === 0 ? word('pickups-none') : word('pickups-some', { count, all: PICKUP_COUNT });
  }
  const value = options[name];
  const { zero } = ROWS[name];
  if (typeof value === 'boolean') return word(value ? 'yes' : 'no');
  if (value === 0 && zero !== undefined) return word(zero);
  return name === 'mode' ? modeName(String(value)) : String(value);
}
