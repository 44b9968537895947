// `tank-server restart`: the server of a data folder comes back as it was started the last time, but for options that are given now, with
// its rooms and seats. All that the new one needs is checked before the old one is asked to end; what nobody knows is not guessed.
import { fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { argsOf, type StartFlags } from './command-line.js';
import { askServer } from './control.js';
import { askStatus, awaitReport, POLL_MS, START_MS_MAX, startDaemon, stopDaemon } from './daemon.js';
import { DaemonError } from './daemon-error.js';
import { readStartRecord, type StartRecord } from './start-record.js';
import type { Status } from './status.js';

/** What is asked for. */
export interface RestartRequest {
  /** Script of the command. */
  readonly entry: string;
  readonly directory: string;
  /** Options and variables that are given now. */
  readonly flags: StartFlags;
  readonly variables: Readonly<Record<string, string>>;
}

/** Restarts it, or starts it where it has ended. @returns what to print
 *  @throws DaemonError; what runs goes on then, unless it says otherwise */
export async function restartServer(request: RestartRequest): Promise<string> {
  const { directory, entry } = request;
  const status = await askStatus(directory);
  if (status !== null && status.keeper !== null) return restartKept(request, status, status.keeper);
  const last = readStartRecord(directory);
  if (last === null) throw new DaemonError(adviceWithoutRecord(directory, status));
  const next: StartRecord = {
    ...last,
    // It stays the server of this folder, whatever the settings file names by now.
    flags: { ...last.flags, ...request.flags, data: directory },
    variables: { ...last.variables, ...request.variables },
  };
  await checkRecord(entry, next);
  const hasEnded = await stopDaemon(directory, 'restart');
  const line = await startDaemon(entry, argsOf(next.flags), directory, next);
  return hasEnded ? line : `No server ran; it was started as the last time.\n${line}`;
}

function adviceWithoutRecord(directory: string, status: Status | null): string {
  return status === null
    ? `no server has been started on ${directory}; there is: tank-server start`
    : `nothing tells how the server of ${directory} was started: stop it, and start it with all of its options`;
}

/** Lets a process that is started in the same way look whether a server could be. */
async function checkRecord(entry: string, { flags, cwd, variables }: StartRecord): Promise<void> {
  if (!existsSync(cwd))
    throw new DaemonError(
      `the folder ${cwd}, in which the server was started, is gone: make it again, or stop the server and start it anew`,
    );
  const env = { ...process.env, ...variables };
  const child = fork(entry, ['check', ...argsOf(flags)], {
    cwd,
    env,
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const report = await awaitReport(child);
  if (report.kind === 'failed') throw new DaemonError(`nothing was stopped: ${report.sentence}`);
}

/** One that systemd or a container keeps ends, and is started anew by who keeps it. */
async function restartKept(
  { directory, flags }: RestartRequest,
  { pid }: Status,
  keeper: string,
): Promise<string> {
  if (Object.keys(flags).some((name) => name !== 'data'))
    throw new DaemonError(
      `${keeper} keeps this server, and its options stand there: change them there, then restart without options`,
    );
  await askServer(directory, 'check').catch((error: Error) => {
    throw new DaemonError(`nothing was stopped: ${error.message}`);
  });
  await askServer(directory, 'restart');
  const endMs = performance.now() + START_MS_MAX;
  while (performance.now() < endMs) {
    // For a moment there is a process that can't be asked.
    const status = await askStatus(directory).catch(() => null);
    if (status !== null && status.pid !== pid)
      return `${keeper} has restarted the server: process ${status.pid}`;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  throw new DaemonError(`${keeper} has not started the server anew; see its log, and: tank-server logs`);
}
