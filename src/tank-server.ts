#!/usr/bin/env node
// The server's command: arguments -> options. The only process.exit of the server.
import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';
import envPaths from 'env-paths';
import meow from 'meow';
import { CertificateError, loadOrCreateCertificate } from './net/certificate.js';
import { IS_CHECKOUT, NAME, ROOT, VERSION } from './program.js';
import { CLIENTS_MAX_DEFAULT, PORT_DEFAULT } from './protocol/limits.js';
import { ArenaFolderError, loadArena, loadArenaFolder } from './server/arena-folder.js';
import { describeArena, listArenas } from './server/arena-list.js';
import { ArenaShelf } from './server/arena-shelf.js';
import { createLog } from './server/log.js';
import { startServer } from './server/server.js';
import { Store, StoreError } from './server/store.js';

const cli = meow(
  `
  Hosts tank battles. Players join with: npx tank-client --host THIS-MACHINE

  Usage
    $ tank-server [options]
    $ tank-server arenas [--arenas DIR]     lists all arenas
    $ tank-server arenas --check FILE       tells what is wrong with one, or unfair

  Options
    --port N          port to listen on (${PORT_DEFAULT}; 0 takes a free one)
    --bind ADDRESS    listen on one address only (all of IPv6 and IPv4)
    --certs DIR       folder of the certificate (certs/ of a checkout, else your data folder);
                      it is made there on first run, and players are shown its fingerprint
    --data DIR        folder of accounts and results (your data folder)
    --arenas DIR      folder of arenas of your own, *.txt; HOWTO.txt tells how to draw one
    --max-clients N   connections that are served at once (${CLIENTS_MAX_DEFAULT})
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
      arenas: { type: 'string' },
      check: { type: 'string' },
      maxClients: { type: 'string' },
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
const isArenas = input[0] === 'arenas' && input.length === 1;
if (input.length > 0 && !isArenas) fail(`"${input[0]}" stands alone; see tank-server --help`, 2);
if (flags.check !== undefined && !isArenas) fail('--check stands behind "arenas"; see tank-server --help', 2);
const port = parseNumber('port', flags.port, PORT_DEFAULT, 0, 65535);
const clientsMax = parseNumber('max-clients', flags.maxClients, CLIENTS_MAX_DEFAULT, 1, 100_000);
const dataDirectory = flags.data ?? envPaths(NAME, { suffix: '' }).data;
const ownCerts = join(ROOT, 'certs');
const certsDirectory =
  flags.certs ??
  (IS_CHECKOUT && canWrite(ownCerts) ? ownCerts : join(envPaths(NAME, { suffix: '' }).data, 'certs'));

async function tellArenas(): Promise<void> {
  if (flags.check !== undefined) {
    process.stdout.write(describeArena(await loadArena(flags.check)));
    return;
  }
  process.stdout.write(
    listArenas(new ArenaShelf(flags.arenas === undefined ? [] : await loadArenaFolder(flags.arenas))),
  );
}

async function start(): Promise<void> {
  const ownArenas = flags.arenas === undefined ? [] : await loadArenaFolder(flags.arenas);
  const [certificate, store] = await Promise.all([
    loadOrCreateCertificate(certsDirectory),
    Store.open(dataDirectory),
  ]);
  const log = createLog((line) => process.stdout.write(line));
  const server = await startServer({
    port,
    bind: flags.bind,
    clientsMax,
    certificate,
    store,
    log,
    serverName: `${NAME} ${VERSION}`,
    arenas: new ArenaShelf(ownArenas),
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
  await (isArenas ? tellArenas() : start());
} catch (error) {
  const { code, message } = error as NodeJS.ErrnoException;
  if (error instanceof ArenaFolderError) fail(message, 2);
  if (error instanceof CertificateError || error instanceof StoreError) fail(message, 1);
  if (code === 'EADDRINUSE') {
    fail(`port ${port} is in use: another tank-server may be running. Stop it, or try --port ${port + 1}`, 1);
  }
  if (code === 'EACCES') fail(`port ${port} may not be used by you: try one above 1023`, 1);
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    fail(`this machine has no address "${flags.bind}"`, 1);
  fail(`could not start (${message})`, 1);
}
