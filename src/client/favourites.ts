// The servers that a player has marked on the title screen: kept in the settings, and asked how they are while that screen is shown. They
// are asked over the line as `tank-client scan` does, since the search of this network reaches no further. Owned by title.ts; it
// never waits for a server, and logs in nowhere.
import { cleanText } from '../protocol/text.js';
import { formatAddress, parseAddress, type ServerAddress } from './address.js';
import { askServer, type ScannedServer } from './scan.js';
import { FAVOURITES_MAX, type Settings } from './settings.js';

/** How often one of them is asked. */
export const ASK_EVERY_MS = 30_000;
const TIMEOUT_MS = 3000;
/** Code points of a server's name on the title screen. */
export const NAME_LENGTH_MAX = 24;

/** How one of them is; null when it does not answer. */
export type ServerAnswer = Pick<ScannedServer, 'name' | 'players' | 'playersMax' | 'pingMs'> | null;

/** Asks a server. @throws anything when it does not answer */
export type AskServer = (address: ServerAddress) => Promise<NonNullable<ServerAnswer>>;

/** The favourite servers. */
export class Favourites {
  readonly #ask: AskServer;
  readonly #onNews: () => void;
  #settings: Settings;
  readonly #answers = new Map<string, ServerAnswer>();
  /** When each was asked last. */
  readonly #askedAtMs = new Map<string, number>();

  /** @param onNews told after each answer */
  constructor(
    settings: Settings,
    onNews: () => void,
    ask: AskServer = (address) => askServer({ ...address, timeoutMs: TIMEOUT_MS }),
  ) {
    this.#settings = settings;
    this.#onNews = onNews;
    this.#ask = ask;
  }

  /** Goes on with the settings as they were read anew. */
  use(settings: Settings): void {
    this.#settings = settings;
  }

  /** Their addresses, as formatAddress writes them. */
  get names(): readonly string[] {
    return this.#settings.favourites;
  }

  /** What is known of one of them; undefined while nothing is. */
  answerOf(name: string): ServerAnswer | undefined {
    return this.#answers.get(name);
  }

  /** Marks a server, or no longer. @returns false when there are too many already */
  turn(address: ServerAddress): boolean {
    const isFavourite = this.names.includes(formatAddress(address));
    if (!isFavourite && this.names.length >= FAVOURITES_MAX) return false;
    // What can't be written holds until the client ends.
    void this.#settings.setFavourite(address, !isFavourite);
    return true;
  }

  /** Asks those that were not asked for a while; called as long as they are shown. @param nowMs by any clock that only grows */
  ask(nowMs: number): void {
    for (const name of this.names) {
      const lastMs = this.#askedAtMs.get(name) ?? Number.NEGATIVE_INFINITY;
      const typed = parseAddress(name);
      if (nowMs - lastMs < ASK_EVERY_MS || typed === null || typed.port === null) continue;
      this.#askedAtMs.set(name, nowMs);
      const tell = (answer: ServerAnswer): void => {
        this.#answers.set(name, answer);
        this.#onNews();
      };
      this.#ask({ host: typed.host, port: typed.port }).then(
        (answer) => tell({ ...answer, name: cleanText(answer.name, NAME_LENGTH_MAX) }),
        () => tell(null),
      );
    }
  }
}
