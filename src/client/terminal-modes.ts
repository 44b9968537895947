// The modes that the game sets in a terminal, and the way back out of every mode that a client can have left on. Strings only.
// For terminal.ts, and for `--reset-terminal`.

/** Ends every mode that a client can have left on: at the end of a game, and for `--reset-terminal` after a kill -9. The kitty flags
 *  go first, because the alternate screen has its own; the cursor comes back last, on the screen where the shell is. */
export const RESET_SEQUENCE =
  '\x1b[?2026l\x1b[<u\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l\x1b[?1004l\x1b[?2004l' +
  '\x1b[?1l\x1b>\x1b[?7h\x1b[0m\x1b[?1049l\x1b[0m\x1b[?25h';

/** Takes what was drawn by accident off the screen of the shell. */
export const WIPE_SEQUENCE = '\x1b[2J\x1b[H';

/** No automatic wrap, so that no glyph in the last column can scroll; pasted text is marked. */
export const PLAY_SEQUENCE = '\x1b[?7l\x1b[?2004h';

/** The focus of the window is told: where keys are held, they are let go with it. RESET_SEQUENCE ends it. */
export const FOCUS_SEQUENCE = '\x1b[?1004h';

/** Asks for the state of DEC mode 2026 (DECRQM). What an old terminal writes on the screen for it, the first frame covers. */
export const SYNCHRONIZED_QUERY = '\x1b[?2026$p';
/** On and off: it knows the mode. Any other answer, and silence, say that it does not. */
export const SYNCHRONIZED_ANSWERS: readonly string[] = ['\x1b[?2026;1$y', '\x1b[?2026;2$y'];
