import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ColourMap } from '../../src/client/colour-map.js';
import { type EncodeOptions, encodeFrame } from '../../src/client/encode-frame.js';
import { BOLD, DEFAULT_COLOUR, DIM, Frame, INVERSE, UNDERLINE } from '../../src/client/frame.js';
import { CONTINUATION, glyphText, glyphWidth, isSure } from '../../src/client/glyph.js';
import { Pen } from '../../src/client/pen.js';
import { paletteColour, type ShownCell, ShownScreen, upperHalf } from './golden.js';

const PLAIN: EncodeOptions = { colours: new ColourMap('truecolor'), synchronized: false, repeat: false };

/** A terminal's side of frames: keeps the pen and the frame that is shown. */
class Encoder {
  readonly pen = new Pen();
  #shown: Frame | null = null;

  constructor(readonly options: EncodeOptions = PLAIN) {}

  /** Draws the next frame of the same size and gives its bytes as readable text, ESC as "^". */
  next(columns: number, rows: number, draw: (frame: Frame) => void): string {
    return Buffer.from(this.bytes(columns, rows, draw))
      .toString()
      .replaceAll('\x1b', '^');
  }

  bytes(columns: number, rows: number, draw: (frame: Frame) => void): Uint8Array {
    const frame = new Frame(columns, rows);
    draw(frame);
    const bytes = encodeFrame(this.#shown, frame, this.pen, this.options);
    if (bytes.length > 0) this.#shown = frame;
    return bytes;
  }
}

test('the first frame sends every cell, and clears nothing', () => {
  assert.is(
    new Encoder().next(3, 2, (frame) => frame.text(0, 0, 'ab')),
    '^[H^[mab \r\n   ',
  );
});

test('an unchanged frame is 0 bytes, also where frames are synchronized', () => {
  const encoder = new Encoder({ ...PLAIN, synchronized: true });
  const draw = (frame: Frame) => void frame.text(0, 0, '漢x\u0301😀', { fg: 1, bg: 2, style: BOLD });
  const first = encoder.next(8, 2, draw);
  assert.ok(first.startsWith('^[?2026h') && first.endsWith('^[?2026l'));
  assert.is(encoder.next(8, 2, draw), '');
  assert.is(encoder.next(8, 2, draw), '');
});

test('a changed size sends every cell again', () => {
  const encoder = new Encoder();
  encoder.next(2, 1, () => {});
  assert.is(
    encoder.next(3, 1, () => {}),
    '^[H^[m   ',
  );
});

test('a small move is few bytes', () => {
  const encoder = new Encoder();
  const tankAt = (x: number) => (frame: Frame) => {
    frame.clear(0x101010);
    frame.fill(x, 10, 4, 2, { bg: 0xff0000 });
  };
  encoder.next(80, 24, tankAt(20));
  const bytes = encoder.bytes(80, 24, tankAt(21)).length;
  assert.ok(bytes < 110, `${bytes} bytes`);
});

test('cursor moves are the shortest', () => {
  const encoder = new Encoder();
  encoder.next(30, 5, () => {});
  const at =
    (...cells: [number, number, string][]) =>
    (frame: Frame) => {
      for (const [x, y, text] of cells) frame.text(x, y, text);
    };
  assert.is(encoder.next(30, 5, at([9, 2, 'a'])), '^[3;10Ha');
  assert.is(encoder.next(30, 5, at([9, 2, 'a'], [11, 2, 'b'])), ' b', 'a bridge of one cell');
  assert.is(encoder.next(30, 5, at([9, 2, 'a'], [11, 2, 'b'], [22, 2, 'c'])), '^[10Cc');
  assert.is(encoder.next(30, 5, at([9, 2, 'a'], [11, 2, 'b'], [22, 2, 'd'])), '\bd');
  assert.is(encoder.next(30, 5, at([9, 2, 'a'], [11, 2, 'b'], [22, 2, 'd'], [23, 4, 'e'])), '^[2Be');
  assert.is(
    encoder.next(30, 5, at([9, 2, 'a'], [11, 2, 'b'], [22, 2, 'd'], [0, 4, 'x'], [23, 4, 'e'])),
    '\rx',
  );
  assert.is(
    encoder.next(30, 5, () => {}),
    '\r ^[22C ^[3;10H   ^[10C ',
  );
});

test('the pen carries colours from frame to frame, and sends what differs', () => {
  const encoder = new Encoder();
  const colours = { fg: 0x010203, bg: 0x040506 };
  encoder.next(4, 1, () => {});
  assert.is(
    encoder.next(4, 1, (frame) => frame.text(0, 0, 'ab', colours)),
    '\r^[38;2;1;2;3;48;2;4;5;6mab',
  );
  assert.is(
    encoder.next(4, 1, (frame) => frame.text(0, 0, 'abc', colours)),
    'c',
  );
  assert.is(
    encoder.next(4, 1, (frame) => frame.text(0, 0, 'abcd', { ...colours, style: BOLD | UNDERLINE })),
    '\r^[1;4mabcd',
  );
  assert.is(
    encoder.next(4, 1, (frame) => frame.text(0, 0, 'abcd', { ...colours, style: DIM | INVERSE })),
    '\r^[22;24;2;7mabcd',
  );
  assert.is(
    encoder.next(4, 1, (frame) => frame.text(0, 0, 'abcd')),
    '\r^[mabcd',
  );
});

test('the foreground of a space is neither compared nor sent', () => {
  const encoder = new Encoder();
  encoder.next(4, 1, (frame) => frame.text(0, 0, '    ', { fg: 1 }));
  assert.is(
    encoder.next(4, 1, (frame) => frame.text(0, 0, '    ', { fg: 2, style: BOLD })),
    '',
  );
  assert.is(
    encoder.next(4, 1, (frame) => frame.text(0, 0, '    ', { style: UNDERLINE })),
    '\r^[4;39m    ',
  );
});

test('a half block is written as whichever half needs the shorter change', () => {
  const encoder = new Encoder();
  const halves = (frame: Frame) => {
    frame.set(0, 0, 0x2580, 0x010101, 0x020202);
    frame.set(1, 0, 0x2580, 0x020202, 0x010101);
    frame.set(2, 0, 0x2584, 0x010101, 0x020202);
    frame.set(3, 0, 0x2580, 0x010101, DEFAULT_COLOUR);
  };
  assert.is(encoder.next(4, 1, halves), '^[H^[0;38;2;1;1;1;48;2;2;2;2m▀▄▄^[49m▀');
});

test('cells near by in one colour are written before it changes', () => {
  const encoder = new Encoder();
  encoder.next(9, 2, () => {});
  const striped = (frame: Frame) => {
    for (const [x, bg] of [0x010101, 0x020202, 0x010101, 0x020202].entries())
      frame.set(x + 2, 0, 0x20, 0, bg);
  };
  assert.is(encoder.next(9, 2, striped), '^[1;3H^[48;2;1;1;1m ^[C ^[48;2;2;2;2m \b\b\b ');
});

test('a colour that the palette has exactly is sent as its index, but for those that themes change', () => {
  const encoder = new Encoder();
  assert.is(
    encoder.next(3, 1, (frame) => {
      frame.set(0, 0, 0x61, 0xff8700, 0x121212);
      frame.set(1, 0, 0x61, 0x00005f, 0x121212);
      frame.set(2, 0, 0x61, 0xff8701, 0x121212);
    }),
    '^[H^[0;38;5;208;48;5;233ma^[38;2;0;0;95ma^[38;2;255;135;1ma',
  );
});

test('colours that a terminal shows alike are not sent again', () => {
  for (const [depth, expected] of [
    ['256', '^[H^[0;38;5;196;48;5;16mab'],
    ['16', '^[H^[0;91;40mab'],
    ['none', '^[H^[mab'],
  ] as const) {
    const encoder = new Encoder({ ...PLAIN, colours: new ColourMap(depth) });
    assert.is(
      encoder.next(2, 1, (frame) => frame.text(0, 0, 'ab', { fg: 0xff0000, bg: 0x000000 })),
      expected,
    );
    assert.is(
      encoder.next(2, 1, (frame) => frame.text(0, 0, 'ab', { fg: 0xfe0000, bg: 0x010000 })),
      '',
    );
  }
});

test('REP is used where the terminal has it and it is shorter', () => {
  const encoder = new Encoder({ ...PLAIN, repeat: true });
  assert.is(
    encoder.next(40, 1, (frame) => frame.fill(1, 0, 10, 1, { glyph: 0x2580 })),
    '^[H^[m ▀^[9b ^[28b',
  );
  assert.is(
    encoder.next(40, 1, () => {}),
    '^[2G ^[9b'.replace('^[2G', '^[1;2H'),
    'up to the last cell that changed',
  );
});

test('after a glyph of disputed width the cursor is placed anew', () => {
  const encoder = new Encoder();
  encoder.next(8, 2, () => {});
  assert.is(
    encoder.next(8, 2, (frame) => frame.text(1, 0, 'x\u0301y😀z')),
    '^[1;2Hx\u0301^[1;3Hy  ^[1;4H😀^[1;6Hz',
  );
});

// ---- any frames, on an emulator ----

const GLYPHS = ['a', 'B', '~', ' ', ' ', '▀', '▄', '│', 'ż', '漢', '字', 'x\u0301', '漢\u0323', '😀', '\x1b'];
const COLOURS = [DEFAULT_COLOUR, 0, 0xffffff, 0xff0000, 0x123456];

interface Patch {
  x: number;
  y: number;
  columns: number;
  rows: number;
  text: string;
  fg: number;
  bg: number;
  style: number;
}
interface Step {
  columns: number;
  rows: number;
  patches: Patch[];
}

const patches = fc.array(
  fc.record({
    x: fc.integer({ min: -2, max: 24 }),
    y: fc.integer({ min: -1, max: 6 }),
    columns: fc.integer({ min: 0, max: 12 }),
    rows: fc.integer({ min: 0, max: 3 }),
    text: fc.array(fc.constantFrom(...GLYPHS), { maxLength: 12 }).map((glyphs) => glyphs.join('')),
    fg: fc.constantFrom(...COLOURS),
    bg: fc.constantFrom(...COLOURS),
    style: fc.integer({ min: 0, max: BOLD | DIM | UNDERLINE | INVERSE }),
  }),
  { maxLength: 5 },
);
const sizes = fc.constantFrom(
  [24, 6] as const,
  [24, 6] as const,
  [24, 6] as const,
  [9, 3] as const,
  [1, 2] as const,
);
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc
    .record({ size: sizes, patches })
    .map(({ size: [columns, rows], patches }) => ({ columns, rows, patches })),
  { minLength: 1, maxLength: 8 },
);

function apply(frame: Frame, list: readonly Patch[]): void {
  for (const { x, y, columns, rows, text, ...look } of list) {
    frame.fill(x, y, columns, rows, look);
    frame.text(x, y, text, look);
  }
}

/** What an emulator should show for a cell of a frame in a terminal's colours. */
function expectedCell(frame: Frame, cell: number, colours: ColourMap): ShownCell {
  const glyph = frame.glyph[cell]!;
  const shownColour = (colour: number): number => {
    const code = colours.code(colour);
    return colours.depth === '256' && code !== DEFAULT_COLOUR ? paletteColour(code) : code;
  };
  return upperHalf({
    text: glyph === CONTINUATION ? '' : glyphText(glyph),
    width: glyph === CONTINUATION ? 0 : glyphWidth(glyph),
    fg: shownColour(frame.foreground[cell]!),
    bg: shownColour(frame.background[cell]!),
    style: frame.style[cell]!,
  });
}

/** Says where an emulator shows something else than the frame; an empty string when nowhere. */
function differences(frame: Frame, screen: ShownScreen, colours: ColourMap): string {
  const found: string[] = [];
  for (let y = 0; y < frame.rows; y++)
    for (let x = 0; x < frame.columns; x++) {
      const cell = y * frame.columns + x;
      const shown = screen.cell(x, y);
      const expected = expectedCell(frame, cell, colours);
      const isRight = expected.text === '';
      const isSeen = expected.text !== ' ' || (expected.style & (UNDERLINE | INVERSE)) !== 0;
      // The emulator draws emoji in one column; a space must stand in the second.
      const isRightOfEmoji = isRight && !isSure(frame.glyph[cell - 1]!);
      const isTextRight = shown.text === expected.text || (isRightOfEmoji && shown.text.trim() === '');
      const isLookRight =
        isRight ||
        (shown.bg === expected.bg &&
          (!isSeen || (shown.fg === expected.fg && shown.style === expected.style)));
      if (!isTextRight || !isLookRight)
        found.push(`${x},${y}: ${JSON.stringify(shown)} and not ${JSON.stringify(expected)}`);
    }
  return found.join('\n');
}

async function checkSteps(list: readonly Step[], options: EncodeOptions): Promise<void> {
  const encoder = new Encoder(options);
  const first = list[0]!;
  const screen = new ShownScreen(first.columns, first.rows);
  // As terminal.ts leaves it: the alternate screen, and no wrapping.
  await screen.write('\x1b[?1049h\x1b[?7l');
  // Each frame starts from the one before, so that most of it stays.
  let drawn: Patch[] = [];
  for (const { columns, rows, patches: added } of list) {
    drawn = [...drawn, ...added].slice(-12);
    screen.terminal.resize(columns, rows);
    const draw = (frame: Frame) => apply(frame, drawn);
    const bytes = encoder.bytes(columns, rows, draw);
    assert.not.ok(Buffer.from(bytes).includes('\x1b[2J'), 'a full clear');
    await screen.write(bytes);
    const frame = new Frame(columns, rows);
    draw(frame);
    assert.is(differences(frame, screen, options.colours), '');
    assert.is(encoder.bytes(columns, rows, draw).length, 0, 'the same frame again');
  }
  screen.terminal.dispose();
}

const SEED = Number(process.env.TEST_SEED ?? 20_260);

for (const [depth, repeat] of [
  ['truecolor', false],
  ['truecolor', true],
  ['256', true],
  ['16', false],
  ['none', false],
] as const)
  test(`any frames are shown as they are, resized in between (seed ${SEED}, ${depth}, repeat ${repeat})`, async () => {
    const options = { colours: new ColourMap(depth), repeat, synchronized: repeat };
    // fast-check's report of a failure prints the seed and the smallest frames that fail.
    await fc.assert(
      fc.asyncProperty(steps, (list) => checkSteps(list, options)),
      { seed: SEED, numRuns: 80 },
    );
  });

test.run();
