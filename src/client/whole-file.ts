// Small files that are there whole or not at all, even when the program is killed on the way: written under another
// name, forced to the disk, and only then given their own. Used for the identity and the settings.
import { randomBytes } from 'node:crypto';
import { link, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** For files that are nobody else's business. */
const PRIVATE_MODE = 0o600;
const PRIVATE_FOLDER_MODE = 0o700;

/** Writes a file (mode 0600) in place of the one that is there, and its folder where it is missing.
 *  @throws the system's error; the file is then as it was */
export async function replaceFile(path: string, text: string): Promise<void> {
  await writeBeside(path, text, (temporary) => rename(temporary, path));
}

/** Writes a file (mode 0600) where there is none, and its folder where it is missing.
 *  @returns false when there is one already, also when another process was faster; it is left alone
 *  @throws the system's error */
export async function createFile(path: string, text: string): Promise<boolean> {
  let isCreated = true;
  await writeBeside(path, text, async (temporary) => {
    try {
      // Unlike a rename, a link never takes the place of a file.
      await link(temporary, path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      isCreated = false;
    }
  });
  return isCreated;
}

async function writeBeside(
  path: string,
  text: string,
  giveName: (temporary: string) => Promise<void>,
): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: PRIVATE_FOLDER_MODE });
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    const file = await open(temporary, 'wx', PRIVATE_MODE);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await giveName(temporary);
  } finally {
    await rm(temporary, { force: true });
  }
}
