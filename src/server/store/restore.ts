// A damaged or missing database -> a whole one, from the newest good backup and from what the damaged one still holds after it: an
// entry of either counts if it follows the chain. The damaged one is set aside, and what could not be saved is said.
import type { Log } from '../log.js';
import { listBackups, newestGoodBackup, setAsideBeyond } from './backups.js';
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
import { readMark, writeMark } from './mark.js';
import { logKey } from './records.js';

/** Entries that are added to a new database at once. */
const BUILD_COUNT = 500;

/** What a restore needs beside the folders. */
export interface RestoreOptions {
  readonly createLevel: CreateLevel;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly log: Log;
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

/** A database that is open. */
export interface Opened {
  readonly database: Database;
  /** What was damaged, and what is back of it; null when all was well. */
  readonly restored: string | null;
}

/** Opens the database of a store, one that was brought back if it is damaged, or gone from beside its backups.
 *  @throws Error of the file system or the database */
export async function openOrRestore(folders: Folders, options: RestoreOptions): Promise<Opened> {
  const { createLevel } = options;
  const place = { folder: folders.database, mark: folders.mark, createLevel };
  try {
    if (!folders.hasDatabase) await requireNew(folders);
    return { database: await Database.open(place), restored: null };
  } catch (error) {
    if (!(error instanceof Damage)) throw error;
    const restored = await restore(folders, error, options);
    return { database: await Database.open(place), restored };
  }
}

/** An empty store is right for who begins, and for nobody else. @throws Damage */
async function requireNew(folders: Folders): Promise<void> {
  const { entries } = await readMark(folders.mark);
  const [newest] = await listBackups(folders.backups);
  const known = Math.max(entries, newest?.entries ?? 0);
  if (known > 0) throw new Damage(`it is not in ${folders.database} any more`, known);
}

/** Puts a whole database in the place of a damaged one. */
async function restore(
  folders: Folders,
  damage: Damage,
  { createLevel, now, log }: RestoreOptions,
): Promise<string> {
  log('error', `The store is damaged: ${damage.message}.`);
  const marked = await readMark(folders.mark);
  const backup = await newestGoodBackup(folders.backups, marked, (reason) =>
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
  await setAsideBeyond(folders.backups, end.entries);
  const lost = Math.max(0, damage.entries - end.entries);
  if (aside !== null) log('error', `The damaged store is set aside as ${aside}.`);
  const source = backup === null ? 'there is no good backup' : `${survey.fromBackup} from ${backup}`;
  const outcome =
    `${end.entries} entries (accounts and matches) are back: ${source}, ${survey.fromDamaged} from the damaged store. ` +
    `${lost === 0 ? 'None is lost.' : `Lost at the end: ${lost}.`}`;
  log('error', outcome);
  if (end.entries === 0)
    log(
      'error',
      'The server begins with nobody known to it, and anybody can take any nick. If you have a copy of the store, an export or a backup: stop the server, and put it back or import it.',
    );
  return `The store was damaged: ${damage.message}. ${outcome}`;
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
