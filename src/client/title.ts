// From the title screen to a player who is logged in: the servers that are known, what is tried, and the questions of the start
// answered on the screen instead of in plain lines. Owned by app.ts, drawn by views/title.ts.
import { formatAddress, parseAddress, type ServerAddress } from './address.js';
import { type Console, LeftError } from './ask.js';
import { explain } from './explain.js';
import { say } from './messages.js';
import { BOTS_DEFAULT, type PlayOptions } from './options.js';
import { Settings } from './settings.js';
import { openPins, type Session, startOnServer, startOnThisMachine } from './start.js';
import { type KnownServer, type TitleState, TitleView } from './views/title.js';
import type { Pages, View } from './views/view.js';

/** Servers that are shown. */
const SERVERS_MAX = 8;

/** A session that began, and what of the options it has changed. */
export interface Begun {
  readonly session: Session;
  readonly place: Pick<PlayOptions, 'address' | 'local' | 'bots'>;
}

/** The title screen's doings. */
export class Title {
  readonly #options: PlayOptions;
  readonly #state: TitleState = { servers: [], trying: '', said: '', question: null };
  #answer: ((text: string) => void) | null = null;
  #giveUp: () => void = () => {};
  #tellBegun: (begun: Begun) => void = () => {};

  private constructor(options: PlayOptions) {
    this.#options = options;
  }

  /** Reads which servers are known. Never fails. */
  static async load(options: PlayOptions): Promise<Title> {
    const title = new Title(options);
    title.#state.servers = await readServers();
    return title;
  }

  /** The screen below all others. */
  base(pages: Pages): () => View {
    const view = new TitleView(
      this.#state,
      {
        playHere: () => {
          const place = { address: null, local: true, bots: this.#options.bots ?? BOTS_DEFAULT };
          void this.#try(say('starting-local'), place, () =>
            startOnThisMachine({ ...this.#options, ...place }),
          );
        },
        visit: (address) => {
          const place = { address, local: false, bots: this.#options.bots };
          void this.#try(say('connecting', { server: formatAddress(address) }), place, (console) =>
            startOnServer(address, { ...this.#options, ...place }, console),
          );
        },
        answer: (text) => this.#answer?.(text),
        cancel: () => this.cancel(),
      },
      pages,
    );
    return () => view;
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

  /** The player is leaving a server, which takes a moment. */
  leaving(): void {
    this.#state.trying = say('leaving');
  }

  /** The player is back from a server. @param why he did not choose to; empty when he did */
  async comeBack(why: string): Promise<void> {
    Object.assign(this.#state, { trying: '', said: why });
    this.#state.servers = await readServers();
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
      Object.assign(state, { trying: '', said: '', question: null });
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
    }
  }

  #console(given: Promise<never>): Console {
    return {
      tell: (text) => {
        this.#state.said = text;
      },
      ask: (question) => {
        this.#state.question = question;
        const answered = new Promise<string>((resolve) => {
          this.#answer = (text) => {
            this.#state.question = null;
            resolve(text);
          };
        });
        return Promise.race([answered, given]);
      },
    };
  }
}

/** Servers where this player was, then those that he trusts. */
async function readServers(): Promise<KnownServer[]> {
  const settings = await Settings.load();
  const names = new Set([...settings.recent, ...pinned()]);
  return [...names].slice(0, SERVERS_MAX).flatMap((name) => {
    const typed = parseAddress(name);
    if (typed === null || typed.port === null) return [];
    const address: ServerAddress = { host: typed.host, port: typed.port };
    return [{ address, nick: settings.nickOn(address.host, address.port) ?? '' }];
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
