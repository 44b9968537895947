// The first words on a line: HELLO, then who this is. A line that is up -> the nick and the session key of its player.
// Called by link.ts for each line that it makes. Keeps nothing; the key that it answers with is good for one RESUME.
import type { CommandAnswer } from '../protocol/commands.js';
import { PROTOCOL_VERSION } from '../protocol/commands.js';
import { signedBytes } from '../protocol/signed-bytes.js';
import type { Identity } from './identity.js';
import type { Line } from './line.js';
import { LinkError, ServerError } from './link-error.js';

/** What a server calls a player, the key with which he comes back, and what the server says of itself. */
export type LoggedIn = CommandAnswer<'REGISTER'> & { readonly hello: CommandAnswer<'HELLO'> };

/** Logs in, or registers where this nick is not known yet; as a guest where a server takes no others.
 *  @param identity null for a guest, who registers with nothing to prove himself by
 *  @param certificateHash SHA-256 of the server's certificate, 32 octets
 *  @param password for a server that asks for one, null where none is known
 *  @throws ServerError NICK_TAKEN when the nick is somebody else's, or whatever else the server refuses; LinkError */
export async function enter(
  line: Line,
  nick: string,
  identity: Identity | null,
  certificateHash: Buffer,
  password: string | null,
): Promise<LoggedIn> {
  const said = await hello(line);
  // Told to nobody who does not ask for it.
  const known = said.locked === true && password !== null ? { password } : {};
  if (identity === null)
    return { ...(await line.request('REGISTER', { nick, ...known }, null)), hello: said };
  const proof = { nick, signature: prove(identity, said.nonce, certificateHash, nick), ...known };
  try {
    return { ...(await line.request('LOGIN', proof, null)), hello: said };
  } catch (error) {
    if (!(error instanceof ServerError)) throw error;
    // The nick is known, and is not this player's.
    if (error.code === 'BAD_SIGNATURE') throw new ServerError('NICK_TAKEN', error.message, 'nick');
    if (error.code === 'GUESTS_ONLY') return enter(line, nick, null, certificateHash, password);
    if (error.code !== 'NO_SUCH_ACCOUNT') throw error;
  }
  // A nonce is good for one try.
  const signature = prove(identity, (await hello(line)).nonce, certificateHash, nick);
  const { publicKey } = identity;
  const asked = { nick, publicKey, signature, ...known };
  try {
    return { ...(await line.request('REGISTER', asked, null)), hello: said };
  } catch (error) {
    if (!(error instanceof ServerError) || error.code !== 'GUESTS_ONLY') throw error;
    return enter(line, nick, null, certificateHash, password);
  }
}

/** Comes back to the seat that the server keeps.
 *  @param key the session key of the line before; used up by this
 *  @throws ServerError BAD_SESSION_KEY when nothing is kept any more; LinkError */
export async function resume(line: Line, key: string): Promise<CommandAnswer<'RESUME'>> {
  await hello(line);
  return line.request('RESUME', {}, key);
}

async function hello(line: Line): Promise<CommandAnswer<'HELLO'>> {
  const answer = await line.request('HELLO', {}, null);
  if (answer.protocol !== PROTOCOL_VERSION) throw new LinkError('OTHER_PROTOCOL');
  return answer;
}

function prove(identity: Identity, nonce: string, certificateHash: Buffer, nick: string): string {
  return identity.sign(signedBytes(Buffer.from(nonce, 'base64url'), certificateHash, nick));
}
