// The full screen, from its opening to its end: the three loops on one state. Called by the entry with a player who is
// logged in. It gives the terminal back before it returns, and never ends the process.
import { Keys } from './keys.js';
import type { Link } from './link.js';
import { say } from './messages.js';
import type { PlayOptions } from './options.js';
import { Screen } from './screen.js';
import { Sender } from './sender.js';
import type { ClientState } from './state.js';
import { type FatalReason, guardTerminal, openTerminal } from './terminal.js';

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

/** Opens the terminal and plays until the player leaves or the line closes for good.
 *  @throws TerminalError when it can't be played on */
export async function runApp({ link, state }: AppContext): Promise<AppResult> {
  const terminal = openTerminal(process);
  const keys = new Keys();
  const sender = new Sender({
    state,
    buttons: (nowMs) => keys.buttons(nowMs),
    sendFrame: (frame) => link.sendFrame(frame),
  });
  const screen = new Screen({
    terminal,
    draw: (frame) => {
      frame.text(0, 0, `${state.line} ${state.room?.phase ?? ''} ${state.pingMs} ms`);
    },
  });
  let unguard = (): void => {};
  try {
    return await new Promise<AppResult>((resolve) => {
      unguard = guardTerminal(terminal, (reason) => resolve(resultOf(reason)));
      link.closed.then(() => resolve({ code: 1, message: state.lineReason }));
      terminal.on('key', ({ name }) => {
        if (name === 'CTRL_C') resolve({ code: 0 });
        else keys.press(name, performance.now());
      });
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

function resultOf(reason: FatalReason): AppResult {
  if (reason.kind === 'signal') return { code: SIGNAL_CODES[reason.signal] };
  if (reason.kind === 'lost') return { code: 1, message: say('terminal-lost', { reason: reason.what }) };
  const { error } = reason;
  return {
    code: 1,
    message: say('mistake', { reason: error instanceof Error ? error.message : String(error) }),
  };
}
