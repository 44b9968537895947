// The full screen, from its opening to its end: the three loops on one state, and which screen is shown. Called by the entry
// with a player who is logged in. It gives the terminal back before it returns, and never ends the process.
import { CHAT_LENGTH_MAX } from '../protocol/limits.js';
import type { RoomOptions } from '../protocol/messages.js';
import { chooseLook } from './arena/look.js';
import { explain } from './explain.js';
import { Field } from './field.js';
import { BOLD, type Frame } from './frame.js';
import { Keys } from './keys.js';
import type { Link } from './link.js';
import { say } from './messages.js';
import type { PlayOptions } from './options.js';
import { INK } from './palette.js';
import { Screen } from './screen.js';
import { Sender } from './sender.js';
import { CHAT_LINES_MAX, type ClientState } from './state.js';
import { type FatalReason, guardTerminal, type Key, openTerminal } from './terminal.js';
import { BattleView, type BattleViewOptions } from './views/battle.js';
import { MenuView } from './views/menu.js';
import { PodiumView } from './views/podium.js';
import { RoomView } from './views/room.js';
import { type Actions, drawBar, drawCentred, type View } from './views/view.js';
import { HELP, word } from './views/words.js';

/** What the full screen works on. */
export interface AppContext {
  readonly link: Link;
  readonly state: ClientState;
  readonly options: PlayOptions;
}

/** How it ended. */
export interface AppResult {
  /** Of the process. */
  readonly code: number;
  /** To be said once the terminal is back. */
  readonly message?: string;
}

const SIGNAL_CODES = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;
const COLUMNS_MIN = 40;
const ROWS_MIN = 15;
/** Frames a second: the world moves 30 times a second, and a key is answered in the next frame. */
const FRAMES_PER_SECOND = 60;

/** Opens the terminal and plays until the player leaves or the line closes for good.
 *  @throws TerminalError when it can't be played on */
export async function runApp({ link, state, options }: AppContext): Promise<AppResult> {
  const terminal = openTerminal(process, options.terminal);
  const keys = new Keys();
  let leave = (): void => {};
  const screens = new Screens(
    state,
    keys,
    { ...options, look: chooseLook(terminal, options) },
    createActions(link, state, options, () => leave()),
  );
  const sender = new Sender({
    state,
    buttons: (nowMs) => keys.buttons(nowMs),
    sendFrame: (frame) => link.sendFrame(frame),
  });
  const screen = new Screen({
    terminal,
    framesPerSecond: FRAMES_PER_SECOND,
    draw: (frame) => screens.draw(frame, performance.now()),
  });
  let unguard = (): void => {};
  try {
    return await new Promise<AppResult>((resolve) => {
      leave = () => resolve({ code: 0 });
      unguard = guardTerminal(terminal, (reason) => resolve(resultOf(reason)));
      link.closed.then(() => resolve({ code: 1, message: state.lineReason }));
      terminal.on('key', (key) => screens.key(key, performance.now()));
      terminal.on('release', ({ name }) => keys.release(name));
      sender.start();
      screen.start();
    });
  } finally {
    sender.stop();
    screen.stop();
    terminal.close();
    unguard();
  }
}

/** Which screen is shown follows from the state; only what lies above it (help, a question, a line being typed) is kept here. */
export class Screens {
  readonly #state: ClientState;
  readonly #keys: Keys;
  readonly #actions: Actions;
  readonly #menu: MenuView;
  readonly #room: RoomView;
  readonly #battle: BattleView;
  readonly #podium = new PodiumView();
  #above: 'nothing' | 'help' | 'leaving' = 'nothing';
  #chat: Field | null = null;

  constructor(state: ClientState, keys: Keys, options: BattleViewOptions, actions: Actions) {
    this.#state = state;
    this.#keys = keys;
    this.#actions = actions;
    this.#menu = new MenuView(actions);
    this.#room = new RoomView(actions);
    this.#battle = new BattleView(keys, options);
  }

  #current(): View {
    const { room } = this.#state;
    if (room === null) return this.#menu;
    if (room.phase === 'battle') return this.#battle;
    return room.phase === 'podium' ? this.#podium : this.#room;
  }

  /** Draws the whole picture. */
  draw(frame: Frame, nowMs: number): void {
    if (frame.columns < COLUMNS_MIN || frame.rows < ROWS_MIN) {
      frame.text(0, 0, word('too-small'));
      return;
    }
    const view = this.#current();
    view.draw(frame, this.#state, nowMs);
    const bottom = frame.rows - 1;
    const last = this.#state.chat.at(-1);
    if (view === this.#menu && last !== undefined) drawCentred(frame, bottom - 1, last.text, INK.accent);
    if (this.#chat !== null) {
      drawBar(frame, bottom, word('chat-prompt'), INK.bright);
      const x = word('chat-prompt').length + 1;
      this.#chat.draw(frame, x, bottom, frame.columns - x - 1, { fg: INK.bright, bg: INK.bar });
    } else if (this.#above === 'leaving') {
      drawBar(frame, bottom, word(this.#question()), INK.accent);
    } else if (this.#state.line === 'reconnecting') {
      drawBar(frame, bottom, this.#state.lineReason, INK.bad);
    }
    if (this.#above === 'help') drawHelp(frame);
  }

  /** Takes a key press. */
  key(key: Key, nowMs: number): void {
    // What is pasted is never an order.
    if (key.isPasted === true && this.#chat === null && this.#current().isTyping !== true) return;
    if (key.name === 'CTRL_C') {
      // Whoever presses it twice means it.
      if (this.#above === 'leaving') this.#actions.leave();
      this.#above = 'leaving';
      this.#chat = null;
    } else if (this.#chat !== null) this.#typeChat(this.#chat, key);
    else if (this.#above === 'help') this.#above = 'nothing';
    else if (this.#above === 'leaving') this.#answer(key);
    else if (!this.#current().key(key, this.#state, nowMs)) this.#takeOwn(key);
  }

  #takeOwn({ name }: Key): void {
    if (name === '?' || name === 'F1') this.#above = 'help';
    else if (name === 'q' || name === 'Q') this.#above = 'leaving';
    else if (this.#state.room !== null && (name === 't' || name === 'ENTER'))
      this.#chat = new Field(CHAT_LENGTH_MAX);
  }

  #typeChat(field: Field, key: Key): void {
    const result = field.key(key);
    if (result === 'submitted' && field.text.trim() !== '') this.#actions.say(field.text);
    if (result === 'submitted' || result === 'cancelled') this.#chat = null;
  }

  #question(): 'leave-server' | 'leave-battle' | 'leave-room' {
    const { room } = this.#state;
    if (room === null) return 'leave-server';
    return room.phase === 'battle' ? 'leave-battle' : 'leave-room';
  }

  #answer({ name }: Key): void {
    this.#above = 'nothing';
    if (name !== 'y' && name !== 'Y') return;
    this.#keys.reset();
    if (this.#state.room === null) this.#actions.leave();
    else this.#actions.leaveRoom();
  }
}

function drawHelp(frame: Frame): void {
  const width = Math.min(frame.columns, 76);
  const height = HELP.length + 4;
  const x = (frame.columns - width) >> 1;
  const y = Math.max(0, (frame.rows - height) >> 1);
  frame.fill(x, y, width, height, { bg: INK.bar });
  frame.box(x, y, width, height, { fg: INK.dim, bg: INK.bar, title: word('help') });
  for (const [index, [keys, what]] of HELP.entries()) {
    frame.text(x + 2, y + 1 + index, keys, { fg: INK.key, bg: INK.bar, style: BOLD });
    frame.text(x + 27, y + 1 + index, what, { fg: INK.text, bg: INK.bar, width: width - 29 });
  }
  frame.text(x + 2, y + height - 2, word('help-close'), { fg: INK.dim, bg: INK.bar });
}

/** What the views may ask for, as commands to the server. A refusal becomes a line of talk. */
function createActions(link: Link, state: ClientState, options: PlayOptions, leave: () => void): Actions {
  const tell = (error: unknown): void => {
    const address = options.address ?? { host: 'localhost', port: 0 };
    state.chat.push({ nick: null, seat: null, text: explain(error, address), atMs: performance.now() });
    if (state.chat.length > CHAT_LINES_MAX) state.chat.shift();
  };
  // A private server has nobody else on it: leaving its room is leaving.
  const isPrivate = options.address === null;
  return {
    createRoom: () => void link.request('START_CHANNEL', {}).catch(tell),
    joinRoom: (code) => void link.request('JOIN_CHANNEL', { code }).catch(tell),
    leaveRoom: () => {
      if (isPrivate) leave();
      else link.request('LEAVE_CHANNEL', {}).catch(tell);
    },
    startGame: () => void link.request('START_GAME', {}).catch(tell),
    setOption: (name, value) => {
      const changed = { [name]: value } as Partial<RoomOptions>;
      // Shown at once, so that keys which follow quickly go on from it; the server's word replaces it.
      if (state.room !== null) state.room = { ...state.room, options: { ...state.room.options, ...changed } };
      link.request('UPDATE_CHANNEL', { options: changed }).catch(tell);
    },
    say: (text) => void link.request('CHAT', { text }).catch(tell),
    leave,
  };
}

function resultOf(reason: FatalReason): AppResult {
  if (reason.kind === 'signal') return { code: SIGNAL_CODES[reason.signal] };
  if (reason.kind === 'lost') return { code: 1, message: say('terminal-lost', { reason: reason.what }) };
  const { error } = reason;
  return {
    code: 1,
    message: say('mistake', { reason: error instanceof Error ? error.message : String(error) }),
  };
}
