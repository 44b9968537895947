// Where the parts of a store stand in the data folder, and how a new database takes the place of the old one. A database
// that is set aside is renamed, never deleted.
import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** The parts of a store. */
export class Folders {
  readonly database: string;
  /** A database that is being built. */
  readonly next: string;
  /** How far the database had come (mark.ts). */
  readonly mark: string;
  readonly backups: string;

  constructor(data: string) {
    this.database = join(data, 'store');
    this.next = join(data, 'store.next');
    this.mark = join(data, 'store.mark');
    this.backups = join(data, 'backups');
  }

  /** Ends a replacement that an earlier run could not end. The old database moves away only when the next one is whole. */
  async settle(): Promise<void> {
    if (!existsSync(this.database) && existsSync(this.next)) await rename(this.next, this.database);
  }

  /** Deletes what is left of a database that was never ready. Only for who holds the lock of the present one. */
  async dropNext(): Promise<void> {
    await rm(this.next, { recursive: true, force: true });
  }

  /** Puts the next database in the place of the present one, which is set aside. Both have to be closed.
   *  @param why one word for the name @returns where the old one is now; null when there was none */
  async replace(why: string, now: number): Promise<string | null> {
    const name = `${this.database}.${why}-${stampOf(now)}`;
    let aside = name;
    for (let number = 2; existsSync(aside); number++) aside = `${name}-${number}`;
    const isThere = existsSync(this.database);
    if (isThere) await rename(this.database, aside);
    await rename(this.next, this.database);
    return isThere ? aside : null;
  }

  /** Is there a database, or what is left of one? LevelDB makes this file before any other, and has it always. */
  get hasDatabase(): boolean {
    return existsSync(join(this.database, 'CURRENT'));
  }
}

/** A moment for the name of a file; names sort as the moments do. */
export function stampOf(ms: number): string {
  return new Date(ms).toISOString().replace(/[-:.]/g, '');
}
