// The champions table: a page of it as the server told it, best first.
import { BOLD, type Frame } from '../frame.js';
import { textWidth } from '../glyph.js';
import { INK } from '../palette.js';
import type { ChampionsPage, ClientState } from '../state.js';
import type { Key } from '../terminal.js';
import { drawHeading } from './logo.js';
import {
  type Actions,
  changeOf,
  drawCentred,
  drawFooter,
  drawPanel,
  drawTitle,
  type View,
  wrap,
} from './view.js';
import { word } from './words.js';

const WIDTH = 64;

/** The table. */
export class ChampionsView implements View {
  readonly #actions: Actions;
  /** The page that was asked for last, from 1 on; 0 before the first. */
  #page = 0;

  constructor(actions: Actions) {
    this.#actions = actions;
  }

  step(): void {
    if (this.#page === 0) this.#ask(1);
  }

  #ask(page: number): void {
    this.#page = page;
    this.#actions.listChampions(page);
  }

  draw(frame: Frame, state: ClientState): void {
    const { champions, championsProblem } = state;
    drawTitle(frame, word('champions'), word('on-server', { nick: state.nick, server: state.serverName }));
    if (championsProblem !== '') drawText(frame, championsProblem);
    else if (champions === null) drawText(frame, word('asking'));
    else if (champions.rows.length === 0) drawText(frame, word('no-champions-yet'));
    else drawRows(frame, champions, state.nick);
    drawFooter(frame, word('champions-keys'));
  }

  key(key: Key, { champions }: ClientState): boolean {
    const step = key.name === 'PAGE_UP' ? -1 : key.name === 'PAGE_DOWN' ? 1 : changeOf(key);
    if (step === 0 || champions === null) return false;
    const page = Math.max(1, Math.min(champions.pages, this.#page + step));
    if (page !== this.#page) this.#ask(page);
    return true;
  }
}

function drawText(frame: Frame, text: string): void {
  const lines = wrap(text, Math.min(60, frame.columns - 4));
  const top = (frame.rows - lines.length) >> 1;
  for (const [index, line] of lines.entries()) drawCentred(frame, top + index, line, INK.dim);
}

function drawRows(frame: Frame, { page, pages, rows }: ChampionsPage, nick: string): void {
  const width = Math.min(WIDTH, frame.columns - 2);
  const x = (frame.columns - width) >> 1;
  const shown = Math.min(rows.length, frame.rows - 6);
  const top = Math.max(2, (frame.rows - shown - 4) >> 1);
  const isWide = width >= 60;
  drawHeading(frame, top, word('champions'));
  drawPanel(frame, x, top, width, shown + (pages > 1 ? 4 : 2));
  const head = { fg: INK.dim, style: BOLD };
  const atRight = (right: number, y: number, text: string, look: { fg: number; style?: number }): void => {
    frame.text(x + right - text.length, y, text, look);
  };
  frame.text(x + 7, top, word('column-nick'), head);
  atRight(width - (isWide ? 26 : 2), top, word('column-rating'), head);
  if (isWide) atRight(width - 12, top, word('column-matches'), head);
  if (isWide) atRight(width - 1, top, word('column-wins'), head);
  for (const [index, row] of rows.slice(0, shown).entries()) {
    const y = top + 2 + index;
    const isOwn = row.nick === nick;
    const fg = row.champion ? INK.accent : isOwn ? INK.bright : INK.text;
    const look = { fg, style: row.champion || isOwn ? BOLD : 0 };
    atRight(4, y, `${row.rank}.`, look);
    const used = frame.text(x + 7, y, row.nick, { ...look, width: 17 });
    if (row.champion) {
      const badge = ` ${word('champion')} `;
      const room = width - used - (isWide ? 42 : 18);
      if (textWidth(badge) <= room)
        frame.text(x + 8 + used, y, badge, { fg: 0x000000, bg: INK.accent, style: BOLD });
    } else if (isOwn) frame.text(x + 8 + used, y, word('you-mark'), { fg: INK.dim });
    atRight(width - (isWide ? 26 : 2), y, String(row.rating), look);
    if (isWide) atRight(width - 12, y, String(row.matches), look);
    if (isWide) atRight(width - 1, y, String(row.wins), look);
  }
  if (pages > 1) {
    drawCentred(frame, top + shown + 3, word('page', { page, pages }), INK.dim);
  }
}
