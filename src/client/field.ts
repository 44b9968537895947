// A one-line text field: keys in, text out, drawn as cells. A model alone: views own one, hand it their keys, and draw it into
// their frame. terminal-kit's TextBuffer isn't used, because it brings its own screen, tabs and markup. The cursor stands
// between two graphemes and never within one.
import type { CellStyle, Frame } from './frame.js';
import { INVERSE } from './frame.js';
import { CONTROL, kindOf, LEFT_OUT, textWidth } from './glyph.js';
import type { Key } from './terminal.js';

/** What a key did to a field: 'changed' includes a moved cursor. */
export type FieldResult = 'changed' | 'submitted' | 'cancelled' | 'ignored';

/** How a field looks; one without the focus (default: with) shows no cursor, a secret one a star for each grapheme. */
export interface FieldStyle extends CellStyle {
  readonly isFocused?: boolean;
  readonly isSecret?: boolean;
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

function split(text: string): string[] {
  return Array.from(graphemes.segment(text), ({ segment }) => segment);
}

function starsFor(text: string): string {
  return '*'.repeat(split(text).length);
}

/** Text with a cursor in it. */
export class Field {
  #before = '';
  #after = '';
  /** First column of the text that draw() shows; kept, so that the text rests while the cursor moves within what is shown. */
  #scroll = 0;
  readonly #codePointsMax: number;

  /** @param codePointsMax most code points that it takes @param text what is in it at first; the cursor stands after that */
  constructor(codePointsMax: number, text = '') {
    this.#codePointsMax = codePointsMax;
    this.insert(text);
  }

  get text(): string {
    return this.#before + this.#after;
  }

  /** Replaces the text and puts the cursor after it; cut at the limit. */
  set text(text: string) {
    this.#before = '';
    this.#after = '';
    this.insert(text);
  }

  /** Graphemes before the cursor. */
  get cursor(): number {
    return split(this.#before).length;
  }

  /** Puts text in at the cursor, without its control characters, and as much of it as the limit leaves room for.
   *  @returns true when something was put in */
  insert(text: string): boolean {
    const room = this.#codePointsMax - Array.from(this.text).length;
    const allowed = Array.from(text)
      .filter((character) => isAllowed(character.codePointAt(0)!))
      .slice(0, Math.max(0, room))
      .join('');
    this.#before += allowed;
    return allowed !== '';
  }

  /** Takes a key press. */
  key(key: Key): FieldResult {
    switch (key.name) {
      case 'ENTER':
      case 'KP_ENTER':
        return 'submitted';
      case 'ESCAPE':
        return 'cancelled';
      case 'LEFT':
      case 'CTRL_B':
        return this.#move(-1);
      case 'RIGHT':
      case 'CTRL_F':
        return this.#move(1);
      case 'HOME':
      case 'CTRL_A':
        return this.#set('', this.text);
      case 'END':
      case 'CTRL_E':
        return this.#set(this.text, '');
      case 'BACKSPACE':
        return this.#set(split(this.#before).slice(0, -1).join(''), this.#after);
      case 'DELETE':
        return this.#set(this.#before, split(this.#after).slice(1).join(''));
      case 'CTRL_U':
        return this.#set('', this.#after);
      case 'CTRL_K':
        return this.#set(this.#before, '');
      case 'CTRL_W':
        return this.#set(this.#before.replace(/\S*\s*$/u, ''), this.#after);
      default:
        return key.text !== null && this.insert(key.text) ? 'changed' : 'ignored';
    }
  }

  /** Draws the part around the cursor into `width` cells of a row, and the cursor as a cell in inverse.
   *  @param width 2 or more, so that a wide glyph fits */
  draw(frame: Frame, x: number, y: number, width: number, options: FieldStyle = {}): void {
    const { isFocused = true, isSecret = false, ...cells } = options;
    const style = cells.style ?? 0;
    const before = isSecret ? starsFor(this.#before) : this.#before;
    const after = isSecret ? starsFor(this.#after) : this.#after;
    frame.fill(x, y, width, 1, cells);
    const [atCursor = ' ', ...rest] = split(after);
    const cursorColumn = textWidth(before);
    // One column after the text, where the cursor stands at its end.
    this.#scrollTo(cursorColumn, textWidth(atCursor), cursorColumn + textWidth(after) + 1, width);
    let column = 0;
    const drawNext = (grapheme: string, graphemeStyle: number): void => {
      const columns = textWidth(grapheme);
      const left = column - this.#scroll;
      // A wide glyph that the field's edge would cut is left blank.
      if (left >= 0 && left + columns <= width)
        frame.text(x + left, y, grapheme, { ...cells, style: graphemeStyle });
      column += columns;
    };
    if (isFocused) {
      frame.caretX = x + cursorColumn - this.#scroll;
      frame.caretY = y;
    }
    for (const grapheme of split(before)) drawNext(grapheme, style);
    drawNext(atCursor, isFocused ? style ^ INVERSE : style);
    for (const grapheme of rest) drawNext(grapheme, style);
  }

  #scrollTo(cursorColumn: number, cursorColumns: number, end: number, width: number): void {
    this.#scroll = Math.max(0, Math.min(this.#scroll, cursorColumn, end - width));
    this.#scroll = Math.max(this.#scroll, cursorColumn + cursorColumns - width);
  }

  #move(steps: -1 | 1): FieldResult {
    const before = split(this.#before);
    const after = split(this.#after);
    if (steps < 0) after.unshift(...before.splice(-1));
    else before.push(...after.splice(0, 1));
    return this.#set(before.join(''), after.join(''));
  }

  #set(before: string, after: string): FieldResult {
    const isSame = before === this.#before && after === this.#after;
    this.#before = before;
    this.#after = after;
    return isSame ? 'ignored' : 'changed';
  }
}

function isAllowed(codePoint: number): boolean {
  const kind = kindOf(codePoint);
  return kind !== CONTROL && kind !== LEFT_OUT;
}
