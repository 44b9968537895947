// The head of the podium: large letters of who has won beside their tank, and in words by what, and how the player stood. Drawn by
// podium.ts; where there is no room for large letters the words stand alone.
import type { RoomState } from '../../../protocol/room-state.js';
import { BOLD, type Frame } from '../../frame.js';
import { textWidth } from '../../glyph.js';
import { INK, seatColour, TEAM_COLOURS } from '../../palette.js';
import { teamLetter } from '../battle/mode-line.js';
import { bigHeight, bigWidth, canBeBig, drawBig } from '../big-text.js';
import type { Ending } from '../ending.js';
import { emblemOf } from '../logo.js';
import { drawCentred } from '../view.js';
import { word } from '../words.js';

const EMBLEM_COLUMNS = 12;
const EMBLEM_ROWS = 6;
const GAP = 4;
/** Rows of the words alone. */
const WORD_ROWS = 2;

/** What is written large, and in which colour. */
function largeText({ end, podium }: RoomState): { text: string; fg: number } {
  const [first] = end?.teams ?? [];
  if (end?.wave !== undefined)
    return { text: word(end.by === 'base' ? 'base-fell' : 'base-stands'), fg: INK.accent };
  if (first !== undefined && end?.by === 'draw') return { text: word('draw'), fg: INK.accent };
  if (first !== undefined)
    return {
      text: word('team-name', { team: teamLetter(first.team) }).toUpperCase(),
      fg: TEAM_COLOURS[first.team] ?? INK.accent,
    };
  return { text: word('champion'), fg: podium.length > 0 ? INK.accent : INK.dim };
}

/** How large the letters may be, 0 for none. @param rows that there are for the head */
export function headScale(frame: Frame, room: RoomState, rows: number): number {
  const { text } = largeText(room);
  if (!canBeBig(text)) return 0;
  return (
    [2, 1].find((scale) => {
      const width = EMBLEM_COLUMNS * scale + GAP + bigWidth(text, scale);
      return width <= frame.columns - 4 && headRows(scale) <= rows;
    }) ?? 0
  );
}

/** Rows that a head takes. */
export function headRows(scale: number): number {
  return scale === 0 ? WORD_ROWS : Math.max(EMBLEM_ROWS * scale, bigHeight(scale) + 1) + WORD_ROWS;
}

/** Draws it. @param ending null where nothing is known of the match */
export function drawHead(
  frame: Frame,
  room: RoomState,
  ending: Ending | null,
  top: number,
  scale: number,
): void {
  const winner = room.podium[0];
  let y = top;
  if (scale > 0) {
    const { text, fg } = largeText(room);
    const left = (frame.columns - EMBLEM_COLUMNS * scale - GAP - bigWidth(text, scale)) >> 1;
    emblemOf(winner?.seat ?? 0, scale).layInto(frame, left, y);
    const isAlone = (room.end?.teams.length ?? 0) === 0 && room.end?.wave === undefined;
    const x = left + EMBLEM_COLUMNS * scale + GAP;
    const textY = y + Math.max(0, (EMBLEM_ROWS * scale - bigHeight(scale) - (isAlone ? 2 : 0)) >> 1);
    drawBig(frame, x, textY, text, fg, scale);
    if (isAlone && winner !== undefined)
      frame.text(x, textY + bigHeight(scale) + 1, ` ${winner.nick} `, {
        fg: 0x000000,
        bg: seatColour(winner.seat),
        style: BOLD,
      });
    y += headRows(scale) - WORD_ROWS;
  }
  if (ending === null) return;
  const { title, how, own, isWon } = ending;
  const line = how === '' ? title : `${title} - ${how}`;
  const shown = textWidth(line) <= frame.columns - 4 ? line : title;
  if (scale > 0) drawCentred(frame, y, shown, INK.bright, BOLD);
  else drawCentred(frame, y, ` ${shown} `, 0x000000, BOLD, INK.accent);
  if (own !== '')
    drawCentred(frame, y + 1, ` ${own} `, isWon ? 0x000000 : INK.text, BOLD, isWon ? INK.good : INK.bar);
}
