// A journal's file and the present database -> a database beside it that holds both, in which nothing counts twice. The
// caller puts it in the present one's place, so an import happens in whole or not at all.
import { nickKey } from '../../protocol/nick.js';
import { type Added, Database } from './database.js';
import type { Folders } from './folders.js';
import { type Entry, entrySchema, type JournalEnd } from './journal.js';
import { checkJournal, JournalFileError, readJournal } from './journal-file.js';
import type { CreateLevel } from './level.js';
import { appendAll } from './restore.js';

/** Builds the next database. @returns how many entries of the file were new, and where the new journal ends
 *  @throws JournalFileError when the file is not whole, or has a nick that belongs to another key here */
export async function buildImport(
  present: Database,
  path: string,
  folders: Folders,
  createLevel: CreateLevel,
): Promise<{ added: Added; end: JournalEnd }> {
  await checkJournal(path);
  await folders.dropNext();
  const next = await Database.open({ folder: folders.next, mark: null, createLevel });
  try {
    await appendAll(next, presentEntries(present));
    const added = await appendAll(next, fileEntries(present, path));
    return { added, end: next.end };
  } finally {
    await next.finish();
  }
}

async function* presentEntries(present: Database): AsyncGenerator<Entry> {
  for await (const line of present.lines()) yield entrySchema.parse(JSON.parse(line));
}

/** Entries of a file, as long as no nick is somebody else's here. */
async function* fileEntries(present: Database, path: string): AsyncGenerator<Entry> {
  for await (const { entry } of readJournal(path)) {
    const known = entry.kind === 'account' ? present.account(nickKey(entry.nick)) : null;
    if (entry.kind === 'account' && known !== null && known.publicKey !== entry.publicKey)
      throw new JournalFileError(
        `the nick ${entry.nick} belongs to somebody else here; nothing was imported`,
      );
    yield entry;
  }
}
