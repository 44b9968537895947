// Backups: journals as files, of which the newest, one a day and one a week are kept. Written while the server runs, whole or not at
// all. They are ordered by how many entries they hold, never by a clock, which may have been wrong; a day or a week is only what is kept by.
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from './database.js';
import { stampOf } from './folders.js';
import { chain, JOURNAL_START, type JournalEnd } from './journal.js';
import { JournalFileError, readJournal, writeJournal } from './journal-file.js';

/** Backups that are kept: the newest ones, and the newest one of each of the last few days and weeks of which there are any. */
export const BACKUPS_KEPT = { newest: 3, days: 7, weeks: 5 } as const;

const NAME = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z-(\d+)\.jsonl$/;
const DAY_MS = 24 * 3600 * 1000;

interface Backup {
  readonly name: string;
  readonly entries: number;
  /** When it was made, by the clock of then. */
  readonly atMs: number;
}

/** The backups of a folder, the one with the most entries first. */
export async function listBackups(folder: string): Promise<Backup[]> {
  const names = await readdir(folder).catch(() => []);
  const backups = names.flatMap((name) => {
    const parts = NAME.exec(name);
    if (parts === null) return [];
    const [, year, month, day, hour, minute, second, ms, entries] = parts.map(Number);
    return { name, entries, atMs: Date.UTC(year, month - 1, day, hour, minute, second, ms) };
  });
  return backups.sort((one, other) => other.entries - one.entries || other.atMs - one.atMs);
}

/** Writes a backup, unless the newest one has as many entries, and deletes those that are not to be kept.
 *  @throws Error of the file system */
export async function writeBackup(
  folder: string,
  database: Pick<Database, 'end' | 'lines'>,
  now: number,
): Promise<void> {
  const { entries } = database.end;
  const before = await listBackups(folder);
  if (entries === 0 || before[0]?.entries === entries) return;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const name = `${stampOf(now)}-${entries}.jsonl`;
  await writeJournal(join(folder, name), database.lines());
  const kept = chooseKept(await listBackups(folder)).add(name);
  for (const backup of before)
    if (!kept.has(backup.name)) await rm(join(folder, backup.name), { force: true });
}

/** Names of those that are to be kept. @param backups the newest first */
function chooseKept(backups: readonly Backup[]): Set<string> {
  const kept = new Set(backups.slice(0, BACKUPS_KEPT.newest).map(({ name }) => name));
  for (const [periodMs, count] of [
    [DAY_MS, BACKUPS_KEPT.days],
    [7 * DAY_MS, BACKUPS_KEPT.weeks],
  ] as const) {
    const newest = new Map<number, string>();
    for (const { name, atMs } of backups) {
      const period = Math.floor(atMs / periodMs);
      if (newest.size < count && !newest.has(period)) newest.set(period, name);
    }
    for (const name of newest.values()) kept.add(name);
  }
  return kept;
}

/** The backup with the most entries that is whole and belongs to the chain of which a mark tells; one of another chain only where there
 *  is no such one. null when there is none at all.
 *  @param onBad told why another one was passed over */
export async function newestGoodBackup(
  folder: string,
  marked: JournalEnd,
  onBad: (reason: string) => void,
): Promise<string | null> {
  let foreign: string | null = null;
  for (const { name } of await listBackups(folder)) {
    const path = join(folder, name);
    try {
      if (await isOfChain(path, marked)) return path;
      foreign ??= path;
      onBad(`${path} does not lead to the entries that were here last`);
    } catch (error) {
      if (!(error instanceof JournalFileError)) throw error;
      onBad(error.message);
    }
  }
  return foreign;
}

/** Reads a backup to its end. Does it hold the entry of which the mark tells, as far as it goes? @throws JournalFileError */
async function isOfChain(path: string, marked: JournalEnd): Promise<boolean> {
  let end = JOURNAL_START;
  let isOf = true;
  for await (const { line } of readJournal(path)) {
    end = chain(end, line);
    if (end.entries === marked.entries) isOf = end.hash === marked.hash;
  }
  return isOf;
}

/** Takes backups out of the count that hold more than could be brought back: damaged ones, and those of another chain. They stay as files. */
export async function setAsideBeyond(folder: string, entries: number): Promise<void> {
  for (const backup of await listBackups(folder)) {
    if (backup.entries <= entries) continue;
    await rename(join(folder, backup.name), join(folder, `${backup.name}.set-aside`));
  }
}
