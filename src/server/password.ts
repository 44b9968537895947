// A password of a room or of the server, as a salted hash in memory, and how often an address may guess at it. It never keeps
// or tells the password itself.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { ProtocolError } from '../protocol/errors.js';
import { PASSWORD_TRIES_MAX, PASSWORD_TRY_SECONDS } from '../protocol/limits.js';
import { Tries } from './tries.js';

const SALT_BYTES = 16;

/** Salt and hash, in base64url: what a restart keeps of a password. */
export interface HashedPassword {
  readonly salt: string;
  readonly hash: string;
}

/** A password to be asked for. */
export class Password {
  readonly hashed: HashedPassword;
  readonly #tries = new Tries(PASSWORD_TRIES_MAX, PASSWORD_TRY_SECONDS);

  private constructor(hashed: HashedPassword) {
    this.hashed = hashed;
  }

  /** A password that somebody has chosen; null for ''. */
  static of(text: string): Password | null {
    if (text === '') return null;
    const salt = randomBytes(SALT_BYTES).toString('base64url');
    return new Password({ salt, hash: hashOf(salt, text) });
  }

  /** A password of which the hash is known. */
  static fromHash(hashed: HashedPassword): Password {
    return new Password(hashed);
  }

  /** Checks what somebody gives for it.
   *  @param text undefined when he gave nothing, which is no guess
   *  @param network that counts as one guesser @param nowMs by any clock
   *  @throws ProtocolError BAD_PASSWORD, or SLOW_DOWN after too many wrong ones */
  require(text: string | undefined, network: string, nowMs: number): void {
    if (text === undefined) throw new ProtocolError('BAD_PASSWORD', undefined, 'password');
    const whom = [network];
    this.#tries.require(whom, 'Too many wrong passwords.', 'password', nowMs);
    const { salt, hash } = this.hashed;
    if (!timingSafeEqual(Buffer.from(hashOf(salt, text)), Buffer.from(hash))) {
      this.#tries.count(whom, nowMs);
      throw new ProtocolError('BAD_PASSWORD', undefined, 'password');
    }
    this.#tries.forget(whom);
  }
}

function hashOf(salt: string, text: string): string {
  return createHash('sha256').update(salt).update('\0').update(text.normalize('NFC')).digest('base64url');
}
