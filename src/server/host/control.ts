// How the command line speaks to a server that runs: a socket in the data folder that only its owner may open, one request and
// one answer a connection, each a line of JSON. The server's end is given what it can do; the other end asks. Nothing of it
// is reachable from the network.
import { createHash } from 'node:crypto';
import { chmodSync, lstatSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { createConnection, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProcess } from './pid-file.js';

const REQUEST_BYTES_MAX = 4096;
const ANSWER_BYTES_MAX = 1_048_576;
const TIMEOUT_MS = 10_000;
/** Longest path that every system takes for a socket (sun_path). */
const PATH_BYTES_MAX = 100;

/** What the server can be asked for, by name; what a handler gives back is the answer. */
export type ControlHandlers = Readonly<Record<string, (argument: string) => unknown>>;

/** The server can't be asked: nobody answers, or it refuses. */
export class ControlError extends Error {}

/** A server is there, or may be, and can't be asked; the message says why, and what to do. */
export class UnreachableError extends ControlError {}

/** Where the socket of a data folder is. */
export function controlPath(directory: string): string {
  const name = createHash('sha256').update(directory).digest('hex').slice(0, 16);
  if (process.platform === 'win32') return `\\\\.\\pipe\\tank-server-${name}`;
  const path = join(directory, 'control.sock');
  return Buffer.byteLength(path) <= PATH_BYTES_MAX ? path : join(privateFolder(directory), `${name}.sock`);
}

/** A folder for the sockets of data folders whose paths are too long: in the temporary folder, where anybody could make one before, so that
 *  it must belong to the owner of the data folder, and be theirs alone. @throws ControlError when it does not */
function privateFolder(directory: string): string {
  const own = process.getuid?.() ?? 0;
  const owner = statSync(directory, { throwIfNoEntry: false })?.uid ?? own;
  const path = join(tmpdir(), `tank-server-${owner}`);
  if (owner === own) mkdirSync(path, { recursive: true, mode: 0o700 });
  const found = lstatSync(path, { throwIfNoEntry: false });
  const isPrivate = found?.isDirectory() === true && found.uid === owner && (found.mode & 0o077) === 0;
  if (found === undefined || isPrivate) return path;
  throw new ControlError(
    `${path} is not a folder of the server's user alone: remove it, or set TMPDIR to another folder`,
  );
}

/** Opens the server's end; the caller holds the store's lock, so that a socket which is there is left over.
 *  @throws Error of the system */
export async function openControl(directory: string, handlers: ControlHandlers): Promise<Server> {
  const path = controlPath(directory);
  if (process.platform !== 'win32') rmSync(path, { force: true });
  const server = createServer((socket) => serve(socket, handlers));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, resolve);
  });
  if (process.platform !== 'win32') chmodSync(path, 0o600);
  server.on('error', () => {
    // Who asked was not heard, as when there are too many open files; whoever asks next is.
  });
  return server;
}

function serve(socket: Socket, handlers: ControlHandlers): void {
  socket.setTimeout(TIMEOUT_MS, () => socket.destroy());
  socket.on('error', () => socket.destroy());
  readLine(socket, REQUEST_BYTES_MAX, (line) => {
    void answer(line, handlers).then((result) => socket.end(`${JSON.stringify(result)}\n`));
  });
}

async function answer(line: string, handlers: ControlHandlers): Promise<object> {
  const [, name, argument] = /^(\S+) ?(.*)$/.exec(line) ?? [];
  if (name === undefined || !Object.hasOwn(handlers, name)) return { error: `There is no "${name ?? ''}".` };
  try {
    return { result: (await handlers[name](argument)) ?? null };
  } catch (error) {
    return { error: (error as Error).message };
  }
}

/** Asks the server of a data folder.
 *  @param request name of a handler, and behind a blank its argument
 *  @throws ControlError when there is no server, or with what it says; UnreachableError when it can't be asked */
export async function askServer(
  directory: string,
  request: string,
  timeoutMs = TIMEOUT_MS,
): Promise<unknown> {
  let line: string;
  try {
    line = await exchange(directory, request, timeoutMs);
  } catch (error) {
    if (error instanceof ControlError) throw error;
    const isAbsent = ['ENOENT', 'ECONNREFUSED'].includes((error as NodeJS.ErrnoException).code ?? '');
    if (!isAbsent) throw faultOf(directory, error as Error);
    if (findProcess(directory) === null) throw new ControlError('no server answers');
    // It may have opened its socket only now.
    line = await exchange(directory, request, timeoutMs).catch((again) => {
      throw faultOf(directory, again);
    });
  }
  const { result, error } = JSON.parse(line) as { result?: unknown; error?: string };
  if (error !== undefined) throw new ControlError(error);
  return result;
}

/** Sends a line and gets one. @throws Error of the system */
function exchange(directory: string, request: string, timeoutMs: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = createConnection(controlPath(directory));
    socket.setTimeout(timeoutMs, () => {
      reject(Object.assign(new Error('no answer in time'), { code: 'ETIMEDOUT' }));
      socket.destroy();
    });
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('closed without an answer')));
    readLine(socket, ANSWER_BYTES_MAX, resolve);
    socket.write(`${request}\n`);
  });
}

/** Why there is no answer, for a person. */
function faultOf(directory: string, { code }: NodeJS.ErrnoException): ControlError {
  if (code === 'EACCES' || code === 'EPERM') {
    return new UnreachableError(
      `${directory}, or the server on it, is another user's${ownerOf(directory)}: ask as that user, or as root`,
    );
  }
  const found = findProcess(directory);
  const which = found === null ? '' : ` (process ${found.pid})`;
  if (code === 'ETIMEDOUT') {
    const resort = found === null ? '' : `; as a last resort: kill -9 ${found.pid}`;
    return new UnreachableError(
      `the server on ${directory}${which} runs and does not answer: it hangs, or was stopped; see tank-server logs${resort}`,
    );
  }
  if (found === null) return new ControlError('no server answers');
  return new UnreachableError(
    `the server on ${directory}${which} runs and can't be asked: it is about to end, or ${controlPath(directory)} was taken away; tank-server stop ends it`,
  );
}

function ownerOf(directory: string): string {
  try {
    const { uid } = statSync(directory);
    return uid === process.geteuid?.() ? '' : ` (user id ${uid})`;
  } catch {
    // Not even that may be known.
    return '';
  }
}

/** Tells the first line that comes in, unless it is too long. */
function readLine(socket: Socket, bytesMax: number, tell: (line: string) => void): void {
  let text = '';
  socket.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
    const end = text.indexOf('\n');
    if (end < 0) {
      if (text.length > bytesMax) socket.destroy();
      return;
    }
    socket.removeAllListeners('data');
    tell(text.slice(0, end));
  });
}
