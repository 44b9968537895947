// A frame for a terminal that shows less: other characters where it has only ASCII, reversed cells where it has no colours. In
// place, after all views have drawn and before the frame is compared, so that no view needs a thought for it. Called by
// screen.ts; allocates nothing.
import type { ColourDepth } from './colour-map.js';
import { DEFAULT_COLOUR, type Frame, INVERSE } from './frame.js';
import { CLUSTER_BASE, CONTINUATION, glyphText, SPACE } from './glyph.js';

/** What the terminal shows. */
export interface PlainOptions {
  readonly colours: ColourDepth;
  /** Nothing but ASCII. */
  readonly ascii: boolean;
}

const UPPER_HALF = 0x2580;
const LOWER_HALF = 0x2584;
const QUESTION = '?'.charCodeAt(0);
/** A background that is at least so light means something: a choice, a mark, a bar. 0 to 255 */
const LIGHT_MIN = 96;

/** Letters and signs that have no plain letter inside. */
const PLAIN_OF: ReadonlyMap<string, string> = new Map(
  [
    ['ŁĐÐØÞÆŒ', 'LDDOTAO'],
    ['łđðøþæœßı', 'lddotaosi'],
    ['←↑→↓↔↕⇐⇒', '<^>v-|<>'],
    ['▲△▶▷▼▽◀◁', '^^>>vv<<'],
    ['‐‑‒–—―−·•●○◦…×÷', '-------.***o.x/'],
    ['‘’‚“”„«»‹›', '\'\',"""<><>'],
    ['─━═┄┅┈┉╌╍╴╶╸╺', '--=----------'],
    ['│┃║┆┇┊┋╎╏╵╷╹╻', '|||||||||||||'],
    ['▀▁▂▃▄▌▐░▒▓', '"____||.:%'],
    ['¡¿€£¥©®°±µ✓✔✗✘★☆♥♦♣♠', '!?ELYcro+uvvxx**vo%^'],
  ].flatMap(([from, to]) => Array.from(from, (sign, index): [string, string] => [sign, to[index]])),
);
const BOX_FIRST = 0x2500;
const BLOCK_FIRST = 0x2580;
const BLOCK_LAST = 0x259f;

/** ASCII by code point below this, filled in as they are seen; 0 is not seen yet. */
const KNOWN_MAX = 0x3000;
const known = new Uint8Array(KNOWN_MAX);

function find(codePoint: number): number {
  const sign = String.fromCodePoint(codePoint);
  const named = PLAIN_OF.get(sign);
  if (named !== undefined) return named.charCodeAt(0);
  if (codePoint >= BOX_FIRST && codePoint < BLOCK_FIRST) return '+'.charCodeAt(0);
  if (codePoint >= BLOCK_FIRST && codePoint <= BLOCK_LAST) return '#'.charCodeAt(0);
  const letter = sign.normalize('NFKD').charCodeAt(0);
  return letter >= SPACE && letter < 0x7f ? letter : QUESTION;
}

/** The ASCII character that stands for a glyph: a letter without its accents, a line for a line, or a question mark. */
export function asciiOf(glyph: number): number {
  if (glyph < 0x7f) return glyph;
  if (glyph >= CLUSTER_BASE) return asciiOf(glyphText(glyph).codePointAt(0) ?? QUESTION);
  if (glyph >= KNOWN_MAX) return QUESTION;
  if (known[glyph] === 0) known[glyph] = find(glyph);
  return known[glyph];
}

/** Makes a frame plain, as far as the terminal needs it. @param frame changed in place */
export function makePlain(frame: Frame, { colours, ascii }: PlainOptions): void {
  // Colours first: it looks for half blocks.
  if (colours === 'none') reverseLight(frame);
  if (ascii) replaceGlyphs(frame);
}

/** A light cell becomes a reversed one, so that marks, bars and chosen lines are seen; half blocks keep their light half. */
function reverseLight({ glyph, foreground, background, style }: Frame): void {
  for (let cell = 0; cell < glyph.length; cell++) {
    const isLight = isLightColour(background[cell]);
    const isHalf = glyph[cell] === UPPER_HALF || glyph[cell] === LOWER_HALF;
    if (isHalf && foreground[cell] !== DEFAULT_COLOUR && isLightColour(foreground[cell]) === isLight)
      glyph[cell] = SPACE;
    if (isLight) style[cell] |= INVERSE;
  }
}

function isLightColour(colour: number): boolean {
  if (colour >= DEFAULT_COLOUR) return false;
  const light = (colour >> 16) * 3 + ((colour >> 8) & 0xff) * 6 + (colour & 0xff);
  return light >= LIGHT_MIN * 10;
}

/** A wide glyph becomes a question mark and a space. */
function replaceGlyphs({ glyph }: Frame): void {
  for (let cell = 0; cell < glyph.length; cell++) {
    if (glyph[cell] === CONTINUATION) glyph[cell] = SPACE;
    else if (glyph[cell] >= 0x7f) glyph[cell] = asciiOf(glyph[cell]);
  }
}
