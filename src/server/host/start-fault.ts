// Why a server can't start -> a sentence that says what to do, and an exit code. Used by the entry, for whatever is thrown at a start.
import { CertificateError } from '../../net/certificate.js';
import { ArenaFolderError } from '../arena-folder.js';
import { JournalFileError } from '../store/journal-file.js';
import { StoreError } from '../store/store-options.js';
import { UsageError } from '../store-commands.js';
import { ControlError } from './control.js';
import { DaemonError } from './daemon-error.js';
import { SettingsError } from './settings-file.js';

/** Nothing of it will do before somebody changes a setting or an argument. */
const USAGE_CODE = 2;

/** A sentence about an error. Those of the system tell what they concern: a port or an address, or else a path.
 *  @param command what else was to be done, if no start */
export function describeStartFault(
  error: unknown,
  command: string | null = null,
): { readonly sentence: string; readonly code: number } {
  const { message } = error as Error;
  if ([SettingsError, ArenaFolderError, UsageError].some((kind) => error instanceof kind))
    return { sentence: message, code: USAGE_CODE };
  if (
    [CertificateError, ControlError, StoreError, DaemonError, JournalFileError].some(
      (kind) => error instanceof kind,
    )
  )
    return { sentence: message, code: 1 };
  if (command !== null) return { sentence: `${command} failed (${message})`, code: 1 };
  return { sentence: describeSystemFault(error as SystemError), code: 1 };
}

type SystemError = NodeJS.ErrnoException & { readonly port?: number };

function describeSystemFault({ code = '', syscall, port, path, message }: SystemError): string {
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return `the disk is full${path === undefined ? '' : `: ${path}`}`;
  const isPort = syscall === 'listen' && port !== undefined && port >= 0;
  if (isPort && code === 'EADDRINUSE')
    return `port ${port} is in use: another tank-server may be running. Stop it, or try another --port`;
  if (isPort && code === 'EACCES') return `port ${port} may not be used by you: try one above 1023`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return 'this machine has no such address; see --bind';
  if (path !== undefined && ['EACCES', 'EPERM', 'EROFS'].includes(code))
    return `${path} can't be written or read by you (${code}): make it yours, or choose another folder, such as with --data`;
  if (path !== undefined && ['ENOTDIR', 'EEXIST', 'ENOENT'].includes(code))
    return `${path} can't be a folder (${code}): choose another one, such as with --data`;
  return `could not start (${message})`;
}
