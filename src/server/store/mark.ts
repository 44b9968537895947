// The mark: a small file beside the database that tells how far its journal had come. A log that lost its end looks like one that
// never had it; the mark knows better. Written after each batch, read when the store is opened.
import { readFile } from 'node:fs/promises';
import { JOURNAL_START, type JournalEnd, journalEndSchema } from './journal.js';
import { writeWhole } from './write-file.js';

/** Writes how far a database has come. @throws Error of the file system */
export function writeMark(path: string, { entries, hash }: JournalEnd): Promise<void> {
  return writeWhole(path, [JSON.stringify({ entries, hash })]);
}

/** How far a database had come; a new store has no mark, and a mark that can't be read tells nothing. */
export async function readMark(path: string): Promise<JournalEnd> {
  try {
    return journalEndSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return JOURNAL_START;
  }
}
