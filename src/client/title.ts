// From the title screen to a player who is logged in: the servers that are marked, known and found, what is tried, and the questions of the start
// answered on the screen instead of in plain lines. Owned by app.ts, drawn by views/title.ts.
import { cleanText } from '../protocol/text.js';
import { formatAddress, parseAddress, type ServerAddress } from './address.js';
import { type Console, LeftError } from './ask.js';
import { Discovery, type DiscoveryOptions, type FoundServer } from './discovery.js';
import { explain } from './explain.js';
import { type AskServer, Favourites, NAME_LENGTH_MAX } from './favourites.js';
import { say } from './messages.js';
import type { PlayOptions } from './options.js';
import type { Session } from './session.js';
import { Settings } from './settings.js';
import { chooseSolo, soloRoom, soloSpeed } from './solo.js';
import { openPins, startOnServer, startOnThisMachine } from './start.js';
import type { ClientState } from './state.js';
import { type KnownServer, type TitleActions, type TitleState, TitleView } from './views/title.js';
import type { Pages, View } from './views/view.js';

/** Servers that are shown. */
const SERVERS_MAX = 8;
/** How long answers to a search are waited for. */
const SEARCH_MS = 1000;

/** A session that began, and what of the options it has changed. */
export interface Begun {
  readonly session: Session;
  readonly place: Pick<PlayOptions, 'address' | 'local' | 'bots' | 'room'>;
}

type Discover = (options: DiscoveryOptions) => Pick<Discovery, 'over'>;

/** The title screen's doings. */
export class Title {
  readonly #options: PlayOptions;
  readonly #discover: Discover;
  /** Where a password is asked for. */
  readonly #above: Pick<ClientState, 'door'>;
  readonly #favourites: Favourites;
  #settings: Settings;
  readonly #state: TitleState = { servers: [], trying: '', said: '', question: null, address: null };
  #known: readonly KnownServer[] = [];
  /** Servers that have answered, by their addresses. */
  #found = new Map<string, FoundServer>();
  #isSearching = false;
  #answer: ((text: string) => void) | null = null;
  #giveUp: () => void = () => {};
  #tellBegun: (begun: Begun) => void = () => {};

  private constructor(
    options: PlayOptions,
    above: Pick<ClientState, 'door'>,
    settings: Settings,
    discover: Discover,
    ask?: AskServer,
  ) {
    this.#options = options;
    this.#above = above;
    this.#discover = discover;
    this.#settings = settings;
    this.#favourites = new Favourites(settings, () => this.#list(), ask);
    this.#readKnown();
  }

  /** Reads which servers are known. Never fails.
   *  @param above what lies above the screen: its door asks for passwords
   *  @param discover begins a search in this network @param ask asks a favourite how it is */
  static async load(
    options: PlayOptions,
    above: Pick<ClientState, 'door'>,
    discover: Discover = (search) => new Discovery(search),
    ask?: AskServer,
  ): Promise<Title> {
    return new Title(options, above, await Settings.load(), discover, ask);
  }

  /** The screen below all others. */
  base(pages: Pages): () => View {
    const view = new TitleView(this.#state, this.actions, pages);
    return () => view;
  }

  /** What is shown, and where it stands. */
  get state(): Readonly<TitleState> {
    return this.#state;
  }

  /** What may be asked for. */
  get actions(): TitleActions {
    return {
      playHere: (solo) => {
        void this.#settings.choose({ solo });
        const place = { address: null, local: true, bots: solo.bots, room: null };
        const { preferences } = this.#settings;
        const room = soloRoom(solo, !preferences.finished);
        const speed = soloSpeed(this.#options, preferences);
        void this.#try(say('starting-local'), place, () =>
          startOnThisMachine({ ...this.#options, ...place }, room, speed),
        );
      },
      solo: () => {
        const { preferences } = this.#settings;
        return { solo: chooseSolo(this.#options, preferences), isNew: !preferences.finished };
      },
      visit: (address, typed = null) => {
        const room = typed ?? this.#options.room;
        const place = { address, local: false, bots: this.#options.bots, room };
        void this.#try(say('connecting', { server: formatAddress(address) }), place, (console) =>
          startOnServer(address, { ...this.#options, ...place }, console),
        );
      },
      search: (nowMs) => {
        this.#look();
        this.#favourites.ask(nowMs);
      },
      favour: (address, nowMs) => {
        const isRoom = this.#favourites.turn(address);
        this.#state.said = isRoom ? '' : say('favourites-full');
        this.#readKnown();
        this.#favourites.ask(nowMs);
      },
      answer: (text) => this.#answer?.(text),
      cancel: () => this.cancel(),
    };
  }

  #readKnown(): void {
    this.#known = readServers(this.#settings);
    this.#list();
  }

  /** One search in this network. What it finds is shown at once; what it does not find any more goes at its end. */
  #look(): void {
    if (this.#isSearching) return;
    const found = new Map<string, FoundServer>();
    const search = this.#discover({
      durationMs: SEARCH_MS,
      onFound: (server) => {
        found.set(formatAddress(server as ServerAddress), server);
        for (const [name, each] of found) this.#found.set(name, each);
        this.#list();
      },
    });
    this.#isSearching = true;
    void search.over.then(() => {
      this.#isSearching = false;
      this.#found = found;
      this.#list();
    });
  }

  /** The favourites, the others that are known, with what they tell, and those that were found beside them. */
  #list(): void {
    const hintOf = ({ name, players, playersMax }: FoundServer) => ({
      found: { name: cleanText(name, NAME_LENGTH_MAX), players, playersMax },
    });
    const others = new Map(this.#found);
    const known = this.#known.map((server) => {
      const name = formatAddress(server.address);
      const hint = others.get(name);
      const answer = server.isFavourite ? this.#favourites.answerOf(name) : undefined;
      others.delete(name);
      return { ...server, ...(hint && hintOf(hint)), ...(answer !== undefined && { answer }) };
    });
    const fresh = [...others.values()].map((server) => {
      const { host, port } = server as ServerAddress;
      return { address: { host, port }, nick: '', isFavourite: false, ...hintOf(server) };
    });
    this.#state.servers = [...known, ...fresh.slice(0, SERVERS_MAX)];
  }

  /** Resolves with the next session that begins. */
  session(): Promise<Begun> {
    return new Promise((resolve) => {
      this.#tellBegun = resolve;
    });
  }

  /** Gives up what is being tried. */
  cancel(): void {
    this.#giveUp();
  }

  /** Takes the password that was asked for; null gives up what is being tried. */
  answerDoor(password: string | null): void {
    if (password === null) this.cancel();
    else this.#answer?.(password);
  }

  /** The player is leaving a server, which takes a moment. */
  leaving(): void {
    this.#state.trying = say('leaving');
  }

  /** The player is back from a server. @param why he did not choose to; empty when he did */
  async comeBack(why: string): Promise<void> {
    Object.assign(this.#state, { trying: '', said: why });
    this.#settings = await Settings.load();
    this.#favourites.use(this.#settings);
    this.#readKnown();
  }

  async #try(
    trying: string,
    place: Begun['place'],
    start: (console: Console) => Promise<Session>,
  ): Promise<void> {
    const state = this.#state;
    Object.assign(state, { trying, said: '', question: null });
    const given = new Promise<never>((_resolve, reject) => {
      this.#giveUp = () => reject(new LeftError());
    });
    const starting = start(this.#console(given));
    try {
      const session = await Promise.race([starting, given]);
      Object.assign(state, { trying: '', said: '', question: null, address: null });
      this.#tellBegun({ session, place });
    } catch (error) {
      const isLeft = error instanceof LeftError;
      const said = isLeft ? '' : explain(error, place.address ?? { host: 'localhost', port: 0 });
      Object.assign(state, { trying: '', said, question: null });
      // What was given up may still succeed.
      if (isLeft)
        starting.then(
          (session) => session.leave(),
          () => {},
        );
    } finally {
      this.#giveUp = () => {};
      this.#answer = null;
      this.#above.door = null;
    }
  }

  #console(given: Promise<never>): Console {
    return {
      tell: (text) => {
        this.#state.said = text;
      },
      ask: (question) => {
        this.#state.question = question;
        const answered = this.#answered(() => {
          this.#state.question = null;
        });
        return Promise.race([answered, given]);
      },
      askSecret: (question, problem) => {
        this.#above.door = { question, problem };
        const answered = this.#answered(() => {
          this.#above.door = null;
        });
        return Promise.race([answered, given]);
      },
    };
  }

  /** The next answer. @param close ends its question */
  #answered(close: () => void): Promise<string> {
    return new Promise((resolve) => {
      this.#answer = (text) => {
        close();
        resolve(text);
      };
    });
  }
}

/** The favourites, servers where this player was, then those that he trusts. */
function readServers(settings: Settings): KnownServer[] {
  const { favourites } = settings;
  const names = new Set([...favourites, ...settings.recent, ...pinned()]);
  return [...names].slice(0, Math.max(SERVERS_MAX, favourites.length)).flatMap((name) => {
    const typed = parseAddress(name);
    if (typed === null || typed.port === null) return [];
    const { host, port } = typed;
    const nick = settings.nickOn(host, port) ?? '';
    return [{ address: { host, port }, nick, isFavourite: favourites.includes(name) }];
  });
}

function pinned(): string[] {
  try {
    return openPins().servers();
  } catch {
    // A list that can't be read is told of when a server is visited.
    return [];
  }
}
