// THE DRAW LOOP: paced by a timer on an absolute grid, each turn is clear, draw, compare, at most one write. A write that the
// terminal has not taken in full holds the next frames back until it has, so the picture that is drawn then is the newest.
// Started by the client's entry; draws what `draw` says, and never reads sockets or the world, nor which key was pressed.
import { ColourMap } from './colour-map.js';
import { encodeFrame } from './encode-frame.js';
import { Frame } from './frame.js';
import { paintGround } from './paint-ground.js';
import { Pen } from './pen.js';
import { makePlain, type PlainOptions } from './plain.js';
import type { Terminal } from './terminal.js';
import { SYSTEM_TIMERS, type Timers } from './timers.js';

/** What a Screen needs: where to draw, what, how often (default 60 a second), and by which clock. */
export interface ScreenOptions {
  readonly terminal: Terminal;
  /** Draws the whole picture into a frame that has just been cleared. */
  readonly draw: (frame: Frame) => void;
  readonly framesPerSecond?: number;
  /** True while nothing on the picture moves by itself: then one that has stayed the same for a while is looked at again less
   *  often, and at once after a key. */
  readonly isStill?: () => boolean;
  readonly timers?: Timers;
}

/** Frames without a change after which a still picture rests, and how long it rests: what comes from the network shows no later. */
const RESTLESS_FRAMES = 15;
const REST_MS = 100;

/** Draws a picture into a terminal, again and again, in as few bytes as it takes. */
export class Screen {
  /** Counts since the start, for the display of `--show-net`: frames written, frames held back by a full terminal, bytes. */
  readonly counts = { frames: 0, held: 0, bytes: 0 };
  #terminal: Terminal;
  #draw: (frame: Frame) => void;
  #timers: Timers;
  #intervalMs: number;
  #pen = new Pen();
  #output: PlainOptions;
  #colours: ColourMap;
  #next: Frame;
  #shown: Frame;
  /** False until what the terminal shows is known, and again when it isn't. */
  #isShownKnown = false;
  #isHeld = false;
  readonly #isStill: () => boolean;
  /** Frames in a row that were the same. */
  #sameFrames = 0;
  #timer: unknown = null;
  #dueMs = 0;

  constructor(options: ScreenOptions) {
    const { terminal, draw, framesPerSecond = 60, isStill = () => false, timers = SYSTEM_TIMERS } = options;
    this.#isStill = isStill;
    this.#terminal = terminal;
    this.#draw = draw;
    this.#timers = timers;
    this.#intervalMs = 1000 / framesPerSecond;
    this.#output = terminal;
    this.#colours = new ColourMap(terminal.colours);
    this.#next = new Frame(terminal.columns, terminal.rows);
    this.#shown = new Frame(terminal.columns, terminal.rows);
  }

  /** Draws the first frame at once and then keeps drawing. Does nothing when it is running. */
  start(): void {
    if (this.#timer !== null) return;
    this.#terminal.on('drain', this.#onDrain);
    this.#terminal.on('resize', this.#onResize);
    this.#terminal.on('key', this.#onKey);
    this.#dueMs = this.#timers.now();
    this.requestFull();
    this.#turn();
  }

  /** Stops drawing; what the terminal shows stays. */
  stop(): void {
    if (this.#timer === null) return;
    this.#timers.clear(this.#timer);
    this.#timer = null;
    this.#terminal.off('drain', this.#onDrain);
    this.#terminal.off('resize', this.#onResize);
    this.#terminal.off('key', this.#onKey);
  }

  /** Draws with other colours and characters from now on. */
  setOutput(output: PlainOptions): void {
    this.#output = output;
    this.#colours = new ColourMap(output.colours);
    this.requestFull();
  }

  /** Makes the next frame send every cell: after a resize, or when something else has written to the terminal. */
  requestFull(): void {
    this.#isShownKnown = false;
  }

  #onDrain = (): void => {
    this.#isHeld = false;
  };

  #onResize = (): void => {
    this.requestFull();
    this.#wake();
  };

  #onKey = (): void => this.#wake();

  /** Ends a rest. Draws after whoever else is told of the same event. */
  #wake(): void {
    const isResting = this.#sameFrames > RESTLESS_FRAMES;
    this.#sameFrames = 0;
    if (!isResting) return;
    this.#timers.clear(this.#timer);
    this.#dueMs = this.#timers.now();
    this.#timer = this.#timers.set(this.#turn, 0);
  }

  #turn = (): void => {
    // Set before drawing: an error in draw() must leave a screen that stop() can still stop.
    this.#schedule();
    if (this.#isHeld) this.counts.held++;
    else this.#drawFrame();
  };

  /** The next point of the grid that is still to come; points that were missed are left out. */
  #schedule(): void {
    const now = this.#timers.now();
    const missed = Math.max(0, Math.floor((now - this.#dueMs) / this.#intervalMs));
    this.#dueMs += (missed + 1) * this.#intervalMs;
    if (this.#sameFrames > RESTLESS_FRAMES && this.#isStill()) this.#dueMs += REST_MS;
    this.#timer = this.#timers.set(this.#turn, this.#dueMs - now);
  }

  #drawFrame(): void {
    const { columns, rows } = this.#terminal;
    const next = this.#next;
    next.resize(columns, rows);
    this.#draw(next);
    makePlain(next, this.#output);
    if (this.#output.colours !== 'none') paintGround(next);
    const bytes = encodeFrame(this.#isShownKnown ? this.#shown : null, next, this.#pen, {
      colours: this.#colours,
      synchronized: this.#terminal.synchronized,
      repeat: this.#terminal.repeat,
    });
    if (bytes.length === 0) {
      this.#sameFrames++;
      return;
    }
    this.#sameFrames = 0;
    this.#next = this.#shown;
    this.#shown = next;
    this.#isShownKnown = true;
    this.counts.frames++;
    this.counts.bytes += bytes.length;
    // Said before writing: a terminal may report 'drain' from within the call.
    this.#isHeld = true;
    if (this.#terminal.write(bytes)) this.#isHeld = false;
  }
}
