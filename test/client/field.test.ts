import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ColourMap } from '../../src/client/colour-map.js';
import { encodeFrame } from '../../src/client/encode-frame.js';
import { Field, type FieldResult } from '../../src/client/field.js';
import { Frame, INVERSE } from '../../src/client/frame.js';
import { CONTINUATION, glyphText, textWidth } from '../../src/client/glyph.js';
import { Pen } from '../../src/client/pen.js';
import { ShownScreen } from './golden.js';

/** Presses keys: names in capitals, anything else as text. */
function press(field: Field, ...names: string[]): FieldResult {
  let result: FieldResult = 'ignored';
  for (const name of names) result = field.key({ name, text: /^[A-Z_]{2,}$/.test(name) ? null : name });
  return result;
}

function typed(text: string, codePointsMax = 40): Field {
  const field = new Field(codePointsMax);
  press(field, ...text);
  return field;
}

/** What a field draws: its cells, and the column of the cell in inverse. */
function drawn(field: Field, width: number): [string, number] {
  const frame = new Frame(width + 2, 1);
  frame.text(0, 0, '#'.repeat(width + 2));
  field.draw(frame, 1, 0, width);
  const cells = Array.from(frame.glyph, (glyph) => (glyph === CONTINUATION ? '<' : glyphText(glyph)));
  assert.is(cells[0], '#');
  assert.is(cells[width + 1], '#');
  return [cells.slice(1, -1).join(''), frame.style.indexOf(INVERSE) - 1];
}

test('typing, moving, deleting', () => {
  const field = typed('tanx');
  assert.is(press(field, 'BACKSPACE', 'k'), 'changed');
  assert.is(field.text, 'tank');
  press(field, 'LEFT', 'LEFT', 'DELETE', 'N');
  assert.is(field.text, 'taNk');
  assert.is(field.cursor, 3);
  press(field, 'HOME', 'x', 'END', 'y');
  assert.is(field.text, 'xtaNky');
});

test('at the ends keys are ignored', () => {
  const field = new Field(10);
  for (const name of ['LEFT', 'RIGHT', 'HOME', 'END', 'BACKSPACE', 'DELETE', 'CTRL_U', 'CTRL_W', 'UP', 'TAB'])
    assert.is(press(field, name), 'ignored', name);
});

test('Ctrl-U, Ctrl-K and Ctrl-W', () => {
  const field = typed('one two  three ');
  press(field, 'CTRL_W');
  assert.is(field.text, 'one two  ');
  press(field, 'LEFT', 'LEFT', 'LEFT', 'CTRL_K');
  assert.is(field.text, 'one tw');
  press(field, 'LEFT', 'CTRL_U');
  assert.is(field.text, 'w');
  assert.is(field.cursor, 0);
});

test('Enter submits, Escape cancels, and the text stays', () => {
  const field = typed('ok');
  assert.is(press(field, 'ENTER'), 'submitted');
  assert.is(press(field, 'ESCAPE'), 'cancelled');
  assert.is(field.text, 'ok');
});

test('the cursor and deletion go by graphemes', () => {
  const field = typed('ax\u0301漢');
  assert.is(field.cursor, 3);
  press(field, 'LEFT', 'BACKSPACE');
  assert.is(field.text, 'a漢');
});

test('the limit counts code points', () => {
  assert.is(typed('漢😀x\u0301y', 4).text, '漢😀x\u0301');
  assert.is(press(typed('abcd', 4), 'e'), 'ignored');
  const field = new Field(3, 'abcdef');
  assert.is(field.text, 'abc');
  field.text = '12';
  assert.is(field.text, '12');
  assert.is(field.cursor, 2);
});

test('control characters never get in', () => {
  const field = new Field(20);
  field.insert('a\x1b[2J\x9b\u202eb\n');
  assert.is(field.text, 'a[2Jb');
});

test('draws itself with a cursor cell', () => {
  const field = typed('abc');
  assert.equal(drawn(field, 6), ['abc   ', 3]);
  press(field, 'LEFT', 'LEFT');
  assert.equal(drawn(field, 6), ['abc   ', 1]);
});

test('scrolls as far as the cursor needs', () => {
  const field = typed('abcdefgh');
  assert.equal(drawn(field, 5), ['efgh ', 4]);
  press(field, 'LEFT', 'LEFT');
  assert.equal(drawn(field, 5), ['efgh ', 2]);
  press(field, 'HOME');
  assert.equal(drawn(field, 5), ['abcde', 0]);
  press(field, 'END');
  press(field, 'BACKSPACE', 'BACKSPACE');
  assert.equal(drawn(field, 5), ['cdef ', 4]);
});

test('wide glyphs are never cut by the edges', () => {
  const field = typed('漢字漢字');
  assert.equal(drawn(field, 6), [' 漢<字< ', 5]);
  press(field, 'LEFT');
  assert.is(drawn(field, 6)[1], 3);
  press(field, 'HOME');
  assert.equal(drawn(field, 5), ['漢<字< ', 0]);
});

test('without the focus there is no cursor', () => {
  const frame = new Frame(5, 1);
  typed('ab').draw(frame, 0, 0, 5, { isFocused: false });
  assert.ok(frame.style.every((style) => style === 0));
});

test('the hidden cursor of the terminal stands where a field is typed into, so that input methods open there', async () => {
  const screen = new ShownScreen(30, 4);
  const [pen, colours] = [new Pen(), new ColourMap('truecolor')];
  const options = { colours, synchronized: false, repeat: false };
  const field = new Field(20);
  let shown: Frame | null = null;
  let bytes = 0;
  const draw = async (): Promise<void> => {
    const frame = new Frame(30, 4);
    frame.text(20, 3, 'below');
    field.draw(frame, 4, 1, 12);
    const sent = encodeFrame(shown, frame, pen, options);
    bytes = sent.length;
    await screen.write(sent);
    shown = frame;
  };
  await draw();
  for (const [text, column] of [
    ['ab', 6],
    ['漢', 8],
    ['0123456789', 15],
  ] as const) {
    field.insert(text);
    await draw();
    const { cursorX, cursorY } = screen.terminal.buffer.active;
    assert.equal([cursorX, cursorY], [column, 1], text);
    await draw();
    assert.is(bytes, 0, 'a picture that has not changed is not sent');
  }
});

test('a nick with vowel signs takes as many columns as it is reckoned with, whatever a terminal makes of it', async () => {
  for (const nick of ['नमस्ते', 'தமிழ்', 'ก้อง', 'राधा']) {
    const screen = new ShownScreen(30, 2);
    const frame = new Frame(30, 2);
    const columns = frame.text(0, 0, nick);
    assert.is(columns, textWidth(nick));
    frame.text(columns, 0, '|behind');
    const options = { colours: new ColourMap('truecolor'), synchronized: false, repeat: false };
    await screen.write(encodeFrame(null, frame, new Pen(), options));
    assert.is(screen.cell(columns, 0).text, '|', nick);
    assert.is(screen.cell(columns + 6, 0).text, 'd', nick);
  }
});

test.run();
