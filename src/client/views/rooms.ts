// The public rooms of this server, as they were told last; asked for anew while the list is shown.
import { BOLD, type Frame } from '../frame.js';
import { INK } from '../palette.js';
import type { ClientState, RoomListing } from '../state.js';
import type { Key } from '../terminal.js';
import { drawHeading } from './logo.js';
import { modeName } from './room-options.js';
import {
  type Actions,
  drawCentred,
  drawFooter,
  drawTitle,
  firstShown,
  isGo,
  moveChoice,
  type View,
  wrap,
} from './view.js';
import { word } from './words.js';

/** How often the list is asked for. */
const REFRESH_MS = 3000;
const WIDTH = 96;
/** Window from which on the list begins lower, below a heading. */
const HEADING_ROWS = 34;
const HEADING_TOP = 12;

/** The list of rooms. */
export class RoomsView implements View {
  readonly #actions: Actions;
  #chosen = 0;
  #askedAtMs = Number.NEGATIVE_INFINITY;

  constructor(actions: Actions) {
    this.#actions = actions;
  }

  step(nowMs: number): void {
    if (nowMs - this.#askedAtMs < REFRESH_MS) return;
    this.#askedAtMs = nowMs;
    this.#actions.listRooms();
  }

  draw(frame: Frame, state: ClientState): void {
    const { rooms } = state;
    drawTitle(frame, word('rooms'), word('on-server', { nick: state.nick, server: state.serverName }));
    if (rooms === null || rooms.length === 0) this.#drawNone(frame, rooms === null);
    else this.#drawList(frame, rooms);
    drawFooter(frame, word('rooms-keys'));
  }

  #drawNone(frame: Frame, isUnknown: boolean): void {
    const lines = wrap(word(isUnknown ? 'asking' : 'no-rooms'), Math.min(60, frame.columns - 4));
    const top = (frame.rows - lines.length) >> 1;
    for (const [index, line] of lines.entries()) drawCentred(frame, top + index, line, INK.dim);
  }

  #drawList(frame: Frame, rooms: readonly RoomListing[]): void {
    const width = Math.min(WIDTH, frame.columns - 2);
    const x = (frame.columns - width) >> 1;
    const isWide = width >= 76;
    const top = frame.rows >= HEADING_ROWS ? HEADING_TOP : 2;
    drawHeading(frame, top, word('rooms'));
    const head = { fg: INK.dim, style: BOLD };
    const columns = { host: 10, players: 28, phase: 36, mode: 48, arena: 72 };
    frame.text(x + 2, top, word('column-code'), head);
    frame.text(x + columns.host, top, word('column-host'), head);
    frame.text(x + columns.players, top, word('column-seats'), { ...head, width: 7 });
    if (width >= 46) frame.text(x + columns.phase, top, word('column-phase'), head);
    if (isWide) frame.text(x + columns.mode, top, word('column-mode'), head);
    if (width > columns.arena + 12) frame.text(x + columns.arena, top, word('column-arena'), head);
    const shown = frame.rows - top - 4;
    const chosen = Math.min(this.#chosen, rooms.length - 1);
    const first = firstShown(chosen, rooms.length, shown);
    for (const [row, room] of rooms.slice(first, first + shown).entries()) {
      const isChosen = first + row === chosen;
      const isFull = room.players >= room.seats;
      const look = isChosen
        ? { fg: 0x000000, bg: INK.accent, style: BOLD }
        : { fg: isFull ? INK.dim : INK.text };
      const y = top + 2 + row;
      if (isChosen) frame.fill(x, y, width, 1, { bg: INK.accent });
      frame.text(x, y, `${isChosen ? '>' : ' '} ${room.code}`, look);
      frame.text(x + columns.host, y, room.host, { ...look, width: 17 });
      frame.text(x + columns.players, y, `${room.players}/${room.seats}`, look);
      if (width >= 46) frame.text(x + columns.phase, y, word(`phase-${room.phase}`), { ...look, width: 11 });
      if (isWide) frame.text(x + columns.mode, y, modeName(room.mode), { ...look, width: 23 });
      if (width > columns.arena + 12) frame.text(x + columns.arena, y, room.arena, { ...look, width: 22 });
    }
  }

  key(key: Key, state: ClientState): boolean {
    const rooms = state.rooms ?? [];
    const chosen = moveChoice(key, Math.min(this.#chosen, Math.max(0, rooms.length - 1)), rooms.length);
    const room = rooms[Math.min(this.#chosen, rooms.length - 1)];
    if (chosen !== null) this.#chosen = chosen;
    else if (isGo(key) && room !== undefined) this.#actions.joinRoom(room.code);
    else if (key.name === 's' && room !== undefined) this.#actions.spectate(room.code);
    else if (key.name === 'r') this.#askedAtMs = Number.NEGATIVE_INFINITY;
    else return isGo(key);
    return true;
  }
}
