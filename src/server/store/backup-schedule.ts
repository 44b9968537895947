// When backups are made: when the journal has grown by a share, and after so much time; one after the other, beside all else that the
// store does. A backup copies everything, so what they cost in all is a multiple of the journal, however fast it grows.
// One that fails is said, and holds up nothing. Owned by store.ts.
import type { Log } from '../log.js';
import { writeBackup } from './backups.js';
import type { Database } from './database.js';
import { reasonOf } from './level.js';

/** Part of its entries by which a journal has to grow. */
const GROWTH = 0.1;
/** A backup is made after so much time, whatever came in. */
const BACKUP_MS = 6 * 3600 * 1000;

/** What a schedule works on. */
export interface BackupTarget {
  readonly folder: string;
  /** New entries that there must be at least; 0 is never a backup, not after a time either. */
  readonly entriesMin: number;
  readonly log: Log;
  /** Milliseconds since 1970. */
  now(): number;
  /** The database as it is open now. */
  database(): Database;
}

/** The backups of a store that runs. */
export class BackupSchedule {
  readonly #target: BackupTarget;
  readonly #timer: NodeJS.Timeout | null;
  /** Ends with the last one that was begun. Never rejects. */
  #last: Promise<void> = Promise.resolve();
  #entriesAtLast = 0;
  /** When the backups last held all that the store has, in ms since 1970; null when they have not since the start. */
  madeAt: number | null = null;
  /** Why the last one could not be made; null when it could. */
  trouble: string | null = null;

  /** Begins with a backup at once. */
  constructor(target: BackupTarget) {
    this.#target = target;
    this.#timer = target.entriesMin > 0 ? setInterval(() => this.#begin(), BACKUP_MS).unref() : null;
    if (target.entriesMin > 0) this.#begin();
  }

  /** Entries were added: makes a backup if there are enough of them. */
  onAdded(): void {
    const { entriesMin, database } = this.#target;
    const grown = database().end.entries - this.#entriesAtLast;
    if (entriesMin > 0 && grown >= Math.max(entriesMin, GROWTH * this.#entriesAtLast)) this.#begin();
  }

  /** Resolves when no backup is under way: before the database may be closed. */
  settle(): Promise<void> {
    return this.#last;
  }

  /** Makes no more. */
  async close(): Promise<void> {
    if (this.#timer !== null) clearInterval(this.#timer);
    await this.settle();
  }

  #begin(): void {
    const { folder, log, now, database } = this.#target;
    this.#entriesAtLast = database().end.entries;
    this.#last = this.#last.then(async () => {
      try {
        const at = now();
        await writeBackup(folder, database(), at);
        this.madeAt = at;
        this.trouble = null;
      } catch (error) {
        this.trouble = reasonOf(error as Error);
        log('warning', `A backup could not be made (${this.trouble}).`);
      }
    });
  }
}
