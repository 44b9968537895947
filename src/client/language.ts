// Which language the player reads, and how a sentence of a table becomes one with its values: `{name}` is replaced by a value,
// `{name:one|other}` by the form that fits a number. Chosen once by the entry, and again by the settings; read wherever
// something is said. Knows no sentence.

/** The languages that the client speaks. */
export const LANGUAGES = ['en', 'pl'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The values that a text needs, by the names in its braces. */
export type Names<Text extends string> = Text extends `${string}{${infer Inner}}${infer Rest}`
  ? (Inner extends `${infer Name}:${string}` ? Name : Inner) | Names<Rest>
  : never;
export type Values = Readonly<Record<string, string | number>>;

const PLURALS: Readonly<Record<Language, Intl.PluralRules>> = {
  en: new Intl.PluralRules('en'),
  pl: new Intl.PluralRules('pl'),
};
/** The order in which a text gives the forms of a word. */
const FORMS: Readonly<Record<Language, readonly Intl.LDMLPluralRule[]>> = {
  en: ['one', 'other'],
  pl: ['one', 'few', 'many'],
};

let spoken: Language = 'en';

/** The language in which everything is said now. */
export function language(): Language {
  return spoken;
}

/** Chooses the language for all that is said from now on. */
export function speak(next: Language): void {
  spoken = next;
}

/** Whether a text names a language. */
export function isLanguage(text: string): text is Language {
  return (LANGUAGES as readonly string[]).includes(text);
}

/** The language of a locale as POSIX has it: LC_ALL, then LC_MESSAGES, then LANG; the first that is set counts.
 *  @returns English for every other one */
export function detectLanguage(env: Readonly<Record<string, string | undefined>>): Language {
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || '';
  const name = /^[a-z]+/i.exec(locale)?.[0].toLowerCase() ?? '';
  return isLanguage(name) ? name : 'en';
}

/** Puts values into a text. @param values by name; what has none is left empty */
export function fill(text: string, values: Values, form: Language = spoken): string {
  return text.replace(/\{([a-z]+)(?::([^}]*))?\}/gi, (_whole, name: string, forms: string | undefined) => {
    const value = values[name] ?? '';
    if (forms === undefined) return String(value);
    const index = FORMS[form].indexOf(PLURALS[form].select(Number(value)));
    return forms.split('|')[Math.max(0, index)] ?? '';
  });
}
