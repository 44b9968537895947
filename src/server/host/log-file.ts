// The log as a file: a line of JSON an event, which no text of a player can forge, in files that are turned over before they grow
// too large. Written beside what the terminal shows; read again by `tank-server logs`.
import { closeSync, existsSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { createStream } from 'rotating-file-stream';
import { LOG_KINDS, type Log, type LogKind } from '../log.js';

const FILE = 'tank-server.log';
const FILES_MAX = 5;
const FILE_SIZE = '10M';
/** How much of the end of the file is read at first. */
const TAIL_BYTES = 262_144;
const FOLLOW_MS = 250;

/** A log in a file. */
export interface LogFile {
  readonly log: Log;
  /** Resolves when all of it is on the disk. */
  close(): Promise<void>;
}

/** Where the log of a data folder is. */
export function logPath(directory: string): string {
  return join(directory, FILE);
}

/** Opens the log of a data folder: 10 MB a file, the newest and four older ones.
 *  @param onError told when it can't be written; the game goes on */
export function openLogFile(directory: string, onError: (error: Error) => void): LogFile {
  const stream = createStream((_time, index) => (index ? `${FILE}.${index}` : FILE), {
    path: directory,
    size: FILE_SIZE,
    maxFiles: FILES_MAX - 1,
    rotate: FILES_MAX - 1,
    mode: 0o600,
  });
  stream.on('error', onError);
  const logger = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime }, stream);
  return {
    log(kind, text) {
      if (kind === 'error') logger.error({ kind }, text);
      else if (kind === 'warning') logger.warn({ kind }, text);
      else logger.info({ kind }, text);
    },
    close: () => new Promise((resolve) => stream.end(() => resolve())),
  };
}

/** What stands in one line of the file. */
export interface LogEntry {
  readonly time: Date;
  readonly kind: LogKind;
  readonly text: string;
}

/** Reads one line; null for what is none. */
export function parseLogLine(line: string): LogEntry | null {
  try {
    const { time, kind, msg } = JSON.parse(line) as Record<string, unknown>;
    const isKind = LOG_KINDS.includes(kind as LogKind);
    if (typeof time !== 'string' || typeof msg !== 'string' || !isKind) return null;
    return { time: new Date(time), kind: kind as LogKind, text: msg };
  } catch {
    return null;
  }
}

/** Tells the last lines of a log file, and then, if wanted, those that are added until `signal` says stop.
 *  @param tell gets whole lines without their ends */
export async function readLog(
  path: string,
  linesMax: number,
  tell: (line: string) => void,
  signal: AbortSignal | null,
): Promise<void> {
  let reader = new FileReader(path);
  const tail = reader.readLines(Math.max(0, reader.size() - TAIL_BYTES));
  for (const line of tail.slice(Math.max(0, tail.length - linesMax))) tell(line);
  while (signal !== null && !signal.aborted) {
    await new Promise((resolve) => setTimeout(resolve, FOLLOW_MS));
    for (const line of reader.readLines()) tell(line);
    // It was turned over: the name is now that of a new file.
    if (!reader.isCurrent()) {
      // What came in between is the last that it gets.
      for (const line of reader.readLines()) tell(line);
      reader.close();
      reader = new FileReader(path);
    }
  }
  reader.close();
}

/** Reads the lines that are added to a file. */
class FileReader {
  readonly #path: string;
  readonly #fd: number | null;
  #offset = 0;
  #rest = '';

  constructor(path: string) {
    this.#path = path;
    this.#fd = existsSync(path) ? openSync(path, 'r') : null;
  }

  size(): number {
    return this.#fd === null ? 0 : fstatSync(this.#fd).size;
  }

  isCurrent(): boolean {
    if (this.#fd === null) return !existsSync(this.#path);
    return statSync(this.#path, { throwIfNoEntry: false })?.ino === fstatSync(this.#fd).ino;
  }

  /** @param from where to begin; behind what was read when left out */
  readLines(from = this.#offset): string[] {
    if (this.#fd === null) return [];
    const chunk = Buffer.alloc(65_536);
    let text = this.#rest;
    this.#offset = from;
    for (;;) {
      const count = readSync(this.#fd, chunk, 0, chunk.length, this.#offset);
      if (count === 0) break;
      this.#offset += count;
      text += chunk.toString('latin1', 0, count);
    }
    const lines = text.split('\n');
    this.#rest = lines.pop() ?? '';
    // Bytes until here, so that no character is cut between two reads.
    return lines.map((line) => Buffer.from(line, 'latin1').toString('utf8'));
  }

  close(): void {
    if (this.#fd !== null) closeSync(this.#fd);
  }
}
