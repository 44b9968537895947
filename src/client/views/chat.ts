// The last lines of talk, wherever a screen has room for them, broken into rows. Drawn by the views.
import { BOLD, type Frame } from '../frame.js';
import { textWidth } from '../glyph.js';
import { INK, mix, seatColour } from '../palette.js';
import type { ChatLine, ClientState } from '../state.js';
import { wrap } from './view.js';

/** Part of its time in which a line fades away, and how far. */
const FADE_SHARE = 0.3;
const FADE_TO = 0.75;

/** Draws the newest lines, the last one at the bottom.
 *  @param rows how many at most
 *  @param ageMsMax lines that are older are left out, and fade before that */
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
  let bottom = y + rows;
  for (let index = state.chat.length - 1; index >= 0 && bottom > y; index--) {
    const line = state.chat[index];
    const ageMs = nowMs - line.atMs;
    if (ageMs >= ageMsMax) return;
    const fade = Math.max(0, (ageMs / ageMsMax - 1) / FADE_SHARE + 1) * FADE_TO;
    bottom = drawLine(frame, line, x, bottom, y, width, fade);
  }
}

/** Rows that the newest lines take, `rows` at most; for who would draw them below a heading. */
export function chatRows(
  state: ClientState,
  rows: number,
  width: number,
  nowMs: number,
  ageMsMax: number,
): number {
  let used = 0;
  for (let index = state.chat.length - 1; index >= 0 && used < rows; index--) {
    const { nick, text, atMs } = state.chat[index];
    if (nowMs - atMs >= ageMsMax) break;
    used += wrap(text, width - indentOf(nick, width)).length;
  }
  return Math.min(used, rows);
}

/** Columns of a nick before a line; blanks keep their place in the rows that follow. */
function indentOf(nick: string | null, width: number): number {
  return nick === null ? 0 : Math.min(textWidth(nick) + 2, width >> 1);
}

/** Draws one line so that it ends above a row. @param top rows above this one are left out @returns its first row */
function drawLine(
  frame: Frame,
  { nick, seat, text }: ChatLine,
  x: number,
  bottom: number,
  top: number,
  width: number,
  fade: number,
): number {
  const name = nick === null ? '' : `${nick}: `;
  const indent = indentOf(nick, width);
  const parts = wrap(text, width - indent);
  const first = bottom - parts.length;
  const ink = nick === null ? INK.accent : INK.text;
  for (const [index, part] of parts.entries()) {
    if (first + index < top) continue;
    frame.text(x + indent, first + index, part, { fg: mix(ink, 0, fade), width: width - indent });
  }
  if (first >= top) {
    const fg = mix(seat === null ? INK.accent : seatColour(seat), 0, fade);
    frame.text(x, first, name, { fg, style: BOLD, width: indent });
  }
  return first;
}
