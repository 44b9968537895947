// Files that settings come from: the settings file, a JSON object, and a file with a password. A fault is told with the line and the
// column at which it stands. Used by settings.ts and the entry.
import { readFileSync } from 'node:fs';

/** Settings that can't be; the message names each wrong one. */
export class SettingsError extends Error {}

const BYTE_ORDER_MARK = '\ufeff';

/** Reads a settings file: one JSON object. A byte order mark, which editors on Windows write, is no fault.
 *  @param isRequired whether it is a fault that there is none
 *  @throws SettingsError */
export function readSettingsFile(path: string, isRequired: boolean): Record<string, unknown> {
  let json: string;
  try {
    json = readText(path);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' && !isRequired) return {};
    throw new SettingsError(`can't read the settings file ${path} (${message})`);
  }
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw new SettingsError(`the settings file ${path} is not JSON: ${describeFault(json)}`);
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>;
  throw new SettingsError(`the settings file ${path} is not JSON: line 1, column 1: expected "{"`);
}

/** The first line of a file with a password. @throws Error saying what is wrong with it */
export function readPasswordFile(path: string): string {
  try {
    return readText(path).split(/\r?\n/, 1)[0];
  } catch (error) {
    throw new Error(`can't be read (${(error as Error).message})`);
  }
}

function readText(path: string): string {
  const text = readFileSync(path, 'utf8');
  return text.startsWith(BYTE_ORDER_MARK) ? text.slice(BYTE_ORDER_MARK.length) : text;
}

// RFC 8259. What the engine says of a fault differs from version to version, and often tells no place.
const BLANK = /[ \t\n\r]*/y;
const STRING = /"(?:[^"\\\p{Cc}]|[\x7f-\x9f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/uy;
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|(?:true|false|null)(?!\w)/y;

/** Where a text stops to be JSON, and what should stand there: `line 3, column 5: expected "," or "}"`. */
function describeFault(text: string): string {
  const scanner = new Scanner(text);
  const expected = scanner.readValue() ?? scanner.readEnd();
  const lines = text.slice(0, scanner.offset).split('\n');
  return `line ${lines.length}, column ${lines.at(-1)!.length + 1}: expected ${expected}`;
}

/** Each of its methods reads on, and gives what it expected in vain, or null. */
class Scanner {
  readonly #text: string;
  offset = 0;

  constructor(text: string) {
    this.#text = text;
  }

  readValue(): string | null {
    if (this.#take(/\{/y)) return this.#readList('}', () => this.#readMember());
    if (this.#take(/\[/y)) return this.#readList(']', () => this.readValue());
    return this.#take(STRING) || this.#take(SCALAR) ? null : 'a value';
  }

  readEnd(): string | null {
    this.#take(BLANK);
    return this.offset === this.#text.length ? null : 'the end of the file';
  }

  #readMember(): string | null {
    if (!this.#take(STRING)) return 'a name in double quotes';
    return this.#take(/:/y) ? this.readValue() : '":"';
  }

  #readList(end: '}' | ']', readOne: () => string | null): string | null {
    const last = end === '}' ? /\}/y : /\]/y;
    if (this.#take(last)) return null;
    do {
      const expected = readOne();
      if (expected !== null) return expected;
    } while (this.#take(/,/y));
    return this.#take(last) ? null : `"," or "${end}"`;
  }

  /** Skips blanks, and then what the pattern matches. */
  #take(pattern: RegExp): boolean {
    BLANK.lastIndex = this.offset;
    this.offset += BLANK.exec(this.#text)?.[0].length ?? 0;
    pattern.lastIndex = this.offset;
    const found = pattern.exec(this.#text);
    if (found !== null) this.offset += found[0].length;
    return found !== null;
  }
}
