// A server in the background: one however many are started, found and ended only when it is the right process, with its log. Real
// processes, in folders of their own, on loopback.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { askServer, ControlError, controlPath } from '../../../src/server/host/control.js';
import { askStatus, startDaemon, stopDaemon } from '../../../src/server/host/daemon.js';
import { DaemonError } from '../../../src/server/host/daemon-error.js';
import { logPath, parseLogLine, readLog } from '../../../src/server/host/log-file.js';
import { findProcess, startTimeOf } from '../../../src/server/host/pid-file.js';
import { readStartRecord } from '../../../src/server/host/start-record.js';
import { passingFolder } from '../../client/within.js';

const ENTRY = fileURLToPath(new URL('../../../src/tank-server.js', import.meta.url));
const RACERS = 12;
/** How long the log may take. */
const LOG_MS_MAX = 5000;

const test = suite<{ folder: string; args: string[]; remove(): void }>('server/host/daemon');

test.before.each((context) => {
  const { path, remove } = passingFolder();
  const args = ['--port', '0', '--bind', '127.0.0.1', '--no-discovery', '--certs', join(path, 'certs')];
  Object.assign(context, { folder: path, remove, args: [...args, '--data', path] });
});
test.after.each(async ({ folder, remove }) => {
  await stopDaemon(folder);
  remove();
});

test('starts, tells about itself, and ends', async ({ folder, args }) => {
  assert.is(await askStatus(folder), null);
  assert.match(
    await startDaemon(ENTRY, [...args, '--name', 'Home'], folder),
    /^tank-server listening on 127\.0\.0\.1:\d+ f/,
  );
  const status = await askStatus(folder);
  assert.is(status?.name, 'Home');
  assert.is(findProcess(folder)?.pid, status?.pid);
  if (process.platform !== 'win32') assert.is(statSync(controlPath(folder)).mode & 0o777, 0o600);
  assert.is(await stopDaemon(folder), true);
  assert.is(await stopDaemon(folder), false);
  assert.is(findProcess(folder), null);
  assert.not.ok(existsSync(join(folder, 'tank-server.pid')));
  const lines: string[] = [];
  await readLog(logPath(folder), 10, (line) => lines.push(line), null);
  assert.match(parseLogLine(lines[0])!.text, /^Listening on port/);
  assert.match(parseLogLine(lines.at(-1)!)!.text, /^Stopping/);
});

if (process.platform !== 'win32') {
  for (const umask of ['000', '277']) {
    test(`all that a server keeps is for its owner alone, with a umask of ${umask} too`, async ({
      folder,
      args,
    }) => {
      const data = join(folder, 'new');
      const moved = args.map((arg) => (arg === folder ? data : arg));
      const shell = ['-c', `umask ${umask}; exec "$0" "$@"`, process.execPath, ENTRY, 'start', ...moved];
      const started = spawn('sh', shell, { stdio: 'ignore' });
      assert.equal(await once(started, 'exit'), [0, null]);
      try {
        const wide = [
          folder,
          ...readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
        ]
          .map((path) => ({ path, stats: statSync(path) }))
          .filter(({ stats }) => (stats.mode & 0o777) !== (stats.isDirectory() ? 0o700 : 0o600))
          .map(({ path, stats }) => `${path} ${(stats.mode & 0o777).toString(8)}`);
        assert.equal(wide, []);
        assert.ok(existsSync(join(data, 'store', 'CURRENT')));
      } finally {
        await stopDaemon(data);
      }
    });
  }
}

test(`${RACERS} starts at once give one server`, async ({ folder, args }) => {
  const starts = await Promise.allSettled(
    Array.from({ length: RACERS }, () => startDaemon(ENTRY, args, folder)),
  );
  const failed = starts.filter((start) => start.status === 'rejected');
  assert.is(failed.length, RACERS - 1);
  for (const { reason } of failed) {
    assert.instance(reason, DaemonError);
    assert.match(reason.message, /another tank-server uses/);
  }
  assert.is((await askStatus(folder))?.pid, findProcess(folder)?.pid);
});

/** Runs the command to its end. @returns its exit code, and what it printed */
async function command(
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv = {},
): Promise<{ code: number; text: string }> {
  const child = spawn(process.execPath, [ENTRY, ...args], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      text += String(chunk);
    });
  const [code] = (await once(child, 'close')) as [number];
  return { code, text };
}

test('a restart from elsewhere keeps folder, options and variables', async ({ folder }) => {
  const where = ['--port', '0', '--bind', '127.0.0.1', '--no-discovery', '--certs', 'certs', '--data', '.'];
  const secret = 'open sesame 7f3a';
  const started = await command(['start', ...where], folder, { TANK_NAME: 'Home', TANK_PASSWORD: secret });
  assert.is(started.code, 0, started.text);
  const before = await askStatus(folder);
  const again = await command(['restart', '--data', folder], dirname(ENTRY), { TANK_NAME: 'New' });
  assert.is(again.code, 0, again.text);
  const status = await askStatus(folder);
  // What is said now counts more than what was said then.
  assert.equal([status?.name, status?.fingerprint], ['New', before?.fingerprint]);
  assert.is.not(status?.pid, before?.pid);
  assert.is(readStartRecord(folder)?.variables.TANK_PASSWORD, secret);
  const file = join(folder, 'tank-server.start.json');
  if (process.platform !== 'win32') assert.is(statSync(file).mode & 0o777, 0o600);
});

test('a mistake is one sentence and its exit code, and no password is printed', async ({ folder }) => {
  const mistakes = [
    [['--bogus-one'], 2, /^tank-server: there is no option --bogus-one; see .*\n$/],
    [['logs', '--data', folder], 1, /^There is no log.*\n$/],
    [['status', '--data', folder], 3, /^No server runs.*\n$/],
  ] as const;
  const [config, ...told] = await Promise.all([
    command(['config', '--json', '--password', 'sesame'], folder),
    ...mistakes.map(([args]) => command(args, folder)),
  ]);
  for (const [index, [, code, sentence]] of mistakes.entries()) {
    assert.is(told[index].code, code, told[index].text);
    assert.match(told[index].text, sentence);
  }
  assert.match(config.text, /"password":\{"value":"\(not shown\)","from":"flag"\}/);
});

test('after kill -9 nobody is taken for the server, and the next one starts', async ({ folder, args }) => {
  await startDaemon(ENTRY, args, folder);
  const { pid } = findProcess(folder)!;
  process.kill(pid, 'SIGKILL');
  while (startTimeOf(pid) !== '') await setImmediate();
  assert.is(findProcess(folder), null);
  assert.is(await askStatus(folder), null);
  assert.is(await stopDaemon(folder), false);
  await startDaemon(ENTRY, args, folder);
  assert.is.not(findProcess(folder)?.pid, pid);
});

test('a number that belongs to a stranger by now is never signalled', async ({ folder }) => {
  const stranger = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  const record = { pid: stranger.pid, startTime: 'long ago', args: [] };
  writeFileSync(join(folder, 'tank-server.pid'), JSON.stringify(record));
  assert.is(await stopDaemon(folder), false);
  assert.is(stranger.exitCode ?? stranger.signalCode, null);
  stranger.kill();
  await once(stranger, 'exit');
});

test('settings are read again without dropping anybody; wrong ones change nothing', async ({
  folder,
  args,
}) => {
  const config = join(folder, 'server.json');
  writeFileSync(config, '{"name":"One"}');
  await startDaemon(ENTRY, [...args, '--config', config], folder);
  writeFileSync(config, '{"name":"Two","maxRooms":5}');
  await askServer(folder, 'reload');
  assert.is((await askStatus(folder))?.name, 'Two');
  // The log file is written behind the answer.
  const endMs = performance.now() + LOG_MS_MAX;
  while (!/Needs a restart to count: --max-rooms/.test(readFileSync(logPath(folder), 'utf8'))) {
    assert.ok(performance.now() < endMs, 'the log does not tell of it');
    await setImmediate();
  }
  writeFileSync(config, '{"name":""}');
  try {
    await askServer(folder, 'reload');
    assert.unreachable();
  } catch (error) {
    assert.instance(error, ControlError);
    assert.match((error as Error).message, /"name" in the settings file/);
  }
  assert.is((await askStatus(folder))?.name, 'Two');
});

test('a start that can not be says why', async ({ folder, args }) => {
  for (const [wrong, sentence] of [
    [['--port', '70000'], /--port takes a number/],
    [['--cert', join(folder, 'none.pem'), '--key', join(folder, 'none.key')], /there is no .*none\.pem/],
  ] as const) {
    try {
      await startDaemon(ENTRY, [...args.slice(2), ...wrong], folder);
      assert.unreachable();
    } catch (error) {
      assert.match((error as Error).message, sentence);
    }
  }
});

test.run();
