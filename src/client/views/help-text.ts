// The pages of the help screen, in each language: keys or names at the left, what they mean at the right.
import type { Language } from '../language.js';

/** One page. A line without a name goes on with the one before. */
export interface HelpPage {
  readonly title: string;
  readonly lines: readonly (readonly [name: string, text: string])[];
}

const ENGLISH: readonly HelpPage[] = [
  {
    title: 'Keys',
    lines: [
      ['arrows, WASD, HJKL', 'drive that way until another key says otherwise'],
      ['the opposite way', 'stop; once more: drive back'],
      ['Shift + arrow, capitals', 'turn without driving'],
      ['x or .', 'stop'],
      ['SPACE', 'shoot'],
      ['f', 'shoot by itself, on and off'],
      ['v', 'keep the gun where it points: drive sideways'],
      ['m', 'map of a large arena, on and off'],
      ['t or ENTER', 'say something, or /help for what else can be typed there'],
      ['F2', 'settings; the keys can be changed there'],
      ['F3', 'line: ping, jitter, corrections'],
      ['?', 'this help'],
      ['ESC', 'one step back; it never leaves the game'],
      ['q, Ctrl-C', 'leave, after a question'],
    ],
  },
  {
    title: 'Rules',
    lines: [
      ['Armour', 'A tank takes as many hits as its armour has points, three unless the host says otherwise.'],
      ['Shield', "Who has just come to the field can't be hit for two seconds, or until he shoots."],
      ['Shells', 'Two shells that meet are both gone. One tank has one shell in the air.'],
      ['Brick', 'chips away, bit by bit, on the side that was hit. One can shoot a way through.'],
      ['Steel', 'stops every ordinary shell.'],
      ['Water', 'stops tanks and lets shells pass.'],
      ['Bush', 'hides a tank from all who are not near.'],
      ['Ice', 'A tank slides on when nobody drives it.'],
      ['Line down', 'The tank stands, and its seat is kept for a minute. The client comes back by itself.'],
    ],
  },
  {
    title: 'Pickups',
    lines: [
      ['Shield', 'Nothing harms you for a while.'],
      ['Rapid fire', 'The gun loads faster.'],
      ['Speed', 'The tank drives faster.'],
      ['Repair', 'gives armour back.'],
      ['Mine', 'is laid behind you and goes off under the next tank.'],
      ['Ricochet', 'Shells bounce off walls.'],
      ['Laser', 'hits at once all that is in its way.'],
      ['Steel-breaker', 'Shells go through steel.'],
      ['Cloak', 'Others see you only from near.'],
      ['Freeze', 'stops all enemies for a moment.'],
    ],
  },
  {
    title: 'Modes',
    lines: [
      ['Free for all', 'Every tank that you destroy is a point.'],
      ['Teams', 'The same, for two to four sides together.'],
      ['Capture the flag', 'Fetch the flag of the others and bring it to your own base.'],
      ['King of the hill', 'Points for every second that your side holds the hill alone.'],
      ['Last tank standing', 'One life a round, and the arena closes in.'],
      ['Duel', 'Two fight, the others watch; the winner stays.'],
      ['Defend', 'All together hold a base against waves of bots that grow harder.'],
    ],
  },
];

const POLISH: readonly HelpPage[] = [
  {
    title: 'Klawisze',
    lines: [
      ['strzałki, WASD, HJKL', 'jazda w tę stronę, aż inny klawisz powie co innego'],
      ['przeciwny kierunek', 'stop; jeszcze raz: jazda z powrotem'],
      ['Shift + strzałka, wielkie', 'obrót w miejscu'],
      ['x albo .', 'stop'],
      ['SPACJA', 'strzał'],
      ['f', 'ogień ciągły, włącz i wyłącz'],
      ['v', 'działo zostaje tam, gdzie celuje: jazda bokiem'],
      ['m', 'mapa dużej areny, włącz i wyłącz'],
      ['t albo ENTER', 'powiedz coś; /pomoc mówi, co jeszcze można tam wpisać'],
      ['F2', 'ustawienia; tam można zmienić klawisze'],
      ['F3', 'łącze: ping, wahania, poprawki'],
      ['?', 'ta pomoc'],
      ['ESC', 'krok wstecz; nigdy nie kończy gry'],
      ['q, Ctrl-C', 'wyjście, po jednym pytaniu'],
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
      ['Cegła', 'kruszy się po kawałku z tej strony, w którą trafiono. Można przebić sobie drogę.'],
      ['Stal', 'zatrzymuje każdy zwykły pocisk.'],
      ['Woda', 'zatrzymuje czołgi, a przepuszcza pociski.'],
      ['Krzaki', 'ukrywają czołg przed wszystkimi, którzy nie są blisko.'],
      ['Lód', 'Czołg ślizga się dalej, gdy nikt nim nie kieruje.'],
      ['Brak łącza', 'Czołg stoi, a miejsce czeka minutę. Program wraca na nie sam.'],
    ],
  },
  {
    title: 'Bonusy',
    lines: [
      ['Osłona', 'Przez chwilę nic ci nie zaszkodzi.'],
      ['Szybki ogień', 'Działo ładuje się szybciej.'],
      ['Prędkość', 'Czołg jeździ szybciej.'],
      ['Naprawa', 'przywraca pancerz.'],
      ['Mina', 'zostaje za tobą i wybucha pod następnym czołgiem.'],
      ['Rykoszet', 'Pociski odbijają się od ścian.'],
      ['Laser', 'trafia od razu wszystko, co ma na drodze.'],
      ['Łamacz stali', 'Pociski przebijają stal.'],
      ['Niewidzialność', 'Inni widzą cię tylko z bliska.'],
      ['Zamrożenie', 'zatrzymuje na moment wszystkich wrogów.'],
    ],
  },
  {
    title: 'Tryby',
    lines: [
      ['Każdy na każdego', 'Każdy zniszczony czołg to punkt.'],
      ['Drużyny', 'To samo, ale wspólnie, w dwóch do czterech drużynach.'],
      ['Zdobądź flagę', 'Zabierz flagę przeciwnikom i przywieź ją do własnej bazy.'],
      ['Król wzgórza', 'Punkty za każdą sekundę, w której tylko twoja strona trzyma wzgórze.'],
      ['Ostatni czołg', 'Jedno życie na rundę, a arena się kurczy.'],
      ['Pojedynek', 'Dwoje walczy, reszta patrzy; zwycięzca zostaje.'],
      ['Obrona bazy', 'Wszyscy razem bronią bazy przed coraz groźniejszymi falami botów.'],
    ],
  },
];

/** The pages by language, the same ones in the same order. */
export const HELP: Readonly<Record<Language, readonly HelpPage[]>> = { en: ENGLISH, pl: POLISH };
