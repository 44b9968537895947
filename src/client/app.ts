// The full screen, from its opening to its end: wires the three loops to one state, for a game or for the title screen before
// one. Called by the entry. It gives the terminal back before it returns, and never ends the process.
import { createActions } from './actions.js';
import { chooseLook, type Look } from './arena/look.js';
import { Bells } from './bells.js';
import { bindingsOf } from './bindings.js';
import { Keys } from './keys.js';
import { detectLanguage, speak } from './language.js';
import type { PlayOptions } from './options.js';
import { plainServer, plainTitle } from './plain/fronts.js';
import type { PlainParts } from './plain/screens.js';
import { PlainStage } from './plain/stage.js';
import type { PlainOptions } from './plain.js';
import { Screens, type ScreensContext, serverScreens } from './screens.js';
import { Sender } from './sender.js';
import { leaveSession, type Session } from './session.js';
import type { Preferences, Settings } from './settings.js';
import { type AppResult, type Show, Stage } from './stage.js';
import { createClientState } from './state.js';
import { Title } from './title.js';
import type { PreferenceStore } from './views/settings.js';
import type { Actions } from './views/view.js';
import { word } from './views/words.js';
import { VisitGuard } from './visit-guard.js';

/** Between two looks whether the bell should ring. */
const BELL_LOOK_MS = 250;

/** What the full screen works on. */
export interface AppContext {
  readonly options: PlayOptions;
  readonly settings: Settings;
  /** The variable that has turned plain mode on; left out when it was asked for. */
  readonly plainBecause?: string;
}

/** Opens the terminal and plays until the player leaves or the line closes for good.
 *  @throws TerminalError when it can't be played on */
export async function runApp(session: Session, context: AppContext): Promise<AppResult> {
  const app = new App(context);
  try {
    return await app.play(session, context.options);
  } finally {
    await app.close();
  }
}

/** Opens the terminal on the title screen: what the player chooses there is played, and comes back to it.
 *  @throws TerminalError when it can't be played on */
export async function runTitle(context: AppContext): Promise<AppResult> {
  const app = new App(context);
  try {
    return await app.welcome();
  } finally {
    await app.close();
  }
}

/** The preferences that flags stand for; what they say of the terminal itself is in what the terminal says of itself. */
function forcedBy({ language, palette, calm, terminal, showNet, direct }: PlayOptions): Partial<Preferences> {
  return {
    ...(language === null ? {} : { language }),
    ...(palette === null ? {} : { palette }),
    ...(calm ? { calm } : {}),
    ...(showNet ? { net: true } : {}),
    ...(direct ? { direct } : {}),
    ...(terminal.colours === undefined ? {} : { colours: 'auto' }),
    ...(terminal.ascii === undefined ? {} : { glyphs: 'auto' }),
  };
}

/** How a game is shown: on the full screen, or in lines. */
interface Front {
  readonly stage: Pick<Stage, 'ended' | 'show' | 'setOutput' | 'ring' | 'close' | 'onCapabilities'> & {
    readonly terminal: PlainOptions;
  };
  /** What somebody on a server is shown. */
  server(parts: Parts, options: PlayOptions): Show;
  /** What somebody on none is shown. */
  title(parts: Parts, title: Title): Show;
}

type Parts = Omit<ScreensContext, 'base'>;

class FullFront implements Front {
  readonly stage: Stage;

  constructor({ terminal }: PlayOptions) {
    this.stage = new Stage(NOTHING, terminal);
  }

  server(parts: Parts, options: PlayOptions): Show {
    return new Screens({ ...parts, base: serverScreens(parts, options) });
  }

  title(parts: Parts, title: Title): Show {
    const screens = new Screens({ ...parts, base: (pages) => title.base(pages) });
    if (!parts.store.preferences.practised) screens.open('practice');
    return screens;
  }
}

class PlainFront implements Front {
  readonly stage = new PlainStage(NOTHING, process);

  /** @param because the variable that has turned it on; '' when it was asked for */
  constructor(because: string) {
    const { lines } = this.stage;
    lines.say(word('plain-begin'), performance.now());
    if (because !== '') lines.say(word('plain-found', { name: because }), performance.now());
  }

  server(parts: Parts): Show {
    return plainServer(this.#parts(parts));
  }

  title(parts: Parts, title: Title): Show {
    return plainTitle(this.#parts(parts), title);
  }

  #parts(parts: Parts): Omit<PlainParts, 'base' | 'asked'> {
    const { lines, typing } = this.stage;
    return { ...parts, lines, typing, bell: () => this.stage.ring() };
  }
}

const NOTHING = { draw: () => {}, key: () => {}, release: () => {}, letGo: () => {}, isStill: () => true };

class App {
  readonly #context: AppContext;
  readonly #keys = new Keys();
  readonly #front: Front;
  readonly #stage: Front['stage'];
  readonly #store: PreferenceStore;
  /** What the command line says, until the player chooses otherwise. */
  #forced: Partial<Preferences>;
  /** Of the visit that goes on. */
  #session: Session | null = null;
  /** Always this object, changed in place: the views keep it. */
  readonly #look: { -readonly [Name in keyof Look]: Look[Name] };

  constructor(context: AppContext) {
    this.#context = context;
    const { settings, options } = context;
    this.#forced = forcedBy(options);
    this.#front =
      options.plain === true ? new PlainFront(context.plainBecause ?? '') : new FullFront(options);
    this.#stage = this.#front.stage;
    this.#look = { ...chooseLook(this.#stage.terminal, { palette: 'usual', calm: false }) };
    const preferences = (): Preferences => ({ ...settings.preferences, ...this.#forced });
    this.#store = {
      get preferences() {
        return preferences();
      },
      choose: (chosen) => {
        void settings.choose(chosen);
        this.#forced = Object.fromEntries(
          Object.entries(this.#forced).filter(([name]) => !Object.hasOwn(chosen, name)),
        );
        this.#apply();
      },
    };
    this.#apply();
    this.#stage.onCapabilities = () => this.#apply();
  }

  #apply(): void {
    const { language, keys, colours, glyphs, palette, calm, direct, toggle } = this.#store.preferences;
    const { terminal } = this.#stage;
    const output = {
      colours: colours === 'auto' ? terminal.colours : colours,
      ascii: glyphs === 'auto' ? terminal.ascii : glyphs === 'ascii',
    };
    speak(language === 'auto' ? detectLanguage(process.env) : language);
    this.#keys.rebind(bindingsOf(keys, toggle));
    this.#keys.toggles = toggle;
    this.#stage.setOutput(output);
    Object.assign(this.#look, chooseLook(output, { palette, calm }));
    this.#session?.direct.allow(direct, this.#context.options.directPort);
  }

  /** Plays until the player leaves, or must. */
  async play(session: Session, options: PlayOptions): Promise<AppResult> {
    const { link, state } = session;
    const keys = this.#keys;
    keys.reset();
    this.#session = session;
    this.#apply();
    let leave = (): void => {};
    const left = new Promise<AppResult>((resolve) => {
      leave = () => resolve({ code: 0 });
      link.closed.then(() => resolve({ code: 1, message: state.lineReason }));
    });
    let fail = (_message: string): void => {};
    const failed = new Promise<AppResult>((resolve) => {
      fail = (message) => resolve({ code: 1, message });
    });
    const guard = new VisitGuard(fail);
    const actions = createActions(
      session,
      options,
      () => leave(),
      () => !this.#store.preferences.finished,
    );
    const parts = { state, keys, actions, store: this.#store, look: this.#look };
    keys.tickMs = state.tickMs;
    this.#stage.show(guard.show(this.#front.server(parts, options)));
    const sender = new Sender({
      state,
      buttons: (nowMs) => keys.buttons(nowMs),
      sendFrame: (frame) => link.sendFrame(frame),
      guard: (tick) => guard.run('STEP', tick, undefined),
    });
    sender.start();
    const bells = new Bells(state);
    const ringing = setInterval(() => {
      if (bells.ring(this.#store.preferences)) this.#stage.ring();
    }, BELL_LOOK_MS);
    try {
      return await Promise.race([left, failed, this.#stage.ended]);
    } finally {
      clearInterval(ringing);
      sender.stop();
      this.#session = null;
    }
  }

  /** Shows the title screen, and plays what is chosen there, until the player leaves from it. */
  async welcome(): Promise<AppResult> {
    let leave = (): void => {};
    const left = new Promise<AppResult>((resolve) => {
      leave = () => resolve({ code: 0 });
    });
    const { options } = this.#context;
    const state = createClientState();
    const title = await Title.load(options, state);
    const actions: Actions = {
      ...NO_ACTIONS,
      leave: () => leave(),
      answerDoor: (password) => title.answerDoor(password),
    };
    const parts = {
      state,
      keys: this.#keys,
      actions,
      store: this.#store,
      look: this.#look,
    };
    const screens = this.#front.title(parts, title);
    const ended = Promise.race([left, this.#stage.ended]);
    for (;;) {
      this.#stage.show(screens);
      const next = await Promise.race([title.session(), ended]);
      if ('code' in next) {
        title.cancel();
        return next;
      }
      const leaving = (): void => {
        title.leaving();
        this.#stage.show(screens);
      };
      const result = await this.#visit(next.session, { ...options, ...next.place }, leaving);
      if (result.isFinal) return result;
      await title.comeBack(result.message ?? '');
    }
  }

  async #visit(
    session: Session,
    options: PlayOptions,
    leaving: () => void,
  ): Promise<AppResult & { readonly isFinal: boolean }> {
    let isFinal = false;
    void this.#stage.ended.then(() => {
      isFinal = true;
    });
    let result: AppResult = { code: 1 };
    try {
      result = await this.play(session, options);
    } finally {
      leaving();
      await leaveSession(session, result.code);
    }
    return { ...result, isFinal };
  }

  close(): Promise<void> {
    return this.#stage.close();
  }
}

const NO_ACTIONS: Actions = {
  playNow: () => {},
  createRoom: () => {},
  joinRoom: () => {},
  answerDoor: () => {},
  leaveRoom: () => {},
  startGame: () => {},
  setReady: () => {},
  chooseTeam: () => {},
  voteNext: () => {},
  spectate: () => {},
  follow: () => {},
  setOption: () => {},
  listRooms: () => {},
  listChampions: () => {},
  showProfile: () => {},
  say: () => {},
  leave: () => {},
};
