// The vote at the podium: what may be played next, until when, what the player has chosen, and what happens when nobody does. Drawn by
// podium.ts.
import type { RoomState } from '../../../protocol/room-state.js';
import { BOLD, type Frame } from '../../frame.js';
import { textWidth } from '../../glyph.js';
import { INK } from '../../palette.js';
import { modeName } from '../room-options.js';
import { word } from '../words.js';

/** Rows that the vote takes, none where there is none. */
export function ballotRows({ ballot }: RoomState): number {
  return ballot === undefined ? 0 : 1 + ballot.length;
}

/** Draws the vote.
 *  @param choice that the player has voted for, -1 for none @param seconds until it ends */
export function drawBallot(frame: Frame, room: RoomState, y: number, choice: number, seconds: number): void {
  const { ballot = [] } = room;
  const isSilent = ballot.every(({ votes }) => votes === 0) && !room.players.some(({ ready }) => ready);
  const heads = [
    `${word('ballot-head', { seconds })}${isSilent ? `  ${word('ballot-silent')}` : ''}`,
    word('ballot-head', { seconds }),
  ];
  const head = heads.find((text) => textWidth(text) <= frame.columns - 2) ?? heads[1];
  const lines = ballot.map(({ arena, mode, votes }, index) => {
    const own = index === choice ? ` ${word('ballot-own')}` : '';
    return ` ${index + 1}  ${arena}, ${modeName(mode)}: ${word('ballot-votes', { votes })}${own} `;
  });
  const width = Math.min(frame.columns - 2, Math.max(textWidth(head), ...lines.map(textWidth)));
  const x = (frame.columns - width) >> 1;
  frame.text(x, y, head, { fg: INK.accent, style: BOLD, width });
  for (const [index, line] of lines.entries()) {
    const look = index === choice ? { fg: 0x000000, bg: INK.accent, style: BOLD } : { fg: INK.text };
    frame.text(x, y + 1 + index, line, { ...look, width });
    if (index !== choice) frame.text(x + 1, y + 1 + index, String(index + 1), { fg: INK.key, style: BOLD });
  }
}
