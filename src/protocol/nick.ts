// A nick as somebody typed it -> the nick that is kept, and the key by which two nicks are the same to the eye.
// Used by the server before it takes a nick and by the client before it sends one. Pure.
// It must refuse whatever could be mistaken for somebody else, and never correct a nick into another one.
import { ProtocolError } from './errors.js';
import { NICK_LENGTH_MAX } from './limits.js';

/** Writing systems, one of which the letters of a nick are taken from. Japanese mixes three; Hangul is whole syllables
 *  only, since its single parts have no width of their own. */
const SCRIPTS: readonly RegExp[] = [
  /^\p{Script=Latin}+$/u,
  /^\p{Script=Cyrillic}+$/u,
  /^\p{Script=Greek}+$/u,
  /^\p{Script=Armenian}+$/u,
  /^\p{Script=Georgian}+$/u,
  /^\p{Script=Hebrew}+$/u,
  /^\p{Script=Arabic}+$/u,
  /^\p{Script=Thai}+$/u,
  /^\p{Script=Devanagari}+$/u,
  /^\p{Script=Bengali}+$/u,
  /^\p{Script=Gurmukhi}+$/u,
  /^\p{Script=Gujarati}+$/u,
  /^\p{Script=Tamil}+$/u,
  /^\p{Script=Telugu}+$/u,
  /^\p{Script=Kannada}+$/u,
  /^\p{Script=Malayalam}+$/u,
  /^\p{Script=Sinhala}+$/u,
  /^[\uac00-\ud7a3]+$/u,
  /^[\p{Script_Extensions=Han}\p{Script_Extensions=Hiragana}\p{Script_Extensions=Katakana}]+$/u,
];

/** Vowel signs and the like, without which these scripts write no word: they are part of a nick, two on a letter at most, and part of
 *  what tells two nicks apart. In all other scripts what is written above a letter is one with it, or is left out. */
const VOWEL_SIGN =
  /^[\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Thai}]$/u;
const ALLOWED = /^(?:\p{L}\p{M}{0,2}|[0-9_.-])+$/u;
const LETTER = /[\p{L}\p{M}]/gu;

/** Letters and digits that look like another one, lower case -> what they are taken for. Letters of other scripts are
 *  taken for what their capital looks like, since a nick may be all capitals. */
const LOOK_ALIKES: ReadonlyMap<string, string> = new Map([
  ...pairs('0', 'o'),
  ...pairs('1l|ıӏ', 'i'),
  ...pairs('-.', '_'),
  ...pairs('аαɑ', 'a'),
  ...pairs('вβ', 'b'),
  ...pairs('сϲ', 'c'),
  ...pairs('ԁ', 'd'),
  ...pairs('еε', 'e'),
  ...pairs('ɡ', 'g'),
  ...pairs('нηһ', 'h'),
  ...pairs('іι', 'i'),
  ...pairs('їϊ', 'ï'),
  ...pairs('ј', 'j'),
  ...pairs('кκ', 'k'),
  ...pairs('мμ', 'm'),
  ...pairs('ν', 'n'),
  ...pairs('оοօ', 'o'),
  ...pairs('рρ', 'p'),
  ...pairs('ԛ', 'q'),
  ...pairs('ѕ', 's'),
  ...pairs('тτ', 't'),
  ...pairs('ԝ', 'w'),
  ...pairs('хχ', 'x'),
  ...pairs('уυү', 'y'),
  ...pairs('ζ', 'z'),
  ...pairs('з', '3'),
  ...pairs('ё', 'ë'),
  ...pairs('ς', 'σ'),
]);

/** Checks a nick: 1 to 16 letters of one script, digits and `_` `.` `-`, with at least one letter or digit.
 *  @returns the nick in NFC, otherwise as it was given
 *  @throws ProtocolError BAD_NICK, with the reason and the field `nick` */
export function parseNick(text: string): string {
  // Cut off early: normalizing takes time, and each character may come as a few code points.
  if (text.length > NICK_LENGTH_MAX * 8) throw tooLong();
  const nick = text.normalize('NFC');
  if (nick === '') throw badNick('A nick cannot be empty.');
  if (Array.from(nick).length > NICK_LENGTH_MAX) throw tooLong();
  // A form that compatibility changes (full width, ligatures, small capitals) is another nick in disguise.
  if (
    !ALLOWED.test(nick) ||
    nick !== nick.normalize('NFKC') ||
    /\p{Default_Ignorable_Code_Point}/u.test(nick)
  ) {
    throw badNick('A nick is made of letters, digits and "_", ".", "-".');
  }
  if (!/[\p{L}0-9]/u.test(nick)) throw badNick('A nick needs a letter or a digit.');
  const letters = (nick.match(LETTER) ?? []).join('');
  if (letters !== '' && !SCRIPTS.some((script) => script.test(letters))) {
    throw badNick('The letters of a nick are all of one script.');
  }
  return nick;
}

/** The key of a nick: two nicks with the same one look alike, and only one of them may be in use.
 *  @param nick one that parseNick returned
 *  @returns a text to compare, never to show */
export function nickKey(nick: string): string {
  const plain = nick
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFC')
    .replace(/\p{M}/gu, (mark) => (VOWEL_SIGN.test(mark) ? mark : ''));
  return Array.from(plain, (letter) => LOOK_ALIKES.get(letter) ?? letter).join('');
}

function pairs(letters: string, target: string): [string, string][] {
  return Array.from(letters, (letter) => [letter, target]);
}

function tooLong(): ProtocolError {
  return badNick(`A nick has at most ${NICK_LENGTH_MAX} characters.`);
}

function badNick(reason: string): ProtocolError {
  return new ProtocolError('BAD_NICK', reason, 'nick');
}
