// Joining by a code: six cells that fill as it is typed or pasted, in capitals or not, with dashes and blanks or without.
import { ROOM_CODE_LENGTH } from '../../protocol/limits.js';
import { parseRoomCode, ROOM_CODE_ALPHABET } from '../../protocol/room-code.js';
import { Field } from '../field.js';
import { BOLD, type Frame } from '../frame.js';
import { INK } from '../palette.js';
import type { ClientState } from '../state.js';
import type { Key } from '../terminal.js';
import { bigHeight, bigWidth, drawBig } from './big-text.js';
import { drawHeading } from './logo.js';
import { type Actions, drawCentred, drawFooter, drawTitle, type Pages, type View, wrap } from './view.js';
import { word } from './words.js';

const FIELD_MAX = 16;
const CELL_COLUMNS = 9;
const CELL_ROWS = 6;
const SMALL_COLUMNS = 5;

/** The screen of the code. */
export class JoinView implements View {
  readonly #actions: Actions;
  readonly #pages: Pages;
  readonly #field = new Field(FIELD_MAX);
  readonly isTyping = true;
  readonly showsRefusal = true;
  /** Whether ENTER was pressed on something that can't be a code. */
  #isRefused = false;

  constructor(actions: Actions, pages: Pages) {
    this.#actions = actions;
    this.#pages = pages;
  }

  draw(frame: Frame, state: ClientState): void {
    drawTitle(frame, word('join'), word('on-server', { nick: state.nick, server: state.serverName }));
    const isLarge = frame.columns >= CELL_COLUMNS * ROOM_CODE_LENGTH + 4 && frame.rows >= 18;
    const cellColumns = isLarge ? CELL_COLUMNS : SMALL_COLUMNS;
    const cellRows = isLarge ? CELL_ROWS : 3;
    const top = Math.max(2, (frame.rows - cellRows - 5) >> 1);
    const letters = this.#letters();
    const shown = Math.max(ROOM_CODE_LENGTH, Math.min(letters.length, ROOM_CODE_LENGTH + 1));
    drawHeading(frame, top, word('join'));
    drawCentred(frame, top, word('join-prompt'), INK.text);
    const pitch = cellColumns + (isLarge ? 1 : 0);
    let x = (frame.columns - shown * pitch) >> 1;
    for (let index = 0; index < shown; index++, x += pitch) {
      const letter = letters[index] ?? '';
      const isGood = letter === '' || (ROOM_CODE_ALPHABET.includes(letter) && index < ROOM_CODE_LENGTH);
      const isNext = index === letters.length;
      const fg = isGood ? (isNext ? INK.accent : letter === '' ? INK.dim : INK.text) : INK.bad;
      frame.box(x, top + 2, cellColumns, cellRows, { fg });
      const ink = isGood ? INK.bright : INK.bad;
      if (isLarge) drawBig(frame, x + ((cellColumns - bigWidth('A')) >> 1), top + 3, letter, ink);
      else frame.text(x + 2, top + 3, letter, { fg: ink, style: BOLD });
      if (isNext) {
        frame.text(x + (cellColumns >> 1), top + 2 + (isLarge ? bigHeight() : 1), '_', { fg: INK.accent });
      }
    }
    const hint = this.#hint(letters, state.refusal);
    for (const [index, line] of wrap(hint.text, Math.min(60, frame.columns - 4)).entries()) {
      drawCentred(frame, top + cellRows + 3 + index, line, hint.fg);
    }
    drawFooter(frame, word('join-keys'));
  }

  /** What is typed, as a code has it: capitals, nothing between. */
  #letters(): string[] {
    return [...this.#field.text.replace(/[\s-]+/g, '').toUpperCase()];
  }

  /** @param refusal what the server has said to the code; empty before it was asked */
  #hint(letters: readonly string[], refusal: string): { text: string; fg: number } {
    if (refusal !== '') return { text: refusal, fg: INK.bad };
    const wrong = letters.find((letter) => !ROOM_CODE_ALPHABET.includes(letter));
    if (wrong !== undefined) return { text: word('join-wrong', { letter: wrong }), fg: INK.bad };
    if (letters.length > ROOM_CODE_LENGTH) {
      return { text: word('join-long', { length: ROOM_CODE_LENGTH }), fg: INK.bad };
    }
    if (letters.length === ROOM_CODE_LENGTH) return { text: word('join-ready'), fg: INK.good };
    if (this.#isRefused) return { text: word('join-short', { length: ROOM_CODE_LENGTH }), fg: INK.bad };
    return { text: word('join-text'), fg: INK.dim };
  }

  key(key: Key): boolean {
    const result = this.#field.key(key);
    if (result === 'changed') this.#isRefused = false;
    if (result === 'cancelled') this.#pages.back();
    if (result === 'submitted') {
      const code = parseRoomCode(this.#field.text);
      this.#isRefused = code === null;
      if (code !== null) this.#actions.joinRoom(code);
    }
    // Each key is the field's while it is open.
    return true;
  }
}
