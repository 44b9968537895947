// The modes that the game sets in a terminal, the questions that it asks, and the way back out of every mode that a client can have
// left on. Strings only. For tty-terminal.ts, and for `--reset-terminal`.

/** Takes what was drawn off the screen, in plain colours. */
export const WIPE_SEQUENCE = '\x1b[0m\x1b[2J\x1b[H';

/** Ends every mode that a client can have left on: at the end of a game, and for `--reset-terminal` after a kill -9. The kitty flags
 *  go first, because the alternate screen has its own, which is wiped, since mosh and screen have but one; the wheel becomes
 *  what it was; the cursor comes back last, on the screen where the shell is. */
export const RESET_SEQUENCE =
  '\x1b[?2026l\x1b[<u\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l\x1b[?1004l\x1b[?2004l\x1b[?1007r' +
  `\x1b[?1l\x1b>\x1b[?7h${WIPE_SEQUENCE}\x1b[?1049l\x1b[0m\x1b[?25h`;

/** The Linux console's own cursor, which clients before this one have changed. */
export const LINUX_CURSOR = '\x1b[?0c';

/** The alternate screen, without a cursor. No automatic wrap, so that no glyph in the last column can scroll; pasted text is marked. */
export const PLAY_SEQUENCE = '\x1b[?1049h\x1b[?25l\x1b[?7l\x1b[?2004h';
/** For terminals with windows: the wheel is no arrow key (alternate scroll). */
export const WINDOW_SEQUENCE = '\x1b[?1007s\x1b[?1007l';

/** The focus of the window is told: where keys are held, they are let go with it. RESET_SEQUENCE ends it. */
export const FOCUS_SEQUENCE = '\x1b[?1004h';

/** Asks for the state of DEC mode 2026 (DECRQM). What an old terminal writes on the screen for it, the first frame covers. */
export const SYNCHRONIZED_QUERY = '\x1b[?2026$p';
/** On and off: it knows the mode. Any other answer, and silence, say that it does not. */
export const SYNCHRONIZED_ANSWERS: readonly string[] = ['\x1b[?2026;1$y', '\x1b[?2026;2$y'];

/** Asks which colour a colour of 24 bits became (DECRQSS), and what terminfo would say of "RGB" and "Co" (XTGETTCAP). */
export const COLOUR_QUERY = '\x1b[48;2;1;2;3m\x1bP$qm\x1b\\\x1b[m\x1bP+q524742\x1b\\\x1bP+q436f\x1b\\';

/** Asks how wide two letters are, below the first row, where no answer can be F3: a half block, and one of Latin 1. */
export const WIDTH_QUERY = '\x1b[2;1H▄é\x1b[6n';
/** Where the cursor is, below the first row. */
export const WIDTH_ANSWER = /^.\[(?!0*1;)\d+;(\d+)R$/;
/** The column behind them where UTF-8 is shown, each letter in one column. */
export const WIDTH_COLUMN = 3;
