// Text from a peer -> text that is safe to show in a terminal: one line, no control or invisible characters, bounded.
// Used by the server for what it passes on (chat, room names) and by the client for all that it draws. Pure.
// It must be called before any text from a peer comes near a terminal; what it returns is stable under itself.

/** Whatever breaks or widens a line, as one blank: tabs, line ends, separators of all kinds, and signs without ink (the braille cell
 *  without dots, the musical note head without one). */
const BLANKS = /[\t\n\v\f\r\u0085\p{Z}\u2800\u{1d159}]+/gu;
/** Controls, formats (bidi among them), surrogates, private and unassigned code points, and letters without a shape. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]+/gu;
/** Combining marks that have no base of their own. */
const LOOSE_MARKS = /(^| )\p{M}+/gu;
/** Combining marks past the second on one base: stacked ones run over the lines above and below. */
const STACKED_MARKS = /(\p{M}{2})\p{M}+/gu;

/** What steers a terminal, or turns the order of a line round. */
const STEERING = /[^\P{Cc}\n\t]|[\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** A text that is this program's own but for what it quotes (arguments, names of files, errors of the system), as it may go to a
 *  terminal: lines and tabs stay, and what would steer the terminal is spelled out as \u001b, which leaves JSON what it says. */
export function printable(text: string): string {
  return text.replace(STEERING, (found) =>
    Array.from(
      { length: found.length },
      (_, index) => `\\u${found.charCodeAt(index).toString(16).padStart(4, '0')}`,
    ).join(''),
  );
}

/** Cleans a text: NFC, unseen characters taken out, at most two combining marks on a base, single blanks, trimmed.
 *  @param codePointsMax what is longer is cut, 0 or more
 *  @returns the clean text; empty where nothing is left */
export function cleanText(text: string, codePointsMax: number): string {
  const clean = text
    .replace(BLANKS, ' ')
    .replace(UNSEEN, '')
    .normalize('NFC')
    .replace(LOOSE_MARKS, '$1')
    .replace(STACKED_MARKS, '$1')
    .replace(/ +/g, ' ')
    .trim();
  // Cut by code points, so that no half of a surrogate pair is left.
  return Array.from(clean).slice(0, codePointsMax).join('').trim();
}
