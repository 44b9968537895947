// What a battle costs on its way to the terminal: the same frames through encodeFrame() and through the delta of terminal-kit's
// ScreenBuffer, in turns, into a stream that keeps nothing. Drawing the frames, and filling the other's buffer, is not counted.
import { Writable } from 'node:stream';
import termkit from 'terminal-kit';
import { type ColourDepth, ColourMap } from '../../src/client/colour-map.js';
import { encodeFrame } from '../../src/client/encode-frame.js';
import { BOLD, DEFAULT_COLOUR, type Frame } from '../../src/client/frame.js';
import { CONTINUATION, glyphText } from '../../src/client/glyph.js';
import { Pen } from '../../src/client/pen.js';
import { openScreens, stateIn } from '../../test/client/shown-screens.js';
import { median } from './battle.js';
import type { Findings } from './findings.js';
import { largestArena, recordFrames } from './recorded-frames.js';

const FRAMES = 300;
const FRAMES_PER_SECOND = 30;
const ROUNDS = 3;
/** What ours does in one round, so that there is something to measure. */
const PASSES = 5;

interface Cost {
  readonly cpuUs: number;
  readonly bytes: number;
}

/** Takes everything, keeps nothing, counts. */
class NullStream extends Writable {
  bytes = 0;
  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.bytes += chunk.length;
    done();
  }
}

function cpuUs(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

/** Our own encoder; the first frame, which sends every cell, is left out here and there. */
function encodeAll(frames: readonly Frame[], depth: ColourDepth): Cost {
  const stream = new NullStream();
  const options = { colours: new ColourMap(depth), synchronized: true, repeat: false };
  const pen = new Pen();
  stream.write(encodeFrame(null, frames[0], pen, options));
  stream.bytes = 0;
  const startedUs = cpuUs();
  for (let index = 1; index < frames.length; index++) {
    const bytes = encodeFrame(frames[index - 1], frames[index], pen, options);
    if (bytes.length > 0) stream.write(bytes);
  }
  return { cpuUs: cpuUs() - startedUs, bytes: stream.bytes };
}

/** The part of terminal-kit's ScreenBuffer that is used here. */
interface KitBuffer {
  put(options: object, text: string): void;
  draw(options: { delta: boolean }): void;
}
interface Kit {
  createTerminal(options: object): object;
  ScreenBuffer: new (options: object) => KitBuffer;
  ScreenBufferHD: new (options: object) => KitBuffer;
}

const channels = (colour: number) => ({ r: colour >> 16, g: (colour >> 8) & 255, b: colour & 255 });

/** A cell's look in the words of either buffer. The one of true colour has no default colours. */
function lookOf(frame: Frame, cell: number, colours: ColourMap): object {
  const style = { bold: (frame.style[cell] & BOLD) !== 0 };
  const fg = colours.code(frame.foreground[cell]);
  const bg = colours.code(frame.background[cell]);
  if (colours.depth === 'truecolor')
    return {
      ...style,
      color: channels(fg === DEFAULT_COLOUR ? 0xffffff : fg),
      bgColor: channels(bg === DEFAULT_COLOUR ? 0 : bg),
    };
  return {
    ...style,
    ...(fg === DEFAULT_COLOUR ? { defaultColor: true } : { color: fg }),
    ...(bg === DEFAULT_COLOUR ? { bgDefaultColor: true } : { bgColor: bg }),
  };
}

function put(buffer: KitBuffer, previous: Frame | null, next: Frame, colours: ColourMap): void {
  for (let cell = 0; cell < next.glyph.length; cell++) {
    const isSame =
      previous !== null &&
      previous.glyph[cell] === next.glyph[cell] &&
      previous.foreground[cell] === next.foreground[cell] &&
      previous.background[cell] === next.background[cell] &&
      previous.style[cell] === next.style[cell];
    if (isSame || next.glyph[cell] === CONTINUATION) continue;
    const place = { x: cell % next.columns, y: Math.floor(cell / next.columns), wrap: false, markup: false };
    buffer.put({ ...place, attr: lookOf(next, cell, colours) }, glyphText(next.glyph[cell]));
  }
}

function drawAll(frames: readonly Frame[], depth: ColourDepth): Cost {
  const kit = termkit as unknown as Kit;
  const stream = new NullStream();
  const isTrueColour = depth === 'truecolor';
  const generic = isTrueColour ? 'xterm-truecolor' : 'xterm-256color';
  const dst = kit.createTerminal({ stdin: process.stdin, stdout: stream, generic, isTTY: false });
  const { columns: width, rows: height } = frames[0];
  const buffer = new (isTrueColour ? kit.ScreenBufferHD : kit.ScreenBuffer)({ dst, width, height });
  const colours = new ColourMap(depth);
  let usedUs = 0;
  for (const [index, frame] of frames.entries()) {
    put(buffer, frames[index - 1] ?? null, frame, colours);
    const startedUs = cpuUs();
    buffer.draw({ delta: true });
    if (index > 0) usedUs += cpuUs() - startedUs;
    else stream.bytes = 0;
  }
  return { cpuUs: usedUs, bytes: stream.bytes };
}

/** Bytes of the heap that encoding takes a frame, collections left out. */
function measureHeap(frames: readonly Frame[]): number {
  const options = { colours: new ColourMap('truecolor'), synchronized: true, repeat: false };
  const pen = new Pen();
  const taken: number[] = [];
  for (let pass = 0; pass < PASSES; pass++) {
    const before = process.memoryUsage().heapUsed;
    for (let index = 1; index < frames.length; index++)
      encodeFrame(frames[index - 1], frames[index], pen, options);
    taken.push((process.memoryUsage().heapUsed - before) / frames.length);
  }
  return Math.round(median(taken));
}

function measure(frames: readonly Frame[], depth: ColourDepth) {
  const ratios: number[] = [];
  let ours: Cost = { cpuUs: 0, bytes: 0 };
  let theirs = ours;
  // Compiled before it is measured.
  encodeAll(frames, depth);
  for (let round = 0; round < ROUNDS; round++) {
    theirs = drawAll(frames, depth);
    const passes = Array.from({ length: PASSES }, () => encodeAll(frames, depth));
    ours = { bytes: passes[0].bytes, cpuUs: median(passes.map((pass) => pass.cpuUs)) };
    ratios.push(ours.cpuUs / theirs.cpuUs);
  }
  const perFrame = frames.length - 1;
  return {
    cpuRatioToScreenBuffer: Number(median(ratios).toFixed(4)),
    bytesRatioToScreenBuffer: Number((ours.bytes / theirs.bytes).toFixed(3)),
    bytesPerSecond: Math.round((ours.bytes / perFrame) * FRAMES_PER_SECOND),
    cpuUsPerFrame: Math.round(ours.cpuUs / perFrame),
  };
}

/** Bytes of ten seconds of the menu when nobody presses a key. */
function measureMenu(): number {
  const screens = openScreens(stateIn(null));
  return encodeAll(
    Array.from({ length: 10 * FRAMES_PER_SECOND }, () => screens.draw(80, 24)),
    'truecolor',
  ).bytes;
}

/** The benchmark. */
export async function benchScreen(): Promise<Findings> {
  const rows: object[] = [];
  const shown: [string, string][] = [];
  for (const [columns, lines] of [
    [80, 24],
    [200, 60],
  ] as const) {
    for (const camera of ['fixed', 'moving'] as const) {
      const frames = recordFrames(columns, lines, FRAMES, camera === 'fixed' ? null : largestArena());
      for (const colours of ['truecolor', '256'] as const) {
        const found = measure(frames, colours);
        const heapBytesPerFrame = measureHeap(frames);
        rows.push({ columns, rows: lines, camera, colours, ...found, heapBytesPerFrame });
        shown.push([
          `${columns} x ${lines}, ${camera} camera, ${colours}`,
          `${found.cpuRatioToScreenBuffer.toFixed(3)} of its CPU, ${found.bytesRatioToScreenBuffer.toFixed(2)} of its bytes; ` +
            `${(found.bytesPerSecond / 1000).toFixed(1)} KB/s, ${found.cpuUsPerFrame} us a frame, heap ${heapBytesPerFrame} bytes a frame`,
        ]);
      }
    }
  }
  const menuBytes = measureMenu();
  shown.push(['the menu for ten seconds', `${menuBytes} bytes`]);
  return { rows: shown, json: { rows, menuBytes } };
}
