// The menu of somebody who is on a server and in no room, with his friends beside it.
import { type Frame, KEEP_COLOUR } from '../frame.js';
import { textWidth } from '../glyph.js';
import { INK } from '../palette.js';
import type { ClientState } from '../state.js';
import type { Key } from '../terminal.js';
import { drawChat } from './chat.js';
import { FRIENDS_COLUMNS, FriendsList } from './friends.js';
import { drawLogo, logoRows } from './logo.js';
import {
  type Actions,
  drawCentred,
  drawChoice,
  drawFooter,
  drawTitle,
  firstShown,
  isGo,
  moveChoice,
  type Pages,
  type View,
  wrap,
} from './view.js';
import { type WordId, word } from './words.js';

interface Entry {
  readonly word: WordId;
  run(actions: Actions, pages: Pages): void;
}

const ENTRIES: readonly Entry[] = [
  { word: 'menu-play', run: (actions) => actions.playNow() },
  { word: 'menu-create', run: (_actions, pages) => pages.open('create') },
  { word: 'menu-join', run: (_actions, pages) => pages.open('join') },
  { word: 'menu-rooms', run: (_actions, pages) => pages.open('rooms') },
  { word: 'menu-champions', run: (_actions, pages) => pages.open('champions') },
  { word: 'menu-practice', run: (_actions, pages) => pages.open('practice') },
  { word: 'menu-settings', run: (_actions, pages) => pages.open('settings') },
  { word: 'menu-help', run: (_actions, pages) => pages.open('help') },
  { word: 'menu-leave', run: (_actions, pages) => pages.askToLeave() },
];

/** How long what is said stays on a menu that has room for one line of it. */
const SAID_MS = 10_000;
/** Windows from this height on have room for the talk below the choices. */
const TALK_ROWS_MIN = 32;
const TALK_ROWS = 6;
const TALK_COLUMNS = 90;
/** Between the choices and the friends. */
const GAP_COLUMNS = 2;

/** The menu. */
export class MenuView implements View {
  readonly #actions: Actions;
  readonly #pages: Pages;
  /** Whether to point a newcomer to the practice ground. */
  readonly #isNew: () => boolean;
  readonly #friends: FriendsList;
  #chosen = 0;

  constructor(actions: Actions, pages: Pages, isNew: () => boolean) {
    this.#actions = actions;
    this.#pages = pages;
    this.#isNew = isNew;
    this.#friends = new FriendsList(actions, pages);
  }

  draw(frame: Frame, state: ClientState, nowMs: number): void {
    const entries = ENTRIES.map((entry) => word(entry.word));
    const below = frame.rows >= TALK_ROWS_MIN ? TALK_ROWS + 1 : 0;
    const friends = this.#friends;
    const hasFriends = state.friends.length > 0;
    const atFriends = friends.isChosen(state);
    const isWide = frame.columns >= widthOf(entries) + GAP_COLUMNS + FRIENDS_COLUMNS;
    const chosen = atFriends ? -1 : this.#chosen;
    if (hasFriends && isWide) {
      const aside = GAP_COLUMNS + FRIENDS_COLUMNS;
      const { x, y, rows } = drawMenu(frame, entries, chosen, { below, aside });
      friends.draw(frame, x + GAP_COLUMNS, y, rows, state);
    } else if (atFriends) {
      friends.draw(frame, (frame.columns - FRIENDS_COLUMNS) >> 1, 2, frame.rows - 4, state);
    } else drawMenu(frame, entries, chosen, { below });
    drawTitle(frame, word('menu'), word('on-server', { nick: state.nick, server: state.serverName }));
    drawCentred(frame, 1, wrap(state.motd, frame.columns - 2)[0], INK.good);
    this.#drawTalk(frame, state, nowMs);
    if (atFriends) friends.drawWarning(frame, frame.rows - 2, state);
    drawFooter(frame, atFriends ? friends.keys(state) : word(hasFriends ? 'menu-friends-keys' : 'menu-keys'));
  }

  #drawTalk(frame: Frame, state: ClientState, nowMs: number): void {
    const isHigh = frame.rows >= TALK_ROWS_MIN;
    const rows = isHigh ? TALK_ROWS : 1;
    const width = Math.min(TALK_COLUMNS, frame.columns - 2);
    const y = frame.rows - 1 - rows;
    const x = (frame.columns - width) >> 1;
    drawChat(frame, state, x, y, rows, width, nowMs, isHigh ? Number.POSITIVE_INFINITY : SAID_MS);
    // A high window has a row for it above the talk.
    const last = isHigh ? undefined : state.chat.at(-1);
    if (this.#isNew() && (last === undefined || nowMs - last.atMs >= SAID_MS))
      drawCentred(frame, isHigh ? y - 1 : y, word('new-here'), INK.good);
  }

  key(key: Key, state: ClientState): boolean {
    if (this.#friends.key(key, state)) return true;
    if (this.#friends.isChosen(state)) return false;
    const chosen = moveChoice(key, this.#chosen, ENTRIES.length);
    if (chosen !== null) this.#chosen = chosen;
    else if (isGo(key)) ENTRIES[this.#chosen]!.run(this.#actions, this.#pages);
    else return false;
    return true;
  }
}

/** What stands around the choices of a menu. */
export interface MenuAround {
  /** What stands dim behind each choice. */
  readonly notes?: readonly string[];
  /** Rows at the bottom, and columns right of the choices, that are somebody else's. */
  readonly below?: number;
  readonly aside?: number;
}

/** Draws name, sign and choices in the middle of the window; of more choices than rows those around the chosen one.
 *  @param chosen -1 when none is
 *  @returns where the columns aside begin, and how many rows there are */
export function drawMenu(
  frame: Frame,
  entries: readonly string[],
  chosen: number,
  { notes = [], below = 0, aside = 0 }: MenuAround = {},
): { readonly x: number; readonly y: number; readonly rows: number } {
  const room = frame.rows - 3 - below;
  const logo = logoRows(frame, room - entries.length - 1);
  const rows = Math.min(entries.length, room - logo - 1);
  // In a high window there is a blank line between the choices.
  const pitch = logo + 2 * rows + 8 <= room ? 2 : 1;
  const air = room - logo - rows * pitch;
  const gap = Math.max(0, Math.min(3, air >> 1));
  const top = 1 + Math.max(0, (air - gap + 1) >> 1);
  drawLogo(frame, top, room - entries.length - 1);
  const width = Math.min(frame.columns - 2, widthOf(entries, notes));
  const x = (frame.columns - width - aside) >> 1;
  const y = top + logo + gap;
  const first = firstShown(chosen, entries.length, rows);
  for (let row = 0; row < rows; row++) {
    const index = first + row;
    drawChoice(frame, x, y + row * pitch, width, entries[index]!, index === chosen);
    const note = notes[index] ?? '';
    const fg = index === chosen ? 0x000000 : INK.dim;
    if (note !== '')
      frame.text(x + width - 1 - textWidth(note), y + row * pitch, note, { fg, bg: KEEP_COLOUR });
  }
  return { x: x + width, y, rows: rows * pitch };
}

/** Columns that choices take with what stands behind them. */
function widthOf(entries: readonly string[], notes: readonly string[] = []): number {
  const columns = entries.map((entry, index) => {
    const note = notes[index] ?? '';
    return textWidth(entry) + (note === '' ? 0 : textWidth(note) + 2);
  });
  return Math.max(...columns) + 6;
}
