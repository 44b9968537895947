#!/usr/bin/env node
// The command tank-client: flags in, a game or a sentence out. The only place where the client ends its process.
// What takes time to load is loaded beside what takes time to connect, so that a game begins at once.
import { spawnSync } from 'node:child_process';
import { closeSync, writeSync } from 'node:fs';
import { isatty } from 'node:tty';
import meow from 'meow';
import { formatAddress, type ServerAddress } from './client/address.js';
import { askYesOrNo, createConsole, LeftError, writePlain } from './client/ask.js';
import { charsetOf } from './client/charset.js';
import { explain } from './client/explain.js';
import { detectLanguage, isLanguage, language, speak } from './client/language.js';
import { say } from './client/messages.js';
import { type PlayOptions, parseFlags, type Task, UsageError } from './client/options.js';
import { choosePlain } from './client/plain/detect.js';
import { leaveSession, type Session } from './client/session.js';
import { Settings } from './client/settings.js';
import { chooseSolo, soloRoom, soloSpeed } from './client/solo.js';
import type { AppResult } from './client/stage.js';
import { openPins, startOnServer, startOnThisMachine } from './client/start.js';
import { USAGE } from './client/usage.js';

const FLAGS = {
  host: { type: 'string' },
  port: { type: 'number' },
  nick: { type: 'string' },
  room: { type: 'string' },
  password: { type: 'string' },
  create: { type: 'boolean', default: false },
  trust: { type: 'boolean', default: false },
  local: { type: 'boolean', default: false },
  bots: { type: 'number' },
  botLevel: { type: 'number' },
  mode: { type: 'string' },
  arena: { type: 'string' },
  forget: { type: 'string' },
  resetTerminal: { type: 'boolean', default: false },
  showNet: { type: 'boolean', default: false },
  showMiss: { type: 'boolean', default: false },
  predict: { type: 'boolean', default: true },
  lag: { type: 'string' },
  direct: { type: 'boolean', default: false },
  directPort: { type: 'number' },
  lang: { type: 'string' },
  colors: { type: 'string' },
  // Without a default: left out, the terminal is asked.
  ascii: { type: 'boolean' },
  palette: { type: 'string' },
  calm: { type: 'boolean', default: false },
  ports: { type: 'string' },
  json: { type: 'boolean', default: false },
  yes: { type: 'boolean', default: false },
  // Without a default: left out, the environment is asked.
  plain: { type: 'boolean' },
  speed: { type: 'number' },
} as const;

/** Descriptors that are terminals when the client starts. Windows has no such fault. */
const TERMINALS = process.platform === 'win32' ? [] : [0, 1, 2].filter((fd) => isatty(fd));
const CHARSET = charsetOf(process.env);
const STDOUT = 1;
const HANG_UP_MS = 200;
const USAGE_CODE = 2;
const INTERRUPTED_CODE = 130;

/** The language of what is said before the options are read: what is wrong with them, and `--help`. */
function speakFirst(): void {
  const { argv } = process;
  const typed = argv.find((word) => word.startsWith('--lang='))?.slice(7) ?? argv[argv.indexOf('--lang') + 1];
  speak(typed !== undefined && isLanguage(typed) ? typed : detectLanguage(process.env));
}

function readTask(): Task {
  try {
    const cli = meow(USAGE[language()], {
      importMeta: import.meta,
      flags: FLAGS,
      booleanDefault: undefined,
    });
    const flags: typeof cli.flags & { help?: unknown; version?: unknown } = cli.flags;
    const { input } = cli;
    // The parser takes these two only where nothing else stands.
    if (flags.help === true) cli.showHelp(0);
    if (flags.version === true) cli.showVersion();
    // The parser names the process after the first command of the package.
    process.title = 'tank-client';
    const unknown = Object.keys(flags).find((name) => !Object.hasOwn(FLAGS, name));
    if (unknown !== undefined) throw new UsageError(say('no-option', { option: unknown }));
    // The parser takes a number that is left out for a flag that is left out.
    const { port, bots, botLevel, directPort, speed } = flags;
    const numbers = { port, bots, 'bot-level': botLevel, 'direct-port': directPort, speed };
    const empty = Object.entries(numbers).find(
      ([name, value]) => value === undefined && process.argv.includes(`--${name}`),
    );
    if (empty !== undefined) throw new UsageError(say('no-value', { option: empty[0] }));
    return parseFlags(flags, input);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    // The parser's own complaint, such as a flag that is there twice.
    throw new UsageError(say('bad-usage', { reason: reasonOf(error) }));
  }
}

async function run(task: Task): Promise<AppResult> {
  switch (task.kind) {
    case 'reset-terminal':
      return resetTerminal();
    case 'forget':
      return forget(task.address);
    case 'discover':
    case 'scan':
      return find(task);
    case 'play':
      if (!process.stdin.isTTY || !process.stdout.isTTY) {
        const hasPlace = task.options.local || task.options.address !== null;
        throw new UsageError(say(hasPlace ? 'no-tty' : 'no-place'));
      }
      return play(task.options);
  }
}

async function play(given: PlayOptions): Promise<AppResult> {
  const plain = choosePlain(given.plain, process.env);
  const options = { ...given, plain: plain.isPlain };
  const plainBecause = plain.isPlain ? plain.because : '';
  if (process.env.TERM === 'dumb' && !plain.isPlain) throw new UsageError(say('dumb-terminal'));
  const app = import('./client/app.js');
  app.catch(() => {
    // Told where it is awaited, unless the start has failed before.
  });
  const settings = await Settings.load();
  const chosen = settings.preferences.language;
  if (options.language === null && chosen !== 'auto') speak(chosen);
  const { address, local } = options;
  try {
    if (address === null && !local) {
      const { runTitle } = await app;
      unguardStart();
      return await runTitle({ options, settings, plainBecause });
    }
    const session = await start(options, settings);
    let result: AppResult = { code: 1 };
    try {
      const { runApp } = await app;
      unguardStart();
      result = await runApp(session, { options, settings, plainBecause });
    } finally {
      await leaveSession(session, result.code);
    }
    return result;
  } catch (error) {
    if (error instanceof LeftError) return { code: INTERRUPTED_CODE };
    return { code: 1, message: explain(error, address ?? { host: 'localhost', port: 0 }) };
  }
}

function start(options: PlayOptions, settings: Settings): Promise<Session> {
  const { address } = options;
  if (address === null) {
    const solo = chooseSolo(options, settings.preferences);
    void settings.choose({ solo });
    const room = soloRoom(solo, !settings.preferences.finished);
    return startOnThisMachine(options, room, soloSpeed(options, settings.preferences));
  }
  return startOnServer(
    address,
    options,
    createConsole(process.stdin, process.stdout, CHARSET, options.plain === true),
  );
}

async function find(task: Extract<Task, { kind: 'discover' | 'scan' }>): Promise<AppResult> {
  const { discover, scan } = await import('./client/find.js');
  if (task.kind === 'scan' && task.isLarge && !(await mayScan(task.ports.length)))
    return { code: 1, message: say('not-scanned') };
  const interrupted = new AbortController();
  process.once('SIGINT', () => interrupted.abort());
  const output = {
    print: (text: string) => print(process.stdout, text),
    progress: (text: string) => process.stderr.isTTY && process.stderr.write(`\r\x1b[K${text}`),
  };
  if (task.kind === 'discover') return { code: await discover(task.json, output) };
  try {
    return { code: await scan(task.host, task.ports, task.json, interrupted.signal, output) };
  } catch (error) {
    return { code: 1, message: explain(error, { host: task.host, port: task.ports[0] }) };
  }
}

/** @throws UsageError when there is nobody to ask, LeftError when he leaves */
function mayScan(count: number): Promise<boolean> {
  const { stdin, stderr } = process;
  if (!stdin.isTTY || !stderr.isTTY) throw new UsageError(say('many-ports', { count }));
  // Not among what is printed, which may go to a file.
  return askYesOrNo(createConsole(stdin, stderr, CHARSET), say('ask-many-ports', { count }));
}

function forget(address: ServerAddress): AppResult {
  const server = formatAddress(address);
  const pins = openPins();
  try {
    const isForgotten = pins.remove(address.host, address.port);
    return { code: 0, message: say(isForgotten ? 'forgot' : 'nothing-to-forget', { server }) };
  } catch (error) {
    return { code: 1, message: say('pins-unusable', { path: pins.file, reason: reasonOf(error) }) };
  }
}

async function resetTerminal(): Promise<never> {
  const { RESET_SEQUENCE } = await import('./client/terminal-modes.js');
  writeSync(STDOUT, RESET_SEQUENCE);
  // Where there is no stty, as on Windows, the terminal's mode ends with the program that set it.
  const stty = (...words: string[]) =>
    spawnSync('stty', words, { stdio: ['inherit', 'pipe', 'ignore'], encoding: 'utf8' }).stdout ?? '';
  // "sane" would take it for granted that letters are one octet each.
  const isUtf8 = /(^|\s)iutf8\b/.test(stty('-a'));
  stty('sane', ...(isUtf8 ? ['iutf8'] : []));
  print(process.stdout, say('terminal-reset'));
  // Node ends by setting its terminals to the mode in which it found them, but for those that are closed.
  for (const fd of TERMINALS) closeSync(fd);
  process.exit(0);
}

/** The one way out for what is said: a terminal gets its own letters, a file UTF-8. */
function print(stream: NodeJS.WriteStream, text: string): void {
  writePlain(stream, `${text}\n`, stream.isTTY ? CHARSET : null);
}

function end({ code, message }: AppResult): never {
  if (TERMINALS.some((fd) => !isatty(fd))) hangUp();
  if (message !== undefined && message !== '') {
    print(code === 0 ? process.stdout : process.stderr, message);
  }
  process.exit(code);
}

// Up to Node 22 an exit fails an assertion and dumps core when a terminal is gone (nodejs/node issue 51519). So the
// client ends as other programs do whose terminal goes, or the hard way where that signal is ignored (nohup).
function hangUp(): void {
  process.removeAllListeners('SIGHUP');
  process.kill(process.pid, 'SIGHUP');
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, HANG_UP_MS);
  process.kill(process.pid, 'SIGKILL');
}

// Until the full screen has a guard of its own.
function onMistake(error: unknown): void {
  end({ code: 1, message: say('mistake', { reason: reasonOf(error) }) });
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function unguardStart(): void {
  process.off('uncaughtException', onMistake);
  process.off('unhandledRejection', onMistake);
}

// What it keeps is for its player alone, whatever the umask of the shell.
process.umask(0o077);
process.on('uncaughtException', onMistake);
process.on('unhandledRejection', onMistake);
speakFirst();
try {
  end(await run(readTask()));
} catch (error) {
  if (error instanceof UsageError) end({ code: USAGE_CODE, message: error.message });
  if (error instanceof LeftError) end({ code: INTERRUPTED_CODE });
  onMistake(error);
}
