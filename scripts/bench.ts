// npm run -s bench -- NAME [--json] [--players N]: measures one thing, against a baseline in the same run. Prints a table for
// people, and with --json one object on the last line.
import { benchBots } from './bench/bots.js';
import { benchCodec } from './bench/codec.js';
import { benchFeel } from './bench/feel.js';
import type { Findings } from './bench/findings.js';
import { benchIdle } from './bench/idle.js';
import { benchScreen } from './bench/screen.js';
import { benchServer } from './bench/server.js';
import { benchSiege } from './bench/siege.js';
import { benchStep } from './bench/step.js';
import { benchStore } from './bench/store.js';

const BENCHES: Readonly<Record<string, (args: readonly string[]) => Promise<Findings>>> = {
  step: benchStep,
  codec: benchCodec,
  bots: benchBots,
  server: benchServer,
  feel: benchFeel,
  idle: benchIdle,
  screen: benchScreen,
  store: benchStore,
  siege: benchSiege,
};

const [name, ...args] = process.argv.slice(2);
const bench = BENCHES[name];
if (bench === undefined) {
  console.error(`Which one? npm run -s bench -- ${Object.keys(BENCHES).join('|')} [--json] [--players N]`);
  process.exit(2);
}
const { rows, json } = await bench(args);
console.log(`${name}: Node ${process.version}, ${process.platform} ${process.arch}`);
const width = Math.max(...rows.map(([what]) => what.length));
for (const [what, value] of rows) console.log(`  ${what.padEnd(width)}  ${value}`);
if (args.includes('--json')) console.log(JSON.stringify(json));
process.exit(0);
