// A room between matches: its code to be read out, who is there, what is said, and the options, which its host changes.
import type { RoomState } from '../../protocol/room-state.js';
import type { Look } from '../arena/look.js';
import { BOLD, type Frame } from '../frame.js';
import { textWidth } from '../glyph.js';
import { language } from '../language.js';
import { INK } from '../palette.js';
import { type ClientState, secondsLeft } from '../state.js';
import type { Key } from '../terminal.js';
import { bigHeight, bigWidth, drawBig } from './big-text.js';
import { drawChat } from './chat.js';
import { spell } from './phone-alphabet.js';
import { OPTION_NAMES, OptionList } from './room-options.js';
import { drawPlayers, PLAYER_COLUMNS_MIN, playerLines } from './room-players.js';
import { type Actions, drawCentred, drawFooter, drawTitle, isGo, type View } from './view.js';
import { word } from './words.js';

const WIDTH_MAX = 112;
/** Least width at which players and options stand beside each other, and at which both have a frame around them. */
const BESIDE_COLUMNS = 70;
const FRAMED_COLUMNS = 96;
const FRAMED_ROWS = 16;
const CHAT_ROWS_MAX = 10;

/** Where things stand. Rows are counted from the top of the window. */
interface Layout {
  readonly left: number;
  readonly width: number;
  /** Scale of the large code, 0 for a code in one line. */
  readonly scale: number;
  readonly codeY: number;
  readonly listY: number;
  readonly listRows: number;
  readonly isBeside: boolean;
  /** Columns of the players where the options stand beside them. */
  readonly split: number;
  /** Whether players, options and chat have a frame each. */
  readonly isFramed: boolean;
  readonly chatY: number;
  readonly chatRows: number;
}

/** The room. */
export class RoomView implements View {
  readonly #actions: Actions;
  readonly #look: Look;
  readonly #list = new OptionList(OPTION_NAMES.indexOf('bots'));
  /** Code of the room for which it was asked what its server plays. */
  #askedIn = '';
  #code = '';

  /** @param look the colours of the teams, which the player may change at any time */
  constructor(actions: Actions, look: Look) {
    this.#actions = actions;
    this.#look = look;
  }

  /** Asks what the server plays, once a room. */
  step(): void {
    if (this.#askedIn === this.#code) return;
    this.#askedIn = this.#code;
    this.#actions.listRooms();
  }

  draw(frame: Frame, state: ClientState, nowMs: number): void {
    const { room } = state;
    if (room === null) return;
    this.#code = room.code;
    const layout = arrange(frame, room);
    const isHost = room.host === state.seat;
    if (state.isPrivate) drawTitle(frame, word('solo-room'));
    else
      drawTitle(
        frame,
        `${word('room')} ${room.code}`,
        word('on-server', { nick: state.nick, server: state.serverName }),
        state.motd,
      );
    drawCode(frame, room, layout, secondsLeft(state, nowMs), state.isPrivate);
    drawPlayerList(frame, state, room, layout, this.#look);
    this.#drawOptions(frame, room, layout, isHost);
    const { left, width, chatY, chatRows, isFramed } = layout;
    const inset = isFramed ? 2 : 0;
    if (isFramed) {
      frame.box(left, chatY - 1, width, chatRows + 2, { fg: INK.bar });
      frame.text(left + 2, chatY - 1, ` ${word('chat')} `, { fg: INK.dim, style: BOLD });
    }
    const chatColumns = width - 2 * inset;
    drawChat(frame, state, left + inset, chatY, chatRows, chatColumns, nowMs, Number.POSITIVE_INFINITY);
    const isChoosing = this.#list.isOpen && isHost;
    const role = state.seat === null ? 'watcher-keys' : isHost ? 'host-keys' : 'guest-keys';
    const hasTeams = room.players.some(({ team }) => team !== undefined);
    drawFooter(frame, isChoosing ? word('pickup-keys') : keysOf(role, hasTeams));
  }

  #drawOptions(frame: Frame, room: RoomState, layout: Layout, isHost: boolean): void {
    const { left, width, listY, listRows, isBeside, isFramed } = layout;
    const isActive = isHost && room.phase === 'waiting';
    if (!isBeside) {
      this.#list.draw(frame, left, listY + listRows, width, 1, room.options, isActive);
      return;
    }
    const { split } = layout;
    if (isFramed) frame.box(left + split + 1, listY, width - split - 1, listRows + 1, { fg: INK.bar });
    const x = left + split + (isFramed ? 3 : 0);
    frame.text(x + (isFramed ? 0 : 2), listY, isFramed ? ` ${word('options')} ` : word('options'), {
      fg: INK.dim,
      style: BOLD,
    });
    const columns = left + width - x - (isFramed ? 2 : 0);
    this.#list.draw(frame, x, listY + 1, columns, listRows - 1, room.options, isActive);
  }

  key(key: Key, state: ClientState): boolean {
    const { room } = state;
    const own = room?.players.find(({ seat }) => seat === state.seat);
    if (room === null || own === undefined) return room !== null && this.#takeSeat(key, room);
    if (key.name === 'r') this.#actions.setReady(own.ready !== true);
    else if (key.name === 'T' && own.team !== undefined)
      this.#actions.chooseTeam((own.team + 1) % room.options.teams);
    else return room.host === state.seat && room.phase === 'waiting' && this.#choose(key, room, state);
    return true;
  }

  /** One who watches takes a seat. */
  #takeSeat(key: Key, room: RoomState): boolean {
    if (key.name !== 'r') return false;
    this.#actions.joinRoom(room.code);
    return true;
  }

  /** What the host alone may do. */
  #choose(key: Key, room: RoomState, state: ClientState): boolean {
    const changed = this.#list.key(key, room.options, state.offer);
    if (changed !== null) {
      for (const [name, value] of Object.entries(changed)) this.#actions.setOption(name, value);
    } else if (isGo(key)) this.#actions.startGame();
    else return false;
    return true;
  }
}

/** Fits code, lists and chat into the window: what is left over goes to the chat, then around all of it. */
function arrange(frame: Frame, room: RoomState): Layout {
  const isBeside = frame.columns >= BESIDE_COLUMNS;
  const width = Math.min(WIDTH_MAX, frame.columns - (isBeside ? 4 : 2));
  const left = (frame.columns - width) >> 1;
  const room2 = frame.rows - 2;
  const listWanted = isBeside
    ? 1 + Math.max(playerLines(room), OPTION_NAMES.length)
    : Math.ceil(room.players.length / playersAcross(width));
  const isFramed = frame.columns >= FRAMED_COLUMNS && frame.rows >= listWanted + FRAMED_ROWS;
  // Below the code: the lists with a blank, a line of chat, and the borders of both.
  const borders = isFramed ? 3 : 0;
  const rest = listWanted + 1 + (isBeside ? 0 : 1) + borders;
  let scale = 2;
  while (scale > 0) {
    const fits = bigHeight(scale) + 4 + rest + 2 <= room2 && bigWidth(room.code, scale) <= width;
    if (fits) break;
    scale--;
  }
  const codeRows = (scale === 0 ? 1 : bigHeight(scale) + 1) + (room2 - rest >= 6 ? 2 : 1);
  // A blank above the code, unless the list needs its row.
  const isTight = scale === 0 && (room2 < 16 || codeRows + 1 + rest >= room2);
  const above = isTight ? 0 : 1;
  const listRows = Math.min(listWanted, room2 - above - codeRows - 2 - (isBeside ? 0 : 1));
  const used = above + codeRows + 1 + listRows + (isBeside ? 0 : 1) + 1 + borders;
  const chatRows = Math.max(1, Math.min(CHAT_ROWS_MAX, room2 - used));
  const air = Math.max(0, room2 - used - chatRows);
  const codeY = 1 + above + (air >> 1);
  const listY = codeY + codeRows + 1;
  const below = listY + listRows + (isFramed ? 3 : 1);
  const chatY = Math.min(below, frame.rows - 1 - chatRows);
  const split = isFramed ? width >> 1 : width - OptionList.columns();
  return { left, width, scale, codeY, listY, listRows, isBeside, split, isFramed, chatY, chatRows };
}

/** The code, or the seconds until the battle begins. @param isPrivate where nobody can come in by the code */
function drawCode(frame: Frame, room: RoomState, layout: Layout, seconds: number, isPrivate: boolean): void {
  const { scale, codeY, listY } = layout;
  const isCounting = room.phase === 'countdown';
  if (isPrivate && !isCounting) {
    drawCentred(frame, codeY, word('solo'), INK.accent, BOLD);
    return;
  }
  const text = isCounting ? String(seconds) : room.code;
  const fg = isCounting ? INK.good : INK.accent;
  let y = codeY;
  if (scale === 0) {
    const line = isCounting ? String(seconds) : [...room.code].join(' ');
    drawCentred(frame, y, ` ${line} `, 0x000000, BOLD, INK.accent);
    y += 1;
  } else {
    drawBig(frame, (frame.columns - bigWidth(text, scale)) >> 1, y, text, fg, scale);
    y += bigHeight(scale) + 1;
  }
  const lines = isCounting
    ? [word('countdown', { seconds })]
    : [spell(room.code, language()), word(room.locked === true ? 'pass-on-locked' : 'pass-on')].filter(
        (line) => textWidth(line) < frame.columns,
      );
  for (const [index, line] of lines.entries()) {
    if (y + index >= listY) break;
    const isFirst = index === 0;
    drawCentred(
      frame,
      y + index,
      line,
      isCounting ? INK.good : isFirst ? INK.text : INK.dim,
      isFirst ? BOLD : 0,
    );
  }
}

function drawPlayerList(frame: Frame, state: ClientState, room: RoomState, layout: Layout, look: Look): void {
  const { width, listY, listRows, isBeside, isFramed, split } = layout;
  const left = layout.left + (isFramed ? 2 : 0);
  if (isFramed) frame.box(left - 2, listY, split - 1, listRows + 1, { fg: INK.bar });
  if (isBeside) {
    const people = room.players.filter(({ bot }) => !bot).length;
    const head = word('players', { here: room.players.length, seats: room.options.seats, people });
    frame.text(left, listY, isFramed ? ` ${head} ` : head, { fg: INK.dim, style: BOLD });
  }
  const at = isBeside
    ? { x: left, y: listY + 1, columns: split - (isFramed ? 4 : 0), rows: listRows - 1, across: 1 }
    : { x: left, y: listY, columns: width, rows: listRows, across: playersAcross(width) };
  drawPlayers(frame, room, state.seat, at, look);
}

/** Players in a row where the lists do not stand beside each other. */
function playersAcross(width: number): number {
  return Math.max(1, Math.floor(width / PLAYER_COLUMNS_MIN));
}

/** The keys of a role; that of the teams only where there are some. */
function keysOf(role: 'watcher-keys' | 'host-keys' | 'guest-keys', hasTeams: boolean): string {
  const keys = word(role).split('  ');
  return keys.filter((key) => hasTeams || !key.startsWith('T ')).join('  ');
}
