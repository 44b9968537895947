// Good octets -> octets that are almost good: what a fuzzer feeds. The same seed gives the same octets on every machine.
import { drawInteger, type RandomState } from '../../src/game/random.js';

/** Pieces that parsers have stumbled over: ends of ranges, ends of lines, nesting, escapes, lengths that lie. */
const PIECES = [
  ...[
    '\0',
    '\r\n\r\n',
    '\n',
    '\r',
    '$',
    '{}',
    '{"a":'.repeat(8),
    '[[[[[[[[',
    ']',
    '\\u0000',
    '"__proto__":{}',
  ],
  ...[
    'Length: 4294967295\r\n',
    'Length: -1\r\n',
    'Length: 0\r\n',
    'Id: 2147483648\r\n',
    '-0',
    '1e999',
    '\u202e',
  ],
  ...['Auth: None\r\n', 'Command: LOGIN\r\n', '\u{10ffff}', '\ufeff', '9'.repeat(24), ' ', '\t', ':'],
].map((text) => Buffer.from(text, 'utf8'));
const EDGES = [0x00, 0x01, 0x7f, 0x80, 0xfe, 0xff];
/** Octets of a fed input at most. */
const BYTES_MAX = 20_000;

/** Changes good octets in 0 to 8 places. @param other octets of which a part may be put in */
export function mutate(good: Buffer, other: Buffer, random: RandomState): Buffer {
  let bytes: Buffer = Buffer.from(good);
  for (let count = drawInteger(random, 9); count > 0; count--) {
    bytes = change(bytes, other, random).subarray(0, BYTES_MAX);
  }
  return bytes;
}

function change(bytes: Buffer, other: Buffer, random: RandomState): Buffer {
  const at = drawInteger(random, Math.min(65_535, bytes.length) + 1);
  const span = drawInteger(random, 16);
  const before = bytes.subarray(0, at);
  const after = bytes.subarray(at);
  switch (drawInteger(random, 8)) {
    case 0:
      return set(bytes, at, drawInteger(random, 256));
    case 1:
      return set(bytes, at, EDGES[drawInteger(random, EDGES.length)]);
    case 2:
      return set(bytes, at, (bytes[at] ?? 0) ^ (1 << drawInteger(random, 8)));
    case 3:
      return Buffer.concat([before, after.subarray(span)]);
    case 4:
      return Buffer.concat([before, after.subarray(0, span), after]);
    case 5:
      return Buffer.concat([before, PIECES[drawInteger(random, PIECES.length)], after]);
    case 6: {
      const from = drawInteger(random, Math.min(65_535, other.length) + 1);
      return Buffer.concat([before, other.subarray(from, from + 4 * span), after]);
    }
    default:
      return Buffer.from(before);
  }
}

function set(bytes: Buffer, at: number, value: number): Buffer {
  if (at < bytes.length) bytes[at] = value;
  return bytes;
}

/** One of several. */
export function pick<Item>(items: readonly Item[], random: RandomState): Item {
  return items[drawInteger(random, items.length)];
}
