// Making a room: all its options before there is one.
import { ROOM_OPTIONS_DEFAULT, type RoomOptions } from '../../protocol/messages.js';
import type { Frame } from '../frame.js';
import { INK } from '../palette.js';
import type { ClientState } from '../state.js';
import type { Key } from '../terminal.js';
import { drawHeading } from './logo.js';
import { drawOptions, nextValue, OPTION_NAMES } from './room-options.js';
import {
  type Actions,
  changeOf,
  drawChoice,
  drawFooter,
  drawPanel,
  drawTitle,
  isGo,
  moveChoice,
  type View,
  wrap,
} from './view.js';
import { word } from './words.js';

const WIDTH = 56;

/** The screen that makes a room. */
export class CreateView implements View {
  readonly #actions: Actions;
  #options: RoomOptions = { ...ROOM_OPTIONS_DEFAULT, bots: 8 };
  /** Index of an option, or behind the last one: the line that makes the room. */
  #chosen = OPTION_NAMES.length;

  constructor(actions: Actions) {
    this.#actions = actions;
  }

  draw(frame: Frame, state: ClientState): void {
    const width = Math.min(WIDTH, frame.columns - 4);
    const x = (frame.columns - width) >> 1;
    const text = frame.rows >= 22 ? wrap(word('create-text'), width) : [];
    const rows = Math.min(OPTION_NAMES.length, frame.rows - 6 - text.length);
    const height = rows + 3 + (text.length > 0 ? text.length + 1 : 0);
    let y = Math.max(2, (frame.rows - height) >> 1);
    drawTitle(frame, word('create'), word('on-server', { nick: state.nick, server: state.serverName }));
    drawHeading(frame, y, word('create'));
    drawPanel(frame, x, y, width, height - 1);
    for (const line of text) frame.text(x, y++, line, { fg: INK.dim });
    if (text.length > 0) y++;
    drawOptions(frame, x, y, width, rows, this.#options, this.#chosen);
    drawChoice(
      frame,
      x - 1,
      y + rows + 1,
      width + 1,
      word('create-go'),
      this.#chosen === OPTION_NAMES.length,
    );
    drawFooter(frame, word('create-keys'));
  }

  key(key: Key): boolean {
    const chosen = moveChoice(key, this.#chosen, OPTION_NAMES.length + 1);
    const step = changeOf(key);
    const name = OPTION_NAMES[this.#chosen];
    if (chosen !== null) this.#chosen = chosen;
    else if (step !== 0 && name !== undefined) {
      this.#options = { ...this.#options, [name]: nextValue(name, this.#options, step) };
    } else if (isGo(key)) this.#actions.createRoom(this.#options);
    else return false;
    return true;
  }
}
