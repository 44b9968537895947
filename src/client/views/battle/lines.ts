// What stands below the arena. Beside a panel it is the talk alone; without one the table as a line, the mode's own line, kills
// and talk, as many rows as there are.
import type { Frame } from '../../frame.js';
import { INK } from '../../palette.js';
import type { Battle, ClientState } from '../../state.js';
import { chatRows, drawChat } from '../chat.js';
import { word } from '../words.js';
import { drawHeading } from './blocks.js';
import { drawKill, drawKillFeed } from './kill-feed.js';
import type { Rect } from './layout.js';
import { drawScoreLine } from './score-table.js';
import type { Standings } from './standings.js';

/** For how long the last kill or line of talk is shown where there is room for only one. */
const NEWS_MS = 6000;
/** For how long talk is shown where there is room. */
const TALK_MS = 60_000;
/** Rows from which talk below the arena has a heading. */
export const TALK_ROWS_MIN = 3;
/** Part of the width that is the kills'. */
const KILLS_SHARE = 0.35;

/** Draws talk under a heading, from the top on; nothing when nobody has said anything lately. */
export function drawTalk(
  frame: Frame,
  state: ClientState,
  { x, y, columns, rows }: Rect,
  nowMs: number,
): void {
  const used = chatRows(state, rows - 1, columns, nowMs, TALK_MS);
  if (used === 0) return;
  drawHeading(frame, x, y, columns, word('talk'));
  drawChat(frame, state, x, y + 1, used, columns, nowMs, TALK_MS);
}

/** Draws the lines below an arena without a panel. */
export function drawLinesBelow(
  frame: Frame,
  state: ClientState,
  battle: Battle,
  standings: Standings,
  at: Rect,
  nowMs: number,
): void {
  const { x, y, columns, rows } = at;
  if (rows === 0) return;
  if (rows === 1) {
    if (!drawNews(frame, state, battle, standings, at, nowMs))
      drawScoreLine(frame, battle, standings, x, y, columns);
    return;
  }
  drawScoreLine(frame, battle, standings, x, y, columns);
  if (rows === 2) {
    const isNews = drawNews(frame, state, battle, standings, { ...at, y: y + 1 }, nowMs);
    if (!isNews) frame.text(x, y + 1, standings.modeLine(battle), { fg: INK.dim, width: columns });
    return;
  }
  const left = Math.floor(columns * KILLS_SHARE);
  frame.text(x, y + 1, standings.modeLine(battle), { fg: INK.dim, width: left });
  drawKillFeed(frame, battle, standings, x, y + 2, rows - 2, left - 2);
  drawChat(frame, state, x + left, y + 1, rows - 1, columns - left, nowMs, TALK_MS);
}

/** One row: the newer one of the last kill and the last line of talk. @returns false when neither is new */
function drawNews(
  frame: Frame,
  state: ClientState,
  battle: Battle,
  standings: Standings,
  { x, y, columns }: Rect,
  nowMs: number,
): boolean {
  const kill = battle.kills.at(-1);
  const chat = state.chat.at(-1);
  const killMs = kill === undefined ? Number.POSITIVE_INFINITY : nowMs - kill.atMs;
  const chatMs = chat === undefined ? Number.POSITIVE_INFINITY : nowMs - chat.atMs;
  if (chatMs < killMs && chatMs < NEWS_MS) drawChat(frame, state, x, y, 1, columns, nowMs, NEWS_MS);
  else if (kill !== undefined && killMs < NEWS_MS) drawKill(frame, battle, standings, kill, x, y, columns);
  else return false;
  return true;
}
