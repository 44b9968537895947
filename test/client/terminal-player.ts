// A program for terminal.test.ts to run in a terminal of its own: takes the terminal, says READY, and ends in the way that its
// argument names. Says on the main screen which reason the guard gave, and exits with 3. Descriptor 3 goes to the test past
// the terminal, for what it says when the terminal is stuck or gone.
import { writeSync } from 'node:fs';
import { BOLD, type Frame } from '../../src/client/frame.js';
import { type FatalReason, guardTerminal } from '../../src/client/guard-terminal.js';
import { Screen } from '../../src/client/screen.js';
import type { Terminal } from '../../src/client/terminal.js';
import { openTerminal } from '../../src/client/tty-terminal.js';

const [way = 'quit'] = process.argv.slice(2);

function open(): Terminal {
  try {
    return openTerminal({ stdin: process.stdin, stdout: process.stdout, env: process.env });
  } catch (error) {
    process.stdout.write(`REFUSED ${(error as Error).name}: ${(error as Error).message}\n`);
    process.exit(2);
  }
}

function sayPastTerminal(text: string): void {
  writeSync(3, `${text}\n`);
}

function describe(reason: FatalReason): string {
  if (reason.kind === 'error') return `error ${(reason.error as Error).message}`;
  return reason.kind === 'signal' ? `signal ${reason.signal}` : `lost ${reason.what}`;
}

const terminal = open();
guardTerminal(terminal, (reason) => {
  sayPastTerminal(describe(reason));
  void terminal.leave().then(() => {
    process.stdout.write(`REASON ${describe(reason)}\n`);
    process.exit(3);
  });
});

const lines: string[] = [];
const screen = new Screen({
  terminal,
  draw: (frame: Frame) => {
    frame.clear(0x202020);
    frame.text(0, 0, `READY ${frame.columns}x${frame.rows} ${terminal.colours}`, {
      style: BOLD,
      fg: 0xff0000,
    });
    if (way === 'flood' || way === 'stuck') flood(frame);
    for (const [row, line] of lines.entries()) frame.text(0, row + 1, line);
  },
});
terminal.on('release', ({ name, text }) => void lines.push(`KEY ${name} ${text} let go`));
terminal.on('blur', () => void lines.push('THE FOCUS IS GONE'));
terminal.on('key', ({ name, text, isPasted }) => {
  lines.push(`KEY ${name} ${text}${isPasted === true ? ' pasted' : ''}`);
  if (name === 'q') end();
});
screen.start();

/** Changes every cell in every frame, and says so when the terminal has held back enough of them. */
function flood(frame: Frame): void {
  const bg = Math.trunc(Math.random() * 0x1000000);
  for (let y = 1; y < frame.rows; y++)
    for (let x = 0; x < frame.columns; x++) frame.set(x, y, 0x2588, bg ^ (x * y * 1021), bg ^ (x + y));
}
if (way === 'flood' || way === 'stuck') {
  const timer = setInterval(() => {
    if (screen.counts.held < 10) return;
    clearInterval(timer);
    sayPastTerminal('HELD');
    if (way === 'flood') return;
    process.on('exit', () => sayPastTerminal('EXIT'));
    process.kill(process.pid, 'SIGTERM');
  }, 5);
}

function end(): void {
  switch (way) {
    case 'throw':
      throw new Error('thrown on purpose');
    case 'reject':
      void Promise.reject(new Error('rejected on purpose'));
      break;
    case 'exit':
      process.exit(4);
      break;
    case 'quit':
    case 'flood':
      screen.stop();
      void terminal.leave().then(() => {
        terminal.close();
        process.stdout.write('QUIT\n');
      });
      break;
    default:
      process.kill(process.pid, way as NodeJS.Signals);
  }
}
