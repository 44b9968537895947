// Lines -> a file that is turned over before it grows too large, and is opened again by itself when it was moved away or when the
// disk that was full has room. Used by log-file.ts. It never blocks the game, never writes through a link, and keeps no more in
// memory than a bound.
import { constants } from 'node:fs';
import { type FileHandle, lstat, open, rename } from 'node:fs/promises';

/** Octets that wait at most when nothing can be written; lines beyond are lost, and counted. */
const WAITING_BYTES_MAX = 4 << 20;
/** Octets that are written at once, or one line. */
const BATCH_BYTES = 1 << 18;
const RETRY_MS = 1000;
const LINE_END = 10;
const { O_APPEND, O_CREAT, O_NOFOLLOW = 0, O_NONBLOCK = 0, O_RDWR } = constants;
/** Opens a file to append to it, made if need be: never what a link points to, and never waiting for a reader of a pipe. */
export const APPEND_FLAGS = O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW | O_NONBLOCK;

/** Settings of a file. */
export interface RotatingFileOptions {
  readonly path: string;
  /** A file grows no larger, unless a single line does. */
  readonly bytesMax: number;
  /** Files at most: the newest, and `path.1`, `path.2` and so on. */
  readonly filesMax: number;
  /** How often it is tried again when it could not be written. */
  readonly retryMs?: number;
  /** Told once, when lines begin to wait. */
  onTrouble(reason: string): void;
  /** Told when they are written. @param lost how many there was no memory for */
  onRelief(lost: number): void;
}

/** A file of lines. */
export class RotatingFile {
  readonly #options: RotatingFileOptions;
  readonly #waiting: Buffer[] = [];
  #waitingBytes = 0;
  #lost = 0;
  #handle: FileHandle | null = null;
  #size = 0;
  #writing: Promise<void> | null = null;
  #retry: NodeJS.Timeout | null = null;
  #isClosed = false;
  #trouble: string | null = null;

  constructor(options: RotatingFileOptions) {
    this.#options = options;
  }

  /** Why nothing can be written now; null when all is well. */
  get trouble(): string | null {
    return this.#trouble;
  }

  /** Adds a line. @param line with its end */
  write(line: string): void {
    const bytes = Buffer.from(line);
    if (this.#isClosed || this.#waitingBytes + bytes.length > WAITING_BYTES_MAX) {
      this.#lost++;
      return;
    }
    this.#waiting.push(bytes);
    this.#waitingBytes += bytes.length;
    if (this.#retry === null) this.#writing ??= this.#writeAll();
  }

  /** Resolves when all that was added so far is written, or can't be. */
  async settled(): Promise<void> {
    await this.#writing;
  }

  /** Writes what waits, if that can be, and closes. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#writing;
    if (this.#waiting.length > 0) await this.#writeAll();
    if (this.#retry !== null) clearTimeout(this.#retry);
    await this.#letGo();
  }

  /** Writes until nothing waits, or nothing can be written. Never throws. */
  async #writeAll(): Promise<void> {
    try {
      while (this.#waiting.length > 0) {
        await this.#writeBatch();
        this.#relieve();
      }
    } catch (error) {
      await this.#letGo();
      this.#complain(reasonOf(error as NodeJS.ErrnoException));
      this.#retry = setTimeout(() => {
        this.#retry = null;
        this.#writing ??= this.#writeAll();
      }, this.#options.retryMs ?? RETRY_MS).unref();
    }
    this.#writing = null;
  }

  async #writeBatch(): Promise<void> {
    let count = 0;
    let length = 0;
    while (
      count < this.#waiting.length &&
      (count === 0 || length + this.#waiting[count].length <= BATCH_BYTES)
    )
      length += this.#waiting[count++].length;
    const bytes = Buffer.concat(this.#waiting.slice(0, count), length);
    const handle = await this.#fileFor(length);
    try {
      // A disk that runs full takes a part.
      for (let done = 0; done < length; ) done += (await handle.write(bytes, done)).bytesWritten;
    } catch (error) {
      // So that no piece of a line stays; what can't be cut off is ended by who opens the file next.
      await handle.truncate(this.#size).catch(() => {});
      throw error;
    }
    this.#size += length;
    this.#waiting.splice(0, count);
    this.#waitingBytes -= length;
  }

  /** The file that has the name, with room for so many octets. @throws Error of the file system */
  async #fileFor(bytes: number): Promise<FileHandle> {
    const { path, bytesMax } = this.#options;
    if (this.#handle !== null) {
      const [named, held] = await Promise.all([lstat(path).catch(() => null), this.#handle.stat()]);
      this.#size = held.size;
      // Somebody has moved it away.
      if (named?.ino !== held.ino || named.dev !== held.dev) await this.#letGo();
    }
    this.#handle ??= await this.#open();
    if (this.#size === 0 || this.#size + bytes <= bytesMax) return this.#handle;
    await this.#letGo();
    await this.#turnOver();
    this.#handle = await this.#open();
    return this.#handle;
  }

  async #open(): Promise<FileHandle> {
    const { path } = this.#options;
    // Where the system has no O_NOFOLLOW.
    if ((await lstat(path).catch(() => null))?.isSymbolicLink()) throw new LinkError();
    const handle = await open(path, APPEND_FLAGS, 0o600);
    try {
      const stats = await handle.stat();
      if (!stats.isFile()) throw new Error('it is not a file');
      this.#size = stats.size;
      const last = Buffer.alloc(1, LINE_END);
      if (stats.size > 0) await handle.read(last, 0, 1, stats.size - 1);
      // The server was killed, or lost its disk, in the middle of a line.
      if (last[0] !== LINE_END) this.#size += (await handle.write('\n')).bytesWritten;
      return handle;
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  async #turnOver(): Promise<void> {
    const { path, filesMax } = this.#options;
    for (let number = filesMax - 1; number > 0; number--) {
      const from = number === 1 ? path : `${path}.${number - 1}`;
      await rename(from, `${path}.${number}`).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'ENOENT') throw error;
      });
    }
  }

  async #letGo(): Promise<void> {
    const handle = this.#handle;
    this.#handle = null;
    await handle?.close().catch(() => {});
  }

  #complain(reason: string): void {
    const isNew = this.#trouble === null;
    this.#trouble = reason;
    if (isNew) this.#options.onTrouble(reason);
  }

  #relieve(): void {
    if (this.#trouble === null) return;
    this.#trouble = null;
    const lost = this.#lost;
    this.#lost = 0;
    this.#options.onRelief(lost);
  }
}

class LinkError extends Error {
  readonly code = 'ELOOP';
}

/** In words; the system's own for all but one. */
function reasonOf({ code, message }: NodeJS.ErrnoException): string {
  return code === 'ELOOP' ? 'it is a symbolic link, which is not followed: move it away' : message;
}
