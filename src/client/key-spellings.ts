// A key as some terminals spell it -> the same key as xterm does, whose spellings are the ones that terminal-kit is told to name; so
// the names of keys depend on no TERM, which is another one inside tmux, or after `ssh`. Called by key-input.ts. Pure.

const ARROWS = 'ABCD';
/** rxvt and urxvt: a letter of its own for Shift and Ctrl with an arrow, and a last byte for them with other keys. */
const RXVT_MODIFIERS: Readonly<Record<string, number>> = { $: 2, '^': 5, '@': 6 };
/** Home and End of rxvt, and F1 to F4 as the VT220 numbers them. */
const NUMBERED: Readonly<Record<string, string>> = {
  '7': 'H',
  '8': 'F',
  '11': 'P',
  '12': 'Q',
  '13': 'R',
  '14': 'S',
};
/** Insert, Delete and Shift with Home of st, outside of its keypad mode; the second is F1 in the words of kitty. */
const SPELLINGS_OF_ST: Readonly<Record<string, string>> = {
  '\x1b[4h': '\x1b[2~',
  '\x1b[P': '\x1b[3~',
  '\x1b[2J': '\x1b[1;2H',
};

/** Spells a key as xterm does; as it was where nothing else is known of it.
 *  @param sequence that begins with Escape @param isSt the terminal is st */
export function spellAsXterm(sequence: string, isSt: boolean): string {
  const ofSt = isSt ? SPELLINGS_OF_ST[sequence] : undefined;
  if (ofSt !== undefined) return ofSt;
  const arrow = /^.([[O])([a-d])$/.exec(sequence);
  if (arrow !== null) {
    const modifier = arrow[1] === '[' ? 2 : 5;
    return `\x1b[1;${modifier}${ARROWS[arrow[2].charCodeAt(0) - 'a'.charCodeAt(0)]}`;
  }
  const numbered = /^.\[(\d\d?)([~$^@])$/.exec(sequence);
  if (numbered !== null) return spellNumbered(numbered[1], RXVT_MODIFIERS[numbered[2]] ?? 1);
  // The Linux console.
  const linux = /^.\[\[([A-E])$/.exec(sequence);
  if (linux === null) return sequence;
  return linux[1] === 'E' ? '\x1b[15~' : `\x1bO${'PQRS'['ABCD'.indexOf(linux[1])]}`;
}

function spellNumbered(number: string, modifier: number): string {
  const final = NUMBERED[number];
  if (final === undefined) return `\x1b[${number}${modifier === 1 ? '' : `;${modifier}`}~`;
  if (modifier > 1) return `\x1b[1;${modifier}${final}`;
  return `\x1b${'HF'.includes(final) ? '[' : 'O'}${final}`;
}

/** One arrow up or down that is pressed or let go, but not repeated, in the words of any terminal. */
const ARROW = /^(?:O|\[(?:1(?:;\d+(?::([13]))?)?)?)([AB])$/;
/** As many at once are no finger: kitty sends five for a step of the wheel, others three. */
const WHEEL_PRESSES_MIN = 3;

/** Whether what has come at once is the wheel of a mouse, which terminals tell as arrows on a screen that can't be scrolled back. */
export function isWheel(chunk: string): boolean {
  let presses = 0;
  let direction = '';
  const [before, ...keys] = chunk.split('\x1b');
  if (before !== '') return false;
  for (const key of keys) {
    const match = ARROW.exec(key);
    if (match === null || (direction !== '' && match[2] !== direction)) return false;
    direction = match[2];
    if (match[1] !== '3') presses++;
  }
  return presses >= WHEEL_PRESSES_MIN;
}
