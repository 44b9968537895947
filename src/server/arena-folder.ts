// The host's folder of arenas -> arenas. Read once, when the server starts; a wrong file is named with line, column and reason.
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Arena } from '../game/arena.js';
import { ArenaError, parseArena } from '../game/arena-text.js';
import { parseWildName } from '../game/arena-wild.js';
import { ARENAS } from '../game/arenas.js';

/** Octets of one file; the largest arena takes about 6,000. */
const FILE_BYTES_MAX = 32_768;
/** Files in one folder. */
const FILES_MAX = 200;

/** What the host has to mend before the server starts: one line a fault, each with the file's name first. */
export class ArenaFolderError extends Error {}

/** Reads all `*.txt` of a folder, in the order of their names.
 *  @throws ArenaFolderError with everything that is wrong */
export async function loadArenaFolder(folder: string): Promise<Arena[]> {
  let names: string[];
  try {
    names = (await readdir(folder)).filter((name) => name.endsWith('.txt')).sort();
  } catch (error) {
    throw new ArenaFolderError(`${folder}: can't be read (${(error as NodeJS.ErrnoException).code})`);
  }
  if (names.length > FILES_MAX) throw new ArenaFolderError(`${folder}: holds more than ${FILES_MAX} arenas`);
  const arenas: Arena[] = [];
  const faults: string[] = [];
  for (const name of names) {
    const path = join(folder, name);
    try {
      const arena = await loadArena(path);
      const isTaken = ARENAS.has(arena.name) || parseWildName(arena.name) !== null;
      if (isTaken || arenas.some((other) => other.name === arena.name)) {
        faults.push(`${path}: there is another arena with the name ${arena.name}`);
      }
      arenas.push(arena);
    } catch (error) {
      if (!(error instanceof ArenaFolderError)) throw error;
      faults.push(error.message);
    }
  }
  if (faults.length > 0) throw new ArenaFolderError(faults.join('\n  '));
  return arenas;
}

/** Reads one file. @throws ArenaFolderError with path, line, column and reason */
export async function loadArena(path: string): Promise<Arena> {
  try {
    // A link is followed; a pipe would never end, and a folder is no text.
    const file = await stat(path);
    if (!file.isFile()) throw new ArenaFolderError(`${path}: is no file`);
    if (file.size > FILE_BYTES_MAX)
      throw new ArenaFolderError(`${path}: is larger than ${FILE_BYTES_MAX} octets`);
    return parseArena(await readFile(path, 'utf8'));
  } catch (error) {
    if (error instanceof ArenaFolderError) throw error;
    if (error instanceof ArenaError) throw new ArenaFolderError(`${path}: ${error.message}`);
    throw new ArenaFolderError(`${path}: can't be read (${(error as NodeJS.ErrnoException).code})`);
  }
}
