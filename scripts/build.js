// Compiles src/, test/ and scripts/ into dist/, from nothing, so that a file that was deleted is gone there too.
// Plain JavaScript, since it runs before anything is compiled.
import { spawnSync } from 'node:child_process';
import { chmodSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin', 'tsc');
rmSync('dist', { recursive: true, force: true });
const { status } = spawnSync(process.execPath, [tsc, '--project', '.'], { stdio: 'inherit' });
if (status === 0) for (const name of ['server', 'client']) chmodSync(`dist/src/tank-${name}.js`, 0o755);
process.exitCode = status ?? 1;
