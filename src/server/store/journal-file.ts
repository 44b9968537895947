// A journal as a file of JSON lines: the version, the entries, and at the end how many they are and the hash of the last
// one, which vouches for every line above it. Backups, exports and imports are all such files.
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { chain, type Entry, entrySchema, JOURNAL_START, type JournalEnd, VERSION_LINE } from './journal.js';
import { writeWhole } from './write-file.js';

/** The file is not a whole journal, or not one for this store; the message says why. */
export class JournalFileError extends Error {}

/** Writes a journal. @param lines its entries as JSON, in their order @returns where it ended
 *  @throws Error of the file system */
export async function writeJournal(path: string, lines: AsyncIterable<string>): Promise<JournalEnd> {
  let end = JOURNAL_START;
  async function* pieces(): AsyncGenerator<string> {
    yield `${VERSION_LINE}\n`;
    for await (const line of lines) {
      end = chain(end, line);
      yield `${line}\n`;
    }
    yield `${JSON.stringify(end)}\n`;
  }
  await writeWhole(path, pieces());
  return end;
}

/** The entries of a journal, each as soon as it is read. Until the last one is there, nobody has vouched for the others:
 *  read once to the end (checkJournal) before anything is done with them.
 *  @throws JournalFileError, Error of the file system */
export async function* readJournal(path: string): AsyncGenerator<{ entry: Entry; line: string }> {
  const lines = createInterface({
    input: createReadStream(path, 'utf8'),
    crlfDelay: Number.POSITIVE_INFINITY,
  });
  let end = JOURNAL_START;
  let number = 0;
  let waiting: string | null = null;
  for await (const line of lines) {
    number++;
    if (number === 1) checkVersion(path, line);
    else if (waiting === null) waiting = line;
    else {
      const entry = parseEntry(path, number - 1, waiting);
      end = chain(end, waiting);
      yield { entry, line: waiting };
      waiting = line;
    }
  }
  if (number === 0) throw new JournalFileError(`${path} is empty`);
  if (waiting !== JSON.stringify(end)) {
    throw new JournalFileError(
      `${path} is damaged or was cut off: its last line does not fit the ${end.entries} entries above`,
    );
  }
}

/** Reads a journal to its end. @returns where it ended @throws JournalFileError, Error of the file system */
export async function checkJournal(path: string): Promise<JournalEnd> {
  let end = JOURNAL_START;
  for await (const { line } of readJournal(path)) end = chain(end, line);
  return end;
}

function checkVersion(path: string, line: string): void {
  if (line === VERSION_LINE) return;
  const version = /^\{"journal":"terminal-tanks","version":(\d{1,6})\}$/.exec(line)?.[1];
  throw new JournalFileError(
    version === undefined
      ? `${path} is no export of a tank-server, or is damaged in line 1`
      : `${path} is of version ${version}; this tank-server reads version 1`,
  );
}

function parseEntry(path: string, number: number, line: string): Entry {
  try {
    return entrySchema.parse(JSON.parse(line));
  } catch {
    throw new JournalFileError(`${path} is damaged in line ${number}`);
  }
}
