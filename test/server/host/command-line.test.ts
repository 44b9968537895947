// The command line of the server: which option belongs where, what is refused in a sentence, and options as arguments again.
import { execFile, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  argsOf,
  findFlagFault,
  startFlagsOf,
  startVariablesOf,
} from '../../../src/server/host/command-line.js';
import { describeStartFault } from '../../../src/server/host/start-fault.js';
import { passingFolder } from '../../client/within.js';

const ENTRY = fileURLToPath(new URL('../../../src/tank-server.js', import.meta.url));
const RUN_MS_MAX = 60_000;

const test = suite<{ folder: string; remove(): void }>('server/host/command-line');

test.before.each((context) => {
  const { path, remove } = passingFolder();
  Object.assign(context, { folder: path, remove });
});
test.after.each(({ remove }) => remove());

function command(...args: string[]): { status: number | null; text: string } {
  const options = { encoding: 'utf8', timeout: RUN_MS_MAX } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, [ENTRY, ...args], options);
  return { status, text: `${stdout}${stderr}` };
}

test('an option that is there twice gets a sentence, and no stack', () => {
  const { status, text } = command('config', '--port', '1', '--port', '2');
  assert.is(status, 2);
  assert.is(text, 'tank-server: The flag --port can only be set once; see tank-server --help\n');
});

test('nothing of an argument, a file name or a setting steers the terminal', async ({ folder }) => {
  const bad = 'x\x1b]0;gone\x07\x1b[2J\u009b2J\u202e';
  const data = join(folder, bad);
  const commands = [
    [bad],
    [`--${bad}`],
    ['config', '--config', data],
    ['config', '--name', bad, '--data', data],
    ['arenas', '--check', data],
    ['status', '--data', data],
    ['systemd', '--data', data],
    ['champions', '--data', data],
    ['import', data, '--data', data],
    ['--bind', bad, '--data', data],
  ];
  const texts = commands.map(
    (args) =>
      new Promise<string>((resolve) => {
        execFile(process.execPath, [ENTRY, ...args], { timeout: RUN_MS_MAX }, (_error, stdout, stderr) =>
          resolve(stdout + stderr),
        );
      }),
  );
  for (const [index, text] of (await Promise.all(texts)).entries()) {
    assert.ok(text.length > 0, commands[index].join(' '));
    assert.not.match(text, /[^\P{Cc}\n]|\p{Cf}/u, commands[index].join(' '));
  }
});

test('a data folder that can not be used is what start blames, and not the port', ({ folder }) => {
  const file = join(folder, 'file');
  writeFileSync(file, '');
  for (const subcommand of ['start', 'check', 'run']) {
    const { status, text } = command(subcommand, '--port', '0', '--data', join(file, 'data'));
    assert.is(status, 1, text);
    assert.match(text, file);
    assert.not.match(text, /port/);
  }
});

test('faults of the system are told apart by what they concern', () => {
  const faults: [object, RegExp][] = [
    [{ code: 'EACCES', syscall: 'mkdir', path: '/srv/x' }, /^\/srv\/x can't be written .*--data$/],
    [{ code: 'EROFS', syscall: 'open', path: '/srv/x' }, /^\/srv\/x can't be written .*--data$/],
    [{ code: 'EACCES', syscall: 'listen', port: 80 }, /^port 80 may not be used by you/],
    [{ code: 'EADDRINUSE', syscall: 'listen', port: 8265 }, /^port 8265 is in use/],
    [{ code: 'EADDRINUSE', syscall: 'listen', address: '/srv/control.sock', port: -1 }, /^could not start/],
    [{ code: 'ENOSPC', syscall: 'write' }, /^the disk is full/],
  ];
  for (const [error, sentence] of faults)
    assert.match(describeStartFault(Object.assign(new Error('x'), error)).sentence, sentence);
});

test('options that would be passed over are refused, with the one that was meant', () => {
  assert.is(findFlagFault('start', { port: '1', discovery: false, json: undefined }), null);
  assert.is(findFlagFault('status', { data: 'x', config: 'y', json: true }), null);
  assert.match(
    findFlagFault('reload', { motd: 'x' })!,
    /^--motd belongs to tank-server run \| start \| restart/,
  );
  assert.match(findFlagFault('champions', { json: true, csv: true })!, /--json and --csv exclude each other/);
  assert.match(findFlagFault('arenas', { check: 'a', arenas: 'b' })!, /--check and --arenas exclude/);
  assert.is(findFlagFault('champions', { json: true, csv: undefined }), null);
  assert.match(findFlagFault('run', { speed: '50' })!, /private server of a client/);
  assert.match(findFlagFault('run', { speed: '5', stopWithParent: true })!, /25 to 100/);
  assert.is(findFlagFault('run', { speed: '50', stopWithParent: true }), null);
  assert.match(findFlagFault('start', { lines: '5' })!, /^--lines belongs to tank-server logs$/);
  assert.is(
    findFlagFault('run', { maxClient: '5' }),
    'there is no option --max-client (did you mean --max-clients?)',
  );
  assert.match(command('strat').text, /^tank-server: there is no "strat" \(did you mean start\?\)/);
});

test('options become arguments of a server that starts elsewhere', () => {
  const whole = (path: string): string => `/here/${path}`;
  const flags = startFlagsOf(
    { name: 'start', certs: 'c', discovery: false, logChat: true, json: true, motd: '' },
    whole,
  );
  assert.equal(argsOf(flags), ['--name=start', '--motd=', '--certs=/here/c', '--no-discovery', '--log-chat']);
  const variables = startVariablesOf({ TANK_DATA: 'd', TANK_NAME: 'n', TANK_PORT: '', HOME: 'h' }, whole);
  assert.equal(variables, { TANK_DATA: '/here/d', TANK_NAME: 'n' });
});

test('--data moves the certificate, too', ({ folder }) => {
  const child = spawnSync(
    process.execPath,
    [ENTRY, '--port', '0', '--bind', '127.0.0.1', '--no-discovery', '--data', folder, '--stop-with-parent'],
    { input: '', encoding: 'utf8', timeout: RUN_MS_MAX },
  );
  assert.is(child.status, 0, child.stderr);
  assert.ok(existsSync(join(folder, 'certs/server.pem')));
});

test('a mode that there is not is refused, and an export writes over nothing', async ({ folder }) => {
  const data = join(folder, 'data');
  spawnSync(
    process.execPath,
    [ENTRY, '--port', '0', '--bind', '127.0.0.1', '--no-discovery', '--data', data, '--stop-with-parent'],
    { input: '', timeout: RUN_MS_MAX },
  );
  const champions = command('champions', '--mode', 'foo', '--data', data);
  assert.is(champions.status, 2);
  assert.match(champions.text, /^tank-server: there is no mode "foo"; there are: free-for-all, /);
  const file = join(folder, 'all.jsonl');
  writeFileSync(file, 'mine');
  const refused = command('export', file, '--data', data);
  assert.equal([refused.status, readFileSync(file, 'utf8')], [2, 'mine']);
  assert.match(refused.text, /is there already; --force writes over it/);
  assert.is(command('export', file, '--force', '--data', data).status, 0);
  assert.is.not(readFileSync(file, 'utf8'), 'mine');
});

test.run();
