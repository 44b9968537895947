// The line in which talk is typed: a field, what was typed before on the arrow keys, and Tab. Owned by screens.ts while it is open;
// it sends nothing.
import { CHAT_LENGTH_MAX } from '../protocol/limits.js';
import { Field, type FieldResult } from './field.js';
import { CHAT_LINES_MAX, type ClientState } from './state.js';
import { completeTalk } from './talk-commands.js';
import type { Key } from './terminal.js';

/** Lines that are remembered. */
const TYPED_MAX = 50;
/** Lines of talk that a page key goes by. */
const PAGE_LINES = 5;

/** What was typed on this visit, oldest first. */
export class Typed {
  readonly lines: string[] = [];

  add(line: string): void {
    if (this.lines.at(-1) === line) return;
    this.lines.push(line);
    if (this.lines.length > TYPED_MAX) this.lines.shift();
  }
}

/** One opening of the line. */
export class TalkLine {
  readonly field = new Field(CHAT_LENGTH_MAX);
  readonly #typed: Typed;
  /** Which of the remembered lines is shown; their count for the one that is being typed. */
  #at: number;
  #draft = '';
  #linesBack = 0;

  /** @param begun what stands in it already */
  constructor(typed: Typed, begun = '') {
    this.#typed = typed;
    this.field.text = begun;
    this.#at = typed.lines.length;
  }

  /** Lines of talk below what the player reads: 0 shows the newest. */
  get linesBack(): number {
    return this.#linesBack;
  }

  /** Takes a key. @param nicks those that Tab completes
   *  @returns as a field does; a line that was submitted is remembered */
  key(key: Key, nicks: readonly string[]): FieldResult {
    if (key.name === 'UP' || key.name === 'DOWN') return this.#walk(key.name === 'UP' ? -1 : 1);
    if (key.name === 'PAGE_UP' || key.name === 'PAGE_DOWN') {
      const lines = this.#linesBack + (key.name === 'PAGE_UP' ? PAGE_LINES : -PAGE_LINES);
      this.#linesBack = Math.max(0, Math.min(CHAT_LINES_MAX - 1, lines));
      return 'changed';
    }
    if (key.name === 'TAB') {
      this.field.text = completeTalk(this.field.text, nicks);
      return 'changed';
    }
    const result = this.field.key(key);
    if (result === 'submitted' && this.field.text.trim() !== '') this.#typed.add(this.field.text.trim());
    return result;
  }

  /** Empties the line for the next one. */
  clear(): void {
    this.field.text = '';
    this.#linesBack = 0;
    this.#at = this.#typed.lines.length;
  }

  #walk(step: -1 | 1): FieldResult {
    const { lines } = this.#typed;
    const at = Math.max(0, Math.min(lines.length, this.#at + step));
    if (at === this.#at) return 'ignored';
    if (this.#at === lines.length) this.#draft = this.field.text;
    this.#at = at;
    this.field.text = lines[at] ?? this.#draft;
    return 'changed';
  }
}

/** Nicks that may be meant: those on the server, in the room, and in the talk, own one left out. */
export function nicksIn({ people, room, chat, nick: own }: ClientState): string[] {
  const nicks = new Set([
    ...(room?.players ?? []).filter(({ bot }) => !bot).map(({ nick }) => nick),
    ...people,
    ...chat.flatMap(({ nick }) => (nick === null ? [] : [nick])),
  ]);
  nicks.delete(own);
  return [...nicks];
}
