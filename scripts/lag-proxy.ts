// node dist/scripts/lag-proxy.js --listen PORT --to HOST:PORT [--delay MS] [--jitter MS] [--stall-every MS] [--stall MS] [--rate BYTES]
//   [--split] [--drop-every MS] [--seed N]: a bad line to a server, in front of any client; delay and jitter are those of one
// direction. It passes on octets and reads none of them. Listens on loopback only; Ctrl-C ends it.
import { connect, createServer, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import meow from 'meow';
import { drawInteger, type RandomState } from '../src/game/random.js';
import { LaggedStream, type LineFaults } from '../src/net/bad-line.js';

const { flags } = meow(
  `
  Usage
    $ node dist/scripts/lag-proxy.js --listen 9000 --to localhost:8265 --delay 50 --jitter 20

  --listen PORT      where the client connects to, on loopback
  --to HOST:PORT     the server
  --delay MS, --jitter MS            of each direction
  --stall-every MS, --stall MS       now and then nothing comes through for a while
  --rate BYTES       octets a second in each direction
  --split            cut what comes through at random octets
  --drop-every MS    cut a connection after so long, more or less
  --seed N           the same faults in every run (1)
`,
  {
    importMeta: import.meta,
    flags: {
      listen: { type: 'number', isRequired: true },
      to: { type: 'string', isRequired: true },
      delay: { type: 'number', default: 0 },
      jitter: { type: 'number', default: 0 },
      stallEvery: { type: 'number', default: 0 },
      stall: { type: 'number', default: 300 },
      rate: { type: 'number', default: 0 },
      split: { type: 'boolean', default: false },
      dropEvery: { type: 'number', default: 0 },
      seed: { type: 'number', default: 1 },
    },
  },
);
const [, host, port] = /^(.+):(\d+)$/.exec(flags.to) ?? [];
if (host === undefined) {
  console.error('--to takes HOST:PORT');
  process.exit(2);
}
const faults: LineFaults = {
  delayMs: flags.delay,
  jitterMs: flags.jitter,
  stallEveryMs: flags.stallEvery,
  stallMs: flags.stall,
  bytesPerSecond: flags.rate,
};
const random: RandomState = { random: flags.seed };

/** Hands octets on, in pieces of random length with `--split`. */
function pass(from: Duplex, to: Duplex): void {
  from.on('data', (chunk: Buffer) => {
    for (let start = 0; start < chunk.length; ) {
      const length = flags.split ? 1 + drawInteger(random, chunk.length - start) : chunk.length;
      to.write(chunk.subarray(start, start + length));
      start += length;
    }
  });
  from.on('end', () => to.end());
  from.on('error', () => to.destroy());
  from.on('close', () => to.destroy());
}

let connections = 0;
const server = createServer((client: Socket) => {
  const seed = flags.seed + 2 * connections++;
  client.setNoDelay(true);
  const line = new LaggedStream(connect({ host, port: Number(port), noDelay: true }), faults, seed);
  pass(client, line);
  pass(line, client);
  if (flags.dropEvery > 0) {
    const drop = setTimeout(
      () => client.destroy(),
      flags.dropEvery / 2 + drawInteger(random, flags.dropEvery),
    );
    client.on('close', () => clearTimeout(drop));
  }
});
server.listen(flags.listen, '127.0.0.1', () => console.log(`127.0.0.1:${flags.listen} -> ${flags.to}`));
