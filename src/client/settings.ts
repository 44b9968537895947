// What the client remembers between two runs: the nick on each server, and the one used last. A JSON file in the user's
// folder. Read and written by the client's start; a damaged file counts as an empty one, and no fault of it ever stops a game.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { configFolder } from './folder.js';
import { replaceFile } from './whole-file.js';

const FILE_NAME = 'settings.json';

// Fields that a later version has written are kept out of sight, and lost at the next change: better than to refuse the file.
const settingsSchema = z.object({
  nicks: z.record(z.string().max(300), z.string().max(64)).catch({}),
  lastNick: z.string().max(64).catch(''),
});
type Remembered = z.infer<typeof settingsSchema>;

/** The remembered things, as they were when they were read or changed last. */
export class Settings {
  readonly #path: string;
  #remembered: Remembered;

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

  /** Nick of this player on a server; null when it has never been there. */
  nickOn(host: string, port: number): string | null {
    const key = serverKey(host, port);
    return Object.hasOwn(this.#remembered.nicks, key) ? this.#remembered.nicks[key] : null;
  }

  /** Remembers the nick for a server, and as the one used last.
   *  @returns false when it could not be written, which costs the player a question next time and no more */
  async rememberNick(host: string, port: number, nick: string): Promise<boolean> {
    // Read again: another client of the same user may have written in the meantime.
    const { nicks } = await read(this.#path);
    this.#remembered = { nicks: { ...nicks, [serverKey(host, port)]: nick }, lastNick: nick };
    try {
      await replaceFile(this.#path, `${JSON.stringify(this.#remembered, null, 2)}\n`);
      return true;
    } catch {
      // A folder that can't be written to is no reason not to play.
      return false;
    }
  }
}

function serverKey(host: string, port: number): string {
  const name = host.toLowerCase();
  return name.includes(':') ? `[${name}]:${port}` : `${name}:${port}`;
}

async function read(path: string): Promise<Remembered> {
  try {
    return settingsSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    // Not there, not readable, or damaged: the defaults are as good.
    return { nicks: {}, lastNick: '' };
  }
}
