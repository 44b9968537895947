// The last lines of talk, wherever a screen has room for them, broken into rows. Drawn by the views.
import { BOLD, type Frame } from '../frame.js';
import { textWidth } from '../glyph.js';
import { INK, mix, seatColour } from '../palette.js';
import type { ChatLine, ClientState } from '../state.js';
import { wrap } from './view.js';
import { word } from './words.js';

/** Part of its time in which a line fades away, and how far. */
const FADE_SHARE = 0.3;
const FADE_TO = 0.75;
/** Columns of the time in front of a line, and the least width in which there is one. */
const TIME_COLUMNS = 6;
const TIMED_WIDTH_MIN = 60;

/** Draws the newest lines, the last one at the bottom. Lines that stay have their time in front of them.
 *  @param rows how many at most
 *  @param ageMsMax lines that are older are left out, and fade before that; Infinity for lines that stay */
export function drawChat(
  frame: Frame,
  state: ClientState,
  x: number,
  y: number,
  rows: number,
  width: number,
  nowMs: number,
  ageMsMax: number,
): void {
  const isTimed = ageMsMax === Number.POSITIVE_INFINITY && width >= TIMED_WIDTH_MIN;
  let bottom = y + rows;
  for (let index = state.chat.length - 1; index >= 0 && bottom > y; index--) {
    const line = state.chat[index];
    const ageMs = nowMs - line.atMs;
    if (ageMs >= ageMsMax) return;
    const fade = Math.max(0, (ageMs / ageMsMax - 1) / FADE_SHARE + 1) * FADE_TO;
    const hasTime = isTimed && line.utcMs !== undefined;
    const indent = hasTime ? TIME_COLUMNS : 0;
    const first = drawLine(frame, line, x + indent, bottom, y, width - indent, fade, rows);
    if (hasTime && first >= y) frame.text(x, first, timeOf(line.utcMs), { fg: INK.dim });
    bottom = first;
  }
}

/** Draws the talk over the lower half of a screen, right above the line in which something is typed.
 *  @param linesBack newest lines that are left out, for who reads older ones
 *  @param isOpen whether something is typed, so that its keys are told */
export function drawTalkPage(
  frame: Frame,
  now: ClientState,
  linesBack: number,
  nowMs: number,
  isOpen = true,
): void {
  const chat = linesBack === 0 ? now.chat : now.chat.slice(0, Math.max(1, now.chat.length - linesBack));
  const state = { ...now, chat };
  const width = frame.columns - 2;
  const most = (frame.rows >> 1) - 1;
  const rows = Math.max(1, chatRows(state, most, width, nowMs, Number.POSITIVE_INFINITY));
  const top = frame.rows - 2 - rows;
  frame.fill(0, top, frame.columns, rows + 1);
  frame.fill(0, top, frame.columns, 1, { bg: INK.bar });
  frame.text(1, top, word('talk'), { fg: INK.dim, bg: INK.bar, style: BOLD });
  if (isOpen)
    frame.text(8 + textWidth(word('talk')), top, word('talk-keys'), {
      fg: INK.dim,
      bg: INK.bar,
      width: width - 7 - textWidth(word('talk')),
    });
  drawChat(frame, state, 1, top + 1, rows, width, nowMs, Number.POSITIVE_INFINITY);
}

/** Rows that the newest lines take, `rows` at most; for who would draw them below a heading. */
export function chatRows(
  state: ClientState,
  rows: number,
  width: number,
  nowMs: number,
  ageMsMax: number,
): number {
  const isTimed = ageMsMax === Number.POSITIVE_INFINITY && width >= TIMED_WIDTH_MIN;
  let used = 0;
  for (let index = state.chat.length - 1; index >= 0 && used < rows; index--) {
    const line = state.chat[index];
    if (nowMs - line.atMs >= ageMsMax) break;
    const columns = width - (isTimed && line.utcMs !== undefined ? TIME_COLUMNS : 0);
    used += wrap(line.text, columns - indentOf(labelOf(line), columns)).length;
  }
  return Math.min(used, rows);
}

/** Hours and minutes here. */
function timeOf(utcMs = 0): string {
  const time = new Date(utcMs);
  return [time.getHours(), time.getMinutes()].map((part) => String(part).padStart(2, '0')).join(':');
}

/** What stands before the text: who says it, and to whom. */
function labelOf({ nick, kind, group = '', isLobby, isTeam, isOwn, isDirect }: ChatLine): string {
  if (nick === null) return '';
  if (kind === 'private') {
    const way = isDirect === true ? ` (${word('by-direct')})` : '';
    return `${word(isOwn === true ? 'private-to' : 'private-from', { nick })}${way}: `;
  }
  const tag = group === '' ? '' : ` [${group}]`;
  const place = isLobby === true ? ` ${word('to-all')}` : isTeam === true ? ` ${word('to-team')}` : '';
  return kind === 'action' ? `* ${nick}${tag}${place} ` : `${nick}${tag}${place}: `;
}

/** A line in one piece. */
export function lineWords(line: ChatLine): string {
  return labelOf(line) + line.text;
}

/** Columns of a label before a line; blanks keep their place in the rows that follow. */
function indentOf(label: string, width: number): number {
  return Math.min(textWidth(label), width >> 1);
}

function inkOf({ nick, kind }: ChatLine): number {
  switch (kind) {
    case 'private':
      return INK.key;
    case 'news':
      return INK.dim;
    case 'warning':
      return INK.bad;
    default:
      return nick === null ? INK.accent : INK.text;
  }
}

/** Draws one line so that it ends above a row. @param top rows above this one are left out @param rowsMax rows that it takes at most
 *  @returns its first row */
function drawLine(
  frame: Frame,
  line: ChatLine,
  x: number,
  bottom: number,
  top: number,
  width: number,
  fade: number,
  rowsMax: number,
): number {
  const { text, seat, kind } = line;
  const label = labelOf(line);
  const indent = indentOf(label, width);
  // Where there is no room for all of the newest line its beginning counts.
  const all = wrap(text, width - indent);
  const parts = all.slice(0, rowsMax);
  if (all.length > rowsMax) parts[rowsMax - 1] = `${wrap(all[rowsMax - 1], width - indent - 4)[0]} ...`;
  const first = bottom - parts.length;
  const ink = inkOf(line);
  for (const [index, part] of parts.entries()) {
    if (first + index < top) continue;
    frame.text(x + indent, first + index, part, { fg: mix(ink, 0, fade), width: width - indent });
  }
  if (first >= top && label !== '') {
    const who = seat !== null ? seatColour(seat) : kind === 'private' ? INK.key : INK.accent;
    frame.text(x, first, label, { fg: mix(who, 0, fade), style: BOLD, width: indent });
  }
  return first;
}
