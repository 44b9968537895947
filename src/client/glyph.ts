// Text -> glyphs: what one cell of a Frame holds. A glyph is a code point, or from CLUSTER_BASE on the number of a base with
// combining marks, kept once in a table. Says how many columns a glyph takes, and which code points may never reach a cell.
// Called by frame.ts, field.ts and encode-frame.ts. Works code point by code point, as terminals do, and never guesses at fonts.
import { eastAsianWidth } from 'get-east-asian-width';

/** The right half of a wide glyph: the cell to its left shows it. */
export const CONTINUATION = 0;
export const SPACE = 0x20;
export const UPPER_HALF = 0x2580;
export const LOWER_HALF = 0x2584;
/** Shown in place of anything that would steer the terminal. */
export const REPLACEMENT = 0xfffd;
/** Glyphs from here on are numbers of the cluster table. */
export const CLUSTER_BASE = 0x110000;

/** Most combining marks that one cell takes; more of them climb over the rows above. */
const MARKS_MAX = 2;
/** Most clusters that are remembered, so that no peer can fill the memory with them; after that marks are left out. */
const CLUSTERS_MAX = 32_768;

/** Kinds of code points. NARROW and WIDE are also their count of columns. */
export const NARROW = 1;
export const WIDE = 2;
/** A combining mark: joins the cell before it. */
export const MARK = 3;
/** Joiners, selectors and direction marks: takes no column and is left out, because terminals disagree on it. */
export const LEFT_OUT = 4;
/** Control characters, halves of a surrogate pair, line separators: shown as REPLACEMENT. */
export const CONTROL = 5;
const KIND_MASK = 0b0111;
const UNSURE = 0b1000;

const CONTROL_PATTERN = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u;
const LEFT_OUT_PATTERN = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/u;
const MARK_PATTERN = /[\p{Mn}\p{Me}\u1160-\u11ff]/u;

/** Ranges in which all terminals agree on the width. Elsewhere the cursor is placed anew after a glyph. */
const SURE_RANGES: readonly (readonly [number, number])[] = [
  [0x20, 0x52f], // Latin, Greek, Cyrillic
  [0x1e00, 0x1fff], // Latin and Greek with accents
  [0x2010, 0x2027], // dashes, quotes, bullet, ellipsis
  [0x20a0, 0x20bf], // currency
  [0x2190, 0x21ff], // arrows
  [0x2500, 0x25a1], // box drawing, half blocks
  [0x25b2, 0x25b3], // triangles
  [0x25bc, 0x25bd],
  [0x25cb, 0x25cf], // circles
  [0x3001, 0x30ff], // kana
  [0x3400, 0x4dbf], // ideographs
  [0x4e00, 0x9fff],
  [0xac00, 0xd7a3], // hangul
  [0xff01, 0xff60], // fullwidth forms
  [0xff61, 0xff9f], // halfwidth forms
  [REPLACEMENT, REPLACEMENT],
];

/** Kind and UNSURE bit per code point, filled in as code points are seen; 0 is not seen yet. */
const kinds = new Uint8Array(CLUSTER_BASE);

interface Cluster {
  readonly text: string;
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly marks: number;
}
const clusters: Cluster[] = [];
const clusterNumbers = new Map<string, number>();

function lookUp(codePoint: number): number {
  const known = kinds[codePoint]!;
  if (known !== 0) return known;
  const text = String.fromCodePoint(codePoint);
  let kind: number;
  if (CONTROL_PATTERN.test(text)) kind = CONTROL;
  else if (LEFT_OUT_PATTERN.test(text)) kind = LEFT_OUT;
  else if (MARK_PATTERN.test(text)) kind = MARK;
  else {
    kind = eastAsianWidth(codePoint);
    if (!SURE_RANGES.some(([first, last]) => codePoint >= first && codePoint <= last)) kind |= UNSURE;
  }
  kinds[codePoint] = kind;
  return kind;
}

/** Kind of a code point (0 to 0x10ffff): NARROW, WIDE, MARK, LEFT_OUT or CONTROL. */
export function kindOf(codePoint: number): number {
  return lookUp(codePoint) & KIND_MASK;
}

/** Columns that a glyph takes, 1 or 2. The glyph is one that a Frame holds, other than CONTINUATION. */
export function glyphWidth(glyph: number): number {
  if (glyph < 0x7f) return NARROW;
  if (glyph >= CLUSTER_BASE) return clusters[glyph - CLUSTER_BASE]!.width;
  return lookUp(glyph) === WIDE || lookUp(glyph) === (WIDE | UNSURE) ? WIDE : NARROW;
}

/** True when every terminal moves its cursor by glyphWidth() after this glyph. */
export function isSure(glyph: number): boolean {
  return glyph < 0x7f || (glyph < CLUSTER_BASE && (lookUp(glyph) & UNSURE) === 0);
}

/** The glyph as text; CONTINUATION gives an empty string. */
export function glyphText(glyph: number): string {
  if (glyph === CONTINUATION) return '';
  return glyph < CLUSTER_BASE ? String.fromCodePoint(glyph) : clusters[glyph - CLUSTER_BASE]!.text;
}

/** UTF-8 of a cluster (a glyph from CLUSTER_BASE on); not to be changed. */
export function clusterBytes(glyph: number): Uint8Array {
  return clusters[glyph - CLUSTER_BASE]!.bytes;
}

/** The glyph that a cell shows once a combining mark has joined it; the same glyph when it has marks enough. */
export function joinMark(glyph: number, mark: number): number {
  if (glyph === CONTINUATION) return glyph;
  const marks = glyph < CLUSTER_BASE ? 0 : clusters[glyph - CLUSTER_BASE]!.marks;
  if (marks >= MARKS_MAX) return glyph;
  const joined = glyphText(glyph) + String.fromCodePoint(mark);
  const text = joined.normalize('NFC');
  const codePoint = text.codePointAt(0)!;
  if (text.length === String.fromCodePoint(codePoint).length) return codePoint;
  const known = clusterNumbers.get(text);
  if (known !== undefined) return known;
  if (clusters.length >= CLUSTERS_MAX) return glyph;
  const number = CLUSTER_BASE + clusters.length;
  clusters.push({ text, bytes: new TextEncoder().encode(text), width: glyphWidth(glyph), marks: marks + 1 });
  clusterNumbers.set(text, number);
  return number;
}

/** Columns that a text takes in a Frame; the sum over what Frame.text() would store. */
export function textWidth(text: string): number {
  let columns = 0;
  for (let index = 0; index < text.length; index++) {
    const codePoint = text.codePointAt(index)!;
    if (codePoint > 0xffff) index++;
    const kind = kindOf(codePoint);
    if (kind === CONTROL) columns += NARROW;
    else if (kind === NARROW || kind === WIDE) columns += kind;
  }
  return columns;
}
