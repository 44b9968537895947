// The screen of somebody who is on no server yet: play on this machine, go to a server that is known, or type where one is.
// While it is tried it says how far it is, and asks what there is to ask.
import { NICK_LENGTH_MAX, PORT_DEFAULT } from '../../protocol/limits.js';
import { formatAddress, parsePlace, type ServerAddress } from '../address.js';
import type { ServerAnswer } from '../favourites.js';
import { Field } from '../field.js';
import { BOLD, type Frame } from '../frame.js';
import { INK } from '../palette.js';
import type { Solo } from '../solo.js';
import type { ClientState } from '../state.js';
import type { Key } from '../terminal.js';
import { drawMenu } from './menu.js';
import { SoloView } from './solo.js';
import {
  drawFooter,
  drawPanel,
  drawProblem,
  drawTitle,
  isGo,
  moveChoice,
  type Pages,
  type View,
  wrap,
} from './view.js';
import { word } from './words.js';

/** A server of the list. */
export interface KnownServer {
  readonly address: ServerAddress;
  /** The nick there, empty when it is not known. */
  readonly nick: string;
  /** Whether the player has marked it. */
  readonly isFavourite: boolean;
  /** What it has told of itself, when it is in this network. */
  readonly found?: { readonly name: string; readonly players: number; readonly playersMax: number };
  /** How a favourite is, once it was asked; null when it does not answer. */
  readonly answer?: ServerAnswer;
}

/** What the start is doing, for the title screen to show. Written by title.ts. */
export interface TitleState {
  servers: readonly KnownServer[];
  /** What is being tried, in a sentence; empty while the player chooses. */
  trying: string;
  /** What was said since it began, or why it failed. */
  said: string;
  /** A question that waits for its answer. */
  question: string | null;
  /** The address while it is typed, and until it has led to a server; null while the list is shown. */
  address: Field | null;
}

/** What the title screen may ask for. */
export interface TitleActions {
  /** Starts a game against bots on this machine. */
  playHere(solo: Solo): void;
  /** What it would be, and whether the player has not finished a match yet. */
  solo(): { readonly solo: Solo; readonly isNew: boolean };
  /** @param room code of a room to join at once */
  visit(address: ServerAddress, room?: string | null): void;
  /** Looks for servers in this network, and asks how the favourites are; it comes into `servers`. */
  search(nowMs: number): void;
  /** Marks a server as a favourite, or no longer. */
  favour(address: ServerAddress, nowMs: number): void;
  answer(text: string): void;
  /** Gives up what is being tried. */
  cancel(): void;
}

/** A line of the list. */
interface Entry {
  readonly text: string;
  readonly note: string;
  /** Of a server. */
  readonly address?: ServerAddress;
  run(): void;
}

const ADDRESS_MAX = 120;
/** How often servers are looked for. */
export const SEARCH_EVERY_MS = 5000;

/** The title screen. */
export class TitleView implements View {
  readonly #title: TitleState;
  readonly #actions: TitleActions;
  readonly #pages: Pages;
  #chosen = 0;
  #isBadAddress = false;
  #searchedAtMs = Number.NEGATIVE_INFINITY;
  /** The chosen line, so that the choice stays on it when the list grows. */
  #chosenKey = '';
  #answer = new Field(NICK_LENGTH_MAX * 2);

  constructor(title: TitleState, actions: TitleActions, pages: Pages) {
    this.#title = title;
    this.#actions = actions;
    this.#pages = pages;
  }

  get isTyping(): boolean {
    return this.#title.address !== null || this.#title.question !== null;
  }

  step(nowMs: number): void {
    if (this.#title.trying !== '' || nowMs - this.#searchedAtMs < SEARCH_EVERY_MS) return;
    this.#searchedAtMs = nowMs;
    this.#actions.search(nowMs);
  }

  draw(frame: Frame, _state: ClientState): void {
    const { trying, address } = this.#title;
    drawTitle(frame, word('title'));
    if (trying !== '') this.#drawTrying(frame, trying);
    else if (address !== null) this.#drawAddress(frame, address);
    else this.#drawList(frame);
  }

  #drawList(frame: Frame): void {
    const entries = this.#entries();
    this.#keepChoice(entries);
    const texts = entries.map(({ text }) => text);
    const notes = entries.map(({ note }) => note);
    drawMenu(frame, texts, this.#chosen, { notes });
    drawProblem(frame, this.#title.said, INK.accent);
    const isServer = entries[this.#chosen]?.address !== undefined;
    drawFooter(frame, word(isServer ? 'title-server-keys' : 'title-keys'));
  }

  #drawAddress(frame: Frame, field: Field): void {
    const width = Math.min(60, frame.columns - 4);
    const x = (frame.columns - width) >> 1;
    const y = Math.max(3, (frame.rows >> 1) - 3);
    frame.text(x, y, word('address-prompt'), { fg: INK.text, style: BOLD, width });
    field.draw(frame, x, y + 2, width, { fg: INK.bright, bg: INK.bar });
    const problem = this.#isBadAddress ? word('address-bad', { address: field.text }) : this.#title.said;
    const text = problem || word('address-text', { port: PORT_DEFAULT });
    for (const [index, line] of wrap(text, width).entries()) {
      frame.text(x, y + 4 + index, line, { fg: problem === '' ? INK.dim : INK.bad });
    }
    drawFooter(frame, word('field-keys'));
  }

  #drawTrying(frame: Frame, trying: string): void {
    const { said, question } = this.#title;
    const width = Math.min(72, frame.columns - 4);
    const x = (frame.columns - width) >> 1;
    const lines = [
      { text: trying, fg: INK.accent },
      { text: '', fg: INK.text },
      ...(said === '' ? [] : wrap(said, width)).map((text) => ({ text, fg: INK.text })),
      ...(question === null ? [] : ['', ...wrap(question, width)]).map((text) => ({ text, fg: INK.bright })),
    ];
    // In a low window the question counts for more than what came before it.
    const shown = lines.slice(-(frame.rows - 3));
    const y = Math.max(1, (frame.rows - shown.length - 1) >> 1);
    drawPanel(frame, x, y, width, shown.length + 1);
    for (const [index, { text, fg }] of shown.entries()) {
      frame.text(x, y + index, text, { fg, style: fg === INK.text ? 0 : BOLD, width });
    }
    if (question !== null) {
      this.#answer.draw(frame, x, y + shown.length, width, { fg: INK.bright, bg: INK.bar });
    }
    drawFooter(frame, word(question === null ? 'trying-keys' : 'field-keys'));
  }

  #openSolo(): void {
    const { solo, isNew } = this.#actions.solo();
    this.#pages.show(
      new SoloView(solo, isNew, this.#pages.bindings, (chosen) => {
        this.#pages.back();
        this.#actions.playHere(chosen);
      }),
    );
  }

  #entries(): Entry[] {
    const { servers } = this.#title;
    // A mark stands in columns of its own, which are there as soon as there is one.
    const indent = servers.some(({ isFavourite }) => isFavourite) ? '  ' : '';
    return [
      { text: word('title-local'), note: '', run: () => this.#openSolo() },
      ...servers.map((server) => ({
        address: server.address,
        text: `${server.isFavourite ? '* ' : indent}${nameOf(server)}`,
        note: noteOf(server),
        run: () => this.#actions.visit(server.address),
      })),
      {
        text: word('title-address'),
        note: '',
        run: () => {
          Object.assign(this.#title, { said: '', address: new Field(ADDRESS_MAX) });
        },
      },
      { text: word('menu-practice'), note: '', run: () => this.#pages.open('practice') },
      { text: word('menu-settings'), note: '', run: () => this.#pages.open('settings') },
      { text: word('menu-help'), note: '', run: () => this.#pages.open('help') },
      { text: word('menu-leave'), note: '', run: () => this.#pages.askToLeave() },
    ];
  }

  key(key: Key, _state: ClientState, nowMs: number): boolean {
    if (this.#title.trying !== '') return this.#keyWhileTrying(key);
    const { address: field } = this.#title;
    if (field !== null) return this.#typeAddress(field, key);
    const entries = this.#entries();
    this.#keepChoice(entries);
    const chosen = moveChoice(key, this.#chosen, entries.length);
    if (chosen !== null) {
      this.#chosen = chosen;
      this.#chosenKey = keyOf(entries[chosen]);
    } else if (key.name === '*') {
      const { address } = entries[this.#chosen];
      if (address === undefined) return false;
      this.#chosenKey = keyOf(entries[this.#chosen]);
      this.#actions.favour(address, nowMs);
    } else if (isGo(key)) entries[this.#chosen]?.run();
    else return false;
    return true;
  }

  /** Servers that are found come into the list above the choice. */
  #keepChoice(entries: readonly Entry[]): void {
    const index = entries.findIndex((entry) => keyOf(entry) === this.#chosenKey);
    this.#chosen = index < 0 ? Math.min(this.#chosen, entries.length - 1) : index;
  }

  #keyWhileTrying(key: Key): boolean {
    if (this.#title.question === null) {
      if (key.name === 'ESCAPE') this.#actions.cancel();
      return true;
    }
    const result = this.#answer.key(key);
    if (result === 'cancelled') this.#actions.cancel();
    else if (result === 'submitted') this.#actions.answer(this.#answer.text.trim());
    if (result === 'cancelled' || result === 'submitted') this.#answer.text = '';
    return true;
  }

  #typeAddress(field: Field, key: Key): boolean {
    const result = field.key(key);
    if (result === 'changed' || result === 'cancelled') {
      this.#isBadAddress = false;
      this.#title.said = '';
    }
    if (result === 'cancelled') this.#title.address = null;
    if (result === 'submitted' && field.text.trim() !== '') {
      const typed = parsePlace(field.text);
      this.#isBadAddress = typed === null;
      if (typed !== null) {
        this.#actions.visit({ host: typed.host, port: typed.port ?? PORT_DEFAULT }, typed.room);
      }
    }
    return true;
  }
}

/** What stays the same of a line, whatever a server tells of itself. */
function keyOf({ text, address }: Entry): string {
  return address === undefined ? text : formatAddress(address);
}

/** A server by its address and name. */
export function nameOf({ address, found, answer }: KnownServer): string {
  const name = answer?.name || found?.name || '';
  return `${formatAddress(address)}${name === '' ? '' : `  ${name}`}`;
}

/** What is known of a server. */
export function noteOf({ nick, found, answer }: KnownServer): string {
  const notes = [nick === '' ? '' : word('as-nick', { nick })];
  if (answer) notes.unshift(word('server-answers', { ...answer }));
  else if (found !== undefined) notes.unshift(word('found-server', { ...found }));
  else if (answer === null) notes.unshift(word('server-silent'));
  return notes.filter((note) => note !== '').join('  ');
}
