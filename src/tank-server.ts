#!/usr/bin/env node
// The server's command: arguments -> options. The only process.exit of the server.
import { accessSync, constants, existsSync } from 'node:fs';
import { join, resolve as resolvePath } from 'node:path';
import { fileURLToPath } from 'node:url';
import envPaths from 'env-paths';
import meow from 'meow';
import { CERTIFICATE_FILE } from './net/certificate.js';
import { IS_CHECKOUT, NAME, ROOT, VERSION } from './program.js';
import { printable } from './protocol/text.js';
import {
  FLAGS,
  findFlagFault,
  formatUsage,
  startFlagsOf,
  startVariablesOf,
  tickMsOf,
} from './server/host/command-line.js';
import { SUBCOMMANDS } from './server/host/commands.js';
import type { StartReport } from './server/host/daemon.js';
import { Prompt } from './server/host/prompt.js';
import { host } from './server/host/serve.js';
import { resolveSettings, type Settings, suggest } from './server/host/settings.js';
import { readSettingsFile } from './server/host/settings-file.js';
import { describeStartFault } from './server/host/start-fault.js';
import { tellReady } from './server/host/supervisor.js';
import { dropLostTerminal, IS_AT_TERMINAL, watchTerminal } from './server/host/terminal.js';
import { runStoreCommand, STORE_COMMANDS } from './server/store-commands.js';

// What it writes is for its owner alone: also what libraries write, and whatever the umask of the shell that starts it.
process.umask(0o077);

const paths = envPaths(NAME, { suffix: '' });
const SETTINGS_FILE = join(paths.config, 'server.json');

const parse = () =>
  meow(formatUsage(SETTINGS_FILE), { importMeta: import.meta, booleanDefault: undefined, flags: FLAGS });

/** Tells whoever has started this process in the background, if they still wait for it. */
function tellStarter(report: StartReport): void {
  process.send?.(report, undefined, undefined, () => {
    // They have gone, which is no reason not to host.
  });
}

/** The one way out for what is said but the log, whose lines are clean: nothing that is quoted steers a terminal.
 *  @param paint gives the clean text its colours */
function say(
  stream: NodeJS.WriteStream,
  text: string,
  paint: (text: string) => string = (clean) => clean,
): void {
  stream.write(paint(printable(text)));
}

/** Ends with a sentence about what is wrong. */
function fail(sentence: string, code: number): never {
  tellStarter({ kind: 'failed', sentence, code });
  say(process.stderr, `tank-server: ${sentence}\n`);
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

function parseOrFail(): ReturnType<typeof parse> {
  try {
    return parse();
  } catch (error) {
    // Such as an option that is there twice.
    return fail(`${(error as Error).message.replace(/\.$/, '')}; see tank-server --help`, 2);
  }
}

const cli = parseOrFail();
const flags = cli.flags as Record<string, unknown>;
// The parser takes these two only where nothing else stands.
if (flags.help === true) cli.showHelp(0);
if (flags.version === true) cli.showVersion();
const [subcommand = 'run', ...others] = cli.input;
const isStoreCommand = STORE_COMMANDS.includes(subcommand);
const isKnown = subcommand === 'run' || isStoreCommand || Object.hasOwn(SUBCOMMANDS, subcommand);
if (!isKnown || (others.length > 0 && !isStoreCommand)) {
  const near = isKnown ? '' : suggest(subcommand, ['run', ...STORE_COMMANDS, ...Object.keys(SUBCOMMANDS)]);
  fail(`there is no "${cli.input.join(' ')}"${near}; see tank-server --help`, 2);
}
const fault = findFlagFault(subcommand, flags);
if (fault !== null) fail(`${fault}; see tank-server --help`, 2);
const resolve = (): ReturnType<typeof resolveSettings> => {
  const file = readSettingsFile(
    (flags.config as string | undefined) ?? SETTINGS_FILE,
    flags.config !== undefined,
  );
  return resolveSettings(flags, process.env, file);
};

/** A data folder of one's own has the certificate, too; else a checkout has it. */
function findCerts({ certs, data }: Settings, dataDirectory: string): string {
  const ownCerts = join(ROOT, 'certs');
  if (certs !== null) return resolvePath(certs);
  return data === null && IS_CHECKOUT && isUsable(ownCerts) ? ownCerts : join(dataDirectory, 'certs');
}

async function run(dataDirectory: string, certsDirectory: string): Promise<void> {
  let prompt: Prompt | null = null;
  const hosted = await host({
    resolve,
    dataDirectory,
    certsDirectory,
    tickMs: tickMsOf(flags),
    serverName: `${NAME} ${VERSION}`,
    record: {
      version: 1,
      flags: startFlagsOf(flags, resolvePath),
      variables: startVariablesOf(process.env, resolvePath),
      cwd: process.cwd(),
    },
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
  // systemd's, at a restart (RestartKillSignal).
  process.on('SIGUSR2', () => void hosted.stop('RESTARTING'));
  if (IS_AT_TERMINAL) watchTerminal(() => void hosted.stop('SHUTTING_DOWN', 'The terminal is gone'));
  else process.on('SIGHUP', () => void hosted.reload().catch(() => {}));
  if (flags.stopWithParent) process.stdin.on('end', stop).on('error', stop).resume();

  const { address } = hosted.running;
  const shown = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  const line = `tank-server listening on ${shown}:${address.port} fingerprint ${hosted.fingerprint}`;
  say(process.stdout, `${line}\n`);
  tellStarter({ kind: 'ready', line });
  const isAtTerminal = process.stdin.isTTY && process.stdout.isTTY && process.send === undefined;
  if (isAtTerminal && !flags.stopWithParent) {
    prompt = new Prompt(process.stdin, process.stdout, hosted.terminal);
    prompt.onInterrupt = stop;
  }
  tellReady(line, (message) => process.stderr.write(`tank-server: systemd can't be told: ${message}\n`));
  await hosted.ended;
  prompt?.close();
  process.exit(hosted.exitCode);
}

async function runSubcommand(directory: string, certsDirectory: string): Promise<void> {
  const interrupted = new AbortController();
  const interrupt = (): void => interrupted.abort();
  process.once('SIGINT', interrupt);
  watchTerminal(interrupt);
  // Nobody reads it any more, as behind `| head`.
  process.stdout.on('error', interrupt);
  const code = await SUBCOMMANDS[subcommand]({
    directory,
    entry: fileURLToPath(import.meta.url),
    certsDirectory,
    flags: startFlagsOf(flags, resolvePath),
    variables: startVariablesOf(process.env, resolvePath),
    system: flags.system === true,
    json: flags.json === true,
    follow: flags.follow === true,
    lines: flags.lines as string | undefined,
    arena: flags.check as string | undefined,
    resolve,
    print: (text, paint) => say(process.stdout, text, (clean) => `${paint?.(clean) ?? clean}\n`),
    signal: interrupted.signal,
  });
  if (process.send !== undefined) {
    const report: StartReport = { kind: 'ready', line: '' };
    process.send(report);
  }
  process.exit(code);
}

function runOnStore(directory: string): Promise<void> {
  const print = (text: string): unknown => say(process.stdout, text);
  return runStoreCommand(cli.input, flags, directory, print, (text) => process.stderr.write(text));
}

for (const stream of [process.stdin, process.stdout, process.stderr])
  stream.on('error', () => {
    // Nobody reads the log any more; the game goes on.
  });
process.on('exit', dropLostTerminal);
try {
  const { values } = resolve();
  const directory = resolvePath(values.data ?? paths.data);
  const certsDirectory = findCerts(values, directory);
  if (subcommand === 'run') await run(directory, certsDirectory);
  else if (isStoreCommand) await runOnStore(directory);
  else await runSubcommand(directory, certsDirectory);
} catch (error) {
  const { sentence, code } = describeStartFault(error, isStoreCommand ? subcommand : null);
  fail(sentence, code);
}
