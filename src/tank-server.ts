#!/usr/bin/env node
// The server's command: arguments -> options. The only process.exit of the server.
import { accessSync, constants, existsSync } from 'node:fs';
import { join, resolve as resolvePath } from 'node:path';
import { fileURLToPath } from 'node:url';
import envPaths from 'env-paths';
import meow from 'meow';
import { CERTIFICATE_FILE, CertificateError } from './net/certificate.js';
import { IS_CHECKOUT, NAME, ROOT, VERSION } from './program.js';
import { ArenaFolderError } from './server/arena-folder.js';
import { SUBCOMMANDS } from './server/host/commands.js';
import { ControlError } from './server/host/control.js';
import { DaemonError, type StartReport } from './server/host/daemon.js';
import { Prompt } from './server/host/prompt.js';
import { host } from './server/host/serve.js';
import {
  describeSettings,
  flagOf,
  readSettingsFile,
  resolveSettings,
  SETTINGS,
  SettingsError,
} from './server/host/settings.js';
import { dropLostTerminal, IS_AT_TERMINAL, watchTerminal } from './server/host/terminal.js';
import { JournalFileError } from './server/store/journal-file.js';
import { StoreError } from './server/store/store-options.js';
import { runStoreCommand, STORE_COMMANDS, UsageError } from './server/store-commands.js';

// What it writes is for its owner alone: also what libraries write, and whatever the umask of the shell that starts it.
process.umask(0o077);

const paths = envPaths(NAME, { suffix: '' });
const SETTINGS_FILE = join(paths.config, 'server.json');

const FLAGS = {
  ...Object.fromEntries(
    Object.entries(SETTINGS).map(([name, { fallback }]) => [
      name,
      { type: typeof fallback === 'boolean' ? 'boolean' : 'string' } as const,
    ]),
  ),
  config: { type: 'string' },
  json: { type: 'boolean' },
  follow: { type: 'boolean', shortFlag: 'f' },
  lines: { type: 'string' },
  check: { type: 'string' },
  mode: { type: 'string' },
  season: { type: 'string' },
  csv: { type: 'boolean' },
  stopWithParent: { type: 'boolean' },
} as const;

const cli = meow(
  `
  Hosts tank battles. Players join with: npx tank-client --host THIS-MACHINE

  Usage
    $ tank-server [options]            here, with its log on the screen; Ctrl-C ends it
    $ tank-server start [options]      in the background
    $ tank-server stop | restart       players are told, results are kept; restart keeps the options
    $ tank-server status [--json]      who is on it
    $ tank-server logs [-f] [--lines N] [--json]
    $ tank-server console              types commands there, as in the foreground: /help tells all
    $ tank-server reload               reads settings and certificate again (so does SIGHUP in the background)
    $ tank-server config [--json]      what is in force, and where it comes from
    $ tank-server arenas [--arenas DIR | --check FILE]
                                       lists arenas, or tells what is wrong or unfair in one
    $ tank-server systemd [options]    prints a unit file
    $ tank-server champions [--mode MODE] [--season N] [--json | --csv]
    $ tank-server export FILE          accounts and results; this and the other two work while no server runs
    $ tank-server import FILE

  Options, each also as TANK_NAME_OF_IT and as "nameOfIt" in a settings file
${describeSettings()}
    --config FILE       the settings file (${SETTINGS_FILE})
    --help, --version

  HOWTO.txt has more commands to copy, PROTOCOL.txt tells what is said on the line.
`,
  {
    importMeta: import.meta,
    booleanDefault: undefined,
    flags: FLAGS,
  },
);

/** Tells whoever has started this process in the background, if they still wait for it. */
function tellStarter(report: StartReport): void {
  process.send?.(report, undefined, undefined, () => {
    // They have gone, which is no reason not to host.
  });
}

/** Ends with a sentence about what is wrong. */
function fail(sentence: string, code: number): never {
  tellStarter({ kind: 'failed', sentence, code });
  process.stderr.write(`tank-server: ${sentence}\n`);
  process.exit(code);
}

/** Can a checkout's folder give the certificate: the one that is there, or a new one? */
function isUsable(directory: string): boolean {
  const file = join(directory, CERTIFICATE_FILE);
  try {
    if (existsSync(file)) accessSync(file, constants.R_OK);
    else accessSync(directory, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

const flags = cli.flags as Record<string, unknown>;
// The parser takes these two only where nothing else stands.
if (flags.help === true) cli.showHelp(0);
if (flags.version === true) cli.showVersion();
const unknown = Object.keys(flags).find((name) => !Object.hasOwn(FLAGS, name));
if (unknown !== undefined) fail(`there is no option ${flagOf(unknown)}; see tank-server --help`, 2);
const [subcommand = 'run', ...others] = cli.input;
const resolve = (): ReturnType<typeof resolveSettings> => {
  const file = readSettingsFile(
    (flags.config as string | undefined) ?? SETTINGS_FILE,
    flags.config !== undefined,
  );
  return resolveSettings(flags, process.env, file);
};

async function run(dataDirectory: string, certs: string | null): Promise<void> {
  const ownCerts = join(ROOT, 'certs');
  const certsDirectory = certs ?? (IS_CHECKOUT && isUsable(ownCerts) ? ownCerts : join(paths.data, 'certs'));
  let prompt: Prompt | null = null;
  const hosted = await host({
    resolve,
    dataDirectory,
    certsDirectory,
    serverName: `${NAME} ${VERSION}`,
    args: process.argv.slice(2).filter((argument) => argument !== 'run'),
    // In the background nobody looks: the file has it all.
    show(line) {
      if (prompt !== null) prompt.show(line);
      else if (process.send === undefined) process.stdout.write(line);
    },
  });
  let isAsked = false;
  const stop = (): void => {
    // Whoever asks twice does not want to wait.
    if (isAsked) process.exit(1);
    isAsked = true;
    void hosted.stop();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  if (IS_AT_TERMINAL) watchTerminal(() => void hosted.stop('SHUTTING_DOWN', 'The terminal is gone'));
  else process.on('SIGHUP', () => void hosted.reload().catch(() => {}));
  if (flags.stopWithParent) process.stdin.on('end', stop).on('error', stop).resume();

  const { address } = hosted.running;
  const shown = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  const line = `tank-server listening on ${shown}:${address.port} fingerprint ${hosted.fingerprint}`;
  process.stdout.write(`${line}\n`);
  tellStarter({ kind: 'ready', line });
  const isAtTerminal = process.stdin.isTTY && process.stdout.isTTY && process.send === undefined;
  if (isAtTerminal && !flags.stopWithParent) {
    prompt = new Prompt(process.stdin, process.stdout, hosted.terminal);
    prompt.onInterrupt = stop;
  }
  await hosted.ended;
  prompt?.close();
  process.exit(0);
}

async function runSubcommand(directory: string): Promise<void> {
  const interrupted = new AbortController();
  const interrupt = (): void => interrupted.abort();
  process.once('SIGINT', interrupt);
  watchTerminal(interrupt);
  // Nobody reads it any more, as behind `| head`.
  process.stdout.on('error', interrupt);
  const code = await SUBCOMMANDS[subcommand]({
    directory,
    entry: fileURLToPath(import.meta.url),
    args: process.argv.slice(2).filter((argument) => argument !== subcommand),
    json: flags.json === true,
    follow: flags.follow === true,
    lines: flags.lines as string | undefined,
    check: flags.check as string | undefined,
    resolve,
    print: (text) => process.stdout.write(`${text}\n`),
    signal: interrupted.signal,
  });
  process.exit(code);
}

function runOnStore(directory: string): Promise<void> {
  const print = (text: string): unknown => process.stdout.write(text);
  return runStoreCommand(cli.input, flags, directory, print, (text) => process.stderr.write(text));
}

for (const stream of [process.stdin, process.stdout, process.stderr])
  stream.on('error', () => {
    // Nobody reads the log any more; the game goes on.
  });
process.on('exit', dropLostTerminal);
const isStoreCommand = STORE_COMMANDS.includes(subcommand);
const stray = ['mode', 'season', 'csv'].find((name) => flags[name] !== undefined);
if (stray !== undefined && subcommand !== 'champions')
  fail(`--${stray} belongs to tank-server champions; see tank-server --help`, 2);
if (
  !isStoreCommand &&
  (others.length > 0 || (subcommand !== 'run' && !Object.hasOwn(SUBCOMMANDS, subcommand)))
) {
  fail(`there is no "${cli.input.join(' ')}"; see tank-server --help`, 2);
}
try {
  const { values } = resolve();
  const directory = resolvePath(values.data ?? paths.data);
  if (subcommand === 'run') await run(directory, values.certs);
  else if (isStoreCommand) await runOnStore(directory);
  else await runSubcommand(directory);
} catch (error) {
  const { code, message } = error as NodeJS.ErrnoException;
  if (error instanceof SettingsError || error instanceof ArenaFolderError || error instanceof UsageError)
    fail(message, 2);
  if (
    [CertificateError, ControlError, StoreError, DaemonError, JournalFileError].some(
      (kind) => error instanceof kind,
    )
  )
    fail(message, 1);
  if (isStoreCommand) fail(`${subcommand} failed (${message})`, 1);
  if (code === 'EADDRINUSE') {
    fail('the port is in use: another tank-server may be running. Stop it, or try another --port', 1);
  }
  if (code === 'EACCES') fail('the port may not be used by you: try one above 1023', 1);
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    fail('this machine has no such address; see --bind', 1);
  fail(`could not start (${message})`, 1);
}
