import { EventEmitter } from 'node:events';
import type { ReadStream } from 'node:tty';
import { suite, test } from 'uvu';
import * as assert from 'uvu/assert';
import { guardTerminal } from '../../src/client/guard-terminal.js';
import {
  type Terminal,
  TerminalError,
  type TerminalEvents,
  type TerminalStreams,
} from '../../src/client/terminal.js';
import { RESET_SEQUENCE } from '../../src/client/terminal-modes.js';
import { openTerminal } from '../../src/client/tty-terminal.js';
import { ShownScreen } from './golden.js';
import { BOUND_MS, HAS_SCRIPT, Played } from './played.js';

function streams(isTTY: boolean, env: Record<string, string>): TerminalStreams {
  const stream = { isTTY } as unknown as ReadStream & TerminalStreams['stdout'];
  return { stdin: stream, stdout: stream, env };
}

test('what is not a terminal is refused in a sentence', () => {
  for (const given of [streams(false, { TERM: 'xterm' }), streams(true, { TERM: 'dumb' })])
    assert.throws(
      () => openTerminal(given),
      (error: unknown) => error instanceof TerminalError && /^\S.* .*\.$/.test(error.message),
    );
});

test('RESET_SEQUENCE ends every mode, and prints nothing', async () => {
  const screen = new ShownScreen(20, 3);
  await screen.write('shell$ ');
  await screen.write(
    '\x1b[?1049h\x1b[?7l\x1b[?25l\x1b[?2004h\x1b[?1003h\x1b[?1006h\x1b[?1004h\x1b[?1h\x1b[1;31mgame',
  );
  await screen.write(RESET_SEQUENCE);
  assert.equal(screen.lines(), ['shell$', '', '']);
  const { modes, buffer } = screen.terminal;
  assert.is(buffer.active.type, 'normal');
  assert.is(buffer.active.cursorX, 7);
  assert.is(modes.bracketedPasteMode, false);
  assert.is(modes.mouseTrackingMode, 'none');
  assert.is(modes.sendFocusMode, false);
  assert.is(modes.wraparoundMode, true);
  assert.is(modes.applicationCursorKeysMode, false);
  await screen.write('x');
  assert.equal(screen.cell(7, 0).style, 0);
});

class FakeTerminal extends EventEmitter<TerminalEvents> implements Terminal {
  readonly columns = 80;
  readonly rows = 24;
  readonly colours = 'none';
  readonly ascii = false;
  readonly synchronized = false;
  readonly repeat = false;
  closed = 0;
  write(): boolean {
    return true;
  }
  async leave(): Promise<void> {
    this.close();
  }
  close(): void {
    this.closed++;
  }
}

test('the guard gives the terminal back first, tells one reason once, and can be taken off', () => {
  const terminal = new FakeTerminal();
  const told: unknown[] = [];
  const before = process.listenerCount('SIGTERM');
  const unguard = guardTerminal(terminal, (reason) => told.push(reason, terminal.closed));
  terminal.emit('lost', 'stdin has ended');
  terminal.emit('lost', 'again');
  assert.equal(told, [{ kind: 'lost', what: 'stdin has ended' }, 1]);
  unguard();
  assert.is(process.listenerCount('SIGTERM'), before);
  assert.is(terminal.listenerCount('lost'), 0);
});

test.run();

// ---- in a real terminal, which util-linux's `script` makes ----

const inTerminal = suite(
  HAS_SCRIPT ? 'in a terminal' : "in a terminal: skipped, for want of util-linux's script",
);
const check = HAS_SCRIPT ? inTerminal : inTerminal.skip;

for (const [way, code, said] of [
  ['quit', 0, 'QUIT'],
  ['exit', 4, ''],
  ['throw', 3, 'REASON error thrown on purpose'],
  ['reject', 3, 'REASON error rejected on purpose'],
  ['SIGINT', 3, 'REASON signal SIGINT'],
  ['SIGTERM', 3, 'REASON signal SIGTERM'],
  ['SIGHUP', 3, 'REASON signal SIGHUP'],
] as const)
  check(`the terminal is as it was after ${way}`, async () => {
    const played = new Played(way);
    await played.until('READY');
    played.type('q');
    await played.expectRestored(code, said);
  });

check('keys arrive by name, sequences cut in two among them', async () => {
  const played = new Played('quit');
  await played.until('READY');
  played.type('a');
  await played.until('KEY a a');
  played.type('\x1b');
  await played.until('ESCAPE null');
  for (const [bytes, shown] of [
    ['\x1b[A', 'UP null'],
    ['\x1bOB', 'DOWN null'],
    ['\x1b[1;2C', 'SHIFT_RIGHT null'],
    ['\r', 'ENTER null'],
    ['\x7f', 'BACKSPACE null'],
    ['\t', 'TAB null'],
    ['\x03', 'CTRL_C null'],
    ['ż', 'ż ż'],
    ['漢', '漢 漢'],
    // The same keys in the words of the kitty protocol, which was asked for.
    ['\x1b[27u', 'ESCAPE null'],
    ['\x1b[100:68;2u', 'D D'],
    ['\x1b[1089::99;5u', 'CTRL_C null'],
    ['\x1b[1;1:2B', 'DOWN null'],
    ['\x1b[13~', 'F3 null'],
    ['\x1b[119;1:3u', 'w w let go'],
    ['\x1b[200~p\x1b[201~', 'p p pasted'],
  ] as const) {
    played.type(bytes);
    await played.until(`KEY ${shown}`);
  }
  assert.match(played.output, '\x1b[?1049h');
  assert.ok(played.output.indexOf('\x1b[>31u') > played.output.indexOf('\x1b[?1049h'));
  // A sequence that nobody knows is not an Escape and letters.
  const before = played.output.split('KEY').length;
  played.type('\x1b[99;99y');
  played.type('b');
  await played.until('KEY b b');
  assert.is(played.output.split('KEY').length, before + 1);
  played.type('q');
  await played.expectRestored(0, 'QUIT');
});

check('where the locale is not UTF-8 its letters can be typed', async () => {
  const played = new Played('quit', { LC_ALL: 'pl_PL.ISO-8859-2' });
  await played.until('READY');
  played.type(Buffer.from([0xbf]));
  // It is shown without its dot, as everything beyond ASCII is there.
  await played.until('KEY z z');
  played.type('\x1b[A');
  await played.until('KEY UP null');
  played.type('q');
  await played.expectRestored(0, 'QUIT');
});

check(
  'where releases are told the focus is told as well, also after a stop, and no longer than the game',
  async () => {
    const played = new Played('quit');
    await played.until('READY');
    assert.not.ok(played.output.includes('\x1b[?1004h'));
    played.type('\x1b[119;1:3u');
    await played.until('w w let go');
    await played.until('\x1b[?1004h');
    played.type('\x1b[O');
    await played.until('THE FOCUS IS GONE');
    played.type('\x1b[I\x1a');
    await played.until('STOPPED');
    const stopped = played.output.length;
    assert.ok(played.output.lastIndexOf('\x1b[?1004l') > played.output.lastIndexOf('\x1b[?1004h'));
    played.type('go on\n');
    await played.until('READY', stopped);
    await played.until('\x1b[?1004h', stopped);
    played.type('q');
    await played.expectRestored(0, 'QUIT');
    assert.ok(played.output.lastIndexOf('\x1b[?1004l') > played.output.lastIndexOf('\x1b[?1004h'));
  },
);

check('a player whose terminal goes away ends by itself', async () => {
  const played = new Played('quit');
  await played.until('READY');
  played.child.kill('SIGKILL');
  let said = '';
  const timer = setTimeout(() => played.aside.destroy(new Error('it still runs')), BOUND_MS);
  for await (const text of played.aside) said += text;
  clearTimeout(timer);
  assert.match(said, /^(signal SIGHUP|lost .*)\n$/);
});

check('a player whose terminal goes away without a word ends as well', async () => {
  // In a session of its own it gets no SIGHUP: only reading and writing tell.
  const played = new Played('quit', undefined, 'setsid -w');
  await played.until('READY');
  played.child.kill('SIGKILL');
  let said = '';
  const timer = setTimeout(() => played.aside.destroy(new Error('it still runs')), BOUND_MS);
  for await (const text of played.aside) said += text;
  clearTimeout(timer);
  assert.match(said, /^lost .*\n$/);
});

check('Ctrl-Z gives the terminal back and stops; fg takes it again and draws all', async () => {
  const played = new Played('quit');
  await played.until('READY');
  played.type('a');
  await played.until('KEY a a');
  played.type('\x1a');
  await played.until('STOPPED');
  const stopped = played.output.length;
  await played.screen.write(played.output);
  assert.is(played.screen.terminal.buffer.active.type, 'normal');
  assert.is(played.screen.terminal.modes.bracketedPasteMode, false);
  played.type('go on\n');
  await played.until('READY', stopped);
  await played.until('KEY a a', stopped);
  played.type('b');
  await played.until('KEY b b');
  played.type('q');
  await played.expectRestored(0, 'QUIT');
});

check('Ctrl-Z where no shell would continue it only draws anew', async () => {
  const played = new Played('quit', undefined, 'setsid -w');
  await played.until('READY');
  const before = played.output.length;
  played.type('\x1a');
  await played.until('READY', before);
  played.type('q');
  await played.expectRestored(0, 'QUIT');
});

check(
  'frames are put between marks once the terminal has said that it knows them, and the answer is no key',
  async () => {
    const played = new Played('quit');
    await played.until('\x1b[?2026$p');
    await played.until('READY');
    played.type('\x1b[?2026;0$ya');
    await played.until('KEY a a');
    assert.not.ok(played.output.includes('\x1b[?2026h'));
    // Late, and in two pieces.
    played.type('\x1b[?20');
    played.type('26;2$yb');
    await played.until('KEY b b');
    assert.ok(played.output.includes('\x1b[?2026h'));
    assert.not.match(played.output, /KEY [^ab]/);
    played.type('q');
    await played.expectRestored(0, 'QUIT');
  },
);

check('a terminal that takes nothing holds frames back, and stops nothing else', async () => {
  const played = new Played('flood');
  await played.until('READY');
  played.child.stdout.pause();
  await new Promise((resolve) => played.aside.once('data', resolve));
  played.child.stdout.resume();
  played.type('q');
  await played.expectRestored(0, 'QUIT');
});

check('a player with a stuck terminal still ends', async () => {
  const played = new Played('stuck');
  await played.until('READY');
  played.child.stdout.pause();
  const timer = setTimeout(() => played.aside.destroy(new Error('it still runs')), BOUND_MS);
  let said = '';
  for await (const text of played.aside) {
    said += text;
    if (said.endsWith('EXIT\n')) break;
  }
  clearTimeout(timer);
  assert.is(said, 'HELD\nsignal SIGTERM\nEXIT\n');
  played.child.stdout.resume();
  await played.ended;
});

check('the answer to the last question, and keys that are let go, do not come to the shell', async () => {
  for (const leave of ['q', '\x1a']) {
    const played = new Played('quit');
    played.answers = false;
    await played.until('READY');
    played.type('\x1b[?62;22c\x1b[?62;22c');
    await played.until('\x1b[c', played.output.indexOf('READY'));
    const before = played.output.length;
    played.type(leave);
    await played.until('\x1b[?1049l', before);
    // As kitty sends it over a slow line.
    played.type('\x1b[113;1:3u\x1b[?62;22c\x1b[?62;22c\x1b[?62;22c');
    if (leave !== 'q') {
      await played.until('STOPPED');
      assert.not.match(played.output.slice(before), /62;22c|113;1/);
      played.type('go on\n');
      await played.until('READY', before);
      played.answers = true;
      played.type('q');
    }
    await played.expectRestored(0, 'QUIT');
    assert.not.match(played.output.slice(before), /113;1/);
  }
});

check('TERM=dumb is refused', async () => {
  const played = new Played('quit', { TERM: 'dumb' });
  await played.expectRestored(2, 'REFUSED TerminalError');
});

check('colours follow the environment', async () => {
  for (const [env, expected] of [
    [{ TERM: 'xterm-256color' }, '256'],
    [{ TERM: 'xterm-256color', NO_COLOR: '1' }, 'none'],
    [{ TERM: 'xterm', COLORTERM: 'truecolor' }, 'truecolor'],
  ] as const) {
    const played = new Played('quit', env);
    await played.until(`READY 80x24 ${expected}`);
    played.type('q');
    await played.expectRestored(0, 'QUIT');
  }
});

inTerminal.run();
