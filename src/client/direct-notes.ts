// What two clients tell each other by sealed boxes to get a direct line (PROTOCOL 11.1): note -> octets, and back. Pure. What it reads
// was written by a peer: whatever is not exactly as it must be is no note.
import { isIPv6 } from 'node:net';
import {
  CHAT_LENGTH_MAX,
  DIRECT_ADDRESSES_MAX,
  DIRECT_NAME_BYTES,
  DIRECT_PORT_MIN,
} from '../protocol/limits.js';
import { cleanText } from '../protocol/text.js';
import { checkCard, type WhisperCard, WhisperError, type WhisperSaid } from './whisper.js';

const STEPS = ['ask', 'here', 'ready', 'no', 'left'] as const;
const KEY_BYTES = 32;
/** A key and the signature of it. */
const CARD_BYTES = KEY_BYTES + 64;
const HASH_BYTES = 32;
const PORT_BYTES = 2;
const IPV4 = 4;
const IPV6 = 6;
const BYTES_OF: Readonly<Record<number, number>> = { [IPV4]: 4, [IPV6]: 16 };
const SEQUENCE_BYTES = 4;
const TEXT_KIND = 1;
const RPS_KIND = 2;

/** Where a client can be reached. */
export interface DirectPlace {
  /** IPv4 and IPv6, 1 to DIRECT_ADDRESSES_MAX. */
  readonly addresses: readonly string[];
  readonly port: number;
  /** SHA-256 of its certificate in DER, 32 octets. */
  readonly hash: Buffer;
}

/** A note; `name` is the secret name of the line, DIRECT_NAME_BYTES octets, and `card` has the key of whoever sends it for this line. */
export type DirectNote = { readonly name: Buffer } & (
  | { readonly step: 'ask'; readonly card: WhisperCard }
  | { readonly step: 'here'; readonly card: WhisperCard; readonly place: DirectPlace }
  | { readonly step: 'ready' | 'no' }
  /** What a line that broke may not have brought. */
  | { readonly step: 'left'; readonly sequence: number; readonly content: WhisperSaid }
);

/** Writes a note. */
export function encodeNote(note: DirectNote): Buffer {
  const head = [Buffer.from([STEPS.indexOf(note.step)]), note.name];
  switch (note.step) {
    case 'ask':
      return Buffer.concat([...head, encodeCard(note.card)]);
    case 'here':
      return Buffer.concat([...head, encodeCard(note.card), encodePlace(note.place)]);
    case 'left': {
      const { sequence, content } = note;
      const isText = content.kind === 'text';
      const number = Buffer.alloc(SEQUENCE_BYTES);
      number.writeUInt32BE(sequence);
      const body = isText ? Buffer.from(cleanText(content.text, CHAT_LENGTH_MAX)) : content.move;
      return Buffer.concat([...head, number, Buffer.from([isText ? TEXT_KIND : RPS_KIND]), body]);
    }
    default:
      return Buffer.concat(head);
  }
}

/** Reads a note, texts cleaned. @param identity of who has sent it
 *  @returns null when it is none, or when its key is not signed by the identity */
export function decodeNote(bytes: Buffer, identity: string): DirectNote | null {
  const step = STEPS[bytes[0] ?? -1];
  if (step === undefined || bytes.length < 1 + DIRECT_NAME_BYTES) return null;
  const name = Buffer.from(bytes.subarray(1, 1 + DIRECT_NAME_BYTES));
  const rest = Buffer.from(bytes.subarray(1 + DIRECT_NAME_BYTES));
  switch (step) {
    case 'ask': {
      const card = rest.length === CARD_BYTES ? decodeCard(rest, identity) : null;
      return card === null ? null : { step, name, card };
    }
    case 'here': {
      const place = decodePlace(rest.subarray(CARD_BYTES));
      const card = place === null ? null : decodeCard(rest, identity);
      return place === null || card === null ? null : { step, name, card, place };
    }
    case 'left':
      return decodeLeft(name, rest);
    default:
      return rest.length === 0 ? { step, name } : null;
  }
}

function encodeCard({ key, signature }: WhisperCard): Buffer {
  return Buffer.concat([Buffer.from(key, 'base64url'), Buffer.from(signature, 'base64url')]);
}

function decodeCard(bytes: Buffer, identity: string): WhisperCard | null {
  const key = bytes.toString('base64url', 0, KEY_BYTES);
  const card = { identity, key, signature: bytes.toString('base64url', KEY_BYTES, CARD_BYTES) };
  try {
    checkCard(card);
    return card;
  } catch (error) {
    if (!(error instanceof WhisperError)) throw error;
    return null;
  }
}

function encodePlace({ addresses, port, hash }: DirectPlace): Buffer {
  const number = Buffer.alloc(PORT_BYTES);
  number.writeUInt16BE(port);
  return Buffer.concat([hash, number, ...addresses.slice(0, DIRECT_ADDRESSES_MAX).map(encodeAddress)]);
}

function decodePlace(bytes: Buffer): DirectPlace | null {
  if (bytes.length < HASH_BYTES + PORT_BYTES) return null;
  const port = bytes.readUInt16BE(HASH_BYTES);
  const addresses: string[] = [];
  let at = HASH_BYTES + PORT_BYTES;
  while (at < bytes.length) {
    const length = BYTES_OF[bytes[at]!];
    const raw = bytes.subarray(at + 1, at + 1 + (length ?? 0));
    if (length === undefined || raw.length !== length || addresses.length === DIRECT_ADDRESSES_MAX)
      return null;
    addresses.push(formatRaw(raw));
    at += 1 + length;
  }
  if (port < DIRECT_PORT_MIN || addresses.length === 0) return null;
  return { addresses, port, hash: bytes.subarray(0, HASH_BYTES) };
}

/** Family, and the address in network order. @param address without a zone */
function encodeAddress(address: string): Buffer {
  if (!isIPv6(address)) return Buffer.from([IPV4, ...address.split('.').map(Number)]);
  // The URL parser writes an IPv4 tail as two groups, and nothing but the one gap is left to fill (RFC 4291, section 2.2).
  const [front, back] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::');
  const groupsOf = (text = ''): string[] => (text === '' ? [] : text.split(':'));
  const [first, last] = [groupsOf(front), groupsOf(back)];
  const gap = Array.from({ length: 8 - first.length - last.length }, () => '0');
  const bytes = Buffer.alloc(1 + 16, IPV6);
  for (const [index, group] of [...first, ...gap, ...last].entries())
    bytes.writeUInt16BE(Number.parseInt(group, 16), 1 + 2 * index);
  return bytes;
}

function formatRaw(raw: Buffer): string {
  if (raw.length === BYTES_OF[IPV4]) return raw.join('.');
  return Array.from({ length: 8 }, (_, index) => raw.readUInt16BE(2 * index).toString(16)).join(':');
}

function decodeLeft(name: Buffer, rest: Buffer): DirectNote | null {
  if (rest.length < SEQUENCE_BYTES + 1) return null;
  const sequence = rest.readUInt32BE(0);
  const kind = rest[SEQUENCE_BYTES];
  const body = rest.subarray(SEQUENCE_BYTES + 1);
  if (kind === TEXT_KIND) {
    const text = cleanText(body.toString('utf8'), CHAT_LENGTH_MAX);
    return { step: 'left', name, sequence, content: { kind: 'text', text } };
  }
  return kind === RPS_KIND ? { step: 'left', name, sequence, content: { kind: 'rps', move: body } } : null;
}
