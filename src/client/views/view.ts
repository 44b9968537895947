// The form of a screen: it draws itself from what the client knows, and takes the keys. app.ts chooses which one is shown.
import { BOLD, type Frame, KEEP_COLOUR } from '../frame.js';
import { textWidth } from '../glyph.js';
import { INK } from '../palette.js';
import type { ClientState } from '../state.js';
import type { Key } from '../terminal.js';

/** What a view may ask for. None of them waits: what comes of it is seen in the state. */
export interface Actions {
  createRoom(): void;
  joinRoom(code: string): void;
  leaveRoom(): void;
  startGame(): void;
  setOption(name: string, value: string | number | boolean): void;
  say(text: string): void;
  leave(): void;
}

/** One screen. */
export interface View {
  draw(frame: Frame, state: ClientState, nowMs: number): void;
  /** @returns false when the key means nothing here */
  key(key: Key, state: ClientState, nowMs: number): boolean;
  /** True while a text field has the keys: only then pasted text comes to key(). */
  readonly isTyping?: boolean;
}

/** Writes a line on a bar over the whole width. */
export function drawBar(frame: Frame, y: number, text: string, fg: number = INK.dim): void {
  frame.fill(0, y, frame.columns, 1, { bg: INK.bar });
  frame.text(1, y, text, { fg, bg: INK.bar, width: frame.columns - 2 });
}

/** The last line of a screen: its keys, given as `KEY what it does` with two blanks between; those that find no room
 *  are left out from the end. */
export function drawFooter(frame: Frame, keys: string): void {
  const y = frame.rows - 1;
  frame.fill(0, y, frame.columns, 1, { bg: INK.bar });
  let x = 1;
  for (const part of keys.split('  ')) {
    if (x + textWidth(part) >= frame.columns) return;
    const space = part.indexOf(' ');
    const name = space < 0 ? part : part.slice(0, space);
    x += frame.text(x, y, name, { fg: INK.key, bg: INK.bar, style: BOLD });
    x += frame.text(x, y, part.slice(name.length), { fg: INK.dim, bg: INK.bar }) + 2;
  }
}

/** Writes text in the middle of a row. */
export function drawCentred(
  frame: Frame,
  y: number,
  text: string,
  fg: number,
  style = 0,
  bg = KEEP_COLOUR,
): void {
  frame.text(Math.max(0, (frame.columns - textWidth(text)) >> 1), y, text, { fg, bg, style });
}

/** Breaks text at its blanks into lines of at most `width` columns (2 or more), and a word that is longer anywhere. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const part of text.split('\n')) {
    let line = '';
    for (const word of part.trim().split(/ +/)) {
      if (line !== '' && textWidth(line) + 1 + textWidth(word) > width) {
        lines.push(line);
        line = '';
      }
      let rest = word;
      while (textWidth(rest) > width) {
        const head = fitting(rest, width);
        lines.push(head);
        rest = rest.slice(head.length);
      }
      line = line === '' ? rest : `${line} ${rest}`;
    }
    lines.push(line);
  }
  return lines;
}

/** The longest beginning of a text that takes at most `width` columns. */
function fitting(text: string, width: number): string {
  let head = '';
  for (const character of text) {
    if (head !== '' && textWidth(head + character) > width) break;
    head += character;
  }
  return head;
}
