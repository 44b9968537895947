// Who has destroyed whom and what has happened in the mode, the last at the bottom. Drawn by the panel and by the lines below the arena.
import { NOBODY } from '../../../game/things.js';
import { BOLD, type Frame } from '../../frame.js';
import { textWidth } from '../../glyph.js';
import { INK } from '../../palette.js';
import { type Battle, type Kill, type ModeNews, shownSeat } from '../../state.js';
import { word } from '../words.js';
import { teamLetter } from './mode-line.js';
import type { Standings } from './standings.js';

/** Between who did it and who is gone. */
const ARROWS = { shell: ' > ', mine: ' o> ', ring: ' > ' } as const;

/** Draws the last kills and news.
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
  const { kills, news } = battle;
  const used = Math.min(rows, kills.length + news.length);
  let kill = kills.length - 1;
  let item = news.length - 1;
  for (let row = used - 1; row >= 0; row--) {
    const isNews = item >= 0 && (kill < 0 || news[item].atMs > kills[kill].atMs);
    if (isNews) drawNews(frame, standings, news[item--], x, y + row, width);
    else drawKill(frame, battle, standings, kills[kill--], x, y + row, width);
  }
  return used;
}

/** When the last of it was told; long ago when there is none. */
export function feedAtMs({ kills, news }: Battle): number {
  return Math.max(
    kills.at(-1)?.atMs ?? Number.NEGATIVE_INFINITY,
    news.at(-1)?.atMs ?? Number.NEGATIVE_INFINITY,
  );
}

/** Draws something that has happened in the mode, in the colour of who did it or whose it is. */
function drawNews(
  frame: Frame,
  standings: Standings,
  item: ModeNews,
  x: number,
  y: number,
  width: number,
): void {
  const { what, who, number } = item;
  const isOfTeam = what === 'flag-home' || what === 'base-falls';
  const fg = isOfTeam ? standings.teamColour(number) : who === NOBODY ? INK.good : standings.colourOf(who);
  frame.text(x, y, newsWords(standings, item), { fg, style: BOLD, width });
}

/** Something that has happened in the mode, in words. */
export function newsWords(standings: Standings, { what, who, number }: ModeNews): string {
  const nick = who === NOBODY ? word('nobody') : standings.nickOf(who);
  const few = number === 2 ? 'feed-double' : 'feed-triple';
  const id = what === 'multi-kill' && number < 4 ? few : (`feed-${what}` as const);
  return word(id, { nick, team: teamLetter(number), number });
}

/** Draws one kill; one of the own tank's stands out. */
function drawKill(
  frame: Frame,
  battle: Battle,
  standings: Standings,
  { seat, by, how }: Kill,
  x: number,
  y: number,
  width: number,
): void {
  const shown = shownSeat(battle);
  const isOwn = shown !== NOBODY && (seat === shown || by === shown);
  const style = isOwn ? BOLD : 0;
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
