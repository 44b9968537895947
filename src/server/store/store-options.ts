// How a store is set up, for tests and for commands that only look, and what is said when its folder can't be used. Used by store.ts.
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Log } from '../log.js';
import { UNPLAYED_MAX } from './forgetting.js';
import { type CreateLevel, createClassicLevel, isLocked, reasonOf } from './level.js';

/** How often a disk that was full is tried again. */
const RETRY_MS = 10_000;
/** Room that there has to be before it is tried: a database that opens writes some files of its own. */
const ROOM_BYTES = 1 << 20;
/** New entries that make a backup worth while. */
const BACKUP_ENTRIES_MIN = 200;

/** The data folder can't be used; the message says what to do. */
export class StoreError extends Error {}

/** How a store is, for who tells of the server. */
export interface StoreHealth {
  /** Why nothing can be written now; null when all is well. */
  readonly trouble: string | null;
  /** Entries that wait in memory to be written. */
  readonly waiting: number;
  /** When the backups last held all of it, in ms since 1970; null when they have not since the start. */
  readonly backupAt: number | null;
  /** Why the last backup could not be made; null when it could. */
  readonly backupTrouble: string | null;
  /** What is back of a store that was found damaged since the start; null when it was whole. */
  readonly restored: string | null;
}

/** Settings of a store, for tests and for commands that only look. */
export interface StoreOptions {
  readonly log?: Log;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  readonly createLevel?: CreateLevel;
  readonly retryMs?: number;
  /** Checks whether there is room again. */
  readonly probe?: (folder: string) => Promise<void>;
  /** Accounts without a match that are kept at most. */
  readonly unplayedMax?: number;
  /** New entries at least for which a backup is made; 0 is never. */
  readonly backupEntries?: number;
}

/** Settings with all that was left out. */
export function completeOptions(options: StoreOptions): Required<StoreOptions> {
  return {
    log: () => {},
    now: Date.now,
    createLevel: createClassicLevel,
    retryMs: RETRY_MS,
    probe: probeRoom,
    unplayedMax: UNPLAYED_MAX,
    backupEntries: BACKUP_ENTRIES_MIN,
    ...options,
  };
}

/** Is there room again? @throws Error of the file system when not */
async function probeRoom(folder: string): Promise<void> {
  const path = join(folder, 'store.probe');
  try {
    await writeFile(path, Buffer.alloc(ROOM_BYTES), { flush: true });
  } finally {
    await rm(path, { force: true });
  }
}

/** What is said when a folder can't be used. */
export function storeError(directory: string, error: Error): StoreError {
  if (isLocked(error)) {
    return new StoreError(
      `another tank-server uses ${directory}; stop it, or choose another folder with --data`,
    );
  }
  return new StoreError(
    `can't use the data folder ${directory} (${reasonOf(error)}); choose another one with --data`,
  );
}
