// Runs every test file of dist/test as a process of its own, two at a time, each with a time limit, and adds up
// what they report. Ends with the line "N passed, N failed". A file that reports no test counts as failed.
// Arguments, where given, choose the files whose path contains one of them.
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const FILE_TIME_LIMIT_MS = 150_000;
const PARALLEL_FILES = 2;

const root = fileURLToPath(new URL('../test', import.meta.url));
const wanted = process.argv.slice(2);
const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.test.js'))
  .filter((file) => wanted.length === 0 || wanted.some((part) => file.includes(part)))
  // The slowest folder first, so that the quick ones run beside it.
  .sort(
    (one, other) =>
      Number(other.startsWith('end-to-end')) - Number(one.startsWith('end-to-end')) || (one < other ? -1 : 1),
  );

let passed = 0;
let failed = 0;

/** Runs one file; resolves when its process has ended. */
function runFile(file: string): Promise<void> {
  return new Promise((resolve) => {
    const startedAt = performance.now();
    const child = spawn(process.execPath, [join(root, file)], { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
    });
    child.stderr.on('data', (chunk) => {
      output += chunk;
    });
    let timedOut = false;
    const timer = setTimeout(() => {
      timedOut = true;
      child.kill('SIGKILL');
      // What it has started may still hold the pipes.
      child.stdout.destroy();
      child.stderr.destroy();
    }, FILE_TIME_LIMIT_MS);
    child.on('close', (code) => {
      clearTimeout(timer);
      const total = Number(/^\s*Total:\s+(\d+)/m.exec(output)?.[1] ?? 0);
      const good = Number(/^\s*Passed:\s+(\d+)/m.exec(output)?.[1] ?? 0);
      // A file can pass each test and still end badly: by an error after the last one, or by never ending.
      const bad = Math.max(total - good, code !== 0 || total === 0 ? 1 : 0);
      passed += good;
      failed += bad;
      const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
      const name = relative('.', join(root, file)).replace(/^dist[\\/]/, '');
      console.log(`${bad === 0 ? 'ok  ' : 'FAIL'} ${name} (${good} of ${total}, ${seconds} s)`);
      if (timedOut) console.log(`     stopped after ${FILE_TIME_LIMIT_MS / 1000} s`);
      if (bad > 0) console.log(output);
      resolve();
    });
  });
}

const queue = [...files];
await Promise.all(
  Array.from({ length: PARALLEL_FILES }, async () => {
    for (let file = queue.shift(); file !== undefined; file = queue.shift()) await runFile(file);
  }),
);
if (files.length === 0) {
  console.log('no test file matches');
  failed = 1;
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
