// tank-server champions, export and import, as commands: what is printed, for people and for programs, and how they end.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Store } from '../../src/server/store/store.js';
import { NOW, register, result } from './store/played.js';

const ENTRY = fileURLToPath(new URL('../../src/tank-server.js', import.meta.url));
const test = suite<{ folder: string; data: string }>('server/store-commands');

function run(...args: string[]): { status: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [ENTRY, ...args], {
    encoding: 'utf8',
    timeout: 20_000,
  });
  return { status, out: stdout, err: stderr };
}

test.before(async (context) => {
  context.folder = mkdtempSync(join(tmpdir(), 'tank-commands-'));
  context.data = join(context.folder, 'data');
  const store = await Store.open(context.data, { now: () => NOW });
  await register(store, 'Ada', 'Bob');
  for (let number = 0; number < 10; number++) await store.addResult(`${number}`, NOW, result(['Ada', 'Bob']));
  await store.close();
});
test.after(({ folder }) => rmSync(folder, { recursive: true, force: true }));

test('champions prints a table, JSON and CSV', ({ data }) => {
  const table = ['champions', '--season', '4', '--data', data];
  const people = run(...table);
  assert.is(people.status, 0, people.err);
  assert.match(
    people.out,
    /^Champions of free-for-all, season 4\n.*\n {4}1 Ada .* CHAMPION\n {4}2 Bob [^\n]*\d\s*\n$/,
  );
  const { mode, season, rows } = JSON.parse(run(...table, '--json').out);
  assert.equal([mode, season], ['free-for-all', 4]);
  assert.equal([rows[0].nick, rows[0].champion, rows[1].rank], ['Ada', true, 2]);
  const csv = run(...table, '--csv').out.split('\n');
  assert.is(csv[0], 'rank,nick,rating,matches,wins,streak,champion');
  assert.match(csv[1], /^1,Ada,\d+,10,10,10,true$/);
  assert.match(run(...table, '--mode', 'duel').out, /^Nobody is rated in duel in season 4 yet/);
});

test('export and import move a store', ({ folder, data }) => {
  const file = join(folder, 'all.jsonl');
  assert.match(run('export', file, '--data', data).out, /^12 entries .* are written to /);
  const other = join(folder, 'other');
  const imported = run('import', file, '--data', other);
  assert.match(imported.out, /^2 accounts and 10 matches of .* are added in /, imported.err);
  assert.match(run('champions', '--season', '4', '--csv', '--data', other).out, /1,Ada,/);
  writeFileSync(file, readFileSync(file, 'utf8').replace('Ada', 'Eve'));
  const refused = run('import', file, '--data', other);
  assert.is(refused.status, 1);
  assert.match(refused.err, /^tank-server: .*damaged or was cut off/);
});

test('what is wrong is said in a sentence', async ({ folder, data }) => {
  const nowhere = run('champions', '--data', join(folder, 'nowhere'));
  assert.is(nowhere.status, 1);
  assert.match(nowhere.err, /^tank-server: there are no accounts and results in .*--data\n$/);
  assert.match(run('export').err, /^tank-server: export needs a file/);
  assert.match(run('champions', 'x').err, /^tank-server: "x" stands alone/);
  assert.is(run('champions', '--season', 'x', '--data', data).status, 2);
  const missing = run('import', join(folder, 'missing.jsonl'), '--data', data);
  assert.is(missing.status, 1);
  assert.match(missing.err, /^tank-server: .*no such file/);
  const store = await Store.open(data);
  assert.match(run('champions', '--data', data).err, /^tank-server: another tank-server uses .*; stop it/);
  await store.close();
});

test.run();
