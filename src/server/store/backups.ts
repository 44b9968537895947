// Backups: journals as files, of which the newest few are kept. Written while the server runs, whole or not at all.
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from './database.js';
import { stampOf } from './folders.js';
import { checkJournal, JournalFileError, writeJournal } from './journal-file.js';

/** Backups that are kept. */
const BACKUPS_KEPT = 5;

const NAME = /^\d{8}T\d{9}Z-(\d+)\.jsonl$/;

/** Names of the backups, newest first. */
async function listBackups(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder))
      .filter((name) => NAME.test(name))
      .sort()
      .reverse();
  } catch {
    // No folder, no backups.
    return [];
  }
}

/** Writes a backup, unless the newest one has as many entries, and deletes those that are too old.
 *  @returns whether there was something to write @throws Error of the file system */
export async function writeBackup(folder: string, database: Database, now: number): Promise<boolean> {
  const { entries } = database.end;
  const names = await listBackups(folder);
  if (entries === 0 || (names.length > 0 && Number(NAME.exec(names[0])![1]) === entries)) return false;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeJournal(join(folder, `${stampOf(now)}-${entries}.jsonl`), database.lines());
  for (const name of names.slice(BACKUPS_KEPT - 1)) await rm(join(folder, name), { force: true });
  return true;
}

/** The newest backup that is whole, or null. @param onBad told of each newer one that is not */
export async function newestGoodBackup(
  folder: string,
  onBad: (reason: string) => void,
): Promise<string | null> {
  for (const name of await listBackups(folder)) {
    try {
      await checkJournal(join(folder, name));
      return join(folder, name);
    } catch (error) {
      if (!(error instanceof JournalFileError)) throw error;
      onBad(error.message);
    }
  }
  return null;
}
