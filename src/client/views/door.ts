// The question for a password, of a room or of a server: a field that shows stars. It lies above every other screen while the state
// has a door, and hands what was typed on without keeping it.
import { PASSWORD_LENGTH_MAX } from '../../protocol/limits.js';
import { Field } from '../field.js';
import { BOLD, type Frame } from '../frame.js';
import { INK } from '../palette.js';
import type { ClientState } from '../state.js';
import type { Key } from '../terminal.js';
import { type Actions, drawFooter, drawPanel, drawTitle, type View, wrap } from './view.js';
import { word } from './words.js';

const WIDTH = 60;
/** Question, blank, field, blank. */
const ROWS_ABOVE_TEXT = 4;

/** The screen of the password. */
export class DoorView implements View {
  readonly #actions: Pick<Actions, 'answerDoor'>;
  readonly #field = new Field(PASSWORD_LENGTH_MAX);
  readonly isTyping = true;

  constructor(actions: Pick<Actions, 'answerDoor'>) {
    this.#actions = actions;
  }

  draw(frame: Frame, { door, nick, serverName }: ClientState): void {
    if (door === null) return;
    drawTitle(frame, word('door'), nick === '' ? '' : word('on-server', { nick, server: serverName }));
    const width = Math.min(WIDTH, frame.columns - 4);
    const x = (frame.columns - width) >> 1;
    const isWrong = door.problem !== '';
    const lines = wrap(isWrong ? door.problem : word('door-text'), width);
    const rows = ROWS_ABOVE_TEXT + lines.length;
    const y = Math.max(2, (frame.rows - rows) >> 1);
    drawPanel(frame, x, y, width, rows);
    frame.text(x, y, door.question, { fg: INK.bright, style: BOLD, width });
    this.#field.draw(frame, x, y + 2, width, { fg: INK.bright, bg: INK.bar, isSecret: true });
    for (const [index, line] of lines.entries())
      frame.text(x, y + ROWS_ABOVE_TEXT + index, line, { fg: isWrong ? INK.bad : INK.dim });
    drawFooter(frame, word('field-keys'));
  }

  key(key: Key): boolean {
    const result = this.#field.key(key);
    if (result === 'cancelled') this.#actions.answerDoor(null);
    if (result === 'submitted' && this.#field.text !== '') {
      const typed = this.#field.text;
      // A second ENTER before the answer is no second guess.
      this.#field.text = '';
      this.#actions.answerDoor(typed);
    }
    // Each key is the field's while it is open.
    return true;
  }
}
