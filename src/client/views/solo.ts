// "Play at once": what is played against bots on this machine. The line that starts is chosen first, so that ENTER twice plays what was
// played last.
import { ROOM_OPTIONS_DEFAULT, type RoomOptions } from '../../protocol/room-state.js';
import type { Frame } from '../frame.js';
import { INK } from '../palette.js';
import { SOLO_OFFER, type Solo } from '../solo.js';
import type { ClientState } from '../state.js';
import type { Key } from '../terminal.js';
import { type Bindings, sayWithKeys } from './key-words.js';
import { drawHeading } from './logo.js';
import { OptionList } from './room-options.js';
import { drawChoice, drawFooter, drawPanel, drawTitle, isGo, type View, wrap } from './view.js';
import { word } from './words.js';

const WIDTH = 56;
const NAMES = ['mode', 'arena', 'bots', 'botLevel'] as const;
const GO_LINE = NAMES.length;

/** The screen before a game against bots. */
export class SoloView implements View {
  readonly #play: (solo: Solo) => void;
  readonly #isNew: boolean;
  readonly #bindings: Bindings;
  #options: RoomOptions;
  readonly #list = new OptionList(GO_LINE, 1, NAMES);

  /** @param solo what is shown first @param isNew whether the player has not finished a match yet @param bindings of the keys */
  constructor(solo: Solo, isNew: boolean, bindings: Bindings, play: (solo: Solo) => void) {
    this.#bindings = bindings;
    this.#play = play;
    this.#isNew = isNew;
    const { mode, arena, bots, botLevel } = solo;
    // In a room the player counts among those up to whom bots fill it.
    this.#options = { ...ROOM_OPTIONS_DEFAULT, mode, arena, bots: bots + 1, botLevel };
  }

  draw(frame: Frame, _state: ClientState): void {
    const width = Math.min(WIDTH, frame.columns - 4);
    const x = (frame.columns - width) >> 1;
    const welcome = this.#isNew ? sayWithKeys('solo-welcome', this.#bindings) : word('solo-text');
    const text = wrap(welcome, width);
    const height = text.length + 1 + NAMES.length + 2;
    let y = Math.max(1, (frame.rows - height) >> 1);
    drawTitle(frame, word('solo'));
    drawHeading(frame, y, word('solo'));
    drawPanel(frame, x, y, width, height);
    for (const line of text) frame.text(x, y++, line, { fg: INK.dim });
    this.#list.draw(frame, x, ++y, width, NAMES.length, this.#options, true);
    drawChoice(frame, x - 1, y + NAMES.length + 1, width + 1, word('solo-go'), this.#list.chosen === GO_LINE);
    drawFooter(frame, word('solo-keys'));
  }

  key(key: Key): boolean {
    const changed = this.#list.key(key, this.#options, SOLO_OFFER);
    if (changed !== null) this.#options = { ...this.#options, ...changed };
    else if (isGo(key)) this.#start();
    else return false;
    return true;
  }

  #start(): void {
    const { mode, arena, bots, botLevel } = this.#options;
    this.#play({ mode, arena, bots: Math.max(1, bots - 1), botLevel });
  }
}
