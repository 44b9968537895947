// The practice ground as a player sees it: the little arena, the lessons with their ticks, and what to try next.
import { TILE } from '../../game/units.js';
import { CHAT_LENGTH_MAX } from '../../protocol/limits.js';
import { SCALE_MAX } from '../arena/camera.js';
import type { Look } from '../arena/look.js';
import { ArenaPainter } from '../arena/painter.js';
import { Field } from '../field.js';
import { BOLD, type Frame } from '../frame.js';
import type { Keys } from '../keys.js';
import { INK } from '../palette.js';
import { FIELD_LESSONS, KEY_LESSONS, LESSONS, type Lesson, OWN_SEAT, Practice } from '../practice.js';
import type { ClientState } from '../state.js';
import type { Key } from '../terminal.js';
import { sayWithKeys } from './key-words.js';
import { drawBar, drawFooter, drawTitle, isGo, type View, wrap } from './view.js';
import { type WordId, word } from './words.js';

/** Columns of the list of lessons, and rows of title, footer and the sentence between. */
const LIST_COLUMNS = 32;
const ROWS_AROUND = 6;

/** What the practice ground needs beside itself. */
export interface PracticeContext {
  readonly keys: Keys;
  readonly look: Look;
  /** Called once, when the player leaves, whether or not anything was tried. */
  onLeave(): void;
}

/** The practice ground. */
export class PracticeView implements View {
  readonly isMoving = true;
  readonly #context: PracticeContext;
  readonly #practice: Practice;
  readonly #painter = new ArenaPainter();
  /** What is being said, while it is typed. */
  #talk: Field | null = null;

  constructor(context: PracticeContext, nowMs: number) {
    this.#context = context;
    this.#practice = new Practice(nowMs);
    context.keys.reset();
  }

  get isTyping(): boolean {
    return this.#talk !== null;
  }

  step(nowMs: number): void {
    this.#practice.advance(nowMs, this.#context.keys.buttons(nowMs));
  }

  draw(frame: Frame, _state: ClientState, nowMs: number): void {
    const { columns: tilesAcross, rows: tilesDown } = this.#practice.world.arena;
    let scale = SCALE_MAX;
    const fits = (): boolean =>
      tilesAcross * 2 * scale + LIST_COLUMNS <= frame.columns &&
      tilesDown * scale + ROWS_AROUND <= frame.rows;
    while (scale > 1 && !fits()) scale--;
    const hasList = fits();
    const columns = Math.min(Math.floor(frame.columns / (2 * scale)), tilesAcross) * 2 * scale;
    const rows = Math.min(Math.floor((frame.rows - ROWS_AROUND + 1) / scale), tilesDown) * scale;
    const left = (frame.columns - columns - (hasList ? LIST_COLUMNS : 0)) >> 1;
    const top = 1 + Math.max(0, (frame.rows - ROWS_AROUND - rows) >> 1);
    this.#drawArena(frame, left, top, columns, rows, scale, nowMs);
    if (hasList) this.#drawLessons(frame, left + columns + 2, top + 1);
    drawTitle(frame, word('practice'), hasList ? this.#own() : `${this.#own()}   ${this.#count()}`);
    this.#drawNext(frame, top + rows + 1, left, hasList ? columns + LIST_COLUMNS : columns);
    if (this.#talk === null) {
      drawFooter(frame, word(this.#practice.next === null ? 'practice-done-keys' : 'practice-keys'));
      return;
    }
    const prompt = word('chat-prompt');
    drawBar(frame, frame.rows - 1, prompt, INK.bright);
    const x = prompt.length + 1;
    this.#talk.draw(frame, x, frame.rows - 1, frame.columns - x - 1, { fg: INK.bright, bg: INK.bar });
  }

  #drawArena(
    frame: Frame,
    x: number,
    y: number,
    columns: number,
    rows: number,
    scale: number,
    nowMs: number,
  ): void {
    const { world, effects } = this.#practice;
    const own = world.tanks[OWN_SEAT];
    const across = columns / (2 * scale);
    const down = Math.floor(rows / scale);
    const first = (at: number, shown: number, all: number): number =>
      Math.max(0, Math.min(Math.floor(at / TILE) - (shown >> 1), all - shown));
    const left = first(own.x, across, world.arena.columns);
    const top = first(own.y, down, world.arena.rows);
    const picture = { world, effects, own: OWN_SEAT, nowMs };
    this.#painter.draw(frame, { x, y, columns, rows }, picture, { left, top, scale }, this.#context.look);
  }

  #drawLessons(frame: Frame, x: number, y: number): void {
    let row = y;
    const list = (title: WordId, lessons: readonly Lesson[]): void => {
      frame.text(x, row++, word(title), { fg: INK.dim, style: BOLD });
      for (const lesson of lessons) this.#drawLesson(frame, x, row++, lesson);
    };
    list('practice-list', KEY_LESSONS);
    row++;
    list('practice-more', FIELD_LESSONS);
    frame.text(x, row, this.#count(), { fg: INK.dim });
  }

  #drawLesson(frame: Frame, x: number, y: number, lesson: Lesson): void {
    const isDone = this.#practice.isDone(lesson);
    const isNext = lesson === this.#practice.next;
    const fg = isDone ? INK.good : isNext ? INK.accent : INK.dim;
    const text = `${isDone ? '[x]' : isNext ? ' > ' : '[ ]'} ${word(`lesson-${lesson}`)}`;
    frame.text(x, y, text, { fg, style: isNext ? BOLD : 0, width: LIST_COLUMNS - 3 });
  }

  /** What the own tank has. */
  #own(): string {
    const { armour, mines } = this.#practice.world.tanks[OWN_SEAT];
    const own = `${word('panel-armour')} ${armour}/${this.#practice.world.options.armour}`;
    return mines === 0 ? own : `${own}  ${word('panel-mines')} ${mines}`;
  }

  #count(): string {
    const done = LESSONS.filter((lesson) => this.#practice.isDone(lesson)).length;
    return word('practice-count', { done, all: LESSONS.length });
  }

  #drawNext(frame: Frame, y: number, x: number, width: number): void {
    const { next } = this.#practice;
    const text =
      next === null ? word('practice-done') : sayWithKeys(`try-${next}`, this.#context.keys.bindings);
    const left = Math.max(1, x);
    const lines = wrap(text, Math.min(width, frame.columns - 2)).slice(0, frame.rows - 1 - y);
    for (const [index, line] of lines.entries()) {
      frame.text(left, y + index, line, { fg: next === null ? INK.good : INK.bright, style: BOLD });
    }
  }

  key(key: Key, _state: ClientState, nowMs: number): boolean {
    if (this.#talk !== null) {
      this.#typeTalk(this.#talk, key);
      return true;
    }
    const isOver = this.#practice.next === null;
    const { keys, onLeave } = this.#context;
    if (key.name === 'ESCAPE' || (isOver && isGo(key) && key.name !== ' ')) {
      keys.reset();
      onLeave();
    } else if (key.name === 'ENTER') this.#talk = new Field(CHAT_LENGTH_MAX);
    else if (keys.press(key.name, nowMs, key.isRepeat)) return true;
    else if (key.name === 'q') {
      keys.reset();
      onLeave();
    } else if (key.name === 't') this.#talk = new Field(CHAT_LENGTH_MAX);
    else if (key.name === 'TAB') this.#practice.skip();
    else return false;
    return true;
  }

  #typeTalk(field: Field, key: Key): void {
    const result = field.key(key);
    if (result === 'submitted' && field.text.trim() !== '') this.#practice.talk();
    if (result === 'submitted' || result === 'cancelled') this.#talk = null;
  }
}
