// One line an event, for the person at the server's terminal: time, what happened. Colour on a terminal, plain in a pipe.
// Text of players is cleaned, so that no nick can forge a line.
import chalk from 'chalk';
import { cleanText } from '../protocol/text.js';

const LINE_LENGTH_MAX = 300;

/** What a line is about; decides its colour. */
export const LOG_KINDS = ['server', 'player', 'room', 'match', 'chat', 'warning', 'error'] as const;
export type LogKind = (typeof LOG_KINDS)[number];

const COLOURS: Readonly<Record<LogKind, (text: string) => string>> = {
  server: chalk.bold,
  player: chalk.cyan,
  room: chalk.yellow,
  match: chalk.green,
  chat: (text) => text,
  warning: chalk.magenta,
  error: chalk.red,
};

/** Writes one line. */
export type Log = (kind: LogKind, text: string) => void;

/** A log that hands lines to `write`, each with its line end. */
export function createLog(write: (line: string) => unknown): Log {
  return (kind, text) => {
    write(formatLine(new Date(), kind, text));
  };
}

/** One line for a person, with its end. */
export function formatLine(time: Date, kind: LogKind, text: string): string {
  return `${chalk.dim(time.toTimeString().slice(0, 8))} ${COLOURS[kind](cleanText(text, LINE_LENGTH_MAX))}\n`;
}

/** What went wrong inside of the program, with the place where it did. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return (error.stack ?? error.message).split('\n').slice(0, 4).join(' | ');
}
