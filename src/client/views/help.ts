// Help: keys, rules, pickups, modes, a page each; what does not fit is scrolled to.
import { BOLD, type Frame } from '../frame.js';
import { textWidth } from '../glyph.js';
import { language } from '../language.js';
import { INK } from '../palette.js';
import type { ClientState } from '../state.js';
import type { Key } from '../terminal.js';
import { type HelpPage, helpPages } from './help-text.js';
import { changeOf, drawFooter, type Pages, type View, wrap } from './view.js';
import { word } from './words.js';

const WIDTH = 84;
const NARROW = 56;

interface Line {
  readonly name: string;
  readonly text: string;
}

/** The pages of help, above whatever was there. */
export class HelpView implements View {
  readonly #pages: Pages;
  #page = 0;
  #scroll = 0;
  /** What the last drawing found: how far one can scroll, and by how much a page key goes. */
  #scrollMax = 0;
  #rows = 1;

  constructor(pages: Pages) {
    this.#pages = pages;
  }

  draw(frame: Frame, _state: ClientState): void {
    const pages = helpPages(language(), this.#pages.bindings);
    const page = pages[this.#page]!;
    const width = Math.min(WIDTH, frame.columns);
    const height = Math.min(
      frame.rows - 1,
      Math.max(...pages.map((each) => linesOf(each, width).length)) + 6,
    );
    const x = (frame.columns - width) >> 1;
    const y = Math.max(0, (frame.rows - 1 - height) >> 1);
    frame.fill(x, y, width, height, { bg: INK.bar });
    frame.box(x, y, width, height, { fg: INK.dim, bg: INK.bar, title: word('help') });
    this.#drawTabs(frame, pages, x + 2, y + 1, width - 4);
    const lines = linesOf(page, width);
    this.#rows = Math.max(1, height - 5);
    this.#scrollMax = Math.max(0, lines.length - this.#rows);
    this.#scroll = Math.min(this.#scroll, this.#scrollMax);
    const keyColumns = nameColumns(page, width);
    for (const [row, line] of lines.slice(this.#scroll, this.#scroll + this.#rows).entries()) {
      frame.text(x + 2, y + 3 + row, line.name, { fg: INK.key, bg: INK.bar, style: BOLD, width: width - 4 });
      frame.text(x + 2 + keyColumns, y + 3 + row, line.text, { fg: INK.text, bg: INK.bar });
    }
    if (this.#scrollMax > 0) {
      const more = this.#scroll < this.#scrollMax ? word('more') : word('end');
      frame.text(x + width - textWidth(more) - 2, y + height - 1, more, { fg: INK.accent, bg: INK.bar });
    }
    drawFooter(frame, word('help-keys'));
  }

  #drawTabs(frame: Frame, pages: readonly HelpPage[], left: number, y: number, width: number): void {
    let x = left;
    for (const [index, { title }] of pages.entries()) {
      const isShown = index === this.#page;
      const look = isShown ? { fg: 0x000000, bg: INK.accent, style: BOLD } : { fg: INK.dim, bg: INK.bar };
      x += frame.text(x, y, ` ${title} `, { ...look, width: left + width - x }) + 1;
    }
  }

  key(key: Key): boolean {
    const step = key.name === 'TAB' ? 1 : changeOf(key);
    const count = helpPages(language(), this.#pages.bindings).length;
    if (step !== 0) {
      this.#page = (this.#page + step + count) % count;
      this.#scroll = 0;
      return true;
    }
    switch (key.name) {
      case 'UP':
      case 'k':
        this.#scroll = Math.max(0, this.#scroll - 1);
        return true;
      case 'DOWN':
      case 'j':
        this.#scroll = Math.min(this.#scrollMax, this.#scroll + 1);
        return true;
      case 'PAGE_UP':
        this.#scroll = Math.max(0, this.#scroll - this.#rows);
        return true;
      case 'PAGE_DOWN':
      case ' ':
        this.#scroll = Math.min(this.#scrollMax, this.#scroll + this.#rows);
        return true;
      case 'CTRL_C':
        return false;
      default:
        this.#pages.back();
        return true;
    }
  }
}

/** Columns of the names; 0 where the text stands below them. */
function nameColumns(page: HelpPage, width: number): number {
  return width < NARROW ? 2 : Math.max(...page.lines.map(([name]) => textWidth(name))) + 2;
}

function linesOf(page: HelpPage, width: number): Line[] {
  const columns = nameColumns(page, width);
  return page.lines.flatMap(([name, text]) => {
    const broken = text === '' ? [''] : wrap(text, width - 4 - columns);
    if (width < NARROW) {
      const rest = broken.filter((line) => line !== '').map((line) => ({ name: '', text: line }));
      return name === '' ? rest : [{ name, text: '' }, ...rest];
    }
    return broken.map((line, index) => ({ name: index === 0 ? name : '', text: line }));
  });
}
