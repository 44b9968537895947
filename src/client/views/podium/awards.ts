// The awards of the podium: one below the other beside the table, or one behind the other below it. Drawn by podium.ts.
import type { RoomState } from '../../../protocol/room-state.js';
import { BOLD, type Frame } from '../../frame.js';
import { textWidth } from '../../glyph.js';
import { INK, seatColour } from '../../palette.js';
import { hasWord, word } from '../words.js';

/** Windows below this have no room for them. */
const COLUMNS_MIN = 48;
/** Columns between two of them in a row. */
const GAP = 4;
const ROWS_MAX = 2;

/** An award in words, and who has it. */
export interface AwardLine {
  readonly name: string;
  readonly nick: string;
  readonly seat: number;
}

/** The awards of the last match; ones that this client has no word for are left out, as are all in a narrow window. */
export function awardLines({ awards }: RoomState, columns: number): AwardLine[] {
  if (columns < COLUMNS_MIN) return [];
  return awards.flatMap(({ award, nick, seat }) => {
    const id = `award-${award}`;
    return hasWord(id) ? [{ name: word(id), nick, seat }] : [];
  });
}

/** Draws the awards one below the other. */
export function drawAwards(
  frame: Frame,
  awards: readonly AwardLine[],
  x: number,
  y: number,
  width: number,
): void {
  const columns = Math.max(0, ...awards.map(({ name }) => textWidth(name))) + 2;
  for (const [row, { name, nick, seat }] of awards.entries()) {
    frame.text(x, y + row, name, { fg: INK.accent, width });
    frame.text(x + columns, y + row, nick, { fg: seatColour(seat), style: BOLD, width: width - columns });
  }
}

/** The same one behind the other, in rows that are not longer than the window; what finds no room is left out. */
export function flowAwards(awards: readonly AwardLine[], width: number): AwardLine[][] {
  const rows: AwardLine[][] = [];
  let used = width;
  for (const award of awards) {
    const needed = flowWidth(award);
    if (used + needed > width) {
      if (rows.length === ROWS_MAX) break;
      rows.push([]);
      used = 0;
    }
    rows.at(-1)?.push(award);
    used += needed + GAP;
  }
  return rows;
}

const flowWidth = ({ name, nick }: AwardLine): number => textWidth(name) + 1 + textWidth(nick);

export function drawAwardRow(frame: Frame, awards: readonly AwardLine[], y: number): void {
  const width = awards.reduce((sum, award) => sum + flowWidth(award) + GAP, -GAP);
  let x = (frame.columns - width) >> 1;
  for (const { name, nick, seat } of awards) {
    x += frame.text(x, y, name, { fg: INK.accent }) + 1;
    x += frame.text(x, y, nick, { fg: seatColour(seat), style: BOLD }) + GAP;
  }
}
