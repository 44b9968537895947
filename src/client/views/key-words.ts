// The keys of a battle in words, from the bindings as they stand: `{fire}` in a footer, a lesson or a page of help becomes the key that
// shoots now. Used by every screen that names such a key; only keys that no player can change are written into a text.
import { nameOf } from '../bindings.js';
import type { KeyAction } from '../keys.js';
import { fill, language, type Values } from '../language.js';
import { WORDS, type WordId, word } from './words.js';

/** From the names of keys to what they mean. */
export type Bindings = ReadonlyMap<string, KeyAction>;

const HEADINGS = ['up', 'right', 'down', 'left'] as const;
const ARROW = /^(SHIFT_)?(UP|DOWN|LEFT|RIGHT)$/;
/** In the order of HEADINGS; where they stand in that of a reader, and of somebody used to vi. */
const READ_ORDER = [0, 3, 2, 1];
const VI = 'KLJH';

/** A key as it stands on the keyboard. */
export function sayKey(name: string): string {
  if (name === ' ') return word('key-space');
  const arrow = ARROW.exec(name);
  if (arrow === null) return name;
  const [, shift, way] = arrow;
  const id = `key-${way!.toLowerCase() as (typeof HEADINGS)[number]}` as const;
  return (shift === undefined ? '' : 'Shift+') + word(id);
}

/** What a text's `{drive}`, `{turn}`, `{fire}`, `{stop}`, `{auto}`, `{lock}`, `{lay}`, `{talk}`, `{map}` and `{leave}` stand for.
 *  @param isAll every key of each, as help tells them; else the first, as a footer has room for
 *  @param none what stands where no key is left */
export function keyWords(bindings: Bindings, isAll = false, none = '-'): Values {
  const of = (action: string): string[] =>
    [...bindings].filter(([, each]) => nameOf(each) === action).map(([key]) => key);
  const say = (words: readonly string[]): string => (isAll ? words : words.slice(0, 1)).join(', ') || none;
  const keys = (action: string): string => say(of(action).map(sayKey));
  const ways = (kind: 'drive' | 'turn'): string => say(sets(HEADINGS.map((way) => of(`${kind}-${way}`))));
  // What a battle needs keeps a key that can't be taken from it.
  const own = (key: string, other: string): string => say(bindings.has(key) ? [other] : [key, other]);
  return {
    drive: ways('drive'),
    // Said once for all of them.
    turn: ways('turn').replaceAll(', Shift+', ', '),
    fire: keys('fire'),
    stop: keys('stop'),
    auto: keys('auto-fire'),
    lock: keys('lock'),
    lay: keys('lay'),
    talk: own('t', 'ENTER'),
    leave: own('q', 'Ctrl-C'),
    map: bindings.has('m') ? none : 'm',
  };
}

/** A text with the keys as they stand, the first of each. */
export function sayWithKeys(id: WordId, bindings: Bindings): string {
  return fill(WORDS[language()][id], keyWords(bindings));
}

/** A footer with its keys; what no key is left for is left out.
 *  @param others what else the text's names stand for; an empty one leaves out its part */
export function footerOf(id: WordId, bindings: Bindings, others: Values = {}): string {
  const words = { ...keyWords(bindings, false, ''), ...others };
  return WORDS[language()][id]
    .split('  ')
    .map((part) => fill(part, words))
    .filter((part) => !part.startsWith(' '))
    .join('  ');
}

/** Keys of the four headings as sets that belong together, the first of each heading first.
 *  @param keys of each heading, in the order of HEADINGS */
function sets(keys: readonly (readonly string[])[]): string[] {
  const count = Math.max(...keys.map(({ length }) => length));
  return Array.from({ length: count }, (_, index) => saySet(keys.map((each) => each[index])));
}

function saySet(set: readonly (string | undefined)[]): string {
  const [first = ''] = set;
  const shift = ARROW.exec(first)?.[1] ?? '';
  const isArrows = set.every((key, heading) => key === `${shift}${HEADINGS[heading]!.toUpperCase()}`);
  if (isArrows) return (shift === '' ? '' : 'Shift+') + word('keys-arrows');
  const letters = set.map((key = '') => key.toUpperCase());
  if (letters.every((letter) => /^\p{L}$/u.test(letter))) {
    const text = letters.join('') === VI ? 'HJKL' : READ_ORDER.map((heading) => letters[heading]).join('');
    return set.every((key, heading) => key === letters[heading]) ? `Shift+${text}` : text;
  }
  return READ_ORDER.flatMap((heading) => set[heading] ?? [])
    .map(sayKey)
    .join('/');
}
