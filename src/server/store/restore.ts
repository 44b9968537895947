// A damaged database -> a whole one, from the newest good backup and from what the damaged one still holds after it: an
// entry of either counts if it follows the chain. The damaged one is set aside, and what could not be saved is said.
import type { Log } from '../log.js';
import { newestGoodBackup } from './backups.js';
import { type Added, addedNone, Database } from './database.js';
import type { Folders } from './folders.js';
import {
  chain,
  chainRecord,
  type Entry,
  entrySchema,
  JOURNAL_START,
  type JournalEnd,
  lineOfRecord,
} from './journal.js';
import { readJournal } from './journal-file.js';
import { type CreateLevel, Damage, openRest } from './level.js';
import { writeMark } from './mark.js';
import { logKey } from './records.js';

/** Entries that are added to a new database at once. */
const BUILD_COUNT = 500;

/** What a restore needs beside the folders. */
export interface RestoreOptions {
  readonly createLevel: CreateLevel;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly log: Log;
  /** Told in one sentence what is back of a damaged database. */
  onRestored?(text: string): void;
}

/** Adds many entries to a database that is being built. @returns how many were new */
export async function appendAll(database: Database, entries: AsyncIterable<Entry>): Promise<Added> {
  const added = addedNone();
  let gathered: Entry[] = [];
  const append = async (): Promise<void> => {
    const more = await database.append(gathered);
    for (const kind of Object.keys(more) as (keyof Added)[]) added[kind] += more[kind];
    gathered = [];
  };
  for await (const entry of entries) {
    gathered.push(entry);
    if (gathered.length >= BUILD_COUNT) await append();
  }
  await append();
  return added;
}

/** Opens the database of a store, one that was brought back if it is damaged.
 *  @throws Error of the file system or the database */
export async function openOrRestore(folders: Folders, options: RestoreOptions): Promise<Database> {
  const { createLevel } = options;
  const place = { folder: folders.database, mark: folders.mark, createLevel };
  try {
    return await Database.open(place);
  } catch (error) {
    if (!(error instanceof Damage)) throw error;
    await restore(folders, error, options);
    return Database.open(place);
  }
}

/** Puts a whole database in the place of a damaged one. */
async function restore(
  folders: Folders,
  damage: Damage,
  { createLevel, now, log, onRestored }: RestoreOptions,
): Promise<void> {
  log('error', `The store is damaged: ${damage.message}.`);
  const backup = await newestGoodBackup(folders.backups, (reason) =>
    log('warning', `A backup is no help: ${reason}.`),
  );
  await folders.dropNext();
  const next = await Database.open({ folder: folders.next, mark: null, createLevel });
  const survey = { fromBackup: 0, fromDamaged: 0 };
  await appendAll(next, survivors(backup, folders.database, createLevel, survey));
  const { end } = next;
  await next.finish();
  const aside = await folders.replace('damaged', now());
  await writeMark(folders.mark, end);
  const lost = Math.max(0, damage.entries - end.entries);
  log('error', `The damaged store is set aside as ${aside}.`);
  const source = backup === null ? 'there is no good backup' : `${survey.fromBackup} from ${backup}`;
  const outcome =
    `${end.entries} entries (accounts and matches) are back: ${source}, ${survey.fromDamaged} from the damaged store. ` +
    `${lost === 0 ? 'None is lost.' : `Lost at the end: ${lost}.`}`;
  log('error', outcome);
  onRestored?.(`The store was damaged. ${outcome}`);
}

/** The entries that are left, as far as the chain holds. */
async function* survivors(
  backup: string | null,
  damagedFolder: string,
  createLevel: CreateLevel,
  survey: { fromBackup: number; fromDamaged: number },
): AsyncGenerator<Entry> {
  let end: JournalEnd = JOURNAL_START;
  if (backup !== null) {
    for await (const { entry, line } of readJournal(backup)) {
      end = chain(end, line);
      survey.fromBackup++;
      yield entry;
    }
  }
  const level = await openRest(damagedFolder, createLevel);
  if (level === null) return;
  try {
    for (;;) {
      const record = await level.get(logKey(end.entries + 1)).catch(() => undefined);
      const next = record === undefined ? null : chainRecord(end, record);
      if (next === null) return;
      end = next;
      survey.fromDamaged++;
      yield entrySchema.parse(JSON.parse(lineOfRecord(record!)));
    }
  } finally {
    await level.close();
  }
}
