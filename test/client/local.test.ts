// The private server: it starts, stops, and leaves neither a process nor a folder behind, whatever happens to whom.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, watch, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { LocalServerError, startLocalServer } from '../../src/client/local.js';
import { connectTls } from '../../src/net/tls.js';
import { passingFolder, rejection, within } from './within.js';

const BOUND_MS = 20_000;
const MODULE = new URL('../../src/client/local.js', import.meta.url).href;

const test = suite<{ folder: string; scripts: string; remove(): void }>('local server');

test.before.each((context) => {
  const passing = passingFolder();
  const scripts = passingFolder();
  Object.assign(context, { folder: passing.path, scripts: scripts.path });
  // Where the servers of this test have their folders.
  for (const name of ['TMPDIR', 'TMP', 'TEMP']) process.env[name] = passing.path;
  context.remove = () => {
    for (const name of ['TMPDIR', 'TMP', 'TEMP']) delete process.env[name];
    passing.remove();
    scripts.remove();
  };
});
test.after.each(({ remove }) => remove());

function isListening(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

/** Resolves when a folder is empty. */
function whenEmpty(folder: string): Promise<void> {
  return new Promise((resolve) => {
    const watcher = watch(folder, check);
    function check(): void {
      if (readdirSync(folder).length > 0) return;
      watcher.close();
      resolve();
    }
    check();
  });
}

function script({ scripts }: { scripts: string }, text: string): string {
  const path = join(scripts, 'server.mjs');
  writeFileSync(path, text);
  return path;
}

test('what is set for a server that somebody hosts does not reach it', async ({ scripts }) => {
  mkdirSync(join(scripts, 'terminal-tanks'));
  writeFileSync(join(scripts, 'terminal-tanks/server.json'), '{');
  const env = { TANK_PORT: 'none', TANK_PASSWORD: 'sesame', XDG_CONFIG_HOME: scripts };
  Object.assign(process.env, env);
  try {
    const server = await within(BOUND_MS, 'the start', startLocalServer());
    await server.stop();
  } finally {
    for (const name of Object.keys(env)) delete process.env[name];
  }
});

test('starts, shows the certificate that it has printed, and stops without a trace', async ({ folder }) => {
  const server = await startLocalServer();
  assert.is(readdirSync(folder).length, 1);
  let shown = '';
  const look = connectTls({
    host: server.host,
    port: server.port,
    timeoutMs: BOUND_MS,
    verify: (fingerprint) => {
      shown = fingerprint;
      return false;
    },
  });
  await rejection(look);
  assert.is(shown, server.fingerprint);
  await within(BOUND_MS, 'stopping', Promise.all([server.stop(), server.stop()]));
  assert.equal(readdirSync(folder), []);
  assert.not.ok(await isListening(server.host, server.port));
  assert.throws(() => process.kill(server.pid, 0), /ESRCH/);
});

test('two of them do not know of each other', async ({ folder }) => {
  const [one, other] = await Promise.all([startLocalServer(), startLocalServer()]);
  assert.is.not(one.port, other.port);
  assert.is.not(one.fingerprint, other.fingerprint);
  await one.stop();
  assert.ok(await isListening(other.host, other.port));
  await other.stop();
  assert.equal(readdirSync(folder), []);
});

test('a client that was killed leaves no server and no folder', async (context) => {
  if (process.platform === 'win32') return;
  const { folder } = context;
  const client = script(
    context,
    `import { startLocalServer } from ${JSON.stringify(MODULE)};
     const { host, port } = await startLocalServer();
     process.stdout.write(host + ' ' + port);
     setInterval(() => {}, 1000);`,
  );
  const child = spawn(process.execPath, [client], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [place] = await within(BOUND_MS, 'starting', once(child.stdout, 'data'));
  const [host, port] = String(place).split(' ');
  assert.ok(await isListening(host, Number(port)));
  await kill(child);
  await within(BOUND_MS, 'the folder to go', whenEmpty(folder));
  assert.not.ok(await isListening(host, Number(port)));
});

async function kill(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await within(BOUND_MS, 'the kill', ended);
}

test('a server that fails says why', async (context) => {
  const failing = script(context, `process.stderr.write('no \\u001b[31mluck\\n'); process.exit(3);`);
  const error = await rejection(startLocalServer({ script: failing }));
  assert.instance(error, LocalServerError);
  assert.match(error.message, /ended \(3\).*no \[31mluck/);
  assert.equal(readdirSync(context.folder), []);
});

test('a server that is never ready is given up', async (context) => {
  const idle = script(context, `process.stdin.resume(); process.stdout.write('tank-server list');`);
  const error = await rejection(startLocalServer({ script: idle, startMsMax: 300 }));
  assert.instance(error, LocalServerError);
  assert.match(error.message, /was not ready/);
  assert.equal(readdirSync(context.folder), []);
});

test('a server that won’t stop is killed', async (context) => {
  const fingerprint = Array.from({ length: 32 }, () => 'AB').join(':');
  const stubborn = script(
    context,
    `process.on('SIGTERM', () => {}); setInterval(() => {}, 1000);
     process.stdout.write('tank-server listening on 127.0.0.1:9 fingerprint ${fingerprint}\\n');`,
  );
  const server = await startLocalServer({ script: stubborn });
  await within(BOUND_MS, 'stopping', server.stop());
  assert.equal(readdirSync(context.folder), []);
  assert.throws(() => process.kill(server.pid, 0), /ESRCH/);
});

test('a folder that cannot be made is said so', async ({ folder }) => {
  process.env.TMPDIR = join(folder, 'not there');
  process.env.TEMP = process.env.TMPDIR;
  process.env.TMP = process.env.TMPDIR;
  const error = await rejection(startLocalServer());
  assert.instance(error, LocalServerError);
  assert.not.ok(existsSync(join(folder, 'not there')));
});

test.run();
