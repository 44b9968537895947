// After a match: the CHAMPION, and everybody else below.
import { BOLD, type Frame } from '../frame.js';
import { INK, seatColour } from '../palette.js';
import { type ClientState, secondsLeft } from '../state.js';
import { drawChat } from './chat.js';
import { drawBar, drawCentred, type View } from './view.js';
import { word } from './words.js';

const CUP = ['▄█████████▄', '█ ███████ █', '▀▄███████▄▀', '   ▀███▀', '    ▄█▄', '  ▀▀▀▀▀▀▀'] as const;

/** The podium. */
export class PodiumView implements View {
  draw(frame: Frame, state: ClientState, nowMs: number): void {
    const { room } = state;
    if (room === null) return;
    const isHigh = frame.rows >= 30;
    const left = Math.max(0, (frame.columns - 11) >> 1);
    drawBar(frame, 0, `${word('room')} ${room.code}`);
    if (isHigh) for (const [row, text] of CUP.entries()) frame.text(left, 3 + row, text, { fg: INK.accent });
    const top = isHigh ? 10 : 2;
    drawCentred(frame, top, word('champion'), INK.accent, BOLD);
    drawCentred(frame, top + 1, ` ${room.podium[0]?.nick ?? ''} `, 0x000000, BOLD, INK.accent);
    const header = word('standings');
    const x = Math.max(2, (frame.columns - header.length - 6) >> 1);
    frame.text(x + 6, top + 4, header, { fg: INK.dim });
    for (const [index, entry] of room.podium.entries()) {
      const y = top + 5 + index;
      if (y >= frame.rows - 4) break;
      const isOwn = entry.seat === state.seat;
      const ink = { fg: isOwn ? INK.bright : INK.text, style: isOwn ? BOLD : 0 };
      frame.text(x, y, String(index + 1).padStart(2), { fg: INK.dim });
      frame.fill(x + 3, y, 2, 1, { bg: seatColour(entry.seat) });
      frame.text(x + 6, y, entry.nick, { ...ink, width: 17 });
      const numbers = `${String(entry.points).padStart(6)}${String(entry.kills).padStart(7)}${String(entry.deaths).padStart(8)}`;
      frame.text(x + 24, y, numbers, ink);
    }
    drawChat(frame, state, 2, frame.rows - 4, 3, frame.columns - 4, nowMs, Number.POSITIVE_INFINITY);
    drawBar(frame, frame.rows - 1, word('podium-keys', { seconds: secondsLeft(state, nowMs) }));
  }

  key(): boolean {
    return false;
  }
}
