// Making a room: all its options before there is one, and a password for it, which is shown as stars and forgotten with the screen.
import { PASSWORD_LENGTH_MAX } from '../../protocol/limits.js';
import { ROOM_OPTIONS_DEFAULT, type RoomOptions } from '../../protocol/room-state.js';
import { Field } from '../field.js';
import { BOLD, type Frame } from '../frame.js';
import { INK } from '../palette.js';
import type { ClientState } from '../state.js';
import type { Key } from '../terminal.js';
import { drawHeading } from './logo.js';
import { labelColumnsIn, OPTION_NAMES, OptionList } from './room-options.js';
import { type Actions, drawChoice, drawFooter, drawPanel, drawTitle, isGo, type View, wrap } from './view.js';
import { type WordId, word } from './words.js';

const WIDTH = 56;
/** Behind the options stand two lines. */
const PASSWORD_LINE = OPTION_NAMES.length;
const GO_LINE = PASSWORD_LINE + 1;
/** Password, blank, the line that makes the room. */
const ROWS_BEHIND = 3;
/** Keys that lead out of the field; all others are its own. */
const MOVES: ReadonlySet<string> = new Set(['UP', 'DOWN', 'TAB', 'PAGE_UP', 'PAGE_DOWN']);

/** The screen that makes a room. */
export class CreateView implements View {
  readonly #actions: Actions;
  #options: RoomOptions = { ...ROOM_OPTIONS_DEFAULT, bots: 8 };
  readonly #list = new OptionList(GO_LINE, 2);
  readonly #password = new Field(PASSWORD_LENGTH_MAX);
  #hasAsked = false;

  constructor(actions: Actions) {
    this.#actions = actions;
  }

  get isTyping(): boolean {
    return this.#list.chosen === PASSWORD_LINE;
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
    const textRows = text.length > 0 ? text.length + 1 : 0;
    const rows = Math.min(OPTION_NAMES.length, frame.rows - 2 - textRows - ROWS_BEHIND);
    const height = textRows + rows + ROWS_BEHIND;
    let y = Math.max(1, (frame.rows - height) >> 1);
    drawTitle(frame, word('create'), word('on-server', { nick: state.nick, server: state.serverName }));
    drawHeading(frame, y, word('create'));
    drawPanel(frame, x, y, width, height);
    for (const line of text) frame.text(x, y++, line, { fg: INK.dim });
    if (text.length > 0) y++;
    this.#list.draw(frame, x, y, width, rows, this.#options, true);
    this.#drawPassword(frame, x, y + rows, width);
    const isGoChosen = this.#list.chosen === GO_LINE;
    drawChoice(frame, x - 1, y + rows + 2, width + 1, word('create-go'), isGoChosen);
    drawFooter(frame, word(this.#footer()));
  }

  #drawPassword(frame: Frame, x: number, y: number, width: number): void {
    const isChosen = this.isTyping;
    const look = isChosen ? { fg: INK.accent, style: BOLD } : { fg: INK.text };
    const labelColumns = labelColumnsIn(width);
    const column = x + labelColumns + 4;
    const columns = width - labelColumns - 4;
    frame.text(x, y, isChosen ? '>' : ' ', look);
    frame.text(x + 2, y, word('option-password'), { ...look, width: labelColumns - 1 });
    if (isChosen)
      this.#password.draw(frame, column, y, columns, { fg: INK.bright, bg: INK.bar, isSecret: true });
    else if (this.#password.text === '')
      frame.text(column, y, word('no-password'), { fg: INK.bright, width: columns });
    else this.#password.draw(frame, column, y, columns, { fg: INK.bright, isFocused: false, isSecret: true });
  }

  #footer(): WordId {
    if (this.#list.isOpen) return 'pickup-keys';
    return this.isTyping ? 'create-password-keys' : 'create-keys';
  }

  key(key: Key, { offer }: ClientState): boolean {
    if (this.isTyping && !MOVES.has(key.name)) return this.#type(key);
    const changed = this.#list.key(key, this.#options, offer);
    if (changed !== null) this.#options = { ...this.#options, ...changed };
    else if (isGo(key)) this.#create();
    else return false;
    return true;
  }

  #type(key: Key): boolean {
    const result = this.#password.key(key);
    if (result === 'submitted') this.#create();
    // No letter means anything else here, not even one for which there is no room left.
    return result !== 'cancelled' && (result !== 'ignored' || key.text !== null);
  }

  #create(): void {
    this.#actions.createRoom(this.#options, this.#password.text);
  }
}
