// What `tank-client --help` says, in each language. Pure text; the entry hands it to the argument parser.
import type { Language } from './language.js';

/** The text of `--help`. */
export const USAGE: Readonly<Record<Language, string>> = {
  en: `
  Usage
    $ tank-client                      the title screen: choose where to play
    $ tank-client --local              a battle with bots, at once, on this machine
    $ tank-client --host HOST          a battle with people, on a server
    $ tank-client tank://HOST/CODE     straight into the room of this address
    $ tank-client discover [--json]    servers in this network
    $ tank-client scan HOST [--ports 8000-8300] [--json]
                                       which ports are open, and where a tank server is

  Where to play
    --local             start a private server, fill a room with bots, and play in it
    --host HOST[:PORT]  name or address of a server
    --port N            its port, 8265 when left out
    --nick NAME         who you are there: 1 to 16 letters, digits, "_", "." or "-"
    --room CODE         join this room at once
    --password TEXT     of the server, or of the room that is joined or created
    --create            create a room at once; its code is on the screen
    --bots N            bots in the room that is created, 0 to 15
    --bot-level N       how well they play: 1 for a child, 2, 3, 4 to be feared
    --mode MODE         its mode: free-for-all, teams, capture-the-flag, duel,
                        king-of-the-hill, last-tank-standing, defend
    --arena NAME        its arena, such as Crossroads, or "Wild small"
                        --local plays what was played last, but for these four

  What it looks like
    --lang en|pl        language; that of the settings or of the system when left out
    --colors 16m|256|16|mono
                        colours of the terminal, when they are found wrong
    --ascii, --no-ascii draw with ASCII characters alone, or with blocks
    --palette NAME      usual, or colour-blind
    --calm              scenery does not move, and nothing flashes
    --plain, --no-plain lines that are only added, and numbers to choose, for a
                        screen reader, a braille display or a very plain terminal;
                        ACCESSIBLE=1 says the same
    --speed PERCENT     how fast --local goes, 25 to 100; half with --plain

  Trust
    --trust             accept a server that is new to you without being asked
    --forget HOST[:PORT]
                        forget a server's fingerprint, when its host has changed it

  Talk past the server
    --direct            whom you ask or accept (/direct NICK) may talk straight to
                        you. Off by default: he sees your network address, and
                        whoever watches the network sees that you two talk
    --direct-port N     let them in at this port, 1024 to 65535; any when left out

  When something is odd
    --reset-terminal    mend a terminal that a killed client has left behind
    --show-net          show the traffic and the delay
    --show-miss         show where the prediction was wrong
    --no-predict        show only what the server says
    --lag MS[+JITTER]   make the line slower: a round trip of MS, give or take

    --help, --version   this text, and the version

  Your key, your nicks, your settings and the servers that you trust are kept in
  your own configuration folder. Ctrl-C leaves the game.

  Examples
    $ tank-client --local --bots 3
    $ tank-client --host play.example.org --nick Ada --create
    $ tank-client --host play.example.org --room K7M2QP
`,
  pl: `
  Użycie
    $ tank-client                      ekran tytułowy: wybierz, gdzie grać
    $ tank-client --local              od razu bitwa z botami na tym komputerze
    $ tank-client --host HOST          bitwa z ludźmi na serwerze
    $ tank-client tank://HOST/KOD      prosto do pokoju o tym adresie
    $ tank-client discover [--json]    serwery w tej sieci
    $ tank-client scan HOST [--ports 8000-8300] [--json]
                                       otwarte porty i serwery czołgów na hoście

  Gdzie grać
    --local             uruchom prywatny serwer, wpuść boty i graj
    --host HOST[:PORT]  nazwa albo adres serwera
    --port N            jego port; bez tego 8265
    --nick NICK         kim tam jesteś: od 1 do 16 liter, cyfr i znaków "_", ".", "-"
    --room KOD          od razu dołącz do tego pokoju
    --password TEKST    hasło serwera albo pokoju
    --create            od razu utwórz pokój; jego kod zobaczysz na ekranie
    --bots N            boty w tworzonym pokoju, od 0 do 15
    --bot-level N       jak dobrze grają: 1 dla dziecka, 2, 3, 4 dla odważnych
    --mode TRYB         jego tryb: free-for-all, teams, capture-the-flag, duel,
                        king-of-the-hill, last-tank-standing, defend
    --arena NAZWA       jego arena, na przykład Crossroads albo "Wild small"
                        --local gra w to co ostatnio, poza tymi czterema

  Jak to wygląda
    --lang en|pl        język; bez tego taki jak w ustawieniach albo w systemie
    --colors 16m|256|16|mono
                        kolory terminala, gdy zostały źle rozpoznane
    --ascii, --no-ascii rysuj samym ASCII albo blokami
    --palette NAZWA     usual (zwykłe) albo colour-blind (dla daltonistów)
    --calm              krajobraz się nie porusza i nic nie miga
    --plain, --no-plain wiersze, które tylko przybywają, i cyfry do wyboru: dla
                        czytnika ekranu, brajla i bardzo prostych terminali;
                        ACCESSIBLE=1 mówi to samo
    --speed PROCENT     jak szybko idzie --local, od 25 do 100; z --plain połowa

  Zaufanie
    --trust             przyjmij nieznany serwer bez pytania
    --forget HOST[:PORT]
                        zapomnij odcisk serwera, gdy gospodarz go zmienił

  Rozmowy z pominięciem serwera
    --direct            kogo zaprosisz lub przyjmiesz (/wprost NICK), może rozmawiać
                        z tobą wprost. Zwykle wyłączone: zobaczy wtedy twój adres
                        w sieci, a kto ją podgląda, zobaczy, że rozmawiacie
    --direct-port N     wpuszczaj przez ten port, od 1024 do 65535; bez tego dowolny

  Gdy coś jest nie tak
    --reset-terminal    napraw terminal po zabitym programie
    --show-net          pokaż ruch w sieci i opóźnienie
    --show-miss         pokaż, gdzie przewidywanie się pomyliło
    --no-predict        pokaż tylko to, co mówi serwer
    --lag MS[+WAHANIE]  spowolnij łącze: droga tam i z powrotem trwa MS

    --help, --version   ten tekst i wersja

  Klucz, nicki, ustawienia i zaufane serwery są w twoim katalogu konfiguracji.
  Ctrl-C kończy grę.

  Przykłady
    $ tank-client --local --bots 3
    $ tank-client --host play.example.org --nick Ada --create
    $ tank-client --host play.example.org --room K7M2QP
`,
};
