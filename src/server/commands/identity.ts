// The proof behind REGISTER and LOGIN: an Ed25519 signature over the nonce and the server's certificate (PROTOCOL 6.3).
import { createPublicKey, verify } from 'node:crypto';
import { networkOf } from '../../net/prefix.js';
import { ProtocolError } from '../../protocol/errors.js';
import { isIdentity } from '../../protocol/keys.js';
import { signedBytes } from '../../protocol/signed-bytes.js';
import type { Session } from '../session.js';

/** Checks a signature against the session's nonce, which is used up by it.
 *  @param publicKey raw Ed25519 key, base64url, 43 characters
 *  @throws ProtocolError NO_NONCE, BAD_SIGNATURE */
export function requireSignature(session: Session, nick: string, publicKey: string, signature: string): void {
  const { nonce } = session;
  session.nonce = null;
  if (nonce === null) throw new ProtocolError('NO_NONCE');
  const bytes = signedBytes(nonce, session.certificateHash, nick);
  if (!isSignedBy(publicKey, bytes, signature))
    throw new ProtocolError('BAD_SIGNATURE', undefined, 'signature');
}

/** Asks for the server's password, where it has one. @throws ProtocolError BAD_PASSWORD, SLOW_DOWN */
export function requirePassword({ hall, address }: Session, password: string | undefined): void {
  hall.password?.require(password, networkOf(address), hall.now());
}

function isSignedBy(publicKey: string, bytes: Buffer, signature: string): boolean {
  // An account may be older than this rule.
  if (!isIdentity(publicKey)) return false;
  try {
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' });
    return verify(null, bytes, key, Buffer.from(signature, 'base64url'));
  } catch {
    // Not a key at all: nothing is signed by it.
    return false;
  }
}
