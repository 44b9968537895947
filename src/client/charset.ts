// How letters are written down on a terminal whose locale is not UTF-8: text -> its octets, and back. For what is said and asked outside
// of the full screen, and for what is typed in it. Pure; the environment is handed in.
import { asciiOf } from './plain.js';

/** A way to write letters down. */
export interface Charset {
  /** What it does not have becomes the ASCII that is nearest to it. */
  encode(text: string): Buffer;
  /** Reads octets as they come. @returns null where nobody knows what a letter beyond ASCII is: they may be UTF-8 all the same */
  createDecoder(): ((octets: Buffer) => string) | null;
}

const UTF8 = /utf-?8/i;
const ASCII = 'us-ascii';
const REPLACED = '\ufffd';

/** The charset of a locale as POSIX has it; null for UTF-8, and where no locale is set. */
export function charsetOf(env: Readonly<Record<string, string | undefined>>): Charset | null {
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG || '';
  if (locale === '' || UTF8.test(locale)) return null;
  return createCharset(labelOf(/\.([^@]*)/.exec(locale)?.[1] ?? ''));
}

/** The name of a charset as the decoders of the web know it. */
function labelOf(codeset: string): string {
  const name = codeset.toLowerCase().replace(/[^a-z0-9]/g, '');
  const iso = /^iso8859(\d+)$/.exec(name);
  const windows = /^(?:cp|windows)(125\d)$/.exec(name);
  const label = iso ? `iso-8859-${iso[1]}` : windows ? `windows-${windows[1]}` : codeset;
  try {
    return new TextDecoder(label).encoding;
  } catch {
    // A charset that Node does not know, or none that is named.
    return ASCII;
  }
}

function createCharset(label: string): Charset {
  const octets = octetsOf(label);
  const encode = (text: string): Buffer =>
    Buffer.from(
      Array.from(text.normalize('NFC'), (letter) => octets.get(letter) ?? asciiOf(letter.codePointAt(0)!)),
    );
  if (label === ASCII) return { encode, createDecoder: () => null };
  return {
    encode,
    createDecoder() {
      const decoder = new TextDecoder(label);
      return (chunk) => decoder.decode(chunk, { stream: true });
    },
  };
}

/** Letters beyond ASCII that a charset writes with one octet. */
function octetsOf(label: string): ReadonlyMap<string, number> {
  const octets = new Map(Array.from({ length: 128 }, (_, octet) => [String.fromCharCode(octet), octet]));
  if (label === ASCII) return octets;
  for (let octet = 0xa0; octet < 0x100; octet++) {
    const letter = new TextDecoder(label).decode(Buffer.of(octet));
    if (letter !== '' && letter !== REPLACED) octets.set(letter, octet);
  }
  return octets;
}
