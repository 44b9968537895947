// The pages of the help screen, in each language: keys or names at the left, what they mean at the right. What is said of
// pickups and modes stands with their names in mode-words.ts.
import { MODES } from '../../game/modes.js';
import { FROZEN, PICKUPS } from '../../game/pickups.js';
import { fill, type Language } from '../language.js';
import { type Bindings, keyWords } from './key-words.js';
import { hasWord, WORDS } from './words.js';

/** One page. A line without a name goes on with the one before. */
export interface HelpPage {
  readonly title: string;
  readonly lines: readonly (readonly [name: string, text: string])[];
}

const ENGLISH: readonly HelpPage[] = [
  {
    title: 'Keys',
    lines: [
      ['{drive}', 'drive that way until another key says otherwise'],
      ['the opposite way', 'stop; once more: drive back'],
      ['{turn}', 'turn without driving'],
      ['{stop}', 'stop'],
      ['{fire}', 'shoot'],
      ['{lay}', 'lay a mine, if you have one'],
      ['{auto}', 'shoot by itself, on and off'],
      ['{lock}', 'keep the gun where it points: drive sideways'],
      ['{map}', 'map of a large arena, on and off'],
      ['f, when you watch', 'a camera that follows no tank: the arrows move it'],
      ['{talk}', 'say something, or /help for what else can be typed there'],
      ['F2', 'settings; the keys can be changed there'],
      ['F3', 'line: ping, jitter, corrections'],
      ['?', 'this help'],
      ['ESC', 'one step back; it never leaves the game'],
      ['{leave}', 'leave, after a question'],
    ],
  },
  {
    title: 'Rules',
    lines: [
      ['Armour', 'A tank takes as many hits as its armour has points, three unless the host says otherwise.'],
      ['Shield', "Who has just come to the field can't be hit for two seconds, or until he shoots."],
      ['Shells', 'Two shells that meet are both gone. One tank has one shell in the air.'],
      ['Brick', 'Chips away, bit by bit, on the side that was hit. One can shoot a way through.'],
      ['Steel', 'Stops every ordinary shell.'],
      ['Water', 'Stops tanks and lets shells pass.'],
      ['Bush', 'Hides a tank from all who are not near.'],
      ['Ice', 'A tank slides on when nobody drives it.'],
      ['Line down', 'The tank stands, and its seat is kept for a minute. The client comes back by itself.'],
    ],
  },
];

const POLISH: readonly HelpPage[] = [
  {
    title: 'Klawisze',
    lines: [
      ['{drive}', 'jazda w tę stronę, aż inny klawisz powie co innego'],
      ['przeciwny kierunek', 'stop; jeszcze raz: jazda z powrotem'],
      ['{turn}', 'obrót w miejscu'],
      ['{stop}', 'stop'],
      ['{fire}', 'strzał'],
      ['{lay}', 'położenie miny, jeśli jakąś masz'],
      ['{auto}', 'ogień ciągły, włącz i wyłącz'],
      ['{lock}', 'działo zostaje tam, gdzie celuje: jazda bokiem'],
      ['{map}', 'mapa dużej areny, włącz i wyłącz'],
      ['f, gdy oglądasz', 'kamera bez czołgu: ruszają ją strzałki'],
      ['{talk}', 'powiedz coś; /pomoc mówi, co jeszcze można tam wpisać'],
      ['F2', 'ustawienia; tam można zmienić klawisze'],
      ['F3', 'łącze: ping, wahania, poprawki'],
      ['?', 'ta pomoc'],
      ['ESC', 'krok wstecz; nigdy nie kończy gry'],
      ['{leave}', 'wyjście, po jednym pytaniu'],
    ],
  },
  {
    title: 'Zasady',
    lines: [
      [
        'Pancerz',
        'Czołg wytrzymuje tyle trafień, ile ma punktów pancerza: trzy, chyba że gospodarz ustawi inaczej.',
      ],
      ['Osłona', 'Kto właśnie wjechał na pole, przez dwie sekundy jest nietykalny, chyba że sam strzeli.'],
      ['Pociski', 'Dwa pociski, które się spotkają, znikają. Jeden czołg ma w powietrzu jeden pocisk.'],
      ['Cegła', 'Kruszy się po kawałku z tej strony, w którą trafiono. Można przebić sobie drogę.'],
      ['Stal', 'Zatrzymuje każdy zwykły pocisk.'],
      ['Woda', 'Zatrzymuje czołgi, a przepuszcza pociski.'],
      ['Krzaki', 'Ukrywają czołg przed wszystkimi, którzy nie są blisko.'],
      ['Lód', 'Czołg ślizga się dalej, gdy nikt nim nie kieruje.'],
      ['Brak łącza', 'Czołg stoi, a miejsce czeka minutę. Program wraca na nie sam.'],
    ],
  },
];

/** What lies on the pads, by the letter on it. */
function pickupPage(language: Language, title: string): HelpPage {
  const words = WORDS[language];
  const lines = PICKUPS.slice(1, FROZEN).map(({ id, letter }): [string, string] => {
    const [name, about] = [`pickup-${id}`, `about-${id}`];
    return [`${letter}  ${hasWord(name) ? words[name] : id}`, hasWord(about) ? words[about] : ''];
  });
  return { title, lines };
}

function modePage(language: Language, title: string): HelpPage {
  const words = WORDS[language];
  const lines = MODES.map(({ id, help }): [string, string] => {
    const name = `mode-${id}`;
    return [hasWord(name) ? words[name] : id, hasWord(help) ? words[help] : ''];
  });
  return { title, lines };
}

/** The pages in a language with the keys as they stand. */
export function helpPages(language: Language, bindings: Bindings): HelpPage[] {
  const words = keyWords(bindings, true);
  return HELP[language].map(({ title, lines }) => ({
    title,
    lines: lines.map(([name, text]): [string, string] => [fill(name, words), fill(text, words)]),
  }));
}

/** The pages by language, the same ones in the same order. */
export const HELP: Readonly<Record<Language, readonly HelpPage[]>> = {
  en: [...ENGLISH, pickupPage('en', 'Pickups'), modePage('en', 'Modes')],
  pl: [...POLISH, pickupPage('pl', 'Bonusy'), modePage('pl', 'Tryby')],
};
