// The mode's own line: how the match stands beyond the points of each, as the entry of the mode asks for it (Mode.line). Pieces of
// text in their colours; drawn by the panel and by the lines below the arena.
import type { LinePart } from '../../../game/mode.js';
import { FLAG_CARRIED, FLAG_DROPPED, NOBODY } from '../../../game/things.js';
import { TICKS_PER_SECOND } from '../../../game/units.js';
import { BOLD, type Frame } from '../../frame.js';
import { textWidth } from '../../glyph.js';
import { INK } from '../../palette.js';
import type { Battle } from '../../state.js';
import { word } from '../words.js';
import type { Standings } from './standings.js';

/** One piece. */
interface Piece {
  readonly text: string;
  readonly fg: number;
  readonly style: number;
}

const GAP = 2;
/** A base with less than this share of its health is in danger. */
const BASE_DANGER = 0.4;

/** The name of a team, as on its tanks. */
export function teamLetter(team: number): string {
  return 'ABCD'[team] ?? '?';
}

/** Draws the line, over as many rows as it needs; pieces that find no room are left out.
 *  @param rows how many at most @returns how many it were */
export function drawModeLine(
  frame: Frame,
  battle: Battle,
  standings: Standings,
  x: number,
  y: number,
  width: number,
  rows = 1,
): number {
  let column = 0;
  let row = 0;
  for (const { text, fg, style } of piecesOf(battle, standings)) {
    const needed = textWidth(text);
    if (column > 0 && column + needed > width) {
      if (row + 1 === rows) break;
      row++;
      column = 0;
    }
    column += frame.text(x + column, y + row, text, { fg, style, width: width - column }) + GAP;
  }
  return row + 1;
}

/** What the line says, piece by piece. */
export function modeWords(battle: Battle, standings: Standings): string[] {
  return piecesOf(battle, standings).map(({ text }) => text);
}

function piecesOf(battle: Battle, standings: Standings): Piece[] {
  const { mode } = standings;
  const pieces = mode.line.flatMap((part) => PIECES[part](battle, standings));
  if (battle.predictor.server.stage.sudden === 0) return pieces;
  return [{ text: word('sudden-death'), fg: INK.bad, style: BOLD }, ...pieces];
}

const plain = (text: string, fg: number = INK.dim, style = 0): Piece => ({ text, fg, style });
const seconds = (ticks: number): number => Math.ceil(ticks / TICKS_PER_SECOND);

/** What each part says. */
const PIECES: Readonly<Record<LinePart, (battle: Battle, standings: Standings) => Piece[]>> = {
  points: (battle, standings) => {
    const text = placeOf(battle, standings);
    return text === '' ? [] : [plain(text)];
  },
  // They stand in the table, and at the head of the line of scores.
  'team-points': () => [],
  flags: ({ predictor }, standings) => {
    const away = predictor.server.flags.flatMap(({ state, carrier, ticks }, index) => {
      const team = teamLetter(index);
      const fg = standings.teamColour(index);
      if (state === FLAG_CARRIED)
        return [plain(word('flag-carried', { team, nick: standings.nickOf(carrier) }), fg)];
      return state === FLAG_DROPPED
        ? [plain(word('flag-dropped', { team, seconds: seconds(ticks) }), fg)]
        : [];
    });
    return away.length > 0 ? away : [plain(word('flags-home'))];
  },
  hill: ({ predictor }, standings) => {
    const { holder } = predictor.server.hill;
    if (holder === NOBODY) return [plain(word('hill-free'), INK.text)];
    return [plain(word('hill-held', { nick: standings.nickOf(holder) }), standings.colourOf(holder), BOLD)];
  },
  alive: (_battle, standings) => {
    const count = standings.alive();
    return count < 0 ? [] : [plain(word('alive', { count }), INK.bright)];
  },
  round: ({ predictor }) => {
    const { number, ring, ringTicks } = predictor.world.stage;
    const pieces = [plain(word('round', { number }))];
    if (ring > 0) pieces.push(plain(word('ring-closes'), INK.bad, BOLD));
    else if (ringTicks > 0) pieces.push(plain(word('ring-in', { seconds: seconds(ringTicks) })));
    return pieces;
  },
  queue: ({ predictor, seat }, standings) => {
    const { scores } = predictor.server;
    const fighters = standings.players.filter((player) => scores[player.seat].turn === 0);
    const [first, second] = fighters.map(({ nick }) => nick);
    const pieces = second === undefined ? [] : [plain(word('queue-fights', { first, second }), INK.text)];
    const { turn } = scores[seat];
    if (turn > 0) pieces.push(plain(word('queue-own', { rounds: turn }), INK.accent));
    return pieces;
  },
  wave: ({ predictor }) => {
    const { number, left } = predictor.server.stage;
    const pieces = [plain(word('wave', { number }), INK.bright, BOLD)];
    if (left > 0) pieces.push(plain(word('wave-left', { count: left })));
    return pieces;
  },
  base: ({ predictor, seat }) => {
    const { bases, scores } = predictor.server;
    const base = bases[scores[seat].team];
    if (base === undefined || base.healthMax === 0) return [];
    const { health, healthMax: most } = base;
    if (health === 0) return [plain(word('base-lost'), INK.bad, BOLD)];
    const isInDanger = health < most * BASE_DANGER;
    return [plain(word('base-left', { health, most }), isInDanger ? INK.bad : INK.good, BOLD)];
  },
};

/** The own place, and where the mode has no other line the points to the next rival; teams have places of their own. */
function placeOf(battle: Battle, { players, mode }: Standings): string {
  if (mode.hasTeams || battle.camera !== null) return '';
  const { scores } = battle.predictor.server;
  const index = players.findIndex(({ seat }) => seat === battle.seat);
  if (index < 0) return '';
  const place = word('place', { place: index + 1, count: players.length });
  const rival = players[index === 0 ? 1 : 0];
  if (rival === undefined || mode.line.length > 1) return place;
  const points = Math.abs(scores[battle.seat].points - scores[rival.seat].points);
  const { nick } = rival;
  if (points === 0) return `${place}, ${word('level', { nick })}`;
  return `${place}, ${word(index === 0 ? 'ahead' : 'behind', { points, nick })}`;
}
