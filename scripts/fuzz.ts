// npm run -s fuzz -- [TARGET ...] [--seconds 5] [--seed 1]: feeds what is almost good to each place at which octets of a stranger are
// read, then to a whole server. Ends with 1 and what was found; and when it does not find the fault of its canary.
import { parseArgs } from 'node:util';
import { type Find, feedMany } from './fuzz/feed-many.js';
import { fuzzServer } from './fuzz/server.js';
import { TARGETS } from './fuzz/targets.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: 'string', default: '5' },
    seed: { type: 'string', default: '1' },
  },
});
const seconds = Number(values.seconds);
const seed = Number(values.seed);
const all = [...Object.keys(TARGETS), 'server'];
const names = positionals.length === 0 ? all : positionals;
const unknown = names.find((name) => !all.includes(name));
if (unknown !== undefined || !(seconds > 0) || !Number.isInteger(seed)) {
  console.error(`npm run -s fuzz -- [${all.join('|')} ...] [--seconds 5] [--seed 1]`);
  process.exit(2);
}

let finds = 0;
function report(name: string, tries: number, what: string, isGood: boolean): void {
  console.log(`${isGood ? 'ok  ' : 'FAIL'} ${name.padEnd(14)} ${tries.toLocaleString('en')} tries: ${what}`);
  if (!isGood) finds++;
}

function describe({ seed: at, bytes, error }: Find): string {
  return `seed ${at}, ${bytes.toString('base64')}\n     ${error instanceof Error ? error.stack : error}`;
}

for (const name of names) {
  if (name === 'server') {
    const tried = await fuzzServer(seconds, seed).catch((error: Error) => error);
    if (tried instanceof Error) report(name, 0, tried.message, false);
    else report(name, tried, 'nothing found', true);
    continue;
  }
  const endMs = performance.now() + seconds * 1000;
  const { tries, find } = feedMany(TARGETS[name], seed, () => performance.now() < endMs);
  if (name === 'canary')
    report(name, tries, find ? 'its fault is found' : 'ITS FAULT WAS MISSED', find !== null);
  else report(name, tries, find ? describe(find) : 'nothing found', find === null);
}
process.exit(finds === 0 ? 0 : 1);
