// The subcommands of tank-server: each takes what the command line says and gives the text to print and the exit code. Called by the
// entry. `run` is not among them: it stays until the server ends.
import { existsSync, mkdirSync } from 'node:fs';
import chalk from 'chalk';
import { loadArena, loadArenaFolder } from '../arena-folder.js';
import { describeArena, listArenas } from '../arena-list.js';
import { ArenaShelf } from '../arena-shelf.js';
import { formatLine } from '../log.js';
import { checkStart } from './check-start.js';
import { argsOf, type StartFlags } from './command-line.js';
import { askServer, ControlError, UnreachableError } from './control.js';
import { askStatus, startDaemon, stopDaemon } from './daemon.js';
import { DaemonError } from './daemon-error.js';
import { logPath, parseLogLine, readLog } from './log-file.js';
import { Prompt } from './prompt.js';
import { restartServer } from './restart.js';
import { flagOf, type ResolvedSettings, type SettingName } from './settings.js';
import { describeStatus, type Status } from './status.js';
import { formatSystemUnit, formatUserUnit } from './unit.js';

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
  /** Options for a start, and variables, as they were given: with whole paths. */
  readonly flags: StartFlags;
  readonly variables: Readonly<Record<string, string>>;
  readonly json: boolean;
  readonly follow: boolean;
  readonly lines: string | undefined;
  /** Whether the machine's systemd is meant. */
  readonly system: boolean;
  /** Where the certificate is with these settings. */
  readonly certsDirectory: string;
  /** File of an arena. */
  readonly arena: string | undefined;
  resolve(): ResolvedSettings;
  /** @param paint gives the text its colours, once nothing in it can steer a terminal */
  print(text: string, paint?: (text: string) => string): void;
  /** Says stop to a command that follows. */
  readonly signal: AbortSignal;
}

/** Exit code of a subcommand that prints for itself. */
export type Subcommand = (context: CommandContext) => Promise<number>;

/** `status` exits with 3 when nothing runs, as LSB says of init scripts. */
const NOT_RUNNING_CODE = 3;
/** And with 4 when that can't be known. */
const UNKNOWN_CODE = 4;

async function start(context: CommandContext): Promise<number> {
  const { entry, flags, directory, print } = context;
  const status = await askStatus(directory);
  if (status === null) {
    print(await startDaemon(entry, argsOf(flags), directory));
    await tellTroubles(context);
    return 0;
  }
  const ignored = Object.keys(flags).filter((name) => name !== 'data' && name !== 'config');
  if (ignored.length > 0)
    throw new DaemonError(
      `a server runs already, process ${status.pid}; with other options it goes on after: tank-server restart ${ignored.map(flagOf).join(' ')}`,
    );
  print(`Runs already: ${describeStatus(status)}`);
  return 0;
}

/** What is wrong with a server that has just started: in the background nobody sees its log. */
async function tellTroubles({ directory, print }: CommandContext): Promise<void> {
  for (const { text } of (await askStatus(directory))?.troubles ?? []) print(`! ${text}`);
}

async function stop({ directory, print }: CommandContext): Promise<number> {
  print((await stopDaemon(directory)) ? 'Stopped; players were told.' : 'There is no server to stop.');
  return 0;
}

async function restart(context: CommandContext): Promise<number> {
  context.print(await restartServer(context));
  await tellTroubles(context);
  return 0;
}

async function check({ directory, certsDirectory, resolve, print }: CommandContext): Promise<number> {
  const status = await askStatus(directory);
  const ownPorts = status === null ? [] : [status.port, status.metricsPort];
  await checkStart({ values: resolve().values, dataDirectory: directory, certsDirectory, ownPorts });
  print(`A server can start with these settings on ${directory}.`);
  return 0;
}

async function reload({ directory, print }: CommandContext): Promise<number> {
  try {
    await askServer(directory, 'reload');
    print('Settings and certificate were read again; see: tank-server logs');
    return 0;
  } catch (error) {
    if (!(error instanceof ControlError)) throw error;
    throw new DaemonError(`not read again: ${error.message}`);
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
  const tell = (line: string): void => print(line, json ? undefined : shown);
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
    print(line, origins[name] === 'default' ? chalk.dim : undefined);
  }
  return 0;
}

async function arenas({ resolve, arena, print }: CommandContext): Promise<number> {
  if (arena !== undefined) {
    print(describeArena(await loadArena(arena)).trimEnd());
    return 0;
  }
  const { values } = resolve();
  const shelf = new ArenaShelf(values.arenas === null ? [] : await loadArenaFolder(values.arenas));
  print(listArenas(shelf).trimEnd());
  return 0;
}

async function systemd(context: CommandContext): Promise<number> {
  const { entry, directory, certsDirectory, flags, variables, system, print } = context;
  const folders = [...new Set([directory, certsDirectory])];
  const unit = { node: process.execPath, entry, cwd: process.cwd(), folders, flags, variables };
  // A service of a user can be given only folders that are there.
  if (!system) for (const folder of folders) mkdirSync(folder, { recursive: true, mode: 0o700 });
  print((system ? formatSystemUnit(unit) : formatUserUnit(unit)).trimEnd());
  return 0;
}

/** All of them, by the word that is typed. */
export const SUBCOMMANDS: Readonly<Record<string, Subcommand>> = {
  start,
  stop,
  restart,
  check,
  reload,
  status: tellStatus,
  logs,
  console: attach,
  config,
  arenas,
  systemd,
};
