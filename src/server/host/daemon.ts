// A server in the background, from outside: start, stop, restart, status. Used by the entry. Which server is meant follows from
// the data folder: the store's lock lets one process alone serve it, so a hundred starts at once end with one server.
import { type ChildProcess, fork } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { askServer, ControlError, UnreachableError } from './control.js';
import { DaemonError } from './daemon-error.js';
import { findProcess } from './pid-file.js';
import { APPEND_FLAGS } from './rotating-file.js';
import type { StartRecord } from './start-record.js';
import type { Status } from './status.js';

/** How long a server may take to start, and how often it is looked for. */
export const START_MS_MAX = 60_000;
const STOP_MS_MAX = 15_000;
export const POLL_MS = 50;
/** How long a server may take to say how it is. */
const STATUS_MS_MAX = 5000;
/** What the process writes that is no line of the log: a mistake of the program, with its stack. */
const OUTPUT_FILE = 'tank-server.out';

/** What the server's process tells the one that starts it, once. */
export type StartReport =
  | { readonly kind: 'ready'; readonly line: string }
  | { readonly kind: 'failed'; readonly sentence: string; readonly code: number };

/** What the server of a data folder says of itself, or null when there is none.
 *  @throws UnreachableError when one can't be asked */
export async function askStatus(directory: string, timeoutMs = STATUS_MS_MAX): Promise<Status | null> {
  try {
    return (await askServer(directory, 'status', timeoutMs)) as Status;
  } catch (error) {
    if (error instanceof ControlError && !(error instanceof UnreachableError)) return null;
    throw error;
  }
}

/** Starts a server in the background and waits until it listens.
 *  @param entry the script of the command @param args its arguments without the subcommand
 *  @param like where it is started, and with which variables beside those of this process
 *  @returns what it says of itself @throws DaemonError, Error of the file system */
export async function startDaemon(
  entry: string,
  args: readonly string[],
  directory: string,
  like: Pick<StartRecord, 'cwd' | 'variables'> = { cwd: process.cwd(), variables: {} },
): Promise<string> {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const output = openOutput(join(directory, OUTPUT_FILE));
  const child = fork(entry, ['run', ...args], {
    detached: true,
    stdio: ['ignore', output, output, 'ipc'],
    cwd: like.cwd,
    env: { ...process.env, ...like.variables },
  });
  closeSync(output);
  const report = await awaitReport(child, join(directory, OUTPUT_FILE));
  child.unref();
  if (report.kind === 'failed') throw new DaemonError(report.sentence);
  return report.line;
}

/** What a process of the command says of itself, once; the line to it is closed then.
 *  @param output where it writes what it says beside that */
export async function awaitReport(child: ChildProcess, output?: string): Promise<StartReport> {
  const hint = output === undefined ? '' : `; see ${output}`;
  const failed = (sentence: string): StartReport => ({ kind: 'failed', sentence, code: 1 });
  let timer: NodeJS.Timeout | undefined;
  const report = await new Promise<StartReport>((resolve) => {
    timer = setTimeout(() => {
      child.kill();
      resolve(failed('the server took too long to start'));
    }, START_MS_MAX);
    child.once('message', (message) => resolve(message as StartReport));
    child.once('error', ({ message }) => resolve(failed(`the server can't be started (${message})`)));
    child.once('exit', (code) =>
      resolve(failed(`the server ended at once (${code ?? 'by a signal'})${hint}`)),
    );
  });
  clearTimeout(timer);
  child.removeAllListeners();
  if (child.connected) child.disconnect();
  return report;
}

/** @throws DaemonError for a link, which would be written through */
function openOutput(path: string): number {
  try {
    return openSync(path, APPEND_FLAGS, 0o600);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ELOOP') throw error;
    throw new DaemonError(`${path} is a symbolic link, which is not followed: move it away`);
  }
}

/** Ends the server of a data folder and waits until it is gone.
 *  @param request `restart` when another one follows at once, which takes over players and rooms
 *  @returns false when there was none
 *  @throws DaemonError when it does not end, UnreachableError when it is not this user's */
export async function stopDaemon(directory: string, request: 'stop' | 'restart' = 'stop'): Promise<boolean> {
  const record = findProcess(directory);
  try {
    await askServer(directory, request);
  } catch (error) {
    if (!(error instanceof ControlError)) throw error;
    if (record === null && error instanceof UnreachableError) throw error;
    if (record === null) return false;
    // It runs and does not answer: a signal is heard all the same.
    process.kill(record.pid, 'SIGTERM');
  }
  const untilMs = performance.now() + STOP_MS_MAX;
  while (performance.now() < untilMs) {
    const isGone = record === null ? (await askStatus(directory)) === null : findProcess(directory) === null;
    if (isGone) return true;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  throw new DaemonError(`the server does not end; as a last resort: kill -9 ${record?.pid ?? ''}`);
}
