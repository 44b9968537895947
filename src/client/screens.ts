// Which screen is shown: the one that follows from the state, and above it what the player has opened (help, settings, a list),
// a question, a line that is being typed. Keys go to the uppermost. Made by app.ts; sends nothing by itself.
import type { Look } from './arena/look.js';
import type { Frame } from './frame.js';
import { CapsLock, placeOf, smallLetterOf } from './key-places.js';
import type { Keys } from './keys.js';
import { language } from './language.js';
import { INK } from './palette.js';
import type { ClientState } from './state.js';
import { nicksIn, TalkLine, Typed } from './talk-line.js';
import type { Key } from './terminal.js';
import { BattleView, type BattleViewOptions } from './views/battle.js';
import { ChampionsView } from './views/champions.js';
import { drawTalkPage } from './views/chat.js';
import { CreateView } from './views/create.js';
import { DoorView } from './views/door.js';
import { HelpView } from './views/help.js';
import { JoinView } from './views/join.js';
import type { Bindings } from './views/key-words.js';
import { KeysView } from './views/keys.js';
import { MenuView } from './views/menu.js';
import { PodiumView } from './views/podium.js';
import { PracticeView } from './views/practice.js';
import { RoomView } from './views/room.js';
import { RoomsView } from './views/rooms.js';
import { type PreferenceStore, SettingsView } from './views/settings.js';
import {
  type Actions,
  COLUMNS_MIN,
  drawBar,
  drawProblem,
  type PageName,
  type Pages,
  ROWS_MIN,
  type View,
  wrap,
} from './views/view.js';
import { type WordId, word } from './views/words.js';

/** What the screens need. */
export interface ScreensContext {
  readonly state: ClientState;
  readonly keys: Keys;
  readonly actions: Actions;
  readonly store: PreferenceStore;
  /** How arenas are drawn now. */
  readonly look: Look;
  /** Makes the choice of the screen below all others. */
  base(pages: Pages): () => View;
}

/** The screens of somebody who is on a server. */
export function serverScreens(
  { state, keys, actions, store, look }: Omit<ScreensContext, 'base'>,
  flags: Omit<BattleViewOptions, 'look' | 'store' | 'follow'>,
): ScreensContext['base'] {
  return (pages) => {
    const menu = new MenuView(actions, pages, () => !store.preferences.practised);
    const views = {
      waiting: new RoomView(actions, look),
      battle: new BattleView(keys, { ...flags, look, store, follow: actions.follow }),
      podium: new PodiumView(actions, () => store.preferences.bestWave),
    };
    return () => {
      const { room } = state;
      if (room === null) return menu;
      return room.phase === 'countdown' ? views.waiting : views[room.phase];
    };
  };
}

/** All screens. */
export class Screens implements Pages {
  readonly #context: ScreensContext;
  readonly #base: () => View;
  /** What the player has opened, the uppermost last. */
  #above: View[] = [];
  #isLeaving = false;
  #chat: TalkLine | null = null;
  /** Whether what a command has answered is shown, until the next key. */
  #showsAnswer = false;
  readonly #typed = new Typed();
  readonly #capsLock = new CapsLock();
  /** Lies above all others. */
  #door: DoorView | null = null;
  #code: string | null = null;
  #nowMs = 0;

  constructor(context: ScreensContext) {
    this.#context = context;
    this.#base = context.base(this);
  }

  open(page: PageName): void {
    this.#above.push(this.#make(page));
  }

  show(view: View): void {
    this.#above.push(view);
  }

  back(): void {
    this.#above.pop();
  }

  get bindings(): Bindings {
    return this.#context.keys.bindings;
  }

  askToLeave(): void {
    this.#isLeaving = true;
  }

  write(text: string): void {
    this.#chat = new TalkLine(this.#typed, text);
  }

  #make(page: PageName): View {
    const { actions, store, keys, look } = this.#context;
    switch (page) {
      case 'create':
        return new CreateView(actions);
      case 'join':
        return new JoinView(actions, this);
      case 'rooms':
        return new RoomsView(actions);
      case 'champions':
        return new ChampionsView(actions);
      case 'settings':
        return new SettingsView(store, this);
      case 'keys':
        return new KeysView(store);
      case 'help':
        return new HelpView(this);
      case 'practice': {
        const onLeave = (): void => {
          store.choose({ practised: true });
          this.back();
        };
        return new PracticeView({ keys, look, onLeave }, this.#nowMs);
      }
    }
  }

  #current(): View {
    const { state, actions } = this.#context;
    this.#door = state.door === null ? null : (this.#door ?? new DoorView(actions));
    if (this.#door !== null) return this.#door;
    // Whoever comes into a room, or out of it, is done with what was open before.
    const code = state.room?.code ?? null;
    if (code !== this.#code) {
      this.#code = code;
      this.#above = [];
      this.#chat = null;
      this.#showsAnswer = false;
    }
    return this.#above.at(-1) ?? this.#base();
  }

  /** Draws the whole picture, and moves on what moves by itself. */
  draw(frame: Frame, nowMs: number): void {
    this.#nowMs = nowMs;
    const view = this.#current();
    view.step?.(nowMs);
    if (frame.columns < COLUMNS_MIN || frame.rows < ROWS_MIN) {
      drawTooSmall(frame);
      return;
    }
    const { state } = this.#context;
    const hasOwnPlace = view.showsRefusal === true;
    // Help leaves what is around it to be seen.
    if (view instanceof HelpView) (this.#above.at(-2) ?? this.#base()).draw(frame, state, nowMs);
    view.draw(frame, state, nowMs);
    if (!hasOwnPlace) drawProblem(frame, state.refusal);
    const bottom = frame.rows - 1;
    if (this.#chat !== null) {
      const prompt = word('chat-prompt');
      drawBar(frame, bottom, prompt, INK.bright);
      const x = prompt.length + 1;
      // What is answered is read above the line, where no battle goes on.
      if (state.battle === null) drawTalkPage(frame, state, this.#chat.linesBack, nowMs);
      this.#chat.field.draw(frame, x, bottom, frame.columns - x - 1, { fg: INK.bright, bg: INK.bar });
    } else if (this.#isLeaving) {
      drawBar(frame, bottom, word(questionOf(this.#context.state)), INK.accent);
    } else if (this.#showsAnswer && state.battle === null) {
      drawTalkPage(frame, state, 0, nowMs, false);
    } else if (state.line === 'reconnecting') {
      drawBar(frame, bottom, state.lineReason, INK.bad);
    }
  }

  /** Takes a key press. */
  key(key: Key, nowMs: number): void {
    this.#nowMs = nowMs;
    const view = this.#current();
    this.#showsAnswer = false;
    this.#context.state.refusal = '';
    // What is pasted is never an order.
    if (key.isPasted === true && this.#chat === null && view.isTyping !== true) return;
    const isTyping = this.#chat !== null || view.isTyping === true;
    const order = isTyping ? key : this.#capsLock.orderOf(key);
    if (key.name === 'CTRL_C') {
      // Whoever presses it twice means it.
      if (this.#isLeaving) this.#context.actions.leave();
      this.#isLeaving = true;
      this.#chat = null;
    } else if (this.#isLeaving) this.#answer(isTyping ? this.#capsLock.orderOf(key) : order);
    else if (this.#chat !== null) this.#typeChat(this.#chat, key);
    else if (!this.#give(view, order, nowMs) && !isTyping) {
      // A capital that means nothing here: Caps Lock.
      const small = smallLetterOf(order.name);
      if (small !== null && this.#give(view, { ...order, name: small }, nowMs)) this.#capsLock.reveal();
    }
  }

  /** @returns false when the key means nothing here */
  #give(view: View, key: Key, nowMs: number): boolean {
    return view.key(key, this.#context.state, nowMs) || this.#takeOwn(key);
  }

  /** Takes the release of a key, from a terminal that tells of it. */
  release({ name, place }: Key): void {
    this.#context.keys.release(place ?? placeOf(name));
  }

  letGo(): void {
    this.#context.keys.letGoOfHeld();
  }

  /** True while nothing on the picture moves by itself. */
  isStill(): boolean {
    return this.#context.state.battle === null && this.#current().isMoving !== true;
  }

  #takeOwn({ name }: Key): boolean {
    const { state, keys } = this.#context;
    const isAbove = this.#above.length > 0;
    const isTalk = name === 't' || (name === 'ENTER' && state.room !== null);
    if (name === 'ESCAPE') this.back();
    else if (name === '?' || name === 'F1') this.open('help');
    else if (name === 'q' || name === 'Q') this.askToLeave();
    else if (isTalk && (!isAbove || state.room === null) && state.line !== 'connecting') {
      this.#chat = new TalkLine(this.#typed);
    } else if (name === 'T' && !isAbove && isOnTeam(state)) {
      this.#chat = new TalkLine(this.#typed, `${word('team-line')} `);
    } else if (name === 'F2' && !this.#isChangingSettings()) {
      keys.reset();
      this.open('settings');
    } else return false;
    return true;
  }

  #isChangingSettings(): boolean {
    return this.#above.some((view) => view instanceof SettingsView);
  }

  #typeChat(line: TalkLine, key: Key): void {
    const { state, actions } = this.#context;
    const result = line.key(key, nicksIn(state));
    const text = result === 'submitted' ? line.field.text.trim() : '';
    if (text !== '') actions.say(text);
    // In the menu people go on talking; a room and a battle wait for nobody.
    const staysOpen = text !== '' && state.battle === null && state.room === null;
    this.#showsAnswer = text.startsWith('/') && !staysOpen;
    if (staysOpen) line.clear();
    else if (result === 'submitted' || result === 'cancelled') this.#chat = null;
  }

  #answer({ name }: Key): void {
    const { actions, keys, state } = this.#context;
    this.#isLeaving = false;
    if (!isYes(name)) return;
    keys.reset();
    if (state.room === null) actions.leave();
    else actions.leaveRoom();
  }
}

/** What is asked of somebody who wants to leave. */
export function questionOf({ room, line }: ClientState): WordId {
  if (room === null) return line === 'connecting' ? 'leave-game' : 'leave-server';
  return room.phase === 'battle' ? 'leave-battle' : 'leave-room';
}

/** True for a player in a battle with others on his side. */
function isOnTeam({ battle, room, seat }: ClientState): boolean {
  return battle !== null && room?.players.find((player) => player.seat === seat)?.team !== undefined;
}

/** True for the key that says yes. */
export function isYes(name: string): boolean {
  return /^y$/i.test(name) || (language() === 'pl' && /^t$/i.test(name));
}

/** Says in a window that is too small how large it must be, in the longest way that fits whole. */
function drawTooSmall(frame: Frame): void {
  const size = { columns: COLUMNS_MIN, rows: ROWS_MIN };
  const ways = [word('too-small', size), word('too-small-short', size), `${COLUMNS_MIN} x ${ROWS_MIN}`];
  const wrapped = ways.map((text) => wrap(text, Math.max(2, frame.columns)));
  const lines = wrapped.find(({ length }) => length <= frame.rows) ?? wrapped[ways.length - 1];
  for (const [y, line] of lines.entries()) frame.text(0, y, line);
}
