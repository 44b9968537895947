// What plain mode shows: the menu that follows from the state or the battle, above it what was opened, a question, a line that is typed. The
// counterpart of screens.ts, said in lines. Made by app.ts; sends nothing by itself.
import { PASSWORD_LENGTH_MAX } from '../../protocol/limits.js';
import { Field } from '../field.js';
import { CapsLock } from '../key-places.js';
import { isYes, questionOf } from '../screens.js';
import type { Show } from '../stage.js';
import type { ChatLine } from '../state.js';
import { nicksIn, TalkLine, Typed } from '../talk-line.js';
import type { Key } from '../terminal.js';
import { lineWords } from '../views/chat.js';
import { word } from '../views/words.js';
import { PlainBattle, type PlainBattleParts } from './battle.js';
import { type Desk, type MakeMenu, SaidMenu } from './menu.js';
import type { MenuParts } from './menus.js';
import { settingsMenu } from './settings-menu.js';

/** What is typed: as text that shows, or as one that nobody is to see. */
export interface Typing {
  /** Shows what was typed since; the line ends with `end`. */
  echo(text: string): void;
  rub(): void;
}

/** What the lines of plain mode are made of. */
export interface PlainParts extends Omit<MenuParts, 'desk'>, PlainBattleParts {
  readonly typing: Typing;
  /** What is shown below what was opened, and a name for it: another name is another place. null while a battle is. */
  base(desk: Desk): () => { readonly name: string; readonly make: MakeMenu | null };
  /** A password or an answer that is asked for now; null for none. */
  asked(): Asked | null;
}

/** Something that somebody asks. */
export interface Asked {
  readonly question: string;
  readonly isSecret: boolean;
  answer(text: string | null): void;
}

interface Prompt {
  readonly line: TalkLine | null;
  readonly field: Field;
  readonly isSecret: boolean;
  readonly done: (text: string | null) => void;
  /** What asked it. */
  readonly asked: string;
}

/** Lines of talk that are older were said before this player came. */
const HEARD_MS = 3000;

/** The screens of plain mode. */
export class PlainScreens implements Show, Desk {
  readonly #parts: PlainParts;
  readonly #base: ReturnType<PlainParts['base']>;
  readonly #battle: PlainBattle;
  readonly #typed = new Typed();
  readonly #capsLock = new CapsLock();
  #above: MakeMenu[] = [];
  #place = '';
  /** null while it is being asked for, and in a battle. */
  #said: SaidMenu | null = null;
  #prompt: Prompt | null = null;
  #isLeaving = false;
  readonly #heard = new WeakSet<ChatLine>();
  #lineReason = '';
  #nowMs = 0;

  constructor(parts: PlainParts) {
    this.#parts = parts;
    this.#base = parts.base(this);
    this.#battle = new PlainBattle(parts);
  }

  get nowMs(): number {
    return this.#nowMs;
  }

  isStill(): boolean {
    return false;
  }

  release(): void {}

  letGo(): void {}

  /** Says what is new. */
  draw(_frame: unknown, nowMs: number): void {
    this.#nowMs = nowMs;
    const { lines } = this.#parts;
    this.#watchQuestion();
    this.#watchPlace();
    this.#watchLine();
    this.#watchTalk();
    this.#battle.step(nowMs);
    lines.hold(this.#prompt !== null || this.#isLeaving);
    lines.step(nowMs);
  }

  #watchPlace(): void {
    const { name, make } = this.#base();
    if (name !== this.#place) {
      this.#place = name;
      this.#parts.lines.drop();
      this.#above = [];
      this.#isLeaving = false;
      this.#said = null;
      if (this.#prompt?.asked === '') this.#endPrompt();
    }
    const top = this.#above.at(-1) ?? make;
    if (this.#said === null && top !== null && this.#prompt === null) this.#tellMenu(top);
  }

  #tellMenu(make: MakeMenu): void {
    const menu = make();
    if (menu === null) return;
    this.#said = new SaidMenu(menu);
    for (const line of this.#said.lines(this.#above.length > 0)) this.say(line);
  }

  /** The same menu as things stand now, without a word. */
  #renew(): void {
    const make = this.#above.at(-1) ?? this.#base().make;
    const menu = make?.() ?? null;
    if (this.#said !== null && menu !== null) this.#said = this.#said.renewed(menu);
  }

  #watchQuestion(): void {
    const asked = this.#parts.asked();
    const question = asked?.question ?? '';
    if (this.#prompt !== null && this.#prompt.asked !== '' && this.#prompt.asked !== question)
      this.#endPrompt();
    if (asked === null || this.#prompt?.asked === question) return;
    if (this.#prompt !== null) this.#endPrompt();
    this.#askFor(question, asked.isSecret, PASSWORD_LENGTH_MAX, (text) => asked.answer(text), question);
  }

  #watchLine(): void {
    const { state, lines } = this.#parts;
    const reason = state.line === 'reconnecting' ? state.lineReason : '';
    if (reason !== this.#lineReason && reason !== '') lines.tell(reason, this.#nowMs, { isKept: true });
    this.#lineReason = reason;
  }

  #watchTalk(): void {
    const { state, lines } = this.#parts;
    for (const line of state.chat) {
      if (this.#heard.has(line)) continue;
      this.#heard.add(line);
      const isOwn = line.nick !== null && line.nick === state.nick;
      if (isOwn || this.#nowMs - line.atMs > HEARD_MS) continue;
      lines.tell(lineWords(line), this.#nowMs, { isKept: true });
    }
  }

  open(make: MakeMenu): void {
    this.#above.push(make);
    this.#said = null;
  }

  back(): void {
    this.#above.pop();
    this.#said = null;
  }

  say(text: string): void {
    this.#parts.lines.say(text, this.#nowMs);
  }

  ask(
    question: string,
    done: (text: string | null) => void,
    how: { isSecret?: boolean; max?: number } = {},
  ): void {
    this.#askFor(question, how.isSecret === true, how.max ?? PASSWORD_LENGTH_MAX, done, '');
  }

  #askFor(
    question: string,
    isSecret: boolean,
    max: number,
    done: (text: string | null) => void,
    asked: string,
  ): void {
    this.#prompt = { line: null, field: new Field(max), isSecret, done, asked };
    this.#parts.typing.echo(`${question.trim()} `);
  }

  talk(begun = ''): void {
    const line = new TalkLine(this.#typed, begun);
    const done = (text: string | null): void => {
      if (text !== null && text.trim() !== '') this.#parts.actions.say(text.trim());
    };
    this.#prompt = { line, field: line.field, isSecret: false, done, asked: '' };
    this.#parts.typing.echo(word('chat-prompt') + begun);
  }

  askToLeave(): void {
    this.#isLeaving = true;
    this.say(word(questionOf(this.#parts.state)));
  }

  /** Takes a key press. */
  key(key: Key, nowMs: number): void {
    this.#nowMs = nowMs;
    const { actions } = this.#parts;
    if (key.isPasted === true && this.#prompt === null) return;
    if (key.name === 'CTRL_C') {
      if (this.#isLeaving) actions.leave();
      if (this.#prompt !== null) this.#endPrompt();
      this.askToLeave();
      return;
    }
    if (this.#isLeaving) this.#answer(this.#capsLock.orderOf(key));
    else if (this.#prompt !== null) this.#type(this.#prompt, key);
    else this.#order(this.#capsLock.orderOf(key), nowMs);
  }

  #answer({ name }: Key): void {
    const { actions, keys, state } = this.#parts;
    this.#isLeaving = false;
    if (!isYes(name)) {
      this.say(word('no'));
      return;
    }
    keys.reset();
    if (state.room === null) actions.leave();
    else actions.leaveRoom();
  }

  #type(prompt: Prompt, key: Key): void {
    // There is no cursor that could move within the line.
    if (/^(LEFT|RIGHT|HOME|END|DELETE|CTRL_[ABEFK])$/.test(key.name)) return;
    const { typing, state } = this.#parts;
    const before = prompt.field.text;
    const result = prompt.line?.key(key, nicksIn(state)) ?? prompt.field.key(key);
    const text = prompt.field.text;
    if (result === 'submitted' || result === 'cancelled') {
      this.#endPrompt();
      prompt.done(result === 'submitted' ? text : null);
      this.#renew();
    } else if (!prompt.isSecret) this.#showTyped(before, text, typing);
  }

  #showTyped(before: string, text: string, typing: Typing): void {
    if (text.startsWith(before)) typing.echo(text.slice(before.length));
    else if (before.startsWith(text)) for (const _letter of before.slice(text.length)) typing.rub();
    else typing.echo(`\n${text}`);
  }

  #endPrompt(): void {
    this.#prompt = null;
    this.#parts.typing.echo('\n');
  }

  #order(key: Key, nowMs: number): void {
    const { state } = this.#parts;
    const isInBattle = this.#above.length === 0 && this.#base().make === null;
    if (isInBattle && this.#battle.key(key, nowMs)) return;
    if (!isInBattle && this.#choose(key)) return;
    const { name } = key;
    const isOn = state.line !== 'connecting';
    if (name === 'q' || name === 'Q') this.askToLeave();
    else if ((name === 't' || (name === 'ENTER' && isInBattle)) && isOn) this.talk();
    else if (name === 'T' && isInBattle && isOn) this.talk(`${word('team-line')} `);
    else if (name === 'F2') this.open(() => settingsMenu(this.#parts.store, this));
  }

  /** @returns false when the key means nothing in a menu */
  #choose(key: Key): boolean {
    const { lines } = this.#parts;
    const hasBack = this.#above.length > 0;
    if (['ESCAPE', '0', 'BACKSPACE'].includes(key.name)) {
      if (hasBack) this.back();
      return true;
    }
    if (key.name === '?' || key.name === 'F1') {
      this.#said = null;
      return true;
    }
    const result = this.#said?.key(key, hasBack) ?? null;
    if (result === null) return false;
    if ('run' in result) {
      const depth = this.#above.length;
      result.run();
      if (this.#above.length === depth) this.#renew();
    } else for (const line of result) lines.say(line, this.#nowMs);
    return true;
  }
}
