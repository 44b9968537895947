// terminal-player.ts in a terminal of its own, which util-linux's `script` makes. Used by the tests of the terminal.
import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from 'node:child_process';
import { EventEmitter } from 'node:events';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import * as assert from 'uvu/assert';
import { ShownScreen } from './golden.js';

const PLAYER = fileURLToPath(new URL('terminal-player.js', import.meta.url));
export const BOUND_MS = 20_000;

/** Whether this machine can make a terminal for a test. */
export const HAS_SCRIPT = /util-linux/.test(
  spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout ?? '',
);

/** A player in a terminal, and what that terminal shows. */
export class Played {
  readonly screen = new ShownScreen(80, 24);
  output = '';
  /** Whether the terminal answers what it is asked after each frame. */
  answers = true;
  readonly ended: Promise<void>;
  /** What the player says past its terminal; ends when all processes in there have. */
  readonly aside: Readable;
  readonly child: ChildProcessWithoutNullStreams;
  #changed = new EventEmitter();

  /** @param prefix a command that runs the player */
  constructor(way: string, env: Record<string, string> = { TERM: 'xterm-256color' }, prefix = '') {
    // The shell around it says what the terminal is like afterwards; with jobs, so that Ctrl-Z has somewhere to go back to.
    const player = `${prefix} '${process.execPath}' '${PLAYER}' ${way}`;
    const command = [
      'set -m; stty rows 24 cols 80 intr ^G; before=$(stty -g)',
      `${player}; code=$?`,
      'while [ $code -ge 146 ]; do [ "$before" = "$(stty -g)" ] && echo STOPPED; read go; fg >/dev/null; code=$?; done',
      '[ "$before" = "$(stty -g)" ] && echo SAME MODE; echo CODE $code',
    ].join('; ');
    this.child = spawn('script', ['-qec', command, '/dev/null'], {
      env: { PATH: process.env.PATH, SHELL: '/bin/sh', ...env },
      stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
    }) as ChildProcessWithoutNullStreams;
    this.aside = this.child.stdio[3] as Readable;
    this.aside.setEncoding('utf8');
    this.child.stdout.setEncoding('utf8');
    this.child.stdout.on('data', (text: string) => {
      this.output += text;
      // As every terminal does.
      const asked = text.split('\x1b[c').length - 1;
      if (this.answers) this.type('\x1b[?62;22c'.repeat(asked));
      this.#changed.emit('output');
    });
    this.ended = new Promise((resolve) => {
      this.child.on('close', () => resolve());
    });
  }

  type(keys: string | Buffer): void {
    this.child.stdin.write(keys);
  }

  /** Resolves when a text has come out. @param from characters of the output that don't count */
  async until(text: string, from = 0): Promise<void> {
    const timer = setTimeout(() => this.child.kill('SIGKILL'), BOUND_MS);
    let isEnded = false;
    void this.ended.then(() => {
      isEnded = true;
      this.#changed.emit('output');
    });
    while (!this.output.includes(text, from) && !isEnded)
      await new Promise((resolve) => this.#changed.once('output', resolve));
    clearTimeout(timer);
    assert.ok(this.output.includes(text, from), `"${text}" is missing from ${JSON.stringify(this.output)}`);
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
    assert.is(modes.mouseTrackingMode, 'none');
    const pushed = this.output.split('\x1b[>31u').length;
    assert.is(this.output.split('\x1b[<u').length >= pushed, true, 'the keyboard is as it was');
    // An answer that comes after process.exit() is the shell's.
    assert.match(text, code === 4 ? /SAME MODE$/m : /^SAME MODE$/m, JSON.stringify(this.output.slice(-900)));
    const row = this.screen.lines().findIndex((line) => line.startsWith('CODE'));
    assert.is(this.screen.cell(0, row).style, 0, 'the style is plain');
  }
}
