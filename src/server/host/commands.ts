// The subcommands of tank-server: each takes what the command line says and gives the text to print and the exit code. Called by the
// entry. `run` is not among them: it stays until the server ends.
import { existsSync } from 'node:fs';
import chalk from 'chalk';
import { loadArena, loadArenaFolder } from '../arena-folder.js';
import { describeArena, listArenas } from '../arena-list.js';
import { ArenaShelf } from '../arena-shelf.js';
import { formatLine } from '../log.js';
import { askServer, ControlError, UnreachableError } from './control.js';
import { askStatus, formatUnit, startDaemon, stopDaemon } from './daemon.js';
import { logPath, parseLogLine, readLog } from './log-file.js';
import { findProcess } from './pid-file.js';
import { Prompt } from './prompt.js';
import { flagOf, type ResolvedSettings, type SettingName } from './settings.js';
import { describeStatus, type Status } from './status.js';

/** Lines that `logs` shows at first. */
const LOG_LINES_DEFAULT = 50;
const LOG_LINES_MAX = 10_000;
/** Lines that a console shows when it is attached. */
const ATTACHED_LINES = 10;

/** Stands for a password. */
const HIDDEN = '(not shown)';

/** What a subcommand works on. */
export interface CommandContext {
  readonly directory: string;
  /** Path of the command's script. */
  readonly entry: string;
  /** Arguments behind the subcommand, as they were typed. */
  readonly args: readonly string[];
  readonly json: boolean;
  readonly follow: boolean;
  readonly lines: string | undefined;
  /** File of an arena. */
  readonly check: string | undefined;
  resolve(): ResolvedSettings;
  print(text: string): void;
  /** Says stop to a command that follows. */
  readonly signal: AbortSignal;
}

/** Exit code of a subcommand that prints for itself. */
export type Subcommand = (context: CommandContext) => Promise<number>;

/** `status` exits with 3 when nothing runs, as LSB says of init scripts. */
const NOT_RUNNING_CODE = 3;
/** And with 4 when that can't be known. */
const UNKNOWN_CODE = 4;

async function start({ entry, args, directory, print }: CommandContext): Promise<number> {
  const status = await askStatus(directory);
  print(
    status === null ? await startDaemon(entry, args, directory) : `Runs already: ${describeStatus(status)}`,
  );
  return 0;
}

async function stop({ directory, print }: CommandContext): Promise<number> {
  print((await stopDaemon(directory)) ? 'Stopped; players were told.' : 'There is no server to stop.');
  return 0;
}

async function restart(context: CommandContext): Promise<number> {
  const { directory, entry, args, print } = context;
  const before = findProcess(directory) ?? undefined;
  await stopDaemon(directory, 'restart');
  print(await startDaemon(entry, before?.args ?? args, directory, before));
  return 0;
}

async function reload({ directory, print }: CommandContext): Promise<number> {
  try {
    await askServer(directory, 'reload');
    print('Settings and certificate were read again; see: tank-server logs');
    return 0;
  } catch (error) {
    if (!(error instanceof ControlError)) throw error;
    print(`Not read again: ${error.message}`);
    return 1;
  }
}

async function tellStatus({ directory, json, print }: CommandContext): Promise<number> {
  let status: Status | null;
  try {
    status = await askStatus(directory);
  } catch (error) {
    if (!(error instanceof UnreachableError)) throw error;
    print(json ? JSON.stringify({ running: null, problem: error.message }) : `Unknown: ${error.message}.`);
    return UNKNOWN_CODE;
  }
  if (json) print(JSON.stringify(status === null ? { running: false } : { running: true, ...status }));
  else print(status === null ? `No server runs on ${directory}.` : describeStatus(status));
  return status === null ? NOT_RUNNING_CODE : 0;
}

async function logs({ directory, follow, json, lines, print, signal }: CommandContext): Promise<number> {
  const count = lines === undefined ? LOG_LINES_DEFAULT : Number(lines);
  if (!Number.isInteger(count) || count < 0 || count > LOG_LINES_MAX) {
    print(`--lines takes a number from 0 to ${LOG_LINES_MAX}, not "${lines}"`);
    return 2;
  }
  const path = logPath(directory);
  if (!follow && !existsSync(path)) {
    print(`There is no log: no server has run on ${directory}.`);
    return 1;
  }
  const tell = (line: string): void => print(json ? line : shown(line));
  await readLog(path, count, tell, follow ? signal : null);
  return 0;
}

async function attach({ directory, print, signal }: CommandContext): Promise<number> {
  if ((await askStatus(directory)) === null) {
    print(`No server runs on ${directory}.`);
    return NOT_RUNNING_CODE;
  }
  const prompt = new Prompt(process.stdin, process.stdout, {
    run: async (line) => String(await askServer(directory, `console ${line}`)),
    complete: async (line) => (await askServer(directory, `complete ${line}`)) as string[],
  });
  const detached = new AbortController();
  signal.addEventListener('abort', () => prompt.close());
  const follow = prompt.isTerminal
    ? readLog(logPath(directory), ATTACHED_LINES, (line) => prompt.show(`${shown(line)}\n`), detached.signal)
    : null;
  await prompt.closed;
  detached.abort();
  await follow;
  return 0;
}

/** A line of the log file for a person. */
function shown(line: string): string {
  const entry = parseLogLine(line);
  return entry === null ? line : formatLine(entry.time, entry.kind, entry.text).trimEnd();
}

async function config({ resolve, json, print }: CommandContext): Promise<number> {
  const { values: known, origins } = resolve();
  // What is printed is often passed on.
  const values = { ...known, password: known.password === null ? null : HIDDEN };
  const names = Object.keys(values) as SettingName[];
  if (json) {
    print(
      JSON.stringify(
        Object.fromEntries(names.map((name) => [name, { value: values[name], from: origins[name] }])),
      ),
    );
    return 0;
  }
  for (const name of names) {
    const value = values[name] === null ? '' : String(values[name]);
    const line = `${flagOf(name).padEnd(16)} ${value.padEnd(24)} ${origins[name]}`;
    print(origins[name] === 'default' ? chalk.dim(line) : line);
  }
  return 0;
}

async function arenas({ resolve, check, print }: CommandContext): Promise<number> {
  if (check !== undefined) {
    print(describeArena(await loadArena(check)).trimEnd());
    return 0;
  }
  const { values } = resolve();
  const shelf = new ArenaShelf(values.arenas === null ? [] : await loadArenaFolder(values.arenas));
  print(listArenas(shelf).trimEnd());
  return 0;
}

async function systemd({ entry, directory, args, print }: CommandContext): Promise<number> {
  print(formatUnit({ node: process.execPath, entry, directory, cwd: process.cwd(), args }));
  return 0;
}

/** All of them, by the word that is typed. */
export const SUBCOMMANDS: Readonly<Record<string, Subcommand>> = {
  start,
  stop,
  restart,
  reload,
  status: tellStatus,
  logs,
  console: attach,
  config,
  arenas,
  systemd,
};
