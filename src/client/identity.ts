// Who this player is to every server: an Ed25519 key pair, made on the first run and kept in the user's own folder.
// Read by the client's start; the link signs with it. The private key never leaves this file, nor this machine.
import { createPrivateKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { chmod, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { configFolder } from './folder.js';
import { say } from './messages.js';
import { createFile } from './whole-file.js';

const FILE_NAME = 'identity.pem';
/** Permissions of a group and of others. */
const FOREIGN_BITS = 0o077;

/** A key pair that can prove itself. */
export interface Identity {
  /** The public half as REGISTER takes it (PROTOCOL 6.3): 32 octets in base64url, 43 characters. */
  readonly publicKey: string;
  /** Signs octets. @returns 64 octets in base64url, 86 characters */
  sign(bytes: Buffer): string;
}

/** The identity's file can't be used; the message is for a person. */
export class IdentityError extends Error {
  override readonly name = 'IdentityError';
}

/** Reads the identity, or makes it where there is none; of two that start at once both get the same one.
 *  @param folder where it is kept; the user's settings when left out
 *  @throws IdentityError */
export async function loadIdentity(folder: string = configFolder()): Promise<Identity> {
  const path = join(folder, FILE_NAME);
  const pem = (await readOrNull(path)) ?? (await make(path));
  let key: KeyObject;
  try {
    key = createPrivateKey(pem);
  } catch (error) {
    throw new IdentityError(say('identity-damaged', { path }), { cause: error });
  }
  // The public half in a JWK is the raw octets in base64url (RFC 8037, section 2).
  const { x } = key.export({ format: 'jwk' });
  if (key.asymmetricKeyType !== 'ed25519' || x === undefined) {
    throw new IdentityError(say('identity-damaged', { path }));
  }
  await closeToOthers(path);
  return { publicKey: x, sign: (bytes) => sign(null, bytes, key).toString('base64url') };
}

async function readOrNull(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw failed(path, error);
  }
}

async function make(path: string): Promise<string> {
  const { privateKey } = generateKeyPairSync('ed25519');
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  try {
    if (await createFile(path, pem)) return pem;
    // Another client was faster: its key is the one.
    return await readFile(path, 'utf8');
  } catch (error) {
    throw failed(path, error);
  }
}

// A copy or a backup may have opened the file to others. Windows has no such bits.
async function closeToOthers(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  try {
    if (((await stat(path)).mode & FOREIGN_BITS) !== 0) await chmod(path, 0o600);
  } catch (error) {
    throw failed(path, error);
  }
}

function failed(path: string, cause: unknown): IdentityError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new IdentityError(say('identity-unusable', { path, reason }), { cause });
}
