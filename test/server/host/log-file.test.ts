// The log as a file: turned over at its size, opened again when it was moved or the disk has room, never torn for good, never written
// through a link; and read while that goes on.
import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { startDaemon } from '../../../src/server/host/daemon.js';
import { DaemonError } from '../../../src/server/host/daemon-error.js';
import {
  type LogFile,
  logPath,
  openLogFile,
  parseLogLine,
  readLog,
} from '../../../src/server/host/log-file.js';
import { passingFolder, rejection, within } from '../../client/within.js';

const TINY_DISK = fileURLToPath(new URL('./tiny-disk-log.js', import.meta.url));
const WAIT_MS = 10_000;
const RETRY_MS = 5;

interface Context {
  folder: string;
  remove(): void;
  told: string[];
  /** Resolves when the log says so much about itself. */
  says(what: RegExp): Promise<void>;
  open(): LogFile;
}
const test = suite<Context>('server/host/log-file');

test.before.each((context) => {
  const { path, remove } = passingFolder();
  const told: string[] = [];
  let onTold = (): void => {};
  Object.assign(context, {
    folder: path,
    remove,
    told,
    says: (what: RegExp) =>
      within(
        WAIT_MS,
        String(what),
        new Promise<void>((resolve) => {
          onTold = () => {
            if (told.some((text) => what.test(text))) resolve();
          };
          onTold();
        }),
      ),
    open: () =>
      openLogFile(
        path,
        (_kind, text) => {
          told.push(text);
          onTold();
        },
        RETRY_MS,
      ),
  });
});
test.after.each(({ remove }) => remove());

const linesOf = (path: string): string[] => readFileSync(path, 'utf8').split('\n').slice(0, -1);
const textsOf = (path: string): (string | undefined)[] =>
  linesOf(path).map((line) => parseLogLine(line)?.text);

test('60,000 lines turn it over: five files of 10 MB at most, with the last lines in their order', async ({
  folder,
  open,
  told,
}) => {
  const file = open();
  for (let number = 0; number < 60_000; number++) {
    file.log('server', `${number} ${'x'.repeat(1000)}`);
    if (number % 1000 === 999) await file.settled();
  }
  await file.close();
  const names = readdirSync(folder).sort();
  assert.equal(
    names,
    ['', '.1', '.2', '.3', '.4'].map((end) => `tank-server.log${end}`),
  );
  for (const name of names) assert.ok(statSync(join(folder, name)).size <= 10 << 20, name);
  // All but the newest are full.
  for (const name of names.slice(1)) assert.ok(statSync(join(folder, name)).size > 10_000_000, name);
  const numbers = names
    .reverse()
    .flatMap((name) => textsOf(join(folder, name)).map((text) => Number.parseInt(text!, 10)));
  assert.is(numbers.at(-1), 59_999);
  assert.ok(numbers.every((number, index) => index === 0 || number === numbers[index - 1] + 1));
  assert.equal(told, []);
});

test('a log that can not be written is told once, comes back by itself, and says what was lost', async ({
  folder,
  open,
  told,
  says,
}) => {
  mkdirSync(logPath(folder));
  const file = open();
  file.log('server', 'first');
  await says(/can't be written \(.*EISDIR.*\); the game goes on/);
  assert.match(file.trouble!, /EISDIR/);
  // More than is kept in memory.
  for (let number = 0; number < 5000; number++) file.log('server', 'x'.repeat(1000));
  rmdirSync(logPath(folder));
  await says(/can be written again/);
  const lost = Number(/lost lines: (\d+)/.exec(told[1])![1]);
  assert.ok(lost > 0 && lost < 5000, told[1]);
  assert.is(file.trouble, null);
  await file.close();
  const texts = textsOf(logPath(folder));
  assert.is(texts[0], 'first');
  assert.is(texts.length, 1 + 5000 - lost + 1);
  assert.is(texts.at(-1), `The log can be written again; lost lines: ${lost}.`);
  assert.is(told.length, 2);
});

test('a disk that runs full tears no line, and takes those that waited when there is room', ({ folder }) => {
  // A small file system of its own, in a namespace that ends with the command; where that is not allowed there is none.
  const mounted = 'mount -t tmpfs -o size=1m tmpfs "$1" && exec "$0" "$2" "$1"';
  const args = ['-rm', 'sh', '-c', mounted, process.execPath, folder, TINY_DISK];
  const { status, stdout, stderr } = spawnSync('unshare', args, { encoding: 'utf8', timeout: 60_000 });
  if (status !== 0 && /unshare|mount/.test(stderr || 'unshare')) {
    console.log('skipped: nothing can be mounted here');
    return;
  }
  assert.is(status, 0, stderr);
  const found = JSON.parse(stdout);
  assert.match(found.trouble, /ENOSPC/);
  assert.match(found.told.join('\n'), /can't be written.*ENOSPC.*\n.*written again; lost lines: 0/);
  assert.is(found.found, found.count, stdout);
  assert.equal([found.isInOrder, found.isWhole, found.broken], [true, true, 0], stdout);
});

test('after a torn line a whole new one begins', async ({ folder, open }) => {
  writeFileSync(logPath(folder), '{"level":30,"time":"2026-');
  const file = open();
  file.log('server', 'here again');
  await file.close();
  assert.equal(textsOf(logPath(folder)), [undefined, 'here again']);
});

test('a log that was moved away is opened again with the next line', async ({ folder, open }) => {
  const file = open();
  file.log('server', 'one');
  await file.settled();
  renameSync(logPath(folder), join(folder, 'moved'));
  file.log('server', 'two');
  await file.settled();
  // As logrotate does where it makes the new file itself.
  renameSync(logPath(folder), join(folder, 'moved again'));
  writeFileSync(logPath(folder), '');
  file.log('server', 'three');
  await file.close();
  const texts = ['moved', 'moved again', 'tank-server.log'].map((name) => textsOf(join(folder, name)));
  assert.equal(texts, [['one'], ['two'], ['three']]);
});

test('nothing is written through a link, and it is told', async ({ folder, open, says }) => {
  const target = join(folder, 'elsewhere');
  writeFileSync(target, 'mine\n');
  symlinkSync(target, logPath(folder));
  const file = open();
  file.log('server', 'one');
  await says(/symbolic link.*move it away/);
  symlinkSync(target, join(folder, 'tank-server.out'));
  const error = await rejection(startDaemon('none.js', [], folder));
  assert.instance(error, DaemonError);
  assert.match(error.message, /tank-server\.out is a symbolic link/);
  assert.is(readFileSync(target, 'utf8'), 'mine\n');
  rmSync(logPath(folder));
  await says(/written again; lost lines: 0/);
  await file.close();
  assert.is(textsOf(logPath(folder))[0], 'one');
});

test('the last lines go back into the file before, and none of them begins in its middle', async ({
  folder,
}) => {
  const path = logPath(folder);
  const lines = Array.from({ length: 1000 }, (_, number) => `${number} ${'x'.repeat(1000)}`);
  writeFileSync(`${path}.1`, `${lines.join('\n')}\n`);
  writeFileSync(path, 'new\n');
  const read = async (count: number): Promise<string[]> => {
    const told: string[] = [];
    await readLog(path, count, (line) => told.push(line), null);
    return told;
  };
  assert.equal(await read(3), [...lines.slice(-2), 'new']);
  const many = await read(900);
  assert.is(many.at(-1), 'new');
  assert.ok(many.length > 100, 'what fits into the octets that are read');
  assert.equal(many.slice(0, -1), lines.slice(-many.length + 1));
});

test('who follows a log goes on when it is moved away, and when it is emptied in its place', async ({
  folder,
}) => {
  const path = logPath(folder);
  writeFileSync(path, 'one\n');
  const stop = new AbortController();
  const lines: string[] = [];
  const reading = readLog(path, 10, (line) => lines.push(line), stop.signal);
  const readsTo = async (line: string): Promise<void> => {
    const endMs = performance.now() + WAIT_MS;
    while (!lines.includes(line)) {
      assert.ok(performance.now() < endMs, `the line ${line} did not come`);
      await setImmediate();
    }
  };
  appendFileSync(path, 'two\n');
  await readsTo('two');
  renameSync(path, `${path}.1`);
  writeFileSync(path, 'three\n');
  await readsTo('three');
  truncateSync(path, 0);
  appendFileSync(path, 'f\n');
  await readsTo('f');
  stop.abort();
  await reading;
  assert.equal(lines, ['one', 'two', 'three', 'f']);
});

test.run();
