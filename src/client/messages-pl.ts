// The sentences of messages.ts in Polish.
import type { MessageId } from './messages.js';

/** Polish. Forms for a number stand in the order 1, 2 to 4, 5 and more. */
export const POLISH: Readonly<Record<MessageId, string>> = {
  'no-tty':
    'tank-client rysuje na terminalu i czyta z niego klawisze: uruchom go w terminalu, bez potoku i przekierowań.',
  'dumb-terminal': 'TERM to „dumb”, czyli terminal bez kursora: uruchom grę w innym.',
  'no-place':
    'Powiedz, gdzie grać: --host HOST to serwer, a --local gra na tym komputerze. Zobacz tank-client --help.',
  'two-places': '--local to gra na tym komputerze, a --host na serwerze: użyj jednego z nich.',
  'two-rooms': '--room dołącza do pokoju, a --create tworzy nowy: użyj jednego z nich.',
  'local-room': '--local samo tworzy pokój: pomiń {option}.',
  'no-argument': '„{argument}” stoi samo: każda opcja ma nazwę, na przykład --host {argument}.',
  'bad-host':
    '„{host}” to nie jest nazwa ani adres serwera. Przykłady: --host play.example.org, --host 192.0.2.7:8265.',
  'bad-port':
    'Port to liczba od 1 do 65535. Serwer czołgów nasłuchuje na {port}, chyba że gospodarz ustawił inaczej.',
  'two-ports': 'Port podano i w --host, i w --port: pomiń jeden z nich.',
  'bad-room':
    '„{code}” to nie jest kod pokoju. Kod ma {length} {length:znak|znaki|znaków}, litery i cyfry; zapytaj tego, kto utworzył pokój.',
  'bad-lag': '--lag {lag}: podaj, ile milisekund trwa droga tam i z powrotem i o ile się waha: --lag 100+40.',
  'bad-colors': '--colors {colors}: podaj 16m, 256, 16 albo mono; bez tego odpowiada sam terminal.',
  'bad-palette': '--palette {palette}: do wyboru są {names}.',
  'bad-bots': '--bots przyjmuje liczbę od 0 do {max}.',
  'bad-bot-level': '--bot-level przyjmuje liczbę od 1 do {max}.',
  'bad-nick':
    'Nick nie może brzmieć „{nick}”. Nick ma od 1 do 16 liter jednego alfabetu, cyfr i znaków „_”, „.” i „-”.',
  'bad-language': 'Nie ma języka „{language}”. Wybierz jeden z: {known}.',
  'bad-ports': 'Porty to liczba albo zakres od 1 do 65535, na przykład 8265 albo 8000-8300, a nie „{ports}”.',
  'scan-host': 'Powiedz, który host: tank-client scan HOST [--ports 8000-8300].',
  'many-ports':
    'To {count} {count:port|porty|portów}: tak duży skan może zaniepokoić hosta i sieć po drodze. Jeśli to twój host, dodaj --yes.',
  'none-found': 'W tej sieci nie odpowiada żaden serwer. Serwer gdzie indziej: tank-client --host HOST.',
  'found-server': '{name}: graczy {players} z {playersMax}, otwartych pokoi {rooms}',
  'open-port': '{port}    otwarty, to nie serwer czołgów',
  'tank-port': '{port}    serwer czołgów „{name}” ({version}), graczy {players} z {playersMax}',
  scanned: '{host}: {total} {total:port|porty|portów}, zamkniętych {closed}, filtrowanych {filtered}',
  'bad-usage': '{reason} Zobacz tank-client --help.',
  'no-option': 'Nie ma opcji {option}. Zobacz tank-client --help.',
  'no-value': '--{option} wymaga wartości.',
  'unknown-server':
    'Nie było cię jeszcze na {server}. Odcisk jego certyfikatu (SHA-256) to\n  {fingerprint}\nSerwer wypisuje ten sam przy starcie. Jeśli możesz, porównaj oba.',
  'ask-trust': 'Czy od teraz ufać temu serwerowi? (t/n) ',
  'ask-yes-or-no': 'Odpowiedz t albo n. ',
  'not-trusted':
    'Do {server} niczego nie wysłano. Zapytaj gospodarza o odcisk i uruchom ponownie, gdy będzie taki sam.',
  'not-pinned':
    'Odcisku nie udało się zapisać w {path} ({reason}), więc następnym razem padnie to samo pytanie.',
  'ask-nick': 'Twój nick na tym serwerze [{nick}]: ',
  'nick-is-taken': 'Nick „{nick}” należy na tym serwerze do kogoś innego.',
  'ask-other-nick': 'Inny nick: ',
  forgot: 'Odcisk serwera {server} został zapomniany. Przy następnej wizycie padnie pytanie o nowy.',
  'nothing-to-forget': 'Nie ma tu odcisku serwera {server}, więc nie było czego zapominać.',
  'terminal-reset': 'Terminal znów działa normalnie.',
  'starting-local': 'Uruchamiam prywatny serwer i wpuszczam boty do pokoju ...',
  connecting: 'Łączę z {server} ...',
  leaving: 'Wychodzę ...',
  'host-unknown': 'Nie ma hosta o nazwie „{host}”. Sprawdź pisownię i to, czy ten komputer jest w sieci.',
  refused:
    'Na {server} nic nie nasłuchuje. Sprawdź port i zapytaj gospodarza, czy serwer działa (npx tank-server).',
  unreachable: 'Nie ma drogi do {server}. Sprawdź, czy ten komputer jest w sieci i czy adres jest dobry.',
  'no-connection': '{server} nie odpowiedział na czas. Sprawdź adres; po drodze może blokować zapora.',
  'not-tank': 'To, co działa na {server}, nie jest serwerem czołgów. Sprawdź port: zwykle jest to {port}.',
  'cut-early':
    '{server} rozłączył się bez słowa. Może jest pełny albo zablokował ten adres: spróbuj za minutę albo zapytaj gospodarza.',
  'server-changed':
    '{server} pokazuje inny odcisk niż poprzednio. Może gospodarz zrobił nowy certyfikat, a może ktoś siedzi pośrodku i podsłuchuje. Niczego nie wysłano.\nZapytaj gospodarza o odcisk. Jeśli to ten nowy, uruchom\n  tank-client --forget {server}\ni połącz się jeszcze raz.',
  reconnecting: 'Łącze z serwerem jest zerwane. Próbuję wrócić na twoje miejsce ...',
  'line-lost': 'Łącze z {server} zostało zerwane. Uruchom grę ponownie, żeby grać dalej.',
  'no-answer': '{server} nie odpowiedział na czas. Spróbuj ponownie.',
  'bad-answer':
    '{server} odpowiedział czymś, czego ta wersja nie rozumie. Zaktualizuj starszą z dwóch stron.',
  'other-protocol': '{server} mówi inną wersją protokołu. Zaktualizuj starszą z dwóch stron.',
  'guest-gone': 'Serwer nie trzyma już twojego miejsca, a gość nie może wrócić. Uruchom grę ponownie.',
  'given-up':
    'Przez minutę nie udało się połączyć z {server}, więc miejsce przepadło. Uruchom grę ponownie, gdy serwer wróci.',
  idle: 'Jesteś tam? Naciśnij klawisz: za {seconds} s inni zagrają dalej bez ciebie.',
  'now-watching': 'Twoje miejsce jest wolne dla innych: teraz oglądasz.',
  'now-playing': 'Masz teraz miejsce: grasz.',
  'seat-lost': 'Jesteś z powrotem, ale miejsce w pokoju przepadło. Dołącz jeszcze raz, podając kod.',
  NICK_TAKEN: 'Ten nick należy na tym serwerze do kogoś innego. Wybierz inny przez --nick.',
  BAD_NICK: 'Serwer nie przyjmuje tego nicka ({message}) Wybierz inny przez --nick.',
  SERVER_FULL: '{server} jest pełny. Spróbuj ponownie za kilka minut.',
  TOO_MANY_CONNECTIONS:
    'Z twojego adresu jest już zbyt wiele połączeń z {server}. Zamknij inny program gry albo spróbuj za minutę.',
  NO_SUCH_ROOM: 'Nie ma pokoju o tym kodzie. Zapytaj tego, kto go utworzył: może już go nie ma.',
  ROOM_FULL: 'Pokój jest pełny. Poczekaj, aż ktoś wyjdzie, albo utwórz własny.',
  NOT_HOST: 'To może zrobić tylko gospodarz pokoju.',
  WRONG_PHASE: 'Z tym trzeba poczekać, aż mecz się skończy.',
  TOO_MANY_ROOMS: 'Serwer nie pomieści więcej pokoi. Dołącz do któregoś albo spróbuj później.',
  FLOOD: 'Serwer przerwał łącze, bo wysłano do niego o wiele za dużo. Uruchom grę ponownie.',
  TIMED_OUT: '{server} zbyt długo nic od ciebie nie słyszał i przerwał łącze.',
  SLOW_DOWN: 'Za szybko: serwer pominął ostatnią rzecz. Poczekaj chwilę i spróbuj ponownie.',
  TAKEN_OVER:
    'To konto zalogowało się z innego programu, więc ten skończył. Jeden gracz gra w jednym miejscu naraz.',
  SHUTTING_DOWN: 'Gospodarz wyłączył {server}. Spróbuj ponownie później.',
  KICKED: 'Gospodarz pokoju cię wyprosił.',
  'no-champions': 'Ten serwer nie prowadzi tabeli mistrzów: to starsza wersja. Poproś gospodarza o nowszą.',
  'server-said': '{server} mówi: {message} ({code})',
  'local-folder':
    'Nie udało się utworzyć katalogu tymczasowego dla prywatnego serwera: {reason}. Zwolnij tam miejsce albo ustaw TMPDIR.',
  'local-failed': 'Prywatny serwer nie wystartował: {reason}. Powiedział: {said}',
  'local-slow': 'nie był gotowy po {seconds} {seconds:sekundzie|sekundach|sekundach}',
  'local-ended': 'zakończył się ({code})',
  'local-died': 'Prywatny serwer sam się zatrzymał, więc ta gra jest skończona. Uruchom następną.',
  'local-silent': 'nic',
  'identity-damaged':
    'Plik {path} nie jest kluczem. Przenieś go i uruchom grę ponownie: powstanie nowy klucz, a z nim potrzebny będzie nowy nick.',
  'identity-unusable':
    'Klucza w {path} nie można użyć: {reason}. Sprawdź, do kogo należy ten katalog i czy jest tam miejsce.',
  'pins-unusable':
    'Listy znanych serwerów w {path} nie można użyć: {reason}. Sprawdź, do kogo należy ten katalog i czy jest tam miejsce.',
  'terminal-lost': 'Terminal zniknął ({reason}).',
  mistake:
    'tank-client popełnił błąd i musiał się zatrzymać: {reason}\nZgłoś to, proszę, i napisz, co się działo przedtem.',
};
