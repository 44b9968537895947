// The two commands as people use them, for the tests of this folder: real processes, real TLS on loopback, real terminals.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite, type Test } from 'uvu';
import { HAS_PTY, Pty } from './pty.js';

export const SERVER = fileURLToPath(new URL('../../src/tank-server.js', import.meta.url));
export const CLIENT = fileURLToPath(new URL('../../src/tank-client.js', import.meta.url));
const READY_MS_MAX = 10_000;

/** A server, and those who play on it. */
export interface Context {
  folder: string;
  server: ChildProcess;
  port: number;
  log: string;
  open: Pty[];
}

/** Starts a server and waits until it listens. @param port 0 for any */
export function startServer(context: Context, port: number): Promise<void> {
  const { folder } = context;
  const where = ['--bind', '127.0.0.1', '--certs', join(folder, 'certs'), '--data', join(folder, 'data')];
  context.log = '';
  context.server = spawn(process.execPath, [SERVER, '--port', String(port), ...where], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no server: ${context.log}`)), READY_MS_MAX);
    context.server.stdout?.on('data', (chunk) => {
      context.log += chunk;
      const match =
        /^tank-server listening on 127\.0\.0\.1:(\d+) fingerprint (?:[0-9A-F]{2}:){31}[0-9A-F]{2}$/m.exec(
          context.log,
        );
      if (match === null) return;
      clearTimeout(timer);
      context.port = Number(match[1]);
      resolve();
    });
  });
}

/** A client in a terminal, with a home folder of its own. */
export function startClient(context: Context, home: string, options: string): Pty {
  const command = `${process.execPath} ${CLIENT} --host 127.0.0.1 --port ${context.port} --trust ${options}`;
  const pty = new Pty(command, { XDG_CONFIG_HOME: join(context.folder, home) });
  context.open.push(pty);
  return pty;
}

/** A suite each test of which has a server.
 *  @returns the suite, and what registers a test that needs a terminal */
export function createSuite(name: string): { test: Test<Context>; ptyTest: Test<Context>['skip'] } {
  const test = suite<Context>(name);
  test.before.each(async (context) => {
    context.folder = mkdtempSync(join(tmpdir(), 'tank-end-to-end-'));
    context.open = [];
    await startServer(context, 0);
  });

  test.after.each(async (context) => {
    for (const pty of context.open) await pty.close();
    if (context.server.exitCode === null) {
      const ended = new Promise((resolve) => context.server.once('exit', resolve));
      context.server.kill('SIGTERM');
      await ended;
    }
    rmSync(context.folder, { recursive: true, force: true });
  });
  return { test, ptyTest: HAS_PTY ? test : test.skip };
}
