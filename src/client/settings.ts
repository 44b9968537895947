// What the client remembers between two runs: the servers where it was and those that the player has marked, the nick on each, and what
// he has chosen in the settings. A JSON file in the user's folder. Read and written by the client's start and by the settings screen; a damaged
// entry counts as one that is not there, and no fault of the file ever stops a game.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { formatAddress, type ServerAddress } from './address.js';
import { configFolder } from './folder.js';
import { KEY_SET_NAMES } from './key-set-names.js';
import { LANGUAGES } from './language.js';
import { replaceFile } from './whole-file.js';

const FILE_NAME = 'settings.json';
/** Servers that are remembered as recent, and keys of one action. */
const RECENT_MAX = 12;
/** Servers that a player can mark. */
export const FAVOURITES_MAX = 12;
export const KEYS_MAX = 6;

const keyNames = z.array(z.string().min(1).max(24)).max(KEYS_MAX);

const preferencesSchema = z.object({
  /** `auto` takes the locale's. */
  language: z.enum(['auto', ...LANGUAGES]).catch('auto'),
  /** `auto` takes what the terminal can do. */
  colours: z.enum(['auto', 'truecolor', '256', '16', 'none']).catch('auto'),
  palette: z.enum(['usual', 'colour-blind']).catch('usual'),
  /** Characters of the drawing: ASCII alone, all of them, or what the terminal can do. */
  glyphs: z.enum(['auto', 'unicode', 'ascii']).catch('auto'),
  /** Without movement of scenery. */
  calm: z.boolean().catch(false),
  /** Size of the arena's drawing, 1 to 3; 0 for the largest that fits. */
  scale: z.int().min(0).max(3).catch(0),
  /** Whether the battle shows the line's ping and corrections. */
  net: z.boolean().catch(false),
  /** Whether people whom the player asks or accepts may talk to him past the server, which shows them his address. */
  direct: z.boolean().catch(false),
  /** Speed of a game on this machine, percent; 0 is full, and half in plain mode. */
  speed: z.literal([0, 100, 75, 50, 33]).catch(0),
  /** Keys that are chosen together; `keys` has what they mean. */
  keySet: z.enum(KEY_SET_NAMES).catch('usual'),
  /** Whether a press of a key drives or shoots on until the next one, even where the terminal tells that it is held. */
  toggle: z.boolean().catch(false),
  /** When the terminal's bell rings: at the beginning of a match, at a private line, before a tank that stands idle is taken over, and for
   *  what happens to the own tank in plain mode. */
  bellMatch: z.boolean().catch(false),
  bellWhisper: z.boolean().catch(false),
  bellIdle: z.boolean().catch(false),
  bellBattle: z.boolean().catch(false),
  /** Keys of an action in place of the usual ones, by the names of bindings.ts. */
  keys: z.record(z.string().max(24), keyNames).catch({}),
  /** What was played last against bots on this machine; null before that. */
  solo: z
    .object({
      mode: z.string().max(24),
      arena: z.string().max(32),
      bots: z.int().min(0).max(15),
      botLevel: z.int().min(1).max(4),
    })
    .nullable()
    .catch(null),
  /** Whether a match was played to its end. */
  finished: z.boolean().catch(false),
  /** Waves that were beaten at most in one match. */
  bestWave: z.int().min(0).max(0xffff).catch(0),
  /** Whether the practice ground was finished or left. */
  practised: z.boolean().catch(false),
});
/** What a player has chosen. */
export type Preferences = z.infer<typeof preferencesSchema>;

const settingsSchema = z.object({
  nicks: z.record(z.string().max(300), z.string().max(64)).catch({}),
  lastNick: z.string().max(64).catch(''),
  recent: z.array(z.string().max(300)).max(RECENT_MAX).catch([]),
  favourites: z.array(z.string().max(300)).max(FAVOURITES_MAX).catch([]),
  preferences: preferencesSchema.catch(preferencesSchema.parse({})),
});
type Remembered = z.infer<typeof settingsSchema>;

/** What somebody has who never chose anything. */
export const PREFERENCES_DEFAULT: Preferences = preferencesSchema.parse({});

/** The remembered things, as they were when they were read or changed last. */
export class Settings {
  readonly #path: string;
  #remembered: Remembered;
  /** Changes are written one after the other. */
  #writing: Promise<boolean> = Promise.resolve(true);

  private constructor(path: string, remembered: Remembered) {
    this.#path = path;
    this.#remembered = remembered;
  }

  /** Reads the settings; never fails.
   *  @param folder where they are kept; the user's settings when left out */
  static async load(folder: string = configFolder()): Promise<Settings> {
    const path = join(folder, FILE_NAME);
    return new Settings(path, await read(path));
  }

  /** Nick that was used last, on any server; empty when there was none. */
  get lastNick(): string {
    return this.#remembered.lastNick;
  }

  /** Servers where this player was, as formatAddress writes them, the last one first. */
  get recent(): readonly string[] {
    return this.#remembered.recent;
  }

  /** Servers that the player has marked, as formatAddress writes them, the first one first. */
  get favourites(): readonly string[] {
    return this.#remembered.favourites;
  }

  /** What the player has chosen. */
  get preferences(): Preferences {
    return this.#remembered.preferences;
  }

  /** Nick of this player on a server; null when it has never been there. */
  nickOn(host: string, port: number): string | null {
    const key = serverKey({ host, port });
    return Object.hasOwn(this.#remembered.nicks, key) ? this.#remembered.nicks[key] : null;
  }

  /** Remembers the nick for a server, the server as the last one, and the nick as the one used last.
   *  @returns false when it could not be written, which costs the player a question next time and no more */
  rememberNick(host: string, port: number, nick: string): Promise<boolean> {
    const key = serverKey({ host, port });
    return this.#change(({ nicks, recent, ...rest }) => ({
      ...rest,
      nicks: { ...nicks, [key]: nick },
      lastNick: nick,
      recent: [key, ...recent.filter((other) => other !== key)].slice(0, RECENT_MAX),
    }));
  }

  /** Marks a server as a favourite or no longer: at once in `favourites`, soon in the file. One past FAVOURITES_MAX is not kept.
   *  @returns false when it could not be written */
  setFavourite(address: ServerAddress, isFavourite: boolean): Promise<boolean> {
    const key = serverKey(address);
    return this.#changeAtOnce((remembered) => {
      const others = remembered.favourites.filter((other) => other !== key);
      const favourites = isFavourite ? [...others, key].slice(0, FAVOURITES_MAX) : others;
      return { ...remembered, favourites };
    });
  }

  /** Changes what the player has chosen: at once in `preferences`, soon in the file.
   *  @returns false when it could not be written */
  choose(chosen: Partial<Preferences>): Promise<boolean> {
    return this.#changeAtOnce((remembered) => ({
      ...remembered,
      preferences: { ...remembered.preferences, ...chosen },
    }));
  }

  #changeAtOnce(change: (remembered: Remembered) => Remembered): Promise<boolean> {
    this.#remembered = change(this.#remembered);
    return this.#change(change);
  }

  #change(change: (remembered: Remembered) => Remembered): Promise<boolean> {
    this.#writing = this.#writing.then(async () => {
      // Read again: another client of the same user may have written in the meantime.
      const next = change(await read(this.#path));
      const { preferences, favourites } = this.#remembered;
      this.#remembered = { ...next, favourites, preferences: { ...next.preferences, ...preferences } };
      try {
        await replaceFile(this.#path, `${JSON.stringify(next, null, 2)}\n`);
        return true;
      } catch {
        // A folder that can't be written to is no reason not to play.
        return false;
      }
    });
    return this.#writing;
  }
}

function serverKey({ host, port }: ServerAddress): string {
  return formatAddress({ host: host.toLowerCase(), port });
}

async function read(path: string): Promise<Remembered> {
  try {
    return settingsSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    // Not there, not readable, or damaged: the defaults are as good.
    return settingsSchema.parse({});
  }
}
