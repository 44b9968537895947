// scripts/build.js in a checkout of its own, with a compiler that does as it is told: dist/ is whole whatever happens, and npx works.
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { passingFolder } from './client/within.js';

const NAME = 'tanks-to-build';
/** Tells what it finds of dist/, writes half of its output, and then all of it or nothing more. */
const COMPILER = `
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
const folder = process.argv.at(-1) + '/src';
writeFileSync('found', String(existsSync('dist/src/tank-server.js')));
mkdirSync(folder, { recursive: true });
writeFileSync(folder + '/tank-server.js', '');
if (process.env.COMPILER === 'interrupted') process.kill(process.pid, 'SIGINT');
else if (process.env.COMPILER === 'failing') process.exit(2);
else for (const file of readdirSync('src'))
  writeFileSync(folder + '/' + file.replace('.ts', '.js'), '#!/usr/bin/env node\\nconsole.log("it runs");\\n');
`;

interface Checkout {
  path: string;
  remove(): void;
}

const test = suite<Checkout>('build');

test.before.each((context) => {
  const { path, remove } = passingFolder();
  Object.assign(context, { path, remove });
  for (const folder of ['src', 'scripts', 'node_modules/typescript/bin'])
    mkdirSync(join(path, folder), { recursive: true });
  for (const file of ['build.js', 'npx-folder.js'])
    cpSync(join('scripts', file), join(path, 'scripts', file));
  const bin = { 'tank-server': 'dist/src/tank-server.js', 'tank-client': 'dist/src/tank-client.js' };
  const scripts = { prepare: 'node scripts/build.js' };
  writeFileSync(
    join(path, 'package.json'),
    JSON.stringify({ name: NAME, version: '1.0.0', type: 'module', bin, scripts }),
  );
  writeFileSync(join(path, 'node_modules/typescript/package.json'), '{"type":"module"}');
  writeFileSync(join(path, 'node_modules/typescript/bin/tsc'), COMPILER);
  for (const file of ['tank-server.ts', 'tank-client.ts']) writeFileSync(join(path, 'src', file), '');
});
test.after.each(({ remove }) => remove());

function build({ path }: Checkout, env: NodeJS.ProcessEnv = {}): number | null {
  const { npm_command: _, npm_config_cache: __, ...outer } = process.env;
  const script = join(path, 'scripts/build.js');
  return spawnSync(process.execPath, [script], { env: { ...outer, ...env }, stdio: 'ignore' }).status;
}

/** A file of dist/ that only a new dist/ lacks. */
const mark = ({ path }: Checkout): void => writeFileSync(join(path, 'dist/mark'), '');
const isMarked = ({ path }: Checkout): boolean => existsSync(join(path, 'dist/mark'));
const foldersAside = ({ path }: Checkout): string[] =>
  readdirSync(path).filter((name) => name.startsWith('dist.'));

test('dist/ is there for a server that runs while another one is made', (checkout) => {
  assert.is(build(checkout), 0);
  assert.is(readFileSync(join(checkout.path, 'found'), 'utf8'), 'false');
  writeFileSync(join(checkout.path, 'src/more.ts'), '');
  assert.is(build(checkout), 0);
  assert.is(readFileSync(join(checkout.path, 'found'), 'utf8'), 'true');
  assert.ok(existsSync(join(checkout.path, 'dist/src/more.js')));
  assert.equal(foldersAside(checkout), []);
});

test('Ctrl-C and a compiler error leave dist/ as it was, and nothing beside it', (checkout) => {
  assert.is(build(checkout), 0);
  mark(checkout);
  writeFileSync(join(checkout.path, 'src/more.ts'), '');
  for (const COMPILER of ['interrupted', 'failing']) {
    assert.is.not(build(checkout, { COMPILER }), 0);
    assert.ok(isMarked(checkout), COMPILER);
    assert.equal(foldersAside(checkout), []);
  }
});

test('what a build left that was killed goes with the next one', (checkout) => {
  mkdirSync(join(checkout.path, 'dist.new-99999999'));
  assert.is(build(checkout), 0);
  assert.equal(foldersAside(checkout), []);
});

test('a current dist/ is left alone; a source that changed, went or came has it made anew', (checkout) => {
  const source = join(checkout.path, 'src/more.ts');
  assert.is(build(checkout), 0);
  mark(checkout);
  assert.is(build(checkout), 0);
  assert.ok(isMarked(checkout), 'nothing has changed');
  const changes: [string, () => void][] = [
    ['came', () => writeFileSync(source, '')],
    ['changed', () => writeFileSync(source, 'export {}')],
    ['went', () => rmSync(source)],
    ['was lost from dist/', () => rmSync(join(checkout.path, 'dist/src/tank-client.js'))],
  ];
  for (const [what, change] of changes) {
    change();
    assert.is(build(checkout), 0);
    assert.not.ok(isMarked(checkout), what);
    mark(checkout);
  }
});

test('the first npx compiles nothing where there is a dist/', (checkout) => {
  assert.is(build(checkout), 0);
  mark(checkout);
  writeFileSync(join(checkout.path, 'src/tank-client.ts'), 'export {}');
  assert.is(build(checkout, { npm_command: 'exec', npm_config_cache: join(checkout.path, 'cache') }), 0);
  assert.ok(isMarked(checkout));
});

/** A folder for npx in which npm was interrupted: with a link to the checkout and nothing else. */
function interruptedFolder({ path }: Checkout): string {
  const folder = join(path, 'cache/_npx/0123456789abcdef');
  mkdirSync(join(folder, 'node_modules'), { recursive: true });
  symlinkSync(path, join(folder, 'node_modules', NAME));
  return folder;
}

test('Ctrl-C in the first npx leaves a folder of npm that works, or none', (checkout) => {
  if (process.platform === 'win32') return;
  const folder = interruptedFolder(checkout);
  const env = { npm_command: 'exec', npm_config_cache: join(checkout.path, 'cache') };
  assert.is.not(build(checkout, { ...env, COMPILER: 'interrupted' }), 0);
  assert.not.ok(existsSync(join(folder, 'node_modules', NAME)), 'npm begins anew');
  assert.is(interruptedFolder(checkout), folder);
  assert.is(build(checkout, env), 0);
  assert.ok(existsSync(join(folder, 'package.json')));
  assert.ok(existsSync(join(folder, 'node_modules/.bin/tank-client')));
});

test('after npm ci the first npx has nothing to prepare', (checkout) => {
  if (process.platform === 'win32') return;
  const { path } = checkout;
  const cache = join(path, 'cache');
  assert.is(build(checkout, { npm_command: 'ci', npm_config_cache: cache }), 0);
  const text = readFileSync(join(path, 'package.json'), 'utf8');
  writeFileSync(join(path, 'package.json'), text.replace('node scripts/build.js', 'exit 1'));
  const env = { ...process.env, npm_config_cache: cache, npm_config_offline: 'true' };
  const { status, stdout, stderr } = spawnSync('npx', ['tank-client'], { cwd: path, env, encoding: 'utf8' });
  assert.is(status, 0, stderr);
  assert.is(stdout, 'it runs\n');
});

test('the package holds no source map, for it holds no sources', () => {
  const { npm_command: _, ...env } = process.env;
  const options = { encoding: 'utf8', env, shell: process.platform === 'win32' } as const;
  const { stdout, stderr } = spawnSync('npm', ['pack', '--dry-run', '--ignore-scripts', '--json'], options);
  const packed = JSON.parse(stdout);
  const [{ files }] = (Array.isArray(packed) ? packed : Object.values(packed)) as [
    { files: { path: string }[] },
  ];
  assert.ok(
    files.some(({ path }) => path === 'dist/src/tank-server.js'),
    stderr,
  );
  assert.equal(
    files.map(({ path }) => path).filter((path) => path.endsWith('.map')),
    [],
  );
});

test.run();
