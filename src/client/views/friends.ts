// The friends beside the choices of the menu, or in their place where a window is too narrow for both: who they are, what they do, and
// keys that lead to them. Owned by the menu; the order of the friends is that of the state.
import type { FriendState } from '../../protocol/body-fields.js';
import { BOLD, type Frame, KEEP_COLOUR } from '../frame.js';
import { textWidth } from '../glyph.js';
import { INK } from '../palette.js';
import type { ClientState } from '../state.js';
import type { Key } from '../terminal.js';
import { type Actions, drawCentred, firstShown, moveChoice, type Pages } from './view.js';
import { type WordId, word } from './words.js';

/** Columns that the friends take. */
export const FRIENDS_COLUMNS = 32;

/** The list of friends. */
export class FriendsList {
  readonly #actions: Actions;
  readonly #pages: Pages;
  /** Whom the keys are about: others may come before him meanwhile. */
  #identity = '';
  #isChosen = false;

  constructor(actions: Actions, pages: Pages) {
    this.#actions = actions;
    this.#pages = pages;
  }

  /** Whether the keys go here; never without friends. */
  isChosen({ friends }: ClientState): boolean {
    return this.#isChosen && friends.length > 0;
  }

  /** Draws a title and as many friends as fit, around the chosen one.
   *  @param rows with the title's */
  draw(frame: Frame, x: number, y: number, rows: number, state: ClientState): void {
    const { friends } = state;
    const chosen = this.isChosen(state) ? this.#indexIn(friends) : -1;
    const here = friends.filter(({ presence }) => presence !== 'offline').length;
    const title = word('friends', { here, all: friends.length });
    frame.text(x + 1, y, title, { fg: INK.accent, style: BOLD, width: FRIENDS_COLUMNS - 2 });
    const first = firstShown(Math.max(0, chosen), friends.length, rows - 1);
    for (const [row, friend] of friends.slice(Math.max(0, first), first + rows - 1).entries())
      drawFriend(frame, x, y + 1 + row, friend, first + row === chosen);
  }

  /** The footer's keys. */
  keys({ friends }: ClientState): string {
    const { room } = friends[this.#indexIn(friends)]!;
    const keys = word('friends-keys');
    return room === undefined ? keys : `${word('friend-join', { room })}  ${keys}`;
  }

  /** Warns of somebody who only has the nick of the chosen one. */
  drawWarning(frame: Frame, y: number, { friends }: ClientState): void {
    const { nick, stranger } = friends[this.#indexIn(friends)]!;
    if (stranger === true) drawCentred(frame, y, word('friend-stranger-text', { nick }), INK.accent);
  }

  /** Takes a key while the keys go here, or the one that leads here.
   *  @returns false when it means nothing here */
  key(key: Key, state: ClientState): boolean {
    const { friends } = state;
    const { name } = key;
    if (!this.isChosen(state)) {
      if ((name !== 'RIGHT' && name !== 'l') || friends.length === 0) return false;
      this.#isChosen = true;
      return true;
    }
    const index = this.#indexIn(friends);
    const { room, nick } = friends[index]!;
    const next = moveChoice(key, index, friends.length);
    if (next !== null) this.#identity = friends[next]!.identity;
    else if (name === 'LEFT' || name === 'h' || name === 'ESCAPE') this.#isChosen = false;
    else if (name === 'm') this.#pages.write(word('friend-write', { nick }));
    else if (name === 'ENTER' || name === 'KP_ENTER') {
      if (room === undefined) this.#pages.write(word('friend-write', { nick }));
      else this.#actions.joinRoom(room);
    } else return false;
    return true;
  }

  #indexIn(friends: readonly FriendState[]): number {
    const index = friends.findIndex(({ identity }) => identity === this.#identity);
    return Math.max(0, index);
  }
}

/** A line: who, what he does, and the code of his room where there is room for it. */
function drawFriend(frame: Frame, x: number, y: number, friend: FriendState, isChosen: boolean): void {
  const { nick, presence, stranger, room } = friend;
  const id: WordId = stranger === true ? 'friend-stranger' : `friend-${presence}`;
  const doing = word(id);
  const inRoom = room === undefined ? doing : `${doing} ${room}`;
  const width = FRIENDS_COLUMNS;
  const fits = textWidth(nick) + textWidth(inRoom) + 5 <= width;
  const shown = fits ? inRoom : doing;
  if (isChosen) frame.fill(x, y, width, 1, { bg: INK.accent });
  const look = isChosen ? { fg: 0x000000, bg: KEEP_COLOUR, style: BOLD } : { fg: colourOf(friend) };
  const left = width - textWidth(shown) - 2;
  frame.text(x + 1, y, `${isChosen ? '>' : ' '} ${nick}`, {
    ...look,
    width: left - 1,
  });
  frame.text(x + left, y, shown, look);
}

function colourOf({ presence, stranger, room }: FriendState): number {
  if (stranger === true) return INK.bad;
  if (presence === 'offline' || presence === 'away') return INK.dim;
  return room === undefined ? INK.text : INK.good;
}
