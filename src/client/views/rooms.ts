// The public rooms of this server, as they were told last; asked for anew while the list is shown. All of them, those of one mode, or
// those with a free seat: the server is asked for no others, and what it told before is filtered until it answers.
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
/** Where the columns begin, and from which width of the list on those are shown that not every window has room for. */
const COLUMNS = { host: 10, players: 28, phase: 36, mode: 48, password: 68, arena: 78 };
const PHASE_WIDTH = 46;
const MODE_WIDTH = 76;
const ARENA_WIDTH = 90;

/** The list of rooms. */
export class RoomsView implements View {
  readonly #actions: Actions;
  #chosen = 0;
  /** Code of the chosen room, so that the choice stays on it when others come and go. */
  #chosenCode = '';
  /** null for all modes. */
  #mode: string | null = null;
  #isFreeOnly = false;
  #askedAtMs = Number.NEGATIVE_INFINITY;

  constructor(actions: Actions) {
    this.#actions = actions;
  }

  step(nowMs: number): void {
    if (nowMs - this.#askedAtMs < REFRESH_MS) return;
    this.#askedAtMs = nowMs;
    this.#actions.listRooms({
      ...(this.#mode === null ? {} : { mode: this.#mode }),
      ...(this.#isFreeOnly ? { free: true } : {}),
    });
  }

  draw(frame: Frame, state: ClientState): void {
    const { rooms } = state;
    drawTitle(frame, word('rooms'), word('on-server', { nick: state.nick, server: state.serverName }));
    const shown = this.#filter(rooms ?? []);
    if (shown.length === 0) this.#drawNone(frame, rooms === null);
    const width = Math.min(WIDTH, frame.columns - 2);
    const x = (frame.columns - width) >> 1;
    const top = frame.rows >= HEADING_ROWS ? HEADING_TOP : 2;
    drawHeading(frame, top, word('rooms'));
    this.#drawFilter(frame, x + 2, top, width - 2, state.pingMs);
    this.#keepChoice(shown);
    if (shown.length > 0) this.#drawList(frame, x, top + 2, width, shown);
    drawFooter(frame, word('rooms-keys'));
  }

  #keepChoice(rooms: readonly RoomListing[]): void {
    const index = rooms.findIndex(({ code }) => code === this.#chosenCode);
    this.#chosen = index < 0 ? Math.max(0, Math.min(this.#chosen, rooms.length - 1)) : index;
    this.#chosenCode = rooms[this.#chosen]?.code ?? '';
  }

  #filter(rooms: readonly RoomListing[]): readonly RoomListing[] {
    return rooms.filter(
      ({ mode, players, seats }) =>
        (this.#mode === null || mode === this.#mode) && (!this.#isFreeOnly || players < seats),
    );
  }

  #drawNone(frame: Frame, isUnknown: boolean): void {
    const isFiltered = this.#mode !== null || this.#isFreeOnly;
    const text = word(isUnknown ? 'asking' : isFiltered ? 'no-rooms-such' : 'no-rooms');
    const lines = wrap(text, Math.min(60, frame.columns - 4));
    const top = (frame.rows - lines.length) >> 1;
    for (const [index, line] of lines.entries()) drawCentred(frame, top + index, line, INK.dim);
  }

  #drawFilter(frame: Frame, x: number, y: number, width: number, pingMs: number): void {
    const mode = this.#mode === null ? word('all-modes') : modeName(this.#mode);
    const ping = pingMs < 0 ? '-' : word('ping', { ms: Math.round(pingMs) });
    const free = word(this.#isFreeOnly ? 'yes' : 'no');
    frame.text(x, y, word('rooms-filter', { mode, free, ping }), { fg: INK.text, width });
  }

  #drawList(frame: Frame, x: number, top: number, width: number, rooms: readonly RoomListing[]): void {
    const head = { fg: INK.dim, style: BOLD };
    frame.text(x + 2, top, word('column-code'), head);
    frame.text(x + COLUMNS.host, top, word('column-host'), head);
    frame.text(x + COLUMNS.players, top, word('column-seats'), { ...head, width: 7 });
    if (width >= PHASE_WIDTH) frame.text(x + COLUMNS.phase, top, word('column-phase'), head);
    if (width >= MODE_WIDTH) {
      frame.text(x + COLUMNS.mode, top, word('column-mode'), head);
      frame.text(x + COLUMNS.password, top, word('column-password'), head);
    }
    if (width >= ARENA_WIDTH) frame.text(x + COLUMNS.arena, top, word('column-arena'), head);
    const rows = frame.rows - top - 3;
    const first = firstShown(this.#chosen, rooms.length, rows);
    for (const [row, room] of rooms.slice(first, first + rows).entries())
      drawRoom(frame, x, top + 2 + row, width, room, first + row === this.#chosen);
  }

  key(key: Key, state: ClientState): boolean {
    const rooms = this.#filter(state.rooms ?? []);
    this.#keepChoice(rooms);
    const chosen = moveChoice(key, this.#chosen, rooms.length);
    const room = rooms[this.#chosen];
    if (chosen !== null) this.#chosenCode = rooms[chosen]?.code ?? '';
    else if (isGo(key) && room !== undefined) this.#actions.joinRoom(room.code);
    else if (key.name === 's' && room !== undefined) this.#actions.spectate(room.code);
    else if (key.name === 'm') this.#show(nextMode(this.#mode, state.offer?.modes ?? []), this.#isFreeOnly);
    else if (key.name === 'f') this.#show(this.#mode, !this.#isFreeOnly);
    else if (key.name === 'r') this.#askedAtMs = Number.NEGATIVE_INFINITY;
    else return isGo(key);
    return true;
  }

  #show(mode: string | null, isFreeOnly: boolean): void {
    this.#mode = mode;
    this.#isFreeOnly = isFreeOnly;
    this.#askedAtMs = Number.NEGATIVE_INFINITY;
  }
}

/** One mode after the other, then all. */
function nextMode(mode: string | null, modes: readonly string[]): string | null {
  return modes[mode === null ? 0 : modes.indexOf(mode) + 1] ?? null;
}

function drawRoom(
  frame: Frame,
  x: number,
  y: number,
  width: number,
  room: RoomListing,
  isChosen: boolean,
): void {
  const isFull = room.players >= room.seats;
  const look = isChosen ? { fg: 0x000000, bg: INK.accent, style: BOLD } : { fg: isFull ? INK.dim : INK.text };
  if (isChosen) frame.fill(x, y, width, 1, { bg: INK.accent });
  frame.text(x, y, `${isChosen ? '>' : ' '} ${room.code}`, look);
  frame.text(x + COLUMNS.host, y, room.host, { ...look, width: 17 });
  frame.text(x + COLUMNS.players, y, `${room.players}/${room.seats}`, look);
  if (width >= PHASE_WIDTH)
    frame.text(x + COLUMNS.phase, y, word(`phase-${room.phase}`), { ...look, width: 11 });
  if (width >= MODE_WIDTH) {
    frame.text(x + COLUMNS.mode, y, modeName(room.mode), { ...look, width: 19 });
    if (room.locked === true) frame.text(x + COLUMNS.password, y, word('yes'), look);
  }
  if (width >= ARENA_WIDTH) frame.text(x + COLUMNS.arena, y, room.arena, { ...look, width: 18 });
}
