// The panel beside the arena: own tank, the mode's own line, the table, the map, kills, and the talk where nothing below the arena
// has it. Drawn from top to bottom; what finds no room is left out.
import { BOLD, DEFAULT_COLOUR, type Frame } from '../../frame.js';
import type { Keys } from '../../keys.js';
import { INK } from '../../palette.js';
import type { Battle, ClientState } from '../../state.js';
import { word } from '../words.js';
import { drawBlocks, drawHeading } from './blocks.js';
import { drawKillFeed } from './kill-feed.js';
import type { Rect } from './layout.js';
import { drawTalk } from './lines.js';
import { drawModeLine } from './mode-line.js';
import type { OwnRow } from './own-rows.js';
import { drawScoreTable } from './score-table.js';
import type { Standings } from './standings.js';

/** Column of the blocks, behind the longest label. */
const BLOCKS_AT = 10;
const KILL_ROWS_MIN = 3;
const TALK_ROWS = 6;
const MODE_ROWS = 2;
/** Rows of the own tank for which there is always room, and the height of a panel from which there are more. */
const EFFECT_ROWS_MIN = 3;
const EFFECT_ROWS = 5;
const ROWS_FOR_EFFECTS = 26;

/** What the panel shows beside the state. */
export interface PanelContext {
  readonly keys: Keys;
  readonly standings: Standings;
  readonly rows: readonly OwnRow[];
  readonly hasTalk: boolean;
  /** The armour is lit because the own tank was hit. */
  readonly isHit: boolean;
  /** Draws the map into a rectangle and returns the rows that it took; null when there is none. */
  readonly drawMap: ((at: Rect) => number) | null;
}

/** Draws the panel. */
export function drawPanel(
  frame: Frame,
  state: ClientState,
  battle: Battle,
  at: Rect,
  context: PanelContext,
  nowMs: number,
): void {
  const { standings, hasTalk, drawMap } = context;
  const { x, columns: width } = at;
  let bottom = at.y + at.rows;
  let y = drawOwn(frame, battle, at, context) + 1;
  if (hasTalk) {
    bottom -= TALK_ROWS;
    drawTalk(frame, state, { x, y: bottom, columns: width, rows: TALK_ROWS }, nowMs);
    bottom--;
  }
  y += drawScoreTable(frame, battle, standings, x, y, bottom - y, width) + 1;
  if (drawMap !== null && bottom - y > KILL_ROWS_MIN + 5) {
    drawHeading(frame, x, y, width, word('map'));
    y += drawMap({ x, y: y + 1, columns: width, rows: bottom - y - KILL_ROWS_MIN - 3 }) + 2;
  }
  if (bottom - y < 2) return;
  drawHeading(frame, x, y, width, word('kills'));
  drawKillFeed(frame, battle, standings, x, y + 1, bottom - y - 1, width);
}

/** The own tank, or that which is followed: nick and points, the mode's line, what is left of everything, lamps. @returns the row behind it */
function drawOwn(
  frame: Frame,
  battle: Battle,
  { x, y, columns: width, rows: height }: Rect,
  { keys, standings, rows, isHit }: PanelContext,
): number {
  if (battle.camera !== null) {
    frame.text(x, y, word('free-camera'), { fg: INK.bright, style: BOLD, width });
    return y + 1 + drawModeLine(frame, battle, standings, x, y + 1, width, MODE_ROWS);
  }
  frame.text(x, y, standings.nickOf(battle.seat), {
    fg: standings.colourOf(battle.seat),
    style: BOLD,
    width: width - 5,
  });
  const points = String(battle.predictor.server.scores[battle.seat].points);
  frame.text(x + width - points.length, y, points, { fg: INK.bright, style: BOLD });
  const first = y + 1 + drawModeLine(frame, battle, standings, x, y + 1, width, MODE_ROWS);
  let row = first;
  for (const own of rows) {
    const isArmour = own.label === 'panel-armour';
    const bg = isArmour && isHit ? INK.bad : DEFAULT_COLOUR;
    frame.fill(x, row, width, 1, { bg });
    frame.text(x, row, word(own.label), { fg: INK.text, bg, width: BLOCKS_AT - 1 });
    const used = drawBlocks(frame, x + BLOCKS_AT, row, own, isArmour ? 2 : 1, bg);
    frame.text(x + BLOCKS_AT + used + 1, row, own.note, { fg: INK.dim, width: width - BLOCKS_AT - used - 1 });
    row++;
  }
  // The rows of what comes and goes stay free, so that nothing below moves.
  row = Math.max(row, first + (height >= ROWS_FOR_EFFECTS ? EFFECT_ROWS : EFFECT_ROWS_MIN));
  const used = drawLamp(frame, x, row, word('auto-fire'), keys.isAutoFire);
  drawLamp(frame, x + used + 1, row, word('lock'), keys.isLocked);
  return row + 1;
}

function drawLamp(frame: Frame, x: number, y: number, name: string, isOn: boolean): number {
  const look = isOn
    ? { fg: 0x000000, bg: INK.accent, style: BOLD }
    : { fg: INK.dim, bg: DEFAULT_COLOUR, style: 0 };
  return frame.text(x, y, isOn ? `[${name}]` : ` ${name} `, look);
}
