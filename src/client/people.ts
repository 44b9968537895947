// The people of one server, as this player knows them: the identity that each nick showed first, whom he does not want to hear, and who
// his friends are. A file of lines for all servers, `SERVER key NICK IDENTITY DATE`, `SERVER ignored NICK`, `SERVER friend NICK`; lines
// that can't be read are kept as they are and mean nothing. Used by private messages, friends, /ignore and the receive loop.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FRIENDS_MAX, NICK_LENGTH_MAX } from '../protocol/limits.js';
import { nickKey } from '../protocol/nick.js';
import { cleanText } from '../protocol/text.js';
import { formatAddress, type ServerAddress } from './address.js';
import { configFolder } from './folder.js';
import { say } from './messages.js';
import { replaceFile } from './whole-file.js';

const FILE_NAME = 'known-people';
/** Strangers whose identity is remembered; who wrote first is forgotten first. */
const STRANGERS_MAX = 100;
const LINE = /^(\S+) (?:key (\S+) ([A-Za-z0-9_-]{43}) \S+|ignored (\S+)|friend (\S+))$/;

/** Somebody whom this player wants to find again. */
export interface KnownFriend {
  /** As it was written when he became one. */
  readonly nick: string;
  readonly identity: string;
}

/** What is known of somebody's identity. */
export type PersonVerdict = 'known' | 'unknown' | 'changed';

/** Nicks that look alike are one person's, and any of them fits into a line. */
function keyOf(nick: string): string {
  return encodeURIComponent(nickKey(nick));
}

/** The people of one server. */
export class People {
  /** Why the file can't be read, in words for the player; empty when it can. Without it a changed key would look like a first one. */
  problem = '';
  readonly #path: string | null;
  readonly #server: string;
  readonly #identities = new Map<string, string>();
  /** Of those who have written and got no answer yet: not in the file, which they could make grow. */
  readonly #strangers = new Map<string, string>();
  readonly #ignored = new Set<string>();
  /** Nicks by their keys. */
  readonly #friends = new Map<string, string>();
  /** Changes are written one after the other. */
  #writing: Promise<string> = Promise.resolve('');

  private constructor(path: string | null, server: string) {
    this.#path = path;
    this.#server = server;
  }

  /** Reads who is known on a server; what is wrong with the file stands in `problem`. */
  static async load(address: ServerAddress, folder: string = configFolder()): Promise<People> {
    const server = formatAddress({ host: address.host.toLowerCase(), port: address.port });
    const path = join(folder, FILE_NAME);
    const people = new People(path, server);
    try {
      for (const line of await readLines(path)) people.#take(line);
    } catch (error) {
      people.problem = say('people-unusable', { path, reason: reasonOf(error) });
    }
    return people;
  }

  /** Nobody, and nothing is kept: on a private server. */
  static none(): People {
    return new People(null, '');
  }

  #take(line: string): void {
    const [, server, nick, identity, ignored, friend] = LINE.exec(line) ?? [];
    if (server !== this.#server) return;
    if (ignored !== undefined) this.#ignored.add(ignored);
    else if (friend !== undefined) this.#takeFriend(friend);
    else this.#identities.set(nick, identity);
  }

  #takeFriend(written: string): void {
    try {
      const nick = cleanText(decodeURIComponent(written), NICK_LENGTH_MAX);
      if (nick !== '' && this.#friends.size < FRIENDS_MAX) this.#friends.set(keyOf(nick), nick);
    } catch {
      // Not written by this program.
    }
  }

  /** Compares an identity with the one that this nick had at first. */
  check(nick: string, identity: string): PersonVerdict {
    const key = keyOf(nick);
    const known = this.#identities.get(key) ?? this.#strangers.get(key);
    if (known === undefined) return 'unknown';
    return known === identity ? 'known' : 'changed';
  }

  /** Remembers the identity of a stranger, STRANGERS_MAX of them at most, for this visit alone. */
  note(nick: string, identity: string): void {
    this.#strangers.set(keyOf(nick), identity);
    const [oldest] = this.#strangers.keys();
    if (this.#strangers.size > STRANGERS_MAX) this.#strangers.delete(oldest);
  }

  /** Is the identity of a nick in the file? */
  keeps(nick: string): boolean {
    return this.#identities.has(keyOf(nick));
  }

  /** Keeps an identity for a nick, instead of the one that was there: at once here, soon in the file.
   *  @returns why it could not be written; empty when it was */
  pin(nick: string, identity: string, date = new Date()): Promise<string> {
    const key = keyOf(nick);
    this.#identities.set(key, identity);
    this.#strangers.delete(key);
    const start = `${this.#server} key ${key}`;
    return this.#change(start, `${start} ${identity} ${date.toISOString().slice(0, 10)}`);
  }

  /** Is an identity known, under whatever nick? */
  knows(identity: string): boolean {
    return [...this.#identities.values(), ...this.#strangers.values()].includes(identity);
  }

  /** Somebody has another nick: whom the player does not want to hear he does not hear under that either. */
  follow(was: string, nick: string): void {
    if (!this.isIgnored(was)) return;
    this.turnIgnored(was);
    if (!this.isIgnored(nick)) this.turnIgnored(nick);
  }

  isIgnored(nick: string): boolean {
    return this.#ignored.has(keyOf(nick));
  }

  /** Stops hearing somebody, or hears him again. @returns whether he is ignored now */
  turnIgnored(nick: string): boolean {
    const key = keyOf(nick);
    const line = `${this.#server} ignored ${key}`;
    const isIgnored = !this.#ignored.delete(key);
    if (isIgnored) this.#ignored.add(key);
    void this.#change(line, isIgnored ? line : null);
    return isIgnored;
  }

  /** The friends, each with the identity that is known of him now. */
  get friends(): readonly KnownFriend[] {
    return [...this.#friends].flatMap(([key, nick]) => {
      const identity = this.#identities.get(key);
      return identity === undefined ? [] : [{ nick, identity }];
    });
  }

  /** Makes somebody whose identity is known a friend; FRIENDS_MAX of them at most.
   *  @returns whether there was a place for him, or he is one already */
  befriend(nick: string): boolean {
    const key = keyOf(nick);
    if (this.#friends.has(key)) return true;
    if (this.#friends.size >= FRIENDS_MAX) return false;
    this.#friends.set(key, nick);
    const line = this.#friendLine(nick);
    void this.#change(line, line);
    return true;
  }

  /** Ends a friendship. @returns false when there was none */
  unfriend(nick: string): boolean {
    const key = keyOf(nick);
    const written = this.#friends.get(key);
    if (written === undefined) return false;
    this.#friends.delete(key);
    void this.#change(this.#friendLine(written), null);
    return true;
  }

  #friendLine(nick: string): string {
    return `${this.#server} friend ${encodeURIComponent(nick)}`;
  }

  /** Resolves when all changes are in the file. */
  async written(): Promise<void> {
    await this.#writing;
  }

  /** Puts a line in place of those that begin with these words. */
  #change(start: string, line: string | null): Promise<string> {
    const path = this.#path;
    if (path === null || this.problem !== '') return Promise.resolve(this.problem);
    this.#writing = this.#writing.then(async () => {
      try {
        // Read again: another client of the same user may have written in the meantime.
        const others = (await readLines(path)).filter((other) => !`${other} `.startsWith(`${start} `));
        const lines = line === null ? others : [...others, line];
        await replaceFile(path, lines.map((each) => `${each}\n`).join(''));
        return '';
      } catch (error) {
        return say('people-unusable', { path, reason: reasonOf(error) });
      }
    });
    return this.#writing;
  }
}

async function readLines(path: string): Promise<string[]> {
  try {
    return (await readFile(path, 'utf8')).split(/\r?\n/).filter((line) => line !== '');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
