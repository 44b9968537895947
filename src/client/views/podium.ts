// After a match: who has won and by what, the teams and everybody in them, awards, and the vote on what comes next. Its parts are in
// podium/; what of them finds no room is left out in this order: large letters, older talk, awards.
import type { RoomState } from '../../protocol/room-state.js';
import type { Frame } from '../frame.js';
import { INK } from '../palette.js';
import { type ClientState, secondsLeft } from '../state.js';
import type { Key } from '../terminal.js';
import { drawChat } from './chat.js';
import { type Ending, endingOf } from './ending.js';
import { awardLines, drawAwardRow, drawAwards, flowAwards } from './podium/awards.js';
import { ballotRows, drawBallot } from './podium/ballot.js';
import { drawHead, headRows, headScale } from './podium/head.js';
import { drawTable, drawTeams, TABLE_COLUMNS, teamRows } from './podium/table.js';
import { type Actions, drawFooter, drawTitle, type View } from './view.js';
import { word } from './words.js';

const GAP = 4;
const AWARD_COLUMNS = 40;
const CHAT_ROWS_MAX = 3;
const CHAT_COLUMNS = 76;

/** How the rows of the window are shared out. */
interface Layout {
  readonly isBeside: boolean;
  readonly awardRows: number;
  readonly scale: number;
  readonly tableRows: number;
  readonly chatRows: number;
  /** Blank rows, shared out between the parts. */
  readonly air: number;
}

/** The podium. */
export class PodiumView implements View {
  readonly #actions: Pick<Actions, 'voteNext' | 'setReady'>;
  readonly #bestWave: () => number;
  /** What the player has voted for, and on which ballot. */
  #voted: { readonly ballot: string; readonly choice: number } | null = null;

  /** @param bestWave that the player has beaten in any match */
  constructor(actions: Pick<Actions, 'voteNext' | 'setReady'>, bestWave: () => number) {
    this.#actions = actions;
    this.#bestWave = bestWave;
  }

  key({ name }: Key, { room, seat }: ClientState): boolean {
    const choice = ['1', '2', '3'].indexOf(name);
    const own = room?.players.find((player) => player.seat === seat);
    if (own === undefined) return false;
    if (choice >= 0 && choice < (room?.ballot?.length ?? 0)) {
      this.#actions.voteNext(choice);
      this.#voted = { ballot: ballotName(room), choice };
    } else if (name === 'r') this.#actions.setReady(own.ready !== true);
    else return false;
    return true;
  }

  draw(frame: Frame, state: ClientState, nowMs: number): void {
    const { room, seat } = state;
    if (room === null) return;
    const seconds = secondsLeft(state, nowMs);
    const ending = endingOf(room, seat, this.#bestWave());
    const layout = arrange(frame, room, state.chat.length);
    const { isBeside, scale, tableRows, chatRows } = layout;
    drawTitle(frame, `${word('room')} ${room.code}`, championOf(room, ending));
    const air = spread(layout.air, 4);
    let y = 1 + air[0];
    drawHead(frame, room, ending, y, scale);
    y += headRows(scale) + air[1];
    if (teamRows(room) > 0) drawTeams(frame, room, seat, y);
    y += teamRows(room);
    const all = TABLE_COLUMNS + (isBeside ? GAP + AWARD_COLUMNS : 0);
    const x = Math.max(1, (frame.columns - Math.min(all, frame.columns - 2)) >> 1);
    drawTable(frame, room, seat, x, y, tableRows);
    const awards = awardLines(room, frame.columns);
    if (isBeside) {
      const at = x + TABLE_COLUMNS + GAP;
      frame.text(at, y, word('awards'), { fg: INK.dim });
      drawAwards(frame, awards, at, y + 1, AWARD_COLUMNS);
    }
    y += 1 + tableRows + air[2];
    if (!isBeside)
      for (const row of flowAwards(awards, frame.columns - 2).slice(0, layout.awardRows))
        drawAwardRow(frame, row, y++);
    y += air[3];
    drawBallot(frame, room, frame.rows - 1 - chatRows - ballotRows(room), this.#choiceOn(room), seconds);
    const chatX = Math.max(2, (frame.columns - CHAT_COLUMNS) >> 1);
    const chatY = frame.rows - 1 - chatRows;
    drawChat(
      frame,
      state,
      chatX,
      chatY,
      chatRows,
      frame.columns - 2 * chatX,
      nowMs,
      Number.POSITIVE_INFINITY,
    );
    const keys = word(seat === null ? 'podium-watcher-keys' : 'podium-keys');
    drawFooter(frame, `${keys}  - ${word('podium-goes-on', { seconds })}`);
  }

  #choiceOn(room: RoomState): number {
    return this.#voted?.ballot === ballotName(room) ? this.#voted.choice : -1;
  }
}

/** Who is CHAMPION, or what became of the teams. */
function championOf({ end, podium }: RoomState, ending: Ending | null): string {
  const isAlone = end !== undefined && end.teams.length === 0 && end.wave === undefined;
  return isAlone && podium.length > 0 ? `${word('champion')}: ${podium[0].nick}` : (ending?.title ?? '');
}

function ballotName(room: RoomState | null): string {
  return (room?.ballot ?? []).map(({ mode, arena }) => `${mode} ${arena}`).join();
}

/** Shares the window out: the table and the vote come first. @param chatLines that there are */
function arrange(frame: Frame, room: RoomState, chatLines: number): Layout {
  const awards = awardLines(room, frame.columns);
  const isBeside = awards.length > 0 && frame.columns >= TABLE_COLUMNS + AWARD_COLUMNS + 2 * GAP;
  // A blank stands above the vote, and below the awards.
  const vote = ballotRows(room) === 0 ? 0 : ballotRows(room) + 1;
  let left = frame.rows - 2 - vote - teamRows(room) - 1 - headRows(0) - 1;
  const least = Math.min(room.podium.length, 4);
  const tableRows = Math.max(
    least,
    Math.min(Math.max(room.podium.length, isBeside ? awards.length : 0), left - 1),
  );
  left -= tableRows;
  const wanted = isBeside ? 0 : flowAwards(awards, frame.columns - 2).length;
  const awardRows = Math.max(0, Math.min(wanted, left - 2));
  left -= awardRows > 0 ? awardRows + 1 : 0;
  const scale = headScale(frame, room, left - 1 + headRows(0));
  left -= headRows(scale) - headRows(0);
  const chatRows = Math.max(1, Math.min(CHAT_ROWS_MAX, chatLines, left));
  return {
    isBeside,
    awardRows,
    scale,
    tableRows,
    chatRows,
    air: Math.max(0, left - chatRows + (awardRows > 0 ? 1 : 0)),
  };
}

/** Shares blank rows out between gaps, the first ones first. */
function spread(air: number, gaps: number): number[] {
  return Array.from({ length: gaps }, (_, index) => Math.floor((air + gaps - 1 - index) / gaps));
}
