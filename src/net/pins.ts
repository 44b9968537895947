// The servers that a player has trusted, one line each as in SSH's known_hosts: `host:port key fingerprint date`. Older lines lack the
// word "key": they pin a whole certificate. Lines that can't be read are kept as they are and mean nothing.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** What a server was pinned by. */
export interface Pin {
  /** `certificate` is of a client before this one: of no use once the server has renewed it. */
  readonly of: 'key' | 'certificate';
  /** SHA-256 of it, as `AA:BB:..`. */
  readonly fingerprint: string;
}

const LINE = /^(\S+) (?:(key) )?([0-9A-F]{2}(?::[0-9A-F]{2}){31}) (\S+)$/;

/** The file of pinned servers. */
export class Pins {
  /** @param file need not exist; read at each question, so that two clients can share it */
  constructor(readonly file: string) {}

  /** What was pinned for a server, or null. */
  pinned(host: string, port: number): Pin | null {
    const address = addressOf(host, port);
    for (const line of this.#lines()) {
      const match = LINE.exec(line);
      if (match?.[1] !== address) continue;
      return { of: match[2] === 'key' ? 'key' : 'certificate', fingerprint: match[3] };
    }
    return null;
  }

  /** The servers that are pinned, as `host:port`, in the order of the file. */
  servers(): string[] {
    return this.#lines().flatMap((line) => LINE.exec(line)?.[1] ?? []);
  }

  /** Pins a server by its key, instead of what was pinned for it. */
  add(host: string, port: number, fingerprint: string, date = new Date()): void {
    const address = addressOf(host, port);
    this.#write([
      ...this.#others(address),
      `${address} key ${fingerprint} ${date.toISOString().slice(0, 10)}`,
    ]);
  }

  /** Forgets a server. @returns false when it was not known */
  remove(host: string, port: number): boolean {
    if (this.pinned(host, port) === null) return false;
    this.#write(this.#others(addressOf(host, port)));
    return true;
  }

  #others(address: string): string[] {
    return this.#lines().filter((line) => LINE.exec(line)?.[1] !== address);
  }

  #lines(): string[] {
    try {
      return readFileSync(this.file, 'utf8')
        .split(/\r?\n/)
        .filter((line) => line !== '');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw error;
    }
  }

  #write(lines: readonly string[]): void {
    mkdirSync(dirname(this.file), { recursive: true, mode: 0o700 });
    const temporary = `${this.file}.${process.pid}`;
    writeFileSync(temporary, lines.map((line) => `${line}\n`).join(''), { mode: 0o600, flush: true });
    renameSync(temporary, this.file);
  }
}

function addressOf(host: string, port: number): string {
  const name = host.toLowerCase();
  return name.includes(':') ? `[${name}]:${port}` : `${name}:${port}`;
}
