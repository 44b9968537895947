import { EventEmitter } from 'node:events';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Frame } from '../../src/client/frame.js';
import { Screen } from '../../src/client/screen.js';
import type { Terminal, TerminalEvents } from '../../src/client/terminal.js';
import type { Timers } from '../../src/client/timers.js';

/** A terminal that keeps what is written to it, and takes it or not as `isFast` says. */
class FakeTerminal extends EventEmitter<TerminalEvents> implements Terminal {
  columns = 20;
  rows = 4;
  readonly colours = 'truecolor';
  readonly ascii = false;
  readonly synchronized = false;
  readonly repeat = false;
  isFast = true;
  readonly written: string[] = [];

  write(bytes: Uint8Array): boolean {
    this.written.push(Buffer.from(bytes).toString());
    return this.isFast;
  }

  async leave(): Promise<void> {}

  close(): void {}
}

/** A clock that moves when it is told to. */
class FakeTimers implements Timers {
  nowMs = 1000;
  readonly due = new Map<number, { at: number; callback: () => void }>();
  #count = 0;

  now(): number {
    return this.nowMs;
  }

  set(callback: () => void, delayMs: number): number {
    this.due.set(++this.#count, { at: this.nowMs + delayMs, callback });
    return this.#count;
  }

  clear(timer: unknown): void {
    this.due.delete(timer as number);
  }

  /** Lets time pass, and calls what is due at the time at which it is due, plus `lateMs`. */
  advance(ms: number, lateMs = 0): void {
    const end = this.nowMs + ms;
    for (;;) {
      const [first] = [...this.due].sort(([, one], [, other]) => one.at - other.at);
      if (first === undefined || first[1].at + lateMs > end) break;
      this.due.delete(first[0]);
      this.nowMs = Math.max(this.nowMs, first[1].at + lateMs);
      first[1].callback();
    }
    this.nowMs = end;
  }
}

function setUp(draw: (frame: Frame) => void) {
  const terminal = new FakeTerminal();
  const timers = new FakeTimers();
  const screen = new Screen({ terminal, draw, framesPerSecond: 50, timers });
  return { terminal, timers, screen };
}

test('draws at once, then 50 times a second; an unchanged frame writes nothing', () => {
  let drawn = 0;
  const { terminal, timers, screen } = setUp(() => drawn++);
  screen.start();
  assert.is(drawn, 1);
  assert.is(terminal.written.length, 1);
  timers.advance(1000);
  assert.is(drawn, 51);
  assert.is(terminal.written.length, 1);
  assert.is(screen.counts.frames, 1);
});

test('a still picture is looked at less often once it stays the same, and at once after a key', () => {
  let drawn = 0;
  let text = 'a';
  const terminal = new FakeTerminal();
  const timers = new FakeTimers();
  const draw = (frame: Frame): void => {
    drawn++;
    frame.text(0, 0, text);
  };
  let isStill = true;
  const screen = new Screen({ terminal, draw, framesPerSecond: 50, isStill: () => isStill, timers });
  screen.start();
  timers.advance(1000);
  drawn = 0;
  timers.advance(1000);
  assert.ok(drawn >= 8 && drawn <= 10, `${drawn} frames`);
  text = 'b';
  terminal.emit('key', { name: 'b', text: 'b' });
  timers.advance(0);
  assert.is(terminal.written.at(-1), '\x1b[Hb');
  drawn = 0;
  timers.advance(200);
  assert.is(drawn, 10, 'a picture that has just changed is drawn at its full pace');
  isStill = false;
  timers.advance(1000);
  drawn = 0;
  timers.advance(1000);
  assert.is(drawn, 50);
});

test('late timers do not slow the pace, and missed frames are not made up for', () => {
  let drawn = 0;
  const { timers, screen } = setUp(() => drawn++);
  screen.start();
  timers.advance(1000, 7);
  assert.ok(drawn >= 50, `${drawn} frames`);
  drawn = 0;
  timers.nowMs += 500;
  timers.advance(20);
  assert.ok(drawn <= 2, `${drawn} frames`);
});

test('a full terminal holds frames back until it drains, and then gets the newest', () => {
  let turn = 0;
  const { terminal, timers, screen } = setUp((frame) => void frame.text(0, 0, String(turn++)));
  screen.start();
  terminal.isFast = false;
  timers.advance(20);
  assert.is(terminal.written.length, 2);
  timers.advance(200);
  assert.is(terminal.written.length, 2);
  assert.is(turn, 2, 'nothing is drawn that would not be shown');
  assert.is(screen.counts.held, 10);
  terminal.isFast = true;
  terminal.emit('drain');
  turn = 7;
  timers.advance(20);
  assert.equal(terminal.written.slice(2), ['\r7']);
});

test('a drain from within write() is not missed', () => {
  let turn = 0;
  const { terminal, timers, screen } = setUp((frame) => void frame.text(0, 0, String(turn++)));
  terminal.write = (bytes) => {
    terminal.written.push(Buffer.from(bytes).toString());
    terminal.emit('drain');
    return true;
  };
  screen.start();
  timers.advance(40);
  assert.is(terminal.written.length, 3);
});

test('resizing and requestFull() send everything', () => {
  const sizes: number[] = [];
  const { terminal, timers, screen } = setUp((frame) => sizes.push(frame.columns));
  screen.start();
  terminal.columns = 30;
  terminal.emit('resize');
  timers.advance(20);
  assert.equal(sizes, [20, 30]);
  assert.is(terminal.written[1]?.replace(/[^ ]/g, '').length, 120);
  screen.requestFull();
  timers.advance(20);
  assert.is(terminal.written[2], terminal.written[1]);
});

test('what the last frame drew is gone unless it is drawn again', () => {
  let isShown = true;
  const { terminal, timers, screen } = setUp((frame) => {
    if (isShown) frame.text(3, 1, 'boom');
  });
  screen.start();
  isShown = false;
  timers.advance(20);
  assert.is(terminal.written[1], '\x1b[2;4H    ');
  isShown = true;
  timers.advance(20);
  assert.is(terminal.written[2], '\x1b[4Dboom');
});

test('start twice is one loop; stop ends it and lets go of the terminal', () => {
  let drawn = 0;
  const { terminal, timers, screen } = setUp(() => drawn++);
  screen.start();
  screen.start();
  assert.is(timers.due.size, 1);
  screen.stop();
  screen.stop();
  timers.advance(1000);
  assert.is(drawn, 1);
  assert.is(terminal.listenerCount('drain') + terminal.listenerCount('resize'), 0);
  screen.start();
  assert.is(drawn, 2);
  assert.is(terminal.written.length, 2, 'everything is sent again after a stop');
});

test('an error in draw() comes out, and the screen can still be stopped', () => {
  const { timers, screen } = setUp(() => {
    throw new Error('broken view');
  });
  assert.throws(() => screen.start(), 'broken view');
  screen.stop();
  assert.is(timers.due.size, 0);
});

test.run();
