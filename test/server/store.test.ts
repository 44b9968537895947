// The store: what was acknowledged is there after kill -9, and a folder that can't be used says why.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { networkOf } from '../../src/server/listener.js';
import { Store, StoreError } from '../../src/server/store.js';

const MODULE = new URL('../../src/server/store.js', import.meta.url).href;
const PUBLIC_KEY = 'A'.repeat(43);
const test = suite<{ folder: string }>('server/store');

test.before.each((context) => {
  context.folder = mkdtempSync(join(tmpdir(), 'tank-store-'));
});
test.after.each(({ folder }) => rmSync(folder, { recursive: true, force: true }));

/** Adds accounts in a child until it is killed. @returns the nicks that were acknowledged */
function addUntilKilled(folder: string, round: number, afterMs: number): Promise<string[]> {
  const script = `const { Store } = await import('${MODULE}'); const store = await Store.open(process.argv[1]);
    for (let n = 0; ; n++) { const nick = '${round}-' + n; await store.addAccount(nick, { nick, publicKey: '${PUBLIC_KEY}', createdAt: 1 }); console.log(nick); }`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, folder], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
    // Counted from the first word, so that a slow start kills nobody too early.
    if (output === String(chunk)) setTimeout(() => child.kill('SIGKILL'), afterMs);
  });
  return new Promise((resolve) => child.on('close', () => resolve(output.split('\n').slice(0, -1))));
}

test('accounts that were acknowledged outlive kill -9', async ({ folder }) => {
  const acknowledged: string[] = [];
  for (let round = 0; round < 4; round++)
    acknowledged.push(...(await addUntilKilled(folder, round, 5 + 17 * round)));
  assert.ok(acknowledged.length > 0);
  const store = await Store.open(folder);
  for (const nick of acknowledged) assert.is(store.account(nick)?.nick, nick);
  assert.is(store.account('nobody'), null);
  await store.close();
});

test('a result is kept', async ({ folder }) => {
  const store = await Store.open(folder);
  await store.addResult('1', 1000, {
    code: 'ABC234',
    mode: 'free-for-all',
    arena: 'Crossroads',
    wave: 0,
    ticks: 5,
    standings: [],
  });
  await store.close();
  await (await Store.open(folder)).close();
});

test('a folder that another server uses, or that is none, is told with what to do', async ({ folder }) => {
  const store = await Store.open(folder);
  const errorOf = (directory: string): Promise<Error> =>
    Store.open(directory).then(
      () => new Error('opened'),
      (error: Error) => error,
    );
  const locked = await errorOf(folder);
  assert.instance(locked, StoreError);
  assert.match(locked.message, /another tank-server uses .*--data/);
  await store.close();
  writeFileSync(join(folder, 'file'), '');
  const impossible = await errorOf(join(folder, 'file', 'data'));
  assert.instance(impossible, StoreError);
  assert.match(impossible.message, /can't use the data folder .*--data/);
});

test('an address counts as itself in IPv4 and as its /64 in IPv6', () => {
  assert.is(networkOf('192.0.2.7'), '192.0.2.7');
  assert.is(networkOf('::ffff:192.0.2.7'), '192.0.2.7');
  assert.is(networkOf('2001:db8:1:2:3:4:5:6'), '2001:db8:1:2');
  assert.is(networkOf('2001:db8:1:2::9'), '2001:db8:1:2');
  assert.is(networkOf('fe80::1%eth0'), 'fe80:0:0:0');
  assert.is(networkOf('::1'), '0:0:0:0');
});

test.run();
