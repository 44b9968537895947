// The words of the moment in the last row of the window, in place of the keys: they hide nothing of an arena in which somebody can shoot.
// The battle begins, a kill, sudden death, frozen; the weightiest, each gone by itself. For those who play; who watches is told of nothing
// that happens to somebody else as if it were theirs.
import { FROZEN } from '../../../game/pickups.js';
import { SUDDEN_TICKS, TICKS_PER_SECOND } from '../../../game/units.js';
import { ALIVE } from '../../../game/world.js';
import { BOLD, type Frame } from '../../frame.js';
import { textWidth } from '../../glyph.js';
import { INK } from '../../palette.js';
import { rivalOf } from '../../settling.js';
import type { Battle, ClientState, Kill } from '../../state.js';
import { hasWord, word } from '../words.js';
import { INK_DEATH, INK_KILL } from './banner.js';
import { pickupText, pickupTitle } from './pickups.js';
import type { Standings } from './standings.js';

const KILL_MS = 2000;
const BEGIN_MS = 2500;
const TAKEN_MS = 2500;
/** A match that is older than this has not just begun. */
const BEGIN_TICKS = 4 * TICKS_PER_SECOND;
const SUDDEN_SHOWN_TICKS = 4 * TICKS_PER_SECOND;
/** Between two of the words. */
const GAP = 3;
const INK_BEGIN = 0x2a4a7a;
const INK_ICE = 0x2a5f73;
const INK_TAKEN = 0x4a3a7a;

/** What is said, the weightiest first. */
export interface Strip {
  readonly lines: readonly string[];
  readonly bg: number;
}

/** What is to be said now; null for nothing. */
export function stripOf(
  state: ClientState,
  battle: Battle,
  standings: Standings,
  nowMs: number,
): Strip | null {
  if (battle.isWatching) return null;
  const { seat, predictor, kills, startedAtMs } = battle;
  const { stage, ticksLeft, tanks } = predictor.world;
  const kill = kills.findLast(({ by, seat: victim }) => by === seat && victim !== seat);
  if (kill !== undefined && nowMs - kill.atMs < KILL_MS) {
    const text = word('you-destroyed', { nick: standings.nickOf(kill.seat) });
    return { lines: [text, ...featLines(battle, kill)], bg: INK_KILL };
  }
  if (nowMs - startedAtMs < BEGIN_MS && hasJustBegun(state, battle))
    return { lines: [word('battle-begins'), aimOf(standings)], bg: INK_BEGIN };
  if (stage.sudden === 1 && ticksLeft > SUDDEN_TICKS - SUDDEN_SHOWN_TICKS) {
    const rival = rivalOf(state);
    const offer = rival === null ? [] : [word('settle-offer', { nick: rival.nick })];
    return { lines: [word('sudden-death'), ...offer, word('sudden-death-text')], bg: INK_DEATH };
  }
  const own = tanks[seat];
  const { taken } = battle;
  if (taken !== null && nowMs - taken.atMs < TAKEN_MS && own.life === ALIVE)
    return { lines: [pickupTitle(taken.kind), pickupText(taken.kind)], bg: INK_TAKEN };
  return own.life === ALIVE && own.engine === FROZEN ? { lines: [word('frozen')], bg: INK_ICE } : null;
}

/** Draws it in the last row, as many of the words as there is room for. */
export function drawStrip(frame: Frame, { lines, bg }: Strip): void {
  const y = frame.rows - 1;
  frame.fill(0, y, frame.columns, 1, { bg });
  let width = 0;
  const shown = lines.filter((line, index) => {
    if (line === '' || (index > 0 && width + GAP + textWidth(line) > frame.columns - 2)) return false;
    width += (index > 0 ? GAP : 0) + textWidth(line);
    return true;
  });
  let x = Math.max(1, (frame.columns - width) >> 1);
  for (const [index, line] of shown.entries()) {
    const look = { fg: index === 0 ? INK.bright : INK.text, bg, style: index === 0 ? BOLD : 0 };
    x += frame.text(x, y, line, { ...look, width: frame.columns - x - 1 }) + GAP;
  }
}

/** What the kill was more than one kill; none for one as all others are. */
function featLines({ news }: Battle, { by, atMs }: Kill): string[] {
  const feat = news.findLast(
    ({ what, who, atMs: toldMs }) =>
      (what === 'multi-kill' || what === 'streak') && who === by && toldMs === atMs,
  );
  if (feat === undefined) return [];
  const { what, number } = feat;
  if (what === 'streak') return [word('kills-streak', { number })];
  return [
    number > 3 ? word('kills-multi', { number }) : word(number === 2 ? 'kills-double' : 'kills-triple'),
  ];
}

function aimOf({ mode }: Standings): string {
  const id = `aim-${mode.id}`;
  return hasWord(id) ? word(id) : '';
}

function hasJustBegun({ room }: ClientState, { predictor }: Battle): boolean {
  if (room === null) return false;
  return predictor.server.ticksLeft > room.options.minutes * 60 * TICKS_PER_SECOND - BEGIN_TICKS;
}
