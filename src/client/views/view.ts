// The form of a screen: it draws itself from what the client knows, and takes the keys. app.ts chooses which one is shown.
import { type Frame, KEEP_COLOUR } from '../frame.js';
import { INK } from '../palette.js';
import type { ClientState } from '../state.js';
import type { Key } from '../terminal.js';

/** What a view may ask for. None of them waits: what comes of it is seen in the state. */
export interface Actions {
  createRoom(): void;
  joinRoom(code: string): void;
  leaveRoom(): void;
  startGame(): void;
  setOption(name: string, value: string | number | boolean): void;
  say(text: string): void;
  leave(): void;
}

/** One screen. */
export interface View {
  draw(frame: Frame, state: ClientState, nowMs: number): void;
  /** @returns false when the key means nothing here */
  key(key: Key, state: ClientState, nowMs: number): boolean;
  /** True while a text field has the keys: only then pasted text comes to key(). */
  readonly isTyping?: boolean;
}

/** Writes a line on a bar over the whole width. */
export function drawBar(frame: Frame, y: number, text: string, fg: number = INK.dim): void {
  frame.fill(0, y, frame.columns, 1, { bg: INK.bar });
  frame.text(1, y, text, { fg, bg: INK.bar, width: frame.columns - 2 });
}

/** Writes text in the middle of a row. */
export function drawCentred(
  frame: Frame,
  y: number,
  text: string,
  fg: number,
  style = 0,
  bg = KEEP_COLOUR,
): void {
  frame.text(Math.max(0, (frame.columns - text.length) >> 1), y, text, { fg, bg, style });
}
