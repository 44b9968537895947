// Compiles src/, test/ and scripts/ into dist/, from nothing, so that a file that was deleted is gone there too: into a folder aside,
// which then takes the name dist/, so that neither Ctrl-C nor a compiler error leaves half of it, and a server that runs keeps its files.
// Does nothing where dist/ is current already, and nothing for npx, which lets npm prepare each checkout once more, where there is a dist/.
// Plain JavaScript, since it runs before anything is compiled.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { helpNpx, makeNpxFolder } from './npx-folder.js';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const SOURCE_FOLDERS = ['src', 'test', 'scripts'];
const SETTING_FILES = ['tsconfig.json', 'package-lock.json', 'scripts/build.js'];
/** In dist/: tells which sources it was made of. */
const STAMP = 'sources.sha256';
const COMMANDS = ['src/tank-server.js', 'src/tank-client.js'];
const SWAPS_MAX = 10;
const INTERRUPTED_CODE = 130;

const sourceFiles = () =>
  SOURCE_FOLDERS.filter(existsSync)
    .flatMap((folder) => readdirSync(folder, { recursive: true }).map((file) => join(folder, file)))
    .filter((file) => file.endsWith('.ts'))
    .sort();

/** Changes whenever a source does. */
function stampOf(files) {
  const hash = createHash('sha256');
  for (const file of [...files, ...SETTING_FILES.filter(existsSync)]) {
    const { size, mtimeMs } = statSync(file);
    hash.update(`${file} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

const isWhole = (files) => files.every((file) => existsSync(join('dist', file.replace(/\.ts$/, '.js'))));

function isCurrent(files, stamp) {
  const file = join('dist', STAMP);
  return existsSync(file) && readFileSync(file, 'utf8') === stamp && isWhole(files);
}

/** Removes what builds left that were killed. */
function sweep() {
  for (const name of readdirSync('.')) {
    const pid = /^dist\.(?:new|old)-(\d+)$/.exec(name)?.[1];
    if (pid !== undefined && !isRunning(Number(pid))) rmSync(name, { recursive: true, force: true });
  }
}

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** @returns exit code */
function build(stamp) {
  const made = `dist.new-${process.pid}`;
  try {
    sweep();
    mkdirSync(made);
    const tsc = join(
      dirname(createRequire(import.meta.url).resolve('typescript/package.json')),
      'bin',
      'tsc',
    );
    const compiler = [tsc, '--project', '.', '--outDir', made];
    const { status } = spawnSync(process.execPath, compiler, { stdio: 'inherit' });
    if (status !== 0) return status ?? INTERRUPTED_CODE;
    for (const file of COMMANDS) chmodSync(join(made, file), 0o755);
    writeFileSync(join(made, STAMP), stamp);
    swap(made);
    return 0;
  } catch (error) {
    process.stderr.write(`build: ${adviceOn(error)}\n`);
    return 1;
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
}

function adviceOn({ code, message }) {
  if (code === 'MODULE_NOT_FOUND') return 'the compiler is not installed: npm ci, without --omit=dev';
  if (code === 'EACCES' || code === 'EROFS')
    return `${ROOT} can't be written (${code}): build as the owner of the checkout`;
  return message;
}

/** Makes a folder dist/. No call of the system exchanges two folders at once, so that for a moment there is none. */
function swap(made) {
  const old = `dist.old-${process.pid}`;
  for (let count = 1; ; count++) {
    if (existsSync('dist')) renameSync('dist', old);
    try {
      renameSync(made, 'dist');
      break;
    } catch (error) {
      // Another build may have put its own there meanwhile.
      if (count === SWAPS_MAX) throw error;
    } finally {
      if (!existsSync('dist') && existsSync(old)) renameSync(old, 'dist');
      rmSync(old, { recursive: true, force: true });
    }
  }
}

/** @returns exit code */
function main() {
  const files = sourceFiles();
  const npx = helpNpx(ROOT);
  if (npx !== null && isWhole(files)) return 0;
  const stamp = stampOf(files);
  const code = isCurrent(files, stamp) ? 0 : build(stamp);
  if (code !== 0) npx?.undo();
  else makeNpxFolder(ROOT);
  return code;
}

process.chdir(ROOT);
// Ctrl-C ends the compiler, which has the same terminal; what is begun here is then brought to an end.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {});
process.exitCode = main();
