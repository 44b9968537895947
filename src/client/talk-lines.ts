// The lines of the message area: what is said, what the program tells, what was said before this player came. Written by the receive
// loop and by what answers the player's commands; every text is cleaned before it comes here.
import { CHAT_LINES_MAX, type ChatLine, type ClientState } from './state.js';

/** Adds a line at the end; of too many the first one goes.
 *  @param nowMs the clock of the draw loop */
export function addLine(
  state: ClientState,
  line: Omit<ChatLine, 'atMs'>,
  nowMs: number = performance.now(),
): void {
  state.chat.push({ utcMs: Date.now(), ...line, atMs: nowMs });
  if (state.chat.length > CHAT_LINES_MAX) state.chat.shift();
}

/** Tells the player something. */
export function tell(state: ClientState, text: string, kind?: 'news' | 'warning'): void {
  addLine(state, { nick: null, seat: null, text, ...(kind === undefined ? {} : { kind }) });
}

/** Puts what was said before this player came in front of what he has heard since: it takes the place of what he heard of it
 *  already.
 *  @param nowMs the clock of the draw loop */
export function addHistory(
  state: ClientState,
  lines: readonly (Omit<ChatLine, 'atMs'> & { readonly utcMs: number })[],
  nowMs: number,
): void {
  const past = lines.map((line) => ({ ...line, atMs: nowMs - Math.max(0, Date.now() - line.utcMs) }));
  const others = state.chat.filter((line) => line.nick === null || line.kind === 'private');
  // Stable, so that the order of the server holds.
  state.chat = [...past, ...others].sort((one, other) => one.atMs - other.atMs).slice(-CHAT_LINES_MAX);
}

/** Forgets what was said and has happened in the place that the player leaves; private talk stays. */
export function leavePlace(state: ClientState): void {
  state.chat = state.chat.filter(
    ({ nick, kind }) => kind === 'private' || kind === 'warning' || (nick === null && kind !== 'news'),
  );
}
