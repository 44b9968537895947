// The bar above the arena: the clock in its middle, the line at its right. Where no panel shows the own tank, it stands at the left of
// the clock, and right of it what comes and goes, so that the clock never moves; else at its left where and what is played.
import { TICKS_PER_SECOND } from '../../../game/units.js';
import { BOLD, type Frame } from '../../frame.js';
import { textWidth } from '../../glyph.js';
import type { Keys } from '../../keys.js';
import { INK } from '../../palette.js';
import type { Battle, ClientState } from '../../state.js';
import { modeName } from '../room-options.js';
import { word } from '../words.js';
import { drawBlocks } from './blocks.js';
import type { OwnRow } from './own-rows.js';
import type { Standings } from './standings.js';

/** The clock is red for so many seconds before the end. */
const CLOCK_RED_SECONDS = 30;
/** The bar while it is lit by a hit. */
const INK_LIT = 0x8a3a3a;
/** From here on blocks have gaps between them, and words are written out. */
const COLUMNS_WIDE = 64;
/** From here on everything has its name. */
const COLUMNS_NAMED = 110;

/** Rows of the own tank that there always are: armour and gun. */
const ALWAYS = 2;

/** What the bar shows beside the state. */
export interface StatusContext {
  readonly keys: Keys;
  readonly rows: readonly OwnRow[];
  readonly standings: Standings;
  readonly hasPanel: boolean;
  /** The bar is lit because the own tank was hit. */
  readonly isHit: boolean;
}

/** Draws the bar on the first row. */
export function drawStatus(frame: Frame, state: ClientState, battle: Battle, context: StatusContext): void {
  const isLit = context.isHit && !context.hasPanel;
  const bg = isLit ? INK_LIT : INK.bar;
  frame.fill(0, 0, frame.columns, 1, { bg });
  const hasOwn = !context.hasPanel && battle.camera === null;
  const left = hasOwn ? drawOwn(frame, battle, context, bg) : drawPlace(frame, state, bg);
  const ping = state.pingMs >= 0 ? word('ping', { ms: state.pingMs }) : '';
  const right = frame.columns - 1 - textWidth(ping);
  frame.text(right, 0, ping, { fg: isLit ? INK.text : INK.dim, bg });
  const seconds = Math.ceil(battle.predictor.world.ticksLeft / TICKS_PER_SECOND);
  const clock = ` ${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')} `;
  const x = Math.max(left + 1, (frame.columns - clock.length) >> 1);
  if (x + clock.length >= right) return;
  const isRed = seconds <= CLOCK_RED_SECONDS;
  frame.text(x, 0, clock, { fg: INK.bright, bg: isRed ? INK.bad : bg, style: BOLD });
  if (hasOwn) drawEffects(frame, x + clock.length + 1, right - 1, context, bg);
}

function drawPlace(frame: Frame, { room }: ClientState, bg: number): number {
  if (room === null) return 0;
  return 1 + frame.text(1, 0, `${room.options.arena}  ${modeName(room.options.mode)}`, { fg: INK.dim, bg });
}

/** @returns the column behind what was drawn */
function drawOwn(frame: Frame, battle: Battle, { rows, standings }: StatusContext, bg: number): number {
  const isWide = frame.columns >= COLUMNS_WIDE;
  let x = 1;
  for (const row of rows.slice(0, ALWAYS)) {
    if (frame.columns >= COLUMNS_NAMED) x += frame.text(x, 0, word(row.label), { fg: INK.text, bg }) + 1;
    x += drawBlocks(frame, x, 0, row, isWide && row.label === 'panel-armour' ? 2 : 1, bg) + 2;
  }
  const { points } = battle.predictor.server.scores[battle.seat];
  x += frame.text(x, 0, isWide ? standings.nickOf(battle.seat) : '', {
    fg: standings.colourOf(battle.seat),
    bg,
    style: BOLD,
    width: 12,
  });
  return x + 1 + frame.text(x + 1, 0, String(points), { fg: INK.bright, bg, style: BOLD });
}

/** What is switched on, what the tank has, and under which effects it is: named where there is room for all the names, else a letter each as on the pads. */
function drawEffects(
  frame: Frame,
  left: number,
  right: number,
  { keys, rows }: StatusContext,
  bg: number,
): void {
  const isWide = frame.columns >= COLUMNS_WIDE;
  let x = left;
  for (const [isOn, name] of [
    [keys.isAutoFire, isWide ? word('auto-fire') : 'F'],
    [keys.isLocked, isWide ? word('lock') : 'V'],
  ] as const) {
    if (!isOn || x + textWidth(name) + 2 > right) continue;
    x += frame.text(x, 0, ` ${name} `, { fg: 0x000000, bg: INK.accent, style: BOLD }) + 1;
  }
  const shown = rows.filter(({ short }) => short !== '');
  const gaps = Math.max(0, shown.length - 1);
  const isNamed = x + shown.reduce((width, { full }) => width + textWidth(full), gaps) <= right;
  for (const { short, full, colour } of shown) {
    const text = isNamed ? full : short;
    if (x + textWidth(text) > right) continue;
    x += frame.text(x, 0, text, { fg: colour, bg, style: BOLD }) + 1;
  }
}
