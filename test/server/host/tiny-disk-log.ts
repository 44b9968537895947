// The log on a file system of 1 MB that runs full and is emptied again. Runs in a mount namespace of its own (log-file.test.ts) and
// prints what it found as JSON. Argument: the folder of that file system.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { logPath, openLogFile, parseLogLine } from '../../../src/server/host/log-file.js';
import { within } from '../../client/within.js';

const folder = process.argv[2];
const ballast = join(folder, 'ballast');
writeFileSync(ballast, Buffer.alloc(900_000));
const told: string[] = [];
let onTold = (): void => {};
const relieved = new Promise<void>((resolve) => {
  onTold = () => {
    if (told.length === 2) resolve();
  };
});
const file = openLogFile(
  folder,
  (_kind, text) => {
    told.push(text);
    onTold();
  },
  20,
);
let count = 0;
// Not a part of a page, so that the last write of all is cut in the middle of a line.
while (file.trouble === null && count < 10_000) {
  file.log('server', `line ${count++} ${'x'.repeat(977)}`);
  await file.settled();
}
const { trouble } = file;
for (let more = 0; more < 20; more++) file.log('server', `line ${count++} ${'x'.repeat(977)}`);
const whenFull = readFileSync(logPath(folder), 'utf8');
rmSync(ballast);
await within(10_000, 'the log', relieved);
await file.close();
const lines = readFileSync(logPath(folder), 'utf8').split('\n').slice(0, -1);
const numbers = lines.flatMap((line) => /^line (\d+) x+$/.exec(parseLogLine(line)?.text ?? '')?.[1] ?? []);
const broken = lines.filter((line) => parseLogLine(line) === null).length;
const isInOrder = numbers.every((number, index) => Number(number) === index);
const isWhole = whenFull.endsWith('\n');
process.stdout.write(
  JSON.stringify({ count, trouble, told, found: numbers.length, isInOrder, broken, isWhole }),
);
