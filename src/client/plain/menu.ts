// A menu of plain mode: a head, and choices with numbers. Which page of it was said, and what a key does to it. Owned by screens.ts.
import type { Key } from '../terminal.js';
import { word } from '../views/words.js';

/** One line that can be chosen. */
export interface Choice {
  readonly text: string;
  run(): void;
}

/** What is said, and what can be chosen. */
export interface Menu {
  readonly head: readonly string[];
  readonly choices: readonly Choice[];
}

/** Makes a menu as things stand now; null while what it tells is being asked for. */
export type MakeMenu = () => Menu | null;

/** What the menus ask of who shows them. */
export interface Desk {
  /** When it is, by the clock of the draw loop. */
  readonly nowMs: number;
  open(make: MakeMenu): void;
  back(): void;
  /** Says something at once. */
  say(text: string): void;
  /** Asks for a line. @param done takes it; null when it was given up */
  ask(
    question: string,
    done: (text: string | null) => void,
    how?: { isSecret?: boolean; max?: number },
  ): void;
  /** Opens the line of talk. */
  talk(): void;
  askToLeave(): void;
}

/** Choices of a page: a digit each, and one for more. */
const PAGE = 8;
const MORE = 9;

/** The menu that was said last: digits choose from what was heard, even where it has changed by now. */
export class SaidMenu {
  readonly menu: Menu;
  #page = 0;
  /** Chosen with the arrows; -1 before that. */
  #at = -1;

  constructor(menu: Menu) {
    this.menu = menu;
  }

  /** The lines of the menu. @param hasBack whether there is a way back */
  lines(hasBack: boolean): string[] {
    return [...this.menu.head, ...this.pageLines(hasBack)];
  }

  /** The choices of the page. */
  pageLines(hasBack: boolean): string[] {
    const { choices } = this.menu;
    const first = this.#page * PAGE;
    const shown = choices.slice(first, this.#isWhole() ? choices.length : first + PAGE);
    const lines = shown.map(({ text }, index) => word('plain-choice', { number: index + 1, text }));
    if (!this.#isWhole()) lines.push(word('plain-choice', { number: MORE, text: word('plain-more') }));
    if (hasBack) lines.push(word('plain-choice', { number: 0, text: word('plain-back') }));
    return lines;
  }

  /** Takes a key. @returns the choice that it makes, lines to say, or null for a key that means nothing here */
  key({ name }: Key, hasBack: boolean): Choice | readonly string[] | null {
    const { choices } = this.menu;
    const digit = /^[1-9]$/.test(name) ? Number(name) : 0;
    if (digit === MORE && !this.#isWhole()) {
      this.#page = (this.#page + 1) % Math.ceil(choices.length / PAGE);
      this.#at = -1;
      return this.pageLines(hasBack);
    }
    if (digit > 0) return choices[(this.#isWhole() ? 0 : this.#page * PAGE) + digit - 1] ?? null;
    const step = name === 'UP' ? -1 : name === 'DOWN' ? 1 : 0;
    if (step !== 0 && choices.length > 0) {
      this.#at =
        this.#at < 0 && step < 0 ? choices.length - 1 : (this.#at + step + choices.length) % choices.length;
      if (!this.#isWhole()) this.#page = Math.floor(this.#at / PAGE);
      const number = this.#at + 1 - (this.#isWhole() ? 0 : this.#page * PAGE);
      return [word('plain-choice', { number, text: choices[this.#at].text })];
    }
    return name === 'ENTER' && this.#at >= 0 ? (choices[this.#at] ?? null) : null;
  }

  /** The same page of a menu that was made anew, without saying it. */
  renewed(menu: Menu): SaidMenu {
    const next = new SaidMenu(menu);
    next.#page = Math.min(this.#page, Math.max(0, Math.ceil(menu.choices.length / PAGE) - 1));
    next.#at = Math.min(this.#at, menu.choices.length - 1);
    return next;
  }

  #isWhole(): boolean {
    return this.menu.choices.length <= MORE;
  }
}
