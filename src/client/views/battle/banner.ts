// The few words that lie over the arena: the battle begins, a kill, the own end with who, how and for how long, the last seconds,
// a lost line. One at a time, the weightiest; each is gone by itself.
import { TICKS_PER_SECOND } from '../../../game/units.js';
import { WRECK } from '../../../game/world.js';
import { BOLD, type Frame } from '../../frame.js';
import { textWidth } from '../../glyph.js';
import { INK } from '../../palette.js';
import type { Battle, ClientState } from '../../state.js';
import { type WordId, word } from '../words.js';
import type { Layout, Rect } from './layout.js';
import type { Standings } from './standings.js';

const KILL_MS = 2000;
const BEGIN_MS = 2500;
/** A match that is older than this has not just begun. */
const BEGIN_TICKS = 4 * TICKS_PER_SECOND;
const COUNT_SECONDS = 10;
/** In a lower arena a box takes no more than its lines. */
const ROWS_FOR_PADDING = 18;
const INK_DEATH = 0x7a2626;
const INK_KILL = 0x1f5c38;

/** By the heading of the shell. */
const HOW: readonly WordId[] = [
  'shell-from-below',
  'shell-from-left',
  'shell-from-above',
  'shell-from-right',
];

/** Draws what is to be said now, if anything. @param tank the cells of the own one */
export function drawBanner(
  frame: Frame,
  state: ClientState,
  battle: Battle,
  standings: Standings,
  layout: Layout,
  tank: Rect,
  nowMs: number,
): void {
  drawCount(frame, battle, layout);
  const { arena } = layout;
  const middle = arena.y + (arena.rows >> 1);
  // In the half in which the own tank is not.
  const isAbove = tank.y + (tank.rows >> 1) >= middle;
  const quarter = arena.y + (isAbove ? arena.rows >> 2 : arena.rows - 1 - (arena.rows >> 2));
  const own = battle.predictor.world.tanks[battle.seat];
  const kill = battle.kills.findLast(({ by, seat }) => by === battle.seat && seat !== battle.seat);
  if (state.line === 'reconnecting') {
    drawBox(frame, layout, middle, [word('reconnecting')], INK.bad);
  } else if (own.life === WRECK) {
    drawBox(frame, layout, middle - 1, deathLines(battle, standings), INK_DEATH);
  } else if (kill !== undefined && nowMs - kill.atMs < KILL_MS) {
    const text = word('you-destroyed', { nick: standings.nickOf(kill.seat) });
    drawBox(frame, layout, quarter, [text], INK_KILL);
  } else if (nowMs - battle.startedAtMs < BEGIN_MS && hasJustBegun(state, battle)) {
    drawBox(frame, layout, quarter, [word('battle-begins'), word('battle-aim')], INK.bar);
  }
}

function deathLines(battle: Battle, standings: Standings): string[] {
  const { predictor, kills, hit } = battle;
  const kill = kills.findLast(({ seat }) => seat === battle.seat);
  const lines: string[] = [];
  if (kill !== undefined) {
    const nick = standings.nickOf(kill.by);
    lines.push(nick === '?' ? word('destroyed-by-none') : word('destroyed', { nick }));
    if (hit?.by === kill.by && hit.heading >= 0) lines.push(word(HOW[hit.heading]));
  }
  const seconds = Math.ceil(predictor.world.tanks[battle.seat].respawn / TICKS_PER_SECOND);
  lines.push(word('respawn', { seconds }));
  return lines;
}

function hasJustBegun({ room }: ClientState, { predictor }: Battle): boolean {
  if (room === null) return false;
  return predictor.server.ticksLeft > room.options.minutes * 60 * TICKS_PER_SECOND - BEGIN_TICKS;
}

/** Counts the last seconds down at the upper edge. */
function drawCount(frame: Frame, { predictor }: Battle, layout: Layout): void {
  const seconds = Math.ceil(predictor.world.ticksLeft / TICKS_PER_SECOND);
  if (seconds <= 0 || seconds > COUNT_SECONDS) return;
  drawBox(frame, layout, layout.arena.y + 1, [` ${seconds} `], INK.bad);
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
