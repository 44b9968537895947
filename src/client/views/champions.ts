// The champions table: a page of it as the server told it, best first, mode by mode; and the profile of whoever is chosen in it.
import { MODES } from '../../game/modes.js';
import { BOLD, type Frame } from '../frame.js';
import { textWidth } from '../glyph.js';
import { INK } from '../palette.js';
import type { ChampionsPage, ClientState } from '../state.js';
import type { Key } from '../terminal.js';
import { drawHeading } from './logo.js';
import { ProfileView } from './profile.js';
import { modeName } from './room-options.js';
import {
  type Actions,
  changeOf,
  drawCentred,
  drawFooter,
  drawPanel,
  drawTitle,
  firstShown,
  isGo,
  moveChoice,
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
  /** Index in MODES. */
  #mode = 0;
  #chosen = 0;
  #profile: ProfileView | null = null;

  constructor(actions: Actions) {
    this.#actions = actions;
  }

  step(): void {
    if (this.#page === 0) this.#ask(1);
  }

  #ask(page: number): void {
    this.#page = page;
    this.#chosen = 0;
    this.#actions.listChampions(page, MODES[this.#mode].id);
  }

  draw(frame: Frame, state: ClientState): void {
    if (this.#profile !== null) {
      this.#profile.draw(frame, state);
      return;
    }
    const { champions, championsProblem } = state;
    drawTitle(frame, word('champions'), word('on-server', { nick: state.nick, server: state.serverName }));
    if (championsProblem !== '') drawText(frame, championsProblem);
    else if (champions === null) drawText(frame, word('asking'));
    else if (champions.rows.length === 0) drawText(frame, word('no-champions-yet'));
    else drawRows(frame, champions, state.nick, this.#chosen);
    drawFooter(frame, word('champions-keys'));
  }

  key(key: Key, state: ClientState): boolean {
    const { champions } = state;
    if (this.#profile !== null) {
      if (this.#profile.key(key, state)) return true;
      if (key.name === 'ESCAPE') this.#profile = null;
      return key.name === 'ESCAPE';
    }
    if (key.name === 'm') {
      this.#mode = (this.#mode + 1) % MODES.length;
      this.#ask(1);
      return true;
    }
    const isPage = key.name === 'PAGE_UP' || key.name === 'PAGE_DOWN';
    const rows = champions?.rows ?? [];
    const chosen = isPage ? null : moveChoice(key, this.#chosen, rows.length);
    const row = rows[this.#chosen];
    if (chosen !== null) this.#chosen = chosen;
    else if (isGo(key) && row !== undefined) {
      this.#actions.showProfile(row.nick);
      this.#profile = new ProfileView();
    } else return this.#turnPage(key, champions);
    return true;
  }

  #turnPage(key: Key, champions: ChampionsPage | null): boolean {
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

function drawRows(
  frame: Frame,
  { page, pages, rows, mode, season }: ChampionsPage,
  nick: string,
  chosen: number,
): void {
  const width = Math.min(WIDTH, frame.columns - 2);
  const x = (frame.columns - width) >> 1;
  const shown = Math.min(rows.length, frame.rows - 6);
  const top = Math.max(2, (frame.rows - shown - 4) >> 1);
  const isWide = width >= 60;
  drawHeading(frame, top, word('champions'));
  drawPanel(frame, x, top, width, shown + 4);
  const head = { fg: INK.dim, style: BOLD };
  const atRight = (right: number, y: number, text: string, look: { fg: number; style?: number }): void => {
    frame.text(x + right - text.length, y, text, look);
  };
  frame.text(x + 7, top, word('column-nick'), head);
  atRight(width - (isWide ? 26 : 2), top, word('column-rating'), head);
  if (isWide) atRight(width - 12, top, word('column-matches'), head);
  if (isWide) atRight(width - 1, top, word('column-wins'), head);
  const first = firstShown(chosen, rows.length, shown);
  for (const [index, row] of rows.slice(first, first + shown).entries()) {
    const y = top + 2 + index;
    if (first + index === chosen) frame.text(x, y, '>', { fg: INK.accent, style: BOLD });
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
  const where = [word('champions-mode', { mode: modeName(mode), season })];
  if (pages > 1) where.push(word('page', { page, pages }));
  drawCentred(frame, top + shown + 3, where.join('   '), INK.dim);
}
