// What the server keeps over restarts, in a classic-level database of the data folder: accounts and results of matches.
// A write is on the disk before it is acknowledged. Accounts are few and asked for at each login, so all are in memory.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ClassicLevel } from 'classic-level';
import { z } from 'zod';
import type { MatchResult } from './room.js';

const accountSchema = z.strictObject({
  nick: z.string(),
  publicKey: z.string().length(43),
  createdAt: z.int(),
});

/** Somebody who registered with a key. */
export type Account = z.infer<typeof accountSchema>;

/** The data folder can't be used; the message says what to do. */
export class StoreError extends Error {}

/** The server's store. */
export class Store {
  readonly #level: ClassicLevel<string, string>;
  readonly #accounts = new Map<string, Account>();

  private constructor(level: ClassicLevel<string, string>) {
    this.#level = level;
  }

  /** Opens the store of a folder, which is made if need be. @throws StoreError */
  static async open(directory: string): Promise<Store> {
    try {
      mkdirSync(directory, { recursive: true, mode: 0o700 });
      const level = new ClassicLevel<string, string>(join(directory, 'store'));
      await level.open();
      const store = new Store(level);
      await store.#loadAccounts();
      return store;
    } catch (error) {
      const cause = (error as Error).cause as NodeJS.ErrnoException | undefined;
      if (cause?.code === 'LEVEL_LOCKED') {
        throw new StoreError(
          `another tank-server uses ${directory}; stop it, or choose another folder with --data`,
        );
      }
      const reason = cause?.message ?? (error as Error).message;
      throw new StoreError(
        `can't use the data folder ${directory} (${reason}); choose another one with --data`,
      );
    }
  }

  async #loadAccounts(): Promise<void> {
    for await (const [key, text] of this.#level.iterator({ gt: 'account:', lt: 'account;' })) {
      this.#accounts.set(key.slice('account:'.length), accountSchema.parse(JSON.parse(text)));
    }
  }

  /** The account of a nick's key (protocol/nick.ts), or null. */
  account(nickKey: string): Account | null {
    return this.#accounts.get(nickKey) ?? null;
  }

  /** Adds an account; resolves when it is on the disk. */
  async addAccount(nickKey: string, account: Account): Promise<void> {
    // Taken at once, so that nobody else gets the nick while the disk is busy.
    this.#accounts.set(nickKey, account);
    try {
      await this.#level.put(`account:${nickKey}`, JSON.stringify(account), { sync: true });
    } catch (error) {
      this.#accounts.delete(nickKey);
      throw error;
    }
  }

  /** Adds the result of a match; resolves when it is on the disk.
   *  @param id unique: a result that is added twice counts once */
  async addResult(id: string, endedAt: number, result: MatchResult): Promise<void> {
    const key = `match:${new Date(endedAt).toISOString()}:${id}`;
    await this.#level.put(key, JSON.stringify(result), { sync: true });
  }

  /** Writes what is under way and closes. */
  close(): Promise<void> {
    return this.#level.close();
  }
}
