// A host's folder of arenas: read whole, or refused with everything that is wrong; and the command that looks at arenas.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Arena } from '../../src/game/arena.js';
import { SMALL_ARENAS } from '../../src/game/arenas/small.js';
import { ArenaFolderError, loadArenaFolder } from '../../src/server/arena-folder.js';
import { ArenaShelf } from '../../src/server/arena-shelf.js';

const [CROSSROADS] = SMALL_ARENAS;
const named = (name: string): string => CROSSROADS.replace('name: Crossroads', `name: ${name}`);

const test = suite<{ folder: string; put(name: string, text: string): void }>('server/arena-folder');
test.before.each((context) => {
  context.folder = mkdtempSync(join(tmpdir(), 'tank-arenas-'));
  context.put = (name, text) => writeFileSync(join(context.folder, name), text);
});
test.after.each(({ folder }) => rmSync(folder, { recursive: true, force: true }));

/** The lines of what a folder is refused for. */
async function faultsOf(folder: string): Promise<string[]> {
  try {
    await loadArenaFolder(folder);
  } catch (error) {
    assert.instance(error, ArenaFolderError);
    return (error as Error).message.split('\n').map((line) => line.trim().replace(folder, ''));
  }
  return [];
}

test('all *.txt are arenas, other files are passed over', async ({ folder, put }) => {
  put('b.txt', named('Second'));
  put('a.txt', named('First'));
  put('README.md', 'not an arena');
  put('target', named('Third'));
  if (process.platform !== 'win32') symlinkSync(join(folder, 'target'), join(folder, 'c.txt'));
  const names = (await loadArenaFolder(folder)).map(({ name }) => name);
  assert.equal(names.slice(0, 2), ['First', 'Second']);
  if (process.platform !== 'win32') assert.equal(names.slice(2), ['Third']);
});

test('each wrong file is named, with line, column and reason', async ({ folder, put }) => {
  put('1.txt', named('First').replace('S', '?'));
  put('2.txt', CROSSROADS);
  put('3.txt', named('Wild small'));
  put('4.txt', named('Good'));
  put('5.txt', named('Good'));
  put('6.txt', ' '.repeat(40_000));
  mkdirSync(join(folder, '7.txt'));
  const faults = await faultsOf(folder);
  assert.is(faults.length, 6);
  assert.match(faults[0], /1\.txt: line 6, column 5: '\?' is no kind of ground/);
  assert.match(faults[1], /2\.txt: there is another arena with the name Crossroads/);
  assert.match(faults[2], /3\.txt: there is another arena with the name Wild small/);
  assert.match(faults[3], /5\.txt: there is another arena with the name Good/);
  assert.match(faults[4], /6\.txt: is larger than/);
  assert.match(faults[5], /7\.txt: is no file/);
});

test('no folder, or far too much in it', async ({ folder, put }) => {
  assert.match((await faultsOf(join(folder, 'none')))[0], /can't be read \(ENOENT\)/);
  for (let index = 0; index <= 200; index++) put(`${index}.txt`, '');
  assert.match((await faultsOf(folder))[0], /holds more than 200 arenas/);
});

test('the shelf has the arenas of the game, of the host, and from seeds', async ({ folder, put }) => {
  put('a.txt', named('Mine'));
  const shelf = new ArenaShelf(await loadArenaFolder(folder));
  for (const name of ['Crossroads', 'Mine', 'Wild middle', 'Wild small 7']) assert.ok(shelf.has(name), name);
  for (const name of ['Nowhere', '__proto__', 'Wild']) assert.not.ok(shelf.has(name), name);
  const take = (name: string, seed: number): Arena => {
    const steps = shelf.make(name, seed);
    for (;;) {
      const { done, value } = steps.next();
      if (done) return value;
    }
  };
  assert.is(take('Mine', 1).name, 'Mine');
  assert.is(take('Wild small 7', 1).name, 'Wild small 7');
  assert.is(take('Wild small', 2 ** 31 - 1).name, 'Wild small 3647');
});

test('a server with a wrong arena does not start, and says why', ({ folder, put }) => {
  put('bad.txt', named('Bad').replace('S', '?'));
  const run = (...words: string[]) =>
    spawnSync(process.execPath, ['dist/src/tank-server.js', ...words], { encoding: 'utf8' });
  const started = run('--arenas', folder, '--port', '0');
  assert.is(started.status, 2);
  assert.match(started.stderr, /bad\.txt: line 6, column 5: '\?' is no kind of ground/);
  const checked = run('arenas', '--check', join(folder, 'bad.txt'));
  assert.is(checked.status, 2);
  put('bad.txt', named('Bad'));
  assert.match(run('arenas', '--check', join(folder, 'bad.txt')).stdout, /^Bad: 38 x 20.*\nfair: /);
  const listed = run('arenas', '--arenas', folder);
  assert.is(listed.status, 0);
  assert.match(listed.stdout, /^Crossroads +38 x 20 +free-for-all, last-tank-standing$/m);
  assert.match(listed.stdout, /^Bad +38 x 20/m);
});

test.run();
