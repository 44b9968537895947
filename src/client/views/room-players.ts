// Who is in a waiting room: a line each, in modes with teams team by team, with its letter as on its tanks, and below them who only
// watches. Called by room.ts; it draws and keeps nothing.
import type { RoomState } from '../../protocol/room-state.js';
import type { Look } from '../arena/look.js';
import { seatSign } from '../arena/text-art.js';
import { BOLD, type Frame } from '../frame.js';
import { textWidth } from '../glyph.js';
import { INK, seatColour } from '../palette.js';
import { teamLetter } from './battle/mode-line.js';
import { word } from './words.js';

type Player = RoomState['players'][number];

/** Columns of the letter of a team, with a blank behind. */
const TEAM_COLUMNS = 4;
const NICK_COLUMNS_MIN = 8;
/** Columns of a player and its marks where more than one stand in a row. */
export const PLAYER_COLUMNS_MIN = 19;

/** Lines that the list takes: its players, and a line of those who watch. */
export function playerLines({ players, spectators }: RoomState): number {
  return players.length + (spectators === undefined ? 0 : 1);
}

/** Draws the list.
 *  @param own seat of who looks, null for one without
 *  @param across players in a row: with more than one each has a single mark
 *  @param look how their tanks are drawn: in a colour, or with a sign */
export function drawPlayers(
  frame: Frame,
  room: RoomState,
  own: number | null,
  at: { x: number; y: number; columns: number; rows: number; across: number },
  look: Look,
): void {
  const { x, y, rows, across } = at;
  const columns = Math.floor(at.columns / across);
  const players = [...room.players].sort((a, b) => (a.team ?? 0) - (b.team ?? 0) || a.seat - b.seat);
  const shown = players.slice(0, rows * across);
  const nickColumns = Math.max(NICK_COLUMNS_MIN, ...shown.map(({ nick }) => textWidth(nick)));
  for (const [index, player] of shown.entries()) {
    const left = x + Math.floor(index / rows) * columns;
    const row = y + (index % rows);
    const nickX = left + 3 + drawTeam(frame, left + 3, row, player, look.colours.teams);
    const isOwn = player.seat === own;
    const fg = isOwn ? INK.bright : player.bot ? INK.dim : INK.text;
    if (look.drawing === 'pixels') frame.text(left, row, '██', { fg: seatColour(player.seat) });
    else frame.text(left + 1, row, seatSign(player.seat), { fg: seatColour(player.seat), style: BOLD });
    const room2 = left + columns - nickX - 1;
    const used = frame.text(nickX, row, player.nick, { fg, style: isOwn ? BOLD : 0, width: room2 });
    const marks = marksOf(player, isOwn, room.host);
    const markX = nickX + 1 + (across === 1 ? nickColumns : used);
    const ink = player.connected ? INK.dim : INK.bad;
    drawMarks(frame, markX, row, left + columns - 1 - markX, across === 1 ? marks : marks.slice(0, 1), ink);
  }
  if (room.spectators === undefined || across > 1 || shown.length >= rows) return;
  const text = whoWatch(
    room.spectators.map(({ nick }) => nick),
    columns - 1,
  );
  frame.text(x, y + shown.length, text, { fg: INK.dim, width: columns - 1 });
}

/** As many of those who watch as find room, and how many more there are. */
function whoWatch(nicks: readonly string[], columns: number): string {
  for (let count = nicks.length; count > 1; count--) {
    const rest = count < nicks.length ? ` +${nicks.length - count}` : '';
    const text = word('who-watch', { nicks: nicks.slice(0, count).join(', ') + rest });
    if (textWidth(text) <= columns) return text;
  }
  return word('who-watch', { nicks: nicks[0] + (nicks.length > 1 ? ` +${nicks.length - 1}` : '') });
}

/** @returns the columns that it took, none for a player without a team */
function drawTeam(
  frame: Frame,
  x: number,
  y: number,
  { team }: Player,
  teamColours: readonly number[],
): number {
  if (team === undefined) return 0;
  const bg = teamColours[team] ?? INK.text;
  frame.text(x, y, ` ${teamLetter(team)} `, { fg: 0x000000, bg, style: BOLD });
  return TEAM_COLUMNS;
}

/** What is said of a player, what matters most first. */
export function marksOf(player: Player, isOwn: boolean, host: number): string[] {
  return [
    player.connected ? '' : word('line-down'),
    player.connected && player.away === true ? word('away') : '',
    player.ready === true ? word('ready') : '',
    isOwn ? word('you') : '',
    player.seat === host ? word('host') : '',
    player.bot ? word('bot') : '',
    player.champion === true ? word('champion') : '',
  ].filter((mark) => mark !== '');
}

/** Draws as many marks as find room; the one that says ready stands out. */
function drawMarks(
  frame: Frame,
  x: number,
  y: number,
  columns: number,
  marks: readonly string[],
  ink: number,
): void {
  let used = 0;
  for (const mark of marks) {
    const text = used === 0 ? mark : `, ${mark}`;
    if (used + textWidth(text) > columns) return;
    const isReady = mark === word('ready');
    if (used > 0) used += frame.text(x + used, y, ', ', { fg: INK.dim });
    used += frame.text(x + used, y, mark, { fg: isReady ? INK.good : ink, style: isReady ? BOLD : 0 });
  }
}
