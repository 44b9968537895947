// After a match: the CHAMPION with his tank, and everybody else below.

import type { Mode } from '../../game/mode.js';
import { MODES, modeIndex } from '../../game/modes.js';
import type { RoomState } from '../../protocol/room-state.js';
import { BOLD, type Frame } from '../frame.js';
import { textWidth } from '../glyph.js';
import { INK, seatColour, TEAM_COLOURS } from '../palette.js';
import { type ClientState, secondsLeft } from '../state.js';
import type { Key } from '../terminal.js';
import { teamLetter } from './battle/mode-line.js';
import { bigHeight, bigWidth, canBeBig, drawBig } from './big-text.js';
import { drawChat } from './chat.js';
import { emblemOf } from './logo.js';
import { modeName } from './room-options.js';
import { type Actions, drawCentred, drawFooter, drawTitle, type View } from './view.js';
import { hasWord, word } from './words.js';

const EMBLEM_COLUMNS = 12;
const EMBLEM_ROWS = 6;
const GAP = 4;
const TABLE_COLUMNS = 48;
const AWARD_COLUMNS = 44;
const AWARD_ROWS_MAX = 2;
const CHAT_ROWS = 3;
const CHAT_COLUMNS = 76;

/** The podium. */
export class PodiumView implements View {
  readonly #actions: Pick<Actions, 'voteNext' | 'setReady'>;

  constructor(actions: Pick<Actions, 'voteNext' | 'setReady'>) {
    this.#actions = actions;
  }

  key({ name }: Key, { room, seat }: ClientState): boolean {
    const choice = ['1', '2', '3'].indexOf(name);
    const own = room?.players.find((player) => player.seat === seat);
    if (own === undefined) return false;
    if (choice >= 0 && choice < (room?.ballot?.length ?? 0)) this.#actions.voteNext(choice);
    else if (name === 'r') this.#actions.setReady(own.ready !== true);
    else return false;
    return true;
  }

  draw(frame: Frame, state: ClientState, nowMs: number): void {
    const { room } = state;
    if (room === null) return;
    const awards = awardLines(room, frame.columns);
    // Beside the table where there is room, else below it.
    const isBeside = awards.length > 0 && frame.columns >= TABLE_COLUMNS + AWARD_COLUMNS + 2 * GAP;
    const flow = isBeside ? [] : flowAwards(awards, frame.columns - 2);
    const below = flow.length;
    const wanted = Math.max(room.podium.length, isBeside ? awards.length : 0) + below;
    // A table that would be cut matters more than older talk.
    const chatMost = below > 0 ? CHAT_ROWS - 1 : CHAT_ROWS;
    const chatRows = frame.rows < 20 || frame.rows - 2 - chatMost < wanted + 4 ? 1 : chatMost;
    const room2 = frame.rows - 2 - chatRows;
    const scale = headScale(frame, room2 - wanted - 3);
    const headRows = scale === 0 ? 2 : Math.max(EMBLEM_ROWS * scale, bigHeight(scale) + 2);
    const rows = Math.min(room.podium.length, room2 - headRows - 1 - below);
    const used = Math.max(rows + below, isBeside ? Math.min(awards.length, room2 - headRows - 2) : 0);
    const air = Math.max(0, room2 - headRows - used - 2);
    const top = 1 + Math.min(air >> 1, Math.max(0, air - 1));
    const gap = Math.min(below > 0 ? 1 : 2, Math.max(0, air - (air >> 1)));
    const chatX = Math.max(2, (frame.columns - CHAT_COLUMNS) >> 1);
    const winner = room.podium[0];
    const winnerText = winner === undefined ? '' : `${word('champion')}: ${winner.nick}`;
    drawTitle(frame, `${word('room')} ${room.code}`, winnerText);
    this.#drawHead(frame, winner, top, headRows, scale);
    const tableY = top + headRows + gap;
    const all = TABLE_COLUMNS + (isBeside ? GAP + AWARD_COLUMNS : 0);
    const x = Math.max(1, (frame.columns - Math.min(all, frame.columns - 2)) >> 1);
    this.#drawTable(frame, state, x, tableY, rows);
    if (isBeside) {
      const at = x + TABLE_COLUMNS + GAP;
      frame.text(at, tableY, word('awards'), { fg: INK.dim });
      drawAwards(frame, awards, at, tableY + 1, AWARD_COLUMNS);
    }
    const flowY = tableY + 1 + rows + (top + gap <= air ? 1 : 0);
    for (const [row, line] of flow.entries()) drawAwardRow(frame, line, flowY + row);
    drawChat(
      frame,
      state,
      chatX,
      frame.rows - 1 - chatRows,
      chatRows,
      frame.columns - 2 * chatX,
      nowMs,
      Number.POSITIVE_INFINITY,
    );
    const choices = (room.ballot ?? []).map(({ mode, arena, votes }, index) =>
      word('ballot-key', { choice: index + 1, arena, mode: modeName(mode), votes }),
    );
    const keys = word('podium-keys', { seconds: secondsLeft(state, nowMs) });
    drawFooter(frame, [...choices, keys].join('  '));
  }

  #drawHead(
    frame: Frame,
    winner: { seat: number; nick: string; points: number } | undefined,
    top: number,
    rows: number,
    scale: number,
  ): void {
    const title = word('champion');
    const nick = winner?.nick ?? '';
    const points = word('points-of', { points: winner?.points ?? 0 });
    if (scale === 0) {
      drawCentred(frame, top, title, INK.accent, BOLD);
      drawCentred(frame, top + 1, ` ${nick}   ${points} `, 0x000000, BOLD, INK.accent);
      return;
    }
    const width = EMBLEM_COLUMNS * scale + GAP + bigWidth(title, scale);
    const left = (frame.columns - width) >> 1;
    emblemOf(winner?.seat ?? 0, scale).layInto(frame, left, top + ((rows - EMBLEM_ROWS * scale) >> 1));
    const x = left + EMBLEM_COLUMNS * scale + GAP;
    const y = top + ((rows - bigHeight(scale) - 2) >> 1);
    drawBig(frame, x, y, title, INK.accent, scale);
    const fg = winner === undefined ? INK.bright : seatColour(winner.seat);
    const used = frame.text(x, y + bigHeight(scale) + 1, ` ${nick} `, { fg: 0x000000, bg: fg, style: BOLD });
    frame.text(x + used + 2, y + bigHeight(scale) + 1, points, { fg: INK.bright });
  }

  #drawTable(frame: Frame, state: ClientState, x: number, top: number, rows: number): void {
    const width = Math.min(TABLE_COLUMNS, frame.columns - 2);
    const mode: Mode | undefined = MODES[modeIndex(state.room?.options.mode ?? '')];
    const hasTeams = mode?.hasTeams === true && mode.enemySeats === 0;
    const heads = [word('column-points'), word('column-kills'), word('column-deaths')];
    const places = [width - 17, width - 9, width];
    frame.text(x + 7, top, word('column-nick'), { fg: INK.dim });
    for (const [index, head] of heads.entries()) {
      frame.text(x + places[index]! - textWidth(head), top, head, { fg: INK.dim });
    }
    const podium = state.room?.podium ?? [];
    const own = podium.findIndex(({ seat }) => seat === state.seat);
    for (let row = 0; row < Math.min(rows, podium.length); row++) {
      // The own place is always shown: the last row is its where the table is cut above it.
      const index = row === rows - 1 && own > row ? own : row;
      const entry = podium[index];
      const y = top + 1 + row;
      const isOwn = index === own;
      const fg = index === 0 ? INK.accent : isOwn ? INK.bright : INK.text;
      const ink = { fg, style: isOwn || index === 0 ? BOLD : 0 };
      frame.text(x, y, `${index + 1}.`.padStart(3), ink);
      frame.text(x + 4, y, '██', { fg: seatColour(entry.seat) });
      const team = hasTeams ? teamLetter(entry.team) : '';
      if (hasTeams) frame.text(x + 7, y, team, { fg: TEAM_COLOURS[entry.team] ?? INK.text, style: BOLD });
      const nickX = hasTeams ? 9 : 7;
      frame.text(x + nickX, y, entry.nick, { ...ink, width: places[0]! - nickX - 6 });
      for (const [place, value] of [entry.points, entry.kills, entry.deaths].entries()) {
        const text = String(value);
        frame.text(x + places[place]! - text.length, y, text, ink);
      }
    }
  }
}

/** An award in words, and who has it. */
interface AwardLine {
  readonly name: string;
  readonly nick: string;
  readonly seat: number;
}

/** The awards of the last match; ones that this client has no word for are left out, as are all in a narrow window. */
function awardLines({ awards }: RoomState, columns: number): AwardLine[] {
  if (columns < TABLE_COLUMNS) return [];
  return awards.flatMap(({ award, nick, seat }) => {
    const id = `award-${award}`;
    return hasWord(id) ? [{ name: word(id), nick, seat }] : [];
  });
}

/** Draws the awards one below the other. */
function drawAwards(frame: Frame, awards: readonly AwardLine[], x: number, y: number, width: number): void {
  const columns = Math.max(0, ...awards.map(({ name }) => textWidth(name))) + 2;
  for (const [row, { name, nick, seat }] of awards.entries()) {
    frame.text(x, y + row, name, { fg: INK.accent, width });
    frame.text(x + columns, y + row, nick, { fg: seatColour(seat), style: BOLD, width: width - columns });
  }
}

/** The same one behind the other, in rows that are not longer than the window; what finds no room is left out. */
function flowAwards(awards: readonly AwardLine[], width: number): AwardLine[][] {
  const rows: AwardLine[][] = [];
  let used = width;
  for (const award of awards) {
    const needed = flowWidth(award);
    if (used + needed > width) {
      if (rows.length === AWARD_ROWS_MAX) break;
      rows.push([]);
      used = 0;
    }
    rows.at(-1)?.push(award);
    used += needed + GAP;
  }
  return rows;
}

const flowWidth = ({ name, nick }: AwardLine): number => textWidth(name) + 1 + textWidth(nick);

function drawAwardRow(frame: Frame, awards: readonly AwardLine[], y: number): void {
  const width = awards.reduce((sum, award) => sum + flowWidth(award) + GAP, -GAP);
  let x = (frame.columns - width) >> 1;
  for (const { name, nick, seat } of awards) {
    x += frame.text(x, y, name, { fg: INK.accent }) + 1;
    x += frame.text(x, y, nick, { fg: seatColour(seat), style: BOLD }) + GAP;
  }
}

/** Scale of the large title, 0 for one in a line. */
function headScale(frame: Frame, rows: number): number {
  const title = word('champion');
  if (!canBeBig(title)) return 0;
  for (const scale of [2, 1]) {
    const width = EMBLEM_COLUMNS * scale + GAP + bigWidth(title, scale);
    if (width <= frame.columns - 4 && Math.max(EMBLEM_ROWS * scale, bigHeight(scale) + 2) <= rows)
      return scale;
  }
  return 0;
}
