// The house rules that a program can check: who imports whom, what the rules of the game may not use, names, ends of files.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const filesOf = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(folder, file).replaceAll('\\', '/'));

const sources = filesOf('src');
const tests = filesOf('test').filter((file) => file.endsWith('.test.ts'));
const textOf = (file: string): string => readFileSync(file, 'utf8');
/** The code of a file without its comments. */
const codeOf = (file: string): string => textOf(file).replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');

/** What a file imports: files of src as paths, packages by their names. */
function importsOf(file: string): string[] {
  const found = [...codeOf(file).matchAll(/(?:from|import\()\s*'([^']+)'|^import '([^']+)'/gm)];
  return found.map(([, from, bare]) => {
    const name = from ?? bare;
    return name.startsWith('.')
      ? normalize(join(dirname(file), name))
          .replaceAll('\\', '/')
          .replace(/\.js$/, '.ts')
      : name;
  });
}

/** Folders of src that a folder may import from, itself left out; '' stands for the entries. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  game: [],
  protocol: ['game'],
  net: ['game', 'protocol'],
  server: ['game', 'protocol', 'net'],
  client: ['game', 'protocol', 'net'],
  '': ['game', 'protocol', 'net', 'server', 'client'],
};

function roomOf(file: string): string {
  return /^src\/([^/]+)\//.exec(file)?.[1] ?? '';
}

test('imports go one way: game <- protocol <- net <- server, client <- the entries', () => {
  for (const file of sources) {
    for (const target of importsOf(file).filter((name) => name.startsWith('src/'))) {
      const from = roomOf(file);
      const to = roomOf(target);
      assert.ok(from === to || ALLOWED[from].includes(to), `${file} imports ${target}`);
    }
  }
});

test('no file imports itself by way of others, types aside', () => {
  const graph = new Map(
    sources.map((file) => {
      const code = codeOf(file).replace(/import type [^;]+;/g, '');
      const targets = [...code.matchAll(/from '(\.[^']+)'/g)].map(([, name]) =>
        normalize(join(dirname(file), name))
          .replaceAll('\\', '/')
          .replace(/\.js$/, '.ts'),
      );
      return [file, targets];
    }),
  );
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): void => {
    assert.ok(!path.includes(file), `a cycle: ${[...path, file].join(' -> ')}`);
    if (done.has(file)) return;
    for (const target of graph.get(file) ?? []) visit(target, [...path, file]);
    done.add(file);
  };
  for (const file of sources) visit(file, []);
});

test('the rules use nothing but themselves, no clock, no chance from outside, no trigonometry', () => {
  for (const file of sources.filter((name) => name.startsWith('src/game/'))) {
    for (const name of importsOf(file)) assert.ok(name.startsWith('src/game/'), `${file} imports ${name}`);
    assert.not.match(codeOf(file), /\b(Date|performance|process|setTimeout|setImmediate)\b/, file);
    assert.not.match(codeOf(file), /Math\.(random|sin|cos|tan|atan2?|hypot|sqrt|pow|exp|log)/, file);
  }
});

test('one file knows terminal-kit', () => {
  const users = sources.filter((file) => importsOf(file).some((name) => name.startsWith('terminal-kit')));
  assert.equal(users, ['src/client/key-names.ts']);
});

test('the entries alone end a process, and nobody prints by console', () => {
  for (const file of sources) {
    if (!/^src\/tank-(server|client)\.ts$/.test(file))
      assert.not.match(codeOf(file), /process\.exit\(/, file);
    assert.not.match(codeOf(file), /\bconsole\.(log|error|warn|info|debug)\(/, file);
  }
});

test('no drawer for odds and ends', () => {
  for (const file of [...sources, ...tests]) {
    assert.not.match(file, /\/(utils?|helpers?|common|misc|shared|index)\.(test\.)?ts$/);
  }
});

test('each source file says at its top what it is', () => {
  for (const file of sources) assert.match(textOf(file).replace(/^#!.*\n/, ''), /^\/\/ \S/, file);
});

test('each test file runs its tests, all of them', () => {
  for (const file of tests) {
    assert.match(codeOf(file), /^(test|\w+)\.run\(\);\s*$/m, file);
    if (file !== 'test/tidy.test.ts') assert.not.match(codeOf(file), /\.only\(/, file);
  }
});

test('dependencies have exact versions, and the lockfile no address', () => {
  const { dependencies, devDependencies } = JSON.parse(textOf('package.json'));
  for (const version of Object.values({ ...dependencies, ...devDependencies }))
    assert.match(String(version), /^\d+\.\d+\.\d+$/);
  assert.not.match(textOf('package-lock.json'), /"resolved"/);
});

test('no key or certificate is tracked', () => {
  const { status, stdout } = spawnSync('git', ['ls-files'], { encoding: 'utf8' });
  // A copy of the sources without git has nothing tracked.
  if (status !== 0) return;
  for (const file of stdout.split('\n')) assert.not.match(file, /\.(key|pem|crt|p12)$/);
});

test.run();
