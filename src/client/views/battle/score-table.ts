// The table of scores: own row marked, bots and players whose line is down told, by signs as well as by colours. Drawn by the
// panel as rows, and below the arena as one line.
import { NOBODY } from '../../../game/things.js';
import { BOLD, DEFAULT_COLOUR, type Frame } from '../../frame.js';
import { textWidth } from '../../glyph.js';
import { INK, seatColour } from '../../palette.js';
import { type Battle, shownSeat } from '../../state.js';
import { word } from '../words.js';
import { drawHeading } from './blocks.js';
import { teamLetter } from './mode-line.js';
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
  drawHeading(frame, x, y, width, word('score-table'), right);
  const { players, teams } = standings;
  const { scores } = battle.predictor.server;
  let team = NOBODY;
  let used = 1;
  for (const player of players) {
    const next = scores[player.seat].team;
    // Who has come a moment ago has no team until the server tells it.
    const isNewTeam = next !== team && teams.includes(next);
    if (used + (isNewTeam ? 2 : 1) > rows) break;
    team = next;
    if (isNewTeam) drawTeam(frame, battle, standings, team, x, y + used++, width);
    drawPlayer(frame, battle, standings, player, x, y + used++, width);
  }
  return used;
}

/** The row of a team, above its players. */
function drawTeam(
  frame: Frame,
  { predictor }: Battle,
  standings: Standings,
  team: number,
  x: number,
  y: number,
  width: number,
): void {
  const look = { fg: standings.teamColour(team), style: BOLD };
  frame.text(x, y, word('team-name', { team: teamLetter(team) }), look);
  const text = String(predictor.server.teams[team].points).padStart(POINTS_COLUMNS);
  const tail = POINTS_COLUMNS + (width >= WIDTH_FOR_DEATHS ? DEATHS_COLUMNS : 0);
  frame.text(x + width - tail, y, text, look);
}

function drawPlayer(
  frame: Frame,
  battle: Battle,
  standings: Standings,
  { seat, nick, bot, connected }: Standings['players'][number],
  x: number,
  row: number,
  width: number,
): void {
  const hasDeaths = width >= WIDTH_FOR_DEATHS;

  const isOwn = seat === shownSeat(battle);
  const bg = isOwn ? INK.bar : DEFAULT_COLOUR;
  const look = { fg: isOwn ? INK.bright : connected ? INK.text : INK.dim, bg, style: isOwn ? BOLD : 0 };
  frame.fill(x, row, width, 1, { bg });
  if (isOwn) frame.text(x, row, OWN_SIGN, look);
  const sign = standings.signOf(seat);
  frame.text(x + 2, row, sign === '' ? BLOCK : ' ', { fg: standings.colourOf(seat), bg });
  frame.text(x + 3, row, sign || BLOCK, { fg: seatColour(seat), bg, style: sign === '' ? 0 : BOLD });
  const mark = bot ? word('mark-bot') : connected ? '' : word('mark-away');
  const tail = POINTS_COLUMNS + (hasDeaths ? DEATHS_COLUMNS : 0);
  const room = width - NICK_AT - tail - (mark === '' ? 0 : textWidth(mark) + 1);
  const used = frame.text(x + NICK_AT, row, nick, { ...look, width: room });
  frame.text(x + NICK_AT + used + 1, row, mark, { fg: INK.dim, bg });
  const { points, kills, deaths } = battle.predictor.server.scores[seat];
  const text = String(points).padStart(POINTS_COLUMNS);
  frame.text(x + width - tail, row, text, { fg: INK.bright, bg, style: BOLD });
  if (!hasDeaths) return;
  const ends = `${kills}/${deaths}`.padStart(DEATHS_COLUMNS);
  frame.text(x + width - DEATHS_COLUMNS, row, ends, { fg: INK.dim, bg });
}
