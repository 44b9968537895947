// The log as a file: a line of JSON an event, which no text of a player can forge, in files that are turned over before they grow
// too large. Written beside what the terminal shows; read again by `tank-server logs`.
import { closeSync, existsSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { LOG_KINDS, type Log, type LogKind } from '../log.js';
import { RotatingFile } from './rotating-file.js';

const FILE = 'tank-server.log';
const FILES_MAX = 5;
const FILE_BYTES_MAX = 10 << 20;
/** How much of the end of the file is read at first, at least and for each line that is asked for. */
const TAIL_BYTES = 65_536;
const LINE_BYTES = 400;
const FOLLOW_MS = 250;

/** A log in a file. */
export interface LogFile {
  readonly log: Log;
  /** Why nothing can be written now; null when all is well. */
  readonly trouble: string | null;
  /** Resolves when all lines so far are in the file, or can't be. */
  settled(): Promise<void>;
  /** Resolves when all of it is in the file, or can't be. */
  close(): Promise<void>;
}

/** Where the log of a data folder is. */
export function logPath(directory: string): string {
  return join(directory, FILE);
}

/** Opens the log of a data folder: 10 MB a file, the newest and four older ones.
 *  @param tell told when it can't be written, and when it can again; the game goes on
 *  @param retryMs how often it is tried again; each second when left out */
export function openLogFile(directory: string, tell: Log, retryMs?: number): LogFile {
  const path = logPath(directory);
  const file = new RotatingFile({
    path,
    bytesMax: FILE_BYTES_MAX,
    filesMax: FILES_MAX,
    ...(retryMs === undefined ? {} : { retryMs }),
    onTrouble: (reason) => tell('error', `The log ${path} can't be written (${reason}); the game goes on.`),
    onRelief(lost) {
      const text = `The log can be written again; lost lines: ${lost}.`;
      tell('server', text);
      log('warning', text);
    },
  });
  const logger = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime }, file);
  const log: Log = (kind, text) => {
    if (kind === 'error') logger.error({ kind }, text);
    else if (kind === 'warning') logger.warn({ kind }, text);
    else logger.info({ kind }, text);
  };
  return {
    log,
    get trouble() {
      return file.trouble;
    },
    settled: () => file.settled(),
    close: () => file.close(),
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

/** Tells the last lines of a log file, and of the one before it where it was turned over since; and then, if wanted, those that are
 *  added until `signal` says stop.
 *  @param tell gets whole lines without their ends */
export async function readLog(
  path: string,
  linesMax: number,
  tell: (line: string) => void,
  signal: AbortSignal | null,
): Promise<void> {
  let reader = new FileReader(path);
  const tail = reader.readTail(linesMax);
  if (tail.length < linesMax) {
    const before = new FileReader(`${path}.1`);
    tail.unshift(...before.readTail(linesMax - tail.length));
    before.close();
  }
  for (const line of tail) tell(line);
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

  /** The last lines. */
  readTail(linesMax: number): string[] {
    const from = Math.max(0, this.size() - linesMax * LINE_BYTES - TAIL_BYTES);
    const lines = this.readLines(from);
    // It begins in the middle of a line.
    if (from > 0) lines.shift();
    return lines.slice(Math.max(0, lines.length - linesMax));
  }

  /** @param from where to begin; behind what was read when left out */
  readLines(from = this.#offset): string[] {
    if (this.#fd === null) return [];
    // Emptied in its place, as logrotate does with copytruncate.
    if (this.size() < from) {
      this.#rest = '';
      return this.readLines(0);
    }
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
