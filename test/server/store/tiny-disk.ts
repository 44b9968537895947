// A store on a file system of 6 MB that runs full and is emptied again. Runs in a mount namespace of its own (full-disk.test.ts)
// and prints what it found as JSON. Argument: an empty folder to mount it on, which whoever starts this removes.
import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Store } from '../../../src/server/store/store.js';
import { NOW, register, result } from './played.js';

const folder = process.argv[2];
const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=6m', 'tmpfs', folder], { encoding: 'utf8' });
if (mounted.status !== 0) {
  process.stderr.write(`mount: ${mounted.stderr}`);
  process.exit(1);
}
const ballast = join(folder, 'ballast');
writeFileSync(ballast, Buffer.alloc(4 << 20));
const lines: string[] = [];
let isRelieved = (): void => {};
const relief = new Promise<void>((resolve, reject) => {
  const bound = setTimeout(() => reject(new Error('nobody said that there is room')), 20_000);
  isRelieved = () => {
    clearTimeout(bound);
    resolve();
  };
});
const options = {
  now: () => NOW,
  retryMs: 20,
  log: (_kind: string, text: string) => {
    lines.push(text);
    if (text.startsWith('There is room again')) isRelieved();
  },
};
const store = await Store.open(join(folder, 'data'), options);
await register(store, 'Ada', 'Bob');
const match = result(['Ada', 'Bob'], { arena: 'A'.repeat(32) });
let acknowledged = 0;
let waited = 0;
for (let number = 0; number < 20_000 && waited < 100; number++) {
  if (await store.addResult(`match-${number}`, NOW, match)) acknowledged++;
  else waited++;
}
rmSync(ballast);
if (waited === 0) isRelieved();
await relief;
await store.close();
const again = await Store.open(join(folder, 'data'), options);
const found = (await again.readProfile('bob', null))?.totals.matches;
await again.close();
process.stdout.write(JSON.stringify({ acknowledged, waited, found, lines }));
