// One whole key as key-input.ts gives it -> its name. THE ONLY importer of terminal-kit, which names keys and does nothing else:
// it is told that it has an xterm, since key-spellings.ts spells all keys as that does. Made by terminal.ts.
import type { WriteStream } from 'node:tty';
import termkit from 'terminal-kit';
import { kindOf, MARK, NARROW, WIDE } from './glyph.js';
import type { KeyInput, KeyOrigin } from './key-input.js';

/** The part of terminal-kit that is used; its published types are behind it. */
interface KitTerminal {
  shutdown: boolean;
  grabInput(options: object | false): void;
  on(
    event: 'key',
    listener: (
      name: string,
      matches: string[],
      data: { isCharacter: boolean; code: Buffer | number },
    ) => void,
  ): void;
}
const kit = termkit as unknown as { createTerminal(options: object): KitTerminal };

/** A key that has a name. */
export interface NamedKey {
  readonly name: string;
  /** What it writes, when that is one printable character. */
  readonly text: string | null;
  readonly origin: KeyOrigin;
  /** As of Key. */
  readonly place: string | undefined;
}

/** Names keys, until it is closed. */
export class KeyNames {
  readonly #kit: KitTerminal;
  /** Of the key that is being named. */
  #bytes = 0;
  #origin: KeyOrigin = 'press';
  #place: string | undefined;

  /** @param onKey is told of each key that has a name */
  constructor(input: KeyInput, stdout: WriteStream, onKey: (key: NamedKey) => void) {
    this.#kit = kit.createTerminal({ stdin: input, stdout, generic: 'xterm', isTTY: true, isSSH: false });
    this.#kit.on('key', (name, _matches, { isCharacter, code }) => {
      // terminal-kit takes a sequence that it doesn't know apart into an Escape and letters: leave those out.
      const length = typeof code === 'number' ? 1 : code.length;
      const isWhole = length === this.#bytes;
      this.#bytes = 0;
      const text = isCharacter ? printable(name) : null;
      if (isWhole) onKey({ name, text, origin: this.#origin, place: this.#place });
    });
    input.prependListener('data', (bytes, origin, place) => {
      this.#bytes = bytes.length;
      this.#origin = origin;
      this.#place = place;
    });
  }

  /** Sets the raw mode, and begins. */
  open(): void {
    this.#kit.grabInput({});
  }

  /** terminal-kit has handlers of its own for the end of the process, which would write once more. */
  close(): void {
    this.#kit.shutdown = true;
  }
}

function printable(character: string): string | null {
  const kind = kindOf(character.codePointAt(0) ?? 0);
  return kind === NARROW || kind === WIDE || kind === MARK ? character : null;
}
