// For how long and why, as those who keep order type it: "30m rude words", "1.5h", "2 tygodnie spam"; and a term in words again. Pure; read
// by the server's console, by the client's line of talk and by all that tells a term, so that a term means the same everywhere.

/** The longest term. */
export const TERM_MINUTES_MAX = 10_000_000;

/** For how long, and why. */
export interface Terms {
  /** Left out where nothing was said of it. */
  readonly minutes?: number | undefined;
  readonly reason?: string | undefined;
}

/** The largest first: minutes of a unit, its name, and what it is called in English and Polish, without accents. */
const UNITS = [
  [10_080, 'week', 'w wk wks week weeks tyg tydzien tygodnia tygodnie tygodni'],
  [1440, 'day', 'd day days dzien dnia dni'],
  [60, 'hour', 'h hr hrs hour hours g godz godzina godzine godziny godzin'],
  [1, 'minute', 'm min mins minute minutes minuta minuty minut'],
] as const;

/** "for 2 hours", "na 2 godziny": a number, or what is before one, follows. */
const LEAD = /^(?:for|na)\s+(?=[^\p{L}\s]*\d)/iu;
const PART = /^(\d{1,8}(?:[.,]\d{1,3})?)\s*(\p{L}+)[.,:;]?(?=[\s\d]|$)\s*/u;

/** A term, and then why; either may be left out. What begins with a number is meant as a term, and a number alone is minutes.
 *  @returns null for a term that is not understood, of no whole minutes, or longer than TERM_MINUTES_MAX: never a reason, since a
 *  ban for that would be for good */
export function parseTerms(text: string): Terms | null {
  let rest = text.trim().replace(LEAD, '');
  if (!/^[^\p{L}\s]*\d/u.test(rest)) return rest === '' ? {} : { reason: rest };
  if (/^\d{1,8}$/.test(rest)) return termsOf(Number(rest), '');
  let minutes = 0;
  for (let part = PART.exec(rest); part !== null; part = PART.exec(rest)) {
    const word = part[2].normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
    const unit = UNITS.find(([, , words]) => words.split(' ').includes(word));
    // A word that is no unit begins the reason, but not behind a number.
    if (unit === undefined) return null;
    minutes += Number(part[1].replace(',', '.')) * unit[0];
    rest = rest.slice(part[0].length);
  }
  return /^[^\p{L}\s]*\d/u.test(rest) ? null : termsOf(minutes, rest);
}

function termsOf(sum: number, reason: string): Terms | null {
  const minutes = Math.round(sum);
  if (Math.abs(sum - minutes) > 1e-6 || minutes < 1 || minutes > TERM_MINUTES_MAX) return null;
  return reason === '' ? { minutes } : { minutes, reason };
}

/** "2 hours 30 minutes". @param minutes a whole number from 0 on @param language of the words */
export function termInWords(minutes: number, language = 'en'): string {
  const words: string[] = [];
  let rest = minutes;
  for (const [length, unit] of UNITS) {
    const count = Math.floor(rest / length);
    rest -= count * length;
    if (count === 0 && !(unit === 'minute' && words.length === 0)) continue;
    words.push(new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(count));
  }
  return words.join(' ');
}
