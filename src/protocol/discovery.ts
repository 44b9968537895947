// Datagrams by which a client finds the servers of its own network (PROTOCOL 9). Pure: octets <-> values. Called by both ends'
// discovery. What an answer says is a hint and never a reason to trust: that is the business of the TLS line.
import { cleanText } from './text.js';

/** Octets of every question; no answer is larger, so that a forged sender gets no more than was sent. */
export const QUESTION_BYTES = 128;
export const DISCOVERY_NONCE_BYTES = 8;
/** Octets by which a server that answers on several addresses is known to be one; drawn when it starts. */
export const SERVER_ID_BYTES = 8;
/** Code points of a server's name. */
export const SERVER_NAME_LENGTH_MAX = 32;

const MAGIC_BYTES = 6;
const QUESTION = Buffer.from('TANKQ1', 'latin1');
const ANSWER = Buffer.from('TANKA1', 'latin1');
const NUMBERS_OFFSET = MAGIC_BYTES + DISCOVERY_NONCE_BYTES + SERVER_ID_BYTES;
const NAME_OFFSET = NUMBERS_OFFSET + 8;
const NAME_BYTES_MAX = QUESTION_BYTES - NAME_OFFSET;
const U16_MAX = 0xffff;

/** What a server says of itself. */
export interface ServerHint {
  /** SERVER_ID_BYTES in hex. */
  readonly id: string;
  /** TCP port that it listens on. */
  readonly port: number;
  /** People on it, and how many it serves at most. */
  readonly players: number;
  readonly playersMax: number;
  /** Rooms that anybody may join. */
  readonly rooms: number;
  /** What its host calls it, cleaned. */
  readonly name: string;
}

/** Writes a question (PROTOCOL 9). @param nonce 8 octets that nobody can guess */
export function encodeQuestion(nonce: Uint8Array): Buffer {
  const question = Buffer.alloc(QUESTION_BYTES);
  question.set(QUESTION, 0);
  question.set(nonce, MAGIC_BYTES);
  return question;
}

/** The nonce of a question, or null when it is none. */
export function decodeQuestion(datagram: Uint8Array): Uint8Array | null {
  if (datagram.length !== QUESTION_BYTES || !startsWith(datagram, QUESTION)) return null;
  return new Uint8Array(datagram.subarray(MAGIC_BYTES, MAGIC_BYTES + DISCOVERY_NONCE_BYTES));
}

/** Writes the answer to a question, at most QUESTION_BYTES; what is out of range is drawn into it. */
export function encodeAnswer(nonce: Uint8Array, hint: ServerHint): Buffer {
  const name = cutToBytes(cleanText(hint.name, SERVER_NAME_LENGTH_MAX), NAME_BYTES_MAX);
  const answer = Buffer.alloc(NAME_OFFSET + name.length);
  answer.set(ANSWER, 0);
  answer.set(nonce, MAGIC_BYTES);
  answer.write(hint.id, MAGIC_BYTES + DISCOVERY_NONCE_BYTES, SERVER_ID_BYTES, 'hex');
  let offset = NUMBERS_OFFSET;
  for (const value of [hint.port, hint.players, hint.playersMax, hint.rooms]) {
    offset = answer.writeUInt16BE(Math.max(0, Math.min(U16_MAX, value)), offset);
  }
  answer.set(name, offset);
  return answer;
}

/** Reads an answer.
 *  @param nonce that of the question: an answer to another one is none
 *  @returns null for anything but a good answer; the name is clean */
export function decodeAnswer(datagram: Uint8Array, nonce: Uint8Array): ServerHint | null {
  if (datagram.length < NAME_OFFSET || datagram.length > QUESTION_BYTES) return null;
  if (!startsWith(datagram, ANSWER) || !startsWith(datagram.subarray(MAGIC_BYTES), nonce)) return null;
  const bytes = Buffer.from(datagram.buffer, datagram.byteOffset, datagram.length);
  const port = bytes.readUInt16BE(NUMBERS_OFFSET);
  if (port === 0) return null;
  return {
    id: bytes.toString('hex', MAGIC_BYTES + DISCOVERY_NONCE_BYTES, NUMBERS_OFFSET),
    port,
    players: bytes.readUInt16BE(NUMBERS_OFFSET + 2),
    playersMax: bytes.readUInt16BE(NUMBERS_OFFSET + 4),
    rooms: bytes.readUInt16BE(NUMBERS_OFFSET + 6),
    name: cleanText(bytes.toString('utf8', NAME_OFFSET), SERVER_NAME_LENGTH_MAX),
  };
}

function startsWith(bytes: Uint8Array, start: Uint8Array): boolean {
  return start.every((octet, index) => bytes[index] === octet);
}

/** UTF-8 of as many whole code points as fit. */
function cutToBytes(text: string, bytesMax: number): Buffer {
  const points = Array.from(text);
  while (Buffer.byteLength(points.join('')) > bytesMax) points.pop();
  return Buffer.from(points.join(''));
}
