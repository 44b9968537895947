// What lies over the arena, one at a time, the weightiest. It comes when the own tank is out of it or the battle stands still, so that it
// hides nobody who can shoot at it: the own end, a pause between rounds, a lost line, how it all has ended. All other words of the moment
// are in strip.ts.
import { HELD, NOBODY } from '../../../game/things.js';
import { TICKS_PER_SECOND } from '../../../game/units.js';
import { ALIVE, WATCHING, WRECK } from '../../../game/world.js';
import { BOLD, type Frame } from '../../frame.js';
import { textWidth } from '../../glyph.js';
import { INK } from '../../palette.js';
import { rivalOf } from '../../settling.js';
import { type Battle, type ClientState, shownSeat } from '../../state.js';
import type { Ending } from '../ending.js';
import { type WordId, word } from '../words.js';
import type { Layout, Rect } from './layout.js';
import type { Standings } from './standings.js';

/** In a lower arena a box takes no more than its lines. */
const ROWS_FOR_PADDING = 18;
export const INK_DEATH = 0x7a2626;
export const INK_KILL = 0x1f5c38;

/** By the heading of the shell. */
const HOW: readonly WordId[] = [
  'shell-from-below',
  'shell-from-left',
  'shell-from-above',
  'shell-from-right',
];

/** Draws what is to be said over the arena, if anything. @param tank the cells of the own one */
export function drawBanner(
  frame: Frame,
  state: ClientState,
  battle: Battle,
  standings: Standings,
  layout: Layout,
  tank: Rect,
): void {
  const { arena } = layout;
  const middle = arena.y + (arena.rows >> 1);
  // In the half in which the own tank is not.
  const isAbove = tank.y + (tank.rows >> 1) >= middle;
  const quarter = arena.y + (isAbove ? arena.rows >> 2 : arena.rows - 1 - (arena.rows >> 2));
  const { world } = battle.predictor;
  const { stage } = world;
  const shown = shownSeat(battle);
  const own = shown === NOBODY ? null : world.tanks[shown];
  if (state.line === 'reconnecting') {
    drawBox(frame, layout, middle, [word('reconnecting')], INK.bad);
  } else if (stage.sudden === HELD) {
    const rival = rivalOf(state);
    const text = rival === null ? word('held-others') : word('held-own', { nick: rival.nick });
    drawBox(frame, layout, quarter, [word('held'), text], INK_DEATH);
  } else if (own?.life === WRECK && !battle.isWatching) {
    drawBox(frame, layout, middle - 1, deathLines(battle, standings), INK_DEATH);
  } else if (stage.pause > 0) {
    const seconds = Math.ceil(stage.pause / TICKS_PER_SECOND);
    const id = standings.mode.enemySeats > 0 ? 'wave-begins' : 'round-begins';
    const next = word(id, { number: stage.number, seconds });
    drawBox(frame, layout, quarter, [...roundLines(battle, standings), next], INK.bar);
  }
  if (own?.life === WATCHING) drawWatching(frame, battle, standings, layout);
}

/** Says how the battle has ended, away from where it was decided. @param place the cells of that */
export function drawEnding(
  frame: Frame,
  { title, how, own, isWon }: Ending,
  layout: Layout,
  place: Rect,
): void {
  const { arena } = layout;
  const isAbove = place.y + (place.rows >> 1) >= arena.y + (arena.rows >> 1);
  const y = arena.y + (isAbove ? Math.max(1, (arena.rows >> 2) - 1) : arena.rows - 2 - (arena.rows >> 2));
  const lines = [title, how, own].filter((line) => line !== '');
  drawBox(frame, layout, y, lines, isWon ? INK_KILL : own === '' ? INK.bar : INK_DEATH);
}

/** Who has won the round before; none before the first one has ended. */
function roundLines({ news, predictor }: Battle, standings: Standings): string[] {
  const won = news.findLast(({ what }) => what === 'round-won');
  if (won === undefined || won.number !== predictor.world.stage.number - 1) return [];
  const nick = won.who === NOBODY ? word('nobody') : standings.nickOf(won.who);
  return [word('round-was', { number: won.number, nick })];
}

function deathLines(battle: Battle, standings: Standings): string[] {
  const { predictor, kills, hit } = battle;
  const kill = kills.findLast(({ seat }) => seat === battle.seat);
  const lines: string[] = [];
  if (kill !== undefined) {
    const nick = standings.nickOf(kill.by);
    lines.push(nick === '?' ? word('destroyed-by-none') : word('destroyed', { nick }));
    if (kill.how !== 'shell') lines.push(word(kill.how === 'mine' ? 'by-mine' : 'by-ring'));
    else if (hit?.by === kill.by && hit.heading >= 0) lines.push(word(HOW[hit.heading]));
  }
  const why = whyOut(battle, standings);
  const seconds = Math.ceil(predictor.world.tanks[battle.seat].respawn / TICKS_PER_SECOND);
  lines.push(why === '' ? word('respawn', { seconds }) : why);
  return lines;
}

/** Why the own tank does not come back for now; empty when it does. */
function whyOut({ predictor, seat }: Battle, { mode }: Standings): string {
  const { stage, scores } = predictor.server;
  const rounds = scores[seat].turn;
  if (mode.enemySeats > 0) return '';
  if (stage.number > 0)
    return rounds > 0 ? word('watch-queue', { rounds }) : stage.pause > 0 ? '' : word('watch-round');
  return stage.sudden === 1 ? word('watch-sudden') : '';
}

/** Says at the lower edge whom the player watches, and why. */
function drawWatching(frame: Frame, battle: Battle, standings: Standings, layout: Layout): void {
  const { tanks } = battle.predictor.server;
  const { x, y } = tanks[battle.seat];
  const seat = tanks.findIndex((tank) => tank.life === ALIVE && tank.x === x && tank.y === y);
  const why = whyOut(battle, standings) || word('watch-round');
  const text =
    seat < 0 ? word('watching', { why }) : word('watching-of', { nick: standings.nickOf(seat), why });
  const { arena } = layout;
  const width = Math.min(arena.columns, textWidth(text) + 2);
  const left = arena.x + ((arena.columns - width) >> 1);
  const look = { fg: INK.bright, bg: INK.bar, style: BOLD, width };
  frame.text(left, arena.y + arena.rows - 1, ` ${text} `, look);
}

/** Lines in a box over the arena, the first of them bold. @param y row of the first line */
function drawBox(frame: Frame, { arena }: Layout, y: number, lines: readonly string[], bg: number): void {
  const width = Math.min(arena.columns, Math.max(...lines.map(textWidth)) + 4);
  const x = arena.x + ((arena.columns - width) >> 1);
  const padding = arena.rows < ROWS_FOR_PADDING ? 0 : 1;
  frame.fill(x, y - padding, width, lines.length + 2 * padding, { bg });
  for (const [index, line] of lines.entries()) {
    const indent = Math.max(0, (width - textWidth(line)) >> 1);
    const look = { fg: index === 0 ? INK.bright : INK.text, bg, style: index === 0 ? BOLD : 0 };
    frame.text(x + indent, y + index, line, { ...look, width: width - indent });
  }
}
