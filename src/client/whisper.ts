// Private messages that the server can't read (PROTOCOL 10): text, move or note -> sealed box for one peer, and back. Pure but for keys and counts
// of its own. Every login has a fresh X25519 key, signed by the player's identity, so a box of yesterday opens nowhere, and
// within a login a count that only grows refuses what comes twice. It trusts a peer's identity no further than its caller does.
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
  verify,
} from 'node:crypto';
import { isBase64url, isIdentity } from '../protocol/keys.js';
import { CHAT_LENGTH_MAX } from '../protocol/limits.js';
import { cleanText } from '../protocol/text.js';

const KEY_BYTES = 32;
const TAG_BYTES = 16;
const COUNT_BYTES = 8;
const KIND_BYTES = 1;
const LENGTH_BYTES = 2;
const HEAD_BYTES = COUNT_BYTES + KIND_BYTES + LENGTH_BYTES;
/** What a box can hold, by the octet that says so. */
const TEXT_KIND = 1;
const RPS_KIND = 2;
const DIRECT_KIND = 3;
/** Texts are filled up to a multiple of this, so that a box tells little of how long they are. */
const PADDING_BYTES = 64;
/** A box of the longest text. */
export const BOX_BYTES_MAX = KEY_BYTES + 14 * PADDING_BYTES + TAG_BYTES;
const KEY_CONTEXT = Buffer.from('tank/1 whisper key\0');
const BOX_CONTEXT = Buffer.from('tank/1 whisper\0');
const SAFETY_CONTEXT = Buffer.from('tank/1 safety number\0');
/** The key that seals is used once, so its nonce need not differ. */
const NONCE = Buffer.alloc(12);

/** What a peer shows of itself; all of it in base64url, 43 characters a key and 86 the signature. */
export interface WhisperCard {
  /** Ed25519: who it is. */
  readonly identity: string;
  /** X25519: what boxes for this login are sealed to. */
  readonly key: string;
  /** Of the identity, over the key. */
  readonly signature: string;
}

/** What one person tells another. */
export type WhisperSaid =
  | { readonly kind: 'text'; readonly text: string }
  /** A move of rock, paper, scissors, as rps.ts writes it. */
  | { readonly kind: 'rps'; readonly move: Buffer };

/** What stands in a box. */
export type WhisperContent =
  | WhisperSaid
  /** What a direct line takes, as direct-notes.ts writes it. */
  | { readonly kind: 'direct'; readonly note: Buffer };

/** A box that can't be opened; the code says why. */
export class WhisperError extends Error {
  constructor(readonly code: 'BAD_CARD' | 'BAD_BOX' | 'REPLAYED') {
    super(code);
  }
}

/** Octets that a card's signature is over. */
function cardBytes(key: Buffer): Buffer {
  return Buffer.concat([KEY_CONTEXT, key]);
}

function x25519(raw: Buffer): KeyObject {
  return createPublicKey({ key: { kty: 'OKP', crv: 'X25519', x: raw.toString('base64url') }, format: 'jwk' });
}

function rawOf(publicKey: KeyObject): Buffer {
  return Buffer.from(publicKey.export({ format: 'jwk' }).x!, 'base64url');
}

function decodeKey(text: string): Buffer {
  const key = Buffer.from(text, 'base64url');
  if (!isBase64url(text, KEY_BYTES)) throw new WhisperError('BAD_CARD');
  return key;
}

/** Checks that the identity of a card has signed its key. @throws WhisperError BAD_CARD */
export function checkCard(card: WhisperCard): void {
  try {
    const identity = createPublicKey({
      key: { kty: 'OKP', crv: 'Ed25519', x: card.identity },
      format: 'jwk',
    });
    const signature = Buffer.from(card.signature, 'base64url');
    const isSpelt = isIdentity(card.identity) && isBase64url(card.signature, signature.length);
    if (isSpelt && verify(null, cardBytes(decodeKey(card.key)), identity, signature)) return;
  } catch {
    // Not even a key.
  }
  throw new WhisperError('BAD_CARD');
}

/** What two people compare to know that nobody stands between them: 12 groups of 5 digits, the same on both sides.
 *  @param one, other identities in base64url */
export function safetyNumber(one: string, other: string): string {
  const identities = [decodeKey(one), decodeKey(other)].sort(Buffer.compare);
  const digest = createHash('sha512')
    .update(Buffer.concat([SAFETY_CONTEXT, ...identities]))
    .digest();
  const groups = Array.from({ length: 12 }, (_, index) => {
    const value = digest.readUIntBE(index * 5, 5) % 100_000;
    return String(value).padStart(5, '0');
  });
  return groups.join(' ');
}

/** One login's end of all private talk. */
export class Whisper {
  readonly card: WhisperCard;
  readonly #own: KeyObject;
  readonly #ownKey: Buffer;
  readonly #identity: Buffer;
  /** By the peer's key: how many boxes went to it, and the count in the last one that came from it. */
  readonly #sent = new Map<string, bigint>();
  readonly #heard = new Map<string, bigint>();

  /** @param identity Ed25519, base64url @param sign with its private half */
  constructor(identity: string, sign: (bytes: Buffer) => string) {
    const { publicKey, privateKey } = generateKeyPairSync('x25519');
    this.#own = privateKey;
    this.#ownKey = rawOf(publicKey);
    this.#identity = decodeKey(identity);
    this.card = {
      identity,
      key: this.#ownKey.toString('base64url'),
      signature: sign(cardBytes(this.#ownKey)),
    };
  }

  /** Seals something for a peer. @returns base64url @throws WhisperError BAD_CARD */
  seal(content: WhisperContent, peer: WhisperCard): string {
    checkCard(peer);
    const count = (this.#sent.get(peer.key) ?? 0n) + 1n;
    this.#sent.set(peer.key, count);
    const ephemeral = generateKeyPairSync('x25519');
    const ephemeralKey = rawOf(ephemeral.publicKey);
    const secret = agree([ephemeral.privateKey, decodeKey(peer.key)], [this.#own, decodeKey(peer.key)]);
    const context = this.#context(ephemeralKey, this.#side(), sideOf(peer));
    const cipher = createCipheriv('chacha20-poly1305', deriveKey(secret, context), NONCE, {
      authTagLength: TAG_BYTES,
    });
    const plain = pad(count, content);
    cipher.setAAD(context, { plaintextLength: plain.length });
    const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
    return Buffer.concat([ephemeralKey, sealed, cipher.getAuthTag()]).toString('base64url');
  }

  /** Opens a box from a peer. @returns what is in it, a text cleaned; null for a kind of the future
   *  @throws WhisperError BAD_CARD, BAD_BOX, REPLAYED */
  open(box: string, peer: WhisperCard): WhisperContent | null {
    checkCard(peer);
    const bytes = Buffer.from(box, 'base64url');
    if (bytes.length < KEY_BYTES + PADDING_BYTES + TAG_BYTES || bytes.length > BOX_BYTES_MAX) {
      throw new WhisperError('BAD_BOX');
    }
    const plain = this.#decrypt(bytes, peer);
    const count = plain.readBigUInt64BE(0);
    if (count <= (this.#heard.get(peer.key) ?? 0n)) throw new WhisperError('REPLAYED');
    this.#heard.set(peer.key, count);
    const length = plain.readUInt16BE(COUNT_BYTES + KIND_BYTES);
    const body = plain.subarray(HEAD_BYTES, HEAD_BYTES + length);
    switch (plain[COUNT_BYTES]) {
      case TEXT_KIND:
        return { kind: 'text', text: cleanText(body.toString('utf8'), CHAT_LENGTH_MAX) };
      case RPS_KIND:
        return { kind: 'rps', move: body };
      case DIRECT_KIND:
        return { kind: 'direct', note: body };
      default:
        return null;
    }
  }

  #decrypt(bytes: Buffer, peer: WhisperCard): Buffer {
    try {
      const ephemeralKey = bytes.subarray(0, KEY_BYTES);
      const secret = agree([this.#own, ephemeralKey], [this.#own, decodeKey(peer.key)]);
      const context = this.#context(ephemeralKey, sideOf(peer), this.#side());
      const decipher = createDecipheriv('chacha20-poly1305', deriveKey(secret, context), NONCE, {
        authTagLength: TAG_BYTES,
      });
      const sealed = bytes.subarray(KEY_BYTES, bytes.length - TAG_BYTES);
      decipher.setAAD(context, { plaintextLength: sealed.length });
      decipher.setAuthTag(bytes.subarray(bytes.length - TAG_BYTES));
      return Buffer.concat([decipher.update(sealed), decipher.final()]);
    } catch {
      throw new WhisperError('BAD_BOX');
    }
  }

  #side(): Buffer {
    return Buffer.concat([this.#identity, this.#ownKey]);
  }

  /** Everything that both ends must agree on, so that no box fits where it was not meant for. */
  #context(ephemeralKey: Buffer, from: Buffer, to: Buffer): Buffer {
    return Buffer.concat([BOX_CONTEXT, ephemeralKey, from, to]);
  }
}

function sideOf(peer: WhisperCard): Buffer {
  return Buffer.concat([decodeKey(peer.identity), decodeKey(peer.key)]);
}

/** The secrets of pairs of a private and a raw public key.
 *  @throws WhisperError BAD_CARD for a key of small order, with which there is no secret (RFC 7748, section 6.1) */
function agree(...pairs: readonly (readonly [KeyObject, Buffer])[]): Buffer {
  try {
    return Buffer.concat(
      pairs.map(([privateKey, key]) => diffieHellman({ privateKey, publicKey: x25519(key) })),
    );
  } catch {
    throw new WhisperError('BAD_CARD');
  }
}

function deriveKey(secret: Buffer, context: Buffer): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), context, KEY_BYTES));
}

/** Count, kind, length, content, zeros. */
function pad(count: bigint, content: WhisperContent): Buffer {
  const [kind, body] = encode(content);
  const plain = Buffer.alloc(Math.ceil((HEAD_BYTES + body.length) / PADDING_BYTES) * PADDING_BYTES);
  plain.writeBigUInt64BE(count, 0);
  plain[COUNT_BYTES] = kind;
  plain.writeUInt16BE(body.length, COUNT_BYTES + KIND_BYTES);
  plain.set(body, HEAD_BYTES);
  return plain;
}

function encode(content: WhisperContent): [kind: number, body: Buffer] {
  switch (content.kind) {
    case 'text':
      return [TEXT_KIND, Buffer.from(cleanText(content.text, CHAT_LENGTH_MAX))];
    case 'rps':
      return [RPS_KIND, content.move];
    case 'direct':
      return [DIRECT_KIND, content.note];
  }
}
