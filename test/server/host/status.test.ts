// What a server tells of itself: all that is wrong by each of its ways, figures that Prometheus finds nothing to blame in, and who can't
// be asked, with the reason.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { SUBCOMMANDS } from '../../../src/server/host/commands.js';
import { askServer, controlPath, openControl, UnreachableError } from '../../../src/server/host/control.js';
import { askStatus, stopDaemon } from '../../../src/server/host/daemon.js';
import { type HealthParts, TROUBLE_KINDS, troublesOf } from '../../../src/server/host/health.js';
import { logPath } from '../../../src/server/host/log-file.js';
import { startMetrics } from '../../../src/server/host/metrics.js';
import { writePidFile } from '../../../src/server/host/pid-file.js';
import { type Hosted, host } from '../../../src/server/host/serve.js';
import { resolveSettings } from '../../../src/server/host/settings.js';
import { describeStatus, type Status } from '../../../src/server/host/status.js';
import { Store } from '../../../src/server/store/store.js';
import type { StoreHealth } from '../../../src/server/store/store-options.js';
import { Ticker } from '../../../src/server/ticker.js';
import { passingFolder, rejection } from '../../client/within.js';
import { createFullLevel, NOW, register } from '../store/played.js';

const ENTRY = fileURLToPath(new URL('../../../src/tank-server.js', import.meta.url));
const HOUR_MS = 3_600_000;
const IS_ROOT = process.geteuid?.() === 0;
const NOBODY = 65_534;

interface Context {
  folder: string;
  remove(): void;
  /** Closed after the test. */
  open: { close(): unknown }[];
}
const test = suite<Context>('server/host/status');

test.before.each((context) => {
  const { path, remove } = passingFolder();
  Object.assign(context, { folder: path, remove, open: [] });
});
test.after.each(async ({ open, remove }) => {
  for (const one of open) await one.close();
  remove();
});

const STORE: StoreHealth = { trouble: null, waiting: 0, backupAt: NOW, backupTrouble: null, restored: null };
const WELL: HealthParts = {
  store: STORE,
  logTrouble: null,
  certificateEndsAt: new Date(NOW + 365 * 24 * HOUR_MS),
  reloadFault: null,
  now: NOW,
};

test('each trouble is told in a sentence; severe is what loses something or keeps players out', () => {
  assert.equal(troublesOf(WELL), []);
  for (const [parts, kind, isSevere, text] of [
    [{ store: { ...STORE, trouble: 'no space', waiting: 3 } }, 'store', true, /no space.*wait: 3/],
    [{ store: { ...STORE, restored: 'It was damaged.' } }, 'damage', false, /It was damaged/],
    [{ store: { ...STORE, backupTrouble: 'no space' } }, 'backup', false, /could not be made \(no space/],
    [{ now: NOW + 25 * HOUR_MS }, 'backup', false, /last backup is of 20/],
    [{ logTrouble: 'no space' }, 'log', true, /log can't be written \(no space/],
    [{ certificateEndsAt: new Date(NOW - 1) }, 'certificate', true, /has ended on 20.*reload/],
    [{ certificateEndsAt: new Date(NOW + 13 * 24 * HOUR_MS) }, 'certificate', false, /ends on 20.*reload/],
    [{ reloadFault: '--port is wrong' }, 'reload', false, /--port is wrong/],
  ] as const) {
    const [trouble, ...others] = troublesOf({ ...WELL, ...parts });
    assert.equal([trouble.kind, trouble.isSevere, others.length], [kind, isSevere, 0]);
    assert.match(trouble.text, text);
  }
});

const STATUS: Status = {
  pid: 1,
  server: 'tanks 1',
  name: 'Home',
  address: '::',
  port: 8265,
  metricsPort: 0,
  keeper: null,
  fingerprint: 'AA:BB',
  startedAt: new Date(NOW).toISOString(),
  memoryBytes: 1 << 20,
  connections: 4,
  players: 3,
  playersMax: 50,
  rooms: 2,
  battles: 1,
  connectionsTotal: 9,
  refusedTotal: 7,
  refused: { BANNED: 5, HANDSHAKE_TIMEOUT: 2 },
  errors: { FLOOD: 1 },
  ticksDroppedTotal: 6,
  bytesReceivedTotal: 10,
  bytesSentTotal: 20,
  certificateEndsAt: new Date(NOW + HOUR_MS).toISOString(),
  backupAt: null,
  waiting: 0,
  troubles: [],
};

/** The figures of a status. @returns where they are asked for */
async function figuresOf({ open }: Context, status: () => Status): Promise<string> {
  const server = await startMetrics({ ticker: new Ticker(), status }, 0, () => {});
  server.unref();
  open.push({ close: () => new Promise((resolve) => server.close(resolve).closeAllConnections()) });
  return `http://127.0.0.1:${(server.address() as { port: number }).port}`;
}

test('/health tells all that is wrong, also to HEAD and with a query; 503 when it is severe', async (context) => {
  let troubles: Status['troubles'] = [];
  const url = await figuresOf(context, () => ({ ...STATUS, troubles }));
  const ask = async (path: string, method = 'GET'): Promise<[number, string]> => {
    const response = await fetch(url + path, { method });
    return [response.status, await response.text()];
  };
  assert.equal(await ask('/health'), [200, 'ok\n']);
  assert.equal(await ask('/health?full=1'), [200, 'ok\n']);
  assert.equal(await ask('/health', 'HEAD'), [200, '']);
  troubles = [{ kind: 'reload', isSevere: false, text: 'It has failed.' }];
  assert.equal(await ask('/health'), [200, 'ok\nreload: It has failed.\n']);
  troubles = [...troubles, { kind: 'store', isSevere: true, text: 'It is full.' }];
  assert.equal(await ask('/health'), [503, 'failing\nreload: It has failed.\nstore: It is full.\n']);
  assert.equal(await ask('/health?full=1', 'HEAD'), [503, '']);
  assert.is((await ask('/health', 'POST'))[0], 405);
  assert.is((await ask('/healthy'))[0], 404);
  assert.is((await ask('/metrics?name=x', 'HEAD'))[0], 200);
  assert.match(describeStatus({ ...STATUS, troubles }), /! It has failed\.\n {2}! It is full\.$/);
});

test('figures have the names that Prometheus asks for, and refusals and troubles by kind', async (context) => {
  const troubles = [{ kind: 'log', isSevere: true, text: 'No log.' }] as const;
  const url = await figuresOf(context, () => ({ ...STATUS, troubles }));
  const text = await (await fetch(`${url}/metrics`)).text();
  for (const line of [
    'tank_refused_total{reason="BANNED"} 5',
    'tank_refused_total{reason="HANDSHAKE_TIMEOUT"} 2',
    'tank_errors_total{code="FLOOD"} 1',
    'tank_ticks_dropped_total 6',
    'tank_players_max 50',
    `tank_certificate_end_timestamp_seconds ${(NOW + HOUR_MS) / 1000}`,
    'tank_build_info{version="1",node="v',
    ...Object.keys(TROUBLE_KINDS).map((kind) => `tank_trouble{kind="${kind}"} ${kind === 'log' ? 1 : 0}`),
  ])
    assert.ok(text.includes(line), line);
  // There was none yet.
  assert.not.match(text, /^tank_backup_timestamp_seconds /m);
  const types = [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)];
  assert.ok(types.length > 20);
  for (const [, name, type] of types) {
    assert.match(name, /^tank_[a-z0-9_]+$/);
    assert.is(name.endsWith('_total'), type === 'counter', `${name} is a ${type}`);
    assert.ok(text.includes(`# HELP ${name} `), name);
  }
  const howto = readFileSync('HOWTO.txt', 'utf8');
  for (const [, name] of types)
    if (!/^tank_(?:nodejs|process)_/.test(name))
      assert.ok(howto.includes(name), `HOWTO.txt tells of ${name}`);
  // Prometheus' own judge, where there is one.
  const { error, status, stdout, stderr } = spawnSync('promtool', ['check', 'metrics'], {
    input: text,
    encoding: 'utf8',
  });
  if (error === undefined) assert.equal([status, stdout, stderr], [0, '', '']);
  else console.log('skipped: there is no promtool here');
});

test('the store tells that it can not be written, what waits, and that it was brought back', async (context) => {
  let isFull = false;
  const options = {
    now: () => NOW,
    retryMs: 1e6,
    createLevel: createFullLevel(() => isFull),
    backupEntries: 1,
  };
  const store = await Store.open(context.folder, options);
  await register(store, 'Ada');
  isFull = true;
  const account = { nick: 'Bob', publicKey: 'B'.repeat(43), createdAt: NOW };
  assert.is(await store.addAccount(account), false);
  assert.match(store.health.trouble!, /No space left/);
  assert.is(store.health.waiting, 1);
  isFull = false;
  await store.close();
  assert.equal([store.health.trouble, store.health.waiting], [null, 0]);
  assert.equal([store.health.backupAt, store.health.backupTrouble, store.health.restored], [NOW, null, null]);
  rmSync(join(context.folder, 'store'), { recursive: true });
  const again = await Store.open(context.folder, options);
  assert.match(again.health.restored!, /^The store was damaged: .*\. \d+ entries .*are back/);
  await again.close();
});

test('a backup that can not be made is told', async ({ folder }) => {
  writeFileSync(join(folder, 'backups'), 'in its place');
  const store = await Store.open(folder, { backupEntries: 1 });
  await register(store, 'Ada');
  await store.close();
  assert.is(typeof store.health.backupTrouble, 'string');
});

/** A server in this process. */
async function hostHere({ folder, open }: Context, flags: object = {}, file: object = {}): Promise<Hosted> {
  const hosted = await host({
    resolve: () =>
      resolveSettings({ port: '0', bind: '127.0.0.1', discovery: false, ...flags }, {}, { ...file }),
    dataDirectory: folder,
    certsDirectory: join(folder, 'certs'),
    serverName: 'test 1',
    record: { version: 1, flags: {}, variables: {}, cwd: '' },
    show: () => {},
  });
  open.push({ close: () => hosted.stop() });
  return hosted;
}

test('a running server tells of its dead log and of a reload that has failed, until they are well', async (context) => {
  const { folder } = context;
  mkdirSync(logPath(folder));
  const file: Record<string, unknown> = {};
  const hosted = await hostHere(context, {}, file);
  file.nam = 'Home';
  await rejection(hosted.reload());
  const status = (await askStatus(folder))!;
  assert.equal(
    status.troubles.map(({ kind }) => kind),
    ['log', 'reload'],
  );
  assert.match(
    String(await askServer(folder, 'console /stats')),
    /! The log can't.*\n.*! The last reload.*"nam"/,
  );
  assert.is(Date.parse(status.certificateEndsAt) > Date.now(), true);
  delete file.nam;
  rmdirSync(logPath(folder));
  await hosted.reload();
  const endMs = performance.now() + 10_000;
  while ((await askStatus(folder))!.troubles.length > 0) assert.ok(performance.now() < endMs);
});

/** What `tank-server status` prints, and its exit code. */
async function tellStatus(directory: string, json = false): Promise<[number, string]> {
  let text = '';
  const print = (line: string): void => {
    text += line;
  };
  const code = await SUBCOMMANDS.status({ directory, json, print } as never);
  return [code, text];
}

test('a start in the background says at once what is wrong', async ({ folder, open }) => {
  mkdirSync(logPath(folder));
  open.push({ close: () => stopDaemon(folder) });
  const place = { certs: join(folder, 'certs'), data: folder };
  const flags = { port: '0', bind: '127.0.0.1', discovery: false, ...place };
  const lines: string[] = [];
  const print = (line: string): unknown => lines.push(line);
  const context = { directory: folder, entry: ENTRY, flags, print };
  assert.is(await SUBCOMMANDS.start(context as never), 0);
  assert.match(lines.join('\n'), /^tank-server listening on .*\n! The log can't be written \(.*EISDIR/);
});

test('a server that hangs is told from none, with its process', async ({ folder, open }) => {
  const control = createServer(() => {}).listen(controlPath(folder));
  open.push(control);
  writePidFile(folder);
  const error = await rejection(askStatus(folder, 50));
  assert.instance(error, UnreachableError);
  assert.match(error.message, new RegExp(`process ${process.pid}.*does not answer.*kill -9 ${process.pid}`));
});

test('a fault of the control socket does not end the server', async ({ folder, open }) => {
  const control = await openControl(folder, { ping: () => 'pong' });
  open.push(control);
  control.emit('error', new Error('accept EMFILE'));
  assert.is(await askServer(folder, 'ping'), 'pong');
});

test('a server whose socket was taken away is told from none', async ({ folder }) => {
  assert.equal(await tellStatus(folder), [3, `No server runs on ${folder}.`]);
  writePidFile(folder);
  const [code, text] = await tellStatus(folder);
  assert.is(code, 4);
  assert.match(text, new RegExp(`Unknown: .*process ${process.pid}.*control.sock was taken away`));
  const [, json] = await tellStatus(folder, true);
  assert.is(JSON.parse(json).running, null);
});

// Rights bind a user that is not root; there are none of that kind on Windows.
(process.platform === 'win32' ? test.skip : test)(
  "status and stop of another user's server say whose it is, not that none runs",
  async ({ open }) => {
    const folder = mkdtempSync(join(tmpdir(), 'tanks-test-'));
    const control: Server = await openControl(folder, { status: () => ({}) });
    open.push(control);
    // A socket without rights is to its owner what that of somebody else is.
    if (IS_ROOT) process.seteuid!(NOBODY);
    else spawnSync('chmod', ['000', folder]);
    try {
      const [code, text] = await tellStatus(folder);
      assert.is(code, 4);
      assert.match(
        text,
        IS_ROOT ? /another user's \(user id 0\): ask as that user, or as root/ : /another user's/,
      );
      assert.instance(await rejection(stopDaemon(folder)), UnreachableError);
    } finally {
      if (IS_ROOT) process.seteuid!(0);
      else spawnSync('chmod', ['700', folder]);
      rmSync(folder, { recursive: true });
    }
  },
);

test.run();
