// The last lines of talk, wherever a screen has room for them. Drawn by the views.
import { BOLD, type Frame } from '../frame.js';
import { INK, seatColour } from '../palette.js';
import type { ClientState } from '../state.js';

/** Draws the newest lines, the last one at the bottom.
 *  @param rows how many at most
 *  @param ageMsMax lines that are older are left out */
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
  const lines = state.chat.filter((line) => nowMs - line.atMs < ageMsMax).slice(-rows);
  for (const [index, line] of lines.entries()) {
    const row = y + rows - lines.length + index;
    let used = 0;
    if (line.nick !== null) {
      const fg = line.seat === null ? INK.accent : seatColour(line.seat);
      used = frame.text(x, row, `${line.nick}: `, { fg, style: BOLD, width });
    }
    frame.text(x + used, row, line.text, {
      fg: line.nick === null ? INK.accent : INK.text,
      width: width - used,
    });
  }
}
