// Making a room: all its options before there is one.
import { ROOM_OPTIONS_DEFAULT, type RoomOptions } from '../../protocol/room-state.js';
import type { Frame } from '../frame.js';
import { INK } from '../palette.js';
import type { ClientState } from '../state.js';
import type { Key } from '../terminal.js';
import { drawHeading } from './logo.js';
import { OPTION_NAMES, OptionList } from './room-options.js';
import { type Actions, drawChoice, drawFooter, drawPanel, drawTitle, isGo, type View, wrap } from './view.js';
import { word } from './words.js';

const WIDTH = 56;

/** The screen that makes a room. */
export class CreateView implements View {
  readonly #actions: Actions;
  #options: RoomOptions = { ...ROOM_OPTIONS_DEFAULT, bots: 8 };
  /** Behind the options stands the line that makes the room. */
  readonly #list = new OptionList(OPTION_NAMES.length, 1);
  #hasAsked = false;

  constructor(actions: Actions) {
    this.#actions = actions;
  }

  /** Asks what this server plays, once. */
  step(): void {
    if (!this.#hasAsked) this.#actions.listRooms();
    this.#hasAsked = true;
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
    this.#list.draw(frame, x, y, width, rows, this.#options, true);
    drawChoice(
      frame,
      x - 1,
      y + rows + 1,
      width + 1,
      word('create-go'),
      this.#list.chosen === OPTION_NAMES.length,
    );
    drawFooter(frame, word(this.#list.isOpen ? 'pickup-keys' : 'create-keys'));
  }

  key(key: Key, { offer }: ClientState): boolean {
    const changed = this.#list.key(key, this.#options, offer);
    if (changed !== null) this.#options = { ...this.#options, ...changed };
    else if (isGo(key)) this.#actions.createRoom(this.#options);
    else return false;
    return true;
  }
}
