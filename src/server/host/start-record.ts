// With what a server was started the last time: the file by which `restart` gives it the same again, also after a crash. Written by the
// server once it listens, and kept when it ends.
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { DaemonError } from './daemon-error.js';

const FILE = 'tank-server.start.json';

const recordSchema = z.strictObject({
  version: z.literal(1),
  /** Options, by their names in the settings file; paths are whole. */
  flags: z.record(z.string(), z.union([z.string(), z.boolean()])),
  /** Settings that came as variables, by their names. */
  variables: z.record(z.string(), z.string()),
  /** The folder that relative paths in the settings file begin at. */
  cwd: z.string(),
});

/** How a server was started. */
export type StartRecord = z.infer<typeof recordSchema>;

/** Writes it. For its user alone: options and variables may hold a password. @throws Error of the file system */
export function writeStartRecord(directory: string, record: StartRecord): void {
  const file = join(directory, FILE);
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, `${JSON.stringify(record)}\n`, { mode: 0o600 });
  renameSync(unfinished, file);
}

/** Reads it; null when no server was started there. @throws DaemonError when it is damaged or can't be read */
export function readStartRecord(directory: string): StartRecord | null {
  const file = join(directory, FILE);
  try {
    return recordSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return null;
    throw new DaemonError(
      `${file} is damaged${code === undefined ? '' : ` (${code})`}, so that nothing tells how the server was started: stop it, and start it with all of its options`,
    );
  }
}
