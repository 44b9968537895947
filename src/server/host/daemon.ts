// A server in the background, from outside: start, stop, restart, status. Used by the entry. Which server is meant follows from
// the data folder: the store's lock lets one process alone serve it, so a hundred starts at once end with one server.
import { fork } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { askServer, ControlError, UnreachableError } from './control.js';
import { findProcess, type PidRecord } from './pid-file.js';
import { APPEND_FLAGS } from './rotating-file.js';
import type { Status } from './status.js';

const START_MS_MAX = 60_000;
const STOP_MS_MAX = 15_000;
const POLL_MS = 50;
/** How long a server may take to say how it is. */
const STATUS_MS_MAX = 5000;
/** What the process writes that is no line of the log: a mistake of the program, with its stack. */
const OUTPUT_FILE = 'tank-server.out';

/** What the server's process tells the one that starts it, once. */
export type StartReport =
  | { readonly kind: 'ready'; readonly line: string }
  | { readonly kind: 'failed'; readonly sentence: string; readonly code: number };

/** The daemon can't be started or stopped; the message says what to do. */
export class DaemonError extends Error {}

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
 *  @param like one that was started before, from its own folder and with variables that may be gone by now
 *  @returns what it says of itself @throws DaemonError */
export async function startDaemon(
  entry: string,
  args: readonly string[],
  directory: string,
  like?: PidRecord,
): Promise<string> {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const output = openOutput(join(directory, OUTPUT_FILE));
  const child = fork(entry, ['run', ...args], {
    detached: true,
    stdio: ['ignore', output, output, 'ipc'],
    ...(like === undefined || !existsSync(like.cwd) ? {} : { cwd: like.cwd }),
    env: { ...like?.variables, ...process.env },
  });
  closeSync(output);
  let timer: NodeJS.Timeout | undefined;
  const report = await new Promise<StartReport>((resolve) => {
    timer = setTimeout(() => {
      child.kill();
      resolve({ kind: 'failed', sentence: 'the server took too long to start', code: 1 });
    }, START_MS_MAX);
    child.once('message', (message) => resolve(message as StartReport));
    child.once('exit', (code) =>
      resolve({
        kind: 'failed',
        sentence: `the server ended at once (${code ?? 'by a signal'}); see ${join(directory, OUTPUT_FILE)}`,
        code: 1,
      }),
    );
  });
  clearTimeout(timer);
  child.removeAllListeners();
  if (child.connected) child.disconnect();
  child.unref();
  if (report.kind === 'failed') throw new DaemonError(report.sentence);
  return report.line;
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

/** What a unit file is about. */
export interface Unit {
  /** Paths of node, of the command's script, and of the data folder. */
  readonly node: string;
  readonly entry: string;
  readonly directory: string;
  /** The folder that relative paths among the arguments begin at. */
  readonly cwd: string;
  readonly args: readonly string[];
}

/** A unit file for systemd, for the user who asks. */
export function formatUnit({ node, entry, directory, cwd, args }: Unit): string {
  const quote = (part: string): string => `"${part.replace(/["\\]/g, '\\$&').replaceAll('%', '%%')}"`;
  const quoted = [node, entry, 'run', ...args].map(quote);
  return `[Unit]
Description=Terminal Tanks server
After=network-online.target
Wants=network-online.target

[Service]
WorkingDirectory=${cwd.replaceAll('%', '%%')}
ExecStart=${quoted.join(' ')}
ExecReload=/bin/kill -HUP $MAINPID
Restart=on-failure
NoNewPrivileges=yes
ProtectSystem=strict
ProtectHome=read-only
PrivateTmp=yes
ReadWritePaths=${quote(directory)}

[Install]
WantedBy=default.target
`;
}
