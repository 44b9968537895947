// The terminal that a process was started at, and that it goes: the window is closed, the line of an SSH session drops. Used by the
// entry, which is told once, whichever way it shows: a signal, an error or the end of a stream.
import { closeSync } from 'node:fs';
import { isatty } from 'node:tty';

/** Descriptors that are terminals when the process starts. */
const TERMINALS = [0, 1, 2].filter((fd) => isatty(fd));

/** Whether somebody has started this process at a terminal and left it there; nohup, start and systemd leave it none. */
export const IS_AT_TERMINAL = TERMINALS.length > 0;

function isTerminalLost(): boolean {
  return TERMINALS.some((fd) => !isatty(fd));
}

/** Tells when the terminal goes. No stream of the process can end it any more.
 *  @param onLost may be called more than once */
export function watchTerminal(onLost: () => void): void {
  const look = (): void => {
    if (isTerminalLost()) onLost();
  };
  const { stdin, stdout, stderr } = process;
  // The reader of a pipe that goes is no reason to end: the game goes on, and the log file has it all.
  for (const stream of [stdin, stdout, stderr]) stream.on('error', look).on('close', look);
  stdin.on('end', look);
  if (IS_AT_TERMINAL) process.on('SIGHUP', onLost);
  look();
}

/** The last thing before an exit: up to Node 22 it fails an assertion and dumps core when it finds a terminal gone (nodejs/node
 *  issue 51519), but looks at none that is closed. */
export function dropLostTerminal(): void {
  for (const fd of TERMINALS) if (!isatty(fd)) closeSync(fd);
}
