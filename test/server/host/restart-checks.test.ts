// What can go wrong at a restart, and that a healthy server goes on then; who starts a server anew that somebody keeps. Real processes.
import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { askStatus, startDaemon, stopDaemon } from '../../../src/server/host/daemon.js';
import { findProcess, startTimeOf } from '../../../src/server/host/pid-file.js';
import { restartServer } from '../../../src/server/host/restart.js';
import { findKeeper, RESTART_CODE } from '../../../src/server/host/supervisor.js';
import { passingFolder, rejection, within } from '../../client/within.js';

const ENTRY = fileURLToPath(new URL('../../../src/tank-server.js', import.meta.url));
const WAIT_MS = 60_000;

interface Context {
  folder: string;
  config: string;
  args: string[];
  remove(): void;
}

const test = suite<Context>('server/host/restart-checks');

test.before.each((context) => {
  const { path, remove } = passingFolder();
  const config = join(path, 'server.json');
  writeFileSync(config, '{"name":"File"}');
  const where = ['--bind=127.0.0.1', '--no-discovery', `--data=${path}`, `--config=${config}`];
  Object.assign(context, { folder: path, config, remove, args: ['--port=0', ...where] });
});
test.after.each(async ({ folder, remove }) => {
  await stopDaemon(folder);
  remove();
});

const restart = ({ folder }: Context, flags = {}, variables = {}): Promise<string> =>
  restartServer({ entry: ENTRY, directory: folder, flags, variables });

async function kill(folder: string): Promise<void> {
  const { pid } = findProcess(folder)!;
  process.kill(pid, 'SIGKILL');
  while (startTimeOf(pid) !== '') await setImmediate();
}

test('after a crash a restart brings back password, bind and settings of the last start', async (context) => {
  const { folder, args } = context;
  await startDaemon(ENTRY, [...args, '--password=open sesame', '--max-rooms=7'], folder);
  await kill(folder);
  rmSync(join(folder, 'tank-server.pid'));
  assert.match(
    await restart(context),
    /^No server ran; it was started as the last time\.\ntank-server listening on 127\.0\.0\.1/,
  );
  const { flags } = JSON.parse(readFileSync(join(folder, 'tank-server.start.json'), 'utf8'));
  assert.equal(
    [flags.password, flags.bind, flags.maxRooms, flags.discovery],
    ['open sesame', '127.0.0.1', '7', false],
  );
});

test('a broken pid file changes nothing of how a server comes back', async (context) => {
  const { folder, args } = context;
  await startDaemon(ENTRY, [...args, '--name=Home'], folder);
  writeFileSync(join(folder, 'tank-server.pid'), '{');
  await restart(context);
  const status = await askStatus(folder);
  assert.equal([status?.name, status?.address], ['Home', '127.0.0.1']);
});

test('options of a restart count, and are kept for the next one', async (context) => {
  const { folder, args } = context;
  await startDaemon(ENTRY, [...args, '--name=Home'], folder);
  await restart(context, { name: 'New', maxClients: '9' });
  assert.equal([(await askStatus(folder))?.name, (await askStatus(folder))?.playersMax], ['New', 9]);
  await restart(context);
  assert.equal([(await askStatus(folder))?.name, (await askStatus(folder))?.playersMax], ['New', 9]);
});

test('what a new server could not start with stops no healthy one', async (context) => {
  const { folder, config, args } = context;
  await startDaemon(ENTRY, args, folder);
  const before = (await askStatus(folder))!;
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const { port } = taken.address() as { port: number };
  const faults: [() => object, RegExp][] = [
    [() => ({ port: '70000' }), /^nothing was stopped: --port takes/],
    [() => ({ port: String(port) }), new RegExp(`^nothing was stopped: port ${port} is in use`)],
    [() => ({ bind: '192.0.2.1' }), /^nothing was stopped: this machine has no such address/],
    [() => ({ metrics: String(port) }), new RegExp(`^nothing was stopped: port ${port} is in use`)],
    [() => ({ arenas: join(folder, 'none') }), /^nothing was stopped: /],
    [
      () => ({ cert: join(folder, 'none.pem'), key: join(folder, 'none.key') }),
      /^nothing was stopped: .*none/,
    ],
    [() => ({ passwordFile: join(folder, 'none') }), /^nothing was stopped: .*password file/],
    [
      () => {
        writeFileSync(config, '{ "name": }');
        return {};
      },
      /^nothing was stopped: .*server\.json is not JSON: line 1, column 11/,
    ],
  ];
  for (const [fault, sentence] of faults)
    assert.match((await rejection(restart(context, fault()))).message, sentence);
  taken.close();
  assert.is((await askStatus(folder))?.pid, before.pid);
});

test('what nobody knows is not guessed', async (context) => {
  const { folder, args } = context;
  assert.match(
    (await rejection(restart(context))).message,
    /no server has been started on .*tank-server start$/,
  );
  await startDaemon(ENTRY, args, folder);
  const { pid } = (await askStatus(folder))!;
  const record = join(folder, 'tank-server.start.json');
  for (const [text, sentence] of [
    ['{', /is damaged, so that nothing tells how/],
    [
      `{"version":1,"flags":{},"variables":{},"cwd":"${folder}/gone"}`,
      /gone, in which the server was started, is gone/,
    ],
    [null, /nothing tells how the server of .* was started/],
  ] as const) {
    if (text === null) rmSync(record);
    else writeFileSync(record, text);
    assert.match((await rejection(restart(context))).message, sentence);
  }
  assert.is((await askStatus(folder))?.pid, pid);
});

test('a start with other options than those of the server that runs is refused', async ({ folder, args }) => {
  await startDaemon(ENTRY, args, folder);
  const child = spawn(process.execPath, [ENTRY, 'start', '--data', folder, '--name', 'Other'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let text = '';
  child.stderr.on('data', (chunk) => {
    text += chunk;
  });
  const [code] = await once(child, 'close');
  assert.is(code, 1);
  assert.match(text, /runs already.* tank-server restart --name/);
});

test('a reload that fails ends with its reason and an exit code', async ({ folder, config, args }) => {
  await startDaemon(ENTRY, args, folder);
  writeFileSync(config, '{"name":""}');
  const child = spawn(process.execPath, [ENTRY, 'reload', '--data', folder], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let text = '';
  child.stderr.on('data', (chunk) => {
    text += chunk;
  });
  const [code] = await once(child, 'close');
  assert.is(code, 1);
  assert.match(text, /^tank-server: not read again: "name" in the settings file takes a text/);
});

/** A server as systemd starts one: its number is in its environment, so that a shell sets it and becomes the server. */
function startAsUnit(args: readonly string[]): ChildProcess {
  const script = 'SYSTEMD_EXEC_PID=$$ exec "$@"';
  return spawn('sh', ['-c', script, 'sh', process.execPath, ENTRY, 'run', ...args], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}

test('a server of systemd asks to be started anew, and takes no options', async (context) => {
  if (process.platform === 'win32') return;
  const { folder, args } = context;
  const first = startAsUnit(args);
  await within(WAIT_MS, 'the start', once(first.stdout!, 'data'));
  assert.ok((await askStatus(folder))?.keeper);
  assert.match((await rejection(restart(context, { name: 'New' }))).message, /its options stand there/);
  const restarted = restart(context);
  const [code] = await within(WAIT_MS, 'the end', once(first, 'exit'));
  assert.is(code, RESTART_CODE);
  const second = startAsUnit(args);
  const listens = once(second.stdout!, 'data');
  await within(WAIT_MS, 'the restart', restarted);
  assert.is((await askStatus(folder))?.pid, second.pid);
  await within(WAIT_MS, 'the start', listens);
  // What `systemctl restart` sends with the unit of ours.
  second.kill('SIGUSR2');
  const [end] = await within(WAIT_MS, 'the end', once(second, 'exit'));
  assert.is(end, 0);
  assert.match(readFileSync(join(folder, 'tank-server.log'), 'utf8'), /players keep their seats[^\n]*\n*$/);
});

test('a shell of a session is no unit of systemd, a container is a keeper', () => {
  assert.is(findKeeper({ pid: 7, env: { SYSTEMD_EXEC_PID: '6', INVOCATION_ID: 'x' } }), null);
  assert.ok(findKeeper({ pid: 7, env: { SYSTEMD_EXEC_PID: '7' } }));
  assert.is(findKeeper({ pid: 1, env: {} }), 'the container');
});

test('check tells whether a server could start, and changes nothing', async ({ folder, args }) => {
  const data = join(folder, 'not/yet');
  const child = fork(ENTRY, ['check', ...args.filter((arg) => !arg.startsWith('--data')), `--data=${data}`], {
    stdio: 'ignore',
  });
  const [report] = (await within(WAIT_MS, 'the report', once(child, 'message'))) as [{ kind: string }];
  assert.is(report.kind, 'ready');
  assert.throws(() => readFileSync(join(data, 'certs/server.pem')), /ENOENT/);
});

test.run();
