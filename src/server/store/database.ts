// The classic-level database, checked and kept whole. Opened, all of it is read once: its files, the journal's chain, the number and
// the sum of all records, and a mark outside of the database that tells how far it had come. Entries are added in batches
// that are on the disk before they are acknowledged. It never mends anything: damage is thrown (restore.ts takes it up).
import { z } from 'zod';
import { type Account, admitAccount, admitForget, admitRename, recordsOf } from './accounts.js';
import type { ChampionsPage } from './champions.js';
import { Draft, type Operation, RecordSum } from './draft.js';
import {
  chain,
  chainRecord,
  type Entry,
  entrySchema,
  formatEntryRecord,
  JOURNAL_START,
  type JournalEnd,
  journalEndSchema,
  lineOfRecord,
} from './journal.js';
import { type CreateLevel, chunksOf, Damage, isDamage, type Level, openLevel } from './level.js';
import { readMark, writeMark } from './mark.js';
import type { OrderEntry } from './order-book.js';
import { RankCounts } from './rank-counts.js';
import {
  ACCOUNT_PREFIX,
  HEAD_KEY,
  LOG_PREFIX,
  logKey,
  matchKey,
  movedKey,
  orderKey,
  PLAYED_PREFIX,
  RANK_PREFIX,
  rangeOf,
  TOTAL_PREFIX,
} from './records.js';
import { tallyMatch } from './tally.js';
import { Ties } from './ties.js';

const headSchema = journalEndSchema.extend({ sum: z.string() });

/** Where a database stands on the disk. */
export interface DatabasePlace {
  readonly folder: string;
  /** File of the mark; null while a database is built of which nothing is acknowledged yet. */
  readonly mark: string | null;
  readonly createLevel: CreateLevel;
}

/** How many entries were new. */
export type Added = Record<Entry['kind'], number>;

/** Nothing new. */
export function addedNone(): Added {
  return { account: 0, rename: 0, forget: 0, match: 0, role: 0, sanction: 0 };
}

/** An open database. */
export class Database {
  readonly #level: Level;
  readonly #mark: string | null;
  readonly #accounts = new Map<string, Account>();
  /** Those whose records don't stand under their nicks, by what they stand under. */
  readonly #moved = new Map<string, Account>();
  /** Those that have finished no match, by what their records would stand under. */
  readonly #unplayed = new Map<string, Account>();
  /** Keys whose accounts have taken other nicks. */
  readonly #renamed = new Set<string>();
  readonly ranks = new RankCounts();
  readonly ties = new Ties();
  /** Pages of the table that were made since the last batch, by what they show. */
  readonly pages = new Map<string, Promise<ChampionsPage>>();
  /** Roles, bans and mutes, in the order of the journal. */
  readonly orders: OrderEntry[] = [];
  #sum = new RecordSum();
  #end: JournalEnd = JOURNAL_START;

  private constructor(level: Level, mark: string | null) {
    this.#level = level;
    this.#mark = mark;
  }

  /** Opens and checks a database, which is made if need be. @throws Damage, Error of the file system or the database */
  static async open({ folder, mark, createLevel }: DatabasePlace): Promise<Database> {
    const marked = mark === null ? JOURNAL_START : await readMark(mark);
    const level = await openLevel(folder, createLevel, marked.entries);
    const database = new Database(level, mark);
    try {
      await database.#check(marked);
    } catch (error) {
      await level.close();
      throw error;
    }
    return database;
  }

  /** Reads all records, and compares them with what the head and the mark say. */
  async #check(marked: JournalEnd): Promise<void> {
    const { head, sum, end, markedHash } = await this.#readAll(marked).catch((error: Error) => {
      throw isDamage(error) ? new Damage(`it can't be read (${error.message})`, marked.entries) : error;
    });
    const entries = Math.max(marked.entries, head.entries);
    if (end.entries < entries) throw new Damage(`${entries - end.entries} entries are gone`, entries);
    if (end.hash !== head.hash || markedHash !== marked.hash)
      throw new Damage('its entries are not those that were written', entries);
    if (sum.toString() !== head.sum) throw new Damage('its records are not those that were written', entries);
    this.#sum = sum;
    this.#end = end;
  }

  async #readAll(marked: JournalEnd) {
    const sum = new RecordSum();
    let head = { ...JOURNAL_START, sum: sum.toString() };
    let end = JOURNAL_START;
    let markedHash = marked.entries === 0 ? marked.hash : '';
    for await (const records of chunksOf(this.#level.iterator())) {
      for (const [key, value] of records) {
        if (key === HEAD_KEY) {
          head = headSchema.parse(JSON.parse(value));
          continue;
        }
        sum.add(key, value, 1);
        if (key.startsWith(RANK_PREFIX)) this.ranks.add(key, 1);
        else if (key.startsWith(ACCOUNT_PREFIX)) this.#know(key, value, true);
        else if (isPlayed(key)) this.#unplayed.delete(holderOf(key));
        else if (key.startsWith(LOG_PREFIX)) {
          const next = key === logKey(end.entries + 1) ? chainRecord(end, value) : null;
          if (next === null)
            throw new Damage(`entry ${end.entries + 1} is not there or not whole`, marked.entries);
          end = next;
          this.#noteOrder(value);
          if (end.entries === marked.entries) markedHash = end.hash;
        }
      }
    }
    return { head, sum, end, markedHash };
  }

  /** @param isNew unless it has another nick alone; when the database is opened, until the records tell of a match */
  #know(key: string, value: string, isNew: boolean): void {
    const account = JSON.parse(value) as Account;
    const records = recordsOf(account);
    if (isNew || this.#unplayed.has(records)) this.#unplayed.set(records, account);
    this.#accounts.set(key.slice(ACCOUNT_PREFIX.length), account);
    if (account.records !== undefined) this.#moved.set(account.records, account);
    if (account.renamedAt !== undefined) this.#renamed.add(account.publicKey);
  }

  /** Keeps an entry of the journal if it concerns order; the others, which are many, are not parsed. */
  #noteOrder(value: string): void {
    const line = lineOfRecord(value);
    if (!/^\{"kind":"(role|sanction)"/.test(line)) return;
    this.orders.push(entrySchema.parse(JSON.parse(line)) as OrderEntry);
  }

  /** How far the journal has come. */
  get end(): JournalEnd {
    return this.#end;
  }

  /** False once it is closed. */
  get isOpen(): boolean {
    return this.#level.status === 'open';
  }

  /** For reading; entries come in by append() alone. */
  get level(): Level {
    return this.#level;
  }

  /** The account of a nick's key, or null. */
  account(key: string): Account | null {
    return this.#accounts.get(key) ?? null;
  }

  /** The account whose records stand under a name, or null. */
  holder(records: string): Account | null {
    const account = this.#moved.get(records) ?? this.account(records);
    return account !== null && recordsOf(account) === records ? account : null;
  }

  /** Accounts that have finished no match. */
  get unplayed(): readonly Account[] {
    return [...this.#unplayed.values()];
  }

  get unplayedCount(): number {
    return this.#unplayed.size;
  }

  /** Was an account forgotten here? @param id accountId() @throws Error of the database */
  async hasForgotten(id: string): Promise<boolean> {
    return (await this.#level.get(movedKey(id))) === '';
  }

  /** Has an account of this key ever taken another nick? */
  hasRenamed(publicKey: string): boolean {
    return this.#renamed.has(publicKey);
  }

  /** Adds entries, all of them or none, and leaves out what is here already. One call at a time.
   *  @param entries as entrySchema gives them: its order of fields makes one form and one hash of an entry
   *  @returns how many were new; they are on the disk, unless the database has no mark
   *  @throws Error of the database: whether they are in is then not known before it is opened again */
  async append(entries: readonly Entry[]): Promise<Added> {
    const draft = new Draft(this.#level);
    const added = addedNone();
    const orders: OrderEntry[] = [];
    let end = this.#end;
    for (const entry of entries) {
      if (!(await admit(entry, draft))) continue;
      added[entry.kind]++;
      const line = JSON.stringify(entry);
      end = chain(end, line);
      const key = logKey(end.entries);
      await draft.load([key]);
      draft.set(key, formatEntryRecord(end, line));
      if (entry.kind === 'match') await tallyMatch(entry, draft);
      if (entry.kind === 'role' || entry.kind === 'sanction') orders.push(entry);
    }
    if (end.entries > this.#end.entries) await this.#write(draft, end);
    for (const entry of orders) this.orders.push(entry);
    return added;
  }

  async #write(draft: Draft, end: JournalEnd): Promise<void> {
    const sum = new RecordSum(this.#sum.toString());
    const operations = draft.finish(sum);
    const head = formatHead(end, sum);
    await this.#level.batch([...operations, { type: 'put', key: HEAD_KEY, value: head }], {
      sync: this.#mark !== null,
    });
    this.#sum = sum;
    this.#end = end;
    this.ranks.follow(operations);
    this.ties.follow(operations);
    this.pages.clear();
    this.#follow(operations);
    if (this.#mark !== null) await writeMark(this.#mark, end);
  }

  /** Knows of the accounts what a batch has made of them. */
  #follow(operations: readonly Operation[]): void {
    // First who has which nick now: who has only given one up is somewhere among them.
    for (const operation of operations) {
      const { key } = operation;
      if (operation.type === 'put' && key.startsWith(ACCOUNT_PREFIX)) {
        const { renamedAt } = JSON.parse(operation.value) as Account;
        this.#know(key, operation.value, renamedAt === undefined);
      }
    }
    for (const { type, key } of operations) {
      if (isPlayed(key)) this.#unplayed.delete(holderOf(key));
      if (type === 'put' || !key.startsWith(ACCOUNT_PREFIX)) continue;
      const nick = key.slice(ACCOUNT_PREFIX.length);
      const account = this.#accounts.get(nick);
      this.#accounts.delete(nick);
      if (account === undefined) continue;
      const records = recordsOf(account);
      for (const known of [this.#moved, this.#unplayed])
        if (known.get(records) === account) known.delete(records);
    }
  }

  /** The journal's entries as JSON, in their order, as they are at this moment. */
  async *lines(): AsyncGenerator<string> {
    for await (const values of chunksOf(this.#level.values(rangeOf(LOG_PREFIX))))
      for (const value of values) yield lineOfRecord(value);
  }

  /** Brings all that was appended to the disk, and closes. */
  async finish(): Promise<void> {
    // A write that is synced takes those before it along.
    await this.#level.put(HEAD_KEY, formatHead(this.#end, this.#sum), { sync: true });
    await this.#level.close();
  }

  /** Closes. */
  close(): Promise<void> {
    return this.#level.close();
  }
}

/** Takes an entry in, unless it is here already. */
async function admit(entry: Entry, draft: Draft): Promise<boolean> {
  if (entry.kind === 'account') return admitAccount(entry, draft);
  if (entry.kind === 'rename') return admitRename(entry, draft);
  if (entry.kind === 'forget') return admitForget(entry, draft);
  const key = entry.kind === 'match' ? matchKey(entry.id) : orderKey(entry.id);
  await draft.load([key]);
  if (draft.get(key) !== undefined) return false;
  draft.set(key, '');
  return true;
}

/** Is a record one that who has finished a match has? */
function isPlayed(key: string): boolean {
  return key.startsWith(TOTAL_PREFIX) || key.startsWith(PLAYED_PREFIX);
}

function holderOf(key: string): string {
  return key.slice(key.indexOf(':') + 1);
}

function formatHead(end: JournalEnd, sum: RecordSum): string {
  return JSON.stringify({ ...end, sum: sum.toString() });
}
