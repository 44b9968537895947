// A server whose terminal goes: real terminals, made by util-linux's `script` and cut by its end, real signals, and a player who is to
// hear the farewell.
import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { connectTls } from '../../../src/net/tls.js';
import { controlPath } from '../../../src/server/host/control.js';
import { askStatus, startDaemon, stopDaemon } from '../../../src/server/host/daemon.js';
import { logPath } from '../../../src/server/host/log-file.js';
import { findProcess } from '../../../src/server/host/pid-file.js';
import type { Status } from '../../../src/server/host/status.js';
import { passingFolder, within } from '../../client/within.js';
import { HAS_PTY } from '../../end-to-end/pty.js';
import { receive } from '../test-server.js';

const ENTRY = fileURLToPath(new URL('../../../src/tank-server.js', import.meta.url));
const WAIT_MS = 15_000;

interface Context {
  folder: string;
  remove(): void;
  script: ChildProcess | null;
  output: string;
}
const test = suite<Context>('server/host/terminal');
const ptyTest = HAS_PTY ? test : test.skip;

test.before.each((context) => {
  const { path, remove } = passingFolder();
  Object.assign(context, { folder: path, remove, script: null, output: '' });
});
test.after.each(async ({ folder, remove, script }) => {
  await stopDaemon(folder);
  // The shell in the terminal writes last of all.
  if (script !== null) await until('the end', () => hasEnded(folder));
  script?.kill('SIGKILL');
  remove();
});

async function until(what: string, isSo: () => boolean): Promise<void> {
  const endMs = performance.now() + WAIT_MS;
  while (!isSo()) {
    assert.ok(performance.now() < endMs, `${what} did not come`);
    await setImmediate();
  }
}
const argumentsOf = (folder: string): string[] => {
  const where = ['--port', '0', '--bind', '127.0.0.1', '--no-discovery'];
  return [...where, '--certs', join(folder, 'certs'), '--data', folder];
};
const codeFile = (folder: string): string => join(folder, 'exit-code');
const hasEnded = (folder: string): boolean =>
  existsSync(codeFile(folder)) && readFileSync(codeFile(folder), 'utf8') !== '';

/** Runs the command in a terminal that goes when `script` is killed; its exit code lands in a file, whatever becomes of the terminal.
 *  @param before what runs it */
function runInTerminal(context: Context, args: readonly string[], before = ''): void {
  const { folder } = context;
  const command = [before, process.execPath, ENTRY, ...args, '--data', folder].filter(Boolean).join(' ');
  const line = `trap : HUP; ${command}; echo $? > ${codeFile(folder)}`;
  const script = spawn('script', ['-qfec', `sh -c '${line}'`, '/dev/null'], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  script.stdin.on('error', () => {});
  script.stdout.on('data', (chunk: Buffer) => {
    context.output += String(chunk);
  });
  context.script = script;
}

/** A server in such a terminal, and a player's line to it. @returns what the line gets to hear until its end */
async function startInTerminal(context: Context, before = ''): Promise<{ farewell: Promise<string> }> {
  runInTerminal(context, argumentsOf(context.folder).slice(0, -2), before);
  await until('the start', () => context.output.includes('fingerprint'));
  const status = (await askStatus(context.folder))!;
  const { socket } = await connectTls({
    host: '127.0.0.1',
    port: status.port,
    timeoutMs: WAIT_MS,
    verify: (fingerprint) => fingerprint === status.fingerprint,
  });
  socket.on('error', () => {});
  socket.write('Command: HELLO\r\nId: 1\r\n\r\n');
  await receive(socket, (text) => text.includes('SUCC'));
  return { farewell: receive(socket, () => false, WAIT_MS) };
}

async function endsCleanly({ folder }: Context, farewell: Promise<string>): Promise<void> {
  assert.match(await farewell, /Command: QUIT[\s\S]*"code":"SHUTTING_DOWN"/);
  await until('the end', () => hasEnded(folder));
  assert.is(readFileSync(codeFile(folder), 'utf8'), '0\n', 'no signal, no core');
  assert.is(findProcess(folder), null);
  assert.not.ok(existsSync(join(folder, 'tank-server.pid')));
  assert.not.ok(existsSync(controlPath(folder)));
  assert.match(readFileSync(logPath(folder), 'utf8'), /The terminal is gone; players are told/);
}

ptyTest('a server whose terminal is closed says farewell and leaves nothing behind', async (context) => {
  const { farewell } = await startInTerminal(context);
  context.script!.kill('SIGKILL');
  await endsCleanly(context, farewell);
});

ptyTest('it does so too when no signal tells of it: by the end of its streams', async (context) => {
  // In a session of its own, a process is not told when the terminal goes that it reads from.
  const { farewell } = await startInTerminal(context, 'setsid -w');
  context.script!.kill('SIGKILL');
  await endsCleanly(context, farewell);
});

ptyTest('SIGHUP at a terminal is the end, not a reload', async (context) => {
  const { farewell } = await startInTerminal(context);
  process.kill(findProcess(context.folder)!.pid, 'SIGHUP');
  await endsCleanly(context, farewell);
});

ptyTest('a server under nohup outlives its terminal', async (context) => {
  // nohup writes to a file of the folder where no terminal is left.
  const out = join(context.folder, 'nohup.out');
  runInTerminal(
    context,
    [...argumentsOf(context.folder).slice(0, -2), '>', out, '2>&1', '<', '/dev/null'],
    'nohup',
  );
  await until('the start', () => existsSync(out) && readFileSync(out, 'utf8').includes('fingerprint'));
  const { pid } = findProcess(context.folder)!;
  context.script!.kill('SIGKILL');
  await once(context.script!, 'close');
  process.kill(pid, 'SIGHUP');
  const log = (): string => readFileSync(logPath(context.folder), 'utf8');
  await until('the reload', () => log().includes('were read again'));
  assert.is((await askStatus(context.folder))?.pid, pid);
});

test('SIGHUP in the background is a reload; one that fails is in the log', async ({ folder }) => {
  const config = join(folder, 'server.json');
  writeFileSync(config, '{"name":"One"}');
  await startDaemon(ENTRY, [...argumentsOf(folder), '--config', config], folder);
  const { pid } = findProcess(folder)!;
  const log = (): string => readFileSync(logPath(folder), 'utf8');
  writeFileSync(config, '{"name":"Two"}');
  process.kill(pid, 'SIGHUP');
  await until('the reload', () => log().includes('were read again'));
  writeFileSync(config, '{"nam":"Three"}');
  process.kill(pid, 'SIGHUP');
  await until('the failed reload', () => /were not read again, the old ones stay: .*nam/.test(log()));
  assert.is((await askStatus(folder))?.name, 'Two');
});

test('a server goes on whose starter has not waited for it', async ({ folder }) => {
  const child = fork(ENTRY, ['run', ...argumentsOf(folder)], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  child.disconnect();
  let status: Status | null = null;
  const endMs = performance.now() + WAIT_MS;
  while (status === null) {
    assert.ok(performance.now() < endMs, 'it did not start');
    assert.is(child.exitCode, null);
    status = await askStatus(folder);
  }
  // What would end it has come by the time that it answers once more.
  assert.is((await askStatus(folder))?.pid, child.pid);
  assert.is(child.exitCode, null);
});

ptyTest('a console that is attached ends with its terminal, and not by a fault', async (context) => {
  await startDaemon(ENTRY, argumentsOf(context.folder), context.folder);
  runInTerminal(context, ['console'], 'setsid -w');
  await until('the prompt', () => context.output.includes('> '));
  context.script!.kill('SIGKILL');
  const { folder } = context;
  await until('the end', () => hasEnded(folder));
  assert.is(readFileSync(codeFile(folder), 'utf8'), '0\n');
  assert.ok((await askStatus(folder)) !== null, 'the server goes on');
});

test('who follows a log stops when nobody reads it any more', async ({ folder }) => {
  writeFileSync(logPath(folder), 'one\n');
  const child = spawn(process.execPath, [ENTRY, 'logs', '-f', '--data', folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  await once(child.stdout, 'data');
  child.stdout.destroy();
  writeFileSync(logPath(folder), 'one\ntwo\n');
  const [code] = await within(WAIT_MS, 'the end', ended);
  assert.is(code, 0);
});

test.run();
