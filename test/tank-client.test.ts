// The client's command where there is no terminal: each mistake is one sentence and its exit code, and never a stack.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { openPins } from '../src/client/start.js';
import { passingFolder } from './client/within.js';

const ENTRY = fileURLToPath(new URL('../src/tank-client.js', import.meta.url));
const FINGERPRINT = Array.from({ length: 32 }, () => 'AB').join(':');

interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function run(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Outcome> {
  const child = spawn(process.execPath, [ENTRY, ...args], {
    env: { ...process.env, LC_ALL: 'en_US.UTF-8', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const [code] = (await once(child, 'close')) as [number];
  return { code, stdout, stderr };
}

const test = suite('tank-client');

for (const [args, words] of [
  [[], /--host HOST/],
  [['--local'], /draws on a terminal/],
  [['--host', 'h.example'], /draws on a terminal/],
  [['--host'], /--host needs a value/],
  [['--host', 'h.example', '--port'], /--port needs a value/],
  [['--host', 'h.example', '--port', 'x'], /1 to 65535/],
  [['--host', 'a.example', '--host', 'b.example'], /only be set once/],
  [['--colour'], /no option colour/],
  [['h.example'], /stands alone/],
  [['scan'], /Say which host/],
  [['scan', 'h.example', '--ports', '300-200'], /a number or a range/],
  [['scan', 'h.example', '--ports', '1-1025'], /1025 ports.*--yes/],
] as const) {
  test(`${['tank-client', ...args].join(' ')} is told what is wrong`, async () => {
    const { code, stdout, stderr } = await run(args);
    assert.is(code, 2);
    assert.is(stdout, '');
    assert.match(stderr, words);
    assert.not.match(stderr, /\bat .*:\d+/);
  });
}

test('nothing of an argument, a file name or the environment steers the terminal', async () => {
  const bad = 'x\x1b]0;gone\x07\x1b[2J\u009b2J\u202e';
  const env = { XDG_CONFIG_HOME: `/dev/null/${bad}` };
  const commands = [
    [bad],
    [`--${bad}`],
    ['--host', bad],
    ['--host', 'h.example', '--port', bad],
    ['--host', 'h.example', '--room', bad],
    ['--host', 'h.example', '--nick', bad],
    ['--lang', bad],
    ['--colors', bad],
    ['--palette', bad],
    ['--lag', bad],
    ['--forget', bad],
    ['scan', bad],
    ['scan', 'localhost', '--ports', bad],
    ['discover', bad],
    [`tank://${bad}`],
    ['--forget', 'h.example'],
  ];
  const outcomes = await Promise.all(commands.map((args) => run(args, env)));
  for (const [index, { stdout, stderr }] of outcomes.entries()) {
    assert.ok((stdout + stderr).length > 0, commands[index].join(' '));
    assert.not.match(stdout + stderr, /[^\P{Cc}\n]|\p{Cf}/u, commands[index].join(' '));
  }
});

test('--help and --version', async () => {
  const [help, version] = await Promise.all([run(['--help']), run(['--version'])]);
  assert.equal([help.code, version.code], [0, 0]);
  assert.match(help.stdout, /--local/);
  assert.match(version.stdout, /^\d+\.\d+\.\d+\s*$/);
});

test('--help and --version tell beside anything else, too', async () => {
  const [help, version] = await Promise.all([run(['discover', '--help']), run(['--local', '--version'])]);
  assert.equal([help.code, version.code], [0, 0]);
  assert.match(help.stdout, /--local/);
  assert.match(version.stdout, /^\d+\.\d+\.\d+\s*$/);
});

test('--reset-terminal ends the alternate screen and shows the cursor', async () => {
  const { code, stdout } = await run(['--reset-terminal']);
  assert.is(code, 0);
  assert.ok(stdout.includes('\x1b[?1049l') && stdout.includes('\x1b[?25h'));
});

test('--forget forgets a server, and only that one', async () => {
  if (process.platform !== 'linux') return;
  const home = passingFolder();
  try {
    const folder = `${home.path}/terminal-tanks`;
    openPins(folder).add('a.example', 8265, FINGERPRINT);
    openPins(folder).add('a.example', 9, FINGERPRINT);
    const env = { XDG_CONFIG_HOME: home.path };
    assert.match((await run(['--forget', 'a.example'], env)).stdout, /is forgotten/);
    assert.match((await run(['--forget', 'a.example'], env)).stdout, /nothing to forget/);
    assert.is(openPins(folder).pinned('a.example', 8265), null);
    assert.is(openPins(folder).pinned('a.example', 9)?.fingerprint, FINGERPRINT);
  } finally {
    home.remove();
  }
});

test.run();
