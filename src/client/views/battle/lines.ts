// What stands below the arena. Beside a panel it is the talk alone; without one the table as a line, the mode's own line, kills
// and talk, as many rows as there are.
import type { World } from '../../../game/world.js';
import type { ArenaColours } from '../../arena/colours.js';
import type { Frame } from '../../frame.js';
import { INK } from '../../palette.js';
import type { Battle, ClientState } from '../../state.js';
import { chatRows, drawChat } from '../chat.js';
import { word } from '../words.js';
import { drawHeading } from './blocks.js';
import { drawKillFeed, feedAtMs } from './kill-feed.js';
import type { Rect } from './layout.js';
import { drawModeLine } from './mode-line.js';
import { drawPickupList } from './pickups.js';
import { drawScoreLine } from './score-line.js';
import type { Standings } from './standings.js';

/** For how long the last kill or line of talk is shown where there is room for only one. */
const NEWS_MS = 6000;
/** For how long talk is shown where there is room. */
const TALK_MS = 60_000;
/** Rows from which talk below the arena has a heading. */
export const TALK_ROWS_MIN = 3;
/** Rows that the mode's line may take where there are more than two. */
const MODE_ROWS = 2;
/** Part of the width that is the kills'. */
const KILLS_SHARE = 0.35;

/** Draws talk under a heading, from the top on; nothing when nobody has said anything lately. @returns the rows that it took */
export function drawTalk(
  frame: Frame,
  state: ClientState,
  { x, y, columns, rows }: Rect,
  nowMs: number,
): number {
  const used = chatRows(state, rows - 1, columns, nowMs, TALK_MS);
  if (used === 0) return 0;
  drawHeading(frame, x, y, columns, word('talk'));
  drawChat(frame, state, x, y + 1, used, columns, nowMs, TALK_MS);
  return used + 1;
}

/** Draws what stands below an arena with a panel: the talk, and below it what the letters on the pads mean. */
export function drawBelow(
  frame: Frame,
  state: ClientState,
  world: World,
  colours: ArenaColours,
  at: Rect,
  nowMs: number,
): void {
  const used = drawTalk(frame, state, at, nowMs);
  const left = { ...at, y: at.y + used, rows: at.rows - used };
  if (left.rows >= TALK_ROWS_MIN) drawPickupList(frame, world, colours, left);
}

/** Draws the lines below an arena without a panel. */
export function drawLinesBelow(
  frame: Frame,
  state: ClientState,
  battle: Battle,
  standings: Standings,
  at: Rect,
  hasBorder: boolean,
  nowMs: number,
): void {
  const { x, y, columns, rows } = at;
  if (rows === 0) return;
  if (rows === 1) {
    const isNews =
      drawTalkNews(frame, state, battle, at, nowMs) || drawKillNews(frame, battle, standings, at, nowMs);
    if (!isNews) drawScoreBar(frame, battle, standings, at, hasBorder);
    return;
  }
  drawScoreBar(frame, battle, standings, at, hasBorder);
  if (rows === 2) {
    if (drawTalkNews(frame, state, battle, { ...at, y: y + 1 }, nowMs)) return;
    // The mode's line stays; the last kill stands at the right.
    const killX = x + Math.ceil(columns * (1 - KILLS_SHARE));
    drawModeLine(frame, battle, standings, x, y + 1, killX - x - 1);
    drawKillNews(
      frame,
      battle,
      standings,
      { ...at, x: killX, y: y + 1, columns: x + columns - killX },
      nowMs,
    );
    return;
  }
  const left = Math.floor(columns * KILLS_SHARE);
  const used = drawModeLine(frame, battle, standings, x, y + 1, left - 2, MODE_ROWS);
  drawKillFeed(frame, battle, standings, x, y + 1 + used, rows - 1 - used, left - 2);
  const talkRows = chatRows(state, rows - 1, columns - left, nowMs, TALK_MS);
  drawChat(frame, state, x + left, y + 1, talkRows, columns - left, nowMs, TALK_MS);
}

/** The table as a line. Where the arena has no line of its own around it, this one ends the picture as the bar above begins it. */
function drawScoreBar(
  frame: Frame,
  battle: Battle,
  standings: Standings,
  { x, y, columns }: Rect,
  hasBorder: boolean,
): void {
  if (!hasBorder) frame.fill(0, y, frame.columns, 1, { bg: INK.bar });
  drawScoreLine(frame, battle, standings, x, y, columns);
}

/** One row of talk, when the last line of it is new and newer than the last kill. @returns false when it is not */
function drawTalkNews(
  frame: Frame,
  state: ClientState,
  battle: Battle,
  { x, y, columns }: Rect,
  nowMs: number,
): boolean {
  const chat = state.chat.at(-1);
  if (chat === undefined || nowMs - chat.atMs >= NEWS_MS) return false;
  if (feedAtMs(battle) >= chat.atMs) return false;
  drawChat(frame, state, x, y, 1, columns, nowMs, NEWS_MS);
  return true;
}

/** The last kill or news of the mode, when it is new. @returns false when it is not */
function drawKillNews(
  frame: Frame,
  battle: Battle,
  standings: Standings,
  { x, y, columns }: Rect,
  nowMs: number,
): boolean {
  if (nowMs - feedAtMs(battle) >= NEWS_MS) return false;
  drawKillFeed(frame, battle, standings, x, y, 1, columns);
  return true;
}
