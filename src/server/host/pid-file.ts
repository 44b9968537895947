// Which process serves a data folder: its number and when it started, so that a number which the system has given to another
// process since is told apart. Written by the server once it holds the store's lock, which the system takes back from a dead
// process; so the file never decides who serves, it only tells.
import { execFileSync } from 'node:child_process';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const FILE = 'tank-server.pid';

const recordSchema = z.object({
  pid: z.int().min(1),
  /** When the process started, in the system's own words; '' where it can't be known. */
  startTime: z.string().max(100),
});

/** A process that serves a folder. */
export type PidRecord = z.infer<typeof recordSchema>;

/** When a process started, in words that differ for another process of the same number; '' when there is none. */
export function startTimeOf(pid: number): string {
  try {
    if (process.platform === 'linux') {
      // proc(5): field 22 of stat; the second one is a name in parentheses that may hold blanks.
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
      const [state, ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      // A zombie is only a number that its parent has not asked for yet.
      return state === 'Z' ? '' : `${boot} ${rest[18]}`;
    }
    if (process.platform === 'win32') return '';
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  } catch {
    return '';
  }
}

/** Writes the file of this process. */
export function writePidFile(directory: string): void {
  const { pid } = process;
  const file = join(directory, FILE);
  writeFileSync(`${file}.${pid}`, `${JSON.stringify({ pid, startTime: startTimeOf(pid) })}\n`, {
    mode: 0o600,
  });
  renameSync(`${file}.${pid}`, file);
}

/** Takes the file of this process away; that of another one stays. */
export function removePidFile(directory: string): void {
  if (readRecord(directory)?.pid === process.pid) rmSync(join(directory, FILE), { force: true });
}

/** The process that serves a folder, or null when none does that still runs. */
export function findProcess(directory: string): PidRecord | null {
  const record = readRecord(directory);
  if (record === null || record.startTime === '') return null;
  return startTimeOf(record.pid) === record.startTime ? record : null;
}

function readRecord(directory: string): PidRecord | null {
  try {
    return recordSchema.parse(JSON.parse(readFileSync(join(directory, FILE), 'utf8')));
  } catch {
    return null;
  }
}
