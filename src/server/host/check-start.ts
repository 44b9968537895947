// Could a server start with these settings? Looks at all that a start needs and changes nothing that stays: `tank-server check`, and
// before a restart stops the server that runs.

import { once } from 'node:events';
import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  fsyncSync,
  openSync,
  rmSync,
  statfsSync,
  writeSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { CERTIFICATE_FILE, loadCertificate, loadOrCreateCertificate } from '../../net/certificate.js';
import { loadArenaFolder } from '../arena-folder.js';
import { loadEntrance } from './allow-file.js';
import type { Settings } from './settings.js';
import { SettingsError } from './settings-file.js';

/** What the log and the store need to get anywhere. */
const FREE_BYTES_MIN = 16 * 1_048_576;
const PROBE_BYTES = 65_536;

/** What is to be checked. */
export interface StartToCheck {
  readonly values: Settings;
  readonly dataDirectory: string;
  readonly certsDirectory: string;
  /** Ports that are in use by the server which this one would follow. */
  readonly ownPorts: readonly number[];
}

/** Checks all of it. @throws SettingsError, CertificateError, ArenaFolderError, Error of the system */
export async function checkStart({
  values,
  dataDirectory,
  certsDirectory,
  ownPorts,
}: StartToCheck): Promise<void> {
  loadEntrance(values);
  const { cert, key, arenas, port, bind, metrics } = values;
  if (cert !== null && key !== null) loadCertificate(cert, key);
  else if (existsSync(join(certsDirectory, CERTIFICATE_FILE))) await loadOrCreateCertificate(certsDirectory);
  else checkFolder(certsDirectory);
  if (arenas !== null) await loadArenaFolder(arenas);
  checkFolder(dataDirectory);
  checkSpace(dataDirectory);
  await checkPort(ownPorts.includes(port) ? 0 : port, bind);
  if (metrics > 0 && !ownPorts.includes(metrics)) await checkPort(metrics, '127.0.0.1');
}

/** Writes to a folder, or finds that it can be made. */
function checkFolder(directory: string): void {
  if (!existsSync(directory)) {
    let parent = dirname(directory);
    while (!existsSync(parent)) parent = dirname(parent);
    accessSync(parent, constants.W_OK | constants.X_OK);
    return;
  }
  const probe = join(directory, `.check-${process.pid}`);
  const file = openSync(probe, 'wx', 0o600);
  try {
    writeSync(file, Buffer.alloc(PROBE_BYTES));
    fsyncSync(file);
  } finally {
    closeSync(file);
    rmSync(probe, { force: true });
  }
}

function checkSpace(directory: string): void {
  if (!existsSync(directory)) return;
  const { bavail, bsize } = statfsSync(directory);
  if (bavail * bsize < FREE_BYTES_MIN)
    throw new SettingsError(
      `the disk of ${directory} is full: make room, or choose another folder with --data`,
    );
}

async function checkPort(port: number, bind: string | null): Promise<void> {
  const server = createServer();
  server.listen(bind === null ? { port } : { port, host: bind });
  await once(server, 'listening');
  server.close();
  await once(server, 'close');
}
