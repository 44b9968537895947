// A journal's file and the present database -> a database beside it that holds both, in which nothing counts twice. The
// caller puts it in the present one's place, so an import happens in whole or not at all.
import { ProtocolError } from '../../protocol/errors.js';
import { nickKey, parseNick } from '../../protocol/nick.js';
import { accountId } from './accounts.js';
import { type Added, Database } from './database.js';
import type { Folders } from './folders.js';
import { type Entry, entrySchema, type JournalEnd } from './journal.js';
import { checkJournal, JournalFileError, readJournal } from './journal-file.js';
import type { CreateLevel } from './level.js';
import { OrderBook } from './order-book.js';
import { appendAll } from './restore.js';

/** Builds the next database. @returns how many entries of the file were new, and where the new journal ends
 *  @throws JournalFileError when the file is not whole, or has a nick that belongs to another key here */
export async function buildImport(
  present: Database,
  path: string,
  folders: Folders,
  createLevel: CreateLevel,
  now: number,
): Promise<{ added: Added; end: JournalEnd }> {
  await checkJournal(path);
  await folders.dropNext();
  const next = await Database.open({ folder: folders.next, mark: null, createLevel });
  try {
    await appendAll(next, presentEntries(present));
    const added = await appendAll(next, fileEntries(present, path, now));
    return { added, end: next.end };
  } finally {
    await next.finish();
  }
}

async function* presentEntries(present: Database): AsyncGenerator<Entry> {
  for await (const line of present.lines()) yield entrySchema.parse(JSON.parse(line));
}

/** Entries of a file, as long as no nick is somebody else's here; without what is said of order that is older than what holds here. */
async function* fileEntries(present: Database, path: string, now: number): AsyncGenerator<Entry> {
  const order = new OrderBook();
  for (const entry of present.orders) order.apply(entry);
  /** Whose the nicks are of which the file has told so far; null is free. */
  const owners = new Map<string, string | null>();
  /** Keys of accounts that were forgotten here: their nicks may be other people's by now as well. */
  const forgotten = new Set<string>();
  for await (const { entry } of readJournal(path)) {
    for (const nick of nicksOf(entry)) checkNick(nick);
    if (entry.kind === 'account') {
      if (await present.hasForgotten(accountId(entry))) forgotten.add(entry.publicKey);
      claim(entry.nick, entry.publicKey);
    }
    if (entry.kind === 'forget') for (const { nick } of entry.accounts) owners.set(nickKey(nick), null);
    if (entry.kind === 'rename') {
      claim(entry.to, entry.publicKey);
      if (nickKey(entry.from) !== nickKey(entry.to)) owners.set(nickKey(entry.from), null);
    }
    const isOrder = entry.kind === 'role' || entry.kind === 'sanction';
    if (!isOrder || !order.isOutdated(entry, now)) yield entry;
  }

  function claim(nick: string, publicKey: string): void {
    // The nicks of whoever has changed his here may be other people's by now; the database knows which of his are new.
    if (present.hasRenamed(publicKey) || forgotten.has(publicKey)) return;
    const key = nickKey(nick);
    const owner = owners.has(key) ? owners.get(key) : present.account(key)?.publicKey;
    if (owner != null && owner !== publicKey)
      throw new JournalFileError(`the nick ${nick} belongs to somebody else here; nothing was imported`);
    owners.set(key, publicKey);
  }
}

/** Nicks of which an entry tells. */
function nicksOf(entry: Entry): readonly string[] {
  if (entry.kind === 'account') return [entry.nick];
  if (entry.kind === 'rename') return [entry.from, entry.to];
  if (entry.kind === 'forget') return entry.accounts.map(({ nick }) => nick);
  if (entry.kind === 'match') return entry.result.standings.map(({ nick }) => nick);
  return entry.nick === '' ? [] : [entry.nick];
}

/** A nick of a file is held to what REGISTER asks of one. @throws JournalFileError */
function checkNick(nick: string): void {
  try {
    if (parseNick(nick) === nick) return;
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
  }
  throw new JournalFileError(`${JSON.stringify(nick)} can't be a nick; nothing was imported`);
}
