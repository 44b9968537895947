// Bytes of a keyboard, cut anywhere -> one whole key at a time: a character, or an escape sequence. Stands between stdin and
// terminal-kit, which takes a sequence that was cut in two for a lone Escape, and never returns from a UTF-8 character that was.
// Fed by terminal.ts; names no key. Replies of the terminal go their own way (CSI ?) or no further (OSC, DCS), as broken bytes do; what the kitty protocol
// says of a key goes on as other terminals would say it.
import { EventEmitter } from 'node:events';
import { isWheel, spellAsXterm } from './key-spellings.js';
import { type KeyMotion, parseKittyKey } from './kitty-keys.js';
import { SYSTEM_TIMERS, type Timers } from './timers.js';

/** How long the rest of a sequence may take before an Escape counts as pressed alone. */
const ESCAPE_WAIT_MS = 100;
/** The same for what can be nothing but a reply. */
const REPLY_WAIT_MS = 2000;
/** Silence that ends a paste whose own end was lost on the way: until then no key is one. */
const PASTE_SILENCE_MS = 1000;
/** Silence before a Ctrl-C within a paste that tells that it was pressed: text comes in one go. */
const PRESSED_SILENCE_MS = 100;
/** Longest sequence that is waited for. */
const SEQUENCE_BYTES_MAX = 4096;

const ESC = 0x1b;
const BEL = 0x07;
/** Behind an Escape. */
const DCS = 0x50;
const REPLY_START = '\x1b[?';
const PASTE_START = '\x1b[200~';
const PASTE_END = '\x1b[201~';
/** Where the cursor is, when that is not the first row: F3 with a modifier is spelled like that. */
const CURSOR_PLACE = /^.\[(?!0*1;)\d+;\d+R$/;
const FOCUS_IN = '\x1b[I';
const FOCUS_OUT = '\x1b[O';
const CTRL_C = '\x03';
const SPACE = Buffer.from(' ');
/** How the answers of a terminal begin behind their Escape: CSI ?, OSC with its number, DCS, and APC of a picture. */
const ANSWER = /^(?:\[\?[0-9;]+|\][0-9]+;|P[0-9>!$]|_G)/;

/** What KeyInput switches and reads; a tty.ReadStream. */
export interface KeySource {
  setRawMode?(isRaw: boolean): unknown;
  resume(): unknown;
  pause(): unknown;
}

/** How a key came: by a finger, or pasted. */
export type KeyOrigin = KeyMotion | 'paste';

/** What a KeyInput tells. */
interface KeyInputEvents {
  /** @param place of the key on a Latin keyboard, where it is told */
  data: [key: Buffer, origin: KeyOrigin, place?: string | undefined];
  /** The terminal's answer to a question, whenever it comes: no key begins like it. */
  reply: [sequence: string];
  /** The window of the terminal has the focus, or has lost it. */
  focus: [hasFocus: boolean];
}

/** The stdin that terminal-kit sees: emits 'data' with exactly one key each, and how it came. */
export class KeyInput extends EventEmitter<KeyInputEvents> {
  #source: KeySource;
  #rest: Buffer = Buffer.alloc(0);
  /** What was given up on last, as long as nothing has followed it: the rest of an answer may still come. */
  #cut: Buffer = Buffer.alloc(0);
  readonly #timers: Timers;
  readonly #isSt: boolean;
  #timer: unknown = null;
  #isPasting = false;
  #pasteTimer: unknown = null;
  /** When bytes came last, how many, and how long none had come before them. */
  #fedAtMs = Number.NEGATIVE_INFINITY;
  #silenceMs = 0;
  #fedBytes = 0;

  /** @param isSt the terminal is st, which spells some keys as others spell other ones */
  constructor(source: KeySource, timers: Timers = SYSTEM_TIMERS, isSt = false) {
    super();
    this.#source = source;
    this.#timers = timers;
    this.#isSt = isSt;
  }

  setRawMode(isRaw: boolean): void {
    this.#source.setRawMode?.(isRaw);
  }

  resume(): void {
    this.#source.resume();
  }

  pause(): void {
    this.#source.pause();
  }

  /** Takes bytes as they came from the terminal. */
  feed(chunk: Buffer): void {
    const nowMs = this.#timers.now();
    this.#silenceMs = nowMs - this.#fedAtMs;
    this.#fedAtMs = nowMs;
    this.#fedBytes = chunk.length;
    if (this.#rest.length === 0 && !this.#isPasting && isWheel(chunk.toString('latin1'))) return;
    this.#rest = this.#withCut(this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]));
    const before = this.#rest.length;
    this.#emitWhole(false);
    // The wait counts from a sequence's first byte: keys that follow one that never ends must not prolong it.
    if (this.#rest.length < before) this.#stopWaiting();
    const waitMs = this.#rest.toString('latin1').startsWith(REPLY_START) ? REPLY_WAIT_MS : ESCAPE_WAIT_MS;
    if (this.#rest.length > 0) this.#timer ??= this.#timers.set(() => this.flush(), waitMs);
    this.#timers.clear(this.#pasteTimer);
    if (this.#isPasting) this.#pasteTimer = this.#timers.set(() => this.#endPaste(), PASTE_SILENCE_MS);
  }

  /** What has come, behind what was given up on where the two are an answer that was late on its way. A key is one byte. */
  #withCut(bytes: Buffer): Buffer {
    const cut = this.#cut;
    this.#cut = Buffer.alloc(0);
    if (cut.length === 0 || bytes.length < 2) return bytes;
    const whole = Buffer.concat([cut, bytes]);
    return ANSWER.test(whole.toString('latin1', 1)) ? whole : bytes;
  }

  #endPaste(): void {
    this.#isPasting = false;
  }

  /** Gives up waiting: what is left is an Escape and what follows it, or nothing that makes sense. */
  flush(): void {
    this.#stopWaiting();
    this.#emitWhole(true);
  }

  /** Forgets what came in part. */
  close(): void {
    this.#stopWaiting();
    this.#timers.clear(this.#pasteTimer);
    this.#endPaste();
    this.#rest = Buffer.alloc(0);
    this.#cut = Buffer.alloc(0);
  }

  #stopWaiting(): void {
    if (this.#timer !== null) this.#timers.clear(this.#timer);
    this.#timer = null;
  }

  #emitWhole(isFinal: boolean): void {
    while (this.#rest.length > 0) {
      let length = keyLength(this.#rest);
      if (length === 0 && !isFinal) return;
      // A lone Escape is a key; any other beginning of a sequence is dropped whole.
      const isCut = length === 0;
      if (isCut) length = this.#rest.length;
      const key = this.#rest.subarray(0, Math.abs(length));
      this.#rest = this.#rest.subarray(Math.abs(length));
      if (isCut && key[0] === ESC) this.#cut = key;
      if (length < 0 && key[1] === DCS) this.emit('reply', key.toString('latin1'));
      if (length > 0 && (!isCut || isLoneEscape(key))) this.#emitKey(key);
    }
  }

  #emitKey(key: Buffer): void {
    if (key.length > 1 && key[0] === ESC) this.#emitSequence(key);
    else if (this.#isPressedInPaste(key.toString('latin1'), key.length)) this.emit('data', key, 'press');
    else if (!this.#isPasting) this.emit('data', key, 'press');
    // What is pasted is text and never an order: its line ends and tabs become spaces.
    else this.emit('data', key[0]! < 0x20 || key[0] === 0x7f ? SPACE : key, 'paste');
  }

  /** True for a Ctrl-C that is pressed while a paste has no end, and so comes alone; it is the end. */
  #isPressedInPaste(key: string, bytes: number): boolean {
    const isAlone = bytes === this.#fedBytes && this.#silenceMs >= PRESSED_SILENCE_MS;
    if (!this.#isPasting || key !== CTRL_C || !isAlone) return false;
    this.#endPaste();
    return true;
  }

  #emitSequence(key: Buffer): void {
    const sequence = spellAsXterm(key.toString('latin1'), this.#isSt);
    if (sequence === PASTE_START || sequence === PASTE_END) {
      this.#isPasting = sequence === PASTE_START;
      return;
    }
    const kitty = parseKittyKey(sequence);
    if (this.#isPasting && !this.#isPressedInPaste(kitty?.bytes ?? '', key.length)) return;
    if (sequence.startsWith(REPLY_START) || CURSOR_PLACE.test(sequence)) this.emit('reply', sequence);
    else if (sequence === FOCUS_IN || sequence === FOCUS_OUT) this.emit('focus', sequence === FOCUS_IN);
    else if (kitty === undefined) this.emit('data', Buffer.from(sequence, 'latin1'), 'press');
    else if (kitty !== null) this.emit('data', Buffer.from(kitty.bytes), kitty.motion, kitty.place);
  }
}

function isLoneEscape(key: Buffer): boolean {
  return key.length === 1 && key[0] === ESC;
}

/** Length in bytes of the first key; 0 when its end has not come yet, negative for bytes that are to be skipped. */
function keyLength(bytes: Buffer): number {
  const first = bytes[0]!;
  if (first === ESC) return sequenceLength(bytes);
  return first < 0x80 ? 1 : characterLength(bytes);
}

function characterLength(bytes: Buffer): number {
  const first = bytes[0]!;
  const length = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
  if (length === 0) return -1;
  for (let index = 1; index < length; index++) {
    if (index === bytes.length) return 0;
    if ((bytes[index]! & 0xc0) !== 0x80) return -index;
  }
  return length;
}

function sequenceLength(bytes: Buffer): number {
  if (bytes.length === 1) return 0;
  const second = bytes[1]!;
  // Two Escapes, or Escape and a character beyond ASCII: no terminal means one key by it.
  if (second === ESC || second >= 0x80) return 1;
  switch (String.fromCharCode(second)) {
    case '[':
      // The Linux console's F1 to F5 are CSI [ A to CSI [ E.
      if (RXVT_KEY.test(bytes.toString('latin1', 0, 5))) return bytes.indexOf('$') + 1;
      return bytes[2] === 0x5b ? (bytes.length > 3 ? 4 : 0) : finalByteAt(bytes, 2);
    case 'O':
      return finalByteAt(bytes, 2);
    case ']':
    case 'P':
    case '_':
    case '^':
    case 'X':
      return -stringLength(bytes);
    default:
      return 2;
  }
}

/** Digits and a dollar are a whole key of rxvt; elsewhere the dollar stands before a last letter, in answers alone. */
const RXVT_KEY = /^.\[\d\d?\$/;

/** CSI and SS3: parameters and intermediates 0x20 to 0x3f, then a final byte 0x40 to 0x7e. */
function finalByteAt(bytes: Buffer, start: number): number {
  for (let index = start; index < bytes.length; index++) {
    const byte = bytes[index]!;
    if (byte >= 0x40 && byte <= 0x7e) return index + 1;
    if (byte < 0x20 || byte > 0x7e) return -index;
  }
  return bytes.length > SEQUENCE_BYTES_MAX ? -bytes.length : 0;
}

/** OSC, DCS and their like: up to BEL or ESC \. */
function stringLength(bytes: Buffer): number {
  for (let index = 2; index < bytes.length; index++) {
    if (bytes[index] === BEL) return index + 1;
    if (bytes[index] === ESC && index + 1 < bytes.length)
      return bytes[index + 1] === 0x5c ? index + 2 : index;
  }
  return bytes.length > SEQUENCE_BYTES_MAX ? bytes.length : 0;
}
