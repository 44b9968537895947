// THE STORE: what the server keeps over restarts. Accounts and results go in, one after the other, and are acknowledged
// when they are on the disk; the champions table comes out. A store that can't be written (a full disk) holds up nobody:
// what comes in waits in memory, and is written as soon as there is room.
import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { ProtocolError } from '../../protocol/errors.js';
import { nickKey } from '../../protocol/nick.js';
import { type Account, accountId, recordsOf } from './accounts.js';
import { BackupSchedule } from './backup-schedule.js';
import { type ChampionsPage, type Profile, readChampion, readPage, readProfile } from './champions.js';
import type { Added, Database } from './database.js';
import { Folders } from './folders.js';
import { chooseForgotten } from './forgetting.js';
import { buildImport } from './import.js';
import { type Entry, entrySchema } from './journal.js';
import { reasonOf } from './level.js';
import { writeMark } from './mark.js';
import type { MatchResult } from './match-result.js';
import { OrderBook, type OrderEntry, type RoleEntry, type Sanction } from './order-book.js';
import { seasonOf } from './ratings.js';
import { type Opened, openOrRestore } from './restore.js';
import {
  completeOptions,
  StoreError,
  type StoreHealth,
  type StoreOptions,
  storeError,
} from './store-options.js';
import { WriteQueue } from './write-queue.js';

/** How often it is looked whose term is over. */
const FORGET_EVERY_MS = 3_600_000;

/** The server's store. */
export class Store {
  readonly #directory: string;
  readonly #folders: Folders;
  readonly #options: Required<StoreOptions>;
  #database: Database;
  readonly #queue: WriteQueue;
  /** Roles, bans and mutes, those too that wait to be written. */
  readonly order = new OrderBook();
  /** Nicks of which the database does not know yet what has become of them, by the last entry about them; null is free. */
  readonly #waiting = new Map<string, { readonly entry: Entry; readonly account: Account | null }>();
  readonly #backups: BackupSchedule;
  readonly #forgetTimer: NodeJS.Timeout;
  /** Says of an account whether somebody is here with it, who must not be forgotten. */
  isHere: (account: Account) => boolean = () => false;
  /** What the records of those stand under who are CHAMPION of a mode, in the season of that number. */
  #champions: ReadonlySet<string> = new Set();
  #championsSeason = 0;
  #trouble: string | null = null;
  #restored: string | null;

  private constructor(
    directory: string,
    folders: Folders,
    { database, restored }: Opened,
    options: Required<StoreOptions>,
  ) {
    this.#directory = directory;
    this.#folders = folders;
    this.#database = database;
    this.#restored = restored;
    this.#options = options;
    for (const entry of database.orders) this.order.apply(entry);
    this.#queue = new WriteQueue({
      append: (entries) => this.#append(entries),
      reopen: () => this.#reopen(),
      retryMs: options.retryMs,
      onTrouble: (error) => {
        this.#trouble = reasonOf(error);
        options.log(
          'error',
          `The store in ${directory} can't be written (${this.#trouble}). The game goes on; results wait in memory until there is room.`,
        );
      },
      onRelief: (count) => {
        this.#trouble = null;
        options.log('server', `There is room again: ${count} results and accounts that waited are written.`);
      },
    });
    this.#forgetTimer = setInterval(() => void this.forget(), FORGET_EVERY_MS).unref();
    this.#backups = new BackupSchedule({
      folder: folders.backups,
      entriesMin: options.backupEntries,
      log: options.log,
      now: options.now,
      database: () => this.#database,
    });
  }

  /** Opens the store of a folder, which is made if need be; a damaged one is set aside and brought back.
   *  @throws StoreError */
  static async open(directory: string, options: StoreOptions = {}): Promise<Store> {
    const all = completeOptions(options);
    try {
      mkdirSync(directory, { recursive: true, mode: 0o700 });
      const folders = new Folders(directory);
      await folders.settle();
      const store = new Store(directory, folders, await openOrRestore(folders, all), all);
      await folders.dropNext();
      await store.#crown();
      return store;
    } catch (error) {
      throw storeError(directory, error as Error);
    }
  }

  /** The account of a nick's key (protocol/nick.ts), or null. */
  account(key: string): Account | null {
    const waiting = this.#waiting.get(key);
    return waiting === undefined ? this.#database.account(key) : waiting.account;
  }

  /** Adds an account. @returns false when it waits in memory for room on the disk, else it is on the disk
   *  @throws StoreError when too much waits */
  async addAccount(account: Account): Promise<boolean> {
    const { nick, publicKey, createdAt } = account;
    // Taken at once, so that nobody else gets the nick while the disk is busy.
    const taken = new Map([[nickKey(nick), { ...account, records: '' }]]);
    return this.#add({ kind: 'account', nick, publicKey, createdAt }, taken);
  }

  /** Gives an account another nick, which is free: from now on, and all that is kept of it goes along.
   *  @param key of the nick before, that of an account
   *  @returns false when it waits in memory for room on the disk, else it is on the disk
   *  @throws StoreError, before anything has changed, when too much waits */
  renameAccount(key: string, to: string): Promise<boolean> {
    const account = this.account(key)!;
    const at = this.#options.now();
    const { nick: from, publicKey } = account;
    const renamed = { ...account, nick: to, renamedAt: at, records: recordsOf(account) };
    const nicks = new Map<string, Account | null>([
      [key, null],
      [nickKey(to), renamed],
    ]);
    return this.#add({ kind: 'rename', id: randomUUID(), at, publicKey, from, to }, nicks);
  }

  /** Forgets accounts that never finished a match, as forgetting.ts chooses them. Never fails. @returns how many */
  async forget(): Promise<number> {
    const { unplayedMax, log } = this.#options;
    // Those of whom an entry waits are not as the database knows them; they may be forgotten already.
    const known = this.#database.unplayed.filter(
      (account) => this.account(nickKey(account.nick)) === account,
    );
    const isKept = (account: Account): boolean =>
      this.order.role(account.publicKey) !== 'player' || this.isHere(account);
    const chosen = chooseForgotten(known, unplayedMax, this.now(), isKept);
    if (chosen.length === 0) return 0;
    const accounts = chosen.map((account) => ({ nick: account.nick, account: accountId(account) }));
    const free = chosen.map(({ nick }) => [nickKey(nick), null] as const);
    try {
      await this.#add({ kind: 'forget', at: this.now(), accounts }, new Map(free));
      log('server', `Forgotten: ${chosen.length} accounts that never finished a match`);
      return chosen.length;
    } catch (error) {
      log('warning', `No account could be forgotten: ${(error as Error).message}`);
      return 0;
    }
  }

  /** Adds the result of a match; one without an account in it concerns nobody who is known. @param id unique: a result that is added twice counts once
   *  @returns false when it waits in memory for room on the disk, else it is on the disk
   *  @throws StoreError when too much waits */
  async addResult(id: string, endedAt: number, result: MatchResult): Promise<boolean> {
    const isKnown = result.standings.some(
      ({ bot, account, nick }) => !bot && (account !== undefined || this.account(nickKey(nick)) !== null),
    );
    return isKnown ? this.#add({ kind: 'match', id, endedAt, result }) : true;
  }

  /** Adds a role, a ban or a mute; it holds at once.
   *  @returns false when it waits in memory for room on the disk, else it is on the disk
   *  @throws StoreError when too much waits */
  async addOrder(entry: Omit<RoleEntry, 'id' | 'at'> | Omit<Sanction, 'id' | 'at'>): Promise<boolean> {
    const whole = { id: randomUUID(), at: this.#options.now(), ...entry } as OrderEntry;
    const isKept = this.#add(whole);
    this.order.apply(whole);
    return isKept;
  }

  /** How it is now. */
  get health(): StoreHealth {
    return {
      trouble: this.#trouble,
      waiting: this.#queue.count,
      backupAt: this.#backups.madeAt,
      backupTrouble: this.#backups.trouble,
      restored: this.#restored,
    };
  }

  /** Milliseconds since 1970, by the clock of the store. */
  now(): number {
    return this.#options.now();
  }

  /** A page of the champions table. @param season null is the present one @param page from 1 on
   *  @throws ProtocolError NOT_NOW */
  async readPage(mode: string, season: number | null, page: number): Promise<ChampionsPage> {
    this.#requireOpen();
    return readPage(this.#database, mode, season ?? this.season, page);
  }

  /** What is known of somebody, or null when he has no account. @param key of his nick
   *  @param viewer that of who asks, null for a guest
   *  @throws ProtocolError NOT_NOW */
  async readProfile(key: string, viewer: string | null): Promise<Profile | null> {
    this.#requireOpen();
    const account = this.account(key);
    const asker = viewer === null ? null : this.account(viewer);
    return account === null ? null : readProfile(this.#database, account, asker, this.season);
  }

  /** Is he CHAMPION of a mode? */
  isChampion(nick: string): boolean {
    if (this.#champions.size === 0 || this.#championsSeason !== this.season) return false;
    const account = this.account(nickKey(nick));
    return account !== null && this.#champions.has(recordsOf(account));
  }

  /** The present season. */
  get season(): number {
    return seasonOf(this.#options.now());
  }

  /** A database that could not be opened again on a full disk tells nothing. */
  #requireOpen(): void {
    if (!this.#database.isOpen) throw new ProtocolError('NOT_NOW');
  }

  /** The journal as it is now, entry by entry, as JSON. */
  lines(): AsyncGenerator<string> {
    return this.#database.lines();
  }

  /** Adds the entries of a journal's file, all of them or none. The store is closed afterwards; what it was before stays
   *  beside it. @returns how many were new @throws JournalFileError, Error of the file system */
  async importFile(path: string): Promise<Added> {
    const { createLevel, now } = this.#options;
    const { added, end } = await buildImport(this.#database, path, this.#folders, createLevel, now());
    const isNew = end.entries > this.#database.end.entries;
    await this.close();
    if (isNew) {
      await this.#folders.replace('before-import', now());
      await writeMark(this.#folders.mark, end);
    }
    return added;
  }

  /** Writes what is under way, and what waits if that can be, and closes. */
  async close(): Promise<void> {
    clearInterval(this.#forgetTimer);
    const lost = await this.#queue.close();
    if (lost > 0)
      this.#options.log('error', `There is still no room: ${lost} results and accounts are lost.`);
    await this.#backups.close();
    await this.#database.close();
  }

  /** @param accounts what the entry makes of nicks, which holds at once
   *  @throws StoreError at once, when too much waits */
  #add(entry: Entry, accounts: ReadonlyMap<string, Account | null> = new Map()): Promise<boolean> {
    const parsed = entrySchema.parse(entry);
    const added = this.#queue.add(parsed);
    if (added === null) throw new StoreError('too many results and accounts wait already to be written');
    for (const [key, account] of accounts) this.#waiting.set(key, { entry: parsed, account });
    return added;
  }

  async #append(entries: readonly Entry[]): Promise<void> {
    await this.#database.append(entries);
    const written = new Set(entries);
    for (const [key, { entry }] of this.#waiting) if (written.has(entry)) this.#waiting.delete(key);
    await this.#crown();
    this.#backups.onAdded();
    if (this.#database.unplayedCount > this.#options.unplayedMax) void this.forget();
  }

  /** A database in which a write has failed takes nothing more, so it is opened anew. */
  async #reopen(): Promise<void> {
    await this.#options.probe(this.#directory);
    await this.#backups.settle();
    await this.#database.close();
    const { database, restored } = await openOrRestore(this.#folders, this.#options);
    this.#database = database;
    this.#restored = restored ?? this.#restored;
  }

  async #crown(): Promise<void> {
    const { season } = this;
    const champions = new Set<string>();
    for (const mode of this.#database.ranks.modesOf(season)) {
      const key = await readChampion(this.#database.level, season, mode);
      if (key !== null) champions.add(key);
    }
    this.#champions = champions;
    this.#championsSeason = season;
  }
}
