// What the server knows of somebody: how his ratings went, what he has won, and how the player stands against him. Opened from the
// champions table, which keeps it above itself.
import { BOLD, type Frame } from '../frame.js';
import { INK } from '../palette.js';
import type { ClientState, Profile } from '../state.js';
import type { Key } from '../terminal.js';
import { modeName } from './room-options.js';
import { changeOf, drawCentred, drawFooter, drawPanel, drawTitle, type View, wrap } from './view.js';
import { word } from './words.js';

const WIDTH = 64;
const PLOT_ROWS = 5;
const PLOT_COLUMNS = 30;
/** Eighths of a cell, from nothing to all of it. */
const EIGHTHS = [...' ▁▂▃▄▅▆▇█'];
/** Ratings that the plot spans at least, so that a small change does not look like a large one. */
const SPAN_MIN = 100;

/** The profile. */
export class ProfileView implements View {
  #mode = 0;

  draw(frame: Frame, state: ClientState): void {
    const { profile, profileProblem } = state;
    drawTitle(frame, word('profile'), word('on-server', { nick: state.nick, server: state.serverName }));
    if (profile === null) {
      const lines = wrap(profileProblem || word('asking'), Math.min(60, frame.columns - 4));
      const top = (frame.rows - lines.length) >> 1;
      for (const [index, line] of lines.entries()) drawCentred(frame, top + index, line, INK.dim);
    } else this.#drawProfile(frame, profile);
    drawFooter(frame, word('profile-keys'));
  }

  #drawProfile(frame: Frame, profile: Profile): void {
    const width = Math.min(WIDTH, frame.columns - 4);
    const x = (frame.columns - width) >> 1;
    const { totals, arena, against } = profile;
    const more = [
      word('profile-totals', { ...totals }),
      ...(totals.wave > 0 ? [word('profile-wave', { wave: totals.wave })] : []),
      ...(arena === null ? [] : [word('profile-arena', { arena })]),
      ...(against === null ? [] : [word('profile-against', { ...against })]),
    ].flatMap((line) => wrap(line, width));
    const rows = 7 + PLOT_ROWS + more.length;
    let y = Math.max(1, (frame.rows - rows) >> 1);
    drawPanel(frame, x, y, width, rows);
    frame.text(x, y, profile.nick, { fg: INK.accent, style: BOLD, width });
    frame.text(x, y + 1, word('profile-since', { date: dateOf(profile.since) }), { fg: INK.dim, width });
    y = this.#drawMode(frame, profile, x, y + 3, width) + 1;
    for (const line of more) frame.text(x, y++, line, { fg: INK.text, width });
  }

  /** @returns the row behind it */
  #drawMode(frame: Frame, { modes }: Profile, x: number, y: number, width: number): number {
    const shown = modes[Math.min(this.#mode, modes.length - 1)];
    if (shown === undefined) {
      frame.text(x, y, word('profile-unrated'), { fg: INK.dim, width });
      return y + 1;
    }
    const { rank, rating, matches, wins, streak, champion, history } = shown;
    const mode = modeName(shown.mode);
    const used = frame.text(x, y, word('profile-mode', { mode, rating, rank }), {
      fg: INK.bright,
      style: BOLD,
      width,
    });
    if (champion)
      frame.text(x + used + 1, y, ` ${word('champion')} `, { fg: 0x000000, bg: INK.accent, style: BOLD });
    frame.text(x, y + 1, word('profile-record', { matches, wins, streak }), { fg: INK.text, width });
    drawPlot(frame, history, x, y + 3);
    return y + 3 + PLOT_ROWS;
  }

  key(key: Key, { profile }: ClientState): boolean {
    const count = profile?.modes.length ?? 0;
    const change = changeOf(key);
    if (change === 0 || count === 0) return false;
    this.#mode = (this.#mode + count + change) % count;
    return true;
  }
}

/** Draws ratings as columns, with the highest and the lowest at the right. */
function drawPlot(frame: Frame, ratings: readonly number[], x: number, y: number): void {
  if (ratings.length === 0) return;
  const shown = ratings.slice(-PLOT_COLUMNS);
  const most = Math.max(...shown);
  const least = Math.max(0, Math.min(...shown, most - SPAN_MIN));
  for (const [column, rating] of shown.entries()) {
    // The lowest one is still seen.
    const eighths = Math.max(1, Math.round(((rating - least) / (most - least)) * PLOT_ROWS * 8));
    for (let row = 0; row < PLOT_ROWS; row++) {
      const filled = Math.max(0, Math.min(8, eighths - row * 8));
      const isLast = column === shown.length - 1;
      const fg = isLast ? INK.accent : INK.key;
      if (filled > 0) frame.text(x + column, y + PLOT_ROWS - 1 - row, EIGHTHS[filled], { fg });
    }
  }
  frame.text(x + shown.length + 1, y, String(most), { fg: INK.dim });
  frame.text(x + shown.length + 1, y + PLOT_ROWS - 1, String(least), { fg: INK.dim });
}

function dateOf(utcMs: number): string {
  return new Date(utcMs).toISOString().slice(0, 10);
}
