// The menu of somebody who is on a server and in no room: create one, or join one by its code.
import { parseRoomCode } from '../../protocol/room-code.js';
import { Canvas } from '../canvas.js';
import { Field } from '../field.js';
import { BOLD, type Frame } from '../frame.js';
import { INK } from '../palette.js';
import { drawEmblem } from '../scene.js';
import type { ClientState } from '../state.js';
import type { Key } from '../terminal.js';
import { type Actions, drawBar, drawCentred, type View } from './view.js';
import { word } from './words.js';

const CODE_FIELD_MAX = 12;
const EMBLEM_COLUMNS = 12;
const EMBLEM_ROWS = 6;

/** The menu. */
export class MenuView implements View {
  readonly #actions: Actions;
  readonly #emblem = new Canvas(EMBLEM_COLUMNS, EMBLEM_ROWS);
  #chosen = 0;
  /** The field of the code while it is being typed. */
  #code: Field | null = null;

  constructor(actions: Actions) {
    this.#actions = actions;
    drawEmblem(this.#emblem);
  }

  get isTyping(): boolean {
    return this.#code !== null;
  }

  draw(frame: Frame, state: ClientState): void {
    const top = Math.max(0, (frame.rows - 16) >> 1);
    this.#emblem.layInto(frame, (frame.columns - EMBLEM_COLUMNS) >> 1, top);
    drawCentred(frame, top + 6, word('title'), INK.bright, BOLD);
    drawCentred(frame, top + 7, word('subtitle'), INK.dim);
    const entries = [word('menu-create'), word('menu-join')];
    const width = Math.max(...entries.map((entry) => entry.length)) + 4;
    const x = Math.max(0, (frame.columns - width) >> 1);
    for (const [index, entry] of entries.entries()) {
      const isChosen = index === this.#chosen;
      const colours = isChosen ? { fg: 0x000000, bg: INK.accent, style: BOLD } : { fg: INK.text };
      frame.text(x, top + 10 + index, ` ${isChosen ? '>' : ' '} ${entry} `.padEnd(width), colours);
    }
    if (this.#code !== null) {
      const prompt = word('join-prompt');
      frame.text(x, top + 13, prompt, { fg: INK.text });
      this.#code.draw(frame, x + prompt.length, top + 13, CODE_FIELD_MAX + 1, {
        fg: INK.bright,
        style: BOLD,
      });
    }
    drawBar(frame, 0, word('on-server', { nick: state.nick, server: state.serverName }));
    const keys = this.#code === null ? word('menu-keys', { up: 'up', down: 'down' }) : word('join-keys');
    drawBar(frame, frame.rows - 1, keys);
  }

  key(key: Key): boolean {
    if (this.#code !== null) return this.#typeCode(this.#code, key);
    switch (key.name) {
      case 'UP':
      case 'DOWN':
      case 'k':
      case 'j':
        this.#chosen ^= 1;
        return true;
      case 'ENTER':
      case ' ':
        if (this.#chosen === 0) this.#actions.createRoom();
        else this.#code = new Field(CODE_FIELD_MAX);
        return true;
      default:
        return false;
    }
  }

  #typeCode(field: Field, key: Key): boolean {
    const result = field.key(key);
    if (result === 'cancelled') this.#code = null;
    if (result === 'submitted') {
      // A code that can't be one is sent as well: the server's answer says what is wrong with it.
      this.#actions.joinRoom(parseRoomCode(field.text) ?? field.text);
      this.#code = null;
    }
    // Each key is the field's while it is open.
    return true;
  }
}
