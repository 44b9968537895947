// Loaded into the private server's process before the server itself (node --import): removes the server's folder when that
// process ends. The client can't do it when it was killed, and the server does not know that its folder is a passing one.
// Without the variable in the environment it does nothing; it never removes a folder of another name.
import { rmSync } from 'node:fs';
import { basename } from 'node:path';

/** Names the folder to the private server's process. */
export const FOLDER_VARIABLE = 'TERMINAL_TANKS_PASSING_FOLDER';
/** How such a folder's name begins. */
export const FOLDER_PREFIX = 'terminal-tanks-local-';

const folder = process.env[FOLDER_VARIABLE];
if (folder !== undefined && basename(folder).startsWith(FOLDER_PREFIX)) {
  // So that no process that this one starts takes it for its own.
  delete process.env[FOLDER_VARIABLE];
  process.on('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
}
