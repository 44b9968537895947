// The table of scores: own row marked, bots and players whose line is down told, by signs as well as by colours. Drawn by the
// panel as rows, and below the arena as one line.
import { BOLD, DEFAULT_COLOUR, type Frame } from '../../frame.js';
import { textWidth } from '../../glyph.js';
import { INK, seatColour } from '../../palette.js';
import type { Battle } from '../../state.js';
import { word } from '../words.js';
import { drawHeading } from './blocks.js';
import type { Standings } from './standings.js';

const BLOCK = '█';
const OWN_SIGN = '>';
/** From here on there is room for kills and deaths. */
const WIDTH_FOR_DEATHS = 30;
const POINTS_COLUMNS = 4;
const DEATHS_COLUMNS = 8;
/** Columns before a nick. */
const NICK_AT = 5;

/** Draws the table with its heading. @param rows how many at most @returns how many it were */
export function drawScoreTable(
  frame: Frame,
  battle: Battle,
  standings: Standings,
  x: number,
  y: number,
  rows: number,
  width: number,
): number {
  const hasDeaths = width >= WIDTH_FOR_DEATHS;
  const right = hasDeaths
    ? `${word('points')}${word('kills-deaths').padStart(DEATHS_COLUMNS)}`
    : word('points');
  drawHeading(frame, x, y, width, word('table-players'), right);
  const { players } = standings;
  const count = Math.min(players.length, rows - 1);
  const { scores } = battle.predictor.server;
  for (let index = 0; index < count; index++) {
    const { seat, nick, bot, connected } = players[index];
    const isOwn = seat === battle.seat;
    const bg = isOwn ? INK.bar : DEFAULT_COLOUR;
    const row = y + 1 + index;
    const look = { fg: isOwn ? INK.bright : connected ? INK.text : INK.dim, bg, style: isOwn ? BOLD : 0 };
    frame.fill(x, row, width, 1, { bg });
    if (isOwn) frame.text(x, row, OWN_SIGN, look);
    frame.text(x + 2, row, BLOCK + BLOCK, { fg: seatColour(seat), bg });
    const mark = bot ? word('mark-bot') : connected ? '' : word('mark-away');
    const tail = POINTS_COLUMNS + (hasDeaths ? DEATHS_COLUMNS : 0);
    const room = width - NICK_AT - tail - (mark === '' ? 0 : textWidth(mark) + 1);
    const used = frame.text(x + NICK_AT, row, nick, { ...look, width: room });
    frame.text(x + NICK_AT + used + 1, row, mark, { fg: INK.dim, bg });
    const { points, kills, deaths } = scores[seat];
    const text = String(points).padStart(POINTS_COLUMNS);
    frame.text(x + width - tail, row, text, { fg: INK.bright, bg, style: BOLD });
    if (!hasDeaths) continue;
    frame.text(x + width - DEATHS_COLUMNS, row, `${kills}/${deaths}`.padStart(DEATHS_COLUMNS), {
      fg: INK.dim,
      bg,
    });
  }
  return count + 1;
}

/** Draws the table as one line, as many players as find room; the own one is always among them. */
export function drawScoreLine(
  frame: Frame,
  battle: Battle,
  standings: Standings,
  x: number,
  y: number,
  width: number,
): void {
  const { scores } = battle.predictor.server;
  const textOf = (player: { seat: number; nick: string }): string =>
    `${player.nick} ${scores[player.seat].points}`;
  const own = standings.players.find(({ seat }) => seat === battle.seat);
  let kept = own === undefined ? 0 : textWidth(textOf(own)) + 4;
  let used = 0;
  for (const player of standings.players) {
    const isOwn = player === own;
    if (isOwn) kept = 0;
    const text = textOf(player);
    const needed = textWidth(text) + 2;
    if (used + needed + kept > width) continue;
    const sign = isOwn ? OWN_SIGN : BLOCK;
    frame.text(x + used, y, sign, { fg: seatColour(player.seat), style: BOLD });
    frame.text(x + used + 2, y, text, {
      fg: isOwn ? INK.bright : player.connected ? INK.text : INK.dim,
      style: isOwn ? BOLD : 0,
    });
    used += needed + 2;
  }
}
