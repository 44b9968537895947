// Who has destroyed whom, the last at the bottom. Drawn by the panel and by the lines below the arena.
import { BOLD, type Frame } from '../../frame.js';
import { textWidth } from '../../glyph.js';
import { INK } from '../../palette.js';
import type { Battle, Kill } from '../../state.js';
import { word } from '../words.js';
import type { Standings } from './standings.js';

/** Between who did it and who is gone. */
const ARROWS = { shell: ' > ', mine: ' o> ', ring: ' > ' } as const;

/** Draws the last kills.
 *  @param rows how many at most @returns how many it were */
export function drawKillFeed(
  frame: Frame,
  battle: Battle,
  standings: Standings,
  x: number,
  y: number,
  rows: number,
  width: number,
): number {
  const first = Math.max(0, battle.kills.length - rows);
  for (let index = first; index < battle.kills.length; index++) {
    drawKill(frame, battle, standings, battle.kills[index], x, y + index - first, width);
  }
  return battle.kills.length - first;
}

/** Draws one kill; one of the own tank's stands out. */
export function drawKill(
  frame: Frame,
  battle: Battle,
  standings: Standings,
  { seat, by, how }: Kill,
  x: number,
  y: number,
  width: number,
): void {
  const style = seat === battle.seat || by === battle.seat ? BOLD : 0;
  // Of two nicks that are too long both are cut.
  const arrow = ARROWS[how];
  const half = (width - arrow.length) >> 1;
  const victim = standings.nickOf(seat);
  const nick = how === 'ring' ? word('ring-name') : standings.nickOf(by);
  const nickMax = Math.max(half, width - arrow.length - textWidth(victim));
  let used = 0;
  if (by !== seat && nick !== '?') {
    used = frame.text(x, y, nick, {
      fg: how === 'ring' ? INK.bad : standings.colourOf(by),
      style,
      width: nickMax,
    });
    used += frame.text(x + used, y, arrow, { fg: INK.dim });
  }
  frame.text(x + used, y, victim, { fg: standings.colourOf(seat), style, width: width - used });
}
