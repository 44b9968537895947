// The file by which a server that ends hands its players and rooms to the one that starts after it: written once, for its owner
// alone, and gone as soon as it is read, so that nothing comes back twice.
import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Handover, handoverSchema } from '../handover.js';

const FILE = 'handover.json';
/** Older than this, nobody waits any more. */
const AGE_MS_MAX = 300_000;

/** Writes it. @throws Error of the file system */
export function writeHandover(directory: string, handover: Handover): void {
  const file = join(directory, FILE);
  rmSync(`${file}.unfinished`, { force: true });
  writeFileSync(`${file}.unfinished`, JSON.stringify(handover), { mode: 0o600, flag: 'wx' });
  renameSync(`${file}.unfinished`, file);
}

/** Reads it and takes it away; null when there is none that counts. */
export function takeHandoverFile(directory: string, nowMs: number): Handover | null {
  const file = join(directory, FILE);
  try {
    const isFresh = Math.abs(nowMs - statSync(file).mtimeMs) <= AGE_MS_MAX;
    const parsed = handoverSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    return isFresh && parsed.success ? parsed.data : null;
  } catch {
    // There is none, or it is not whole: everybody can still log in anew.
    return null;
  } finally {
    rmSync(file, { force: true });
  }
}
