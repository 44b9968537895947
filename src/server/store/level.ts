// LevelDB as the store uses it: opened only when nobody else has it open and its tables are what was written, read in chunks. The one
// importer of classic-level. Whether it is damaged is told by a Damage; it never mends anything (restore.ts does).
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ClassicLevel } from 'classic-level';
import { z } from 'zod';
import { findBadTable } from './table-files.js';

/** Records that are read at once: enough to be quick, few enough not to hold up a tick. */
const READ_COUNT = 200;

/** Tables that are not compressed can be checked (table-files.ts). */
const OPEN_OPTIONS = { compression: false };

export type Level = ClassicLevel<string, string>;

/** Makes the database of a folder; a test may give one that fails. */
export type CreateLevel = (folder: string) => Level;

/** The database of a folder, not open yet. */
export const createClassicLevel: CreateLevel = (folder) => new ClassicLevel<string, string>(folder);

/** The database is not what was written; the message says what is wrong. */
export class Damage extends Error {
  /** How many entries there should have been, as far as that is known. */
  constructor(
    message: string,
    readonly entries: number,
  ) {
    super(message);
  }
}

/** Opens the database of a folder, which is made if need be. @param entries that there should be, for the Damage
 *  @throws Damage, Error of the file system or the database */
export async function openLevel(folder: string, createLevel: CreateLevel, entries: number): Promise<Level> {
  await requireUnlocked(createLevel(folder));
  const bad = await findBadTable(folder);
  if (bad !== null) throw new Damage(`its file ${bad} is not what was written`, entries);
  const level = createLevel(folder);
  try {
    await level.open(OPEN_OPTIONS);
  } catch (error) {
    throw isDamage(error as Error) ? new Damage('it does not open', entries) : error;
  }
  return level;
}

/** Opens what is left of a damaged database. @returns null when it is beyond help */
export async function openRest(folder: string, createLevel: CreateLevel): Promise<Level | null> {
  // What is not there would be made.
  if (!existsSync(join(folder, 'CURRENT'))) return null;
  // Who reads a bad table may end the process.
  if ((await findBadTable(folder)) !== null) return null;
  const level = createLevel(folder);
  try {
    await level.open({ createIfMissing: false, ...OPEN_OPTIONS });
    return level;
  } catch {
    // It was told already why it does not open.
    return null;
  }
}

/** What an iterator of a database gives, chunk by chunk; closes it. @throws Error of the database */
export async function* chunksOf<Item>(iterator: {
  nextv(count: number): Promise<Item[]>;
  close(): Promise<void>;
}): AsyncGenerator<Item[]> {
  try {
    for (let chunk = await iterator.nextv(READ_COUNT); chunk.length > 0; ) {
      yield chunk;
      chunk = await iterator.nextv(READ_COUNT);
    }
  } finally {
    await iterator.close();
  }
}

/** Why something with the disk failed: what the system said, where the database has only wrapped it. */
export function reasonOf(error: Error): string {
  return (error.cause as Error | undefined)?.message ?? error.message;
}

/** Is a database in use by somebody else? */
export function isLocked(error: Error): boolean {
  return (error.cause as NodeJS.ErrnoException | undefined)?.code === 'LEVEL_LOCKED';
}

/** Is it the database itself that is wrong, or what stands in it, and not a lock, a right, a full disk or a lack of handles? */
export function isDamage(error: Error): boolean {
  if (error instanceof SyntaxError || error instanceof z.ZodError) return true;
  const { code, message } = (error.cause ?? error) as NodeJS.ErrnoException;
  if (code === 'LEVEL_CORRUPTION') return true;
  return (
    /^LEVEL_|undefined/.test(String(code)) && /comparator|does not exist|no such file|missing/i.test(message)
  );
}

/** Refuses a database that is in use: before its files are looked at, since they change while it is.
 *  @throws Error of the database, with the code LEVEL_LOCKED in its cause */
async function requireUnlocked(level: Level): Promise<void> {
  try {
    // With these, opening takes the lock, and then gives up in any case.
    await level.open({ createIfMissing: false, errorIfExists: true });
  } catch (error) {
    if (isLocked(error as Error)) throw error;
  }
}
