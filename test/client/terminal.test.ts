import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from 'node:child_process';
import { EventEmitter } from 'node:events';
import type { Readable } from 'node:stream';
import type { ReadStream } from 'node:tty';
import { fileURLToPath } from 'node:url';
import { suite, test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  guardTerminal,
  openTerminal,
  RESET_SEQUENCE,
  type Terminal,
  TerminalError,
  type TerminalEvents,
  type TerminalStreams,
} from '../../src/client/terminal.js';
import { ShownScreen } from './golden.js';

const PLAYER = fileURLToPath(new URL('terminal-player.js', import.meta.url));
const BOUND_MS = 20_000;

function streams(isTTY: boolean, env: Record<string, string>): TerminalStreams {
  const stream = { isTTY } as unknown as ReadStream & TerminalStreams['stdout'];
  return { stdin: stream, stdout: stream, env };
}

test('what is not a terminal is refused in a sentence', () => {
  for (const given of [streams(false, { TERM: 'xterm' }), streams(true, { TERM: 'dumb' })])
    assert.throws(
      () => openTerminal(given),
      (error: unknown) => error instanceof TerminalError && /^[A-Z].*\.$/.test(error.message),
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

const hasScript = /util-linux/.test(spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout ?? '');
const inTerminal = suite(
  hasScript ? 'in a terminal' : "in a terminal: skipped, for want of util-linux's script",
);
const check = hasScript ? inTerminal : inTerminal.skip;

/** A player in a terminal, and what that terminal shows. */
class Played {
  readonly screen = new ShownScreen(80, 24);
  output = '';
  readonly ended: Promise<void>;
  /** What the player says past its terminal; ends when all processes in there have. */
  readonly aside: Readable;
  readonly child: ChildProcessWithoutNullStreams;
  #changed = new EventEmitter();

  constructor(way: string, env: Record<string, string> = { TERM: 'xterm-256color' }) {
    // The shell around it says what the terminal is like afterwards.
    const command = `stty rows 24 cols 80; '${process.execPath}' '${PLAYER}' ${way}; echo CODE $?; stty -a`;
    this.child = spawn('script', ['-qec', command, '/dev/null'], {
      env: { PATH: process.env.PATH, SHELL: '/bin/sh', ...env },
      stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
    }) as ChildProcessWithoutNullStreams;
    this.aside = this.child.stdio[3] as Readable;
    this.aside.setEncoding('utf8');
    this.child.stdout.setEncoding('utf8');
    this.child.stdout.on('data', (text: string) => {
      this.output += text;
      this.#changed.emit('output');
    });
    this.ended = new Promise((resolve) => {
      this.child.on('close', () => resolve());
    });
  }

  type(keys: string): void {
    this.child.stdin.write(keys);
  }

  /** Resolves when a text has come out. */
  async until(text: string): Promise<void> {
    const timer = setTimeout(() => this.child.kill('SIGKILL'), BOUND_MS);
    let isEnded = false;
    void this.ended.then(() => {
      isEnded = true;
      this.#changed.emit('output');
    });
    while (!this.output.includes(text) && !isEnded)
      await new Promise((resolve) => this.#changed.once('output', resolve));
    clearTimeout(timer);
    assert.ok(this.output.includes(text), `"${text}" is missing from ${JSON.stringify(this.output)}`);
  }

  /** Waits for the end, and says that the terminal is as it was. */
  async expectRestored(code: number, said: string): Promise<void> {
    await this.until('CODE');
    const timer = setTimeout(() => this.child.kill('SIGKILL'), BOUND_MS);
    await this.ended;
    clearTimeout(timer);
    await this.screen.write(this.output);
    const { buffer, modes } = this.screen.terminal;
    const text = this.screen.lines().join('\n');
    assert.is(buffer.active.type, 'normal', 'the alternate screen is left');
    assert.ok(text.includes(`CODE ${code}`), text);
    assert.ok(text.includes(said), text);
    assert.not.ok(text.includes('READY'), 'the picture is gone');
    assert.ok(
      this.output.lastIndexOf('\x1b[?25h') >= this.output.lastIndexOf('\x1b[?25l'),
      'the cursor is shown',
    );
    assert.is(modes.wraparoundMode, true);
    assert.is(modes.bracketedPasteMode, false);
    assert.match(text, /[^-]icanon/);
    assert.match(text, /[^-]echo\b/);
    const row = this.screen.lines().findIndex((line) => line.startsWith('CODE'));
    assert.is(this.screen.cell(0, row).style, 0, 'the style is plain');
  }
}

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
  assert.ok(played.output.indexOf('\x1b[>7u') > played.output.indexOf('\x1b[?1049h'));
  // A sequence that nobody knows is not an Escape and letters.
  const before = played.output.split('KEY').length;
  played.type('\x1b[99;99y');
  played.type('b');
  await played.until('KEY b b');
  assert.is(played.output.split('KEY').length, before + 1);
  played.type('q');
  await played.expectRestored(0, 'QUIT');
});

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
