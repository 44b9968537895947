// The table of scores as one line below the arena: all players, best first, each as long as there is room for all of them; with many of them
// nicks are cut, and then points left out. Drawn by lines.ts.
import { BOLD, type Frame, KEEP_COLOUR } from '../../frame.js';
import { textWidth } from '../../glyph.js';
import { INK } from '../../palette.js';
import { type Battle, shownSeat } from '../../state.js';
import { teamLetter } from './mode-line.js';
import type { Standings } from './standings.js';

const BLOCK = '█';
const OWN_SIGN = '>';

type Player = Standings['players'][number];

/** How much of each player is said. */
interface Form {
  /** Columns of a nick at most. */
  readonly nick: number;
  /** Columns between sign and nick, and between two players. */
  readonly space: number;
  readonly gap: number;
  readonly hasPoints: boolean;
}

/** From the longest to the shortest. */
const FORMS: readonly Form[] = [
  ...[32, 12, 10, 9, 8, 7, 6, 5, 4].map((nick) => ({ nick, space: 1, gap: 2, hasPoints: true })),
  ...[5, 4, 3].map((nick) => ({ nick, space: 0, gap: 1, hasPoints: true })),
  ...[4, 3, 2, 1].map((nick) => ({ nick, space: 0, gap: 1, hasPoints: false })),
];

/** Draws the line over what is there. */
export function drawScoreLine(
  frame: Frame,
  battle: Battle,
  standings: Standings,
  x: number,
  y: number,
  width: number,
): void {
  const { players } = standings;
  const { scores } = battle.predictor.server;
  const pointsOf = ({ seat }: Player): string => ` ${scores[seat].points}`;
  const own = players.find(({ seat }) => seat === shownSeat(battle));
  const widthOf = (player: Player, { nick, space, gap, hasPoints }: Form): number =>
    1 + space + Math.min(nick, textWidth(player.nick)) + (hasPoints ? pointsOf(player).length : 0) + gap;
  let used = drawTeamSums(frame, battle, standings, x, y);
  const room = width - used;
  const fits = (form: Form): boolean =>
    players.reduce((sum, player) => sum + widthOf(player, form), -form.gap) <= room;
  const form = FORMS.find(fits) ?? FORMS[FORMS.length - 1];
  // Where not even the shortest has room for all, the own player is among those that are shown.
  let kept = own === undefined ? 0 : widthOf(own, form);
  for (const player of players) {
    const isOwn = player === own;
    if (isOwn) kept = 0;
    if (used + widthOf(player, form) - form.gap + kept > width) continue;
    const look = { bg: KEEP_COLOUR, style: isOwn ? BOLD : 0 };
    const sign = isOwn ? OWN_SIGN : standings.signOf(player.seat) || BLOCK;
    const fg = isOwn ? INK.bright : player.connected ? INK.text : INK.dim;
    frame.text(x + used, y, sign, { fg: standings.colourOf(player.seat), bg: KEEP_COLOUR, style: BOLD });
    used += 1 + form.space;
    used += frame.text(x + used, y, player.nick, { ...look, fg, width: form.nick });
    if (form.hasPoints) used += frame.text(x + used, y, pointsOf(player), { ...look, fg });
    used += form.gap;
  }
}

/** The points of each team. @returns the columns that they took, with a gap behind */
function drawTeamSums(
  frame: Frame,
  { predictor }: Battle,
  standings: Standings,
  x: number,
  y: number,
): number {
  let used = 0;
  for (const team of standings.teams) {
    const text = ` ${teamLetter(team)} ${predictor.server.teams[team].points} `;
    const look = { fg: 0x000000, bg: standings.teamColour(team), style: BOLD };
    used += frame.text(x + used, y, text, look) + 1;
  }
  return used;
}
