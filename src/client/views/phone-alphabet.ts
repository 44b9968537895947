// A room's code as one reads it out over a telephone: a word for each letter and digit. The English words are those of the
// radio alphabet of ICAO, the Polish ones those that people use on the telephone.
import type { Language } from '../language.js';

const WORDS: Readonly<Record<Language, string>> = {
  en:
    'Alfa Bravo Charlie Delta Echo Foxtrot Golf Hotel India Juliett Kilo Lima Mike November Oscar Papa Quebec Romeo ' +
    'Sierra Tango Uniform Victor Whiskey X-ray Yankee Zulu Zero One Two Three Four Five Six Seven Eight Nine',
  pl:
    'Adam Barbara Celina Dorota Ewa Franciszek Genowefa Henryk Irena Jadwiga Karol Leon Maria Natalia Olga Paweł Quebec ' +
    'Roman Stanisław Tadeusz Urszula Violetta Wanda Xawery Ypsylon Zofia Zero Jeden Dwa Trzy Cztery Pięć Sześć Siedem ' +
    'Osiem Dziewięć',
};
const CHARACTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/** Spells a code: "K7" becomes "Kilo Seven". A character without a word stands for itself. */
export function spell(code: string, language: Language): string {
  const words = WORDS[language].split(' ');
  return Array.from(code, (character) => words[CHARACTERS.indexOf(character)] ?? character).join(' ');
}
