// Where a letter stands on a keyboard, since orders are given by the place of a key and not by what it writes there: letters of the
// common layouts that have no Latin ones -> the Latin letter on the same key of a US keyboard. And Caps Lock, which is no order.
// For terminals that tell neither; those with the kitty keyboard protocol tell both (kitty-keys.ts). Used by the screens.
import type { Key } from './terminal.js';

/** Letters of a layout, and those of the same keys. */
const LAYOUTS: readonly (readonly [letters: string, places: string])[] = [
  // Russian, and what is different in Ukrainian and Belarusian.
  ['йцукенгшщзхъфывапролджэячсмитьбюё', "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"],
  ['іїєґў', "s]'\\o"],
  ['ςερτυθιοπασδφγηξκλζχψωβνμ', 'wertyuiopasdfghjklzxcvbnm'],
  ['קראטוןםפשדגכעיחלךזסבהנמצתץ', 'ertyuiopasdfghjklzxcvbnm,.'],
  ['ضصثقفغعهخحجدشسيبلاتنمكطئءؤرىةوزظ', "qwertyuiop[]asdfghjkl;'zxcvnm,./"],
  ['ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡ', 'qwertyuiopasdfghjklzxcvbnm'],
  ['ქწერტყუიოპასდფგჰჯკლზხცვბნმ', 'qwertyuiopasdfghjklzxcvbnm'],
];

const PLACES: ReadonlyMap<string, string> = new Map(
  LAYOUTS.flatMap(([letters, places]) =>
    Array.from(letters).flatMap((letter, index): [string, string][] => {
      const upper = letter.toUpperCase();
      const place = places[index];
      // Capitals last, where there are any of one letter.
      return upper === letter || Array.from(upper).length > 1
        ? [[letter, place]]
        : [
            [letter, place],
            [upper, place.toUpperCase()],
          ];
    }),
  ),
);

/** The Latin letter on the key of a letter; the letter itself where none is known. */
export function placeOf(letter: string): string {
  return PLACES.get(letter) ?? letter;
}

/** A capital three times without a small letter in between is Caps Lock: nobody turns so often on the spot. */
const CAPITALS_IN_A_ROW = 3;

/** Finds out whether Caps Lock is on, where nobody tells. */
export class CapsLock {
  #isOn = false;
  #capitals = 0;
  #last = '';

  /** A capital was pressed that means nothing, while its small letter does. */
  reveal(): void {
    this.#isOn = true;
  }

  /** A key as an order: by its place, and without Caps Lock. */
  orderOf(key: Key): Key {
    if (key.place !== undefined) return { ...key, name: key.place };
    const name = placeOf(key.name);
    const small = smallLetterOf(name);
    if (small === null) {
      if (/^\p{Ll}$/u.test(name)) this.#forget();
      return { ...key, name };
    }
    if (name !== this.#last) this.#capitals++;
    this.#last = name;
    if (this.#capitals >= CAPITALS_IN_A_ROW) this.#isOn = true;
    return { ...key, name: this.#isOn ? small : name };
  }

  #forget(): void {
    this.#isOn = false;
    this.#capitals = 0;
    this.#last = '';
  }
}

/** The small letter of a capital; null for any other key, and for the one capital that is an order of its own in a room. */
export function smallLetterOf(name: string): string | null {
  return /^[A-SU-Z]$/.test(name) ? name.toLowerCase() : null;
}
