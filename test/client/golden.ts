// Golden screens: feeds bytes to a terminal emulator and reads back what it shows, and compares a frame with a file of
// test/client/golden that a person can read. UPDATE_GOLDEN=1 writes the files anew: look at their difference before a commit.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import xterm from '@xterm/headless';
import * as assert from 'uvu/assert';
import { ColourMap } from '../../src/client/colour-map.js';
import { encodeFrame } from '../../src/client/encode-frame.js';
import { BOLD, DEFAULT_COLOUR, DIM, type Frame, INVERSE, UNDERLINE } from '../../src/client/frame.js';
import { Pen } from '../../src/client/pen.js';

/** One cell as an emulator shows it: `text` is empty right of a wide glyph; colours of the palette are given as 0xRRGGBB, and the first
 *  sixteen, which are everybody's own, as their index. */
export interface ShownCell {
  text: string;
  width: number;
  fg: number;
  bg: number;
  style: number;
}

/** An emulator that is fed bytes and asked what it shows. */
export class ShownScreen {
  readonly terminal: InstanceType<typeof xterm.Terminal>;

  constructor(columns: number, rows: number) {
    this.terminal = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true });
  }

  /** Feeds bytes or text; resolves when they are shown. */
  write(bytes: Uint8Array | string): Promise<void> {
    // A copy, because the emulator reads them later than the encoder writes the next ones.
    return new Promise((resolve) => {
      this.terminal.write(typeof bytes === 'string' ? bytes : bytes.slice(), resolve);
    });
  }

  cell(x: number, y: number): ShownCell {
    const { active } = this.terminal.buffer;
    const cell = active.getLine(active.baseY + y)!.getCell(x)!;
    return upperHalf({
      text: cell.getChars(),
      width: cell.getWidth(),
      fg: cell.isFgDefault() ? DEFAULT_COLOUR : colourOf(cell.getFgColor(), cell.isFgPalette()),
      bg: cell.isBgDefault() ? DEFAULT_COLOUR : colourOf(cell.getBgColor(), cell.isBgPalette()),
      style:
        (cell.isBold() ? BOLD : 0) |
        (cell.isDim() ? DIM : 0) |
        (cell.isUnderline() ? UNDERLINE : 0) |
        (cell.isInverse() ? INVERSE : 0),
    });
  }

  /** The rows as text, without the spaces at their ends. */
  lines(): string[] {
    const { active } = this.terminal.buffer;
    return Array.from({ length: this.terminal.rows }, (_, y) =>
      active
        .getLine(active.baseY + y)!
        .translateToString()
        .trimEnd(),
    );
  }
}

/** A lower half looks the same as an upper one whose colours are changed round, and is given as that. */
export function upperHalf(cell: ShownCell): ShownCell {
  const { text, fg, bg, style } = cell;
  if (text !== '▄' || style !== 0 || fg === DEFAULT_COLOUR || bg === DEFAULT_COLOUR) return cell;
  return { ...cell, text: '▀', fg: bg, bg: fg };
}

function colourOf(colour: number, isPalette: boolean): number {
  return isPalette ? paletteColour(colour) : colour;
}

/** The colour of an entry of xterm's 256; the first sixteen are everybody's own, and stay an index. */
export function paletteColour(colour: number): number {
  if (colour < 16) return colour;
  if (colour >= 232) return (8 + 10 * (colour - 232)) * 0x010101;
  const level = (step: number): number => (step === 0 ? 0 : 55 + 40 * step);
  const index = colour - 16;
  return (level(Math.floor(index / 36)) << 16) | (level(Math.floor(index / 6) % 6) << 8) | level(index % 6);
}

/** Shows one frame on a fresh emulator, in true colour. */
export async function show(frame: Frame): Promise<ShownScreen> {
  const screen = new ShownScreen(frame.columns, frame.rows);
  const options = { colours: new ColourMap('truecolor'), synchronized: true, repeat: false };
  await screen.write(encodeFrame(null, frame, new Pen(), options));
  return screen;
}

const LEGEND = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
const NO_LOOK = '.';

function colourName(colour: number): string {
  return colour === DEFAULT_COLOUR ? 'default' : `#${colour.toString(16).padStart(6, '0')}`;
}

function lookOf({ text, fg, bg, style }: ShownCell): string {
  const names = ['bold', 'dim', 'underline', 'inverse'].filter((_, bit) => (style & (1 << bit)) !== 0);
  // The foreground of a space is not seen.
  const isBlank = (text === ' ' || text === '') && (style & (UNDERLINE | INVERSE)) === 0;
  return [isBlank ? 'any' : colourName(fg), 'on', colourName(bg), ...(isBlank ? [] : names)].join(' ');
}

/** A screen as text: the rows, then the same rows with a letter for each cell's look, then what the letters mean. */
export function describeScreen(screen: ShownScreen): string {
  const { cols, rows } = screen.terminal;
  const letters = new Map([['any on default', NO_LOOK]]);
  const text: string[] = [];
  const looks: string[] = [];
  for (let y = 0; y < rows; y++) {
    let line = '';
    let look = '';
    for (let x = 0; x < cols; x++) {
      const cell = screen.cell(x, y);
      const isRightHalf = cell.width === 0;
      line += isRightHalf ? '' : cell.text || ' ';
      const name = lookOf(isRightHalf ? { ...screen.cell(x - 1, y) } : cell);
      if (!letters.has(name)) letters.set(name, LEGEND[letters.size - 1] ?? '?');
      look += letters.get(name);
    }
    text.push(`|${line}|`);
    looks.push(`|${look}|`);
  }
  const legend = [...letters].map(([name, sign]) => `${sign} ${name}`);
  return `${[`${cols} x ${rows}`, ...text, '', ...looks, '', ...legend].join('\n')}\n`;
}

/** Compares a frame, as an emulator shows it, with test/client/golden/NAME.txt. */
export async function expectGolden(name: string, frame: Frame): Promise<void> {
  compareText(name, describeScreen(await show(frame)));
}

/** Compares a text with test/client/golden/NAME.txt. */
export function compareText(name: string, actual: string): void {
  const path = join('test', 'client', 'golden', `${name}.txt`);
  if (process.env.UPDATE_GOLDEN === '1') {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, actual);
    return;
  }
  assert.ok(existsSync(path), `${path} is missing: run with UPDATE_GOLDEN=1, then read it`);
  assert.fixture(actual, readFileSync(path, 'utf8').replaceAll('\r\n', '\n'), `${path} differs`);
}
