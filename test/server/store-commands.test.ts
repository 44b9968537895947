// tank-server champions, export and import: what is printed, for people and for programs, and how the command ends.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Store } from '../../src/server/store/store.js';
import { runStoreCommand, type StoreCommandFlags } from '../../src/server/store-commands.js';
import { NOW, register, result } from './store/played.js';

const ENTRY = fileURLToPath(new URL('../../src/tank-server.js', import.meta.url));
const SEASON = { season: '4' };
const test = suite<{ folder: string; data: string }>('server/store-commands');

/** What a command prints, or the sentence with which it fails. */
async function run(data: string, input: string, flags: StoreCommandFlags = SEASON): Promise<string> {
  let printed = '';
  const print = (text: string): void => {
    printed += text;
  };
  try {
    await runStoreCommand(input.split(' '), flags, data, print, print);
    return printed;
  } catch (error) {
    return (error as Error).message;
  }
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

test('champions prints a table, JSON and CSV', async ({ data }) => {
  assert.match(
    await run(data, 'champions'),
    /^Champions of free-for-all, season 4\n.*\n {4}1 Ada .* CHAMPION\n {4}2 Bob [^\n]*\d\s*\n$/,
  );
  const { mode, season, rows } = JSON.parse(await run(data, 'champions', { ...SEASON, json: true }));
  assert.equal([mode, season], ['free-for-all', 4]);
  assert.equal([rows[0].nick, rows[0].champion, rows[1].rank], ['Ada', true, 2]);
  const csv = (await run(data, 'champions', { ...SEASON, csv: true })).split('\n');
  assert.is(csv[0], 'rank,nick,rating,matches,wins,streak,champion');
  assert.match(csv[1], /^1,Ada,\d+,10,10,10,true$/);
  assert.match(
    await run(data, 'champions', { ...SEASON, mode: 'duel' }),
    /^Nobody is rated in duel in season 4 yet/,
  );
});

test('a nick that a spreadsheet would reckon with is text in CSV, and one with a comma is one field', async ({
  folder,
}) => {
  const data = join(folder, 'formulas');
  const nicks = ['=1+1', '@x', '-Ada', 'a,"b'];
  const store = await Store.open(data, { now: () => NOW });
  await register(store, 'Bob', ...nicks);
  for (const nick of nicks)
    for (let count = 0; count < 10; count++)
      await store.addResult(
        `${nick}${count}`.replace(/\W/g, (sign) => String(sign.charCodeAt(0))),
        NOW,
        result([nick, 'Bob']),
      );
  await store.close();
  const csv = await run(data, 'champions', { ...SEASON, csv: true });
  for (const field of [`,"'=1+1",`, `,"'@x",`, `,"'-Ada",`, ',"a,""b",']) assert.ok(csv.includes(field), csv);
});

test('export and import move a store', async ({ folder, data }) => {
  const file = join(folder, 'all.jsonl');
  assert.match(await run(data, `export ${file}`), /^12 entries .* are written to /);
  const other = join(folder, 'other');
  assert.match(await run(other, `import ${file}`), /^2 accounts and 10 matches of .* are added in /);
  assert.is(await run(other, 'champions'), await run(data, 'champions'));
  writeFileSync(file, readFileSync(file, 'utf8').replace('Ada', 'Eve'));
  assert.match(await run(other, `import ${file}`), /damaged or was cut off/);
});

test('what is wrong is said in a sentence', async ({ folder, data }) => {
  assert.match(
    await run(join(folder, 'nowhere'), 'champions'),
    /^there are no accounts and results in .*--data$/,
  );
  assert.match(await run(data, 'export'), /^export needs a file/);
  assert.match(await run(data, 'champions x'), /^"x" stands alone/);
  assert.match(await run(data, 'champions', { season: 'x' }), /^--season takes a number/);
  assert.match(await run(data, `import ${join(folder, 'missing.jsonl')}`), /no such file/);
  const store = await Store.open(data);
  assert.match(await run(data, 'champions'), /^another tank-server uses .*; stop it/);
  await store.close();
});

test('the command itself prints to the output, and ends with 2 for what it does not understand', ({
  data,
}) => {
  const spawned = (...args: string[]) =>
    spawnSync(process.execPath, [ENTRY, ...args], { encoding: 'utf8', timeout: 20_000 });
  const good = spawned('champions', '--season', '4', '--csv', '--data', data);
  assert.is(good.status, 0, good.stderr);
  assert.match(good.stdout, /\n1,Ada,/);
  const bad = spawned('--csv');
  assert.is(bad.status, 2);
  assert.match(bad.stderr, /^tank-server: --csv belongs to tank-server champions/);
});

test.run();
