// Pieces of text -> a file that is there in whole or not at all. Used for backups, exports and the store's own marks.
import { open, rename, rm } from 'node:fs/promises';

const PIECE_CHARACTERS = 1 << 16;

/** Writes a file beside its place and moves it there once it is on the disk. @throws Error of the file system */
export async function writeWhole(
  path: string,
  pieces: Iterable<string> | AsyncIterable<string>,
): Promise<void> {
  const unfinished = `${path}.unfinished`;
  try {
    const file = await open(unfinished, 'w', 0o600);
    try {
      let gathered = '';
      for await (const piece of pieces) {
        gathered += piece;
        if (gathered.length < PIECE_CHARACTERS) continue;
        await file.write(gathered);
        gathered = '';
      }
      await file.write(gathered);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}
