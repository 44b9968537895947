// The form of a screen: it draws itself from what the client knows, and takes the keys; and the few things that all screens
// draw alike. screens.ts chooses which one is shown.

import type { CommandBody } from '../../protocol/commands.js';
import type { RoomOptions } from '../../protocol/room-state.js';
import { BOLD, type Frame, KEEP_COLOUR } from '../frame.js';
import { textWidth } from '../glyph.js';
import { INK } from '../palette.js';
import type { ClientState } from '../state.js';
import type { Key } from '../terminal.js';
import type { Bindings } from './key-words.js';

/** Which public rooms are asked for: those of a mode, those with a free seat. */
export type RoomFilter = CommandBody<'LIST_CHANNELS'>;

/** What a view may ask of the server. None of them waits: what comes of it is seen in the state. */
export interface Actions {
  /** Joins a public room with a free seat, or makes one and starts. */
  playNow(): void;
  /** @param password '' for a room that takes none */
  createRoom(options: Partial<RoomOptions>, password: string): void;
  /** Joins a room; where it takes a password, `state.door` asks for it. */
  joinRoom(code: string): void;
  /** Gives the password for which `state.door` asks; null gives up. */
  answerDoor(password: string | null): void;
  leaveRoom(): void;
  startGame(): void;
  /** Marks the player as ready for the next match, or no longer. */
  setReady(isReady: boolean): void;
  chooseTeam(team: number): void;
  /** Votes for the next match; a place in the room's ballot. */
  voteNext(choice: number): void;
  /** Watches a room without a seat. */
  spectate(code: string): void;
  /** Follows the tank of a seat. */
  follow(seat: number): void;
  setOption(name: string, value: string | number | boolean | readonly string[]): void;
  /** Asks for the public rooms, all or some of them; they come into `state.rooms`. */
  listRooms(filter?: RoomFilter): void;
  /** Asks for a page of the champions table of a mode, from 1 on; it comes into `state.champions`. */
  listChampions(page: number, mode: string): void;
  /** Asks what is known of somebody; it comes into `state.profile`. */
  showProfile(nick: string): void;
  /** Says a line, or carries out the command in it. */
  say(line: string): void;
  leave(): void;
}

/** Screens that lie above the one that follows from the state. */
export type PageName = 'create' | 'join' | 'rooms' | 'champions' | 'practice' | 'settings' | 'keys' | 'help';

/** Moves from screen to screen. */
export interface Pages {
  open(page: PageName): void;
  /** Lays a screen above the others. */
  show(view: View): void;
  /** One step back. */
  back(): void;
  /** Asks whether to leave. */
  askToLeave(): void;
  /** Opens the line of talk with something in it. */
  write(text: string): void;
  /** The keys of a battle, for texts that name them (key-words.ts). */
  readonly bindings: Bindings;
}

/** One screen. */
export interface View {
  draw(frame: Frame, state: ClientState, nowMs: number): void;
  /** @returns false when the key means nothing here */
  key(key: Key, state: ClientState, nowMs: number): boolean;
  /** True while a text field has the keys: only then pasted text comes to key(). */
  readonly isTyping?: boolean;
  /** True for a view that has a place of its own for why the server refused; else it stands above the keys. */
  readonly showsRefusal?: boolean;
  /** True for a view that moves by itself without a battle. */
  readonly isMoving?: boolean;
  /** Moves what moves by itself, and asks anew for what grows old; called before each frame. */
  step?(nowMs: number): void;
}

/** The smallest window that can be played in. */
export const COLUMNS_MIN = 40;
export const ROWS_MIN = 15;

/** Writes a line on a bar over the whole width. */
export function drawBar(frame: Frame, y: number, text: string, fg: number = INK.dim): void {
  frame.fill(0, y, frame.columns, 1, { bg: INK.bar });
  frame.text(1, y, text, { fg, bg: INK.bar, width: frame.columns - 2 });
}

/** The first line of a screen: what it is, at the right where one is, and between them a note where there is room. */
export function drawTitle(frame: Frame, title: string, where = '', note = ''): void {
  drawBar(frame, 0, '');
  const used = frame.text(1, 0, title, {
    fg: INK.bright,
    bg: INK.bar,
    style: BOLD,
    width: frame.columns - 2,
  });
  const width = textWidth(where);
  if (used + width + 4 <= frame.columns) {
    frame.text(frame.columns - width - 1, 0, where, { fg: INK.dim, bg: INK.bar });
  }
  const room = frame.columns - used - width - 8;
  if (textWidth(note) <= room) frame.text(used + 4, 0, note, { fg: INK.good, bg: INK.bar });
}

/** The keys of a footer that find room, given as `KEY what it does` with two blanks between: they are left out from the end, but for
 *  that of help, which tells of all others. */
export function footerParts(keys: string, columns: number): string[] {
  const parts = keys.split('  ');
  const help = parts.findIndex((part) => part.startsWith('? '));
  // A blank at either end, and two behind each part.
  let room = columns;
  const shown: string[] = [];
  let isFull = false;
  for (const [index, part] of parts.entries()) {
    const kept = index < help ? textWidth(parts[help]!) + 2 : 0;
    if (index !== help) isFull ||= textWidth(part) + 2 + kept > room;
    if (isFull && index !== help) continue;
    shown.push(part);
    room -= textWidth(part) + 2;
  }
  return shown;
}

/** The last line of a screen: its keys, as many as find room. @param end the column at which it ends */
export function drawFooter(frame: Frame, keys: string, end: number = frame.columns): void {
  const y = frame.rows - 1;
  frame.fill(0, y, frame.columns, 1, { bg: INK.bar });
  let x = 1;
  for (const part of footerParts(keys, end)) {
    const space = part.indexOf(' ');
    const name = space < 0 ? part : part.slice(0, space);
    x += frame.text(x, y, name, { fg: INK.key, bg: INK.bar, style: BOLD });
    x += frame.text(x, y, part.slice(name.length), { fg: INK.dim, bg: INK.bar }) + 2;
  }
}

/** Writes text in the middle of a row. */
export function drawCentred(
  frame: Frame,
  y: number,
  text: string,
  fg: number,
  style = 0,
  bg = KEEP_COLOUR,
): void {
  frame.text(Math.max(0, (frame.columns - textWidth(text)) >> 1), y, text, { fg, bg, style });
}

/** Says right above the keys why something was refused, over what stands there; nothing when nothing was. */
export function drawProblem(frame: Frame, problem: string, fg: number = INK.bad): void {
  if (problem === '') return;
  const lines = wrap(problem, Math.min(76, frame.columns - 4)).slice(0, 4);
  const top = frame.rows - 1 - lines.length;
  frame.fill(0, top, frame.columns, lines.length, {});
  for (const [index, line] of lines.entries()) drawCentred(frame, top + index, line, fg);
}

/** Draws a border around what stands in the middle of a window, two columns and a row away from it, where there is room. */
export function drawPanel(frame: Frame, x: number, y: number, columns: number, rows: number): void {
  if (x < 4 || y < 3 || y + rows + 2 >= frame.rows) return;
  frame.box(x - 2, y - 1, columns + 4, rows + 2, { fg: INK.bar });
}

/** Draws one line that can be chosen. */
export function drawChoice(
  frame: Frame,
  x: number,
  y: number,
  width: number,
  text: string,
  isChosen: boolean,
): void {
  const look = isChosen ? { fg: 0x000000, bg: INK.accent, style: BOLD } : { fg: INK.text };
  if (isChosen) frame.fill(x, y, width, 1, { bg: INK.accent });
  frame.text(x + 1, y, `${isChosen ? '>' : ' '} ${text}`, { ...look, width: width - 2 });
}

/** The first of the lines that are shown of a longer list, so that the chosen one is among them. */
export function firstShown(chosen: number, count: number, rows: number): number {
  return Math.max(0, Math.min(chosen - (rows >> 1), count - rows));
}

/** Where a key of a list leads: arrows, HJKL, page and end keys.
 *  @returns the new choice, or null for a key that does not move it */
export function moveChoice({ name }: Key, chosen: number, count: number, rows = 10): number | null {
  switch (name) {
    case 'UP':
    case 'k':
      return (chosen + count - 1) % Math.max(1, count);
    case 'DOWN':
    case 'j':
    case 'TAB':
      return (chosen + 1) % Math.max(1, count);
    case 'PAGE_UP':
      return Math.max(0, chosen - rows);
    case 'PAGE_DOWN':
      return Math.max(0, Math.min(count - 1, chosen + rows));
    case 'HOME':
      return 0;
    case 'END':
      return Math.max(0, count - 1);
    default:
      return null;
  }
}

/** -1 or 1 for the keys that change a value, 0 for any other. */
export function changeOf({ name }: Key): -1 | 0 | 1 {
  if (name === 'LEFT' || name === 'h') return -1;
  return name === 'RIGHT' || name === 'l' ? 1 : 0;
}

/** True for the keys that go on. */
export function isGo({ name }: Key): boolean {
  return name === 'ENTER' || name === 'KP_ENTER' || name === ' ';
}

/** Breaks text at its blanks into lines of at most `width` columns (2 or more), and a word that is longer anywhere. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const part of text.split('\n')) {
    let line = '';
    for (const word of part.trim().split(/ +/)) {
      if (line !== '' && textWidth(line) + 1 + textWidth(word) > width) {
        lines.push(line);
        line = '';
      }
      let rest = word;
      while (textWidth(rest) > width) {
        const head = fitting(rest, width);
        lines.push(head);
        rest = rest.slice(head.length);
      }
      line = line === '' ? rest : `${line} ${rest}`;
    }
    lines.push(line);
  }
  return lines;
}

/** The longest beginning of a text that takes at most `width` columns. */
function fitting(text: string, width: number): string {
  let head = '';
  for (const character of text) {
    if (head !== '' && textWidth(head + character) > width) break;
    head += character;
  }
  return head;
}
