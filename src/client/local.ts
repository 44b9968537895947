// A private server for `--local`: a child process on this machine alone, with a folder that goes when it goes. Called by
// the client's start, before the screen opens. It must leave neither a process nor a folder behind, however the client ends:
// the server ends with its stdin (--stop-with-parent), and takes its folder with it (local-folder.ts).
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cleanText } from '../protocol/text.js';
import { FOLDER_PREFIX, FOLDER_VARIABLE } from './local-folder.js';
import { say } from './messages.js';
import { SPEED_MAX } from './solo.js';

/** How long a server may take to start, and to stop. */
const START_MS_MAX = 10_000;
const STOP_MS_MAX = 3000;
const OUTPUT_LENGTH_MAX = 2000;
const SETTINGS_FILE = 'server.json';

const SERVER = fileURLToPath(new URL('../tank-server.js', import.meta.url));
const FOLDER_MODULE = new URL('./local-folder.js', import.meta.url).href;
const READY = /^tank-server listening on (\S+):(\d+) fingerprint ([0-9A-F:]{95})\s*$/m;

/** A private server that runs. */
export interface LocalServer {
  readonly host: string;
  readonly port: number;
  /** The one certificate to trust. */
  readonly fingerprint: string;
  /** Process id, for tests. */
  readonly pid: number;
  /** Resolves when the server's process has ended, by itself or not. */
  readonly ended: Promise<unknown>;
  /** Ends the server and removes its folder; a second call waits for the first. Never fails. */
  stop(): Promise<void>;
}

/** The private server did not start; the message is for a person. */
export class LocalServerError extends Error {
  override readonly name = 'LocalServerError';
}

/** How it is started; the first two are for tests. */
export interface LocalServerOptions {
  /** The script that is run as the server. */
  readonly script?: string;
  readonly startMsMax?: number;
  /** Percent of the usual one. */
  readonly speed?: number;
}

/** Starts a private server and waits until it listens.
 *  @throws LocalServerError with what the server said; nothing is left behind then */
export async function startLocalServer(options: LocalServerOptions = {}): Promise<LocalServer> {
  const folder = await makeFolder().catch((error: Error) => {
    throw new LocalServerError(say('local-folder', { reason: error.message }), { cause: error });
  });
  const child = spawnServer(options.script ?? SERVER, folder, options.speed ?? SPEED_MAX);
  const ended = new Promise((resolve) => child.once('exit', resolve));
  let stopping: Promise<void> | null = null;
  const stop = (): Promise<void> => {
    stopping ??= stopChild(child, folder);
    return stopping;
  };
  try {
    const ready = await waitUntilReady(child, options.startMsMax ?? START_MS_MAX);
    return { ...ready, pid: child.pid ?? 0, ended, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), FOLDER_PREFIX));
  await writeFile(join(folder, SETTINGS_FILE), '{}\n');
  return folder;
}

/** What is set for a server that somebody hosts is not for this one. */
function environmentOf(folder: string): NodeJS.ProcessEnv {
  const others = Object.entries(process.env).filter(([name]) => !name.startsWith('TANK_'));
  return { ...Object.fromEntries(others), [FOLDER_VARIABLE]: folder };
}

function spawnServer(script: string, folder: string, speed: number): ChildProcessWithoutNullStreams {
  const settings = ['--config', join(folder, SETTINGS_FILE)];
  const where = ['--certs', join(folder, 'certs'), '--data', join(folder, 'data'), ...settings];
  const child = spawn(
    process.execPath,
    [
      '--import',
      FOLDER_MODULE,
      script,
      '--port',
      '0',
      '--bind',
      '127.0.0.1',
      ...where,
      '--no-discovery',
      '--stop-with-parent',
      `--speed=${speed}`,
    ],
    {
      env: environmentOf(folder),
      stdio: 'pipe',
      // Out of the terminal's reach: a Ctrl-C or a closed window is the client's to hear, and stdin's end tells the server.
      detached: process.platform !== 'win32',
      windowsHide: true,
    },
  );
  // Of a pipe to a process that is gone there is nothing to say: its end tells.
  child.stdin.on('error', () => {});
  return child;
}

function waitUntilReady(
  child: ChildProcessWithoutNullStreams,
  msMax: number,
): Promise<Pick<LocalServer, 'host' | 'port' | 'fingerprint'>> {
  return new Promise((resolve, reject) => {
    let output = '';
    let errors = '';
    const fail = (reason: string): void => {
      clearTimeout(timer);
      const said = cleanText((errors || output).slice(-OUTPUT_LENGTH_MAX), OUTPUT_LENGTH_MAX);
      reject(new LocalServerError(say('local-failed', { reason, said: said || say('local-silent') })));
    };
    const timer = setTimeout(() => fail(say('local-slow', { seconds: Math.round(msMax / 1000) })), msMax);
    child.on('error', (error) => fail(error.message));
    child.on('close', (code, signal) => fail(say('local-ended', { code: signal ?? code ?? '?' })));
    // Both are read to the end of the server: a full pipe would stop it.
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      errors = (errors + text).slice(-OUTPUT_LENGTH_MAX);
    });
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output = (output + text).slice(0, OUTPUT_LENGTH_MAX);
      const match = READY.exec(output);
      if (match === null) return;
      clearTimeout(timer);
      resolve({ host: match[1].replace(/^\[|\]$/g, ''), port: Number(match[2]), fingerprint: match[3] });
    });
  });
}

async function stopChild(child: ChildProcessWithoutNullStreams, folder: string): Promise<void> {
  if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) {
    const ended = once(child, 'exit');
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS_MAX);
    // No signal: the end of its stdin lets it end in good order on every system.
    child.stdin.end();
    await ended;
    clearTimeout(timer);
  }
  // The server has done it already, unless it was killed.
  await rm(folder, { recursive: true, force: true, maxRetries: 3 }).catch(() => {
    // What is left is in the folder for temporary things.
  });
}
