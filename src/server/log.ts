// One line an event, for the person at the server's terminal: time, what happened. Colour on a terminal, plain in a pipe.
// Text of players is cleaned, so that no nick can forge a line.
import chalk from 'chalk';
import { cleanText } from '../protocol/text.js';

const LINE_LENGTH_MAX = 300;

/** What a line is about; decides its colour. */
export type LogKind = 'server' | 'player' | 'room' | 'match' | 'warning' | 'error';

const COLOURS: Readonly<Record<LogKind, (text: string) => string>> = {
  server: chalk.bold,
  player: chalk.cyan,
  room: chalk.yellow,
  match: chalk.green,
  warning: chalk.magenta,
  error: chalk.red,
};

/** Writes one line. */
export type Log = (kind: LogKind, text: string) => void;

/** A log that hands lines to `write`, each with its line end. */
export function createLog(write: (line: string) => void): Log {
  return (kind, text) => {
    const time = new Date().toTimeString().slice(0, 8);
    write(`${chalk.dim(time)} ${COLOURS[kind](cleanText(text, LINE_LENGTH_MAX))}\n`);
  };
}

/** What went wrong inside of the program, with the place where it did. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return (error.stack ?? error.message).split('\n').slice(0, 4).join(' | ');
}
