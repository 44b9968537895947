// The table of the podium: what the mode counts of each player, best first, and the totals of the teams above it. Drawn by podium.ts.
import type { LinePart, Mode } from '../../../game/mode.js';
import { MODES, modeIndex } from '../../../game/modes.js';
import type { RoomState } from '../../../protocol/room-state.js';
import { BOLD, type Frame } from '../../frame.js';
import { textWidth } from '../../glyph.js';
import { INK, seatColour, TEAM_COLOURS } from '../../palette.js';
import { teamLetter } from '../battle/mode-line.js';
import { type WordId, word } from '../words.js';

/** Columns of the table where the window has them. */
export const TABLE_COLUMNS = 52;
const COLUMN_WIDTH = 8;
const TEAM_GAP = 3;

type Entry = RoomState['podium'][number];

/** What the points are, by what the mode shows. */
const POINTS: readonly (readonly [LinePart, WordId])[] = [
  ['hill', 'column-hill'],
  ['round', 'column-rounds'],
];

interface Column {
  readonly head: string;
  of(entry: Entry): number;
}

/** The mode of the last match. */
export function modeOf({ options }: RoomState): Mode {
  return MODES[Math.max(0, modeIndex(options.mode))];
}

function columnsOf(room: RoomState): Column[] {
  const { line } = modeOf(room);
  const [, points] = POINTS.find(([part]) => line.includes(part)) ?? ['points', 'column-points' as const];
  const flags = line.includes('flags')
    ? [{ head: word('column-flags'), of: (entry: Entry) => entry.flags ?? 0 }]
    : [];
  return [
    ...flags,
    { head: word(points), of: (entry) => entry.points },
    { head: word('column-kills'), of: (entry) => entry.kills },
    { head: word('column-deaths'), of: (entry) => entry.deaths },
  ];
}

/** Rows that the teams take: none where there are no teams. */
export function teamRows({ end }: RoomState): number {
  return end !== undefined && end.teams.length > 0 ? 2 : 0;
}

/** Draws the teams in one row, best first, the player's own underlined by a mark. */
export function drawTeams(frame: Frame, room: RoomState, seat: number | null, y: number): void {
  const { teams = [] } = room.end ?? {};
  const own = room.podium.find((entry) => entry.seat === seat)?.team;
  const cells = teams.map(({ team, points }) => {
    const mark = team === own ? '>' : ' ';
    return { team, text: `${mark} ${word('team-name', { team: teamLetter(team) })}  ${points} ` };
  });
  const width = cells.reduce((sum, { text }) => sum + textWidth(text) + TEAM_GAP, -TEAM_GAP);
  let x = Math.max(1, (frame.columns - width) >> 1);
  for (const { team, text } of cells) {
    const look = { fg: 0x000000, bg: TEAM_COLOURS[team] ?? INK.text, style: BOLD };
    x += frame.text(x, y, text, look) + TEAM_GAP;
  }
}

/** Draws the head and as many rows as there is room for; the own one always.
 *  @param rows below the head */
export function drawTable(
  frame: Frame,
  room: RoomState,
  seat: number | null,
  x: number,
  top: number,
  rows: number,
): void {
  const width = Math.min(TABLE_COLUMNS, frame.columns - 2);
  const { podium } = room;
  const columns = columnsOf(room);
  const rightOf = (index: number): number => x + width - COLUMN_WIDTH * (columns.length - 1 - index);
  const hasTeams = teamRows(room) > 0;
  frame.text(x + (hasTeams ? 9 : 7), top, word('column-nick'), { fg: INK.dim });
  for (const [index, { head }] of columns.entries())
    frame.text(rightOf(index) - textWidth(head), top, head, { fg: INK.dim });
  const own = podium.findIndex((entry) => entry.seat === seat);
  const nickWidth = width - COLUMN_WIDTH * columns.length - (hasTeams ? 9 : 7);
  for (let row = 0; row < Math.min(rows, podium.length); row++) {
    // The own place is always shown: the last row is its where the table is cut above it.
    const index = row === rows - 1 && own > row ? own : row;
    const entry = podium[index];
    const y = top + 1 + row;
    const isOwn = index === own;
    const fg = index === 0 ? INK.accent : isOwn ? INK.bright : INK.text;
    const ink = { fg, style: isOwn || index === 0 ? BOLD : 0 };
    frame.text(x, y, `${index + 1}.`.padStart(3), ink);
    frame.text(x + 4, y, '██', { fg: seatColour(entry.seat) });
    if (hasTeams)
      frame.text(x + 7, y, teamLetter(entry.team), { fg: TEAM_COLOURS[entry.team] ?? INK.text, style: BOLD });
    frame.text(x + (hasTeams ? 9 : 7), y, entry.nick, { ...ink, width: nickWidth });
    for (const [place, { of }] of columns.entries()) {
      const text = String(of(entry));
      frame.text(rightOf(place) - text.length, y, text, ink);
    }
  }
}
