#!/usr/bin/env node
// The server's command: arguments -> options. The only process.exit of the server.
import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';
import envPaths from 'env-paths';
import meow from 'meow';
import { CertificateError, loadOrCreateCertificate } from './net/certificate.js';
import { IS_CHECKOUT, NAME, ROOT, VERSION } from './program.js';
import { CLIENTS_MAX_DEFAULT, PORT_DEFAULT } from './protocol/limits.js';
import { createLog } from './server/log.js';
import { startServer } from './server/server.js';
import { JournalFileError } from './server/store/journal-file.js';
import { Store, StoreError } from './server/store/store.js';
import { runStoreCommand, STORE_COMMANDS, UsageError } from './server/store-commands.js';

const cli = meow(
  `
  Hosts tank battles. Players join with: npx tank-client --host THIS-MACHINE

  Usage
    $ tank-server [options]
    $ tank-server champions [--mode MODE] [--season N] [--json | --csv]
    $ tank-server export FILE
    $ tank-server import FILE

  The last three work on the data folder while no server uses it.

  Options
    --port N          port to listen on (${PORT_DEFAULT}; 0 takes a free one)
    --bind ADDRESS    listen on one address only (all of IPv6 and IPv4)
    --certs DIR       folder of the certificate (certs/ of a checkout, else your data folder);
                      it is made there on first run, and players are shown its fingerprint
    --data DIR        folder of accounts and results (your data folder)
    --max-clients N   connections that are served at once (${CLIENTS_MAX_DEFAULT})
    --mode, --season  whose champions table is printed (free-for-all, the present season)
    --json, --csv     print all of it for a program
    --help, --version

  Ctrl-C ends the server: players are told, results are kept.
  HOWTO.txt has more commands to copy, PROTOCOL.txt tells what is said on the line.
`,
  {
    importMeta: import.meta,
    allowUnknownFlags: false,
    flags: {
      port: { type: 'string' },
      bind: { type: 'string' },
      certs: { type: 'string' },
      data: { type: 'string' },
      maxClients: { type: 'string' },
      mode: { type: 'string' },
      season: { type: 'string' },
      json: { type: 'boolean' },
      csv: { type: 'boolean' },
      stopWithParent: { type: 'boolean' },
    },
  },
);

/** Ends with a sentence about what is wrong. */
function fail(sentence: string, code: number): never {
  process.stderr.write(`tank-server: ${sentence}\n`);
  process.exit(code);
}

function parseNumber(
  option: string,
  text: string | undefined,
  fallback: number,
  min: number,
  max: number,
): number {
  if (text === undefined) return fallback;
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= min && value <= max))
    fail(`--${option} takes a number from ${min} to ${max}, not "${text}"`, 2);
  return value;
}

function canWrite(directory: string): boolean {
  try {
    accessSync(directory, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

const { flags, input } = cli;
const isStoreCommand = STORE_COMMANDS.includes(input[0]);
if (input.length > 0 && !isStoreCommand) fail(`"${input[0]}" stands alone; see tank-server --help`, 2);
const strayFlag = (['mode', 'season', 'json', 'csv'] as const).find((name) => flags[name]);
if (strayFlag !== undefined && input[0] !== 'champions')
  fail(`--${strayFlag} belongs to tank-server champions; see tank-server --help`, 2);
const port = parseNumber('port', flags.port, PORT_DEFAULT, 0, 65535);
const clientsMax = parseNumber('max-clients', flags.maxClients, CLIENTS_MAX_DEFAULT, 1, 100_000);
const dataDirectory = flags.data ?? envPaths(NAME, { suffix: '' }).data;
const ownCerts = join(ROOT, 'certs');
const certsDirectory =
  flags.certs ??
  (IS_CHECKOUT && canWrite(ownCerts) ? ownCerts : join(envPaths(NAME, { suffix: '' }).data, 'certs'));

async function start(): Promise<void> {
  const log = createLog((line) => process.stdout.write(line));
  const [certificate, store] = await Promise.all([
    loadOrCreateCertificate(certsDirectory),
    Store.open(dataDirectory, { log }),
  ]);
  const server = await startServer({
    port,
    bind: flags.bind,
    clientsMax,
    certificate,
    store,
    log,
    serverName: `${NAME} ${VERSION}`,
  });
  const { address } = server;
  const host = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  process.stdout.write(
    `tank-server listening on ${host}:${address.port} fingerprint ${certificate.fingerprint}\n`,
  );

  let isStopping = false;
  const stop = async (): Promise<void> => {
    // Whoever asks twice does not want to wait.
    if (isStopping) process.exit(1);
    isStopping = true;
    log('server', 'Stopping; players are told.');
    await server.close();
    process.exit(0);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  if (flags.stopWithParent) process.stdin.on('end', stop).on('error', stop).resume();
}

process.stdout.on('error', () => {
  // Nobody reads the log any more; the game goes on.
});
try {
  if (isStoreCommand) {
    const print = (text: string): boolean => process.stdout.write(text);
    await runStoreCommand(input, flags, dataDirectory, print, (text) => process.stderr.write(text));
  } else {
    await start();
  }
} catch (error) {
  const { code, message } = error as NodeJS.ErrnoException;
  if (error instanceof UsageError) fail(message, 2);
  if ([CertificateError, StoreError, JournalFileError].some((kind) => error instanceof kind))
    fail(message, 1);
  if (isStoreCommand) fail(`${input[0]} failed (${message})`, 1);
  if (code === 'EADDRINUSE') {
    fail(`port ${port} is in use: another tank-server may be running. Stop it, or try --port ${port + 1}`, 1);
  }
  if (code === 'EACCES') fail(`port ${port} may not be used by you: try one above 1023`, 1);
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    fail(`this machine has no address "${flags.bind}"`, 1);
  fail(`could not start (${message})`, 1);
}
