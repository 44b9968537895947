// What an identity signs to log in (PROTOCOL 6.3): made by the client to sign it, and by the server to check it.

/** What an identity signs to REGISTER or LOGIN (PROTOCOL 6.3): a server that passes it on to another one gains nothing,
 *  since the other's certificate is another.
 *  @param nonce 32 octets from HELLO
 *  @param certificateHash SHA-256 of the server's certificate in DER, 32 octets */
export function signedBytes(nonce: Buffer, certificateHash: Buffer, nickname: string): Buffer {
  return Buffer.concat([
    Buffer.from('tank/1 identity\n', 'ascii'),
    nonce,
    certificateHash,
    Buffer.from(nickname, 'utf8'),
  ]);
}
